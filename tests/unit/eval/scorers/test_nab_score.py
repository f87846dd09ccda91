"""The standard score of NAB by hand: early is worth more, false alarms cost, silence is 0, perfection is 100."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eval.scorers.nab_score import ScoredFile, nab_score, probation, rows_of, sigmoid


def file(alarms: list[int], *, rows: int = 1000, windows=((400, 499),)) -> ScoredFile:
    scores = np.zeros(rows)
    scores[alarms] = 1.0
    return ScoredFile(scores=scores, windows=windows)


def test_nothing_said_is_0_and_all_said_at_once_is_100() -> None:
    assert nab_score([file([])]).score == 0.0
    assert nab_score([file([400])]).score == pytest.approx(100.0)
    assert nab_score([file([400, 450, 499])]).score == pytest.approx(100.0)


def test_a_late_alarm_is_worth_less_by_the_sigmoid() -> None:
    half = nab_score([file([450])])
    worth = (2 / (1 + math.exp(-2.5)) - 1) / (2 / (1 + math.exp(-5)) - 1)
    assert half.score == pytest.approx(50 * (worth + 1))
    assert nab_score([file([499])]).score < half.score < 100


def test_a_false_alarm_costs_011_far_away_and_less_right_after_a_window() -> None:
    far = nab_score([file([300, 400])])
    assert far.score == pytest.approx(50 * (1 + 1 - 0.11))
    assert far.false_alarms == 1
    near = nab_score([file([400, 502])]).score
    assert far.score < near < 100


def test_one_threshold_serves_all_files() -> None:
    loud = file([400])
    quiet = ScoredFile(scores=file([400]).scores * 0.5, windows=((400, 499),))
    noisy = ScoredFile(scores=np.full(1000, 0.6), windows=())
    assert nab_score([loud, quiet]).score == pytest.approx(100.0)
    assert nab_score([loud, quiet, noisy]).score == pytest.approx(50.0)


def test_the_first_rows_are_not_scored() -> None:
    assert probation(1000) == 150
    assert probation(22_695) == 750
    assert nab_score([file([0, 100, 149, 400])]).score == pytest.approx(100.0)


def test_the_sigmoid_is_that_of_the_benchmark() -> None:
    assert sigmoid(-1.0) == pytest.approx(0.98661, abs=1e-5)
    assert sigmoid(0.0) == 0.0
    assert sigmoid(1.0) == pytest.approx(-0.98661, abs=1e-5)
    assert sigmoid(3.1) == -1.0


def test_windows_of_time_become_rows() -> None:
    times = np.datetime64("2024-01-01T00:00") + np.arange(10) * np.timedelta64(5, "m")
    bounds = [(np.datetime64("2024-01-01T00:10"), np.datetime64("2024-01-01T00:21"))]
    assert rows_of(bounds, times) == ((2, 4),)
