"""Find the header of rows of cells: preamble, names, units, first data row. Knows no file format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsers.units import is_unit

_VALUE = re.compile(
    r"^[+-]?[\d.,\s\u00a0\u202f]*\d[\d.,]*(?:[eE][+-]?\d+)?\s?%?$"
    r"|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$"
    r"|^\d{1,2}:\d{2}(?::\d{2}.*)?(?:\s?[AaPp][Mm])?$|^\d{4}-\d\d-\d\dT.*$"
    r"|^(?:true|false|nan|null|none|n/a|na|vrai|faux)$",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}[:hH]\d{2}(?::\d{2})?"
_DAY = re.compile(
    rf"^(?:(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?)(?:[ T]{_CLOCK})?|{_CLOCK})$"
)
"""A day, a time, or a clock."""
_DAY_OF_YEAR = re.compile(r"^(?:\d{4}-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})")
_DAY_AND_MONTH = re.compile(r"^\d{1,2}/\d{1,2}\b")
_CLOCK_ALONE = re.compile(rf"^{_CLOCK}$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_NOTHING = frozenset("-–—‐−")
"""Dashes, which say that nothing stands in a cell."""
_STATISTICS = {"max", "maxi", "maximum", "avg", "mean", "moy", "moyenne", "std"}
_LONGEST_VALUE = 100
_MOST_HEADER_ROWS = 4
_MOST_TITLE_ROWS = 12


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
        descriptions: What a further row of the header says of each column, empty where it says nothing.
    """

    names: tuple[str, ...]
    units: tuple[str | None, ...]
    first_row: int
    preamble: tuple[str, ...]
    printed: bool
    rows: int
    descriptions: tuple[str, ...] = ()


def is_value(cell: str) -> bool:
    """True for a number, date, time, boolean or mark of a missing value; no value is very long."""
    cell = cell.strip()
    return len(cell) <= _LONGEST_VALUE and bool(_VALUE.match(cell))


def find_header(rows: Sequence[Sequence[str]], *, reserved: Sequence[str] = ("_row",)) -> Header:
    """Finds the header in the first rows of a table.

    The columns that hold numbers or dates tell: the header is the run of rows above the first row of
    values that have words there. A table of words only has its header in the first row that is as full
    as the others.

    Args:
        rows: The first rows, some dozens of them so that the body can be told from the head.
        reserved: Names that no column may have.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = _usual(filled)
    fullest = max(filled[:_MOST_TITLE_ROWS], default=0)
    start = next((i for i, count in enumerate(filled) if count >= max(min(2, fullest), (usual + 1) // 2)), 0)
    width = max(len(rows[start]), _usual([len(row) for row in rows[start:]])) if rows else 0
    start += has_spanning_title(rows[start:], width)
    numeric = _value_columns(rows[start:], width)
    if _is_row_of_days(rows, start, width):
        first, last = start, start + 1 + _is_below_days(rows, start, width)
    elif numeric:
        first, last = _head_over_values(rows, numeric, start, width)
    else:
        first, last = (start, start + 1) if _is_head_of_words(rows, start, width) else (start, start)
    preamble = (" ".join(_once(row)) for row in rows[:first])
    last = _without_data_rows(rows, numeric, first, last, width)
    head = [[_cell(row, i) for i in range(width)] for row in rows[first:last]]
    if (
        head
        and last < len(rows)
        and (
            _completes(head[0], rows[last], width)
            or (len(head) == 1 and _divides(head[0], rows[last], width))
        )
    ):
        head.append([_cell(rows[last], i) for i in range(width)])
        last += 1
    names, units, descriptions = _names_and_units(head, width)
    return Header(
        names=unique_names(names, reserved=reserved),
        units=units,
        descriptions=descriptions,
        first_row=last,
        preamble=tuple(line for line in preamble if line),
        printed=bool(head),
        rows=last - first,
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


def _once(row: Sequence[str]) -> list[str]:
    """The words of a row without what a spanning cell repeats."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return [cell for i, cell in enumerate(cells) if i == 0 or cell != cells[i - 1]]


def has_spanning_title(rows: Sequence[Sequence[str]], width: int) -> bool:
    """True where one cell spans the whole width in the first of at least three rows, and not in the next."""
    if width < 2 or len(rows) < 3:
        return False
    title, below = ({_cell(row, i) for i in range(width)} for row in rows[:2])
    text = next(iter(title))
    return len(title) == 1 and len(text) > 3 and not is_value(text) and len(below) > 1


