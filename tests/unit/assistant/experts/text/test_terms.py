"""Key words of a question: abbreviations in full, the future of to be apart, words of the title taken off."""

from __future__ import annotations

from assistant.experts.text.terms import Term, key_terms, without_title
from assistant.experts.text.vocabulary import Vocabulary
from retrieval.records import Language


class Empty:
    def generation(self) -> int:
        return 0


def entries(text: str, language: Language) -> set[tuple[str, ...]]:
    return {term.entry for term in key_terms(text, language, Vocabulary(Empty()))}  # type: ignore[arg-type]


def test_abbreviations_of_an_english_question_are_written_out() -> None:
    assert ("temperatur",) in entries("max temp of the oven", "en")
    assert ("temp",) in entries("temps de cuisson", "fr")


def test_a_part_of_a_tag_is_no_abbreviation() -> None:
    assert ("sw",) in entries("state of SW-12", "en")
    assert ("switch",) in entries("sw state", "en")


def test_the_future_of_to_be_asks_for_nothing() -> None:
    assert entries("quand la presse sera prête", "fr") == entries("quand la presse est prête", "fr")


def test_a_rare_word_beside_the_title_is_what_is_asked() -> None:
    def term(word: str, weight: float) -> Term:
        return Term((word,), weight, frozenset())

    asked = (term("next", 0.9), term("patrol", 0.7), term("lamp", 1.1))
    assert without_title(asked, {"patrol", "lamp"}) == asked[:1]
    assert without_title((term("next", 0.3), *asked[1:]), {"patrol", "lamp"})[1:] == asked[1:]


def test_a_word_is_held_by_another_word_of_the_trades() -> None:
    (padlock,) = key_terms("padlock", "en", Vocabulary(Empty()))  # type: ignore[arg-type]
    assert padlock.held({"caden"}) == padlock.of_others
    (on_call,) = key_terms("astreinte", "fr", Vocabulary(Empty()))  # type: ignore[arg-type]
    assert on_call.held({"standbi", "duti"}) == on_call.of_others
    assert on_call.held({"duti"}) == 0.0
