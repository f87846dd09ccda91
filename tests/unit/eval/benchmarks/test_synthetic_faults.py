"""Synthetic windows are made from labelled ones alone, and gains are paired."""

from __future__ import annotations

import numpy as np
import pytest

from eval.benchmarks.synthetic_faults import Trial, plain, summary
from eval.benchmarks.synthetic_series import sines
from eval.fault_windows import FAULTS, WIDTH
from eval.synthetic import gaussian


@pytest.fixture(scope="module")
def trial() -> Trial:
    rng = np.random.default_rng(0)
    faults = np.repeat(np.array(FAULTS), 3)
    windows = rng.normal(size=(faults.size, WIDTH, 4)) + 0.5 * faults[:, None, None]
    return Trial(rng.normal(size=(400, 4)), windows, faults)


def test_classifiers_learn_from_synthetic_windows_and_no_test_window_is_seen(trial) -> None:
    labelled, test = np.arange(0, 48, 3), np.setdiff1d(np.arange(48), np.arange(0, 48, 3))
    found = trial.run("bootstrap", labelled, test, 0)
    assert found["extra_trees_synthetic"] > 0.3
    assert found["concepts_gain"] == pytest.approx(found["concepts_both"] - found["concepts_real"])
    spoilt = Trial(trial.normal, trial.windows.copy(), trial.faults)
    spoilt.windows[test] = 0.0
    again, _ = spoilt._made(
        "bootstrap", spoilt.windows[labelled], trial.faults[labelled], np.random.default_rng(0)
    )
    first, of = trial._made(
        "bootstrap", trial.windows[labelled], trial.faults[labelled], np.random.default_rng(0)
    )
    assert np.array_equal(again, first)
    assert np.bincount(of).tolist() == [10] * 16


def test_jitter_makes_as_many_windows(trial) -> None:
    labelled = np.sort(np.concatenate([np.arange(0, 48, 3), np.arange(1, 48, 3)]))
    made, of = trial._jitter(trial.windows[labelled], trial.faults[labelled], np.random.default_rng(0))
    assert np.bincount(of).tolist() == [10] * 16
    assert made.shape == (160, WIDTH, 4)


def test_only_gains_have_a_spread() -> None:
    told = summary({"concepts_gain_k1": [0.1, 0.3], "concepts_both_k1": [0.5, 0.7]})
    assert told == {
        "concepts_gain_k1": pytest.approx(0.2),
        "concepts_both_k1": pytest.approx(0.6),
        "concepts_gain_k1_sd": pytest.approx(0.1),
    }


def test_sines_are_those_of_the_paper_and_the_gaussian_keeps_covariances() -> None:
    real = sines(2000, 0)
    assert real.shape == (2000, 24, 5)
    assert real.min() >= 0.0
    assert real[:, 0].mean() == pytest.approx((np.sin(0.05) + 1) / 2, abs=0.01)
    made = gaussian(real, 1)
    assert made.mean(axis=0) == pytest.approx(real.mean(axis=0), abs=0.02)
    assert np.cov(made[:, :, 0].T) == pytest.approx(np.cov(real[:, :, 0].T), abs=0.01)


def test_plain_features_are_means_and_deviations() -> None:
    windows = np.arange(24.0).reshape(1, 6, 4)
    assert plain(windows)[0] == pytest.approx([*windows.mean(axis=1)[0], *windows.std(axis=1)[0]])
