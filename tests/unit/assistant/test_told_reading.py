"""A reading that a question tells is held against the bounds of a text."""

from __future__ import annotations

import pytest

from assistant.told_reading import holds_bound, judged_reading, tells_of_unit, told_quantity

_LEVELS = "Mesure: Température eau moteur; Alarme: 96 °C; Arrêt: 103 °C"
_OIL = "Mesure: Pression d'huile; Alarme: 2,0 bar; Arrêt: 1,5 bar"
_LEAK = "Leak test once a week: the pressure rise must not exceed 1.3 mbar/min over 10 minutes."


@pytest.mark.parametrize(
    ("question", "text", "sentence"),
    [
        ("is a rise of 0.9 mbar/min ok?", _LEAK, "Yes: 0.9 mbar/min is below 1.3 mbar/min."),
        ("is a rise of 1.6 mbar/min ok?", _LEAK, "No: 1.6 mbar/min is above 1.3 mbar/min."),
        ("is 5 mm/s too high?", "Alert 4.5 mm/s, trip 7.1 mm/s", "Yes: 5 mm/s is above 4.5 mm/s."),
        ("is 3200 mbar enough?", "Steam supply 3.0 to 3.5 bar.", "Yes: 3200 mbar is above 3.0 bar."),
        ("is 140 bar ok?", "Pressure of the bottles: 150 bar minimum", "No: 140 bar is below 150 bar."),
        ("is 0.7 bar ok?", "PDT-20 · over raw side, alarm · 0.5 bar", "0.7 bar is above 0.5 bar."),
    ],
)
def test_a_reading_is_held_against_a_bound(question: str, text: str, sentence: str) -> None:
    assert judged_reading(question, text, "en") == sentence


@pytest.mark.parametrize(
    ("question", "text", "sentence"),
    [
        (
            "92 °C c'est normal ?",
            _LEVELS,
            "Oui : 92 °C est en dessous de 96 °C (Alarme) et en dessous de 103 °C (Arrêt).",
        ),
        ("98 °C c'est normal ?", _LEVELS, "Non : 98 °C est au-dessus de 96 °C (Alarme)."),
        ("1,8 bar c'est grave ?", _OIL, "Oui : 1,8 bar est en dessous de 2,0 bar (Alarme)."),
    ],
)
def test_an_alarm_and_a_stop_say_which_side_is_well(question: str, text: str, sentence: str) -> None:
    assert judged_reading(question, text, "fr") == sentence


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("is 92 °C ok?", "Chamber 8 baskets, 610 litres."),
        ("is 92 °C ok?", "Alarm: 2 bar"),
        ("is the pressure ok?", _OIL),
        ("when was 92 °C reached?", _LEVELS),
        ("is 92 °C ok at 3 bar?", _LEVELS),
    ],
)
def test_nothing_is_said_without_a_reading_and_a_bound_of_its_unit(question: str, text: str) -> None:
    assert judged_reading(question, text, "en") is None


def test_a_compound_unit_is_a_reading() -> None:
    assert told_quantity("is 0.9 mbar/min ok?") is not None


def test_a_text_that_says_the_reading_again_holds_no_bound() -> None:
    asked = "l'huile est à 92 °C, c'est trop ?"
    assert told_quantity(asked) is not None
    assert not holds_bound(asked, "06 h 10 : huile à 92 °C.")
    assert not tells_of_unit(asked, "06 h 10 : huile à 92 °C.")
    assert holds_bound(asked, "Température d'huile : 85 °C au plus")
