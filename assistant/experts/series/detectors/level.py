"""A control chart of each sensor's moving mean. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.chart import ChartScorer
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.detectors.windows import trailing_mean

_LEAST = 0.05
"""Least deviation of a moving mean, in standardised units: a sensor may stand still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelScorer(ChartScorer):
    """See ``ChartScorer``: one chart a sensor."""

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        mean = window[-self.width :].sum(axis=0) / self.width
        return float(np.max(np.abs(mean - self.centre) / self.spread))

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: squared departures."""
        return np.asarray(self._departures(rows) ** 2)

    def _departures(self, rows: Matrix) -> Matrix:
        return np.asarray(np.abs(trailing_mean(rows, self.width) - self.centre) / self.spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDetector:
    """Shewhart charts of moving means, one a sensor, joined by their maximum.

    Source: Roberts, "Control chart tests based on geometric moving averages", Technometrics 1, 1959.
    """

    width: int

    @property
    def name(self) -> str:
        """As the user names it."""
        return "level"

    def fit(self, pieces: tuple[Matrix, ...]) -> LevelScorer:
        """See ``Detector.fit``."""
        means = [trailing_mean(piece, self.width) for piece in pieces]
        sample = np.concatenate([mean[min(self.width - 1, mean.shape[0] // 2) :] for mean in means])
        spread = sample.std(axis=0)
        return LevelScorer(width=self.width, centre=sample.mean(axis=0), spread=np.maximum(spread, _LEAST))
