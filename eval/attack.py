"""Attack an energy: move points within a radius so that their energy changes most. Knows plain networks."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.energy.basis import Array
from assistant.experts.series.energy.network import EnergyNetwork


def attacked(
    network: EnergyNetwork, points: Array, radius: float, *, sign: float, steps: int = 20, seed: int = 0
) -> Array:
    """Energies after projected gradient steps within a Euclidean ball around each point.

    Source: Madry et al., "Towards deep learning models resistant to adversarial attacks", ICLR 2018.

    Args:
        points: Shape (count, dimensions).
        sign: 1 to raise energies, -1 to lower them.

    Returns:
        The furthest energy that was met on the way, shape (count,).
    """
    rng = np.random.default_rng(seed)
    moved = 0.1 * radius * _unit(rng.normal(size=points.shape))
    best = network.energy(points)
    for step in range(steps):
        energy, slope = network.gradient(points + moved)
        best = np.maximum(sign * best, sign * energy) * sign
        moved = moved + sign * radius * (0.5 if step < steps // 2 else 0.1) * _unit(slope)
        length = np.linalg.norm(moved, axis=1, keepdims=True)
        moved *= np.minimum(1.0, radius / np.maximum(length, 1e-300))
    last = network.energy(points + moved)
    return np.asarray(np.maximum(sign * best, sign * last) * sign)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-300))
