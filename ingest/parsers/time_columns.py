"""Tables whose columns are times and whose rows are sensors, turned into logs. Knows a grid, no file.

Only where the header says so beyond doubt: each column behind the names is a moment with a clock (the date
may stand in the first one alone), later than the one before, and holds numbers. Columns of days or months (a
work load, a schedule) make no log.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from ingest.parsed import ParsedSeries
from ingest.parsers.dates import Order, Times, choose_order, match_clock, match_dates
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.log_parts import assemble, floats, is_flag
from ingest.parsers.long_log import names_units
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.typed_column import TypedColumn
from ingest.parsers.units import unit_of_header
from retrieval.records import Sensor

_FEWEST = 6
"""Times of a log."""
_MOST_LABELS = 4
_NUMBERED = re.compile(r" \(\d+\)$")
_CLOCK = re.compile(r"\d{1,2}[:hH]\d{2}")
_DAY = np.timedelta64(1, "D")


def moments_of(texts: Sequence[str]) -> Times | None:
    """The times that a row of cells states, each later than the one before; else None.

    A clock without a date is of the day of the cell before it, or of the next one where it is earlier.
    """
    dated = [i for i, text in enumerate(texts) if match_clock(pa.array([text])) is None]
    if len(texts) < _FEWEST or not dated or dated[0] != 0 or not any(map(_CLOCK.search, texts)):
        return None
    dates = match_dates(pa.array([texts[i] for i in dated]))
    if dates is None:
        return None
    read: dict[Order, Times] = {order: dates.read(order) for order in dates.orders}
    days = read[choose_order(dates, read, likely=None)[0]]
    found = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[us]")
    found[dated] = days
    for place, text in enumerate(texts):
        if place in dated:
            continue
        clock = match_clock(pa.array([text]))
        assert clock is not None
        moment = found[place - 1].astype("datetime64[D]") + np.timedelta64(int(clock[0]), "us")
        found[place] = moment if moment > found[place - 1] else moment + _DAY
    rising = not np.isnat(found).any() and bool((np.diff(found) > np.timedelta64(0, "us")).all())
    return found if rising else None


def read_time_columns(grid: Grid, columns: Sequence[TypedColumn], *, name: str) -> ParsedSeries | None:
    """The log of a table whose columns are times; None where it is none."""
    if not grid.has_header or not grid.row_count:
        return None
    labels = 0
    while labels < len(columns) and not grid.names[labels][:1].isdigit():
        labels += 1
    if not 1 <= labels <= _MOST_LABELS or any(column.column.type != "text" for column in columns[:labels]):
        return None
    readings = columns[labels:]
    filled = [c for c in readings if c.values.null_count < grid.row_count]
    if not filled or any(column.column.type not in {"integer", "number"} for column in filled):
        return None
    times = moments_of([_NUMBERED.sub("", text) for text in grid.names[labels:]])
    names = columns[0].values.to_pylist()
    if times is None or None in names or len(set(names)) < len(names):
        return None
    empty = np.full(grid.row_count, np.nan)
    matrix = np.stack([floats(c) if c.values.null_count < grid.row_count else empty for c in readings])
    sensors, channels = [], {}
    units = _units(grid, columns[:labels], names)
    for label, unit, values in zip(
        unique_names(names, reserved=("_row", "time")), units, matrix.T, strict=True
    ):
        sensors.append(Sensor(name=label, unit=unit, flag=is_flag(label, values)))
        channels[label] = values
    note = "The table was turned: its columns are the times, its rows the sensors."
    axis = TimeAxis(times=times, used=frozenset(), notes=(note,))
    return assemble(name, sensors, channels, axis, rows=np.arange(len(times)), times=times)


def _units(grid: Grid, labels: Sequence[TypedColumn], names: Sequence[str]) -> list[str | None]:
    """The unit of each row: of a column of units, else of the sensor's own name."""
    stated = next((i for i in range(1, len(labels)) if names_units(grid.names[i])), None)
    if stated is not None:
        return list(labels[stated].values.to_pylist())
    return [unit_of_header(name) for name in names]
