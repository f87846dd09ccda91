"""Ranks are counted rightly, runs are apart, and what is not there is not called seen."""

from __future__ import annotations

import numpy as np
import pytest

from eval.benchmarks.similar_windows import (
    Windows,
    all_measures,
    nearness,
    ranked,
    said_alike,
    skab_scores,
    tep_scores,
)


def _windows(labels: list[int], runs: list[int], strength: np.ndarray) -> Windows:
    readings = np.repeat(strength[:, None, :], 50, axis=1)
    readings += 0.01 * np.random.default_rng(0).normal(size=readings.shape)
    return Windows(
        readings=readings,
        strength=strength,
        longer=tuple(readings),
        labels=np.array(labels),
        runs=np.array(runs),
    )


def test_ranks_are_counted() -> None:
    likeness = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    hits = np.array([False, True, False, True, False, True])
    first, five, precision = ranked(likeness, hits)
    assert (first, five) == (0.0, pytest.approx(0.4))
    assert precision == pytest.approx((1 / 2 + 2 / 4 + 3 / 6) / 3)
    assert nearness(np.array([[0.0, 3.0]]), np.array([[4.0, 0.0]])).tolist() == [[-25.0]]


def test_hidden_faults_count_in_all_only() -> None:
    asking = _windows([1, 3], [1, 3], np.eye(4)[:2])
    archive = _windows([1, 2, 3], [1, 2, 3], np.eye(4)[:3])
    likeness = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.5]])
    found = tep_scores(asking, archive, likeness)
    assert found["recall_at_1"] == 1.0
    assert found["all_recall_at_1"] == 0.5


def test_the_own_file_is_never_asked() -> None:
    pump = _windows([1, 1, 0, 1, 0], [1, 1, 1, 3, 3], np.eye(5))
    own = np.where(np.equal.outer(pump.runs, pump.runs), 9.0, 0.0)
    own[0, 4] = own[1, 4] = 1.0
    own[3, 2] = 1.0
    assert skab_scores(pump, lambda a, b: own)["skab_recall_at_1"] == 0.0


def test_what_has_no_like_is_not_called_seen() -> None:
    strong = 2.0 * np.eye(4)
    asking = _windows([1, 2, 0], [1, 2, 0], np.vstack([strong[:2], np.zeros(4)]))
    archive = _windows([1, 2, 4], [1, 2, 4], strong[:3])
    one = {"found": 1.0, "false": 0.0, "false_normal": 0.0}
    assert said_alike(asking, archive) == {**one, **{f"close_{name}": one[name] for name in one}}


def test_what_is_not_close_is_not_counted_among_the_close() -> None:
    asking = _windows([1, 0], [1, 0], np.array([[2.0, 0.0], [0.0, 0.0]]))
    archive = _windows([1], [1], np.array([[2.0, 1.7]]))
    found = said_alike(asking, archive)
    assert (found["found"], found["close_found"]) == (1.0, 0.0)


def test_every_measure_ranks_the_same_above_another() -> None:
    rng = np.random.default_rng(1)
    strength = np.abs(rng.normal(size=(2, 6)))
    asking, archive = _windows([1], [1], strength[:1]), _windows([1, 2], [1, 2], strength)
    shapes = {"z_normalised", "z_normalised_aligned"}
    for name, measure in all_measures().items():
        found = measure(asking, archive)
        assert found.shape == (1, 2)
        assert name in shapes or found[0, 0] > found[0, 1], name
