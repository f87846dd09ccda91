"""Let unlabelled windows count: labels spread to neighbours, kept where the model agrees. Knows arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.experts.series.concepts.model import (
    AdditiveModel,
    Mask,
    Places,
    Values,
    fit_model,
    fit_sparse,
    reliability,
)
from assistant.experts.series.concepts.statistics import Matrix

_NEIGHBOURS = 8
_KEEP = 0.8
"""Share of a window's label that comes from its neighbours."""
_ROUNDS = 40
_WEIGHT = 0.3
"""An unlabelled window counts at most so much beside a labelled one."""
_CHUNK = 512


def fit_with_unlabelled(
    profiles: Matrix,
    faults: Sequence[str],
    labels: Places,
    *,
    factors: Values | None = None,
    allowed: Mask | None = None,
) -> AdditiveModel:
    """Fits on labelled windows, spreads their labels, and fits again with those that two ways agree on.

    An unlabelled window takes part where the fault that its neighbours bring it (label spreading, Zhou et
    al., "Learning with local and global consistency", NIPS 2003) is the one that the first model gives it.

    Args:
        profiles: Of all windows, shape (windows, concepts).
        labels: Number of the fault of each window, -1 where it is not known.
        factors: Multiplies the concepts' reliability, shape (concepts,).
        allowed: Concepts that may have a weight.
    """
    known = np.flatnonzero(labels >= 0)
    worth = reliability(profiles, known, labels[known])
    if factors is not None:
        worth = worth * factors
    if allowed is not None:
        worth = np.where(allowed, worth, 0.0)
    targets = np.zeros((profiles.shape[0], len(faults)))
    targets[known, labels[known]] = 1.0
    if known.size == labels.size or len(faults) < 2:
        return fit_sparse(profiles, faults, targets, factors=worth)
    first = fit_model(profiles, faults, targets, factors=worth)
    brought = spread(profiles * worth, targets)
    told = first.probabilities(profiles)
    choice = brought.argmax(axis=1)
    agreed = (choice == told.argmax(axis=1)) & (labels < 0)
    places = np.flatnonzero(agreed)
    sure = np.sqrt(brought.max(axis=1) * told.max(axis=1))
    targets[places, choice[places]] = _WEIGHT * sure[places]
    return fit_sparse(profiles, faults, targets, factors=worth)


def spread(vectors: Matrix, targets: Matrix) -> Matrix:
    """Labels spread over the graph of nearest neighbours.

    Args:
        vectors: Of all windows, shape (windows, dimensions).
        targets: Known labels, shape (windows, faults); rows of zeros where unknown.

    Returns:
        Shares of the faults, shape (windows, faults); rows of zeros where no label reaches.
    """
    graph = _graph(vectors)
    begin = targets / np.maximum(targets.sum(axis=0), 1.0)
    found = begin.copy()
    for _ in range(_ROUNDS):
        found = _KEEP * (graph @ found) + begin
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12))


def _graph(vectors: Matrix) -> Any:
    """Symmetric, normalised weights between nearest neighbours, scaled by their own distances."""
    from scipy.sparse import coo_array, diags_array

    count = vectors.shape[0]
    near = min(_NEIGHBOURS, count - 1)
    squares = (vectors**2).sum(axis=1)
    places = np.empty((count, near), dtype=np.int64)
    apart = np.empty((count, near))
    for at in range(0, count, _CHUNK):
        rows = slice(at, min(at + _CHUNK, count))
        distance = squares[rows, None] + squares[None] - 2.0 * vectors[rows] @ vectors.T
        distance[np.arange(distance.shape[0]), np.arange(rows.start, rows.stop)] = np.inf
        places[rows] = np.argpartition(distance, near - 1, axis=1)[:, :near]
        apart[rows] = np.maximum(np.take_along_axis(distance, places[rows], axis=1), 0.0)
    reach = np.sqrt(apart.max(axis=1)) + 1e-9
    weight = np.exp(-apart / (reach[:, None] * reach[places]))
    one_way = coo_array(
        (weight.ravel(), (np.repeat(np.arange(count), near), places.ravel())), shape=(count, count)
    ).tocsr()
    both = one_way.maximum(one_way.T)
    degree = np.maximum(np.asarray(both.sum(axis=1)).ravel(), 1e-12)
    scale = diags_array(1.0 / np.sqrt(degree))
    return scale @ both @ scale
