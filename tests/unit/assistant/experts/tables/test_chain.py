from __future__ import annotations

from collections.abc import Callable

from assistant.experts.tables.chain import fill_in, nested, refers_back, split
from assistant.experts.tables.reading import read
from assistant.records import Evidence

from .plant_tables import sheets


def test_a_question_is_cut_where_another_begins() -> None:
    reading = read("Which rule fires most on unit 4, and which codes does the mapping give for it?")
    parts = split(reading)
    assert parts is not None
    assert parts.last == "which codes does the mapping give for it?"
    assert refers_back(parts.last, reading)
    assert fill_in(parts.last, ("R1",), reading) == "which codes does the mapping give for R1?"


def test_one_question_is_not_cut() -> None:
    assert split(read("How many rounds did Varga and Olsen do?")) is None


def test_possessives_are_filled_in() -> None:
    reading = read("Which pump is the largest, and what is its power?")
    assert fill_in("what is its power?", ("P-1",), reading) == "what is the power of P-1"


def test_a_question_inside_a_question() -> None:
    found = nested(read("How many alerts did the chiller with the most work orders have?"))
    assert found == ("which chiller has the most work orders?", "How many alerts did {} have?")
    found = nested(read("which codes are mapped to the rule that fires most on unit 4?"))
    assert found is not None
    assert found[0].startswith("which rule fires the most on unit 4")


def test_two_steps_are_answered(answer: Callable[..., Evidence]) -> None:
    parts, suppliers = sheets()["spare_parts"].frame, sheets()["suppliers"].frame
    dearest = parts.loc[parts["Unit price"].idxmax()]
    country = suppliers[suppliers.Supplier == dearest.Supplier].Country.iloc[0]
    evidence = answer("Who supplies the most expensive spare part, and in which country is this supplier?")
    assert country in (evidence.statement or "")
