"""Which files of a journal go on from one another: a file a week of one control system. Knows rows only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.alarms.journal import Journal
from assistant.alarms.occurrences import Read

_APART = timedelta(days=2)
"""What may lie between two files of one journal."""
_OVERLAP = timedelta(days=1)
"""By how much two files may overlap without holding the same rows."""
_TAGS_IN_COMMON = 0.5


def alike(journals: Sequence[Journal]) -> list[list[Journal]]:
    """Journals by their columns: those of one list may go on from one another."""
    found: dict[tuple[str, ...], list[Journal]] = {}
    for one in journals:
        found.setdefault(tuple(column.name for column in one.columns()), []).append(one)
    return list(found.values())


def chains(parts: Sequence[Read]) -> list[list[Read]]:
    """Files in order of time, those that go on from one another together."""
    found: list[list[Read]] = []
    for part in sorted(parts, key=lambda one: (one.rows[0].at, one.rows[-1].at)):
        before = next((chain for chain in found if _goes_on(chain[-1], part)), None)
        if before is None:
            found.append([part])
        else:
            before.append(part)
    return found


def _goes_on(first: Read, second: Read) -> bool:
    """True where a file is of the same alarms and begins about where another one ends."""
    gap = second.rows[0].at - first.rows[-1].at
    if not -_OVERLAP <= gap <= _APART or second.rows[-1].at <= first.rows[-1].at:
        return False
    one, other = ({row.tag for row in part.rows} for part in (first, second))
    return len(one & other) >= _TAGS_IN_COMMON * min(len(one), len(other))
