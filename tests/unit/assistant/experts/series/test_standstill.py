"""A machine stands where its drive does: not where a reading is missing, and not for a reading or two."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from assistant.experts.series.names import SensorName, describe
from assistant.experts.series.operations import Run
from assistant.experts.series.standstill import drives_of, least_running, standing_drive, standstills
from retrieval.records import Sensor, SeriesRef


def _log(**units: str) -> tuple[SensorName, ...]:
    moment = datetime(2025, 1, 1)
    sensors = tuple(Sensor(name=name.replace("_", " "), unit=unit) for name, unit in units.items())
    ref = SeriesRef(
        id="1", source="plant/log.csv", name="log", sensors=sensors, start=moment, end=moment, row_count=9,
        step_seconds=60.0, parquet="",
    )  # fmt: skip
    return tuple(describe(ref).measures)


def _drive(*stretches: tuple[float, int]) -> np.ndarray:
    return np.concatenate([np.full(count, value) for value, count in stretches])[:, None]


def test_it_stands_while_the_current_is_away() -> None:
    current = _drive((210.0, 50), (0.4, 20), (205.0, 50))
    assert standstills(current) == [Run(50, 69)]


def test_missing_readings_are_bridged_and_alone_tell_nothing() -> None:
    current = _drive((210.0, 50), (0.0, 5), (np.nan, 3), (0.0, 5), (210.0, 50), (np.nan, 9), (210.0, 9))
    assert standstills(current) == [Run(50, 62)]
    assert standstills(np.full((20, 1), np.nan)) == []


def test_a_reading_or_two_is_no_standstill_and_a_low_load_none() -> None:
    assert standstills(_drive((210.0, 50), (0.0, 2), (210.0, 50))) == []
    assert standstills(_drive((210.0, 50), (40.0, 30), (210.0, 50))) == []


def test_a_machine_in_reserve_stands_most_of_the_time() -> None:
    assert standstills(_drive((0.1, 950), (210.0, 50))) == [Run(0, 949)]
    assert standstills(_drive((0.0, 50))) == [Run(0, 49)]


def test_a_wrong_value_does_not_make_all_others_standstills() -> None:
    assert standstills(_drive((210.0, 100), (9e6, 1), (205.0, 100))) == []
    assert standstills(_drive((0.0, 500), (210.0, 5), (0.0, 500))) == [Run(0, 499), Run(505, 1004)]


def test_all_drives_have_to_stand() -> None:
    current, speed = _drive((10.0, 30), (0.0, 20)), _drive((1480.0, 40), (0.0, 10))
    assert standstills(np.hstack([current, speed])) == [Run(40, 49)]


def test_the_letter_of_the_tag_tells_whose_drive_it_is() -> None:
    log = _log(**{"PT101A_pressure": "bar", "IT109A_motor_current": "A", "IT109B_motor_current": "A"})
    own = log[:1]
    assert [one.label for one in drives_of("p101a", own, log)] == ["IT109A motor current"]
    assert [one.label for one in drives_of("p101b", own, log)] == ["IT109B motor current"]
    assert drives_of("p101c", own, log) == ()


def test_an_own_drive_comes_first_and_without_letters_most_sensors_have_to_be_its_own() -> None:
    log = _log(**{"PT101_pressure": "bar", "ST102_speed": "rpm", "TT103_temperature": "°C"})
    assert drives_of("k7", log[1:2], log) == log[1:2]
    assert drives_of("k7", (log[0], log[2]), log) == log[1:2]
    assert drives_of("k7", log[:1], log) == ()


def test_a_drive_near_zero_in_most_of_a_range_is_named() -> None:
    values = np.column_stack([np.full(200, 4.0), np.full(200, 210.0)])
    values[120:150] = 0.0
    names = ("PT-1 pressure [bar]", "IT-2 motor current [A]")
    assert standing_drive(names, values, slice(118, 150)) == 1
    assert standing_drive(names, values, slice(20, 60)) is None
    assert standing_drive(names, values, slice(100, 145)) == 1
    assert standing_drive(names, values, slice(90, 140)) is None
    assert standing_drive(names[:1], values[:, :1], slice(120, 150)) is None


def test_readings_that_are_missing_tell_nothing_of_a_range() -> None:
    values = np.full((100, 1), 210.0)
    values[40:60] = np.nan
    assert standing_drive(("motor current",), values, slice(40, 60)) is None


def test_a_drive_that_idles_runs_above_a_twentieth_and_one_that_stops_at_0_above_0() -> None:
    busy = np.full(60, 80.0)
    assert least_running(np.concatenate([busy, np.full(40, 0.4)])) == 4.0
    assert least_running(np.concatenate([busy, np.zeros(30), np.full(10, 2.0)])) == 0.0
    assert least_running(np.zeros(50)) == 0.0
