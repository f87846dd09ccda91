"""Vectors of passages: titles once, weights by length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.embed import Vectors
from retrieval.passage_vectors import embedded_texts, passage_vectors
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


def together(passages: Sequence[Chunk], embedder: Letters) -> Vectors:
    """[N, 26] in the order of the passages."""
    found = np.full((len(passages), 26), np.nan, dtype=np.float32)
    for places, vectors in passage_vectors(passages, embedder):
        found[places] = vectors
    return found


def test_titles_and_text_weigh_by_their_lengths_titles_less() -> None:
    (vector,) = together([passage("bbbbbb", "aa")], Letters())
    np.testing.assert_allclose(vector[:2], np.array([1.4, 6.0]) / np.hypot(1.4, 6.0), rtol=1e-6)
    assert not vector[2:].any()


def test_a_passage_without_titles_is_its_text() -> None:
    (vector,) = together([passage("bbb")], Letters())
    assert vector[1] == 1.0


def test_a_title_over_many_passages_is_embedded_once_without_its_number() -> None:
    embedder = Letters()
    found = together(
        [passage("b1", "x", "F.1.2 a", "3) c"), passage("d1", "x", "F.1.2 a", "3) c"), passage("e1")],
        embedder,
    )
    assert sorted(embedder.asked) == ["a", "b1", "c", "d1", "e1"]
    assert found.shape == (3, 26)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-6)


def test_a_title_that_is_a_passage_too_is_embedded_once() -> None:
    embedder = Letters()
    together([passage("a", "z"), passage("bb", "4.2 a"), passage("bb")], embedder)
    assert sorted(embedder.asked) == ["a", "bb", "z"]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("T.7.6 Wings", "Wings"),
        ("4.1 Vibration", "Vibration"),
        ("12) Ölstand", "Ölstand"),
        ("P-101A Pump", "P-101A Pump"),
        ("4.1", "4.1"),
        ("Pump 2", "Pump 2"),
    ],
)
def test_only_a_leading_number_is_left_out(title: str, bare: str) -> None:
    assert embedded_texts("words", ("far above", "x", title)) == ("words", "x", bare)


def test_the_same_words_under_other_titles_differ() -> None:
    first, second = together([passage("bb", "aa"), passage("bb", "cc")], Letters())
    assert float(first @ second) < 0.7


def test_parts_hold_every_passage_once_and_their_own_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.passage_vectors._PART", 2)
    passages = [passage(letter * count) for letter, count in zip("abcde", (5, 1, 3, 2, 4), strict=True)]
    parts = list(passage_vectors(passages, Letters()))
    assert [places for places, _ in parts] == [[1, 3], [2, 4], [0]]
    np.testing.assert_array_equal(together(passages, Letters()), np.eye(26, dtype=np.float32)[:5])
