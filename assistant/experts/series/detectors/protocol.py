"""What a detector of anomalies is. Knows arrays only."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
"""Shape (rows, sensors)."""
Values = npt.NDArray[np.float64]
"""Shape (rows,)."""
Mask = npt.NDArray[np.bool_]


class Scorer(Protocol):
    """A fitted detector. The score of a row depends on it and on ``memory`` rows before it, nothing else.

    Nothing tells a scorer where in the log a row stands: the same readings score the same anywhere.
    """

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        ...

    def score(self, rows: Matrix) -> Values:
        """Scores of standardised rows without missing values; greater is stranger.

        The first ``memory`` rows are scored as if the first row had stood before them for ever.
        """
        ...

    def last(self, window: Matrix) -> float:
        """The score of the last row of a window of ``memory + 1`` rows, equal to that of ``score``."""
        ...

    def parts(self, rows: Matrix) -> Matrix:
        """Each sensor's part in the scores, not negative; shape of ``rows``."""
        ...


class Detector(Protocol):
    """Learns what is normal."""

    @property
    def name(self) -> str:
        """As the user names it."""
        ...

    def fit(self, pieces: tuple[Matrix, ...]) -> Scorer:
        """Learns from normal rows.

        Args:
            pieces: Standardised rows without missing values; unbroken pieces of one log, each in order.
        """
        ...
