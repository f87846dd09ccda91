"""The rows behind a figure: "list them" after a count or a total. The plan of the turn before is asked again.

The figure is told once more, then the rows that went into it, one a line; the query is the one that
counted them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.keyed import KeyedRow
from assistant.followup import is_listing
from assistant.records import Evidence, Finding, Question
from retrieval.records import Scope

_MOST = 20
_CELLS = 4
_LONGEST_CELL = 90

Find = Callable[[Question, Scope], Finding]
"""Answers a question from tables."""

RowsOf = Callable[[Evidence, int], list[KeyedRow]]
"""The source rows that went into a result, at most so many."""


class RowsBehind:
    """Lists what was counted.

    Args:
        find: Answers the question before once more.
        rows_of: Reads the rows that went into it.
    """

    def __init__(self, *, find: Find, rows_of: RowsOf) -> None:
        self._find = find
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The figure and its rows; None where no list is asked for, or the turn before counted no rows."""
        if not question.before or not is_listing(question.asked):
            return None
        asked = replace(question, text=question.before, asked=question.before, history=())
        evidence = next((one for one in self._find(asked, scope).evidence if one.rows is not None), None)
        if evidence is None or evidence.rows is None or not evidence.rows.row_numbers:
            return None
        rows = self._rows_of(evidence, _MOST)
        if not rows:
            return None
        total = evidence.rows.matched or len(evidence.rows.row_numbers)
        alike = alike_of(rows)
        told = [replace(evidence, statement=line_of(row, question, alike)) for row in rows]
        if total > len(rows):
            more = total - len(rows)
            words = (
                f"et {more} autre{'s' if more > 1 else ''}."
                if question.language == "fr"
                else f"and {more} more."
            )
            told.append(replace(evidence, statement=words))
        return Bridge(reasons=(evidence, *told), listed=True)


def alike_of(rows: list[KeyedRow]) -> frozenset[str]:
    """Columns that hold the same in all of several rows: they tell none of them."""
    if len(rows) == 1:
        return frozenset()
    return frozenset(name for name in rows[0].cells if len({str(row.cells[name]) for row in rows}) == 1)


def line_of(row: KeyedRow, question: Question, alike: frozenset[str]) -> str:
    """A row in a few cells: its key, its first date, what it says."""
    columns = [
        c
        for c in row.schema.columns
        if c.name != row.head
        and c.name not in alike
        and row.cells[c.name] not in (None, "")
        and not c.name.endswith(" (derived)")
    ]
    dated = [c for c in columns if c.is_moment][:1]
    words = [c for c in columns if c.is_text and len(str(row.cells[c.name])) <= _LONGEST_CELL]
    prose = [c for c in words if c.part in ("prose", "name")][:1]
    shown = [*dated, *[c for c in words if c not in prose][:2], *prose]
    cells = [row.said(c, question.language) for c in shown[:_CELLS]]
    return ", ".join([row.key, *cells])
