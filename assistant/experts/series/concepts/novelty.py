"""Tell windows that are like nothing labelled. Knows profiles of concepts, no fault and no words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.concepts.model import Values
from assistant.experts.series.concepts.statistics import Matrix

UNLIKE = 0.6
"""Likeness below which a window is like nothing labelled; chosen on the training runs of TEP."""
_QUIET = 0.95
_LITTLE = 0.2
"""Length of a profile up to which a window always counts as quiet: one concept at five usual deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """The labelled windows, and how little normal windows do.

    Attributes:
        known: Unit vectors of the labelled windows, concepts weighted, shape (windows, concepts).
        quiet: Length of a profile up to which a window does what normal windows do.
    """

    known: Matrix
    worth: Values
    quiet: float

    def likeness(self, profiles: Matrix) -> Values:
        """Cosine with the most similar labelled window, shape (windows,); 1 for windows that do little."""
        found = (_unit(profiles * self.worth) @ self.known.T).max(axis=1)
        return np.asarray(np.where(np.linalg.norm(profiles, axis=1) <= self.quiet, 1.0, found))


def fit_novelty(labelled: Matrix, normal: Matrix, worth: Values) -> Novelty:
    """Keeps the labelled windows.

    Args:
        labelled: Profiles of all labelled windows.
        normal: Those of the normal ones.
        worth: Of the concepts; 0 where one does not count.
    """
    return Novelty(
        known=_unit(labelled * worth),
        worth=worth,
        quiet=max(float(np.quantile(np.linalg.norm(normal, axis=1), _QUIET)), _LITTLE),
    )


def _unit(vectors: Matrix) -> Matrix:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
