"""Amounts that are asked for and told."""

from __future__ import annotations

import pytest

from assistant.experts.text.amounts import (
    asks_amount,
    asks_filling,
    asks_past_amount,
    asks_price,
    is_bound,
    is_reckoned,
    tells_amount,
    tells_count,
    tells_filling,
    tells_price,
)


@pytest.mark.parametrize(
    "text",
    [
        "how much glue for a joint?", "How many bolts?", "combien de rondelles ?", "What is the average of it?",
        "montant total annuel des contrats", "nombre de tours", "number of spare belts",
    ],
)  # fmt: skip
def test_an_amount_is_asked_for(text: str) -> None:
    assert asks_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "which glue for the joint?", "number of the permit", "why is the number of starts limited?",
        "pourquoi le nombre de démarrages est limité ?", "how is the cost of a repair computed?",
    ],
)  # fmt: skip
def test_a_name_or_a_reason_is_no_amount(text: str) -> None:
    assert not asks_amount(text)


@pytest.mark.parametrize(
    "text", ["0,4 L of glue", "three bolts", "twice a shift", "aucune rondelle", "une seule fois"]
)
def test_figures_and_words_tell_an_amount(text: str) -> None:
    assert tells_amount(text)


@pytest.mark.parametrize(
    "text",
    ["WI-12 Gluing of a joint", "Collage d'un joint", "Parts of line B2-A", "Oil | 15W-40", "grease NLGI 2"],
)
def test_titles_and_identifiers_tell_none(text: str) -> None:
    assert not tells_amount(text)


def test_a_day_is_no_amount() -> None:
    assert not tells_amount("Subject: visit of 21 Nov 2025, press rubbing")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Knives | 5", True),
        ("the drum has six knives", True),
        ("Knife 3 rubs over 140 mm.", False),
        ("Seals of knives 1 and 4 weep oil.", False),
        ("Oil for the knives: 7.5 L", True),
    ],
)
def test_a_count_is_no_label_and_no_length(text: str, tells: bool) -> None:
    assert tells_count(text, frozenset({"knife", "knive", "kniv"})) is tells


def test_a_rule_tells_nothing_of_what_happened() -> None:
    assert asks_past_amount("how long was the press down?")
    assert not asks_past_amount("how long may the press be down?")
    assert is_bound("A stop longer than 10 min is reported.")
    assert not is_bound("10 min down, then restarted")


@pytest.mark.parametrize(
    "text", ["how much oil for P-7?", "il faut combien d'huile", "quelle quantité de graisse"]
)
def test_a_filling_is_litres_or_kilograms(text: str) -> None:
    assert asks_filling(text)
    assert not asks_filling("how many bolts?")
    assert tells_filling("Sump: 61 L")
    assert not tells_filling("Oil pressure: 2.0 bar")


@pytest.mark.parametrize(
    "text", ["price of a seal", "combien coûte un joint ?", "how much does a seal cost?"]
)
def test_a_price_is_told_in_money(text: str) -> None:
    assert asks_price(text)
    assert not asks_price("how much oil?")
    assert tells_price("door drive 6 250 € HT")
    assert tells_price("Seal | Price: 12")
    assert not tells_price("motor ordered, delivery 18/02")


@pytest.mark.parametrize(
    ("text", "reckoned"),
    [
        ("T° moyenne CCT07 mercredi 25", True),
        ("quel chef de quart a signé le plus de permis", True),
        ("how low did the header go when the boiler tripped", True),
        ("days the conductivity was over its limit", True),
        ("height the hedge should be trimmed to", False),
        ("who are we waiting on for the fan", False),
        ("délai étourdissement / saignée mesuré à 71 s en moyenne", True),
    ],
)
def test_what_is_reckoned_from_rows(text: str, reckoned: bool) -> None:
    assert is_reckoned(text) == reckoned
