"""Find the header of rows of cells: preamble, names, units, first data row. Knows no file format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.units import is_unit

_VALUE = re.compile(
    r"^[+-]?[\d.,\s\u00a0\u202f]*\d[\d.,]*(?:[eE][+-]?\d+)?\s?%?$"
    r"|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$"
    r"|^\d{1,2}:\d{2}(?::\d{2}.*)?(?:\s?[AaPp][Mm])?$|^\d{4}-\d\d-\d\dT.*$"
    r"|^(?:true|false|nan|null|none|n/a|na|vrai|faux)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """How a block of rows begins.

    Attributes:
        names: Names as printed, cleaned of line breaks, unique without regard to case; columns that
            have none are called ``column_N``, counted from 1.
        units: Unit a column where a row of units follows the names, else None.
        first_row: Index of the first data row.
        preamble: The lines above the header, as text.
        printed: False where the rows have no header.
        rows: Header rows, the units' and descriptions' included.
    """

    names: tuple[str, ...]
    units: tuple[str | None, ...]
    first_row: int
    preamble: tuple[str, ...]
    printed: bool
    rows: int


def is_value(cell: str) -> bool:
    """True for a number, date, time, boolean or mark of a missing value."""
    return bool(_VALUE.match(cell.strip()))


def find_header(rows: Sequence[Sequence[str]], *, reserved: Sequence[str] = ("_row",)) -> Header:
    """Finds the header in the first rows of a table.

    Args:
        rows: The first rows, some dozens of them so that the body can be told from the head.
        reserved: Names that no column may have.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = _usual(filled)
    start = next((i for i, count in enumerate(filled) if count >= max(1, (usual + 1) // 2)), 0)
    width = max(len(rows[start]), _usual([len(row) for row in rows[start:]])) if rows else 0
    preamble = tuple(" ".join(cell.strip() for cell in row if cell.strip()) for row in rows[:start])
    if not _is_header(rows, start, width):
        return Header(
            names=unique_names([""] * width, reserved=reserved),
            units=(None,) * width,
            first_row=start,
            preamble=tuple(line for line in preamble if line),
            printed=False,
            rows=0,
        )
    extra = _extra_rows(rows, start, width)
    units: tuple[str | None, ...] = (None,) * width
    for row in rows[start + 1 : start + 1 + extra]:
        if _is_unit_row(row):
            units = tuple(_unit(_cell(row, i)) for i in range(width))
            break
    names = [_cell(rows[start], i) for i in range(width)]
    return Header(
        names=unique_names(names, reserved=reserved),
        units=units,
        first_row=start + 1 + extra,
        preamble=tuple(line for line in preamble if line),
        printed=True,
        rows=1 + extra,
    )


def unique_names(names: Sequence[str], *, reserved: Sequence[str] = ("_row",)) -> tuple[str, ...]:
    """Cleans and numbers names so that no two are equal without regard to case."""
    taken = {name.lower() for name in reserved}
    unique: list[str] = []
    for position, raw in enumerate(names, start=1):
        name = " ".join(raw.replace("\ufeff", "").replace("\x00", "").split()) or f"column_{position}"
        candidate, count = name, 1
        while candidate.lower() in taken:
            count += 1
            candidate = f"{name} ({count})"
        taken.add(candidate.lower())
        unique.append(candidate)
    return tuple(unique)


def _usual(counts: Sequence[int]) -> int:
    """The commonest count; of equally common ones the largest."""
    tally = Counter(count for count in counts if count)
    return max(tally, key=lambda count: (tally[count], count)) if tally else 0


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _is_header(rows: Sequence[Sequence[str]], start: int, width: int) -> bool:
    if start >= len(rows):
        return False
    head = rows[start]
    cells = [_cell(head, i) for i in range(width)]
    if len(rows) - start == 1:
        return not any(is_value(cell) for cell in cells if cell)
    speaks_for, speaks_against = 0, 0
    for i, cell in enumerate(cells):
        below = [_cell(row, i) for row in rows[start + 1 : start + 60]]
        below = [text for text in below if text]
        if not cell or not below:
            continue
        values = sum(is_value(text) for text in below) / len(below)
        if values >= 0.6 and not is_value(cell):
            speaks_for += 1
        elif (is_value(cell) and not _YEAR.match(cell)) or cell in below[:20]:
            speaks_against += 1
    if speaks_for or speaks_against:
        return speaks_for >= speaks_against
    named = [cell.lower() for cell in cells if cell]
    return len(set(named)) == len(named) and all(len(cell) <= 120 for cell in named)


def _extra_rows(rows: Sequence[Sequence[str]], start: int, width: int) -> int:
    """Rows of units or descriptions between the names and the data."""
    body = rows[start + 1 + _MOST_HEADER_ROWS : start + 60] or rows[start + 2 :]
    numeric = []
    for i in range(width):
        cells = [_cell(row, i) for row in body]
        cells = [cell for cell in cells if cell]
        if cells and sum(is_value(cell) for cell in cells) >= 0.6 * len(cells):
            numeric.append(i)
    if not numeric:
        return 0
    extra = 0
    for row in rows[start + 1 : start + 1 + _MOST_HEADER_ROWS]:
        cells = [_cell(row, i) for i in numeric]
        words = [cell for cell in cells if cell and not is_value(cell)]
        if any(cell and is_value(cell) for cell in cells) or 2 * len(words) < len(numeric):
            break
        extra += 1
    return extra if start + 1 + extra < len(rows) else 0


def _is_unit_row(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and sum(is_unit(_unit(cell) or "") for cell in cells) >= 0.4 * len(cells)


def _unit(cell: str) -> str | None:
    bare = cell.strip().strip("[](){}").strip()
    return bare if bare and bare not in {"-", "–", "TS", "RN"} and len(bare) <= 24 else None
