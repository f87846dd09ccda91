"""How far sensors that wander stand outside all that they did in normal rows. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Scorer, Values
from assistant.experts.series.detectors.windows import trailing_mean

_LEAST_RANGE = 0.1
"""Half the range of a sensor's moving mean, in standardised units, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcursionScorer:
    """See ``Scorer``. The score is the greatest distance of a moving mean from the middle of its range.

    It is in half ranges: 1 is the edge of what was seen.

    Attributes:
        places: Columns of the sensors that wander among all sensors; they come again as the last columns.
        sensors: How many sensors there are.
        middle, half: Of the range, shape (places,).
    """

    width: int
    places: tuple[int, ...]
    sensors: int
    middle: Values
    half: Values

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return np.asarray(self._distances(rows).max(axis=1))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        mean = window[-self.width :, self.sensors :].sum(axis=0) / self.width
        return float((np.abs(mean - self.middle) / self.half).max())

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``; one column a sensor."""
        found = np.zeros((rows.shape[0], self.sensors))
        found[:, self.places] = self._distances(rows) ** 2
        return found

    def _distances(self, rows: Matrix) -> Matrix:
        mean = trailing_mean(rows[:, self.sensors :], self.width)
        return np.asarray(np.abs(mean - self.middle) / self.half)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcursionDetector:
    """The range of each wandering sensor's moving mean, and how far beyond it a mean goes.

    Args:
        places: Columns of the sensors that wander; ``sensors`` is how many there are in all.
    """

    width: int
    places: tuple[int, ...]
    sensors: int

    @property
    def name(self) -> str:
        """As the user sees it."""
        return "excursion"

    def fit(self, pieces: tuple[Matrix, ...]) -> ExcursionScorer:
        """See ``Detector.fit``; the wandering sensors' readings are the last columns."""
        means = [trailing_mean(piece[:, self.sensors :], self.width) for piece in pieces]
        seen = np.concatenate([mean[min(self.width - 1, mean.shape[0] // 2) :] for mean in means])
        low, high = seen.min(axis=0), seen.max(axis=0)
        return ExcursionScorer(
            width=self.width,
            places=self.places,
            sensors=self.sensors,
            middle=(low + high) / 2,
            half=np.maximum((high - low) / 2, _LEAST_RANGE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowScorer:
    """A scorer of the first columns alone, the sensors without their drift."""

    scorer: Scorer
    sensors: int

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.scorer.memory

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return self.scorer.score(np.ascontiguousarray(rows[:, : self.sensors]))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        return self.scorer.last(window[:, : self.sensors])

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``."""
        return self.scorer.parts(np.ascontiguousarray(rows[:, : self.sensors]))