def _value_columns(rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Columns whose lower cells are numbers, dates or the like."""
    body = rows[min(len(rows) // 2, 8) :] if len(rows) > 2 else rows[1:]
    columns = []
    for i in range(width):
        cells = [cell for row in body if (cell := _cell(row, i))]
        if cells and sum(is_value(cell) for cell in cells) >= 0.9 * len(cells):
            columns.append(i)
    return tuple(columns)


def _head_over_values(
    rows: Sequence[Sequence[str]], numeric: Sequence[int], start: int, width: int
) -> tuple[int, int]:
    """First header row and first data row; equal where there is no header."""
    kinds = [_row_kind(row, numeric) for row in rows]
    kinds = ["words" if _is_dated_head(rows, i, kinds) else kind for i, kind in enumerate(kinds)]
    body = next((i for i, kind in enumerate(kinds) if kind == "values" and _settled(kinds[i:])), 0)
    if _is_row_of_years(rows[body], numeric) and "values" in kinds[body + 1 :]:
        return body, body + 1
    end = body
    while end > 0 and kinds[end - 1] == "blank":
        end -= 1
    if end == 0 or kinds[end - 1] != "words":
        named = start < body and kinds[start] in ("words", "blank") and _is_head_of_words(rows, start, width)
        return (start, start + 1) if named else (body, body)
    first = end
    while first > 0 and kinds[first - 1] == "words" and end - first < _MOST_HEADER_ROWS:
        if first < end and (
            sum(bool(cell.strip()) for cell in rows[first - 1]) < 2 or _is_pair(rows[first - 1], rows[first])
        ):
            break
        first -= 1
    above = kinds[start:first]
    if kinds[start] == "words" and len(numeric) < width and above.count("values") > above.count("words"):
        return start, start + 1
    return first, end


def _is_pair(row: Sequence[str], below: Sequence[str]) -> bool:
    """True for a key and its value (``Station;North``) above a row that names both columns itself."""
    filled = [i for i, cell in enumerate(row) if cell.strip()]
    named = [i for i, cell in enumerate(below) if cell.strip()]
    return filled == [0, 1] and {0, 1} < set(named) and row[1].strip() != row[0].strip()


def _without_data_rows(
    rows: Sequence[Sequence[str]], numeric: Sequence[int], first: int, last: int, width: int
) -> int:
    """Where the header ends, once rows of words below whole names count as data.

    A sheet of properties has words (``Model``, ``Maker``) above its numbers. They have a label as the
    rows below have; rows of units, of statistics and of descriptions have none or no column of labels.
    """
    labels = [i for i in range(width) if i not in numeric]
    if last - first < 2 or not labels or not all(_cell(rows[first], i) for i in range(width)):
        return last
    below = rows[first + 1 : last]
    names = [_cell(rows[first], i) for i in range(width)]
    spans = any(name == after for name, after in pairwise(names))
    if spans or any(_is_unit_row(row) or set(map(str.lower, row)) & _STATISTICS for row in below):
        return last
    told = all(_cell(row, labels[0]) and _cell(row, labels[0]) != names[labels[0]] for row in below)
    return first + 1 if told else last


def _row_kind(row: Sequence[str], numeric: Sequence[int]) -> str:
    cells = [cell for i in numeric if (cell := _cell(row, i)) and cell not in _NOTHING]
    if not cells:
        return "blank"
    values = sum(is_value(cell) for cell in cells)
    if values == 0:
        return "words" if 2 * len(cells) >= len(numeric) else "blank"
    return "values" if values >= 0.75 * len(cells) else "mixed"


def _is_dated_head(rows: Sequence[Sequence[str]], at: int, kinds: Sequence[str]) -> bool:
    """True for names among which a day or a clock says when its column was read: ``Low | High | 06:30``."""
    cells = {i: cell.strip() for i, cell in enumerate(rows[at]) if cell.strip()}
    dated = [i for i, cell in cells.items() if _DAY.match(cell)]
    if kinds[at] != "mixed" or not dated or "words" not in kinds[:at]:
        return False
    if any(is_value(cell) for i, cell in cells.items() if i not in dated):
        return False
    alike = {i: _CLOCK_ALONE if _CLOCK_ALONE.match(cells[i]) else _day_like(cells[i]) for i in dated}
    return not any(alike[i].match(_cell(row, i)) for row in rows[at + 1 : at + 21] for i in dated)


def _settled(kinds: Sequence[str]) -> bool:
    """True where nearly all of the next rows are values too."""
    ahead = kinds[:20]
    return sum(kind in {"values", "blank"} for kind in ahead) >= 0.85 * len(ahead)


def _is_row_of_years(row: Sequence[str], numeric: Sequence[int]) -> bool:
    cells = [_cell(row, i) for i in numeric]
    words = [cell for i, cell in enumerate(row) if i not in numeric and cell.strip()]
    years = all(_YEAR.match(cell) for cell in cells)
    return years and bool(words) and len(set(cells)) == len(cells) >= 2


def _is_row_of_days(rows: Sequence[Sequence[str]], start: int, width: int) -> bool:
    """True for words, then days, times or years that differ, over columns that hold none: a schedule."""
    if width < 3 or start + 2 > len(rows):
        return False
    cells = [_cell(rows[start], i) for i in range(width)]
    days = [i for i, cell in enumerate(cells) if _tells_day(cell)]
    repeated = [cells[i] for i in days if not _CLOCK_ALONE.match(cells[i])]
    if len(days) < 2 or len(set(repeated)) < len(repeated) or days[0] == 0 or len(days) < 0.4 * width:
        return False
    if any(is_value(cell) for i, cell in enumerate(cells) if i not in days and cell):
        return False
    alike = {i: _YEAR if _YEAR.match(cells[i]) else _day_like(cells[i]) for i in days}
    return not any(alike[i].match(_cell(row, i)) for row in rows[start + 1 : start + 21] for i in days)


def _day_like(cell: str) -> re.Pattern[str]:
    """What no cell below a day is: another one. Only below ``3.11`` may ``1.12`` be a day and no number."""
    return next((kind for kind in (_DAY_OF_YEAR, _DAY_AND_MONTH) if kind.match(cell)), _DAY)


def _tells_day(cell: str) -> bool:
    return bool(_DAY.match(cell) or _YEAR.match(cell))


def _is_below_days(rows: Sequence[Sequence[str]], start: int, width: int) -> bool:
    """True where the row below a row of days has words there and no label: units, kinds of figure."""
    days = [i for i in range(width) if _tells_day(_cell(rows[start], i))]
    cells = [cell for i in days if (cell := _cell(rows[start + 1], i))]
    return bool(cells) and not _cell(rows[start + 1], 0) and not any(map(is_value, cells))


def _is_head_of_words(rows: Sequence[Sequence[str]], start: int, width: int) -> bool:
    if start >= len(rows):
        return False
    cells = [_cell(rows[start], i) for i in range(width)]
    named = [cell.lower() for cell in cells if cell]
    if (
        any(is_value(cell) for cell in named)
        or len(set(named)) < 0.5 * len(named)
        or any(len(cell) > 120 for cell in named)
    ):
        return False
    repeated = sum(
        cell in {_cell(row, i) for row in rows[start + 1 : start + 21]}
        for i, cell in enumerate(cells)
        if cell
    )
    return repeated <= 0.5 * len(named)


def _completes(names: Sequence[str], row: Sequence[str], width: int) -> bool:
    """True for a row that names only columns which the header leaves blank (an index's name)."""
    cells = [_cell(row, i) for i in range(width)]
    filled = [i for i, cell in enumerate(cells) if cell]
    return (
        bool(filled) and len(filled) < width and all(not names[i] and not is_value(cells[i]) for i in filled)
    )


def _divides(names: Sequence[str], row: Sequence[str], width: int) -> bool:
    """True for a row that tells apart the columns under spanning names and names no other anew."""
    cells = [_cell(row, i) for i in range(width)]
    spanned = {k for i in range(width - 1) if names[i] and names[i] == names[i + 1] for k in (i, i + 1)}
    others = [i for i in range(width) if i not in spanned]
    if not spanned or not others or any(cells[i] not in ("", names[i]) for i in others):
        return False
    parts = [cells[i] for i in sorted(spanned)]
    told = any(cells[i] for i in others) or not any(map(is_value, parts))
    return told and all(parts) and all(cells[i] != cells[i + 1] for i in spanned if i + 1 in spanned)


def _names_and_units(
    head: Sequence[Sequence[str]], width: int
) -> tuple[tuple[str, ...], tuple[str | None, ...], tuple[str, ...]]:
    """Names out of the header rows: spanning titles go before what they span; a row of units is apart.

    What further rows say of columns that have their names is a description, or a unit that stands alone.
    """
    units: tuple[str | None, ...] = (None,) * width
    if not head:
        return ("",) * width, units, ()
    rows = list(head)
    for row in rows[1:]:
        if _is_unit_row(row):
            units = tuple(_unit(cell) for cell in row)
            rows.remove(row)
            units = tuple(
                None if any(unit == _unit(other[i]) for other in rows) else unit
                for i, unit in enumerate(units)
            )
            break
    names = list(rows[0])
    spans = any(name and name == after for name, after in pairwise(names))
    told = [""] * width
    alone: list[str | None] = [None] * width
    for row in rows[1:]:
        statistics = bool(_STATISTICS & {cell.lower().rstrip(".") for cell in row})
        for i, cell in enumerate(row):
            if not names[i]:
                names[i] = cell
            elif spans and cell and cell != names[i]:
                names[i] = f"{names[i]} {cell}"
            elif cell and cell != names[i] and not statistics:
                if is_unit(_unit(cell) or ""):
                    alone[i] = alone[i] or _unit(cell)
                else:
                    told[i] = f"{told[i]}, {cell}" if told[i] else cell
    units = tuple(unit or other for unit, other in zip(units, alone, strict=True))
    return tuple(names), units, tuple(told) if any(told) else ()


def _is_unit_row(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    if _STATISTICS & {cell.lower().rstrip(".") for cell in cells}:
        return False
    return bool(cells) and sum(is_unit(_unit(cell) or "") for cell in cells) >= 0.4 * len(cells)


def _unit(cell: str) -> str | None:
    bare = cell.strip().strip("[](){}").strip()
    if (
        not bare
        or bare in {"-", "–", "TS", "RN"}
        or len(bare) > 24
        or re.fullmatch(r"[A-Z](?:/[A-Z])+", bare)
    ):
        return None
    return bare
