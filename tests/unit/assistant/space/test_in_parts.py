"""Texts are embedded a few at a time, as all together, until it is told to stop."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import numpy as np
import pytest

from assistant.space.in_parts import InParts
from retrieval.embed import Vectors
from retrieval.errors import Stopped


class Counting:
    """Counts letters; notes how many texts it got at a time."""

    name = "counting"

    def __init__(self) -> None:
        self.calls: list[int] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(len(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(len(texts), 1)


def test_the_vectors_are_those_of_all_at_once() -> None:
    counting = Counting()
    texts = ["a" * n for n in range(700)]
    found = InParts(counting, Event()).encode(texts)
    assert np.array_equal(found, Counting().encode(texts))
    assert max(counting.calls) < 700
    assert InParts(counting, Event()).encode([]).shape == (0, 1)
    assert InParts(counting, Event()).name == "counting"


def test_it_stops_between_parts() -> None:
    cancel = Event()

    class Last(Counting):
        def encode(self, texts: Sequence[str]) -> Vectors:
            cancel.set()
            return super().encode(texts)

    last = Last()
    with pytest.raises(Stopped):
        InParts(last, cancel).encode(["a"] * 700)
    assert len(last.calls) == 1
