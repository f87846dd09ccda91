"""Measure the Lipschitz constant of an energy in three ways that share no code with its training.

From above by exact singular values and by power iteration, from below by gradients. Knows plain matrices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.energy.basis import Array
from assistant.experts.series.energy.network import EnergyNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """What was measured, in the Euclidean norm of the points.

    Attributes:
        singular: Product of the layers' largest singular values (LAPACK): no smaller than the true constant.
        power: The same product by power iteration on each layer's Gram matrix, without a decomposition.
        steepest: Greatest gradient at the points tried: no greater than the true constant.
    """

    singular: float
    power: float
    steepest: float


def measured(network: EnergyNetwork, points: Array) -> Constant:
    """Measures the constant.

    Args:
        points: Where gradients are taken, shape (count, dimensions).
    """
    slopes = network.gradient(points)[1]
    return Constant(
        singular=product_of_singular_values(network),
        power=float(np.prod([largest_by_power(weight) for weight in network.weights])),
        steepest=float(np.linalg.norm(slopes, axis=1).max()),
    )


def product_of_singular_values(network: EnergyNetwork) -> float:
    """Sorting pairs keeps distances, so the layers' constants multiply to a bound of the whole."""
    return float(np.prod([np.linalg.norm(weight, ord=2) for weight in network.weights]))


def largest_by_power(weight: Array, *, steps: int = 2_000) -> float:
    """Largest singular value of a matrix by power iteration from a fixed start."""
    vector = np.asarray(np.random.default_rng(0).normal(size=weight.shape[1]))
    for _ in range(steps):
        image = np.asarray(weight.T @ (weight @ vector))
        if not image.any():
            return 0.0
        vector = np.asarray(image / np.linalg.norm(image))
    return float(np.linalg.norm(weight @ vector))
