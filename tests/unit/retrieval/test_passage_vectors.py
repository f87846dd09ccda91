"""Vectors of passages: titles once, weights by length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.embed import Vectors
from retrieval.passage_vectors import passage_vectors
from retrieval.records import Chunk


class Letters:
    """Each text along the axis of its first letter; keeps what it was asked."""

    name = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([np.eye(26)[ord(text[0]) - ord("a")] for text in texts], dtype=np.float32)


def passage(text: str, *headings: str) -> Chunk:
    return Chunk(id=text, source="plant/a.txt", kind="text", ordinal=0, text=text, headings=headings)


def test_titles_and_text_weigh_by_their_lengths() -> None:
    (vector,) = passage_vectors([passage("bbbbbb", "aa")], Letters())
    np.testing.assert_allclose(vector[:2], np.array([0.25, 0.75]) / np.hypot(0.25, 0.75), rtol=1e-6)
    assert not vector[2:].any()


def test_a_passage_without_titles_is_its_text() -> None:
    (vector,) = passage_vectors([passage("bbb")], Letters())
    assert vector[1] == 1.0


def test_a_title_over_many_passages_is_embedded_once() -> None:
    embedder = Letters()
    found = passage_vectors(
        [passage("b1", "x", "a", "c"), passage("d1", "x", "a", "c"), passage("b1")], embedder
    )
    assert sorted(embedder.asked) == ["a\nc", "b1", "d1"]
    assert found.shape == (3, 26)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-6)


def test_the_same_words_under_other_titles_differ() -> None:
    first, second = passage_vectors([passage("bb", "aa"), passage("bb", "cc")], Letters())
    assert float(first @ second) < 0.6
