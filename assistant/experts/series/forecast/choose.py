"""Choose forecasters for each sensor by their errors in the backtest. Knows errors, no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.experts.series.forecast.backtest import Backtest
from assistant.experts.series.forecast.protocol import Matrix
from assistant.experts.series.operations import Values

_FEWEST = 3
_NEAR = 1.15
"""A forecaster joins the best three where its error is at most so many times the best one's."""
_WORSE = 1.2
"""Where the mean of those errs more than so many times the best one, the best one stands alone."""
_SURE = 3.0
"""Standard errors by which what is joined must beat the last value to replace it wholly."""
_STICKY = 0.95
"""Greatest correlation of an origin's gain with that of the next one that is believed."""
_HANDICAP = {"mean": 1.3, "trend": 1.3}
"""On few rows these look good by luck: their errors count so many times."""
_BESIDE = 1.03
"""Beside one of these a forecaster's error may be so many times its error."""
_LEVELS = ("naive", "mean")
"""What a sensor without a slope is forecast by."""


def weights_of(tests: Sequence[Backtest]) -> Matrix:
    """Weights of the forecasters for each sensor, shape (forecasters, sensors), columns adding up to 1.

    The best three and those near the best one share equally: on unseen rows a mean of good forecasters errs
    less than the one that was best before (Makridakis et al., "The M4 competition", 2020). One whose error is
    that of an earlier one forecasts the same (a seasonal one without a season) and is left out. Where the
    mean erred clearly more than the best one, that one stands alone. Where a straight line or a mean is best,
    only those that err hardly more join it: damped ones follow half of a slope, which the noise in each error
    nearly hides. Where what was taken beat the last value by less than three standard errors, the last value
    gets the rest of the weight: on few rows what is no better looks better by chance.
    """
    errors = np.array([test.mean_error for test in tests])
    found: Matrix = np.zeros_like(errors)
    for j in range(errors.shape[1]):
        own = np.where(np.isfinite(errors[:, j]), errors[:, j], np.inf)
        repeated = [k for k in range(own.size) if own[k] in own[:k]]
        own[repeated] = np.inf
        own *= _handicaps(tests, own, j)
        order = [int(k) for k in np.argsort(own, kind="stable") if np.isfinite(own[k])]
        kept = [k for n, k in enumerate(order) if n < _FEWEST or own[k] <= _NEAR * own[order[0]]]
        if kept and tests[kept[0]].name in _HANDICAP:
            kept = [k for k in kept if errors[k, j] <= _BESIDE * errors[kept[0], j]]
        if kept and _error_of_mean(tests, kept, j) > _WORSE * errors[kept[0], j]:
            kept = kept[:1]
        found[kept or [0], j] = 1.0 / max(len(kept), 1)
    return _beside_naive(tests, found)


def _handicaps(tests: Sequence[Backtest], errors: Values, sensor: int) -> Values:
    """How many times each error counts.

    The straight line has no handicap as far as it is sure that there is a slope, since it erred less than
    every level did. A factor alone would never let that of a slow leak pass: most of an error is the sensor's
    noise, which no forecast takes away.
    """
    found = np.array([_HANDICAP.get(test.name, 1.0) for test in tests])
    levels = [k for k, test in enumerate(tests) if test.name in _LEVELS and np.isfinite(errors[k])]
    for k, test in enumerate(tests):
        if test.name == "trend" and levels and np.isfinite(errors[k]):
            found[k] -= (found[k] - 1.0) * min(_surer(tests, k, level, sensor) for level in levels)
    return found


def _surer(tests: Sequence[Backtest], one: int, other: int, sensor: int) -> float:
    """How far a forecaster is believed to err less than another, 0 to 1."""
    return _trust(np.abs(tests[other].errors[:, :, sensor]) - np.abs(tests[one].errors[:, :, sensor]))


def _beside_naive(tests: Sequence[Backtest], weights: Matrix) -> Matrix:
    """The weights, those of what did not surely beat the last value given to it in part or wholly."""
    naive = next((k for k, test in enumerate(tests) if test.name == "naive"), None)
    if naive is None:
        return weights
    found = weights.copy()
    for j in range(weights.shape[1]):
        taken = [k for k in range(weights.shape[0]) if weights[k, j] > 0]
        if taken == [naive]:
            continue
        chosen = np.mean([tests[k].errors[:, :, j] for k in taken], axis=0)
        share = _trust(np.abs(tests[naive].errors[:, :, j]) - np.abs(chosen))
        found[:, j] *= share
        found[naive, j] += 1.0 - share
    return found


def _trust(gain: Matrix) -> float:
    """How far errors are believed to be smaller than those of the last value, 0 to 1.

    Neighbouring origins gain alike: the standard error is that of a first-order autoregression.

    Args:
        gain: By how much each was smaller, shape (origins, horizon); NaN where it is not known.
    """
    known = gain[np.isfinite(gain).any(axis=1)]
    if known.shape[0] < 2:
        return 1.0
    each = np.nanmean(known, axis=1)
    mean, apart = float(each.mean()), each - each.mean()
    total = float(apart @ apart)
    if total <= 0.0:
        return float(mean > 0.0)
    alike = float(np.clip(apart[1:] @ apart[:-1] / total, 0.0, _STICKY))
    worth = max(each.size * (1.0 - alike) / (1.0 + alike), 2.0)
    error = float(np.sqrt(total / each.size / worth))
    return float(np.clip(mean / error / _SURE, 0.0, 1.0))


def _error_of_mean(tests: Sequence[Backtest], kept: Sequence[int], sensor: int) -> float:
    """Mean absolute error of the mean of some forecasters."""
    together = np.mean([tests[k].errors[:, :, sensor] for k in kept], axis=0)
    return float(np.nanmean(np.abs(together)))
