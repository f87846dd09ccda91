from __future__ import annotations

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.match import link_values
from assistant.experts.tables.reading import read
from assistant.experts.tables.scored import Match
from retrieval.records import Language


def matches(index: TableIndex, text: str, language: Language = "en") -> dict[str, Match]:
    found, _ = link_values(read(text, language=language), index)
    return {m.column: m for m in found}


def test_tags_in_any_spelling(index: TableIndex) -> None:
    for text in ("pump P-201A", "pump p201a", "pump p 201a"):
        assert matches(index, text)["Tag"].values == ("P-201A",)


def test_the_whole_value_before_a_part_of_it(index: TableIndex) -> None:
    assert matches(index, "the mechanical seal")["Description"].values == ("Mechanical seal",)


def test_part_of_a_value_means_all_that_have_it(index: TableIndex) -> None:
    match = matches(index, "les fuites", "fr")["Défaut"]
    assert match.values == ("Fuite garniture",)
    assert not match.full


def test_meaning_and_inflection(index: TableIndex) -> None:
    assert matches(index, "worn gearbox")["Failure mode"].values == ("Wear",)
    assert "Correctif" in matches(index, "corrective orders")["Type"].values


def test_slips_of_spelling(index: TableIndex) -> None:
    match = matches(index, "the impellor")["Description"]
    assert match.values == ("Impeller",)
    assert not match.spelled


def test_numbers_and_function_words_name_nothing(index: TableIndex) -> None:
    assert matches(index, "more than 10 of the") == {}
