"""Words that mean the same, from the glossary and from the words of the trades, in either language."""

from __future__ import annotations

import pytest

from assistant.experts.text.trade_entries import phrases, same_meaning
from retrieval.records import Language


@pytest.mark.parametrize(
    ("said", "language", "other"),
    [
        ("deadline", "en", ("due", "date")),
        ("astreinte", "fr", ("standbi", "duti")),
        ("groupe froid", "fr", ("chiller",)),
        ("padlock", "en", ("caden",)),
        ("cadenas", "fr", ("padlock",)),
        ("mors", "fr", ("jaw",)),
        ("préavis", "fr", ("notic",)),
        ("vibrait", "fr", ("vibrat",)),
        ("vibrates", "en", ("vibratoir",)),
    ],
)
def test_a_word_is_called_otherwise_in_either_language(
    said: str, language: Language, other: tuple[str, ...]
) -> None:
    assert other in same_meaning(tuple(said.split()), language)


def test_a_word_of_the_other_language_is_not_taken_for_its_look() -> None:
    assert ("lath",) not in same_meaning(("tour",), "en")


def test_a_phrase_does_not_stand_for_one_word_of_it() -> None:
    assert ("call",) not in same_meaning(("astreinte",), "fr")


def test_words_are_cut_into_the_longest_phrases() -> None:
    assert list(phrases(["panne", "groupe", "froid", "nord"], "fr")) == [
        ("panne",),
        ("groupe", "froid"),
        ("nord",),
    ]
