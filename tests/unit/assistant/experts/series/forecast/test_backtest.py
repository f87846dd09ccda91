"""Rolling origins: where they lie, what a model has learnt from at each, what counts as an error."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.backtest import backtest, folds, joined
from assistant.experts.series.forecast.protocol import History
from assistant.experts.series.forecast.simple import MeanForecaster, NaiveForecaster


@pytest.mark.parametrize(("size", "horizon"), [(40, 10), (400, 20), (5000, 288)])
def test_origins_lie_late_and_models_have_learnt_from_earlier_rows_only(size, horizon) -> None:
    plan = folds(size, horizon, most=100)
    assert plan is not None
    assert 8 <= plan.origins.size <= 100
    assert plan.origins[-1] == size - horizon
    assert (plan.learnt <= plan.origins).all()
    assert np.unique(plan.learnt).size == 3
    assert plan.learnt[0] >= min(size // 2, size - 2 * horizon - 8)


def test_too_few_rows_have_no_origins() -> None:
    assert folds(20, 10, most=100) is None


def test_origins_that_do_not_overlap_are_counted() -> None:
    plan = folds(400, 20, most=100)
    assert plan is not None
    assert plan.apart == pytest.approx((380 - 200) / 20 + 1)


def history(holes: bool = False) -> History:
    rows = np.arange(200.0)[:, None]
    observed = np.ones_like(rows, dtype=bool)
    if holes:
        observed[150:160] = False
    return History(rows=rows, observed=observed, seasons=(1,))


def test_errors_are_what_came_less_the_forecast() -> None:
    plan = folds(200, 5, most=50)
    assert plan is not None
    found = backtest(NaiveForecaster(), history(), plan)
    assert found is not None
    np.testing.assert_allclose(
        found.errors, np.broadcast_to(np.arange(1.0, 6.0)[None, :, None], found.errors.shape)
    )
    assert found.mean_error[0] == 3.0


def test_estimated_readings_are_no_errors() -> None:
    plan = folds(200, 5, most=50)
    assert plan is not None
    found = backtest(NaiveForecaster(), history(holes=True), plan)
    assert found is not None
    assert np.isnan(found.errors).any()
    assert np.isfinite(found.mean_error).all()


def test_a_forecaster_that_needs_more_rows_is_not_tried() -> None:
    plan = folds(60, 5, most=50)
    assert plan is not None
    assert backtest(MeanForecaster(fewest=100), history(), plan) is None


def test_the_mean_of_two_forecasters_has_the_mean_of_their_errors() -> None:
    plan = folds(200, 5, most=50)
    assert plan is not None
    two = [backtest(one, history(), plan) for one in (NaiveForecaster(), MeanForecaster())]
    kept = [test for test in two if test is not None]
    found = joined("auto", kept, np.array([[0.5], [0.5]]))
    np.testing.assert_allclose(found.errors, (kept[0].errors + kept[1].errors) / 2)
