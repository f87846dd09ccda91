"""What a forecaster is. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.experts.series.operations import Mask, Places

Matrix = npt.NDArray[np.float64]
"""Shape (rows, sensors)."""
Cube = npt.NDArray[np.float64]
"""Shape (origins, horizon, sensors)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Readings at a steady step.

    Attributes:
        rows: Without missing values; what was missing is carried on from earlier rows.
        observed: Shape of ``rows``; False where the value is such an estimate.
        seasons: Rows of each sensor's season; 1 where it has none.
    """

    rows: Matrix
    observed: Mask
    seasons: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many rows."""
        return int(self.rows.shape[0])

    def first(self, count: int) -> History:
        """The first rows."""
        return History(rows=self.rows[:count], observed=self.observed[:count], seasons=self.seasons)


class Predictor(Protocol):
    """A fitted forecaster."""

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """The rows from each origin on. An origin sees the rows before it, nothing else.

        Args:
            rows: The history without missing values, from the same first row as in fitting.
            origins: Place of the first row to forecast, at least 1 and at most ``len(rows)``.
            horizon: At most the horizon that was fitted.
        """
        ...


class Forecaster(Protocol):
    """Learns from a history."""

    @property
    def name(self) -> str:
        """As the user names it."""
        ...

    @property
    def fewest(self) -> int:
        """Rows below which it learns nothing, apart from those that the horizon takes."""
        ...

    @property
    def most_origins(self) -> int:
        """Forecasts of the past that are made at most: a slow one affords few."""
        ...

    def fit(self, history: History, horizon: int) -> Predictor:
        """Learns to forecast ``horizon`` rows."""
        ...
