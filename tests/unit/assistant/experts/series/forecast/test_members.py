"""Every forecaster sees the past only, and forecasts what it is made for."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.members import candidates, forecaster_named
from assistant.experts.series.forecast.names import OWN
from assistant.experts.series.forecast.protocol import History

ORIGINS = np.array([300, 401, 500])


@pytest.mark.parametrize("name", OWN)
def test_rows_from_the_origin_on_change_nothing(name, seasonal) -> None:
    predictor = forecaster_named(name).fit(seasonal.first(300), 12)
    before = predictor.predict(seasonal.rows, np.array([400]), 12)
    changed = seasonal.rows.copy()
    changed[400:] += 1e3
    assert before.shape == (1, 12, 2)
    assert np.isfinite(before).all()
    np.testing.assert_array_equal(predictor.predict(changed, np.array([400]), 12), before)


@pytest.mark.parametrize("name", OWN)
def test_several_origins_at_once_are_as_one_by_one(name, seasonal) -> None:
    predictor = forecaster_named(name).fit(seasonal.first(300), 10)
    together = predictor.predict(seasonal.rows, ORIGINS, 10)
    apart = [predictor.predict(seasonal.rows, np.array([o]), 10)[0] for o in ORIGINS]
    np.testing.assert_allclose(together, np.stack(apart), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", OWN)
def test_a_shifted_and_scaled_signal_gets_a_shifted_and_scaled_forecast(name, seasonal) -> None:
    def said(rows):
        history = History(rows=rows, observed=seasonal.observed, seasons=seasonal.seasons)
        return forecaster_named(name).fit(history.first(400), 8).predict(rows, np.array([450]), 8)

    plain, moved = said(seasonal.rows), said(1000 + 20 * seasonal.rows)
    np.testing.assert_allclose(moved, 1000 + 20 * plain, rtol=2e-3)


@pytest.mark.parametrize("name", ["seasonal_naive", "ets", "theta", "autoreg", "linear"])
def test_a_season_is_forecast_much_better_than_by_the_last_value(name, seasonal) -> None:
    def error(one):
        found = forecaster_named(one).fit(seasonal.first(400), 24).predict(seasonal.rows, ORIGINS[1:], 24)
        came = np.stack([seasonal.rows[o : o + 24] for o in ORIGINS[1:]])
        return np.abs(came - found)[:, :, 0].mean()

    assert error(name) < 0.25 * error("naive")


@pytest.mark.parametrize("name", ["trend", "linear"])
def test_a_straight_line_goes_on(name) -> None:
    rows = (5 + 0.02 * np.arange(500))[:, None] + 0.01 * np.random.default_rng(0).normal(size=(500, 1))
    history = History(rows=rows, observed=np.ones_like(rows, dtype=bool), seasons=(1,))
    found = forecaster_named(name).fit(history, 50).predict(rows, np.array([500]), 50)
    assert found[0, -1, 0] == pytest.approx(5 + 0.02 * 549, abs=0.1)


@pytest.mark.parametrize("name", OWN)
def test_a_constant_sensor_stays(name) -> None:
    rows = np.full((300, 1), 7.5)
    history = History(rows=rows, observed=np.ones_like(rows, dtype=bool), seasons=(1,))
    found = forecaster_named(name).fit(history, 10).predict(rows, np.array([300]), 10)
    np.testing.assert_allclose(found, 7.5, atol=1e-6)


def test_auto_chooses_among_all_of_them() -> None:
    assert [one.name for one in candidates()] == list(OWN)


def test_a_sensor_that_runs_ahead_of_another_is_used_by_the_joint_map_only() -> None:
    rng = np.random.default_rng(3)
    lead = np.convolve(rng.normal(size=1210), np.ones(10) / 3, mode="valid")
    rows = np.stack([lead[6:1200], 0.1 * rng.normal(size=1194) + lead[:1194]], axis=1)
    history = History(rows=rows, observed=np.ones_like(rows, dtype=bool), seasons=(1, 1))
    origins = np.arange(1000, 1180, 6)

    def error(name):
        found = forecaster_named(name).fit(history.first(1000), 6).predict(rows, origins, 6)
        came = np.stack([rows[o : o + 6] for o in origins])
        return np.abs(came - found)[:, :, 1].mean()

    assert error("joint") < 0.8 * error("linear")
