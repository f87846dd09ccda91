"""Whether how often is asked, and told."""

from __future__ import annotations

import pytest

from assistant.frequency import asks_frequency, tells_frequency

_OFTEN = "How often are the bearings greased?"


@pytest.mark.parametrize(
    "text",
    [
        _OFTEN,
        "At what interval is oil sampled?",
        "À quelle fréquence graisse-t-on P-7 ?",
        "tous les combien ?",
    ],
)
def test_how_often_is_asked(text: str) -> None:
    assert asks_frequency(text)


@pytest.mark.parametrize(
    "text", ["When is it greased?", "What is the frequency of the motor?", "Combien coûte-t-il ?"]
)
def test_other_questions_ask_for_no_frequency(text: str) -> None:
    assert not asks_frequency(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grease every 2,000 h.",
        "Samples are taken monthly.",
        "Le contrôle est semestriel.",
        "Les glissières sont graissées tous les six mois.",
        "It is exchanged when the differential pressure reaches 0.8 bar.",
        "Replace at 24,000 h.",
        "Checked once per shift.",
    ],
)
def test_a_frequency_is_told(text: str) -> None:
    assert tells_frequency(text, _OFTEN)


@pytest.mark.parametrize(
    "text",
    [
        "New bearings may run up to 10 °C warmer during the first 24 h.",
        "The bearings were greased in March 2024 by the contractor.",
        "Il y a 4 lignes avec Place Pump DE.",
    ],
)
def test_a_neighbour_tells_none(text: str) -> None:
    assert not tells_frequency(text, _OFTEN)


def test_a_count_answers_how_often_something_was() -> None:
    assert tells_frequency("There are 3 work orders with Equipment P-7.", "How often was P-7 repaired?")
    assert not tells_frequency("Repair of P-7, EUR: 11870.", "How often was P-7 repaired?")
