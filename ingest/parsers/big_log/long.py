"""A long log with one reading a row: the readings of each moment become a row. Knows stored rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ingest.parsed import ParsedSeries
from ingest.parsers.big_log.made import made_series
from ingest.parsers.big_log.ordered import in_order
from ingest.parsers.big_log.stored import Block, Stored
from ingest.parsers.big_log.uneven import Uneven
from ingest.parsers.big_log.wide import bad_rows
from ingest.parsers.column_blocks import ColumnFile
from ingest.parsers.dates import Times
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.log_parts import FEWEST_ROWS, MOST_CELLS, names_flag
from ingest.parsers.log_quality import Values
from ingest.parsers.long_log import FEWEST_UNSTEADY, LongColumns, constant_assets
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.typed_column import TypedColumn
from ingest.parsers.unit_conversion import converted, same_unit
from ingest.row_file import RowFileWriter
from ingest.scratch import Scratch
from retrieval.records import Sensor

_CELLS = 1_000_000
"""Of a block of moments."""

_MOST_WAITING = 64
"""Blocks of readings that are put together."""


@dataclass(slots=True)
class _Sensor:
    """A sensor while its readings come in.

    Attributes:
        kept: Readings that have a value; ``moments`` at how many moments.
        untimed: Of these, readings without a time.
        binary: True as long as it has readings of 0 and 1 alone.
    """

    name: str
    unit: str | None
    kept: int = 0
    moments: int = 0
    untimed: int = 0
    binary: bool = True


def read_long(
    stored: Stored, grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, what: LongColumns, name: str
) -> tuple[ParsedSeries, ...]:
    """One series of all sensors, or one a machine; none where the readings have no rhythm.

    Raises:
        Uneven: All rows must be seen at once to tell.
    """
    machines = constant_assets(grid, columns, axis, what)
    if what.asset is None:
        found = _Machine(stored, columns, axis, what, name).series(machines)
        return () if found is None else (found,)
    assets = _keys(stored, what.asset)
    counts = _counts(stored, what.asset, len(assets))
    made = []
    for code, asset in enumerate(assets):
        if counts[code] >= FEWEST_ROWS:
            label = f"{name} {asset}".strip() if len(assets) > 1 else name
            one = _Machine(stored, columns, axis, what, label, asset=code).series((asset,) if asset else ())
            made += [] if one is None else [one]
    return tuple(made)


def _keys(stored: Stored, index: int) -> list[str]:
    """Texts of a column by their place; the last one is that of empty cells."""
    return [*stored.columns[index].texts, ""]


def _counts(stored: Stored, index: int, width: int) -> npt.NDArray[np.int64]:
    counts = np.zeros(width, dtype=np.int64)
    for block in stored.blocks([index]):
        counts += np.bincount(block.values[index] % width, minlength=width)
    return counts


class _Machine:
    """The readings of one machine, or all."""

    def __init__(
        self,
        stored: Stored,
        columns: Sequence[TypedColumn],
        axis: TimeAxis,
        what: LongColumns,
        name: str,
        *,
        asset: int | None = None,
    ) -> None:
        self._stored = stored
        self._columns = columns
        self._axis = axis
        self._what = what
        self._name = name
        self._asset = asset
        self._keys = _keys(stored, what.key)
        self._units = [""] if what.unit is None else _keys(stored, what.unit)
        self._indexes = [
            index
            for index in (what.key, what.value, what.unit, what.quality, what.asset)
            if index is not None
        ]
        shape = (len(self._keys), len(self._units))
        self._rows = np.zeros(shape, dtype=np.int64)
        self._bad = np.zeros(len(self._keys), dtype=np.int64)
        self._sensors: list[_Sensor] = []
        self._place = np.zeros(shape, dtype=np.int64)
        self._factor = np.ones(shape)
        self._offset = np.zeros(shape)
        self._turned = np.zeros(shape, dtype=bool)

    def series(self, machines: Sequence[str]) -> ParsedSeries | None:
        """The series; None where its readings are too few or too scattered."""
        self._count()
        counts = self._rows.sum(axis=1)
        present = self._present(counts)
        if counts.max() < FEWEST_ROWS:
            return None
        if np.median(counts[present]) < FEWEST_UNSTEADY:
            raise Uneven("few readings a sensor")
        by_sensor = self._plan(present)
        fullest = present[int(np.argmax(counts[present]))]
        scratch = Scratch()
        printed = ColumnFile(scratch.folder / "printed", "datetime64[us]")
        ordered = ColumnFile(scratch.folder / "ordered", "datetime64[us]")
        for block in self._blocks():
            printed.append(block.times[self._codes(block)[0] == fullest])
            self._count_untimed(block)
        printed.close()
        writer = RowFileWriter([sensor.name for sensor in self._sensors])
        moments = 0
        for block in self._pivots(fullest, ordered):
            moments += len(block.rows)
            if moments * len(present) > MOST_CELLS:
                ordered.close()
                writer.finish()
                return None
            values = {sensor.name: block.values[i] for i, sensor in enumerate(self._sensors)}
            writer.add(block.rows, block.times, values)
        ordered.close()
        file = writer.finish()
        sensors = [
            Sensor(
                name=one.name,
                unit=one.unit,
                flag=bool(one.kept and one.binary and names_flag(one.name)),
            )
            for one in self._sensors
        ]
        found = made_series(
            self._name, sensors, file, printed=printed, ordered=ordered,
            notes=(*self._axis.notes, *self._notes(by_sensor)), equipment=machines, apart=True,
        )  # fmt: skip
        scratch.discard()
        return found

    def _blocks(self) -> Iterator[Block]:
        for block in self._stored.blocks(self._indexes):
            yield block if self._asset is None else block.taken(self._mine(block))

    def _mine(self, block: Block) -> npt.NDArray[np.bool_]:
        if self._asset is None or self._what.asset is None:
            return np.ones(len(block.rows), dtype=bool)
        places = block.values[self._what.asset] % len(_keys(self._stored, self._what.asset))
        return np.asarray(places == self._asset)

    def _codes(self, block: Block) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Places of the sensors and of the units."""
        keys = block.values[self._what.key] % len(self._keys)
        if self._what.unit is None:
            return keys, np.zeros(len(keys), dtype=np.int64)
        return keys, block.values[self._what.unit] % len(self._units)

    def _bad_rows(self, block: Block) -> npt.NDArray[np.bool_]:
        index = self._what.quality
        if index is None:
            return np.zeros(len(block.rows), dtype=bool)
        return bad_rows(self._stored, self._columns[index], index, block)

    def _count(self) -> None:
        for block in self._blocks():
            keys, units = self._codes(block)
            np.add.at(self._rows, (keys, units), 1)
            self._bad += np.bincount(keys[self._bad_rows(block)], minlength=len(self._keys))

    def _present(self, counts: npt.NDArray[np.int64]) -> list[int]:
        """Sensors in the order in which they come first; an empty name is one too."""
        order = list(range(len(self._keys) - 1))
        if counts[-1]:
            texts = [text or "" for text in self._columns[self._what.key].values.to_pylist()]
            order.insert(list(dict.fromkeys(texts)).index(""), len(self._keys) - 1)
        return [code for code in order if counts[code]]

    def _plan(self, present: Sequence[int]) -> list[tuple[str, int, list[str], list[_Sensor]]]:
        """Where readings go, and how they are brought to a unit; by sensor what is said of that."""
        labels = unique_names([self._keys[code] for code in present], reserved=("_row", "time"))
        told = []
        for label, code in zip(labels, present, strict=True):
            counts = {unit: int(count) for unit, count in zip(self._units, self._rows[code], strict=True)}
            names = sorted(unit for unit, count in counts.items() if unit and count)
            common = max(names, key=lambda unit: counts[unit], default=None)
            apart: list[str] = []
            notes = []
            for unit in names:
                if common is None or unit == common or same_unit(unit, common):
                    continue
                line = converted(np.asarray([0.0, 1.0]), unit, common)
                place = self._units.index(unit)
                if line is None:
                    apart.append(unit)
                    notes.append(
                        f"{label} has {counts[unit]} readings in {unit}: kept as a sensor of their own."
                    )
                else:
                    self._turned[code, place] = True
                    notes.append(f"{label}: {counts[unit]} readings in {unit} converted to {common}.")
            own = [_Sensor(label, common)]
            self._place[code, :] = len(self._sensors)
            self._sensors.append(own[0])
            for unit in apart:
                known = [sensor.name for sensor in self._sensors]
                own.append(
                    _Sensor(unique_names([*known, f"{label} [{unit}]"], reserved=("_row", "time"))[-1], unit)
                )
                self._place[code, self._units.index(unit)] = len(self._sensors)
                self._sensors.append(own[-1])
            told.append((label, code, notes, own))
        return told

    def _notes(self, by_sensor: Sequence[tuple[str, int, list[str], list[_Sensor]]]) -> Iterator[str]:
        for label, code, notes, own in by_sensor:
            if self._bad[code]:
                yield f"{label}: {self._bad[code]} readings of bad quality taken as no value."
            yield from notes
            for sensor in own:
                again = sensor.kept - sensor.moments - bool(sensor.untimed)
                if again:
                    yield (
                        f"{sensor.name}: {again} readings repeat a time of this sensor; the last one is kept."
                    )

    def _readings(self, block: Block) -> tuple[npt.NDArray[np.int64], Values]:
        """Sensor and value of each row, the value in the sensor's unit and none where it is bad."""
        keys, units = self._codes(block)
        values: Values = np.where(self._bad_rows(block), np.nan, block.values[self._what.value])
        turned = self._turned[keys, units]
        if turned.any():
            values = values.copy()
            for code, unit in np.unique(np.stack([keys[turned], units[turned]]), axis=1).T.tolist():
                mine = (keys == code) & (units == unit)
                sensor = self._sensors[int(self._place[code, unit])]
                brought = converted(values[mine], self._units[unit], sensor.unit or "")
                assert brought is not None
                values[mine] = brought
        return self._place[keys, units], values

    def _count_untimed(self, block: Block) -> None:
        untimed = np.isnat(block.times)
        if untimed.any():
            places, values = self._readings(block.taken(untimed))
            for place, value in zip(places.tolist(), values.tolist(), strict=True):
                if value == value:
                    sensor = self._sensors[place]
                    sensor.kept += 1
                    sensor.untimed += 1
                    sensor.binary &= value in (0.0, 1.0)

    def _pivots(self, fullest: int, ordered: ColumnFile) -> Iterator[Block]:
        """A row a moment, a column a sensor; writes the times of the fullest sensor on the way."""
        size = max(1, _CELLS // len(self._sensors))
        waiting: list[Block] = []
        for block in in_order(self._stored, self._indexes, keep=self._mine):
            ordered.append(block.times[self._codes(block)[0] == fullest])
            waiting.append(block)
            if sum(len(one.rows) for one in waiting) < size and len(waiting) < _MOST_WAITING:
                continue
            whole = _one(waiting)
            end = int(np.searchsorted(whole.times, whole.times[-1], side="left"))
            if end:
                yield from self._pieces(whole.taken(slice(None, end)), size)
            waiting = [whole.taken(slice(end, None))]
        if waiting:
            yield from self._pieces(_one(waiting), size)

    def _pieces(self, block: Block, size: int) -> Iterator[Block]:
        """Whole moments, so many at a time that a block of them stays small."""
        starts = np.flatnonzero(np.append(True, block.times[1:] != block.times[:-1]))
        for first in range(0, len(starts), size):
            stop = starts[first + size] if first + size < len(starts) else len(block.times)
            yield self._pivot(block.taken(slice(starts[first], stop)))

    def _pivot(self, block: Block) -> Block:
        places, values = self._readings(block)
        starts = np.append(True, block.times[1:] != block.times[:-1])
        moments = np.cumsum(starts) - 1
        matrix = np.full((len(self._sensors), int(moments[-1]) + 1), np.nan)
        kept = ~np.isnan(values)
        matrix[places[kept], moments[kept]] = values[kept]
        counts = np.bincount(places[kept], minlength=len(self._sensors))
        for sensor, count, row in zip(self._sensors, counts.tolist(), matrix, strict=True):
            present = row[~np.isnan(row)]
            sensor.kept += count
            sensor.moments += len(present)
            sensor.binary &= bool(((present == 0) | (present == 1)).all())
        first = np.flatnonzero(starts)
        times: Times = block.times[first]
        return Block(block.rows[first], times, dict(enumerate(matrix)))


def _one(parts: Sequence[Block]) -> Block:
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        rows=np.concatenate([part.rows for part in parts]),
        times=np.concatenate([part.times for part in parts]),
        values={index: np.concatenate([part.values[index] for part in parts]) for index in parts[0].values},
    )
