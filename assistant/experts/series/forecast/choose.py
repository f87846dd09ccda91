"""Choose forecasters for each sensor by their errors in the backtest. Knows errors, no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.experts.series.forecast.backtest import Backtest
from assistant.experts.series.forecast.protocol import Matrix

_FEWEST = 3
_NEAR = 1.15
"""A forecaster joins the best three where its error is at most so many times the best one's."""
_WORSE = 1.2
"""Where the mean of those errs more than so many times the best one, the best one stands alone."""
_HANDICAP = {"mean": 1.3, "trend": 1.3}
"""On few rows these look good by luck: their errors count so many times."""


def weights_of(tests: Sequence[Backtest]) -> Matrix:
    """Weights of the forecasters for each sensor, shape (forecasters, sensors), columns adding up to 1.

    The best three and those near the best one share equally: on unseen rows a mean of good forecasters errs
    less than the one that was best before (Makridakis et al., "The M4 competition", 2020). One whose error is
    that of an earlier one forecasts the same (a seasonal one without a season) and is left out. Where the
    mean erred clearly more than the best one, that one stands alone.
    """
    handicap = np.array([_HANDICAP.get(test.name, 1.0) for test in tests])
    errors = np.array([test.mean_error for test in tests])
    found: Matrix = np.zeros_like(errors)
    for j in range(errors.shape[1]):
        own = np.where(np.isfinite(errors[:, j]), errors[:, j], np.inf)
        repeated = [k for k in range(own.size) if own[k] in own[:k]]
        own = own * handicap
        own[repeated] = np.inf
        order = [int(k) for k in np.argsort(own, kind="stable") if np.isfinite(own[k])]
        kept = [k for n, k in enumerate(order) if n < _FEWEST or own[k] <= _NEAR * own[order[0]]]
        if kept and _error_of_mean(tests, kept, j) > _WORSE * errors[kept[0], j]:
            kept = kept[:1]
        found[kept or [0], j] = 1.0 / max(len(kept), 1)
    return found


def _error_of_mean(tests: Sequence[Backtest], kept: Sequence[int], sensor: int) -> float:
    """Mean absolute error of the mean of some forecasters."""
    together = np.mean([tests[k].errors[:, :, sensor] for k in kept], axis=0)
    return float(np.nanmean(np.abs(together)))
