"""Follow-ups of few words: what they are, and the question that they ask of the one before."""

from __future__ import annotations

import pytest

from assistant.conversation import stand_alone
from assistant.followup import asked_of, asks_origin, doubts, is_bare, is_listing, leans
from assistant.records import Message


@pytest.mark.parametrize(
    "text",
    [
        "list them",
        "which ones?",
        "show me",
        "ok, list all of them please",
        "lesquels ?",
        "montre-les",
        "liste-les",
    ],
)
def test_a_list_is_asked_for(text: str) -> None:
    assert is_listing(text)
    assert leans(text)


@pytest.mark.parametrize(
    "text", ["list the work orders of P-7", "show me the trend", "which pump?", "liste des pompes"]
)
def test_what_names_its_things_is_no_follow_up(text: str) -> None:
    assert not is_listing(text)


@pytest.mark.parametrize(
    "text",
    [
        "where does that come from?",
        "source?",
        "how do you know?",
        "d'où ça vient ?",
        "d'où vient ce chiffre ?",
        "d'où vient l'information ?",
        "where does that stand?",
        "show me the source",
        "montre-moi la source",
    ],
)
def test_the_origin_is_asked_for(text: str) -> None:
    assert asks_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        "are you sure?",
        "really?",
        "es-tu sûr ?",
        "c'est sûr ?",
        "that's wrong",
        "no, this is not right",
        "c'est faux",
    ],
)
def test_a_doubt_is_one(text: str) -> None:
    assert doubts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Where does the water come from?",
        "d'où vient l'eau du bac B-7 ?",
        "d'où vient la ligne 450-CW-20-A1 ?",
        "what is wrong with P-7?",
        "Are you sure that P-7 tripped?",
        "Is it safe to open S-7?",
    ],
)
def test_questions_of_their_own_are_neither(text: str) -> None:
    assert not asks_origin(text)
    assert not doubts(text)
    assert not is_bare(text)


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("When did P-7 trip?", "why?", "why did P-7 trip?"),
        ("Did P-7 trip in May?", "when?", "when did P-7 trip in May?"),
        ("Is the flow of P-7 rising?", "since when?", "since when is the flow of P-7 rising?"),
        ("since when is the flow of P-7 rising?", "why?", "why is the flow of P-7 rising?"),
        ("How many times did VT-7 exceed 4 mm/s?", "when?", "when did VT-7 exceed 4 mm/s?"),
        ("Quand P-7 a-t-elle déclenché ?", "pourquoi ?", "pourquoi P-7 a-t-elle déclenché?"),
        ("How many orders were raised on P-7?", "list them", "Which orders were raised on P-7?"),
        ("Combien d'OT sur P-7 en 2025 ?", "lesquels ?", "Quels OT sur P-7 en 2025 ?"),
        ("Summarise MD-7-07", "and PID-4-001?", "Summarise PID-4-001?"),
    ],
)
def test_it_is_asked_of_the_question_before(before: str, text: str, whole: str) -> None:
    history = [Message(role="user", content=before), Message(role="assistant", content="So. [1]")]
    assert stand_alone(text, history) == whole


def test_a_doubt_between_changes_nothing() -> None:
    history = [
        Message(role="user", content="How many orders on P-7 in 2025?"),
        Message(role="assistant", content="12."),
        Message(role="user", content="are you sure?"),
        Message(role="assistant", content="12."),
    ]
    assert stand_alone("and in 2024?", history) == "How many orders on P-7 in 2024?"


@pytest.mark.parametrize("text", ["and for P-7?", "the other one", "what about the motor?", "why?"])
def test_what_says_nothing_alone_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("what was the cause?", "When did P-7 last fail?", "why did P-7 fail?"),
        ("and the cause?", "Did P-7 trip?", "why did P-7 trip?"),
        ("quelle était la cause ?", "Quand P-7 a-t-elle déclenché ?", "pourquoi P-7 a-t-elle déclenché?"),
        ("what was the cause?", "vibration of P-7", None),
    ],
)
def test_the_cause_is_asked_of_the_event_before(text: str, question: str, told: str | None) -> None:
    assert asked_of(text, question) == told
