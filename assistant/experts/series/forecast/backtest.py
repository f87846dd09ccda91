"""Forecast the past from rolling origins and compare with what came. Knows forecasters and arrays.

Source: Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting, 2000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.experts.series.forecast.protocol import Cube, Forecaster, History, Matrix
from assistant.experts.series.operations import Places, Values

_FOLDS = 3
"""A model is fitted anew before each fold."""
FEWEST_ORIGINS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Folds:
    """Where forecasts of the past begin.

    Attributes:
        origins: First rows forecast, rising.
        learnt: For each origin, how many first rows its model was fitted on.
        horizon: Rows forecast from each.
    """

    origins: Places
    learnt: Places
    horizon: int

    @property
    def apart(self) -> float:
        """How many horizons follow each other, without overlap, from the first origin to the last."""
        return float(self.origins[-1] - self.origins[0]) / self.horizon + 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a forecaster would have said, and what came.

    Attributes:
        forecasts: Shape (origins, horizon, sensors).
        errors: What came less the forecast; NaN where no reading came.
    """

    name: str
    forecasts: Cube
    errors: Cube

    @property
    def mean_error(self) -> Values:
        """Mean absolute error of each sensor; NaN where no reading came."""
        seen = np.isfinite(self.errors)
        total = np.where(seen, np.abs(self.errors), 0.0).sum(axis=(0, 1))
        count = seen.sum(axis=(0, 1))
        return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def folds(size: int, horizon: int, *, most: int) -> Folds | None:
    """Origins over the last half of the rows; None where too few rows precede or follow.

    Args:
        size: Rows of the history.
        most: Origins at most.
    """
    first = max(size // 2, min(size - 2 * horizon - FEWEST_ORIGINS, 20 + horizon))
    last = size - horizon
    if first < 4 or last - first + 1 < FEWEST_ORIGINS:
        return None
    origins = np.unique(np.linspace(first, last, min(most, last - first + 1)).astype(np.int64))
    edges = np.linspace(0, origins.size, _FOLDS + 1).astype(int)
    learnt = np.empty_like(origins)
    for begin, end in pairwise(edges):
        if end > begin:
            learnt[begin:end] = origins[begin]
    return Folds(origins=origins, learnt=learnt, horizon=horizon)


def backtest(forecaster: Forecaster, history: History, plan: Folds) -> Backtest | None:
    """Forecasts from each origin; None where the forecaster needs more rows than there are."""
    if int(plan.learnt.min()) < forecaster.fewest + plan.horizon:
        return None
    parts = []
    for learnt in np.unique(plan.learnt):
        predictor = forecaster.fit(history.first(int(learnt)), plan.horizon)
        own = plan.origins[plan.learnt == learnt]
        parts.append(predictor.predict(history.rows, own, plan.horizon))
    forecasts = np.concatenate(parts)
    return Backtest(name=forecaster.name, forecasts=forecasts, errors=actual(history, plan) - forecasts)


def actual(history: History, plan: Folds) -> Cube:
    """What came after each origin; NaN where no reading came."""
    places = plan.origins[:, None] + np.arange(plan.horizon)[None, :]
    return np.where(history.observed[places], history.rows[places], np.nan)


def joined(name: str, members: Sequence[Backtest], weights: Matrix) -> Backtest:
    """The weighted mean of forecasters.

    Args:
        weights: Shape (members, sensors); each sensor's weights add up to 1.
    """
    stacked = np.stack([member.forecasts for member in members])
    forecasts = np.einsum("mohs,ms->ohs", stacked, weights)
    came = members[0].forecasts + members[0].errors
    return Backtest(name=name, forecasts=forecasts, errors=came - forecasts)
