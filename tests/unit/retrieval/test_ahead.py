"""Vectors made ahead: the same as those made when asked for, computed once, given up where nobody asks."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.ahead import AheadEmbedder
from retrieval.embed import Vectors


class Counting:
    """The length of each text; keeps what it computed and may be held up."""

    name = "counting"

    def __init__(self) -> None:
        self.computed: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.fails = False

    def encode(self, texts: Sequence[str]) -> Vectors:
        assert self.go.wait(10)
        if self.fails:
            raise RuntimeError("no model")
        self.computed += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(-1, 2)


def settled(embedder: AheadEmbedder) -> None:
    """Waits for the thread that computes ahead."""
    thread = embedder._thread
    if thread is not None:
        thread.join(10)


def test_what_was_foreseen_is_not_computed_again() -> None:
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.foresee(["a", "bb"])
    settled(embedder)
    assert sorted(inner.computed) == ["a", "bb"]
    assert embedder.encode(["bb", "ccc", "a", "bb"])[:, 0].tolist() == [2, 3, 1, 2]
    assert sorted(inner.computed) == ["a", "bb", "ccc"]


def test_a_text_that_is_just_being_computed_is_waited_for() -> None:
    inner = Counting()
    inner.go.clear()
    embedder = AheadEmbedder(inner)
    embedder.foresee(["a"])
    while not embedder._group:
        pass
    threading.Timer(0.05, inner.go.set).start()
    assert embedder.encode(["a"]).tolist() == [[1, 1]]
    assert inner.computed == ["a"]


def test_without_foresight_it_is_the_embedder_itself() -> None:
    inner = Counting()
    embedder = AheadEmbedder(inner)
    assert embedder.name == "counting"
    assert embedder.encode(["a", "a"]).tolist() == [[1, 1], [1, 1]]
    assert embedder.encode([]).shape == (0, 2)


def test_what_nobody_asked_for_is_forgotten() -> None:
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.foresee(["never"])
    settled(embedder)
    embedder.forget()
    assert not embedder._known
    embedder.encode(["never"])
    assert inner.computed == ["never", "never"]


def test_a_failure_ahead_is_met_by_who_asks() -> None:
    inner = Counting()
    inner.fails = True
    embedder = AheadEmbedder(inner)
    embedder.foresee(["a"])
    settled(embedder)
    with pytest.raises(RuntimeError, match="no model"):
        embedder.encode(["a"])
    inner.fails = False
    assert embedder.encode(["a"]).tolist() == [[1, 1]]


def test_no_more_is_remembered_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.ahead._MOST", 3)
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.foresee(["a", "b", "c", "d", "e"])
    settled(embedder)
    assert len(inner.computed) == 3
    assert embedder.encode(["a", "b", "c", "d", "e"]).shape == (5, 2)
