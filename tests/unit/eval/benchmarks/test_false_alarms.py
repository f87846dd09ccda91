"""Means over runs, and that alarms are counted on rows that were not learnt from."""

from __future__ import annotations

import numpy as np
import pytest

from eval.benchmarks.false_alarms import in_alarm, intervals, plain, rates
from eval.normal_runs import NormalRun


def run(source: str, *, shift: float = 0.0, short: bool = False, for_tuning: bool = False) -> NormalRun:
    rng = np.random.default_rng(0)
    return NormalRun(
        source=source,
        name="1",
        short=short,
        learnt=(rng.normal(size=(600, 3)), rng.normal(size=(300, 3))),
        judged=(rng.normal(size=(1000, 3)) + shift,),
        for_tuning=for_tuning,
    )


def test_rates_are_means_over_runs_and_say_which_sources_lie_within() -> None:
    runs = [run("a", for_tuning=True), run("a"), run("b"), run("a", short=True)]
    found = rates(runs, [0.0, 0.02, 0.05, 0.4])
    assert found["false_alarm_rate"] == pytest.approx(0.07 / 3)
    assert found["false_alarm_rate_held_out"] == pytest.approx(0.035)
    assert found["a"] == pytest.approx(0.01)
    assert found["within"] == 0.5
    assert found["a_short"] == pytest.approx(0.4)


def test_alarms_are_few_on_like_rows_and_many_on_others() -> None:
    assert in_alarm(run("a"))["bounded"].mean() < 0.03
    assert in_alarm(run("a", shift=4.0))["bounded"].mean() > 0.9
    assert plain(run("a", shift=4.0)) > 0.9


def test_one_long_alarm_says_less_than_many_short_ones() -> None:
    scattered = np.arange(4_000) % 100 == 0
    clumped = np.arange(4_000) < 40
    runs = [run("a"), run("b"), run("c", short=True)]
    found = intervals(runs, [scattered, clumped, clumped])
    assert set(found) == {"a", "b"}
    low, high = found["a"]
    assert low == pytest.approx(0.01)
    assert high == pytest.approx(0.01)
    low, high = found["b"]
    assert low == 0.0
    assert high > 0.015
