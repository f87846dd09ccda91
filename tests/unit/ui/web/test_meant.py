"""The button beside an opened reading: shown for readings alone, and the question comes again."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.records import Citation, Message
from assistant.registers.confirmed import BadConfirmation
from ui.web.chat import history_of
from ui.web.meant import MeantButton, Picked, question_of
from ui.web.present import as_markdown

READING = Citation(
    n=1, source="m.csv", kind="table", quote="Hall: south", score=0.4, is_near=True, reading="1a2b"
)
PASSAGE = Citation(n=2, source="m.txt", kind="text", quote="The hall …", score=0.3, is_near=True)
KEPT = Citation(n=4, source="m.csv", kind="table", quote="x", score=0.9, reading="5e6f", confirmed=True)
TOLD = Citation(n=3, source="m.csv", kind="table", quote="Hall: north", score=0.9, reading="3c4d")
ENGLISH = cast("Any", SimpleNamespace(headers={"accept-language": "en"}))
TURNS = [
    {"role": "user", "content": "hello"},
    {"role": "assistant", "content": "Good day."},
    {"role": "user", "content": as_markdown("where is [M_12] *now*?")},
    {"role": "assistant", "content": "I did not find it. <sub>0.2 s</sub>"},
]


class Kept:
    """Notes what is confirmed, or refuses it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.heard: list[tuple[str, str, Sequence[Message]]] = []
        self._refuses = refuses

    def __call__(self, question: str, reading: str, history: Sequence[Message]) -> object:
        if self._refuses:
            raise BadConfirmation("gone")
        self.heard.append((question, reading, history))
        return None


def button(kept: Kept, taken_back: list[tuple[str, Sequence[Message]]] | None = None) -> MeantButton:
    def unconfirm(question: str, before: Sequence[Message]) -> None:
        (taken_back if taken_back is not None else []).append((question, before))

    return MeantButton(cast("Any", SimpleNamespace(confirm=kept, unconfirm=unconfirm)), history_of)


def clicked(turn: int, n: int) -> Any:
    return SimpleNamespace(turn=turn, n=n)


def test_it_is_shown_where_a_reading_is_opened_and_nowhere_else() -> None:
    own = button(Kept())
    cited = [[], [READING, PASSAGE, TOLD, KEPT]]
    update, picked = own.offer(cited, clicked(1, 1), ENGLISH)
    assert (update["visible"], update["value"]) == (True, "This is what I mean")
    assert picked == Picked(1, "1a2b", confirmed=False)
    update, picked = own.offer(cited, clicked(1, 4), ENGLISH)
    assert (update["visible"], update["value"]) == (True, "This is not what I mean")
    assert picked == Picked(1, "5e6f", confirmed=True)
    for turn, n in ((1, 2), (1, 3), (1, 9), (0, 1), (7, 1), (-1, 1)):
        assert own.offer(cited, clicked(turn, n), ENGLISH)[1] is None


def test_the_question_is_kept_as_it_was_typed_and_asked_again() -> None:
    kept = Kept()
    update, picked, question = button(kept).take(Picked(1, "1a2b", confirmed=False), TURNS, ENGLISH)
    assert (update["visible"], picked, question) == (False, None, "where is [M_12] *now*?")
    before = (Message(role="user", content="hello"), Message(role="assistant", content="Good day."))
    assert kept.heard == [("where is [M_12] *now*?", "1a2b", before)]


def test_what_was_confirmed_is_taken_back_and_asked_again() -> None:
    kept, taken_back = Kept(), list[tuple[str, Sequence[Message]]]()
    own = button(kept, taken_back)
    assert own.take(Picked(1, "5e6f", confirmed=True), TURNS, ENGLISH)[2] == "where is [M_12] *now*?"
    assert [question for question, _ in taken_back] == ["where is [M_12] *now*?"]
    assert kept.heard == []


def test_what_cannot_be_kept_is_told_and_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.web.meant.gr.Warning", told.append)
    assert button(Kept(refuses=True)).take(Picked(1, "1a2b", confirmed=False), TURNS, ENGLISH)[2] == ""
    assert told == ["gone"]


@pytest.mark.parametrize("answer", [2, 9])
def test_an_answer_that_is_not_there_has_no_question(answer: int) -> None:
    assert question_of(history_of(TURNS), answer) is None
    assert button(Kept()).take(Picked(answer, "1a2b", confirmed=False), TURNS, ENGLISH)[2] == ""
    assert button(Kept()).take(None, TURNS, ENGLISH)[2] == ""
