"""A property without its thing is taken up from the turn before, or asked back."""

from __future__ import annotations

import pytest

from assistant.bare_aspect import asks_bare_aspect
from assistant.conversation import stand_alone
from assistant.crossing.which_thing import WhichThing
from assistant.records import Message, Question
from retrieval.records import Scope


@pytest.mark.parametrize(
    "text",
    ["What is the limit?", "and what are its limits?", "What's the high alarm limit?", "what is the range",
     "Quelle est la limite ?", "et quels sont les seuils d'alarme ?", "Quelle est la plage de mesure ?"],
)  # fmt: skip
def test_a_property_without_its_thing_is_seen(text: str) -> None:
    assert asks_bare_aspect(text)


@pytest.mark.parametrize(
    "text",
    ["What is the limit of TT-9?", "What is the vibration limit?", "What is the limit for new pumps?",
     "What are the alarms?", "Quelle est la limite de vibration ?", "Quelle est la limite du palier ?"],
)  # fmt: skip
def test_a_property_of_something_is_left_alone(text: str) -> None:
    assert not asks_bare_aspect(text)


@pytest.mark.parametrize(
    ("before", "answer", "asked", "meant"),
    [
        ("What was the highest bearing temperature?", "95 °C is the maximum of TT-9 (a.csv).",
         "What is the limit?", "What is the limit of TT-9?"),
        ("Plot VT-8 in May", "VT-8 in May.", "what are the limits", "what are the limits of VT-8?"),
        ("Quelle était la température ?", "95 °C : maximum de TT-9.", "Quelle est la limite ?",
         "Quelle est la limite de TT-9 ?"),
        ("How many orders are there?", "There are 16.", "What is the limit?", "What is the limit?"),
    ],
)  # fmt: skip
def test_the_sensor_talked_about_is_taken_up(before: str, answer: str, asked: str, meant: str) -> None:
    history = [Message(role="user", content=before), Message(role="assistant", content=answer)]
    assert stand_alone(asked, history) == meant


def test_with_nothing_talked_about_it_is_asked_back_of_what() -> None:
    asks = WhichThing(known=lambda: frozenset({"P-1", "TT-9", "7.3"}))
    said = asks.cross(Question(text="What is the limit?", asked="What is the limit?", language="en"), Scope())
    assert said is not None
    assert said.refusal == "Of what? Name the tag or the quantity, for example a sensor."
    one = WhichThing(known=lambda: frozenset({"TT-9"}))
    question = Question(text="Quelle est la limite ?", asked="Quelle est la limite ?", language="fr")
    assert one.cross(question, Scope()) is None
    assert asks.cross(question, Scope(sources=("a.pdf",))) is None
