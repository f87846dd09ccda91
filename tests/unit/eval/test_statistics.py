from __future__ import annotations

import pytest

from eval.statistics import bootstrap_interval, mean, median


def test_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [1.0] * 30 + [0.0] * 10
    low, high = bootstrap_interval(values)
    assert low < mean(values) < high
    assert (low, high) == bootstrap_interval(values)
    assert 0.55 < low < 0.66
    assert 0.84 < high < 0.93


def test_more_cases_narrow_it() -> None:
    few, many = bootstrap_interval([1.0, 0.0] * 5), bootstrap_interval([1.0, 0.0] * 500)
    assert many[1] - many[0] < (few[1] - few[0]) / 5


def test_nothing_and_one_value() -> None:
    assert bootstrap_interval([]) == (0.0, 0.0)
    assert bootstrap_interval([0.25]) == (0.25, 0.25)
    assert mean([]) == median([]) == 0.0
    assert median([3.0, 1.0, 2.0]) == pytest.approx(2.0)
