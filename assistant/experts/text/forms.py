"""Tells forms from tables: rows of names with their values beside them. Knows cells, no question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = re.compile(r"[^\W\d_][^\d|]{0,39}")
_MOST_WORDS = 5
_CELL = " | "
_COLON = re.compile(r"\s*[^\W\d_][^:|]{0,39}:(?:\s|$)")
_MOST_ROWS = 0.6
_LEAST_ROWS = 2


def form_pairs(rows: Sequence[str]) -> list[list[tuple[int, int]]] | None:
    """The pairs of name and value in each row, as character ranges; None where the rows are a table.

    In a form every second cell is a name: words without digits, each once. Its first row already holds a
    value, where that of a table holds the names of the columns. Or names end in a colon, wherever they stand.
    """
    cells = [row.split(_CELL) for row in rows]
    if _has_colons(cells):
        return [_colon_ranges(row) for row in cells]
    if not rows or any(len(row) % 2 for row in cells) or not re.search(r"\d", rows[0]):
        return None
    names = [row[at].strip() for row in cells for at in range(0, len(row), 2) if row[at].strip()]
    if len(names) < 2 or len(set(names)) < len(names):
        return None
    if not all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in names):
        return None
    return [_ranges(row) for row in cells]


def _has_colons(cells: Sequence[Sequence[str]]) -> bool:
    """True where most rows hold a name with a colon, as forms do and tables do not."""
    named = sum(any(_COLON.match(cell) for cell in row) for row in cells)
    return bool(cells) and named >= _MOST_ROWS * len(cells) and named >= _LEAST_ROWS


def _colon_ranges(cells: Sequence[str]) -> list[tuple[int, int]]:
    """``Age: | 41``, ``Age: 41`` and cells that stand alone; a name without a value says nothing."""
    found: list[tuple[int, int]] = []
    start = at = 0
    while at < len(cells):
        cell = cells[at]
        end = start + len(cell)
        bare = cell.rstrip().endswith(":")
        value = cells[at + 1] if bare and at + 1 < len(cells) else ""
        if bare and value.strip() and not _COLON.match(value):
            end += len(_CELL) + len(value)
            at += 1
        elif bare or not cell.strip():
            start, at = end + len(_CELL), at + 1
            continue
        found.append((start, end))
        start, at = end + len(_CELL), at + 1
    return found


def _ranges(cells: Sequence[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for name, value in zip(cells[::2], cells[1::2], strict=True):
        end = start + len(name) + len(_CELL) + len(value)
        if name.strip() and value.strip():
            found.append((start, end))
        start = end + len(_CELL)
    return found
