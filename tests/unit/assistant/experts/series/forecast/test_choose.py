"""What is joined: the best ones of each sensor, no copy of another, no lucky window mean."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.backtest import Backtest
from assistant.experts.series.forecast.choose import weights_of
from assistant.experts.series.forecast.forecasting import forecast
from assistant.experts.series.forecast.members import candidates


def test_of(name: str, *errors: float) -> Backtest:
    cube = np.broadcast_to(np.array(errors), (5, 3, len(errors))).copy()
    return Backtest(name=name, forecasts=np.zeros_like(cube), errors=cube)


test_of.__test__ = False  # type: ignore[attr-defined]


def test_each_sensor_gets_its_best_three_and_those_near_them() -> None:
    tests = [
        test_of("naive", 2.00, 9.0),
        test_of("other", 1.00, 9.1),
        test_of("ets", 1.10, 1.0),
        test_of("theta", 1.14, 1.2),
        test_of("autoreg", 1.12, 1.3),
        test_of("linear", 1.30, 4.0),
    ]
    weights = weights_of(tests)
    np.testing.assert_allclose(weights[:, 0], [0, 0.25, 0.25, 0.25, 0.25, 0])
    np.testing.assert_allclose(weights[:, 1], [0, 0, 1 / 3, 1 / 3, 1 / 3, 0])


def test_a_copy_does_not_count_twice() -> None:
    tests = [
        test_of("theta", 1.0),
        test_of("seasonal_naive", 1.0),
        test_of("ets", 1.2),
        test_of("linear", 1.3),
    ]
    np.testing.assert_allclose(weights_of(tests)[:, 0], [1 / 3, 0, 1 / 3, 1 / 3])


def test_a_window_mean_must_be_clearly_better() -> None:
    others = [test_of("naive", 1.0), test_of("ets", 1.01), test_of("linear", 1.02)]
    assert weights_of([*others, test_of("mean", 0.9)])[3, 0] == 0
    assert weights_of([*others, test_of("mean", 0.7)])[3, 0] > 0


def uneven(name: str, error: float) -> Backtest:
    """A forecaster whose errors differ from origin to origin by half of their mean."""
    plain = test_of(name, error)
    return Backtest(
        name=name,
        forecasts=plain.forecasts,
        errors=plain.errors * np.array([0.5, 1.5, 0.5, 1.5, 1.0])[:, None, None],
    )


def test_a_straight_line_that_is_surely_better_is_believed_over_its_noise() -> None:
    """Nine tenths of each error is noise; the line is better by a tenth, at each of the origins."""
    others = [test_of("naive", 1.0), test_of("theta", 0.95), test_of("ets", 0.96), test_of("linear", 0.9)]
    weights = weights_of([*others, test_of("trend", 0.85)])[:, 0]
    np.testing.assert_allclose(weights, [0, 0, 0, 0, 1])


def test_what_may_be_as_good_as_the_line_joins_it() -> None:
    others = [test_of("naive", 2.0), uneven("ets", 0.86), uneven("linear", 0.87)]
    weights = weights_of([*others, test_of("trend", 0.85)])[:, 0]
    np.testing.assert_allclose(weights, [0, 1 / 3, 1 / 3, 1 / 3])


def test_a_line_that_is_no_surer_than_a_level_keeps_its_handicap() -> None:
    others = [uneven("naive", 1.1), test_of("ets", 1.0), test_of("linear", 1.0), test_of("theta", 1.05)]
    assert weights_of([*others, test_of("trend", 0.98)])[4, 0] == 0


@pytest.mark.parametrize(("rows", "horizon", "drop"), [(2000, 144, 2.0), (1440, 300, 1.0), (500, 50, 5.0)])
def test_a_slow_leak_is_forecast_to_go_on(rows: int, horizon: int, drop: float) -> None:
    """The level falls by a few deviations of its noise in each horizon, all along."""
    rng = np.random.default_rng(0)
    values = 80.0 - drop / horizon * np.arange(rows) + rng.normal(size=rows)
    found = forecast(values[:, None], horizon, candidates(), step_seconds=600.0)
    change = np.polyfit(np.arange(horizon), found.point[:, 0], 1)[0] * horizon
    assert -1.25 * drop < change < -0.8 * drop


def test_without_a_known_error_the_first_one_is_taken() -> None:
    tests = [test_of("naive", np.nan), test_of("ets", np.nan)]
    np.testing.assert_allclose(weights_of(tests)[:, 0], [1, 0])


def test_the_best_one_stands_alone_where_the_mean_is_clearly_worse() -> None:
    tests = [test_of("naive", 0.1), test_of("ets", 1.0), test_of("linear", 2.0)]
    np.testing.assert_allclose(weights_of(tests)[:, 0], [1, 0, 0])
    tests[1] = test_of("ets", -0.11)  # errors that cancel make the mean better than the best
    tests[2] = test_of("linear", 0.12)
    np.testing.assert_allclose(weights_of(tests)[:, 0], 1 / 3)


def test_the_last_value_keeps_the_weight_of_what_did_not_surely_beat_it() -> None:
    rng = np.random.default_rng(0)
    naive = rng.normal(size=(60, 3, 3))
    surely, hardly, worse = 0.3 * naive, naive + rng.normal(scale=0.02, size=naive.shape), 1.5 * naive
    other = np.stack((surely[:, :, 0], hardly[:, :, 1], worse[:, :, 2]), axis=2)
    tests = [
        Backtest(name=name, forecasts=np.zeros_like(errors), errors=errors)
        for name, errors in (("naive", naive), ("ets", other))
    ]
    weights = weights_of(tests)
    np.testing.assert_allclose(weights.sum(axis=0), 1.0)
    np.testing.assert_allclose(weights[:, 0], [0, 1])
    assert weights[0, 1] > 0.5
    np.testing.assert_allclose(weights[:, 2], [1, 0])
