"""The cut is the best of all cuts, and the noise is that of means of stretches."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from assistant.experts.series.changes.noise import long_run_noise
from assistant.experts.series.changes.segment import segments


def cost(values: np.ndarray, edges: tuple[int, ...], penalty: float) -> float:
    """Sum of squares around levels, a penalty for each change."""
    parts = np.split(values, edges)
    return sum(float(((p - p.mean()) ** 2).sum()) for p in parts) + penalty * len(edges)


def test_no_other_cut_is_better() -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        values = rng.normal(size=18)
        values[7:] += rng.normal(scale=3.0)
        found = segments(values, penalty=4.0, least=2, lines=False)
        edges = tuple(part.first for part in found[1:])
        others = [
            cuts
            for count in range(4)
            for cuts in combinations(range(2, 17), count)
            if all(b - a >= 2 for a, b in pairwise(cuts))
        ]
        best = min(cost(values, cuts, 4.0) for cuts in others)
        assert cost(values, edges, 4.0) <= best + 1e-9


def test_a_line_stays_whole_where_lines_are_allowed() -> None:
    values = 0.1 * np.arange(100.0) + np.random.default_rng(0).normal(scale=0.1, size=100)
    (part,) = segments(values / 0.1, penalty=15.0, least=5, lines=True)
    assert part.slope == pytest.approx(1.0, rel=0.05)
    assert len(segments(values / 0.1, penalty=15.0, least=5, lines=False)) > 3


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.8])
def test_noise_grows_with_how_alike_neighbours_are_and_not_with_changes(kept: float) -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=4_000)
    for row in range(1, values.size):
        values[row] += kept * values[row - 1]
    true = 1.0 / (1.0 - kept)
    values[1_500:] += 10.0 * true
    values += 0.01 * true * np.arange(values.size)
    assert long_run_noise(values) == pytest.approx(true, rel=0.3)
