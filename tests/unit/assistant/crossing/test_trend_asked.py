from __future__ import annotations

import pytest

from assistant.crossing.trend_asked import TrendAsked, asked_trend


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("When did the vibration of P-7 start to rise?", TrendAsked("begin", "the vibration of P-7", "up")),
        ("since when has VT-8 been falling", TrendAsked("begin", "VT-8", "down")),
        (
            "Depuis quand la température de P-7 augmente-t-elle ?",
            TrendAsked("begin", "la température de P-7", "up"),
        ),
        ("Quand la pression a-t-elle commencé à baisser ?", TrendAsked("begin", "la pression", "down")),
        ("Depuis quand l'oxygène dérive ?", TrendAsked("begin", "l'oxygène", None)),
        ("Is the vibration of P-7 still rising?", TrendAsked("now", "the vibration of P-7", "up")),
        ("is VT-8 stable now?", TrendAsked("now", "VT-8", "level")),
        ("Has the vibration stopped rising?", TrendAsked("now", "the vibration", "up", ended=True)),
        (
            "La température palier de P-7 est-elle stable ?",
            TrendAsked("now", "La température palier de P-7", "level"),
        ),
        ("La pression continue-t-elle à baisser ?", TrendAsked("now", "La pression", "down")),
        ("how fast is the vibration increasing?", TrendAsked("rate", "the vibration", "up")),
        ("À quelle vitesse monte la vibration de P-7 ?", TrendAsked("rate", "la vibration de P-7", "up")),
        ("When will VT-8 reach its alarm limit at this rate?", TrendAsked("limit", "VT-8", None)),
        ("Quand P-7 atteindra-t-elle le seuil d'alarme ?", TrendAsked("limit", "P-7", None)),
        ("Was the vibration rising before the trip?", TrendAsked("before_stop", "the vibration", "up")),
        ("Est-ce que la vibration montait avant l’arrêt ?", TrendAsked("before_stop", "la vibration", "up")),
        ("What changed before P-7 stopped?", TrendAsked("what_before_stop", "", None)),
        ("Quels capteurs ont dérivé avant l'arrêt de P-7 ?", TrendAsked("what_before_stop", "", None)),
    ],
)
def test_what_is_asked_of_a_course(text: str, wanted: TrendAsked) -> None:
    asked = asked_trend(text)
    assert asked is not None
    assert (asked.aim, asked.way, asked.ended) == (wanted.aim, wanted.way, wanted.ended)
    assert wanted.rest in " ".join(asked.rest.split())
    assert len(asked.rest) == len(" ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "Is P-7 running?",
        "When did P-7 stop?",
        "Is the vibration of P-7 rising or falling over the whole log?",
        "La vibration est-elle en hausse ou en baisse ?",
        "Why is the vibration rising?",
        "How fast does PT-8 drift, per day?",
        "How much random variation on PT-8, drift and cycles aside?",
        "Is the level of P-7 going up or down?",
        "VT-8 constant value, from when?",
        "When did the pressure of P-7 settle on a new plateau?",
        "Le 04/01/2031, jusqu'où FT-8 est-il descendu ?",
        "Is the vibration of P-7 rising on 12 May 2031?",
        "What is the mean vibration of P-7?",
        "What should I do if the vibration rises?",
        "When did VT-8 exceed 7.1 mm/s?",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert asked_trend(text) is None
