"""Plain distances and the constants that they state."""

from __future__ import annotations

import numpy as np
import pytest

from eval.plain_distances import from_centre, nearest


@pytest.fixture(name="learnt")
def learnt_fixture() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(60, 3))


def test_nearest_is_the_least_of_all_distances(learnt) -> None:
    points = np.random.default_rng(1).normal(size=(7, 3)) * 3
    by_hand = np.linalg.norm(points[:, None] - learnt[None], axis=2).min(axis=1)
    assert np.allclose(nearest(learnt).of(points), by_hand)


def test_from_centre_is_mahalanobis_for_a_root_of_the_precision(learnt) -> None:
    metric = np.diag([2.0, 1.0, 0.5])
    point = np.array([[1.0, 2.0, 3.0]])
    apart = point[0] - learnt.mean(axis=0)
    expected = np.sqrt(apart @ metric.T @ metric @ apart)
    assert from_centre(learnt, metric=metric).of(point)[0] == pytest.approx(expected)


@pytest.mark.parametrize("make", [nearest, from_centre])
def test_no_move_changes_a_score_more_than_its_constant(learnt, make) -> None:
    distance = make(learnt, metric=np.diag([2.0, 1.0, 0.5]))
    rng = np.random.default_rng(2)
    first, second = rng.normal(size=(2, 400, 3)) * 4
    change = np.abs(distance.of(first) - distance.of(second))
    assert np.all(change <= distance.constant * np.linalg.norm(first - second, axis=1) + 1e-9)
    assert distance.constant == pytest.approx(2.0)
