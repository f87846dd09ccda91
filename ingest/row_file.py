"""The rows of a log that is too long for the memory, in a Parquet file. Knows columns, no sensor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.scratch import Scratch

ROW_GROUP = 65_536
"""Rows that are stored together, in the object store too."""

_MOST_CELLS = 8_000_000
"""Of a group, where there are very many columns."""


class RowFile:
    """Rows as an Arrow table has them: ``_row``, ``time``, then a column a sensor. The file goes with it."""

    def __init__(self, path: Path, *, owner: Scratch) -> None:
        self.path = path
        self._owner = owner
        with pq.ParquetFile(path) as file:
            self.num_rows: int = file.metadata.num_rows
            self.column_names: list[str] = file.schema_arrow.names
            self._groups: int = file.num_row_groups

    def tables(self, names: Sequence[str] | None = None) -> Iterator[Any]:
        """Its rows as Arrow tables, one group after the other."""
        with pq.ParquetFile(self.path) as file:
            for group in range(self._groups):
                yield file.read_row_group(group, columns=names, use_threads=False)

    def table(self) -> Any:
        """All of them in memory."""
        return pa.concat_tables(self.tables())

    def column(self, name: str) -> FileColumn:
        """A column, block by block."""
        return FileColumn(self, name)

    @property
    def period(self) -> tuple[datetime, datetime]:
        """First and last time."""
        times = self.column("time")
        return times.at(0).item(), times.at(self.num_rows - 1).item()


class FileColumn:
    """One column of a file of rows; NaN where a reading is missing."""

    def __init__(self, file: RowFile, name: str) -> None:
        self._file = file
        self._name = name

    def __len__(self) -> int:
        return self._file.num_rows

    def blocks(self) -> Iterator[npt.NDArray[Any]]:
        """Its values in order."""
        for table in self._file.tables([self._name]):
            yield table.column(0).to_numpy()

    def at(self, place: int) -> Any:
        """One value."""
        with pq.ParquetFile(self._file.path) as file:
            for group in range(file.num_row_groups):
                count = file.metadata.row_group(group).num_rows
                if place < count:
                    return file.read_row_group(group, columns=[self._name]).column(0).to_numpy()[place]
                place -= count
        raise IndexError(place)


class RowFileWriter:
    """Writes rows as they come, sorted by whoever gives them."""

    def __init__(self, sensors: Sequence[str]) -> None:
        self._owner = Scratch()
        self._path = self._owner.folder / "rows.parquet"
        kinds = [pa.int64(), pa.timestamp("us"), *(pa.float64() for _ in sensors)]
        self._schema = pa.schema(list(zip(("_row", "time", *sensors), kinds, strict=True)))
        self._group = min(ROW_GROUP, max(1, _MOST_CELLS // (len(sensors) + 2)))
        self._file = write_rows(self._path, self._schema)
        self._waiting: list[Any] = []
        self._count = 0

    def add(self, rows: Any, times: Any, values: Mapping[str, npt.NDArray[np.float64]]) -> None:
        """Adds rows after those before: numbers of rows, times [N], a column a sensor [N]."""
        arrays = [pa.array(rows, pa.int64()), pa.array(times, pa.timestamp("us"))]
        arrays += [pa.array(values[name], pa.float64(), from_pandas=True) for name in self._schema.names[2:]]
        self._waiting.append(pa.table(arrays, schema=self._schema))
        self._count += len(rows)
        if self._count >= self._group:
            self._write()

    def finish(self) -> RowFile:
        """The file, complete."""
        if self._count:
            self._write(rest=True)
        self._file.close()
        return RowFile(self._path, owner=self._owner)

    def _write(self, *, rest: bool = False) -> None:
        waiting = pa.concat_tables(self._waiting).combine_chunks()
        place = 0
        while place < self._count and (rest or self._count - place >= self._group):
            self._file.write_table(waiting.slice(place, self._group), row_group_size=self._group)
            place += self._group
        left = waiting.slice(place)
        self._waiting = [left] if left.num_rows else []
        self._count = left.num_rows


def write_rows(target: Any, schema: Any) -> Any:
    """The writer of a Parquet file as tables and logs are kept."""
    return pq.ParquetWriter(target, schema, compression="zstd", version="2.6")
