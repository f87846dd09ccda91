from __future__ import annotations

import pytest

from assistant.background import told_and_asked

TOLD = (
    "The night shift called me at three. P-101A had tripped on vibration after the operator closed the "
    "discharge valve, and they went on with the other pump. Everybody was asked to leave it stopped. "
)
TOLD_FR = (
    "Je prends la suite d'un collègue. Cette nuit E-201 a perdu du rendement, la température de sortie était à "
    "31 °C et le quart a ouvert le by-pass. "
)


def test_what_is_asked_behind_a_report_is_asked_alone_and_leans_on_it() -> None:
    told = "P-101A had tripped on vibration after the operator closed the discharge valve, and they went on "
    told += "with the other pump."
    assert told_and_asked(f"{TOLD}What is its trip limit?\nThanks") == (told, "What is its trip limit?")


def test_a_question_without_a_thing_is_of_the_one_thing_that_is_told_of() -> None:
    found = told_and_asked(f"{TOLD}What is the trip limit of vibration?")
    assert found is not None
    assert "P-101A" in found[1]
    two = TOLD.replace("the other pump", "P-101B")
    found = told_and_asked(f"{two}What is the trip limit of vibration?")
    assert found is not None
    assert found[1] == "What is the trip limit of vibration?"


@pytest.mark.parametrize(
    "asked",
    [
        "Pouvez-vous me dire quelle est la date du dernier nettoyage de E-201 ?",
        "Je voudrais savoir quand E-201 a été nettoyé.",
        "Quand E-201 a-t-il été nettoyé ? Et par qui ?",
        "Combien de fois E-201 a été nettoyé",
    ],
)
def test_questions_are_told_by_their_mark_and_by_how_they_open(asked: str) -> None:
    found = told_and_asked(TOLD_FR + asked)
    assert found is not None
    assert found[1] == asked


@pytest.mark.parametrize(
    "text",
    [
        "P-101A tripped last night. What is its trip limit?",  # short: read as a whole
        TOLD,  # asks nothing
        f"{TOLD}Any idea?",  # nothing by itself
        "What? " * 40,
        f"{TOLD}Which of these is its trip limit? "
        + " ".join(f"{c}) {n} mm/s RMS." for n, c in enumerate("ABCDE")),
        " ".join(f"What is the limit of P-{n}?" for n in range(101, 112)),  # asks only
    ],
)
def test_other_messages_are_read_as_a_whole(text: str) -> None:
    assert told_and_asked(text) is None
