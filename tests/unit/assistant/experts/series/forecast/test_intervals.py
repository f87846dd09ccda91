"""Conformal intervals hold what they promise where errors to come are like those that were."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.intervals import Errors, covered


@pytest.mark.parametrize("coverage", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("skewed", [False, True])
def test_new_errors_are_inside_as_often_as_asked(coverage, skewed) -> None:
    rng = np.random.default_rng(0)
    inside = []
    for _ in range(60):
        drawn = rng.exponential(size=(61, 10, 1)) if skewed else rng.normal(size=(61, 10, 1))
        drawn *= np.sqrt(np.arange(1, 11))[None, :, None]
        errors = Errors(drawn[:60], 60)
        low, high = errors.quantile(0.5 - coverage / 2), errors.quantile(0.5 + coverage / 2)
        inside.append(((drawn[60] >= low) & (drawn[60] <= high)).mean())
    assert np.mean(inside) == pytest.approx(coverage, abs=0.05)


def test_intervals_widen_with_the_step_as_the_errors_do() -> None:
    drawn = np.random.default_rng(0).normal(size=(100, 20, 1)) * np.arange(1, 21)[None, :, None]
    high = Errors(drawn, 100).quantile(0.95)[:, 0]
    assert 4 * high[0] < high[-1]


def test_few_errors_are_not_trusted() -> None:
    drawn = np.random.default_rng(0).normal(size=(100, 5, 1))
    few, many = Errors(drawn[:9], 9).quantile(0.95), Errors(drawn, 100).quantile(0.95)
    assert (few >= np.nanmax(drawn[:9], axis=(0, 1)).min() * 0.5).all()
    assert few.mean() > Errors(drawn[:9], 9).quantile(0.8).mean()
    assert np.isfinite(many).all()


def test_missing_errors_are_left_out() -> None:
    drawn = np.random.default_rng(0).normal(size=(100, 5, 2))
    holed = drawn.copy()
    holed[:, :, 1] = np.nan
    found = Errors(holed, 100).quantile(0.9)
    np.testing.assert_array_equal(found[:, 0], Errors(drawn, 100).quantile(0.9)[:, 0])
    assert (found[:, 1] == 0).all()
    assert np.isnan(covered(Errors(holed, 100), 0.9)[1])


def test_coverage_is_counted_on_later_errors() -> None:
    drawn = np.random.default_rng(0).normal(size=(100, 5, 1))
    assert covered(Errors(drawn, 100), 0.8)[0] == pytest.approx(0.8, abs=0.08)
    drawn[50:] *= 4
    assert covered(Errors(drawn, 100), 0.8)[0] < 0.5


def test_origins_that_overlap_are_worth_less() -> None:
    drawn = np.random.default_rng(0).normal(size=(100, 5, 1))
    assert Errors(drawn, 100).worth == 100
    assert Errors(drawn, 4).worth == 20
    assert (Errors(drawn, 4).quantile(0.9) > Errors(drawn, 100).quantile(0.9)).all()
