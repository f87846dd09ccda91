"""Logs on a steady step: gaps stay open, duplicates are averaged, estimates see the past only."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from assistant.experts.series.forecast.grid import MOST_SLOTS, carried, regular

SECOND = 1_000_000


def times(*seconds: float) -> np.ndarray:
    return np.array([round(s * SECOND) for s in seconds], dtype=np.int64)


def test_a_gap_is_open_slots_and_jitter_is_none() -> None:
    grid = regular(times(0, 10, 20.4, 60, 69.8, 79.8), np.arange(6.0)[:, None])
    np.testing.assert_array_equal(grid.values[:, 0], [0, 1, 2, np.nan, np.nan, np.nan, 3, 4, 5])
    assert grid.step_seconds == pytest.approx(10)
    assert grid.moment(grid.slots) == datetime(1970, 1, 1, 0, 1, 29, 800000)


def test_equal_times_are_averaged_and_a_missing_cell_is_not_zero() -> None:
    values = np.array([[1.0, 5.0], [3.0, np.nan], [4.0, np.nan], [6.0, 7.0]])
    grid = regular(times(0, 0, 1, 2), values)
    np.testing.assert_array_equal(grid.values, [[2, 5], [4, np.nan], [6, 7]])


def test_several_steps_are_joined_by_their_mean() -> None:
    grid = regular(times(*range(9)), np.arange(9.0)[:, None], per_slot=3)
    assert grid.step_seconds == 3
    assert grid.values[-1, 0] == pytest.approx(7.5)  # 7 and 8: the last slot is centred on the last reading
    assert grid.values[-2, 0] == pytest.approx(5.0)


def test_a_long_log_keeps_its_last_slots() -> None:
    grid = regular(np.arange(3 * MOST_SLOTS) * SECOND, np.arange(3.0 * MOST_SLOTS)[:, None])
    assert grid.slots == MOST_SLOTS
    assert grid.values[-1, 0] == 3 * MOST_SLOTS - 1


def test_equal_times_only_are_no_grid() -> None:
    with pytest.raises(ValueError, match="different times"):
        regular(times(5, 5), np.zeros((2, 1)))


def test_a_short_hole_takes_the_last_reading_a_long_one_the_season_before() -> None:
    season = np.tile([1.0, 2.0, 3.0, 4.0], 4)
    season[[5]] = np.nan
    season[8:14] = np.nan
    filled, observed = carried(season[:, None], (4,))
    assert filled[5, 0] == 1.0
    np.testing.assert_array_equal(filled[8:14, 0], [4, 4, 3, 4, 4, 4])
    assert observed.sum() == 9


def test_estimates_see_the_past_only() -> None:
    rng = np.random.default_rng(2)
    values = rng.normal(size=(60, 2))
    values[rng.random(values.shape) < 0.4] = np.nan
    values[0] = 0.0
    whole, _ = carried(values, (6, 1))
    for cut in (10, 33, 59):
        np.testing.assert_array_equal(carried(values[:cut], (6, 1))[0], whole[:cut])
