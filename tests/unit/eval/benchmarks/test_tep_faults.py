"""The split keeps labels and test apart, and the figures are means over seeds."""

from __future__ import annotations

import numpy as np
import pytest

from eval.benchmarks.tep_faults import margins, prototypes, summary, trees
from eval.fault_windows import WIDTH, draw, load_fault_windows


def test_no_test_window_is_labelled_and_each_fault_has_its_labels() -> None:
    faults = np.repeat(np.arange(4), 16)
    labelled, test = draw(faults, 5, seed=3)
    assert np.bincount(faults[labelled]).tolist() == [5, 5, 5, 5]
    assert sorted([*labelled, *test]) == list(range(64))
    assert not np.array_equal(labelled, draw(faults, 5, seed=4)[0])


def test_windows_of_the_test_runs_begin_with_the_fault_and_do_not_overlap(tmp_path) -> None:
    for fault in range(16):
        rows = np.full((480, 52), 1000.0 * fault) + np.arange(480)[:, None]
        np.savetxt(tmp_path / f"d{fault:02d}.dat", rows, fmt="%.0f")
        rows = np.full((360, 52), 1000.0 * fault) + np.arange(360)[:, None]
        np.savetxt(tmp_path / f"d{fault:02d}_te.dat", rows, fmt="%.0f")
    found = load_fault_windows(tmp_path)
    assert found.windows.shape == (16 * 4, WIDTH, 52)
    rows = found.windows[:, :, 0] - 1000.0 * found.faults[:, None]
    assert rows.min() == 160
    seen = found.windows[:, :, 0].ravel()
    assert np.unique(seen).size == seen.size
    assert (found.archive[:, 0, 0] // 1000 == found.archive_faults).all()


@pytest.mark.parametrize("method", [trees, prototypes])
def test_baselines_tell_clouds_apart_and_see_no_test_label(method) -> None:
    rng = np.random.default_rng(0)
    faults = np.repeat(np.arange(3), 20)
    features = rng.normal(size=(60, 4)) + 6.0 * faults[:, None]
    labelled, test = draw(faults, 4, seed=0)
    told = method(features, faults)(labelled, test, 0)
    assert (told == faults[test]).mean() > 0.9
    spoilt = faults.copy()
    spoilt[test] = 0
    assert np.array_equal(method(features, spoilt)(labelled, test, 0), told)


def test_figures_are_means_over_seeds_and_margins_are_paired() -> None:
    ours, theirs = {1: [0.5, 0.7]}, {1: [0.4, 0.8]}
    assert summary(ours) == {"accuracy_k1": pytest.approx(0.6), "sd_k1": pytest.approx(0.1)}
    assert margins(ours, theirs) == {"margin_k1": pytest.approx(0.0), "seeds_ahead_k1": 1.0}
