"""From a grid of printed text to typed tables or sensor logs, and their text. Knows no file format."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from ingest.parsed import Block, ParsedSeries, ParsedTable
from ingest.parsers.big_log.reading import read_big_log
from ingest.parsers.big_log.uneven import Uneven
from ingest.parsers.column_types import type_columns
from ingest.parsers.grid import Grid, Parts
from ingest.parsers.section_rows import with_sections
from ingest.parsers.sensor_log import read_log
from ingest.parsers.time_columns import read_time_columns
from ingest.parsers.total_row import total_of
from ingest.parsers.typed_column import Context, TypedColumn
from ingest.parsers.units import is_unit

TEXT_ROWS = 400
"""Rows of a table that are written out as text; the rest is found by queries only."""

_CELL_CHARACTERS = 400
_MOST_QUALITY = 12
_LONGEST_TITLE = 30
_NUMBER_IN_FRONT = re.compile(r"^\s*[\d.]+\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabular:
    """What a grid holds: one table, or the logs it reads as."""

    table: ParsedTable | None = None
    series: tuple[ParsedSeries, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


def read_grid(
    grid: Grid,
    *,
    name: str,
    title: str,
    table_index: int,
    sheet: str | None = None,
    counted: bool = False,
    semicolons: bool = False,
) -> Tabular:
    """Types the columns and decides between a table and a sensor log.

    Args:
        table_index: Index that the table will have in ``ParsedDocument.tables``.
        sheet: Sheet of a workbook.
        counted: Take a matrix of numbers without header and time for a log whose rows are counted.
        semicolons: Whether semicolons part the cells: a comma is then for decimals where nothing else tells.
    """
    printed, total = grid, total_of(grid)
    if total:
        grid = replace(grid, columns=tuple(column.slice(0, grid.row_count - 1) for column in grid.columns))
    grid, sections = with_sections(grid)
    context = Context(semicolons=semicolons)
    typed = type_columns(grid.names, grid.columns, units=grid.units, context=context)
    notes = (*grid.notes, *total, *sections, *(note for column in typed for note in column.notes))
    described = len(grid.descriptions) >= 0.5 * len(grid.names)
    told = (Block(kind="paragraph", text="\n".join(grid.descriptions)),) if described else ()
    log = read_log(grid, typed, name=name, counted=counted)
    if log is not None:
        return Tabular(series=log.series, blocks=(*told, *log.blocks), notes=(*notes, *_quality(log.series)))
    turned = read_time_columns(grid, typed, name=name)
    if turned is not None:
        return Tabular(series=(turned,), blocks=told, notes=(*notes, *_quality((turned,))))
    table = ParsedTable(
        name=name,
        title=title,
        columns=tuple(column.column for column in typed),
        rows=arrow_table(typed, grid.row_count),
        sheet=sheet,
    )
    shown = (table_block(printed, table_index), *((_total_block(printed, title),) if total else ()))
    return Tabular(table=table, blocks=(*told, *shown), notes=notes)


def read_rows(
    rows: Parts,
    *,
    name: str,
    title: str,
    table_index: int,
    sheet: str | None = None,
    counted: bool = False,
    semicolons: bool = False,
) -> Tabular:
    """The same of rows that may be too many for the memory: long logs are read part by part.

    Raises:
        Unreadable: The rows cannot be read.
    """
    found, first = _in_parts(rows, name, Context(semicolons=semicolons))
    return found or read_grid(
        rows.whole(first), name=name, title=title, table_index=table_index, sheet=sheet, counted=counted,
        semicolons=semicolons,
    )  # fmt: skip


def read_long_log(rows: Parts, *, name: str) -> Tabular | None:
    """A long log, read part by part; None where there is one part only, or it must be read whole."""
    return _in_parts(rows, name, Context())[0]


def _in_parts(rows: Parts, name: str, context: Context) -> tuple[Tabular | None, list[Grid]]:
    """The log, or None with the only part where there is no second one."""
    parts = rows.parts()
    first = list(itertools.islice(parts, 2))
    if len(first) < 2:
        return None, first
    with contextlib.suppress(Uneven):
        found = read_big_log(rows, itertools.chain(first, parts), name=name, context=context)
        notes = (*found.notes, *_quality(found.series))
        return Tabular(series=found.series, blocks=found.blocks, notes=notes), []
    return None, []


def _quality(series: Sequence[ParsedSeries]) -> list[str]:
    """What is wrong with logs, each sentence once; the rest of very many is counted."""
    found: dict[str, None] = {}
    for one in series:
        for sentence in one.quality:
            found[sentence if len(series) == 1 else f"{one.name}: {sentence}"] = None
    shown = list(found)[:_MOST_QUALITY]
    if len(found) > len(shown):
        shown.append(f"{len(found) - len(shown)} more remarks on the quality of the log were left out here.")
    return shown


def _total_block(grid: Grid, title: str) -> Block:
    """The last row as words of its own, which no query over the rows finds: ``Costs, total: 516 EUR``."""
    cells = [cell.strip() for cell in grid.row(grid.row_count - 1)]
    at = next(place for place, cell in enumerate(cells) if cell)
    said = [
        f"{cell} {name}" if is_unit(name) else f"{name} {cell} {unit or ''}".strip()
        for cell, name, unit in list(zip(cells, grid.names, grid.units, strict=True))[at + 1 :]
        if cell
    ]
    named = cells[at].rstrip(" :")
    of = _NUMBER_IN_FRONT.sub("", title.replace("_", " ")).strip(" :.,")
    if 0 < len(of) <= _LONGEST_TITLE:
        named = f"{of}, {named.lower()}"
    return Block(kind="paragraph", text=_printed(f"{named}: {'; '.join(said)}"))


def arrow_table(columns: Sequence[TypedColumn], row_count: int) -> Any:
    """The Arrow table of a ``ParsedTable``: ``_row``, then the columns."""
    arrays = [pa.array(range(row_count), pa.int64()), *(column.values for column in columns)]
    return pa.table(arrays, names=["_row", *(column.column.name for column in columns)])


def table_block(grid: Grid, table_index: int) -> Block:
    """The table as text: the header, then one line a row, at most ``TEXT_ROWS`` rows."""
    head = " | ".join(
        _printed(f"{name} [{unit}]" if unit and unit not in name else name)
        for name, unit in zip(grid.names, grid.units, strict=True)
    )
    shown = [column.slice(0, TEXT_ROWS).to_pylist() for column in grid.columns]
    lines = [head, *(" | ".join(_printed(cell) for cell in row) for row in zip(*shown, strict=True))]
    return Block(kind="table", text="\n".join(lines), table=table_index)


def _printed(cell: str | None) -> str:
    text = " ".join((cell or "").split())
    return text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
