"""The noun that a question asks for, and whether any source has a word for it."""

from __future__ import annotations

import pytest

from assistant.experts.text.expert import TextExpert
from assistant.experts.text.sought import sought
from assistant.records import Question
from retrieval.records import Language, Scope


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("warranty of the guard bracket", "en", "warranti"),
        ("What is the rated capacity of the guard?", "en", "capac"),
        ("quelle est la garantie sur les pompes", "fr", "garanti"),
        ("prix catalogue de la pompe", "fr", ""),
        ("couleur de la pompe", "fr", "couleur"),
    ],
)
def test_the_noun_before_of_is_asked_for(text: str, language: Language, noun: str) -> None:
    nouns = sought(text, language)
    assert noun in nouns if noun else not nouns


@pytest.mark.parametrize(
    "text",
    [
        "what happened on line 3",
        "who is in charge of the guard?",
        "When is the guard removed?",
        "summary of the standard",
        "how many guards of the press are open?",
    ],
)
def test_other_questions_name_no_noun_in_front(text: str) -> None:
    assert not sought(text, "en")


def test_what_no_source_has_a_word_for_is_not_answered(expert: TextExpert) -> None:
    def score(text: str) -> float:
        question = Question(text=text, asked=text, language="en")
        return max((e.score for e in expert.find(question, Scope()).evidence), default=0.0)

    assert score("warranty of the guard bracket with two bolts that may be removed after lock-out") < 0.5
    assert score("removal of guards after lock-out") >= score("warranty of guards after lock-out")
