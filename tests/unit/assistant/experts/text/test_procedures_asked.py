"""Which questions want a procedure, and which step."""

from __future__ import annotations

import pytest

from assistant.experts.text.procedures.asked import StepAsked, asked_procedure, asked_step


@pytest.mark.parametrize(
    ("text", "what", "named"),
    [
        ("How do I replace the mechanical seal of P-101A?", "replace the mechanical seal of P-101A?", False),
        ("what are the steps to lock out the pump?", "lock out the pump?", True),
        ("Give me the lock-out procedure", "lock-out", True),
        ("comment changer la garniture ?", "changer la garniture ?", False),
        ("Quelle est la marche à suivre pour vider la cuve ?", "vider la cuve ?", True),
        ("replace the mechanical seal of P-9", "replace the mechanical seal of P-9", False),
        ("Swap P-9A for P-9B.", "Swap P-9A for P-9B", False),
        ("Mode opératoire pour changer les courroies", "changer les courroies", True),
    ],
)
def test_what_is_to_be_done_is_read(text: str, what: str, named: bool) -> None:
    asked = asked_procedure(text)
    assert asked is not None
    assert (asked.what, asked.named) == (what, named)


@pytest.mark.parametrize(
    "text",
    [
        "How many pumps are there?",
        "How often is the bearing greased?",
        "How does the pump fail?",
        "How was the seal replaced?",
        "Who wrote the procedure for isolation?",
        "How is the margin defined?",
        "Comment s'appelle le rédacteur ?",
        "What is the procedure number of the instruction?",
        "replacement of the seal of P-9",
        "drain valve of the tank",
        "greasing the bearings takes 2 h",
        "list the pumps",
    ],
)
def test_other_questions_want_none(text: str) -> None:
    assert asked_procedure(text) is None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("And step 4?", StepAsked("at", 4, 0)),
        ("what comes after step 3?", StepAsked("at", 3, 1)),
        ("what comes before step 3?", StepAsked("at", 3, -1)),
        ("et l'étape 4 ?", StepAsked("at", 4, 0)),
        ("the third step", StepAsked("at", 3, 0)),
        ("what is the last step?", StepAsked("last")),
        ("and then?", StepAsked("next")),
        ("the rest", StepAsked("rest")),
        ("la suite", StepAsked("rest")),
        ("How hot is the bearing?", None),
    ],
)
def test_the_step_that_is_pointed_at_is_read(text: str, step: StepAsked | None) -> None:
    assert asked_step(text) == step
