"""Read Parquet files as a typed table or a sensor log. Knows no delimited text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import ParsedDocument
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.tabular import read_grid

_MOST_COLUMNS = 5_000
_MOST_CELLS = 40_000_000
_INDEX = "__index_level_0__"


def parse_parquet(path: Path) -> ParsedDocument:
    """Reads a Parquet file; an index that pandas stored is a column.

    Raises:
        Unreadable: The file is damaged, empty, or too large for the memory.
    """
    try:
        with pq.ParquetFile(path) as file:
            rows, width = file.metadata.num_rows, len(file.schema_arrow)
            if width > _MOST_COLUMNS:
                raise Unreadable(f"the table has {width:,} columns", "export one row a record")
            if rows * width > _MOST_CELLS:
                raise Unreadable(
                    f"the table has more than {_MOST_CELLS:,} cells", "export it in parts, such as months"
                )
            stored = file.read()
            columns = [_printed(stored.column(index)) for index in range(width)]
            zones = [(field.name, field.type.tz) for field in stored.schema if _shown_elsewhere(field.type)]
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise Unreadable("the Parquet file is damaged", "export it again") from error
    if not rows or not width:
        raise Unreadable("the table holds no row", "check that the right file was exported")
    names = ["time" if name == _INDEX and _is_time(stored, name) else name for name in stored.column_names]
    grid = Grid(names=unique_names(names), units=(None,) * width, columns=tuple(columns))
    found = read_grid(grid, name=path.stem, title=path.stem, table_index=0)
    return ParsedDocument(
        media="log" if found.series else "parquet",
        title=path.stem,
        language=detect_language("\n".join(block.text for block in found.blocks[:20])),
        blocks=found.blocks,
        tables=(found.table,) if found.table is not None else (),
        series=found.series,
        equipment=tuple(dict.fromkeys(tag for series in found.series for tag in series.equipment)),
        warnings=(
            *(f"Column {name}: its times, of zone {zone}, are given in UTC." for name, zone in zones),
            *found.notes,
        ),
    )


def _shown_elsewhere(kind: Any) -> bool:
    """True for instants that the file shows in another zone than UTC."""
    return pa.types.is_timestamp(kind) and kind.tz not in (None, "UTC", "Z", "+00:00", "Etc/UTC", "GMT")


def _is_time(table: Any, name: str) -> bool:
    return bool(pa.types.is_timestamp(table.schema.field(name).type))


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
