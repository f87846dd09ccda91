"""A small plant for detectors."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(name="plant", scope="session")
def plant_fixture():
    """Makes the readings of the small plant."""
    return plant


def plant(rows: int, *, seed: int = 0) -> np.ndarray:
    """Four sensors; the third follows the first, the fourth wanders."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 4))
    x[:, 2] = 0.9 * x[:, 0] + 0.3 * x[:, 2]
    x[:, 3] = np.cumsum(0.3 * rng.normal(size=rows))
    return x * [1.0, 10.0, 0.1, 5.0] + [20.0, 300.0, 1.0, 80.0]
