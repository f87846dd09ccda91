"""Hits within a margin count once; covering is 1 for the same stretches only."""

from __future__ import annotations

import pytest

from eval.scorers.change_points import Hits, covering, f1, hits


def test_a_change_is_hit_once_by_the_nearest() -> None:
    assert hits([100, 200], [95, 104, 230], 20) == Hits(hit=1, known=2, said=3)
    assert hits([], [5], 20) == Hits(hit=0, known=0, said=1)


def test_f1_pools_counts() -> None:
    assert f1([Hits(hit=1, known=2, said=3), Hits(hit=1, known=1, said=1)]) == pytest.approx(4 / 7)
    assert f1([Hits(hit=0, known=0, said=0)]) == 1.0


def test_covering() -> None:
    assert covering([50], [50], 100) == 1.0
    assert covering([50], [], 100) == pytest.approx(0.5)
    assert covering([], [25], 100) == pytest.approx(0.75)
