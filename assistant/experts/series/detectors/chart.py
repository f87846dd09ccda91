"""What scorers share that chart figures of the last rows against what is usual. Knows arrays only."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartScorer:
    """See ``Scorer``. The score is the greatest departure of a figure, in its usual deviations.

    Attributes:
        width: Rows that a figure is of: a moving mean, a salience, a distance.
        centre, spread: Of the figures of normal rows, one a chart.
    """

    width: int
    centre: Values
    spread: Values

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return np.asarray(self._departures(rows).max(axis=1))

    @abstractmethod
    def _departures(self, rows: Matrix) -> Matrix: ...
