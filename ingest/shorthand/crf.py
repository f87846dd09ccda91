"""A linear-chain conditional random field: tags of a sequence from sparse features. Knows no words.

Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001. Sequences of one length are
computed together; training is L-BFGS on the penalised likelihood, so equal data give equal weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of a chain of L tags over F features.

    Attributes:
        emission: [F, L], what a feature at a place says for a tag.
        transition: [L, L], from the tag before (row) to the tag (column).
        start: [L], for the first place.
    """

    emission: Floats
    transition: Floats
    start: Floats


def viterbi(scores: Floats, weights: Weights) -> Integers:
    """The best tags of one sequence.

    Args:
        scores: [T, L] sums of emission weights.

    Returns:
        [T] tags.
    """
    length = len(scores)
    best = scores[0] + weights.start
    back = np.zeros((length, scores.shape[1]), dtype=np.int64)
    for place in range(1, length):
        paths = best[:, None] + weights.transition
        back[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    tags = np.empty(length, dtype=np.int64)
    tags[-1] = best.argmax()
    for place in range(length - 1, 0, -1):
        tags[place - 1] = back[place, tags[place]]
    return tags


def fit(
    features: Sequence[Sequence[Sequence[int]]],
    tags: Sequence[Sequence[int]],
    *,
    feature_count: int,
    tag_count: int,
    penalty: float,
    most_steps: int = 150,
) -> Weights:
    """Learns the weights.

    Args:
        features: Features that are on, a place, a sequence. No sequence is empty.
        tags: One tag a place.
        penalty: L2: ``penalty / 2 * |w|^2`` is added to the negative log-likelihood.
        most_steps: Steps of L-BFGS.
    """
    from scipy.optimize import minimize

    problem = _Problem(features, tags, feature_count, tag_count, penalty)
    size = (feature_count + tag_count + 1) * tag_count
    found = minimize(problem, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": most_steps})
    return problem.unpack(found.x)


class _Problem:
    """The penalised negative log-likelihood and its gradient as a function of all weights in a row."""

    def __init__(
        self,
        features: Sequence[Sequence[Sequence[int]]],
        tags: Sequence[Sequence[int]],
        feature_count: int,
        tag_count: int,
        penalty: float,
    ) -> None:
        from scipy.sparse import csr_matrix

        self._shape = (feature_count, tag_count)
        self._penalty = penalty
        order = sorted(range(len(features)), key=lambda index: len(features[index]))
        places = [place for index in order for place in features[index]]
        pointers = np.cumsum([0, *(len(place) for place in places)])
        columns = np.fromiter((f for place in places for f in place), dtype=np.int64, count=pointers[-1])
        ones = np.ones(len(columns))
        self._on: Any = csr_matrix((ones, columns, pointers), shape=(len(places), feature_count))
        self._off: Any = self._on.T.tocsr()
        self._groups: list[tuple[int, Integers]] = []
        at = 0
        for length in sorted({len(item) for item in tags}):
            group = np.array([tags[index] for index in order if len(features[index]) == length])
            self._groups.append((at, group))
            at += group.size

    def unpack(self, flat: Floats) -> Weights:
        count, width = self._shape
        emission = flat[: count * width].reshape(count, width)
        transition = flat[count * width : (count + width) * width].reshape(width, width)
        return Weights(emission=emission, transition=transition, start=flat[(count + width) * width :])

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        weights = self.unpack(flat)
        scores = self._on @ weights.emission
        slope = np.zeros_like(scores)
        transition, start = np.zeros_like(weights.transition), np.zeros_like(weights.start)
        loss = 0.0
        for at, group in self._groups:
            rows, length = group.shape
            part = scores[at : at + group.size].reshape(rows, length, -1)
            cost, d_part, d_transition, d_start = _likelihood(part, group, weights)
            loss += cost
            slope[at : at + group.size] = d_part.reshape(group.size, -1)
            transition += d_transition
            start += d_start
        gradient = np.concatenate([(self._off @ slope).ravel(), transition.ravel(), start])
        loss += 0.5 * self._penalty * float(flat @ flat)
        return loss, gradient + self._penalty * flat


def _likelihood(
    scores_NTL: Floats, tags_NT: Integers, weights: Weights
) -> tuple[float, Floats, Floats, Floats]:
    """Negative log-likelihood of N sequences of T places, with its slopes by scores, transition and start."""
    count, length, _ = scores_NTL.shape
    forward = np.empty_like(scores_NTL)
    forward[:, 0] = scores_NTL[:, 0] + weights.start
    for place in range(1, length):
        paths = forward[:, place - 1, :, None] + weights.transition
        forward[:, place] = _log_sum(paths, axis=1) + scores_NTL[:, place]
    partition = _log_sum(forward[:, -1], axis=1)
    backward = np.zeros_like(scores_NTL)
    transition = np.zeros_like(weights.transition)
    for place in range(length - 2, -1, -1):
        ahead = scores_NTL[:, place + 1] + backward[:, place + 1]
        paths = weights.transition + ahead[:, None, :]
        backward[:, place] = _log_sum(paths, axis=2)
        pairs = forward[:, place, :, None] + paths - partition[:, None, None]
        transition += np.exp(pairs).sum(axis=0)
    marginal = np.exp(forward + backward - partition[:, None, None])
    rows = np.arange(count)
    gold = weights.start[tags_NT[:, 0]].sum()
    start = marginal[:, 0].sum(axis=0)
    np.subtract.at(start, tags_NT[:, 0], 1.0)
    for place in range(length):
        gold += scores_NTL[rows, place, tags_NT[:, place]].sum()
        marginal[rows, place, tags_NT[:, place]] -= 1.0
        if place:
            gold += weights.transition[tags_NT[:, place - 1], tags_NT[:, place]].sum()
            np.subtract.at(transition, (tags_NT[:, place - 1], tags_NT[:, place]), 1.0)
    return float(partition.sum() - gold), marginal, transition, start


def _log_sum(values: Floats, *, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return total
