"""BM25 over chunks: updates, persistence, a broken file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.keyword import KeywordIndex
from retrieval.records import Chunk

TEXTS = {
    1: "vibration of the pump",
    2: "grease of the bearing",
    3: "pump bearing seal",
    7: "cooling tower fan",
}


def fetch(keys: Sequence[int]) -> list[tuple[int, Chunk]]:
    return [
        (key, Chunk(id=str(key), source="c/a", kind="text", ordinal=key, text=TEXTS[key], language="en"))
        for key in keys
    ]


def best(index: KeywordIndex, query: str) -> int:
    keys, scores = index.scores(query)
    return int(keys[np.argmax(scores)])


def test_finds_after_adding_and_removing(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update([1, 2], fetch)
    assert best(index, "greasing") == 2
    index.update([2, 3, 7], fetch)
    assert best(index, "pumps") == 3
    assert best(index, "fans") == 7
    assert len(index) == 3


def test_only_new_chunks_are_read(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update([1, 2], fetch)
    asked: list[int] = []

    def spy(keys: Sequence[int]) -> list[tuple[int, Chunk]]:
        asked.extend(keys)
        return fetch(keys)

    again = KeywordIndex(tmp_path)
    again.update([1, 2, 3], spy)
    assert asked == [3]
    assert best(again, "vibrations") == 1


def test_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    KeywordIndex(tmp_path).update([1, 2], fetch)
    (tmp_path / "terms-2.npz").write_bytes(b"not an archive")
    index = KeywordIndex(tmp_path)
    index.update([1, 2], fetch)
    assert best(index, "vibration") == 1


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update([], fetch)
    keys, scores = index.scores("pump")
    assert len(keys) == len(scores) == 0
    index.update([1], fetch)
    assert not index.scores("zebra")[1].any()


def test_scores_are_the_share_of_the_question(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update([1, 2, 3, 7], fetch)
    one = index.scores("cooling tower fan")[1].max()
    half = index.scores("cooling tower fan kept beside unknown words")[1].max()
    assert 0 < half < one / 2 <= 0.5


def test_the_chunks_with_every_word_of_a_way_are_held(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update([1, 2, 3, 7], fetch)
    pump, bearing, fan, stop = {"pump"}, {"bear"}, {"fan"}, {"the"}
    assert index.holding([(pump,)]).tolist() == [1, 3]
    assert index.holding([(pump, bearing)]).tolist() == [3]
    assert index.holding([(pump, bearing), (fan,)]).tolist() == [3, 7]
    assert index.holding([(pump, stop)]).tolist() == [1, 3]
    assert index.holding([({"unobtainium"},)]).tolist() == []
