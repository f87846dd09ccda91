"""Rows of text with a header, held as Arrow columns. Knows no file format and no types."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.header import Header, find_header

_SAMPLE_ROWS = 120
_CHUNK_ROWS = 20_000
PART_CELLS = 1_200_000
"""Cells of a part of a long table; shorter tables are read whole."""


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


class Parts(Protocol):
    """A table whose rows come from the start as often as asked for, in parts that fit into memory."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be mended in the parts that were read last."""
        ...

    def blank(self) -> Grid:
        """Its head without columns."""
        ...

    def parts(self) -> Iterator[Grid]:
        """Its rows, part after part."""
        ...

    def whole(self, parts: Sequence[Grid] = ()) -> Grid:
        """All rows at once; those of ``parts``, where these are all."""
        ...


class RowParts:
    """``Parts`` of rows of cells.

    Attributes:
        head: Its header.
    """

    def __init__(self, rows: Callable[[], Iterable[Sequence[str]]], *, header: Header | None = None) -> None:
        self._rows = rows
        self.head = header or find_header(list(itertools.islice(rows(), _SAMPLE_ROWS)))
        self._counts = {"long": 0, "short": 0}

    @property
    def part_rows(self) -> int:
        """Rows of a part."""
        return max(_CHUNK_ROWS, PART_CELLS // max(1, len(self.head.names)))

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be mended in the parts that were read last."""
        return _mended(self._counts)

    def blank(self) -> Grid:
        """Its head without columns."""
        return _grid(self.head, (), ())

    def parts(self) -> Iterator[Grid]:
        """Its rows, part after part."""
        self._counts = {"long": 0, "short": 0}
        body = itertools.islice(self._rows(), self.head.first_row, None)
        while columns := _columns(itertools.islice(body, self.part_rows), self.head, self._counts):
            if not len(columns[0]):
                return
            yield _grid(self.head, columns, ())

    def whole(self, parts: Sequence[Grid] = ()) -> Grid:
        """All rows at once; those of ``parts``, where these are all."""
        parts = parts or tuple(self.parts())
        if not parts:
            return _without_empty_ends(_grid(self.head, _columns((), self.head, self._counts), self.notes))
        columns = [
            pa.chunked_array([piece for part in parts for piece in part.columns[i].chunks], pa.string())
            for i in range(len(self.head.names))
        ]
        return _without_empty_ends(_grid(self.head, columns, self.notes))


def build_grid(rows: Iterable[Sequence[str]], *, header: Header | None = None) -> Grid:
    """Collects rows into columns; finds the header in the first rows where none is given.

    Short rows are filled up. Cells beyond the header's width are joined to the last column, so that
    nothing is lost, and counted in a note.
    """
    iterator = iter(rows)
    sample = list(itertools.islice(iterator, _SAMPLE_ROWS))
    head = header or find_header(sample)
    counts = {"long": 0, "short": 0}
    columns = _columns(itertools.chain(sample[head.first_row :], iterator), head, counts)
    return _without_empty_ends(_grid(head, columns, _mended(counts)))


def _columns(rows: Iterable[Sequence[str]], head: Header, counts: dict[str, int]) -> list[Any]:
    width = len(head.names)
    chunks: list[list[Any]] = [[] for _ in range(width)]
    iterator = iter(rows)
    while batch := list(itertools.islice(iterator, _CHUNK_ROWS)):
        fitted = [_fit(row, width, counts) for row in batch]
        for index, column in enumerate(zip(*fitted, strict=True)):
            chunks[index].append(pa.array(column, pa.string()))
    return [pa.chunked_array(parts, pa.string()) for parts in chunks]


def _grid(head: Header, columns: Sequence[Any], notes: tuple[str, ...]) -> Grid:
    return Grid(
        names=head.names,
        units=head.units,
        columns=tuple(columns),
        has_header=head.printed,
        preamble=head.preamble,
        descriptions=tuple(
            f"{name}: {told}" for name, told in zip(head.names, head.descriptions, strict=False) if told
        ),
        notes=notes,
    )


def _mended(counts: dict[str, int]) -> tuple[str, ...]:
    notes = []
    if counts["long"]:
        notes.append(
            f"{counts['long']} rows have more cells than the header; the rest was put into the last column."
        )
    if counts["short"]:
        notes.append(f"{counts['short']} rows have fewer cells than the header; the rest is empty.")
    return tuple(notes)


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
