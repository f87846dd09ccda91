"""What control charts of moving means share, whatever the means are of. Knows arrays only."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartScorer:
    """See ``Scorer``. The score is the greatest departure of a moving mean, in its usual deviations.

    Attributes:
        width: Rows of the moving mean.
        centre, spread: Of the moving means of normal rows, one a chart.
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
