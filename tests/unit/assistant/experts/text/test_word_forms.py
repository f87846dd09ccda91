"""Words are found in every form, in either language, and parts of a translation are not."""

from __future__ import annotations

import pytest

from assistant.experts.text.glossary import glossary
from assistant.experts.text.word_forms import word_forms
from assistant.words import stem
from retrieval.records import Language
from retrieval.words import fold, near_terms, terms


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        (["bearings"], "en", "The bearing was hot."),
        (["bearings"], "en", "Les roulements ont chauffé."),
        (["roulement"], "fr", "Two bearings were changed."),
        (["bend"], "en", "The rod was bent."),
        (["bent", "rod"], "en", "They bend rods."),
        (["motor"], "en", "Un moteur électrique."),
        (["vérifiée"], "fr", "On vérifie la bride."),
    ],
)
def test_forms_and_translations_are_found(words: list[str], language: Language, text: str) -> None:
    assert word_forms(words, language).are_in(text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["motor"], "Le tableau électrique est fermé."),
        (["bearings", "hot"], "The bearing was changed."),
        (["seal"], "A seasonal search."),
    ],
)
def test_other_words_are_not_taken_for_them(words: list[str], text: str) -> None:
    assert not word_forms(words, "en").are_in(text)


@pytest.mark.parametrize("written", ["en", "fr"])
def test_an_index_of_either_language_has_a_term_near_each_word(written: Language) -> None:
    words = {word for entry in glossary().same for word in entry if word.isalpha()}
    words |= {"vérifiée", "publicités", "étanchéité", "organisationnels", "responsiveness", "payée", "µm"}
    missed = [
        word
        for word in sorted(words)
        if (held := terms(word, written))
        and not [*near_terms(held, {fold(stem(word, "en")), fold(stem(word, "fr"))})]
    ]
    assert missed == []
