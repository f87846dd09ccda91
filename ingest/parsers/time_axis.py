"""Find the time of each row of a log: a column, date and clock, calendar columns, seconds since the start.

Knows typed columns, nothing of sensors and files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.dates import Times, match_dates
from ingest.parsers.grid import Grid
from ingest.parsers.typed_column import TypedColumn

_DAY = np.timedelta64(86_400_000_000, "us")
_EPOCH = np.datetime64("1970-01-01", "us")
_LONGEST = 1_000 * 365 * 86_400 * 1e6
"""Microseconds of a log at most: a thousand years, beyond which numbers are no time since its start."""
_CALENDAR = {
    "year": r"^(?:year|yr|yyyy|année|annee|an)$", "month": r"^(?:month|mon|mo|mm|mois)$",
    "day": r"^(?:day|dd|jour|dom)$", "hour": r"^(?:hour|hours|hr|hh|heure|he)$",
    "minute": r"^(?:minute|minutes|min|mi|mn)$", "second": r"^(?:second|seconds|sec|ss|seconde)$",
}  # fmt: skip
_ELAPSED = re.compile(
    r"^(?:elapsed|elapsed[\s_]?time|time|t|temps|test[\s_]?time|run[\s_]?time|seconds|minutes|secs?|mins?)"
    r"(?:[\s_]*[\[(,]?\s*(?P<unit>ms|s|sec|secs|seconds|min|mins|minutes|h|hr|hours)\s*[\])]?)?$",
    re.IGNORECASE,
)
_SCALE = {"ms": 1e3, "s": 1e6, "m": 60e6, "h": 3600e6}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """The time of each row.

    Attributes:
        times: ``datetime64[us]``, not-a-time where a row has none.
        used: Indices of the columns that went into it.
        notes: What was assumed, each a sentence.
        stated: False where the file gives no time at all and rows were counted.
        apart: True where each row tells its time by itself, whatever stands above it.
    """

    times: Times
    used: frozenset[int]
    notes: tuple[str, ...] = ()
    stated: bool = True
    apart: bool = True


def find_time(grid: Grid, columns: Sequence[TypedColumn]) -> TimeAxis | None:
    """The time axis, or None where the rows have none or more than one (a start and an end)."""
    finders = (_from_dates, _from_calendar, _from_clock, _from_elapsed)
    return next((axis for find in finders if (axis := find(grid, columns)) is not None), None)


def counted_rows(row_count: int) -> TimeAxis:
    """A time axis for rows that state none: one second a row from 1970."""
    note = "The file states no time: rows are counted from 1970-01-01 00:00:00, one second a row."
    return TimeAxis(
        times=_EPOCH + np.arange(row_count) * np.timedelta64(1_000_000, "us"),
        used=frozenset(),
        notes=(note,),
        stated=False,
    )


def _from_dates(grid: Grid, columns: Sequence[TypedColumn]) -> TimeAxis | None:
    found = [
        index
        for index, column in enumerate(columns)
        if column.column.type in {"date", "datetime"}
        and column.values.null_count < 0.5 * max(1, grid.row_count)
    ]
    if not found:
        return None
    times = [_times(columns[index]) for index in found]
    if len(found) > 1:
        if not all(_parallel(times[0], other) for other in times[1:]):
            return None
        return TimeAxis(
            times=times[0], used=frozenset(found), notes=(f"Time is taken from {grid.names[found[0]]}.",)
        )
    if columns[found[0]].column.type == "datetime":
        return TimeAxis(times=times[0], used=frozenset(found))
    clocks = [index for index, column in enumerate(columns) if column.clock is not None]
    if len(clocks) == 1:
        offset = _integers(columns[clocks[0]].clock).astype("timedelta64[us]")
        return TimeAxis(times=times[0] + offset, used=frozenset([found[0], clocks[0]]))
    for index, name in enumerate(grid.names):
        hours = (
            _whole(grid.columns[index]) if re.search(_CALENDAR["hour"], name.strip(), re.IGNORECASE) else None
        )
        if hours is not None and hours.min() >= 0 and hours.max() <= 24:
            offset = (hours * 3_600_000_000).astype("timedelta64[us]")
            return TimeAxis(times=times[0] + offset, used=frozenset([found[0], index]))
    return TimeAxis(times=times[0], used=frozenset(found))


def _parallel(one: Times, other: Times) -> bool:
    """True where two clocks tell the same moments, hours apart at most a day (local time and UTC)."""
    apart = one - other
    apart = apart[~np.isnat(apart)]
    return len(apart) > 0 and bool(np.all(np.abs(apart) <= _DAY)) and len(np.unique(apart)) <= 3


def _from_calendar(grid: Grid, _columns: Sequence[TypedColumn]) -> TimeAxis | None:
    places = _named_calendar(grid) if grid.has_header else _counted_calendar(grid)
    if places is None:
        return None
    parts = {name: _whole(grid.columns[index]) for name, index in places.items()}
    if any(values is None for values in parts.values()):
        return None
    zero = np.zeros(grid.row_count, dtype=np.int64)
    year, month, day, hour, minute, second = (
        values if (values := parts.get(name)) is not None else zero for name in _CALENDAR
    )
    if not (
        1900 <= year.min() <= year.max() <= 2100 and 1 <= month.min() <= month.max() <= 12 and day.max() <= 31
    ):
        return None
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    clock = ((hour * 60 + minute) * 60 + second) * 1_000_000
    times = (months.astype("datetime64[D]") + (day - 1)).astype("datetime64[us]") + clock.astype(
        "timedelta64[us]"
    )
    return TimeAxis(times=times, used=frozenset(places.values()))


def _named_calendar(grid: Grid) -> dict[str, int] | None:
    places: dict[str, int] = {}
    for part, pattern in _CALENDAR.items():
        for index, name in enumerate(grid.names):
            if index not in places.values() and re.search(pattern, name.strip(), re.IGNORECASE):
                places[part] = index
                break
    return places if {"year", "month", "day"} <= places.keys() else None


def _counted_calendar(grid: Grid) -> dict[str, int] | None:
    """Calendar columns of a file without a header: year, month, day, hour, minute."""
    numbers = [_whole(column.slice(0, 2000)) for column in grid.columns[:8]]
    for start in range(max(0, min(3, len(numbers) - 4))):
        run = numbers[start:]
        if run[0] is None or run[1] is None or run[2] is None or run[0].min() < 1900 or run[0].max() > 2100:
            continue
        if run[1].min() < 1 or run[1].max() > 12 or run[2].min() < 1 or run[2].max() > 31:
            continue
        rest = [(start + 3 + offset, values) for offset, values in enumerate(run[3:]) if values is not None]
        first_day = int(
            np.datetime64(f"{run[0][0]}-{run[1][0]:02d}-{run[2][0]:02d}").astype("datetime64[D]").astype(int)
        )
        new_year = int(np.datetime64(f"{run[0][0]}-01-01").astype(int))
        if (
            rest
            and int(rest[0][1][0]) == first_day - new_year + 1
            and len(rest) >= 2
            and rest[1][1].max() <= 24
        ):
            rest = rest[1:]
        if len(rest) >= 2 and rest[0][1].max() <= 24 and rest[1][1].max() <= 59 and rest[0][1].min() >= 0:
            return dict(zip(("year", "month", "day", "hour", "minute"),
                            (start, start + 1, start + 2, rest[0][0], rest[1][0]), strict=True))  # fmt: skip
    return None


def _from_clock(grid: Grid, columns: Sequence[TypedColumn]) -> TimeAxis | None:
    """Times of day without a date: the date of the preamble or 1970, a day added at each midnight."""
    clocks = [index for index, column in enumerate(columns) if column.clock is not None]
    if len(clocks) != 1:
        return None
    clock = columns[clocks[0]].clock
    if clock.null_count > 0.5 * max(1, grid.row_count):
        return None
    filled = _integers(clock)
    steps = np.diff(filled, prepend=filled[:1])
    days = np.cumsum(steps < -43_200_000_000)
    date = _preamble_date(grid.preamble)
    start = date if date is not None else _EPOCH
    note = "Times have no date; the date was set to 1970-01-01."
    if date is not None:
        note = f"Times have no date; the date was taken from the lines above ({str(start)[:10]})."
    times = start + filled.astype("timedelta64[us]") + days * _DAY
    times[np.asarray(pc.is_null(clock).to_numpy(zero_copy_only=False))] = np.datetime64("NaT")
    return TimeAxis(times=times, used=frozenset(clocks), notes=(note,), apart=False)


def _preamble_date(preamble: Sequence[str]) -> np.datetime64 | None:
    for line in preamble:
        for text in re.findall(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", line):
            dates = match_dates(pa.array([text]))
            if dates is not None:
                order = "mdy" if "mdy" in dates.orders else dates.orders[0]
                return np.datetime64(dates.read(order)[0], "us")
    return None


def _from_elapsed(grid: Grid, columns: Sequence[TypedColumn]) -> TimeAxis | None:
    for index, column in enumerate(columns):
        match = _ELAPSED.match(grid.names[index].strip())
        if match is None or column.column.type not in {"integer", "number"}:
            continue
        values = np.asarray(column.values.to_numpy(zero_copy_only=False), dtype=np.float64)
        present = values[~np.isnan(values)]
        if len(present) < 3 or (np.diff(present) < 0).mean() > 0.01 or present[0] == present[-1]:
            continue
        unit = (match.group("unit") or column.column.unit or _unit_of_name(grid.names[index])).lower()
        scale = _SCALE["ms" if unit.startswith("ms") or unit == "milliseconds" else unit[0]]
        micros = np.where(np.isnan(values), 0, values) * scale
        if np.abs(micros).max() > _LONGEST:
            continue
        times = _EPOCH + micros.round().astype("int64").astype("timedelta64[us]")
        times[np.isnan(values)] = np.datetime64("NaT")
        note = f"Times are {grid.names[index]} since the start, counted from 1970-01-01 00:00:00."
        return TimeAxis(times=times, used=frozenset([index]), notes=(note,))
    return None


def _unit_of_name(name: str) -> str:
    return "m" if name.lower().startswith("min") else "s"


def _times(column: TypedColumn) -> Times:
    values = pc.cast(column.values, pa.timestamp("us"))
    return np.asarray(values.to_numpy(zero_copy_only=False)).astype("datetime64[us]")


def _integers(values: Any) -> npt.NDArray[np.int64]:
    return np.asarray(pc.fill_null(values, 0).to_numpy(zero_copy_only=False), dtype=np.int64)


def _whole(column: Any) -> npt.NDArray[np.int64] | None:
    """A column of text as whole numbers, leading zeros allowed; None where a cell is none."""
    trimmed = pc.utf8_trim_whitespace(column)
    if trimmed.null_count or len(trimmed) == 0:
        return None
    if not pc.all(pc.match_substring_regex(trimmed, r"^\d{1,4}(?:\.0+)?$")).as_py():
        return None
    whole = pc.replace_substring_regex(trimmed, r"\.0+$", "")
    return np.asarray(pc.cast(whole, pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)
