"""The scores tell good copies from bad ones."""

from __future__ import annotations

import numpy as np
import pytest

from eval.scorers.synthetic_series import (
    Effort,
    correlation_gap,
    discriminative_score,
    predictive_score,
    strict_score,
    unit_scaled,
)

SHORT = Effort(discriminative=150, predictive=200)


def waves(count: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    phase = rng.uniform(0, 2 * np.pi, size=(count, 1, 1))
    time = np.arange(16.0)[None, :, None]
    return np.sin(0.6 * time + phase + np.linspace(0.0, 3.0, 12))


def test_more_of_the_same_cannot_be_told_and_shifted_series_can() -> None:
    real = waves(400, 0)
    assert discriminative_score(real, waves(400, 1), seed=0, effort=SHORT) < 0.12
    assert discriminative_score(real, real + 2.0, seed=0, effort=SHORT) > 0.3


def test_a_judge_that_learnt_on_copies_foretells_better_than_one_that_learnt_on_others() -> None:
    real = waves(300, 0)
    other = waves(300, 1)
    other[:, :, -1] *= -1.0
    good = predictive_score(real, waves(300, 1), seed=0, effort=SHORT)
    assert good < 0.8 * predictive_score(real, other, seed=0, effort=SHORT)


def test_the_strict_judge_finds_noise_that_others_miss() -> None:
    real = waves(400, 0)
    rough = waves(400, 1) + 0.02 * np.random.default_rng(3).normal(size=real.shape)
    assert strict_score(real, waves(400, 1), seed=0) < 0.12
    assert strict_score(real, rough, seed=0) > 0.4


def test_scaling_is_that_of_the_real_series() -> None:
    real, made = unit_scaled(waves(50, 0), 2.0 * waves(50, 1))
    assert real.min() == 0.0
    assert real.max() == 1.0
    assert made.max() > 1.2
    inside = 0.4 * (waves(50, 0) + 1.0)
    assert unit_scaled(inside, made)[0] is inside


def test_shuffled_sensors_have_a_gap_and_the_same_ones_have_none() -> None:
    real = waves(100, 0)
    broken = real.copy()
    broken[:, :, 1] = waves(100, 5)[:, :, 1]
    assert correlation_gap(real, real) == pytest.approx(0.0)
    assert correlation_gap(real, broken) > 0.05
    assert correlation_gap(real[:, :, :1], broken[:, :, :1]) == 0.0
