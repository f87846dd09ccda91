"""From deviations to activations of concepts. Knows arrays, no sensor and no fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.concept import Concept
from assistant.experts.series.concepts.statistics import Matrix, Statistic

QUIET = 3.0
"""Usual deviations up to which a concept is not active: what normal windows do."""
_HALF = 6.0
"""Deviations beyond ``QUIET`` from which strength grows with their logarithm."""


def strengths(deviations: Mapping[Statistic, Matrix], concepts: Sequence[Concept]) -> Matrix:
    """How strongly each concept is seen; 0 where the window does what normal windows do.

    Faults differ by orders of magnitude in the deviations they cause, so that strength is a logarithm.

    Args:
        deviations: By statistic, shape (windows, sensors or pairs).

    Returns:
        Shape (windows, concepts), not negative.
    """
    columns = [deviations[c.statistic][:, c.column] * c.kind.side for c in concepts]
    beyond = np.maximum(np.stack(columns, axis=1) - QUIET, 0.0)
    return np.asarray(np.log1p(beyond / _HALF))


def activations(strength: Matrix) -> Matrix:
    """Strengths brought to 0 to 1: 0.5 at nine usual deviations."""
    beyond = np.expm1(strength)
    return np.asarray(beyond / (1.0 + beyond))


def profiles(strength: Matrix) -> Matrix:
    """Strengths of a window relative to one another: a severe fault looks like a mild one of its kind.

    The vectors have a length below 1; that of a window in which little is active stays small.
    """
    length: npt.NDArray[np.float64] = np.linalg.norm(strength, axis=1, keepdims=True)
    return np.asarray(strength / (length + 1.0))
