"""What a question restricts rows to, as it is collected, and what is denied. Finds nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.period import Period
from assistant.experts.tables.plan import AnyOf, Assumption, Filter, Where, flat
from assistant.experts.tables.quantities import Quantity
from assistant.experts.tables.reading import Mark
from assistant.experts.tables.schema import ColumnSchema


@dataclass
class Conditions:
    """What was found.

    Attributes:
        where: Conditions, with the words they came from.
        sides: Conditions on one column of which the question names several, to be compared.
        having: A number that is compared with a figure of groups.
        moment: The date column in force, if periods were named or it was asked for.
        outside: Periods that lie wholly outside the table, with the table's own first and last time.
        conflicts: Words that name parts of several values of one column, and no value that has them all.
    """

    where: list[Filter | AnyOf] = field(default_factory=list)
    positions: dict[int, tuple[int, int]] = field(default_factory=dict)
    sides: list[tuple[Filter, ...]] = field(default_factory=list)
    having: Quantity | None = None
    moment: ColumnSchema | None = None
    outside: list[tuple[Period, datetime, datetime]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    def add(self, item: Filter | AnyOf, start: int, end: int) -> None:
        """Adds a condition that words ``[start, end)`` say."""
        self.positions[len(self.where)] = (start, end)
        self.where.append(item)

    @property
    def all(self) -> Where:
        """All conditions."""
        return tuple(self.where)

    def columns(self) -> set[str]:
        """Names of the columns that are restricted."""
        return {item.expr.name for item in flat(self.all)}


def _is_part(draft: Draft, mark: Mark) -> bool:
    """True for the ``not`` of ``has not had a single`` and of ``does not match``."""
    wider = [m for m in draft.reading.of("never", "missing", "unequal") if m is not mark]
    return any(m.start <= mark.start and mark.end <= m.end and m.end - m.start > 1 for m in wider)


def is_negated(draft: Draft, start: int, end: int) -> Mark | None:
    """The negation that covers words ``[start, end)``: ``leaving PMs aside``, ``not preventive``."""
    denying = [m for m in draft.reading.of("missing") if m.text.startswith("not ")]
    for mark in (*draft.reading.of("negation"), *denying):
        if mark.end <= start and start - mark.end <= 3:
            if _is_part(draft, mark):
                continue
            text = draft.reading.between(mark.end, start)
            if "," in text or "?" in text or re.search(r"\b(but|only|mais)\b", text):
                continue
            between = range(mark.end, start)
            if any((link := draft.link_at(i)) and link.kind in ("value", "flag", "column") for i in between):
                continue
            if mark.text in ("leaving", "setting") and not re.search(
                r"\b(aside|out)\b", " ".join(t.norm for t in draft.reading.tokens[end : end + 3])
            ):
                continue
            return mark
    return None


def said(draft: Draft, start: int, end: int) -> str:
    """The words ``[start, end)`` as they were written."""
    tokens = draft.reading.tokens
    return draft.reading.text[tokens[start].start : tokens[end - 1].end]
