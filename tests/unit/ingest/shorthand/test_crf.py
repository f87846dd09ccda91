from __future__ import annotations

import itertools

import numpy as np
import pytest

from ingest.shorthand.crf import Weights, _Problem, fit, viterbi

FEATURES = [[[0], [1, 2], [0, 3]], [[3]], [[2], [0, 1]], [[1], [3]]]
TAGS = [[0, 1, 2], [2], [1, 0], [1, 2]]


def some_weights(seed: int) -> Weights:
    draw = np.random.default_rng(seed)
    return Weights(
        emission=draw.normal(size=(4, 3)), transition=draw.normal(size=(3, 3)), start=draw.normal(size=3)
    )


def total(scores: np.ndarray, tags: tuple[int, ...], weights: Weights) -> float:
    value = weights.start[tags[0]] + sum(scores[place, tag] for place, tag in enumerate(tags))
    return float(value + sum(weights.transition[a, b] for a, b in itertools.pairwise(tags)))


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_what_trying_all_finds(seed: int) -> None:
    weights = some_weights(seed)
    scores = np.random.default_rng(seed + 100).normal(size=(4, 3))
    best = max(itertools.product(range(3), repeat=4), key=lambda tags: total(scores, tags, weights))
    assert tuple(viterbi(scores, weights)) == best


def test_loss_is_the_likelihood_and_its_gradient_is_right() -> None:
    problem = _Problem(FEATURES, TAGS, 4, 3, 0.7)
    flat = np.random.default_rng(3).normal(size=24)
    loss, gradient = problem(flat)
    weights = problem.unpack(flat)
    expected = 0.35 * float(flat @ flat)
    for places, tags in zip(FEATURES, TAGS, strict=True):
        scores = np.array([weights.emission[place].sum(axis=0) for place in places])
        paths = [total(scores, path, weights) for path in itertools.product(range(3), repeat=len(tags))]
        expected += float(np.log(np.exp(paths).sum())) - total(scores, tuple(tags), weights)
    assert loss == pytest.approx(expected)
    for at in range(len(flat)):
        step = np.zeros_like(flat)
        step[at] = 1e-5
        slope = (problem(flat + step)[0] - problem(flat - step)[0]) / 2e-5
        assert gradient[at] == pytest.approx(slope, abs=1e-6)


def test_fit_learns_its_own_sequences() -> None:
    weights = fit(FEATURES, TAGS, feature_count=4, tag_count=3, penalty=0.01)
    for places, tags in zip(FEATURES, TAGS, strict=True):
        scores = np.array([weights.emission[place].sum(axis=0) for place in places])
        assert viterbi(scores, weights).tolist() == tags
