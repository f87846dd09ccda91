"""Plain networks: gradients against differences, constants against known ones."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.energy.constant import largest_by_power, measured, product_of_singular_values
from assistant.experts.series.energy.network import EnergyNetwork


def network(seed: int = 0) -> EnergyNetwork:
    rng = np.random.default_rng(seed)
    shapes = [(6, 4), (8, 6), (1, 8)]
    return EnergyNetwork(
        weights=tuple(rng.normal(size=shape) for shape in shapes),
        biases=tuple(rng.normal(size=shape[0]) for shape in shapes),
    )


def test_gradient_is_the_slope_of_the_energy() -> None:
    net = network()
    points = np.random.default_rng(1).normal(size=(20, 4))
    energy, slopes = net.gradient(points)
    assert np.allclose(energy, net.energy(points))
    for axis in range(4):
        step = np.zeros(4)
        step[axis] = 1e-6
        difference = (net.energy(points + step) - net.energy(points - step)) / 2e-6
        assert np.allclose(difference, slopes[:, axis], atol=1e-5)


def test_constants_bracket_the_steepest_slope() -> None:
    net = network(3)
    found = measured(net, np.random.default_rng(4).normal(size=(500, 4)))
    assert found.steepest <= found.singular * (1 + 1e-12)
    assert found.power == pytest.approx(found.singular, rel=1e-6)


def test_a_known_constant_is_found() -> None:
    net = EnergyNetwork(
        weights=(np.diag([3.0, 2.0]), np.array([[0.6, 0.8]])), biases=(np.zeros(2), np.zeros(1))
    )
    assert product_of_singular_values(net) == pytest.approx(3.0)
    assert largest_by_power(np.diag([3.0, 2.0])) == pytest.approx(3.0)
    assert largest_by_power(np.zeros((2, 2))) == 0.0
