"""AUROC against counting pairs, and what is certified."""

from __future__ import annotations

import numpy as np
import pytest

from eval.scorers.certified_auroc import auroc, certified_auroc


def test_auroc_counts_pairs_and_half_the_ties() -> None:
    rng = np.random.default_rng(0)
    usual, strange = rng.integers(0, 6, 40).astype(float), rng.integers(2, 9, 30).astype(float)
    pairs = strange[:, None] - usual[None]
    assert auroc(usual, strange) == pytest.approx(np.mean((pairs > 0) + 0.5 * (pairs == 0)))


def test_certified_auroc_moves_both_sides() -> None:
    usual, strange = np.array([0.0, 1.0]), np.array([2.5, 4.0])
    assert certified_auroc(usual, strange, 0.0) == 1.0
    assert certified_auroc(usual, strange, 0.7) == 1.0
    assert certified_auroc(usual, strange, 0.8) == 0.75
    assert certified_auroc(usual, strange, 0.4, constant=2.0) == 0.75
    assert certified_auroc(usual, strange, 9.0) == 0.0
