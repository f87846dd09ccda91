from __future__ import annotations

from assistant.experts.tables.reading import mark_number, read


def operations(text: str) -> set[str]:
    return {mark.operation for mark in read(text).marks}


def test_phrases_are_found() -> None:
    assert {"which", "most"} <= operations("Which rule trips the most?")
    assert "gap" in operations("longest stretch without any order, in days")
    assert "share" in operations("what % of the orders is preventive?")
    assert {"late", "when"} <= operations("when was the last one?")
    assert "count" in {m.operation for m in read("Nombre d'OT en 2021", language="fr").marks}


def test_a_number_that_names_an_order_is_no_count() -> None:
    assert "count" not in operations("WO number of the seal leak?")
    assert "count" in operations("number of seal leaks?")


def test_no_that_is_short_for_number_misses_nothing() -> None:
    assert "missing" in operations("pumps with no spare")
    assert "missing" not in operations("which job no was closed last?")
    assert "missing" not in operations("no. of pumps")


def test_comparisons_are_no_rankings() -> None:
    assert "most" not in operations("at most 5 lines")
    assert "early" not in operations("in the first quarter of 2020")


def test_concepts_in_both_languages() -> None:
    concepts = {c.concept for c in read("OT correctifs sur le groupe froid 9", language="fr").concepts}
    assert {"work order", "corrective", "chiller"} <= concepts


def test_parts_of_tags_are_known() -> None:
    reading = read("RPN of P-110A and SP-1040")
    assert [reading.tokens[i].norm for i in sorted(reading.in_tags)] == ["p", "110a", "sp", "1040"]


def test_statements_do_not_ask() -> None:
    reading = read("How many leaks are there? I think it sits under more than one code.")
    positions = {token.norm: i for i, token in enumerate(reading.tokens)}
    assert reading.asks_at(positions["leaks"])
    assert not reading.asks_at(positions["code"])


def test_numbers_of_rankings() -> None:
    (mark,) = read("Top 3 pumps").of("top")
    assert mark_number(mark) == 3
    (mark,) = read("the second most common fault").of("nth")
    assert mark_number(mark) == 2
