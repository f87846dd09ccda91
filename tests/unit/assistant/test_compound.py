from __future__ import annotations

import pytest

from assistant.compound import split_question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "How heavy is the rotor and is a spare one in the store?",
            ("How heavy is the rotor?", "is a spare one in the store?"),
        ),
        (
            "Who released the lift, and when was it done?",
            ("Who released the lift?", "when was it done?"),
        ),
        (
            "What is the trip level? Does the fan have one too?",
            ("What is the trip level?", "Does the fan have one too?"),
        ),
        (
            "What is the belt speed? And the core temperature? And who makes it?",
            ("What is the belt speed?", "And the core temperature? And who makes it?"),
        ),
        (
            "Quelle est la masse du rotor et où est-il rangé ?",
            ("Quelle est la masse du rotor?", "où est-il rangé ?"),
        ),
    ],
)
def test_two_questions_are_cut(text: str, parts: tuple[str, str]) -> None:
    assert split_question(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How far is it between the pump and the fan?",
        "Which valves and filters are on the skid?",
        "What did the fitter find and repair?",
        "How many stops and how long?",
        "the rotor is hot and what now",
        "Quels capteurs et vannes sont sur le skid ?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert split_question(text) is None


def test_a_second_thing_without_a_verb_is_asked_of_the_same_equipment() -> None:
    assert split_question("What's the mean of VT-108A in May? and the acceptance limit?") == (
        "What's the mean of VT-108A in May?",
        "what is the acceptance limit of VT-108A?",
    )
    assert split_question("Moyenne de VT-108A en mai ? et le seuil d'alarme ?") == (
        "Moyenne de VT-108A en mai?",
        "quel est le seuil d'alarme de VT-108A ?",
    )
    assert split_question("What is the mean of VT-108A and VT-108B? and the limit?") is None
    assert split_question("How heavy is the rotor? and the casing?") == (
        "How heavy is the rotor?",
        "and the casing?",
    )
    assert split_question("When was P-101A back in service? And its duration?") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Which spares exist for the fan, counting both the store list and the supplier's catalogue?",
            (
                "Which spares exist for the fan in the store list?",
                "Which spares exist for the fan in the supplier's catalogue?",
            ),
        ),
        (
            "Which orders name the fan in both the journal and in the backlog?",
            ("Which orders name the fan in the journal?", "Which orders name the fan in the backlog?"),
        ),
        (
            "Quels défauts a le ventilateur, à la fois dans le journal et dans l'AMDEC ?",
            (
                "Quels défauts a le ventilateur dans le journal?",
                "Quels défauts a le ventilateur dans l'AMDEC?",
            ),
        ),
    ],
)
def test_one_thing_asked_of_two_sources_is_asked_of_each(text: str, parts: tuple[str, str]) -> None:
    assert split_question(text) == parts


@pytest.mark.parametrize(
    "text", ["Are both the pump and the fan in the list?", "What holds both the cap and the lid?"]
)
def test_both_things_are_no_two_sources(text: str) -> None:
    assert split_question(text) is None
