"""A ring of usual points, and energies learnt from it."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.energy.recipe import Recipe
from assistant.experts.series.energy.train import Training, train


def ring(count: int, *, seed: int) -> np.ndarray:
    """Points about 3 from the origin, nothing inside."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, count)
    radius = 3.0 + 0.15 * rng.normal(size=count)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


RECIPE = Recipe(hidden=(32, 32), steps=200, margin=0.2, boxed=0.8, near=0.3, far=3.0)


@pytest.fixture(name="usual", scope="session")
def usual_fixture() -> np.ndarray:
    return ring(600, seed=0)


@pytest.fixture(name="held_out", scope="session")
def held_out_fixture() -> np.ndarray:
    return ring(300, seed=1)


@pytest.fixture(name="trained", scope="session")
def trained_fixture(usual: np.ndarray) -> Training:
    return train(usual, RECIPE)


@pytest.fixture(name="strange", scope="session")
def strange_fixture() -> np.ndarray:
    rng = np.random.default_rng(2)
    points = rng.uniform(-5, 5, size=(2000, 2))
    far = np.abs(np.linalg.norm(points, axis=1) - 3.0) > 0.8
    return points[far]
