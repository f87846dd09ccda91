"""Figures of energies on networks of which the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.energy.network import EnergyNetwork
from eval.energy_measures import (
    attacked_auroc,
    distance_figures,
    energy_distance,
    named_right,
    over_seeds,
    sample_figures,
    summary,
)
from eval.energy_sets import EnergySet, thinned
from eval.plain_distances import PlainDistance


def first_of_two(scale: float = 1.0) -> EnergyNetwork:
    """The greater of two coordinates less 1, times a scale."""
    return EnergyNetwork(
        weights=(np.eye(2), np.array([[0.0, scale]])), biases=(np.zeros(2), np.array([-scale]))
    )


@pytest.fixture(name="data")
def data_fixture() -> EnergySet:
    rng = np.random.default_rng(0)
    usual = rng.uniform(-1, 1, size=(200, 2))
    return EnergySet(
        name="square",
        for_tuning=False,
        learnt=usual,
        usual=rng.uniform(-1, 1, size=(150, 2)),
        strange=(np.full((40, 2), 3.0), np.full((40, 2), 0.0)),
        visible=(0,),
    )


def test_figures_with_and_without_the_invisible_fault(data) -> None:
    found = distance_figures(PlainDistance(of=first_of_two().energy), data)
    assert found["seen_auroc"] == 1.0
    assert found["auroc"] < 0.9
    assert found["seen_certified_1"] == 1.0
    assert found["auroc"] >= found["certified_0.25"] >= found["certified_1"]


def test_an_attack_stays_above_what_is_certified(data) -> None:
    for scale in (1.0, 5.0):
        network = first_of_two(scale)
        whole = distance_figures(PlainDistance(of=network.energy, constant=scale), data)
        for radius in (0.25, 1.0):
            left = attacked_auroc(network, data, radius)
            assert whole[f"certified_{radius:g}"] - 0.02 <= left <= whole["auroc"] + 0.02


def test_energy_distance_is_nothing_for_equal_sets_and_grows() -> None:
    points = np.random.default_rng(1).normal(size=(80, 2))
    assert energy_distance(points, points) == pytest.approx(0.0, abs=1e-12)
    assert 0 < energy_distance(points, points + 0.5) < energy_distance(points, points + 2.0)


def test_the_sensor_that_was_moved_is_named_by_the_gradient(data) -> None:
    upward = first_of_two()
    share = named_right(upward, data, 1, size=3.0)
    assert 0.4 < share < 0.65
    flat = EnergyNetwork(weights=(np.eye(2), np.array([[0.5, 0.5]])), biases=(np.zeros(2), np.zeros(1)))
    assert named_right(flat, data, 1) < 0.65


def test_samples_of_a_good_energy_are_kept(data) -> None:
    found = sample_figures(first_of_two(), data)
    assert found["sample_kept"] > 0.4
    steep = sample_figures(first_of_two(1e6), data)
    assert steep["sample_distance"] > found["sample_distance"]


def test_means_over_sets_and_spread_over_seeds() -> None:
    assert summary([{"a": 1.0}, {"a": 3.0}]) == {"a": 2.0}
    worst = [{"largest_b": 1.0}, {"largest_b": 3.0}]
    assert summary(worst) == over_seeds(worst) == {"largest_b": 3.0}
    found = over_seeds([{"a": 1.0}, {"a": 3.0}])
    assert found == {"a": 2.0, "a_sd": pytest.approx(np.sqrt(2.0))}
    assert over_seeds([{"a": 1.0}])["a_sd"] == 0.0


def test_thinning_keeps_the_ends_and_the_order() -> None:
    points = np.arange(100.0)[:, None]
    kept = thinned(points, 10)[:, 0]
    assert kept[0] == 0.0
    assert kept[-1] == 99.0
    assert np.all(np.diff(kept) > 0)
    assert thinned(points, 500).shape[0] == 100
