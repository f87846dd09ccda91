"""Tells forms from tables: rows of names with their values beside them. Knows cells, no question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = re.compile(r"[^\W\d_][^\d|]{0,39}")
_MOST_WORDS = 5
_CELL = " | "


def form_pairs(rows: Sequence[str]) -> list[list[tuple[int, int]]] | None:
    """The pairs of name and value in each row, as character ranges; None where the rows are a table.

    In a form every second cell is a name: words without digits, each once. Its first row already holds a
    value, where that of a table holds the names of the columns.
    """
    cells = [row.split(_CELL) for row in rows]
    if not rows or any(len(row) % 2 for row in cells) or not re.search(r"\d", rows[0]):
        return None
    names = [row[at].strip() for row in cells for at in range(0, len(row), 2) if row[at].strip()]
    if len(names) < 2 or len(set(names)) < len(names):
        return None
    if not all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in names):
        return None
    return [_ranges(row) for row in cells]


def _ranges(cells: Sequence[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for name, value in zip(cells[::2], cells[1::2], strict=True):
        end = start + len(name) + len(_CELL) + len(value)
        if name.strip() and value.strip():
            found.append((start, end))
        start = end + len(_CELL)
    return found
