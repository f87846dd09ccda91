"""Plain distances as scores of strangeness, each with its Lipschitz constant. Knows points only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainDistance:
    """A distance from what is usual.

    Attributes:
        of: Scores of points, shape (count, dimensions) to (count,).
        constant: By how much the score changes at most when a point moves by 1.
    """

    of: Callable[[Matrix], Values]
    constant: float = 1.0


def nearest(learnt: Matrix, *, metric: Matrix | None = None) -> PlainDistance:
    """Distance to the nearest usual point, in a metric; its constant is the metric's norm."""
    from sklearn.neighbors import NearestNeighbors

    turn = np.eye(learnt.shape[1]) if metric is None else metric
    index = NearestNeighbors(n_neighbors=1).fit(learnt @ turn.T)
    return PlainDistance(
        of=lambda points: np.asarray(index.kneighbors(points @ turn.T)[0][:, 0]),
        constant=float(np.linalg.norm(turn, ord=2)),
    )


def from_centre(learnt: Matrix, *, metric: Matrix) -> PlainDistance:
    """Distance from the mean of the usual points in a metric: Mahalanobis' for a root of the precision."""
    centre = learnt.mean(axis=0)
    return PlainDistance(
        of=lambda points: np.asarray(np.linalg.norm((points - centre) @ metric.T, axis=1)),
        constant=float(np.linalg.norm(metric, ord=2)),
    )
