"""A measurement that is broken off goes on where it ended, and ends with the same figures."""

from __future__ import annotations

import pytest

from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.errors import JournalMismatch
from eval.pieces import Pieces


def options(folder) -> RunOptions:
    return RunOptions(settings=Settings(engine="scripted"), results=folder / "deep" / "out.jsonl")


def refused() -> float:
    raise AssertionError("measured twice")


def test_a_piece_is_measured_once(tmp_path) -> None:
    first = Pieces("b", options(tmp_path))
    assert first.piece("one", lambda: {"f1": 0.5, "rows": (1, 2)}) == {"f1": 0.5, "rows": [1, 2]}
    assert first.within("group")("two", lambda: 2.0) == 2.0
    assert first.notes == ()
    again = Pieces("b", options(tmp_path))
    assert again.piece("one", refused) == {"f1": 0.5, "rows": [1, 2]}
    assert again.piece("group two", refused) == 2.0
    assert again.piece("three", lambda: 3.0) == 3.0
    assert "2 of 3 pieces" in again.notes[0]


def test_what_a_kill_left_half_written_is_measured_again(tmp_path) -> None:
    Pieces("b", options(tmp_path)).piece("one", lambda: 1.0)
    with options(tmp_path).results.open("a", encoding="utf-8") as file:
        file.write('{"piece": "two", "fou')
    assert Pieces("b", options(tmp_path)).piece("two", lambda: 2.0) == 2.0


def test_another_benchmark_does_not_go_on(tmp_path) -> None:
    Pieces("b", options(tmp_path)).piece("one", lambda: 1.0)
    with pytest.raises(JournalMismatch, match="benchmark b"):
        Pieces("c", options(tmp_path))
