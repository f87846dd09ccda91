"""Distances of readings and of their trailing windows from normal: values or spread. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.experts.series.detectors.distance import Distance, fit_distance
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import trailing_mean

View = Literal["mahalanobis", "spread"]
"""What of the readings is compared: themselves, or their spread over a trailing window."""
_LEAST_VARIANCE = 1e-3
"""In standardised units, squared: a coarse sensor may stand still for a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScorer:
    """See ``Scorer``.

    Attributes:
        width: Rows of the trailing window; 1 where readings are compared themselves.
    """

    view: View
    width: int
    distance: Distance

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return self.distance.of(viewed(rows, self.view, self.width))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        if self.view == "mahalanobis":
            return self.distance.of_one(window[-1])
        recent = window[-self.width :]
        mean = recent.sum(axis=0) / self.width
        variance = np.maximum((recent**2).sum(axis=0) / self.width - mean**2, 0.0)
        return self.distance.of_one(np.log(variance + _LEAST_VARIANCE))

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``."""
        return self.distance.parts(viewed(rows, self.view, self.width))


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDetector:
    """Compares one view of the readings with its usual values, all sensors together."""

    view: View
    width: int = 1

    @property
    def name(self) -> str:
        """As the user names it."""
        return self.view

    def fit(self, pieces: tuple[Matrix, ...]) -> WindowScorer:
        """See ``Detector.fit``."""
        views = [viewed(piece, self.view, self.width) for piece in pieces]
        sample = np.concatenate([view[min(self.width - 1, view.shape[0] // 2) :] for view in views])
        distance = fit_distance(sample, independent=1.0 / self.width)
        return WindowScorer(view=self.view, width=self.width, distance=distance)


def viewed(rows: Matrix, view: View, width: int) -> Matrix:
    """The readings as a view sees them; shape of ``rows``."""
    if view == "mahalanobis":
        return rows
    mean = trailing_mean(rows, width)
    variance = np.maximum(trailing_mean(rows**2, width) - mean**2, 0.0)
    return np.asarray(np.log(variance + _LEAST_VARIANCE))
