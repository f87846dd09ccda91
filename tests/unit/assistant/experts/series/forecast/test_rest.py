"""A machine that stops is told by its readings, and its intervals promise nothing that it never did."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.forecasting import forecast
from assistant.experts.series.forecast.members import forecaster_named
from assistant.experts.series.forecast.protocol import History
from assistant.experts.series.forecast.rest import at_rest, ceilings


def pump(rows: int, *, seed: int = 0) -> np.ndarray:
    """A flow of about 100 that is 0 for a third of the time, in stretches of random length."""
    rng = np.random.default_rng(seed)
    runs = np.concatenate([np.full(1 + int(rng.exponential(60 if k % 2 else 30)), k % 2) for k in range(200)])
    return runs[:rows] * (100.0 + rng.normal(size=rows))


def test_rest_is_seen_in_a_pump_and_not_in_what_passes_zero() -> None:
    still = at_rest(pump(1_000))
    assert still is not None
    assert 0.2 < still.mean() < 0.5
    wave = np.sin(np.arange(1_000) / 50.0)
    assert at_rest(wave) is None
    assert at_rest(np.abs(wave)) is None
    assert at_rest(np.full(100, 7.0)) is None
    assert at_rest(np.zeros(100)) is None


def test_the_ceiling_follows_what_rose_before() -> None:
    steady = pump(600)
    rising = steady * (1.0 + np.arange(600) / 600.0)
    values = np.stack((steady, rising, np.arange(600.0)), axis=1)
    history = History(rows=values, observed=np.ones(values.shape, dtype=np.bool_), seasons=(1, 1, 1))
    found = ceilings(history, np.arange(300, 550), 50)
    assert found[0] == pytest.approx(steady.max(), rel=0.035)
    assert found[1] > rising.max() + 5.0
    assert np.isinf(found[2])


def test_intervals_of_a_running_pump_end_at_what_it_can_do() -> None:
    values = pump(1_500)
    cut = next(row for row in range(1_200, 1_500) if values[row - 20 : row].min() > 0)
    past = values[:cut, None]
    found = forecast(past, 24, [forecaster_named("naive")], step_seconds=60.0)
    low, high = found.interval(0.9)
    assert high.max() < 1.05 * past.max()
    assert (found.point + found.errors.quantile(0.95)).max() > 1.5 * past.max()
    assert low.min() >= 0.0
