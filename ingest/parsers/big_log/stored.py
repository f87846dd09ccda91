"""All rows of a long table, typed part by part and kept in files. Knows parts and times, no sensor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.parsers.big_log.growing import Growing
from ingest.parsers.big_log.uneven import Again, Uneven
from ingest.parsers.cell_units import in_one_unit
from ingest.parsers.column_blocks import BLOCK, ColumnFile
from ingest.parsers.column_types import type_part
from ingest.parsers.dates import Times, different_offsets
from ingest.parsers.grid import Grid
from ingest.parsers.time_axis import TimeAxis, find_time
from ingest.parsers.typed_column import Context, TypedColumn
from ingest.scratch import Scratch

_MOST_COMBINATIONS = 50_000
_LONGER = 3
"""How much longer the way through the days must be for a reading of them to be wrong."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: their numbers, times, and by column its floats or the places of its texts."""

    rows: npt.NDArray[np.int64]
    times: Times
    values: dict[int, npt.NDArray[Any]]

    def taken(self, which: Any) -> Block:
        """The rows of a mask, a slice or places."""
        return Block(
            self.rows[which], self.times[which], {index: found[which] for index, found in self.values.items()}
        )


class Stored:
    """A table on disk.

    Attributes:
        columns: One for each of the table's, in order.
        times: Of the rows as printed, not-a-time where one has none.
        axis: How the times were told; its own times are empty.
        timed: Rows that have a time.
        in_order: True where no row is earlier than one before it.
    """

    def __init__(self) -> None:
        self._scratch = Scratch()
        self.times = ColumnFile(self._scratch.folder / "times", "datetime64[us]")
        self.columns: list[Growing] = []
        self.axis: TimeAxis | None = None
        self.timed = 0
        self.in_order = True
        self._last = np.datetime64("0000-01-01", "us")
        self._by_semicolons = False
        self._words: list[int] | None = None
        self._combinations: dict[tuple[int, ...], None] | None = {}

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.times)

    def take(self, part: Grid, context: Context) -> Context:
        """The next rows.

        Args:
            context: What is known, from the rows before too where there are any.

        Returns:
            What is known now.

        Raises:
            Uneven: They are not what those before were.
            Again: They tell how those before are to be read.
        """
        typed, known = type_part(
            part.names, part.columns, units=part.units, context=context, settled=bool(self.columns)
        )
        axis = find_time(part, typed)
        if axis is None or not axis.apart:
            raise Uneven("rows tell no time by themselves")
        if self.axis is not None and (axis.used, axis.notes) != (self.axis.used, self.axis.notes):
            raise Uneven("the times of some rows are told otherwise")
        if in_one_unit(typed)[1]:
            raise Uneven("cells state several units")
        first = not self.columns
        if first:
            folder = self._scratch.folder
            self.columns = [Growing(name, folder / f"{i}.x") for i, name in enumerate(part.names)]
            told = any(found.told.decimal_comma for found in typed)
            self._by_semicolons = bool(known.decimal_comma and not context.decimal_comma and not told)
        timed = ~np.isnat(axis.times)
        for index, (column, found) in enumerate(zip(self.columns, typed, strict=True)):
            if not first:
                _agree(column, found, known, by_semicolons=self._by_semicolons)
            column.take(found, timed, spent=index in axis.used)
        self._take_times(axis, timed)
        self._combine(typed)
        return known

    def close(self) -> None:
        """No more comes."""
        self.times.close()
        for column in self.columns:
            column.close()

    def order_told(self, context: Context) -> None:
        """Decides between day and month where no part did, by the shorter way through all rows.

        Raises:
            Again: They were read the wrong way round.
        """
        for column in self.columns:
            told = column.told
            if told is None or not told.guessed or told.order is None:
                continue
            here, there = self._way(), self._way(turned=True)
            other = "mdy" if told.order == "dmy" else "dmy"
            if here > _LONGER * there and context.order != other:
                raise Again(replace(context, order=other))  # type: ignore[arg-type]
            if there > _LONGER * here:
                column.told = replace(told, guessed=False)

    def typed(self) -> list[TypedColumn]:
        """Columns of the same types that hold each different value once, or each combination of texts."""
        words = self._words or []
        found = []
        for index, column in enumerate(self.columns):
            if column.codes is None:
                kind = {"integer": pa.int64(), "boolean": pa.bool_()}.get(column.kind or "")
                few = sorted(column.few) if kind is not None else []
                found.append(column.typed(pa.array(few, pa.float64()).cast(kind or pa.float64())))
            elif self._combinations is None or index not in words:
                found.append(column.typed(pa.array(list(column.texts), pa.string())))
            else:
                texts = [*column.texts, None]
                place = words.index(index)
                cells = [texts[codes[place]] for codes in self._combinations]
                found.append(column.typed(pa.array(cells, pa.string())))
        return found

    @property
    def combined(self) -> bool:
        """True where ``typed`` has each combination of texts."""
        return self._combinations is not None

    def blocks(self, indexes: Sequence[int], *, size: int = 0) -> Iterator[Block]:
        """All rows in the order of the file, with the values of some columns, ``size`` at a time."""
        files = {}
        for index in indexes:
            column = self.columns[index]
            file = column.numbers if column.numbers is not None else column.codes
            assert file is not None
            files[index] = file
        size = size or BLOCK
        for start in range(0, self.row_count, size):
            stop = min(start + size, self.row_count)
            values = {index: file.part(start, stop) for index, file in files.items()}
            yield Block(np.arange(start, stop), self.times.part(start, stop), values)

    def _take_times(self, axis: TimeAxis, timed: Any) -> None:
        self.axis = self.axis or replace(axis, times=axis.times[:0])
        present = axis.times[timed]
        self.timed += len(present)
        if len(present):
            self.in_order &= bool(present[0] >= self._last) and bool(
                (np.diff(present).astype("int64") >= 0).all()
            )
            self._last = present[-1]
        self.times.append(axis.times)

    def _combine(self, typed: Sequence[TypedColumn]) -> None:
        """Remembers which texts stand together."""
        words = [i for i, column in enumerate(self.columns) if column.codes is not None and not column.counts]
        if self._words is None:
            self._words = words
        if self._combinations is None or not words:
            return
        if words != self._words:
            self._combinations = None
            return
        codes = [
            file.last(len(typed[0].values)) for i in words if (file := self.columns[i].codes) is not None
        ]
        _, first = np.unique(np.stack(codes), axis=1, return_index=True)
        for place in np.sort(first).tolist():
            self._combinations[tuple(int(column[place]) for column in codes)] = None
        if len(self._combinations) > _MOST_COMBINATIONS:
            self._combinations = None

    def _way(self, *, turned: bool = False) -> float:
        """Microseconds from row to row through all times; with day and month changed for each other."""
        way, before = 1.0, np.zeros(0, dtype="datetime64[us]")
        for block in self.times.blocks():
            times = block[~np.isnat(block)]
            times = np.concatenate([before, _turned(times) if turned else times])
            way += float(np.abs(np.diff(times).astype("int64")).sum())
            before = times[-1:]
        return way


