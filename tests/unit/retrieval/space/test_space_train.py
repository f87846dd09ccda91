"""Training: repeatable, better than its start on held-out concepts, refuses what cannot teach."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_space import RECIPE, made_data

from retrieval.space.measure import folds, pairs_of, scores_of, without
from retrieval.space.records import SpaceData
from retrieval.space.train import TooLittle, start, train


def test_the_same_seed_gives_the_same_heads(data: SpaceData) -> None:
    first, again = train(data, RECIPE), train(data, RECIPE)
    other = train(data, replace(RECIPE, seed=1))
    assert np.array_equal(first.items(data), again.items(data))
    assert not np.array_equal(first.items(data), other.items(data))


def test_no_step_leaves_the_start(data: SpaceData) -> None:
    untouched = train(data, replace(RECIPE, steps=0))
    assert np.allclose(untouched.items(data), start(data, RECIPE).items(data), atol=1e-6)


def test_a_held_out_concept_joins_modalities_that_stand_apart(data: SpaceData) -> None:
    held = folds(data, 3, 0)[0]
    heads = train(without(data, held), RECIPE)
    found = pairs_of(data, scores_of(data, heads.items(data), heads.anchors(data)), held)
    assert found["text", "window"].mrr > 0.9
    assert found["concept", "text"].recall > 0.9


def test_training_learns_what_the_frozen_directions_do_not_show() -> None:
    """Half of the frozen coordinates are loud and say nothing: only training can tell them from the others."""
    made = made_data(noise=0.1)
    rng = np.random.default_rng(1)

    def loud(found: np.ndarray) -> np.ndarray:
        changed = found.copy()
        changed[:, :12] = 3.0 * rng.normal(size=(len(found), 12))
        return changed.astype(np.float32)

    data = replace(made, features={m: loud(f) for m, f in made.features.items()}, anchors=loud(made.anchors))
    recipe = replace(RECIPE, shared=24, rank=24, steps=200, rate=1e-2, kept=0.0, alike=0.0)
    held = folds(data, 3, 0)[0]
    seen = without(data, held)

    def mrr(heads) -> float:
        scores = scores_of(data, heads.items(data), heads.anchors(data))
        return pairs_of(data, scores, held)["text", "window"].mrr

    assert mrr(train(seen, recipe)) > mrr(start(seen, recipe)) + 0.1


def test_two_concepts_are_too_few(data: SpaceData) -> None:
    few = replace(data, links=data.links[data.links[:, 1] < 2])
    with pytest.raises(TooLittle, match="2 concepts"):
        train(few, RECIPE)
