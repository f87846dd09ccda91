"""Means with bootstrap intervals. Knows numbers only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RESAMPLES = 2000


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0 of nothing."""
    return float(np.mean(values)) if values else 0.0


def median(values: Sequence[float]) -> float:
    """Middle value; 0 of nothing."""
    return float(np.median(values)) if values else 0.0


def bootstrap_interval(
    values: Sequence[float], *, level: float = 0.95, seed: int = 20250918
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean (Efron, 1979), 2000 resamples with a fixed seed."""
    if not values:
        return (0.0, 0.0)
    sample = np.asarray(values, dtype=float)
    rng = np.random.default_rng(seed)
    means = sample[rng.integers(0, len(sample), size=(RESAMPLES, len(sample)))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return (float(low), float(high))
