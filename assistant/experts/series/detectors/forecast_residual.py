"""How far a row stands from what the rows before it let expect. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.distance import Distance, fit_distance
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import embedded, padded

_RIDGE = 0.1
"""Shrinkage of the weights, in rows for each feature."""
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastScorer:
    """See ``Scorer``. The score is the distance of a row from its forecast.

    Attributes:
        order: Rows that the forecast is made from.
        weights: Shape (order * sensors + 1, sensors); the last row is the constant.
        distance: Of the residuals.
    """

    order: int
    weights: Matrix
    distance: Distance

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.order

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return self.distance.of(self.residuals(rows))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        before = window[-self.order - 1 : -1].ravel()
        return self.distance.of_one(window[-1] - before @ self.weights[:-1] - self.weights[-1])

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``."""
        return self.distance.parts(self.residuals(rows))

    def residuals(self, rows: Matrix) -> Matrix:
        """Rows minus their forecasts; shape of ``rows``."""
        before = embedded(padded(rows, 1)[:-1], self.order)
        return np.asarray(rows - before @ self.weights[:-1] - self.weights[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastDetector:
    """A linear forecast of all sensors from the last rows of all sensors, by ridge regression.

    Source: Lütkepohl, "New introduction to multiple time series analysis", 2005 (vector autoregression).
    """

    order: int = 6

    @property
    def name(self) -> str:
        """As the user names it."""
        return "forecast_residual"

    def fit(self, pieces: tuple[Matrix, ...]) -> ForecastScorer:
        """See ``Detector.fit``."""
        long = [piece for piece in pieces if piece.shape[0] > self.order + 1] or list(pieces)
        before = np.concatenate([embedded(padded(p, 1)[:-1], self.order)[self.order :] for p in long])
        after = np.concatenate([piece[self.order :] for piece in long])
        step = before.shape[0] // _MOST_ROWS + 1
        before, after = before[::step], after[::step]
        centre, mean = before.mean(axis=0), after.mean(axis=0)
        inner = (before - centre).T @ (before - centre)
        inner[np.diag_indices_from(inner)] += _RIDGE * before.shape[1]
        slopes = np.linalg.solve(inner, (before - centre).T @ (after - mean))
        weights = np.vstack((slopes, mean - centre @ slopes))
        distance = fit_distance(after - before @ weights[:-1] - weights[-1])
        return ForecastScorer(order=self.order, weights=weights, distance=distance)
