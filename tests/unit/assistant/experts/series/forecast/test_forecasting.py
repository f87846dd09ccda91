"""The whole way on arrays: intervals that hold, sensors apart, holes, and refusal of too few rows."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.forecasting import TooShort, forecast
from assistant.experts.series.forecast.members import candidates, forecaster_named


def signals(seed: int, rows: int) -> np.ndarray:
    rng, at = np.random.default_rng(seed), np.arange(rows)
    wave = 10 + 3 * np.sin(2 * np.pi * at / 24) + rng.normal(size=rows)
    noise = np.convolve(rng.normal(size=rows + 9), np.ones(10), mode="valid")
    return np.stack([wave, noise], axis=1)


def test_intervals_hold_as_often_as_asked_on_rows_that_follow() -> None:
    members = [forecaster_named(name) for name in ("naive", "seasonal_naive", "autoreg", "linear")]
    held = []
    for seed in range(12):
        values = signals(seed, 424)
        low, high = forecast(values[:400], 24, members, step_seconds=3600.0).interval(0.9)
        held.append(((values[400:] >= low) & (values[400:] <= high)).mean())
    assert 0.85 <= np.mean(held) <= 0.98


def test_each_sensor_gets_what_suits_it_and_holes_do_not_break_it() -> None:
    values = signals(0, 500)
    values[np.random.default_rng(1).random(values.shape) < 0.2] = np.nan
    found = forecast(values, 24, candidates(), step_seconds=3600.0)
    assert np.isfinite(found.point).all()
    names = [test.name for test in found.tests]
    assert found.history.seasons == (24, 1)
    assert found.weights[names.index("seasonal_naive"), 1] == 0
    truth = 10 + 3 * np.sin(2 * np.pi * np.arange(500, 524) / 24)
    assert np.abs(found.point[:, 0] - truth).mean() < 0.8
    np.testing.assert_allclose(found.weights.sum(axis=0), 1.0)


def test_a_sensor_that_is_never_below_zero_is_not_forecast_below_it() -> None:
    values = np.abs(signals(2, 400)[:, 1:])
    found = forecast(values, 20, (forecaster_named("trend"),), step_seconds=1.0)
    low, _ = found.interval(0.95)
    assert low.min() >= 0
    assert found.point.min() >= 0


def test_the_forecast_of_those_not_chosen_on_request_only() -> None:
    values = signals(3, 300)
    plain = forecast(values, 10, candidates(), step_seconds=3600.0)
    every = forecast(values, 10, candidates(), step_seconds=3600.0, every=True)
    np.testing.assert_allclose(every.point, plain.point)
    assert np.isfinite(every.finals).all()


@pytest.mark.parametrize(("rows", "name"), [(12, "naive"), (60, "linear")])
def test_too_few_rows_are_refused(rows, name) -> None:
    with pytest.raises(TooShort, match="too few"):
        forecast(signals(0, rows), 10, (forecaster_named(name),), step_seconds=1.0)
