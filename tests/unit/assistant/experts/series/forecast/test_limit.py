"""The time to a limit: its interval holds the true time as often as asked."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.limit import reach


def walks(rng, count, horizon):
    return np.cumsum(0.3 * rng.normal(size=(count, horizon)), axis=1)


def test_the_interval_of_times_holds_the_true_time_as_often_as_asked() -> None:
    rng = np.random.default_rng(0)
    forecast = 5 + 0.1 * np.arange(1, 101)
    held, reached = [], 0
    for _ in range(300):
        courses = walks(rng, 61, 100)
        found = reach(forecast, courses[:60], worth=60, limit=10.0, last=5.0, coverage=0.8)
        truth = np.flatnonzero(forecast + courses[60] >= 10.0)
        first = truth[0] + 1 if truth.size else np.inf
        reached += truth.size > 0
        early = found.earliest if found.earliest is not None else np.inf
        late = found.latest if found.latest is not None else np.inf
        held.append(early <= first <= late)
    assert reached > 200
    assert 0.77 <= np.mean(held) <= 0.90


def test_a_limit_far_away_is_not_within_the_horizon() -> None:
    courses = walks(np.random.default_rng(0), 60, 50)
    found = reach(np.full(50, 5.0), courses, worth=60, limit=50.0, last=5.0, coverage=0.9)
    assert (found.probability, found.step, found.earliest, found.latest) == (0.0, None, None, None)


def test_a_limit_below_is_reached_from_above() -> None:
    forecast = 10 - 0.5 * np.arange(1, 21)
    found = reach(forecast, np.zeros((30, 20)), worth=30, limit=5.0, last=10.0, coverage=0.9)
    assert found.direction == "below"
    assert (found.earliest, found.step, found.latest) == (10, 10, 10)


@pytest.mark.parametrize(("last", "limit", "direction"), [(7.2, 7.1, "above"), (1.0, 2.0, "below")])
def test_a_limit_that_is_passed_is_reached_already(last, limit, direction) -> None:
    found = reach(
        np.full(5, last), np.zeros((9, 5)), worth=9, limit=limit, last=last, coverage=0.9, direction=direction
    )
    assert found.already
    assert found.probability == 1.0


def test_holes_in_a_course_keep_the_error_before_them() -> None:
    courses = np.zeros((20, 6))
    courses[:, 2] = 3.0
    courses[:, 3:] = np.nan
    found = reach(np.full(6, 5.0), courses, worth=60, limit=7.0, last=5.0, coverage=0.8)
    assert found.step == 3
    courses[:, 2] = np.nan
    assert reach(np.full(6, 5.0), courses, worth=60, limit=7.0, last=5.0, coverage=0.8).step is None


@pytest.mark.parametrize(("last", "usual", "limit"), [(4.8, 1.6, 4.0), (34.7, 71.0, 40.0)])
def test_a_limit_between_the_usual_value_and_the_last_one_is_reached_already(last, usual, limit) -> None:
    found = reach(
        np.full(5, last), np.zeros((9, 5)), worth=9, limit=limit, last=last, usual=usual, coverage=0.9
    )
    assert found.already
    assert found.direction == ("above" if last > limit else "below")


def test_a_limit_on_the_far_side_of_usual_and_last_is_still_to_come() -> None:
    found = reach(
        10 - np.arange(1.0, 9), np.zeros((9, 8)), worth=9, limit=4.0, last=10.0, usual=9.0, coverage=0.9
    )
    assert (found.direction, found.already, found.step) == ("below", False, 6)
