"""Tables in plain text: rows between bars, as programs list them, and columns set apart by blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.header import is_value

_CELL = re.compile(r"\S+(?: \S+)*")
_BARS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|+]*[-=_]{3,}(?:[\s|+]+[-=_]{3,})*[\s|+]*$")
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_FULL = 0.8
"""Share of the rows below the header that fill every column."""
_VALUES = 0.5


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of cells, as wide as each other, and how many lines of text they took."""

    rows: tuple[tuple[str, ...], ...]
    lines: int


def is_rule(line: str) -> bool:
    """True for a line of dashes that divides a table, and for no cell that is a dash."""
    return bool(_RULE.match(line))


def barred_table(lines: Sequence[str]) -> TextTable | None:
    """Rows between bars from the first line on (``|4001|PM01|``), rules among them, or None."""
    rows: list[tuple[str, ...]] = []
    taken = 0
    for line in lines:
        if _BARS.match(line):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
        elif not (is_rule(line) and (rows or line is lines[0])):
            break
        taken += 1
    rows = [row for row in rows if not all(is_rule(cell) or not cell for cell in row)]
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return None
    return TextTable(tuple(rows), taken)


def aligned_table(lines: Sequence[str]) -> TextTable | None:
    """Columns set apart by two blanks and more from the first line on; None where they do not align.

    Prose, addresses and listings have no column of values, or rows that leave columns empty. A rule under the
    first line makes it a header whatever stands below.
    """
    taken = next(
        (i for i, line in enumerate(lines) if not is_rule(line) and len(_cells(line)) < 2), len(lines)
    )
    found = [_cells(line) for line in lines[:taken] if not is_rule(line)]
    ruled = taken > 2 and is_rule(lines[1])
    if len(found) < _FEWEST_ROWS + 1:
        return None
    columns = _columns(found)
    if len(columns) < _FEWEST_COLUMNS:
        return None
    rows = [_row(cells, columns) for cells in found]
    body = rows[1:]
    full = sum(all(row) for row in body)
    valued = max(sum(is_value(row[i]) for row in body) for i in range(len(columns)))
    if full < _FULL * (len(body) - 1) or (valued < _VALUES * len(body) and not ruled):
        return None
    return TextTable(tuple(rows), taken)


_Placed = tuple[int, int, str]


def _cells(line: str) -> list[_Placed]:
    return [(match.start(), match.end(), match[0]) for match in _CELL.finditer(line)]


def _columns(rows: Sequence[Sequence[_Placed]]) -> list[tuple[int, int]]:
    """Ranges that the cells of all rows cover together."""
    columns: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for row in rows for start, end, _ in row):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _row(cells: Sequence[_Placed], columns: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(
        " ".join(text for start, _, text in cells if left <= start < right) for left, right in columns
    )
