"""The rate that is asked for is kept on normal rows that are not those learnt from; clear departures stay."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from assistant.experts.series.detectors.crossfit import cross_scores
from assistant.experts.series.detectors.mahalanobis import WindowDetector
from assistant.experts.series.detectors.threshold import Threshold, ThresholdState, entry, hysteresis, judge


def threshold(regime, rate: float = 0.01) -> Threshold:
    return Threshold(enter=0.01, leave=0.1, rate=rate, regime=regime)


@pytest.mark.parametrize("inflation", [0.5, 1.0, 1.7])
def test_the_free_rate_holds_where_p_values_are_wrong(inflation) -> None:
    log_p = np.log(np.random.default_rng(0).random(40_000)) * inflation
    alarm, _ = judge(log_p, threshold("free"))
    assert 0.005 <= alarm.mean() <= 0.02
    if inflation != 1.0:
        fixed, _ = judge(log_p, threshold("fixed"))
        assert not 0.005 <= fixed.mean() <= 0.02


def test_a_clear_departure_stays_an_alarm_unless_the_regime_is_free() -> None:
    log_p = np.full(2_000, -0.5)
    log_p[500:] = -30.0
    assert judge(log_p, threshold("bounded"))[0][500:].all()
    assert judge(log_p, threshold("fixed"))[0][500:].all()
    assert not judge(log_p, threshold("free"))[0][1500:].all()


def alone(beyond: float, *, apart: int, rows: int = 6) -> np.ndarray:
    """Alarms of a few rows at a p-value of 1/20,000, again and again; shape (alarms,): rows in alarm of each."""
    log_p = np.full(60 * apart, -0.5)
    places = np.arange(apart, log_p.size, apart)
    for place in places:
        log_p[place : place + rows] = math.log(5e-5)
    alarm, _ = judge(log_p, replace(threshold("bounded"), beyond=beyond))
    return np.array([alarm[place : place + rows].sum() for place in places])


def test_alarms_that_stand_alone_become_rarer_and_those_close_together_do_not() -> None:
    assert np.all(alone(0.0, apart=150)[-10:] > 0)
    assert np.mean(alone(6.0, apart=150)[-30:] > 0) < 0.5
    assert np.all(alone(6.0, apart=25) > 0)


def test_a_fault_that_lasts_stays_after_alarms_that_stood_alone() -> None:
    log_p = np.full(12_000, -0.5)
    for place in range(100, 8_000, 150):
        log_p[place : place + 6] = math.log(5e-5)
    log_p[9_000:] = -20.0
    alarm, level = judge(log_p, replace(threshold("bounded"), beyond=6.0))
    assert level.max() <= -math.log(0.01) + 2.0 + 6.0
    assert alarm[9_000:].all()


def test_a_slight_departure_that_lasts_ends() -> None:
    log_p = np.full(2_000, -0.5)
    log_p[500:] = math.log(0.02)
    log_p[500] = math.log(0.005)
    assert judge(log_p, threshold("fixed"))[0][500:].all()
    assert judge(log_p, threshold("bounded"))[0][600:].mean() < 0.1


def test_rows_learnt_from_do_not_move_the_threshold() -> None:
    log_p = np.full(1_000, -0.01)
    _, level = judge(log_p, threshold("bounded"), known=900)
    assert np.all(level[:901] == level[0])
    assert level[-1] < level[0]


@pytest.mark.parametrize("beyond", [0.0, 6.0])
@pytest.mark.parametrize("regime", ["bounded", "free", "fixed"])
def test_row_by_row_is_the_same(regime, beyond) -> None:
    log_p = np.log(np.random.default_rng(1).random(3_000)) * 1.3
    asked = replace(threshold(regime), beyond=beyond)
    alarm, level = judge(log_p, asked)
    state = ThresholdState(asked)
    for row, value in enumerate(log_p):
        assert state.level == pytest.approx(level[row])
        assert state.update(float(value)) == alarm[row]


def test_the_begin_of_alarms_makes_room_for_their_length() -> None:
    rng = np.random.default_rng(2)
    steady = np.convolve(rng.normal(size=20_000), np.ones(30) / math.sqrt(30), mode="same")
    ranks = np.argsort(np.argsort(-steady))
    log_p = np.log((ranks + 1.0) / (ranks.size + 1.0))
    begin = entry([log_p], 0.02, release=10.0, most=0.3)
    alarm = hysteresis(log_p, math.log(begin), math.log(min(begin * 10, 0.3)))
    assert begin < 0.02
    assert alarm.mean() == pytest.approx(0.02, rel=0.5)


def test_rows_without_a_past_do_not_count_as_normal_scores() -> None:
    rows = np.random.default_rng(3).normal(size=(600, 2))
    scores, _ = cross_scores(WindowDetector(view="spread", width=16), (rows,))
    assert np.isnan(scores[0][:15]).all()
    assert np.isfinite(scores[0][15:]).all()
    assert scores[0][15:].max() < 30
