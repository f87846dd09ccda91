"""The time of each row of a log."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ingest.parsers.column_types import type_columns
from ingest.parsers.grid import Grid
from ingest.parsers.time_axis import TimeAxis, find_time


def _axis(
    columns: dict[str, list[str]], *, has_header: bool = True, preamble: tuple[str, ...] = ()
) -> TimeAxis | None:
    arrays = tuple(pa.array(column, pa.string()) for column in columns.values())
    grid = Grid(
        names=tuple(columns),
        units=(None,) * len(columns),
        columns=arrays,
        has_header=has_header,
        preamble=preamble,
    )
    return find_time(grid, type_columns(grid.names, grid.columns))


def _moments(axis: TimeAxis | None) -> list[str]:
    assert axis is not None
    return [str(time)[:19] for time in axis.times]


def test_one_column() -> None:
    axis = _axis({"time": ["2024-01-01 00:00", "2024-01-01 00:01"], "p": ["1", "2"]})
    assert _moments(axis) == ["2024-01-01T00:00:00", "2024-01-01T00:01:00"]


def test_a_date_and_a_clock() -> None:
    axis = _axis({"DATE (MM/DD/YYYY)": ["10/14/2018"] * 2, "MST": ["00:00", "00:01"], "p": ["1", "2"]})
    assert _moments(axis) == ["2018-10-14T00:00:00", "2018-10-14T00:01:00"]


def test_a_date_and_an_hour() -> None:
    axis = _axis({"Date": ["2024-01-01"] * 2, "Hour": ["0", "1"], "p": ["1.5", "2.5"]})
    assert _moments(axis) == ["2024-01-01T00:00:00", "2024-01-01T01:00:00"]


def test_calendar_columns() -> None:
    axis = _axis(
        {
            "Year": ["2016"] * 2,
            "Month": ["01", "01"],
            "Day": ["02", "02"],
            "Hour": ["00", "00"],
            "Minute": ["00", "30"],
        }
    )
    assert _moments(axis) == ["2016-01-02T00:00:00", "2016-01-02T00:30:00"]


def test_a_clock_alone_takes_the_date_of_the_lines_above_and_passes_midnight() -> None:
    axis = _axis({"Time": ["23:59:30", "00:00:30"], "v": ["1", "2"]}, preamble=("Created: 9/29/2004 12:22",))
    assert _moments(axis) == ["2004-09-29T23:59:30", "2004-09-30T00:00:30"]
    assert axis is not None
    assert axis.notes


@pytest.mark.parametrize(
    ("name", "second"), [("Time [s]", "00:00:30"), ("Elapsed (min)", "00:30:00"), ("mins", "00:30:00")]
)
def test_time_since_the_start(name: str, second: str) -> None:
    axis = _axis({name: ["0", "30", "60"], "v": ["1.5", "2.5", "3.5"]})
    assert _moments(axis)[1] == f"1970-01-01T{second}"


def test_local_time_beside_utc_is_one_axis() -> None:
    axis = _axis(
        {"local": ["2024-01-01 01:00", "2024-01-01 02:00"], "utc": ["2024-01-01 00:00", "2024-01-01 01:00"]}
    )
    assert _moments(axis)[0] == "2024-01-01T01:00:00"


def test_a_start_and_an_end_are_events() -> None:
    start = ["2024-01-01 01:00", "2024-01-03 02:00", "2024-02-03 02:00"]
    end = ["2024-01-02 04:00", "2024-01-05 09:30", "2024-03-03 07:00"]
    assert _axis({"start": start, "end": end}) is None


def test_no_time() -> None:
    assert _axis({"a": ["1.5", "2.5"], "b": ["x", "y"]}) is None
