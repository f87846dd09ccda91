"""Training: what is learnt, that it is 1-Lipschitz and repeatable, and what the constraint is for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from assistant.experts.series.energy.constant import measured
from assistant.experts.series.energy.recipe import Recipe
from assistant.experts.series.energy.train import train
from eval.scorers.certified_auroc import auroc

SMALL = Recipe(hidden=(16, 16), steps=80, batch=64)


def test_the_hole_of_a_ring_is_strange_though_it_is_the_usual_points_mean(trained, held_out, strange) -> None:
    network = trained.network
    assert network.energy(np.zeros((1, 2)))[0] > 1.0
    assert auroc(network.energy(held_out), network.energy(strange)) > 0.98
    assert np.mean(network.energy(held_out) < 0.1) > 0.85


def test_energy_is_nearly_the_distance_to_the_ring(trained, strange) -> None:
    distance = np.abs(np.linalg.norm(strange, axis=1) - 3.0)
    energy = trained.network.energy(strange)
    assert np.all(energy <= distance + 0.4)
    assert np.corrcoef(energy, distance)[0, 1] > 0.97


def test_gradients_outside_have_a_norm_near_1(trained, strange) -> None:
    slopes = trained.network.gradient(strange)[1]
    norms = np.linalg.norm(slopes, axis=1)
    assert norms.max() <= 1.001
    assert norms.mean() > 0.85


def test_constant_is_at_most_1_by_three_measures(trained, strange) -> None:
    found = measured(trained.network, strange)
    assert 0.85 < found.steepest <= found.singular <= 1.001
    assert found.power == pytest.approx(found.singular, rel=1e-3)


def test_without_the_constraint_the_same_training_is_not_1_lipschitz(usual, strange) -> None:
    free = train(usual, Recipe(hidden=(32, 32), constrained=False)).network
    assert measured(free, strange).singular > 2.0
    assert measured(free, strange).steepest > 1.2


def test_a_metric_is_folded_in_and_the_energy_stays_1_lipschitz(usual) -> None:
    metric = np.array([[4.0, 0.0], [0.0, 0.5]])
    network = train(usual, SMALL, metric=metric).network
    found = measured(network, usual)
    assert found.singular <= 1.001
    moved = np.abs(network.gradient(usual)[1])
    assert moved[:, 1].max() <= 0.5 / 4.0 + 1e-9


def test_training_is_repeatable_and_leaves_the_random_state_alone(usual) -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    first, second = train(usual, SMALL), train(usual, SMALL)
    assert torch.equal(before, torch.get_rng_state())
    assert all(
        np.array_equal(a, b) for a, b in zip(first.network.weights, second.network.weights, strict=True)
    )
    other = train(usual, replace(SMALL, seed=1))
    assert not np.array_equal(first.network.weights[0], other.network.weights[0])


def test_ascent_brings_negatives_nearer_to_the_boundary(trained) -> None:
    assert trained.landed[-50:].mean() < 0.6


def test_what_cannot_be_learnt_is_refused(usual) -> None:
    with pytest.raises(ValueError, match="no points"):
        train(np.empty((0, 2)), SMALL)
    with pytest.raises(ValueError, match="even number"):
        train(usual, replace(SMALL, hidden=(15,)))
    with pytest.raises(ValueError, match="lower rate"):
        train(usual, replace(SMALL, rate=500.0))
