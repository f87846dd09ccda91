"""AUROC, and the AUROC that is left when an adversary may move each point. Knows scores, no detector."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


def auroc(usual: Values, strange: Values) -> float:
    """Share of pairs in which the strange point has the greater score; a tie counts half."""
    order = np.sort(usual)
    below = np.searchsorted(order, strange, side="left")
    level = np.searchsorted(order, strange, side="right") - below
    return float((below + 0.5 * level).mean() / usual.size)


def certified_auroc(usual: Values, strange: Values, radius: float, *, constant: float = 1.0) -> float:
    """AUROC when every point is moved by at most ``radius``, in the way that hurts most.

    A score whose Lipschitz constant is ``constant`` cannot change by more than ``constant * radius``: at
    worst each usual point gains that much and each strange one loses it. No attack on either can go below
    what is left. Source of the figure: Béthune et al., "Robust one-class classification with signed distance
    function using 1-Lipschitz neural networks", ICML 2023.
    """
    moved = constant * radius
    return auroc(usual + moved, strange - moved)