def _turned(times: Times) -> Times:
    """The times with day and month changed for each other, where there is such a month."""
    days, years = times.astype("datetime64[D]"), times.astype("datetime64[Y]")
    months = times.astype("datetime64[M]")
    day = (days - months.astype("datetime64[D]")).astype(np.int64)
    month = (months - years.astype("datetime64[M]")).astype(np.int64)
    turned = (years.astype("datetime64[M]") + np.minimum(day, 11)).astype("datetime64[D]") + month
    found: Times = turned.astype("datetime64[us]") + (times - days)
    return found


def _agree(column: Growing, part: TypedColumn, known: Context, *, by_semicolons: bool) -> None:
    """Looks whether a part tells what would have changed how the parts before were read."""
    told, new = column.told, part.told
    if new.decimal_comma and not new.strays and known.decimal_comma is None:
        raise Again(replace(known, decimal_comma=True))
    if by_semicolons and new.decimal_comma is False:
        raise Again(replace(known, decimal_comma=None, semicolons=False))
    zones = {*(told.zones if told else ()), *new.zones}
    if different_offsets(zones) and column.name not in known.utc and (told is not None and not told.empty):
        raise Again(replace(known, utc=known.utc | {column.name}))
    if told is None or told.order is None or new.order is None or told.order == new.order:
        return
    order = new.order if told.guessed else told.order
    if known.order == order:
        raise Uneven(f"{column.name} has days before months in some parts only")
    raise Again(replace(known, order=order))
