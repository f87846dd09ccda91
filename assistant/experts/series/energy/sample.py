"""Draw usual points by walking down an energy. Knows plain networks, no training and no sensor.

On a 1-Lipschitz energy a step is never longer than its length times one, wherever the walk stands; no
gradient has to be clipped. The energy holds no probabilities: it says what is usual (below 0), not how often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.energy.basis import Array
from assistant.experts.series.energy.network import EnergyNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How points are drawn.

    Attributes:
        steps: Langevin steps.
        step: Length of a step down a gradient of norm 1.
        temperature: Of the noise, 0 for plain descent.
        level: Energy that the points shall not be above in the end.
    """

    steps: int = 200
    step: float = 0.1
    temperature: float = 0.1
    level: float = 0.0


def sample(network: EnergyNetwork, starts: Array, walk: Walk, *, seed: int = 0) -> Array:
    """Walks from each start by Langevin dynamics, held below ``level`` at the end.

    A Langevin step is ``-step * gradient + sqrt(2 * step * temperature) * noise``. Below the level no force
    acts: usual is usual, and the noise alone spreads the points there. The last part of the walk has no
    noise: Newton-Raphson steps bring back what stands above the level.

    Source: Welling and Teh, "Bayesian learning via stochastic gradient Langevin dynamics", ICML 2011.

    Args:
        starts: Shape (count, dimensions): noise, or usual points to vary.
    """
    rng = np.random.default_rng(seed)
    points = starts.copy()
    noise = np.sqrt(2.0 * walk.step * walk.temperature)
    for _ in range(walk.steps):
        energy, slope = network.gradient(points)
        outside = (energy > walk.level)[:, None]
        points = points - walk.step * np.where(outside, slope, 0.0)
        points += noise * rng.normal(size=points.shape)
    return settle(network, points, level=walk.level)


def settle(network: EnergyNetwork, points: Array, *, level: float = 0.0, steps: int = 50) -> Array:
    """Moves points above a level down to it by Newton-Raphson steps; the others stay.

    With a constant of at most 1 a step is never shorter than the energy above the level, and no point can
    come below it by less than that way: ``points`` end where they must, or as near as the steps bring them.
    """
    found = points.copy()
    for _ in range(steps):
        energy, slope = network.gradient(found)
        above = np.maximum(energy - level, 0.0)
        if not above.any():
            break
        squared = np.maximum((slope**2).sum(axis=1), 1e-12)
        found = found - (above / squared)[:, None] * slope
    return found
