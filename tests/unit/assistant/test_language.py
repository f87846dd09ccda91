from __future__ import annotations

import pytest

from assistant.language import detect_language
from retrieval.records import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("min tread depth for rain tires?", "en"),
        ("RPN for the pump?", "en"),
        ("How many work orders on P-101?", "en"),
        ("Combien d'OT sur P-101 en 2014 ?", "fr"),
        ("Quel est le débit nominal ?", "fr"),
        ("et le 10 juillet ?", "fr"),
        ("Puissance moyenne du groupe 6", "fr"),
        ("Cover bolts M20 tightened to 425 N·m.", "en"),
        ("it's the pump's seal", "en"),
        ("l'alarme d'hier", "fr"),
        ("Report Number: FRA31LA220", "en"),
    ],
)
def test_detect(text: str, language: Language) -> None:
    assert detect_language(text) == language


def test_default_decides_where_nothing_tells() -> None:
    assert detect_language("P-101 ?", default="fr") == "fr"
    assert detect_language("P-101 ?") == "en"


def test_letters_inside_codes_are_no_words() -> None:
    assert detect_language("Bras: QX-30; Palonnier: HN07-I101; vis: 2x3mm", default="fr") == "fr"
    assert detect_language("Registration: FR04LE21", default="en") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("valeur limite azote ammoniacal", "fr"),
        ("pression refoulement P-7", "fr"),
        ("set pressure PSV-105", "en"),
        ("downtime pumps", "en"),
    ],
)
def test_a_few_words_of_the_trades_tell_the_language(text: str, language: str) -> None:
    other: Language = "en" if language == "fr" else "fr"
    assert detect_language(text, default=other) == language


def test_words_of_both_languages_tell_nothing() -> None:
    assert detect_language("vibration P-101A", default="fr") == "fr"
    assert detect_language("soupape bearing", default="fr") == "fr"
    assert detect_language("soupape bearing", default="en") == "en"
