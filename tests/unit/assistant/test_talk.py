"""Turns that ask nothing are no question to go on from; a change of language asks the one before again."""

from __future__ import annotations

import pytest

from assistant.phrases import what_do_you_mean
from assistant.records import Message
from assistant.talk import asked_language, asking_turns, in_language


def talk(*said: str) -> list[Message]:
    return [
        Message(role="assistant" if place % 2 else "user", content=text) for place, text in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in French please", "fr"),
        ("and in English?", "en"),
        ("can you say that in French", "fr"),
        ("et en français ?", "fr"),
        ("traduis en anglais", "en"),
        ("répète-moi ça en anglais, svp", "en"),
        ("is the manual in French?", None),
        ("which documents are in English?", None),
    ],
)
def test_a_change_of_language_is_told_from_a_question(text: str, language: str | None) -> None:
    assert asked_language(text) == language


@pytest.mark.parametrize(
    "idle", ["thanks", "merci", "you are useless", "in French please", "c'est nul", "hello"]
)
def test_what_asks_nothing_is_no_turn_to_go_on_from(idle: str) -> None:
    turns = talk("How is MX-2 doing?", "Well.", idle, "Ask me.")
    assert asking_turns(turns) == turns[:2]
    assert asking_turns([*turns, *turns[:2]]) == [*turns[:2], *turns[:2]]


@pytest.mark.parametrize(("choice", "language"), [((), "en"), (("A", "B"), "en"), ((), "fr"), (("A",), "fr")])
def test_what_was_only_asked_back_is_none_either(choice: tuple[str, ...], language: str) -> None:
    turns = talk("How is MX-2 doing?", "Well.", "and the other one?", what_do_you_mean(language, choice))  # type: ignore[arg-type]
    assert asking_turns(turns) == turns[:2]


def test_the_question_before_is_asked_in_the_other_language() -> None:
    turns = talk(
        "How is MX-1 doing?", "Well.", "And MX-2?", "Badly.", "that's wrong", "I looked it up again."
    )
    assert in_language("in French", turns, None) == ("And MX-2?", turns[:2], "fr")
    assert in_language("in French", [], None) == ("in French", [], None)
    assert in_language("And MX-3?", turns, "en") == ("And MX-3?", turns, "en")
