"""Journals of alarms and events: lines that begin with a time, as a table of time, level and text.

Readings over time are delimited and do not come here; knows no format of any maker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

_SAMPLE = 200
_FEWEST = 10
_SHARE = 0.9
_LEVELS = (
    "alarm|alarme|alert|alerte|warn|warning|avert(?:issement)?|info|information|event|err|error|erreur|fault|"
    "défaut|crit|critical|fatal|debug|notice|trace|trip"
)
_LINE = re.compile(
    r"^\s*\[?(?P<time>\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4} \d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,6})?)?)\]?\s*[-;:|]?\s*"
    r"(?P<rest>\S.*)$"
)
_LEVEL = re.compile(rf"^[\[(<]?(?P<level>{_LEVELS})[\])>]?(?![\w-])\s*[-:|]?\s*(?P<rest>.*)$", re.IGNORECASE)
_LONGEST = 4_000


def is_journal(lines: Sequence[str]) -> bool:
    """True where nearly all lines that are not blank begin with a time and go on in words."""
    written = [line for line in lines if line.strip()]
    if len(written) < _FEWEST:
        return False
    found = [match for line in written if (match := _LINE.match(line))]
    worded = sum(any(character.isalpha() for character in match["rest"]) for match in found)
    return worded >= _SHARE * len(written)


def sample(lines: Iterator[str]) -> list[str]:
    """The lines that ``is_journal`` wants to see."""
    return list(islice(lines, _SAMPLE))


def journal_rows(lines: Iterator[str]) -> Iterator[tuple[str, str, str]]:
    """The header, then time, level (empty where none is stated) and text of each event.

    A line without a time goes on with the event before it.
    """
    yield ("time", "level", "text")
    held: tuple[str, str, str] | None = None
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            if held is not None and line.strip() and len(held[2]) < _LONGEST:
                held = (held[0], held[1], f"{held[2]} {line.strip()}")
            continue
        if held is not None:
            yield held
        level, rest = "", match["rest"].strip()
        if stated := _LEVEL.match(rest):
            level, rest = stated["level"].upper(), stated["rest"].strip() or rest
        held = (match["time"].replace(",", "."), level, rest[:_LONGEST])
    if held is not None:
        yield held
