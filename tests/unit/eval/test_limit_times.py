"""Judging times to a limit by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.intervals import Errors
from eval.limit_times import base_rate_brier, first_time, limit_figures, limits_of

PAST = np.concatenate([np.linspace(0, 10, 200), np.full(50, 5.0)])


def test_limits_are_where_the_last_reading_is_not() -> None:
    low, high = limits_of(PAST)
    assert low < 5.0 < high
    assert limits_of(np.linspace(0, 10, 100)) == ()


def test_the_first_reading_at_the_limit_from_either_side() -> None:
    course = np.array([5.0, np.nan, 7.0, 3.0])
    assert first_time(course, 6.0, 5.0) == 3
    assert first_time(course, 4.0, 5.0) == 4
    assert first_time(course, 9.0, 5.0) == np.inf


def test_a_sure_and_right_forecast_has_no_loss_and_a_wrong_one_all_of_it() -> None:
    high = limits_of(PAST)[1]
    flat = np.full((8, 1), 5.0)
    errors = Errors(np.zeros((20, 8, 1)), 20)
    right = limit_figures(flat, errors, PAST[:, None], flat)
    assert right == {"limit_held": [1.0, 1.0], "limit_brier": [0.0, 0.0]}
    rises = flat.copy()
    rises[4:] = high + 1
    wrong = limit_figures(flat, errors, PAST[:, None], rises)
    assert wrong == {"limit_held": [1.0, 0.0], "limit_brier": [0.0, 1.0]}


def test_the_base_rate_is_that_of_the_past() -> None:
    rng = np.random.default_rng(0)
    past = rng.normal(size=(600, 1))
    past[-1] = 0.0
    never, quiet = base_rate_brier(past, np.zeros((20, 1)), 20)
    assert 0.3 < never < 0.6  # one of 20 readings is beyond the 95th percentile: 1 - 0.95**20 = 0.64, squared
    assert quiet == pytest.approx(never, abs=0.2)
