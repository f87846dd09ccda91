"""What is joined: the best ones of each sensor, no copy of another, no lucky window mean."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.forecast.backtest import Backtest
from assistant.experts.series.forecast.choose import weights_of


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
