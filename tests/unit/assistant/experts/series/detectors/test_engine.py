"""Calibration, drift, holes, agreement of members, hysteresis."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.calibrate import fit_tail
from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.impute import ImputerState
from assistant.experts.series.detectors.names import METHODS
from assistant.experts.series.detectors.prepare import fit_preparation
from assistant.experts.series.detectors.threshold import hysteresis


@pytest.mark.parametrize("method", [m for m in METHODS if m not in ("auto", "energy", "autoencoder")])
def test_false_alarms_of_a_single_detector_are_those_asked_for(plant, method) -> None:
    rates = []
    for seed in range(4):
        values = plant(6000, seed=seed)[:, :3]
        fitted = fit(values, [slice(0, 2000)], method=method, false_alarm_rate=0.02)
        rates.append(fitted.alarms(fitted.log_p(values))[2000:].mean())
    assert 0.005 <= np.mean(rates) <= 0.04


def test_p_values_of_held_out_normal_scores_are_uniform() -> None:
    rng = np.random.default_rng(1)
    tail = fit_tail(rng.gamma(3.0, size=2000))
    p = np.exp(tail.log_p(rng.gamma(3.0, size=20_000)))
    for level in (0.2, 0.05, 0.01):
        assert np.mean(p <= level) == pytest.approx(level, rel=0.5)


def test_p_values_fall_for_ever_and_agree_one_by_one() -> None:
    tail = fit_tail(np.random.default_rng(2).random(300))
    scores = np.array([-1.0, 0.3, 0.95, 1.5, 3.0, 30.0])
    log_p = tail.log_p(scores)
    assert np.all(np.diff(log_p) <= 0)
    assert log_p[5] < log_p[4] < log_p[3]
    assert np.allclose(log_p, [tail.log_p_of(s) for s in scores])


def test_a_shift_of_a_steady_sensor_is_found_and_the_wandering_one_raises_nothing(plant) -> None:
    values = plant(1500, seed=3)
    values[1000:1200, 1] += 20.0
    fitted = fit(values, [slice(0, 600)])
    alarm = fitted.alarms(fitted.log_p(values))
    assert list(fitted.preparation.drifting) == [False, False, False, True]
    assert alarm[1010:1200].mean() > 0.9
    assert alarm[600:1000].mean() < 0.05


def test_a_lost_correlation_is_found_where_each_sensor_looks_normal(plant) -> None:
    values = plant(1500, seed=4)[:, :3]
    values[1000:1200, 2] = values[1000:1200, 2][::-1]
    fitted = fit(values, [slice(0, 600)], method="mahalanobis")
    p = fitted.log_p(values)
    assert np.mean(p[1000:1200] < np.log(0.01)) > 0.25


def test_missing_readings_are_estimated_from_the_other_sensors(plant) -> None:
    values = plant(800, seed=5)
    truth = values[700:720, 2].copy()
    values[700:720, 2] = np.nan
    preparation = fit_preparation(values, [slice(0, 600)])
    filled = preparation.standardiser.invert(preparation.fill(values))
    assert np.corrcoef(filled[700:720, 2], truth)[0, 1] > 0.8


def test_a_lost_sensor_and_a_row_of_holes_raise_no_alarm(plant) -> None:
    values = plant(1500, seed=6)[:, :3]
    values[900:, 1] = np.nan
    values[1100] = np.nan
    fitted = fit(values, [slice(0, 800)])
    log_p = fitted.log_p(values)
    assert np.isfinite(log_p).all()
    assert fitted.alarms(log_p)[900:].mean() < 0.05


def test_holes_are_filled_alike_row_by_row(plant) -> None:
    values = plant(900, seed=7)
    rng = np.random.default_rng(0)
    values[rng.random(values.shape) < 0.2] = np.nan
    preparation = fit_preparation(values, [slice(0, 600)])
    state = ImputerState(preparation.imputer)
    rows = preparation.standardiser.apply(values)
    assert np.allclose([state.fill(row) for row in rows], preparation.fill(values))


def test_the_same_readings_score_the_same_anywhere(plant) -> None:
    values = plant(1600, seed=8)[:, :3]
    fitted = fit(values, [slice(0, 600)])
    moved = np.concatenate([values[:600], values[1000:]])
    assert np.allclose(
        fitted.log_p(values)[1000 + fitted.memory :], fitted.log_p(moved)[600 + fitted.memory :]
    )


def test_chunks_do_not_change_scores(plant, monkeypatch) -> None:
    values = plant(1600, seed=9)
    fitted = fit(values, [slice(0, 600)])
    whole = fitted.log_p(values)
    monkeypatch.setattr("assistant.experts.series.detectors.engine.CHUNK", 100)
    assert np.allclose(fitted.log_p(values), whole)


def test_hysteresis_holds_between_the_two_levels() -> None:
    log_p = np.log([0.5, 0.005, 0.05, 0.05, 0.3, 0.05, 0.001])
    assert list(hysteresis(log_p, np.log(0.01), np.log(0.1))) == [0, 1, 1, 1, 0, 0, 1]


def test_a_sensor_that_never_moved_is_strange_when_it_moves(plant) -> None:
    values = plant(800, seed=10)[:, :2]
    values[:, 1] = 50.0
    values[700:, 1] = 60.0
    fitted = fit(values, [slice(0, 500)])
    assert fitted.alarms(fitted.log_p(values))[705:].all()
