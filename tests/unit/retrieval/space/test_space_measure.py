"""Ranks, folds, and what training may see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retrieval.space.fit import parting, strange
from retrieval.space.measure import folds, ranked, thinned, without
from retrieval.space.records import SpaceData


def test_the_first_right_item_and_the_share_among_ten_count() -> None:
    scores = np.array([[0.9, 0.8, 0.1], [0.1, 0.2, 0.3]], dtype=np.float32)
    truth = np.array([[False, True, True], [False, False, True]])
    found = ranked(scores, truth, top=2)
    assert found is not None
    assert found.queries == 2
    assert found.mrr == pytest.approx((1 / 2 + 1) / 2)
    assert found.recall == pytest.approx((1 / 2 + 1) / 2)


def test_queries_without_a_right_item_are_not_asked() -> None:
    assert ranked(np.ones((2, 2), dtype=np.float32), np.zeros((2, 2), dtype=bool)) is None


def test_a_group_is_of_one_fold(data: SpaceData) -> None:
    grouped = replace(
        data, concepts=tuple(replace(c, group=str(n // 2)) for n, c in enumerate(data.concepts))
    )
    found = folds(grouped, 3, 0)
    assert sorted(np.concatenate(found).tolist()) == list(range(12))
    assert all({place ^ 1 for place in fold.tolist()} == set(fold.tolist()) for fold in found)


def test_training_sees_no_link_of_an_item_of_a_held_out_concept(data: SpaceData) -> None:
    both = replace(data, links=np.concatenate([data.links, [[0, 5]]]))
    seen = without(both, np.array([5]))
    assert not (seen.links[:, 1] == 5).any()
    assert not (seen.links[:, 0] == 0).any()
    assert len(seen.items) == len(data.items)


def test_thinned_data_fit_together(data: SpaceData) -> None:
    few = thinned(data, 10, 0)
    assert {name: found.shape[0] for name, found in few.features.items()} == {"text": 10, "window": 10}
    for place, concept in few.links.tolist():
        assert few.items[place].text.endswith(f" of {concept}")


def test_the_parting_score_leaves_most_on_their_sides() -> None:
    assert parting([0.7, 0.8, 0.9], [0.1, 0.2, 0.3, 0.75]) == 0.7
    assert parting([], [0.1]) == 1.0


def test_few_foreign_sentences_reach_what_is_called_near(data: SpaceData) -> None:
    foreign = np.random.default_rng(5).normal(size=(100, data.anchors.shape[1])).astype(np.float32)
    least = strange(data, foreign)
    assert set(least) == {"concept>text", "concept>window"}
    assert all(0 < value < 1 for value in least.values())
