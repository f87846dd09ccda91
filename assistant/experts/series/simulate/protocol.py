"""What a generator of synthetic rows is. Knows arrays only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
"""Shape (rows, sensors)."""
Cube = npt.NDArray[np.float64]
"""Shape (series, rows, sensors)."""
Values = npt.NDArray[np.float64]
Pieces = tuple[Matrix, ...]
"""Standardised rows without holes; unbroken pieces of one log, each in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What is asked of a generator.

    Attributes:
        state: One of those that were learnt.
        rows: Rows of each series.
        series: How many series.
        severity: 1 is as in the log; 0 is the normal state, 2 twice as far from it.
    """

    state: str
    rows: int
    series: int = 1
    severity: float = 1.0


class Generator(Protocol):
    """Learnt on the states of a log."""

    def sample(self, draw: Draw, rng: np.random.Generator) -> Cube:
        """Standardised rows.

        Raises:
            KeyError: The state was not learnt.
        """
        ...


class Learner(Protocol):
    """Learns a generator."""

    @property
    def name(self) -> str:
        """As the user names it."""
        ...

    def fit(self, states: Mapping[str, Pieces], *, normal: str) -> Generator:
        """Learns from rows.

        Args:
            states: Pieces by state.
            normal: The state that severity 0 is.
        """
        ...
