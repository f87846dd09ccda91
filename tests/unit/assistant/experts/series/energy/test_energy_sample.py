"""Walks down an energy end where things are usual."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.energy.sample import Walk, sample, settle


def test_samples_from_noise_lie_on_the_ring(trained) -> None:
    starts = np.random.default_rng(0).uniform(-6, 6, size=(400, 2))
    points = sample(trained.network, starts, Walk(), seed=1)
    assert trained.network.energy(points).max() <= 1e-6
    radius = np.linalg.norm(points, axis=1)
    assert np.mean(np.abs(radius - 3.0) < 0.8) > 0.95
    angles = np.histogram(np.arctan2(points[:, 1], points[:, 0]), bins=8)[0]
    assert angles.min() > 20


def test_noise_varies_samples_and_a_seed_repeats_them(trained) -> None:
    starts = np.zeros((50, 2))
    first, again = (sample(trained.network, starts, Walk(), seed=3) for _ in range(2))
    assert np.array_equal(first, again)
    assert np.unique(first.round(3), axis=0).shape[0] == 50


def test_settling_leaves_usual_points_where_they_are(trained, held_out) -> None:
    quiet = held_out[trained.network.energy(held_out) <= 0]
    assert np.array_equal(settle(trained.network, quiet), quiet)
