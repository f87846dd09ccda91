"""Errors of forecasts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from eval.scorers.forecasts import held, mase, quantile_loss, smape, weighted_quantile_loss

CAME = np.array([1.0, np.nan, 3.0])


def test_a_missing_reading_counts_nowhere() -> None:
    said = np.array([2.0, 99.0, 5.0])
    assert mase(CAME, said, 0.5) == pytest.approx(3.0)
    assert smape(CAME, said) == pytest.approx((2 / 3 + 4 / 8) / 2)
    assert held(CAME, said - 1.5, said + 1.5) == 0.5
    none = np.full(3, np.nan)
    assert np.isnan(mase(none, said, 1.0))
    assert np.isnan(quantile_loss(none, {0.5: said}))


def test_zero_forecast_as_zero_is_no_error() -> None:
    assert smape(np.zeros(2), np.zeros(2)) == 0.0


def test_the_pinball_loss_weighs_the_side_of_the_level() -> None:
    came = np.array([2.0, 4.0])
    low, high = np.array([1.0, 5.0]), np.array([3.0, 3.0])
    assert quantile_loss(came, {0.9: low}) == pytest.approx(0.9 * 1 + 0.1 * 1)
    assert quantile_loss(came, {0.9: low, 0.1: high}) == pytest.approx((1.0 + (0.9 + 0.1)) / 2)
    assert weighted_quantile_loss(came, {0.5: came + 1}, came) == pytest.approx(1 / 3)
    night = np.zeros(2)
    assert weighted_quantile_loss(night, {0.5: night + 1}, came + 1) == pytest.approx(1 / 2)


def test_the_true_quantile_has_the_least_loss() -> None:
    drawn = np.random.default_rng(0).normal(size=20_000)
    losses = {x: quantile_loss(drawn, {0.8: np.full(drawn.size, x)}) for x in (0.4, 0.8416, 1.3)}
    assert min(losses, key=lambda x: losses[x]) == 0.8416
