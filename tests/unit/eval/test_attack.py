"""Attacks reach what the Lipschitz constant allows, and never more."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.energy.network import EnergyNetwork
from eval.attack import attacked


def distance_like(scale: float) -> EnergyNetwork:
    """The greater of two coordinates, times a scale."""
    return EnergyNetwork(weights=(np.eye(2), np.array([[0.0, scale]])), biases=(np.zeros(2), np.zeros(1)))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_an_attack_reaches_the_radius_where_the_slope_is_1(sign) -> None:
    points = np.random.default_rng(0).normal(size=(200, 2)) * 5
    network = distance_like(1.0)
    change = sign * (attacked(network, points, 0.5, sign=sign) - network.energy(points))
    assert change.max() <= 0.5 + 1e-9
    assert np.mean(change) > 0.45


def test_a_steeper_energy_gives_way_more() -> None:
    points = np.tile([3.0, 1.0], (5, 1))
    assert attacked(distance_like(7.0), points, 1.0, sign=1.0) == pytest.approx(np.full(5, 28.0))
