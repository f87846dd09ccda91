"""What is said of a log's flaws."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.parsers.log_quality import describe_quality, median_step, regularity

TIMES = np.datetime64("2024-01-01T00:00", "us") + np.arange(200) * np.timedelta64(60_000_000, "us")
MOVING = np.sin(np.arange(200) / 7.0)


def test_a_clean_log_has_nothing_said() -> None:
    assert describe_quality(TIMES, {"p": MOVING}) == ()


def test_step_and_rhythm() -> None:
    assert median_step(TIMES) == 60.0
    assert regularity(TIMES) == 1.0
    assert median_step(TIMES[:1]) == 0.0


def test_gap_duplicate_and_disorder() -> None:
    times = np.delete(TIMES, slice(50, 60))
    times[20] = times[19]
    times[[100, 101]] = times[[101, 100]]
    said = " ".join(describe_quality(times, {}))
    assert "A gap of about 10 readings: 2024-01-01 00:49:00 to 2024-01-01 01:00:00" in said
    assert "1 rows repeat a time" in said
    assert "1 rows are out of order" in said


def test_missing_and_stuck() -> None:
    stuck = MOVING.copy()
    stuck[100:160] = 0.5
    holes = MOVING.copy()
    holes[:7] = np.nan
    said = " ".join(
        describe_quality(TIMES, {"a": stuck, "b": holes, "c": np.full(200, np.nan), "d": np.ones(200)})
    )
    assert "a is stuck at 0.5 for 60 readings, from 2024-01-01 01:40:00 to 2024-01-01 02:39:00" in said
    assert "b has no value in 7 of 200 rows" in said
    assert "c has no value at all" in said
    assert "d never changes: always 1" in said


def test_a_machine_that_stands_still_is_not_called_stuck() -> None:
    power = MOVING + 5
    power[50:150] = 0.0
    assert "stays at 0" in " ".join(describe_quality(TIMES, {"power": power}))


def _every(minutes: int, start: str, count: int) -> np.ndarray:
    return np.datetime64(start, "us") + np.arange(count) * np.timedelta64(minutes, "m")


def test_the_end_of_daylight_saving_is_no_disorder() -> None:
    times = np.concatenate([_every(10, "2024-10-27T00:00", 18), _every(10, "2024-10-27T02:00", 30)])
    (said,) = describe_quality(times, {})
    assert said.startswith("The clock went back an hour at 2024-10-27 02:50:00 (daylight saving)")


def test_the_begin_of_daylight_saving_is_no_gap() -> None:
    times = np.concatenate([_every(10, "2024-03-31T00:00", 12), _every(10, "2024-03-31T03:00", 30)])
    (said,) = describe_quality(times, {})
    assert said.startswith("The clock went forward an hour at 2024-03-31 01:50:00 (daylight saving)")


@pytest.mark.parametrize("day", ["2024-10-28", "2024-07-07"])
def test_a_step_back_on_another_day_is_disorder(day: str) -> None:
    times = np.concatenate([_every(10, f"{day}T00:00", 18), _every(10, f"{day}T02:00", 30)])
    said = describe_quality(times, {})
    assert said[0].startswith("1 rows are out of order")
    assert said[1].startswith("6 rows repeat a time")


def test_a_range_s_end_that_is_met_again_and_again_is_said() -> None:
    times = _every(1, "2024-01-01T00:00", 600)
    wave = 70 + 40 * np.sin(np.arange(600) / 25)
    clipped, free = np.minimum(100.0, wave), wave + np.arange(600) / 1000
    said = describe_quality(times, {"LT-9": clipped, "LT-8": free, "FT-1": np.maximum(0.0, wave - 90)})
    about = [sentence for sentence in said if "end of its range" in sentence]
    assert about == [
        "LT-9 reads 100, its highest value, 4 times for a while (144 readings): it may be at the end of its range."
    ]
