"""Read Parquet files as a typed table or a sensor log. Knows no delimited text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import ParsedDocument
from ingest.parsers import grid
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.tabular import read_rows

_MOST_COLUMNS = 5_000
_MOST_CELLS = 40_000_000
_INDEX = "__index_level_0__"


def parse_parquet(path: Path) -> ParsedDocument:
    """Reads a Parquet file; an index that pandas stored is a column.

    Raises:
        Unreadable: The file is damaged, empty, or too large for the memory.
    """
    try:
        stored = _Parts(path)
        if not stored.rows or not stored.names:
            raise Unreadable("the table holds no row", "check that the right file was exported")
        found = read_rows(stored, name=path.stem, title=path.stem, table_index=0)
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise Unreadable("the Parquet file is damaged", "export it again") from error
    return ParsedDocument(
        media="log" if found.series else "parquet",
        title=path.stem,
        language=detect_language("\n".join(block.text for block in found.blocks[:20])),
        blocks=found.blocks,
        tables=(found.table,) if found.table is not None else (),
        series=found.series,
        equipment=tuple(dict.fromkeys(tag for series in found.series for tag in series.equipment)),
        warnings=(
            *(f"Column {name}: its times, of zone {zone}, are given in UTC." for name, zone in stored.zones),
            *found.notes,
        ),
    )


class _Parts:
    """A file's rows in parts, as text.

    Attributes:
        rows: How many there are.
        names: Of the columns; an index of times is called ``time``.
        zones: Columns of instants of another zone than UTC, with it.
    """

    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            self.rows: int = file.metadata.num_rows
        if len(schema) > _MOST_COLUMNS:
            raise Unreadable(f"the table has {len(schema):,} columns", "export one row a record")
        names = ["time" if f.name == _INDEX and pa.types.is_timestamp(f.type) else f.name for f in schema]
        self.names = unique_names(names)
        self.zones = [(field.name, field.type.tz) for field in schema if _shown_elsewhere(field.type)]

    def blank(self) -> Grid:
        """Its head."""
        return Grid(names=self.names, units=(None,) * len(self.names), columns=())

    def parts(self) -> Iterator[Grid]:
        """Its rows, part after part."""
        size = max(1, grid.PART_CELLS // len(self.names))
        with pq.ParquetFile(self._path) as file:
            for batch in file.iter_batches(batch_size=size, use_threads=False):
                yield self._grid(pa.Table.from_batches([batch]))

    def whole(self, parts: Sequence[Grid] = ()) -> Grid:
        """All rows at once."""
        if self.rows * len(self.names) > _MOST_CELLS:
            raise Unreadable(
                f"the table has more than {_MOST_CELLS:,} cells", "export it in parts, such as months"
            )
        if len(parts) == 1:
            return parts[0]
        with pq.ParquetFile(self._path) as file:
            return self._grid(file.read())

    def _grid(self, table: Any) -> Grid:
        columns = tuple(_printed(table.column(index)) for index in range(table.num_columns))
        return replace(self.blank(), columns=columns)


def _shown_elsewhere(kind: Any) -> bool:
    """True for instants that the file shows in another zone than UTC."""
    return pa.types.is_timestamp(kind) and kind.tz not in (None, "UTC", "Z", "+00:00", "Etc/UTC", "GMT")


def _printed(column: Any) -> Any:
    """A column as text; instants in UTC, what is nested as JSON."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
        kind = column.type
    if pa.types.is_timestamp(kind):
        instants = column.cast(pa.timestamp("us", "UTC" if kind.tz else None), safe=False)
        column = pc.strftime(instants, "%Y-%m-%dT%H:%M:%S" + "Z" * bool(kind.tz))
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        texts = [None if cell is None else json.dumps(cell, default=str) for cell in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return pc.cast(column, pa.string())
