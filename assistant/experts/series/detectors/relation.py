"""Whether sensors that wander still stand where the other sensors let expect them. Knows arrays only.

The level of a sensor that wanders says nothing by itself; but sensors that follow one machine's load wander
together, and what one of them keeps apart from the others holds still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.chart import ChartScorer
from assistant.experts.series.detectors.crossfit import folds
from assistant.experts.series.detectors.distance import fit_distance
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.standardise import DRIFTING, drift_share
from assistant.experts.series.detectors.windows import trailing_mean

_LEAST = 0.05
"""Least deviation of the moving mean of what is left, in standardised units."""
_TOLD = 0.7
"""Share of a sensor's variance that the others must tell in held-out rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationScorer(ChartScorer):
    """See ``Scorer``. The score is the greatest moving mean of what others leave of a sensor, in deviations.

    Attributes:
        wandering: Columns of the sensors that wander; they come again as they are as the last columns.
        sensors: How many sensors there are.
        tied: Columns of the sensors that are judged.
        weights: From all sensors to what is left of the tied ones, shape (sensors, tied).
        centre, spread: Of the moving means of what is left, shape (tied,).
    """

    wandering: tuple[int, ...]
    sensors: int
    tied: tuple[int, ...]
    weights: Matrix

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        mean = as_read(window[-self.width :], self.sensors, self.wandering).sum(axis=0) / self.width
        return float((np.abs(mean @ self.weights - self.centre) / self.spread).max())

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``; one column a sensor."""
        found = np.zeros((rows.shape[0], self.sensors))
        found[:, self.tied] = self._departures(rows) ** 2
        return found

    def left(self, rows: Matrix) -> Values:
        """What the others leave of each sensor in standardised units, mean over the rows; NaN where untied.

        Args:
            rows: As ``score`` takes them.
        """
        found = np.full(self.sensors, np.nan)
        mean = as_read(rows, self.sensors, self.wandering).mean(axis=0)
        found[list(self.tied)] = mean @ self.weights - self.centre
        return found

    def _departures(self, rows: Matrix) -> Matrix:
        left = as_read(rows, self.sensors, self.wandering) @ self.weights
        return np.asarray(np.abs(trailing_mean(left, self.width) - self.centre) / self.spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDetector:
    """What a linear regression on the other sensors leaves of each wandering sensor that it tells well.

    Source of the idea: Engle and Granger, "Co-integration and error correction", Econometrica 55, 1987:
    series that wander, of which a linear combination does not.

    Args:
        wandering, sensors, tied: See ``RelationScorer``.
    """

    width: int
    wandering: tuple[int, ...]
    sensors: int
    tied: tuple[int, ...]

    @property
    def name(self) -> str:
        """As the user sees it."""
        return "relation"

    def fit(self, pieces: tuple[Matrix, ...]) -> RelationScorer:
        """See ``Detector.fit``; the wandering sensors' readings are the last columns."""
        read = [as_read(piece, self.sensors, self.wandering) for piece in pieces]
        weights = remainders(np.concatenate(read))[:, list(self.tied)]
        means = [trailing_mean(piece @ weights, self.width) for piece in read]
        sample = np.concatenate([mean[min(self.width - 1, mean.shape[0] // 2) :] for mean in means])
        return RelationScorer(
            width=self.width,
            wandering=self.wandering,
            sensors=self.sensors,
            tied=self.tied,
            weights=weights,
            centre=sample.mean(axis=0),
            spread=np.maximum(sample.std(axis=0), _LEAST),
        )


def as_read(rows: Matrix, sensors: int, wandering: tuple[int, ...]) -> Matrix:
    """Standardised readings, the wandering ones from the last columns."""
    read = rows[:, :sensors].copy()
    read[:, list(wandering)] = rows[:, sensors:]
    return read


def remainders(rows: Matrix) -> Matrix:
    """Weights that leave of each sensor what a regression on the others does not tell, a column each."""
    precision = fit_distance(rows).precision
    return np.asarray(precision / np.diag(precision))


def tied_sensors(pieces: Sequence[Matrix], wandering: Sequence[int]) -> tuple[int, ...]:
    """Wandering sensors that the others tell in rows not learnt from, so that what is left wanders no more.

    Args:
        pieces: Standardised readings of normal rows, shape (rows, sensors).
    """
    if pieces[0].shape[1] < 2:
        return ()
    left = [np.zeros(piece.shape) for piece in pieces]
    for rest, number, block in folds(pieces):
        joined = np.concatenate(rest)
        weights = remainders(joined)
        left[number][block] = (pieces[number][block] - joined.mean(axis=0)) @ weights
    whole, rows = np.concatenate(left), np.concatenate(pieces)
    ends = np.cumsum([piece.shape[0] for piece in pieces])
    places = [slice(int(end) - piece.shape[0], int(end)) for end, piece in zip(ends, pieces, strict=True)]
    told = 1.0 - (whole**2).mean(axis=0) / np.maximum(rows.var(axis=0), 1e-12)
    still = drift_share(whole, places) <= DRIFTING
    return tuple(int(j) for j in wandering if told[j] >= _TOLD and still[j])
