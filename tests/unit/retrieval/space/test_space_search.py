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


def test_what_is_far_from_everything_is_near_nothing(space: Space) -> None:
    away = -space.vectors.mean(axis=0) - space.vectors[:8].mean(axis=0)
    asked = replace(ask_items(space, [0]), vector=away / np.linalg.norm(away), items=())
    assert not any(nearest(space, asked, top_k=3).values()) or max(space.vectors @ asked.vector) >= 0.5
    strict = replace(space, thresholds={})
    assert not any(nearest(strict, asked, top_k=3).values())


def test_an_item_does_not_find_itself_nor_what_is_left_out(space: Space) -> None:
    kept = np.array([item.modality == "text" for item in space.items])
    found = nearest(space, ask_items(space, [0]), top_k=100, kept=kept)
    assert found["window"] == ()
    assert space.items[0] not in [one.item for one in found["text"]]
