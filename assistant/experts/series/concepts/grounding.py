"""Test whether a concept is a direction of the embedding. Knows vectors and activations, no words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.model import Mask, Places, Values
from assistant.experts.series.concepts.statistics import Matrix

FEWEST = 5
"""Windows in which a concept must be active, and not, on either side of the split."""
GROUNDED = 0.75
"""Held-out AUC from which a concept counts as a direction of the embedding."""
_ACTIVE = 0.1
"""Activation from which a concept counts as there."""
_RIDGE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """Directions of concepts and how well they tell them in windows they were not learnt on.

    Attributes:
        directions: Shape (dimensions, concepts).
        auc: Held-out area under the ROC curve, shape (concepts,); NaN where a concept is too rare to test.
    """

    directions: Matrix
    auc: Values

    @property
    def tested(self) -> Mask:
        """Concepts that could be tested."""
        return np.isfinite(self.auc)

    def summary(self) -> dict[str, float]:
        """How many concepts were tested, their mean AUC and the share that is grounded."""
        known = self.auc[self.tested]
        return {
            "tested": float(known.size),
            "mean_auc": float(known.mean()) if known.size else 0.0,
            "grounded_share": float((known >= GROUNDED).mean()) if known.size else 0.0,
        }


def ground(vectors: Matrix, activation: Matrix, *, learnt: Places, held_out: Places) -> Grounding:
    """Learns each concept's direction and tests it.

    A direction is the difference of the means of the windows with and without the concept, turned by the
    inverse of the ridged covariance (Fisher's discriminant). As concept activation vectors (Kim et al.,
    "TCAV", ICML 2018), but tested on windows that it was not learnt on.

    Args:
        vectors: Embeddings, shape (windows, dimensions).
        activation: Of the concepts, 0 to 1, shape (windows, concepts).
        learnt, held_out: Places of windows; no row of a log may be in both.
    """
    there = activation >= _ACTIVE
    enough = np.ones(activation.shape[1], dtype=np.bool_)
    for places in (learnt, held_out):
        count = there[places].sum(axis=0)
        enough &= (count >= FEWEST) & (places.size - count >= FEWEST)
    mine = vectors[learnt]
    centred = mine - mine.mean(axis=0)
    covariance = centred.T @ centred / max(mine.shape[0], 1) + _RIDGE * np.eye(mine.shape[1])
    present = there[learnt].astype(np.float64)
    with_it = mine.T @ present / np.maximum(present.sum(axis=0), 1.0)
    without = mine.T @ (1.0 - present) / np.maximum((1.0 - present).sum(axis=0), 1.0)
    directions = np.linalg.solve(covariance, with_it - without)
    directions[:, ~enough] = 0.0
    scores = vectors[held_out] @ directions
    auc = np.full(activation.shape[1], np.nan)
    for column in np.flatnonzero(enough):
        auc[column] = area(scores[:, column], there[held_out, column])
    return Grounding(directions=directions, auc=auc)


def area(scores: Values, truth: Mask) -> float:
    """Area under the ROC curve; ties count half."""
    from scipy.stats import rankdata

    positive = int(truth.sum())
    ranks: npt.NDArray[np.float64] = rankdata(scores)
    above = ranks[truth].sum() - positive * (positive + 1) / 2
    return float(above / (positive * (truth.size - positive)))


def halves(starts: Places, width: int) -> tuple[Places, Places]:
    """Windows to learn on and to test on: stretches of the log in turns, none across a border.

    Args:
        starts: First rows of the windows, rising.
        width: Rows of a window.
    """
    stretch = 4 * width
    inside = starts // stretch == (starts + width - 1) // stretch
    even = (starts // stretch) % 2 == 0
    return np.flatnonzero(inside & even), np.flatnonzero(inside & ~even)
