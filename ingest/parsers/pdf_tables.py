"""From a table found on PDF pages to typed columns and readable lines. Knows headers, no geometry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from ingest.layout.compose import TableDraft
from ingest.layout.page import Page
from ingest.layout.table import Cell, RawTable
from ingest.parsed import Block, ParsedTable
from ingest.parsers.column_types import is_identifier, type_columns
from ingest.parsers.form_fields import is_form, pairs_of
from ingest.parsers.grid import Grid, build_grid
from ingest.parsers.header import Header, find_header, is_value, unique_names
from ingest.parsers.units import is_unit, unit_of_header
from retrieval.records import Column, Span

_MOST_HEAD_ROWS = 4
_SPACES = re.compile(r"\s+")
_MONTHS = r"jan|feb|fév|mar|apr|avr|ma[iy]|jun|juin|jul|juil|aug|aoû|sep|oct|nov|dec|déc"
_WORDS = re.compile(rf"(?!(?:{_MONTHS})[a-zéû]*\.?[ \-]?\d)[^\W\d_]", re.IGNORECASE)
"""Begins with a letter and is no date."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(?:\d{1,2}|\d{4,9}))?$")
"""A number that reads the same everywhere: three decimals could be thousands."""
_ANSWERS = frozenset(("yes", "no", "y", "n", "oui", "non", "o", "true", "false", "vrai", "faux", "t", "f"))


def finish_table(draft: TableDraft, *, index: int, name: str, title: str) -> tuple[Block, ParsedTable | None]:
    """The block that shows a table and the table that queries run on.

    Args:
        index: Place that the table will take in ``ParsedDocument.tables``.
        name: Name where the table has no caption.
        title: What the table is about: its clause or heading.

    Returns:
        The block, and None where the table is too small or has no columns to ask for.
    """
    first = draft.pieces[0][0]
    if is_form([row for table, _ in draft.pieces for row in table.filled_rows()]):
        return _form(draft), None
    depth = head_rows(first)
    pieces = [(table, page, depth if i == 0 else _repeated(first, table, depth)) for i, (table, page) in
              enumerate(draft.pieces)]  # fmt: skip
    table = _typed(pieces, depth, name=draft.caption or name, title=draft.caption or title)
    text, spans = _lines(pieces, depth)
    block = Block(
        kind="table", text=text, label=draft.label, page=first.page, spans=spans,
        table=index if table is not None else None,
    )  # fmt: skip
    return block, table


def head_rows(table: RawTable) -> int:
    """How many of the first rows are the header; 0 where the table has none."""
    cells = table.cells
    if _is_pairs(cells):
        return 0
    bold = 0
    while bold < min(len(cells) - 1, _MOST_HEAD_ROWS) and _is_bold(cells[bold]):
        bold += 1
    if bold and not all(_is_bold(row) for row in cells):
        return bold
    spanning = _spanning_head(cells)
    if spanning:
        return spanning
    wrapped = 0 if table.ruled else _wrapped_head(cells)
    if wrapped:
        return wrapped
    found = find_header(table.filled_rows()[:40])
    if not found.printed or not found.rows:
        return 0
    values = (i for i, row in enumerate(cells) if any(is_value(cell.text) for cell in row if cell.text))
    depth = min(found.first_row, next(values, found.first_row), _MOST_HEAD_ROWS)
    return depth if table.width >= 3 or _has_value_below(cells, depth) else 0


def _is_pairs(cells: Sequence[Sequence[Cell]]) -> bool:
    """True for rows of ``Label: | value`` or of bold labels beside values: no column has a name."""
    first = [row[0].text for row in cells if row[0].text]
    if len(first) >= 2 and sum(text.rstrip().endswith(":") for text in first) >= 0.6 * len(first):
        return True
    labels = [cell.bold for row in cells for cell in row[::2] if cell.text]
    values = [cell.bold for row in cells for cell in row[1::2] if cell.text]
    return len(cells) >= 2 and len(cells[0]) % 2 == 0 and all(labels) and bool(values) and not any(values)


def _is_bold(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell.text]
    return bool(filled) and all(cell.bold for cell in filled)


def _spanning_head(cells: Sequence[Sequence[Cell]]) -> int:
    """Rows of a header in which a cell stands over several columns, named one by one below it."""
    depth = 0
    while depth < min(len(cells) - 1, _MOST_HEAD_ROWS):
        row = cells[depth]
        if any(is_value(cell.text) for cell in row if cell.text):
            return 0
        wide = any(cell.across > 1 and cell.text for cell in row) and sum(bool(c.text) for c in row) > 1
        depth += 1
        if not wide:
            return depth if depth > 1 else 0
    return 0


def _wrapped_head(cells: Sequence[Sequence[Cell]]) -> int:
    """Lines of a header without rulings that goes on below itself: words only, over rows with values."""
    depth = 0
    while depth < len(cells) and not any(is_value(cell.text) for cell in cells[depth] if cell.text):
        depth += 1
    if not 2 <= depth <= _MOST_HEAD_ROWS or depth >= len(cells):
        return 0
    return depth if all(any(not cell.text for cell in row) for row in cells[1:depth]) else 0


def _has_value_below(cells: Sequence[Sequence[Cell]], depth: int) -> bool:
    below = [cell.text for row in cells[depth:] for cell in row[1:] if cell.text]
    return bool(below) and sum(
        is_value(text) or any(c.isdigit() for c in text) for text in below
    ) >= 0.5 * len(below)


