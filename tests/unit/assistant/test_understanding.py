"""What is meant by what was typed: a question that stands alone, and what it refers to."""

from __future__ import annotations

import threading

import pytest

from assistant.crossing.bridge import Bridge
from assistant.engines.scripted import ScriptedEngine
from assistant.kin import Kin
from assistant.records import Message, Question
from assistant.understanding import Understanding
from retrieval.records import Scope

PUMPS = Kin(identifiers=lambda: frozenset({"P-7A", "P-7B"}), rows_named=lambda tag, scope: ())
EARLIER = (
    Message(role="user", content="How many orders on P-7A?"),
    Message(role="assistant", content="There are 3."),
)


class Crosses:
    """Resolves every question to the same words."""

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        return Bridge(text="What was the vibration at 06:20?")


def read(text: str, *history: Message, kin: Kin | None = None) -> Question:
    return Understanding(ScriptedEngine(), kin=kin).read(text, history, None, threading.Event())


def test_what_was_typed_is_kept_beside_what_is_meant() -> None:
    question = read("and the other one?", *EARLIER, kin=PUMPS)
    assert question.asked == "and the other one?"
    assert question.text == "How many orders on P-7B?"
    assert question.before == EARLIER[0].content
    assert question.history == EARLIER


@pytest.mark.parametrize(
    ("text", "language"), [("et P-7B ?", "fr"), ("How hot was it?", "en"), ("P-7B", "en")]
)
def test_the_language_is_told_from_the_words_or_else_from_the_turn_before(text: str, language: str) -> None:
    assert read(text, *EARLIER).language == language


def test_small_talk_and_what_leans_on_nothing_are_asked_back() -> None:
    understanding = Understanding(ScriptedEngine(), crossing=Crosses())
    for text in ("hello", "and for the other one?"):
        bridge = understanding.bridge(Question(text=text, asked=text, language="en"), Scope())
        assert bridge is not None
        assert bridge.refusal
        assert not bridge.text


def test_another_source_resolves_the_rest() -> None:
    text = "What was the vibration when WO-1 was raised?"
    question = Question(text=text, asked=text, language="en")
    bridge = Understanding(ScriptedEngine(), crossing=Crosses()).bridge(question, Scope())
    assert bridge is not None
    assert bridge.text == "What was the vibration at 06:20?"
    assert Understanding(ScriptedEngine()).bridge(question, Scope()) is None
