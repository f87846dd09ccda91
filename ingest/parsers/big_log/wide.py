"""A long log with one row a moment and one column a sensor, written sorted. Knows stored rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ingest.parsed import ParsedSeries
from ingest.parsers.big_log.made import made_series, rhythm_of
from ingest.parsers.big_log.ordered import in_order
from ingest.parsers.big_log.stored import Block, Stored
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.log_parts import names_flag
from ingest.parsers.log_quality import Values, distinct_times
from ingest.parsers.log_roles import Roles, equipment_of, judges_of
from ingest.parsers.reading_quality import OPC_GOOD, bad_codes, bad_words
from ingest.parsers.sensor_log import is_sentinel, is_wide, sentinel_note, states_of
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.typed_column import TypedColumn
from ingest.row_file import RowFile, RowFileWriter
from retrieval.records import Sensor


@dataclass(slots=True)
class _Channel:
    """A sensor while its readings are written.

    Attributes:
        sentinel: The reading that means that there is none.
        on: 1 or 0 for each text of a column of states, NaN at the end for none.
        bad: Readings of bad quality, by the column that judges them.
        binary: True as long as it has readings of 0 and 1 alone.
    """

    label: str
    index: int
    unit: str | None = None
    sentinel: float | None = None
    judges: tuple[int, ...] = ()
    on: Values | None = None
    bad: dict[int, int] = field(default_factory=dict)
    binary: bool = True
    filled: int = 0

    def readings(self, block: Block, judged: dict[int, npt.NDArray[np.bool_]]) -> Values:
        """Its readings in some rows."""
        found = block.values[self.index]
        if self.on is not None:
            return np.asarray(self.on[found], dtype=np.float64)
        values: Values = (
            np.where(found == self.sentinel, np.nan, found) if self.sentinel is not None else found
        )
        for judge in self.judges:
            bad = judged[judge] & ~np.isnan(values)
            if bad.any():
                values = np.where(bad, np.nan, values)
                self.bad[judge] = self.bad.get(judge, 0) + int(bad.sum())
        present = values[~np.isnan(values)]
        self.filled += len(present)
        if self.binary and len(present):
            self.binary = bool(((present == 0) | (present == 1)).all())
        return values


def read_wide(
    stored: Stored, grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles, name: str
) -> tuple[ParsedSeries, ...]:
    """The series; none where its times say that rows are no moments."""
    judges = judges_of(grid, columns, roles)
    channels = _channels(stored, grid, columns, roles, judges)
    file = _written(stored, columns, channels, tuple(judges))
    times = file.column("time")
    if not is_wide(roles, distinct=distinct_times(times) / max(1, len(times)), rhythm=rhythm_of(times)):
        return ()
    notes = list(axis.notes)
    sensors = []
    for channel in channels:
        if channel.on is None:
            if channel.sentinel is not None:
                count = stored.columns[channel.index].lowest[2]
                notes.append(sentinel_note(channel.label, channel.sentinel, count))
            notes += [
                f"{channel.label}: {channel.bad[judge]} readings of bad quality taken as no value."
                for judge in channel.judges
                if judge in channel.bad
            ]
        flag = channel.on is not None or bool(channel.filled and channel.binary and names_flag(channel.label))
        sensors.append(Sensor(name=channel.label, unit=channel.unit, flag=flag))
    return (
        made_series(
            name, sensors, file, printed=stored.times, ordered=times, notes=notes,
            equipment=equipment_of(grid, columns, roles), apart=False,
        ),
    )  # fmt: skip


def _channels(
    stored: Stored,
    grid: Grid,
    columns: Sequence[TypedColumn],
    roles: Roles,
    judges: dict[int, list[int]],
) -> list[_Channel]:
    measured = [index for index in roles.channels if index not in judges]
    labels = unique_names([grid.names[i] for i in measured], reserved=("_row", "time"))
    found = []
    for label, index in zip(labels, measured, strict=True):
        lowest, above, count = stored.columns[index].lowest
        none = count and is_sentinel(lowest, above if np.isfinite(above) else None)
        found.append(
            _Channel(
                label, index, unit=columns[index].column.unit, sentinel=lowest if none else None,
                judges=tuple(judge for judge, judged in judges.items() if index in judged),
            )
        )  # fmt: skip
    for index in roles.states:
        states = states_of(list(stored.columns[index].texts)) if index not in judges else None
        if states is not None:
            taken = [channel.label for channel in found]
            label = unique_names([*taken, grid.names[index]], reserved=("_row", "time"))[-1]
            found.append(_Channel(label, index, on=np.append(states, np.nan)))
    return found


def _written(
    stored: Stored, columns: Sequence[TypedColumn], channels: Sequence[_Channel], judges: Sequence[int]
) -> RowFile:
    writer = RowFileWriter([channel.label for channel in channels])
    indexes = [*dict.fromkeys((*(channel.index for channel in channels), *judges))]
    for block in in_order(stored, indexes):
        judged = {judge: bad_rows(stored, columns[judge], judge, block) for judge in judges}
        values = {channel.label: channel.readings(block, judged) for channel in channels}
        writer.add(block.rows, block.times, values)
    return writer.finish()


def bad_rows(stored: Stored, typed: TypedColumn, index: int, block: Block) -> npt.NDArray[np.bool_]:
    """A mask of the rows whose reading the column of quality calls bad."""
    values, column = block.values[index], stored.columns[index]
    if typed.column.type == "integer":
        codes = np.where(np.isnan(values), -1, values).astype(np.int64)
        return np.asarray(bad_codes(codes, opc=float(OPC_GOOD) in column.few))
    if typed.column.type == "boolean":
        return np.asarray(values == 0)
    return np.asarray(np.append(bad_words(list(column.texts)), False)[values])
