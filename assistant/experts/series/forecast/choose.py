"""Choose forecasters for each sensor by their errors in the backtest. Knows errors, no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.experts.series.forecast.backtest import Backtest
from assistant.experts.series.forecast.protocol import Matrix

_BEST = 3
_NEAR = 1.15
"""A forecaster joins the best one where its error is at most so many times the best one's."""


def weights_of(tests: Sequence[Backtest]) -> Matrix:
    """Weights of the forecasters for each sensor, shape (forecasters, sensors), columns adding up to 1.

    Those near the best one share equally, three at most: on unseen rows a mean of good forecasters errs
    less than the one that was best before (Makridakis et al., "The M4 competition", 2020). One whose error is
    that of an earlier one forecasts the same (a seasonal one without a season) and is left out.
    """
    errors = np.array([test.mean_error for test in tests])
    found: Matrix = np.zeros_like(errors)
    for j in range(errors.shape[1]):
        own = np.where(np.isfinite(errors[:, j]), errors[:, j], np.inf)
        if not np.isfinite(own).any():
            found[0, j] = 1.0
            continue
        own[[k for k in range(own.size) if own[k] in own[:k]]] = np.inf
        order = np.argsort(own, kind="stable")[:_BEST]
        kept = [int(k) for k in order if own[k] <= _NEAR * own[order[0]]]
        found[kept, j] = 1.0 / len(kept)
    return found
