"""What is said of a log's flaws."""

from __future__ import annotations

import numpy as np

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
    assert "1 gaps, about 10 readings missing: 2024-01-01 00:49:00 to 2024-01-01 01:00:00" in said
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