def _repeated(first: RawTable, table: RawTable, depth: int) -> int:
    """Header rows that a table on the next page repeats."""
    same = 0
    while same < min(depth, len(table.cells)) and _texts(table.cells[same]) == _texts(first.cells[same]):
        same += 1
    return same if same == depth else 0


def _texts(row: Sequence[Cell]) -> list[str]:
    return [_SPACES.sub("", cell.text).casefold() for cell in row]


def _typed(
    pieces: Sequence[tuple[RawTable, Page, int]], depth: int, *, name: str, title: str
) -> ParsedTable | None:
    first, page, _ = pieces[0]
    body = [row for table, _, skip in pieces for row in table.filled_rows()[skip:]]
    if not depth or not body or first.width < 2:
        return None
    names, units = _names(first, depth)
    header = Header(
        names=unique_names(names), units=units, first_row=0, preamble=(), printed=True, rows=depth
    )
    grid = build_grid(body, header=header)
    columns = [_plain_column(grid, i) for i in range(len(grid.names))]
    open_ = [i for i, column in enumerate(columns) if column is None]
    typed = type_columns(
        [grid.names[i] for i in open_], [grid.columns[i] for i in open_], units=[grid.units[i] for i in open_]
    )
    for i, found in zip(open_, typed, strict=True):
        columns[i] = (found.column, found.values)
    known = [column for column in columns if column is not None]
    arrays = [pa.array(range(grid.row_count), pa.int64()), *(values for _, values in known)]
    return ParsedTable(
        name=_short(name), title=title, columns=tuple(column for column, _ in known),
        rows=pa.table(arrays, names=["_row", *(column.name for column, _ in known)]),
        page=first.page, boxes=(page.shown(first.box),),
    )  # fmt: skip


def _plain_column(grid: Grid, index: int) -> tuple[Column, Any] | None:
    """A column that plainly holds words or numbers; None where its type is to be found out."""
    name, unit = grid.names[index], grid.units[index]
    values = [text.strip() or None if text else None for text in grid.columns[index].to_pylist()]
    filled = [text for text in values if text]
    if not filled or all(_WORDS.match(text) and text.casefold() not in _ANSWERS for text in filled):
        return Column(name=name, type="text", unit=unit), pa.array(values, pa.string())
    if is_identifier(name) or not all(_NUMBER.match(text) for text in filled):
        return None
    unit = unit or unit_of_header(name)
    if all("." not in text for text in filled):
        whole = [int(text) if text else None for text in values]
        return Column(name=name, type="integer", unit=unit), pa.array(whole, pa.int64())
    parts = [float(text) if text else None for text in values]
    return Column(name=name, type="number", unit=unit), pa.array(parts, pa.float64())


def _short(name: str) -> str:
    return name if len(name) <= 80 else name[:80].rsplit(" ", 1)[0]


def _names(table: RawTable, depth: int) -> tuple[list[str], tuple[str | None, ...]]:
    """Column names: the header's cells from top to bottom; units where the last row of it has only those."""
    head = table.filled_rows()[:depth]
    units: tuple[str | None, ...] = (None,) * table.width
    if depth > 1:
        last = [text.strip("()[] ") for text in head[-1]]
        if any(last) and all(not text or is_unit(text) for text in last):
            units = tuple(text or None for text in last)
            head = head[:-1]
    names = []
    for column in zip(*head, strict=True):
        parts: list[str] = []
        for text in column:
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        names.append(" / ".join(parts))
    return names, units


def _form(draft: TableDraft) -> Block:
    """Fields with their values, those of a row on a line of their own each; every line has its row's box."""
    text = ""
    spans: list[Span] = []
    for table, page in draft.pieces:
        for row, box in zip(table.filled_rows(), table.row_boxes, strict=True):
            for line in pairs_of([_SPACES.sub(" ", cell).strip() for cell in row]):
                start = len(text) + 1 if text else 0
                text = f"{text}\n{line}" if text else line
                spans.append(Span(start=start, end=len(text), page=page.number, box=page.shown(box)))
    number = draft.pieces[0][0].page
    return Block(kind="paragraph", text=text, label=draft.label, page=number, spans=tuple(spans))


def _lines(pieces: Sequence[tuple[RawTable, Page, int]], depth: int) -> tuple[str, tuple[Span, ...]]:
    """One line a row, cells divided by `` | ``; the header's rows make one line."""
    text = ""
    spans: list[Span] = []

    def add(line: str, start_row: int, end_row: int, table: RawTable, page: Page) -> None:
        nonlocal text
        start = len(text) + 1 if text else 0
        text = f"{text}\n{line}" if text else line
        boxes = table.row_boxes[start_row:end_row]
        box = (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3])
        spans.append(Span(start=start, end=len(text), page=page.number, box=page.shown(box)))

    for number, (table, page, skip) in enumerate(pieces):
        if number == 0 and depth:
            names, units = _names(table, depth)
            head = [f"{n} [{u}]" if u else n for n, u in zip(names, units, strict=True)]
            add(" | ".join(head), 0, depth, table, page)
        for i, row in enumerate(table.printed_rows()[skip:], start=skip):
            add(" | ".join(row), i, i + 1, table, page)
    return text, tuple(spans)
