"""Rows of text with a header, held as Arrow columns. Knows no file format and no types."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.header import Header, find_header

_SAMPLE_ROWS = 120
_CHUNK_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of printed text.

    Attributes:
        names: Unique column names, as printed.
        units: Unit a column where a row of the file states it.
        columns: Arrow string arrays; null where a cell is empty.
        has_header: False where the names were made up.
        preamble: Lines above the header.
        descriptions: A line a column that the header describes beyond its name.
        notes: What had to be mended, each a sentence.
    """

    names: tuple[str, ...]
    units: tuple[str | None, ...]
    columns: tuple[Any, ...]
    has_header: bool = True
    preamble: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """Number of data rows."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, index: int) -> tuple[str, ...]:
        """The cells of a data row as printed."""
        return tuple(column[index].as_py() or "" for column in self.columns)


def build_grid(rows: Iterable[Sequence[str]], *, header: Header | None = None) -> Grid:
    """Collects rows into columns; finds the header in the first rows where none is given.

    Short rows are filled up. Cells beyond the header's width are joined to the last column, so that
    nothing is lost, and counted in a note.
    """
    iterator = iter(rows)
    sample = list(itertools.islice(iterator, _SAMPLE_ROWS))
    head = header or find_header(sample)
    width = len(head.names)
    chunks: list[list[Any]] = [[] for _ in range(width)]
    counts = {"long": 0, "short": 0}
    body = itertools.chain(sample[head.first_row :], iterator)
    while batch := list(itertools.islice(body, _CHUNK_ROWS)):
        fitted = [_fit(row, width, counts) for row in batch]
        for index, column in enumerate(zip(*fitted, strict=True)):
            chunks[index].append(pa.array(column, pa.string()))
    columns = [pa.chunked_array(parts, pa.string()) for parts in chunks]
    notes = []
    if counts["long"]:
        notes.append(
            f"{counts['long']} rows have more cells than the header; the rest was put into the last column."
        )
    if counts["short"]:
        notes.append(f"{counts['short']} rows have fewer cells than the header; the rest is empty.")
    grid = Grid(
        names=head.names,
        units=head.units,
        columns=tuple(columns),
        has_header=head.printed,
        preamble=head.preamble,
        descriptions=tuple(
            f"{name}: {told}" for name, told in zip(head.names, head.descriptions, strict=False) if told
        ),
        notes=tuple(notes),
    )
    return _without_empty_ends(grid)


def _fit(row: Sequence[str], width: int, counts: dict[str, int]) -> Sequence[str | None]:
    if len(row) == width:
        return row
    if len(row) < width:
        counts["short"] += len(row) < width - 1 or width <= 2
        return [*row, *([None] * (width - len(row)))]
    rest = [cell for cell in row[width:] if cell.strip()]
    if not rest:
        return row[:width]
    counts["long"] += 1
    return [*row[: width - 1], ", ".join([row[width - 1], *rest])]


def _without_empty_ends(grid: Grid) -> Grid:
    """Drops columns that have neither a printed name nor a value."""
    keep = [
        index
        for index, (name, column) in enumerate(zip(grid.names, grid.columns, strict=True))
        if name != f"column_{index + 1}" or _has_value(column)
    ]
    if len(keep) == len(grid.names):
        return grid
    return replace(
        grid,
        names=tuple(grid.names[index] for index in keep),
        units=tuple(grid.units[index] for index in keep),
        columns=tuple(grid.columns[index] for index in keep),
    )


def _has_value(column: Any) -> bool:
    return bool(pc.any(pc.not_equal(pc.utf8_trim_whitespace(column), "")).as_py())
