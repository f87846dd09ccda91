"""What a register does not give is declined with what it gives."""

from __future__ import annotations

import pytest

from assistant.crossing.register_property import RegisterProperty
from retrieval.records import Language, Scope

from .mill import question, tables


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> RegisterProperty:
    mill = tables(tmp_path_factory.mktemp("mill"))
    return RegisterProperty(rows_named=mill.rows_named, cells_of=mill.find)


@pytest.mark.parametrize(
    ("text", "language", "what"),
    [
        ("What is the colour of SW-12 in the register?", "en", "colour"),
        ("quelle est la couleur de SW-12 dans le registre", "fr", "couleur"),
        ("Quel est le prix de SW-12 selon le registre ?", "fr", "prix"),
    ],
)
def test_what_the_register_does_not_give_is_declined(
    crossing: RegisterProperty, text: str, language: Language, what: str
) -> None:
    bridge = crossing.cross(question(text, language), Scope())
    assert bridge is not None
    assert what in (bridge.refusal or "")
    assert "Description, Power" in (bridge.refusal or "")


@pytest.mark.parametrize(
    "text",
    [
        "What is the power of SW-12 in the register?",
        "quelle est la puissance de SW-12 dans le registre ?",
        "What is the colour of SW-12?",
        "What is the colour of ZZ-99 in the register?",
        "Which machines are in the register?",
    ],
)
def test_what_it_gives_and_other_questions_are_left_alone(crossing: RegisterProperty, text: str) -> None:
    assert crossing.cross(question(text), Scope()) is None
