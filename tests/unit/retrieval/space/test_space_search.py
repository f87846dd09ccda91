"""Searching: what the graph links comes first, what is near follows, what is far is not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retrieval.space.search import ask_items, ask_words, nearest
from retrieval.space.store import Space


def test_words_find_their_concept_in_every_modality(space: Space, data) -> None:
    found = nearest(space, ask_words(space, data.anchors[3:4]), top_k=4)
    assert set(found) == {"text", "window"}
    for each in found.values():
        assert [one.about for one in each] == [("K-3",)] * 4
        assert all(one.linked == () for one in each)


def test_linked_items_come_first_however_far(space: Space, data) -> None:
    asked = replace(ask_words(space, data.anchors[3:4]), concepts=(7,))
    first = nearest(space, asked, top_k=5)["text"]
    assert [one.linked for one in first] == [("K-7",)] * 4 + [()]
    assert first[-1].about == ("K-3",)


def test_words_that_the_frozen_encoder_finds_strange_are_near_nothing(space: Space, data) -> None:
    """However near they land in the space: there, what all items have in common is taken out."""
    asked = ask_words(space, data.anchors[3:4])
    assert any(nearest(space, asked, top_k=3).values())
    strange = replace(asked, frozen=-_middle(space))
    assert not any(nearest(space, strange, top_k=3).values())


def _middle(space: Space) -> np.ndarray:
    middle = space.frozen.astype(np.float32).mean(axis=0)
    return middle / np.linalg.norm(middle)


def test_without_a_threshold_nothing_is_near(space: Space) -> None:
    assert not any(nearest(replace(space, thresholds={}), ask_items(space, [0]), top_k=3).values())


def test_an_item_does_not_find_itself_nor_what_is_left_out(space: Space) -> None:
    kept = np.array([item.modality == "text" for item in space.items])
    found = nearest(space, ask_items(space, [0]), top_k=100, kept=kept)
    assert found["window"] == ()
    assert space.items[0] not in [one.item for one in found["text"]]
