"""An additive model of faults over concepts: each concept adds its weight. Knows columns, no words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.statistics import Matrix

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_PRIOR = 2.0
"""Windows that the spread of all windows counts for beside the spread within the labelled faults."""
_STRENGTH = 100.0
"""Inverse of the penalty on squared weights."""
_FADED = 1e-3
PER_FAULT = 40
"""Concepts that are kept for each fault; faults share many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditiveModel:
    """Scores of faults as sums over concepts.

    Attributes:
        faults: Labels, in the order of the weights.
        weights: Of a concept for a fault, shape (faults, concepts); 0 where it says nothing.
        offsets: Of the faults.
    """

    faults: tuple[str, ...]
    weights: Matrix
    offsets: Values

    def contributions(self, profile: Values) -> Matrix:
        """What each concept of one window adds to each fault, shape (faults, concepts).

        Their sum over concepts, with the offset, is the score: nothing else enters it.
        """
        return np.asarray(self.weights * profile)

    def scores(self, profiles: Matrix) -> Matrix:
        """Scores of faults, shape (windows, faults)."""
        return np.asarray(profiles @ self.weights.T + self.offsets)

    def probabilities(self, profiles: Matrix) -> Matrix:
        """Softmax of the scores."""
        scores = self.scores(profiles)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def reliability(profiles: Matrix, labelled: Places, labels: Places) -> Values:
    """How much a concept is worth: what it varies over all windows against within a labelled fault.

    With one label a fault nothing is known of the spread within, and all concepts are worth the same; each
    further label says more. No label is needed for the spread over all windows. This is Fisher's criterion,
    its within part shrunk towards the spread of all windows.

    Args:
        profiles: Of all windows, labelled or not, shape (windows, concepts).
        labelled: Places of the labelled windows.
        labels: Their faults as numbers.

    Returns:
        Factors, shape (concepts,).
    """
    total = profiles.var(axis=0) + 1e-8
    known = profiles[labelled]
    kinds = np.unique(labels)
    means = np.stack([known[labels == kind].mean(axis=0) for kind in kinds])
    within = ((known - means[np.searchsorted(kinds, labels)]) ** 2).sum(axis=0)
    free = max(labelled.size - kinds.size, 0)
    shrunk = (_PRIOR * total + within) / (_PRIOR + free)
    return np.asarray(1.0 / np.sqrt(shrunk / total + _FADED))


def fit_sparse(profiles: Matrix, faults: Sequence[str], targets: Matrix, *, factors: Values) -> AdditiveModel:
    """Fits with all concepts, keeps those that weigh most for each fault, and fits again with these.

    Args:
        profiles, faults, targets, factors: As ``fit_model`` has them.
    """
    full = fit_model(profiles, faults, targets, factors=factors)
    weighed = np.abs(full.weights - full.weights.mean(axis=0)) * profiles.std(axis=0)
    kept = np.unique(np.argsort(-weighed, axis=1, kind="stable")[:, :PER_FAULT])
    allowed = np.zeros(profiles.shape[1], dtype=np.bool_)
    allowed[kept] = True
    return fit_model(profiles, faults, targets, factors=np.where(allowed, factors, 0.0))


def fit_model(
    profiles: Matrix,
    faults: Sequence[str],
    targets: Matrix,
    *,
    factors: Values,
) -> AdditiveModel:
    """Multinomial logistic regression on weighted concepts.

    Args:
        profiles: Shape (windows, concepts).
        faults: Labels.
        targets: How much each window counts as each fault, shape (windows, faults); a row of a labelled
            window has a 1, that of an unlabelled one less.
        factors: Reliability of the concepts; a concept of factor 0 gets no weight.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    used = (factors > 0) & (profiles[targets.sum(axis=1) > 0] != 0).any(axis=0)
    weights = np.zeros((len(faults), profiles.shape[1]))
    if not used.any() or len(faults) < 2:
        return AdditiveModel(faults=tuple(faults), weights=weights, offsets=np.zeros(len(faults)))
    window, fault = np.nonzero(targets > 1e-3)
    with warnings.catch_warnings():
        # States that overlap let the optimiser creep; its last steps change no verdict.
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=_STRENGTH, max_iter=500, tol=1e-4).fit(
            profiles[np.ix_(window, np.flatnonzero(used))] * factors[used],
            fault,
            sample_weight=targets[window, fault],
        )
    coefficients, offsets = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:
        coefficients = np.concatenate((-coefficients, coefficients)) / 2.0
        offsets = np.concatenate((-offsets, offsets)) / 2.0
    weights[np.ix_(fitted.classes_, np.flatnonzero(used))] = coefficients * factors[used]
    full = np.full(len(faults), -np.inf)
    full[fitted.classes_] = offsets
    return AdditiveModel(faults=tuple(faults), weights=weights, offsets=np.maximum(full, -50.0))
