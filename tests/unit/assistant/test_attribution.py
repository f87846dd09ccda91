"""Whose word a question asks for: the words that name a document are cut out, and no more."""

from __future__ import annotations

import pytest

from assistant.attribution import Attributions
from assistant.experts.text.named import Named
from assistant.records import Question
from retrieval.records import Language, Scope

KNOWN = {
    "RCA": "a/rca.docx",
    "leak report": "a/leak.pdf",
    "rapport de fuite": "a/leak.pdf",
    "XY-07": "a/xy.pdf",
}


def names_in(text: str, language: Language, scope: Scope) -> Named:
    del language, scope
    found = tuple(source for name, source in KNOWN.items() if name in text)
    return Named(found, "words")


def find(text: str, language: Language = "en") -> tuple[str, tuple[str, ...]] | None:
    found = Attributions(names_in).find(Question(text=text, asked=text, language=language), Scope())
    return None if found is None else (found.text, found.sources)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("According to the RCA, what broke first?", "what broke first?"),
        ("what is the root cause of the trip acc to the RCA?", "what is the root cause of the trip?"),
        ("What broke, as stated in the RCA of the trip, in May?", "What broke in May?"),
        ("According to the RCA what broke first?", "what broke first?"),
    ],
)
def test_the_words_that_name_the_document_are_cut_out(text: str, rest: str) -> None:
    assert find(text) == (rest, ("a/rca.docx",))


def test_french_and_numbers_name_documents_too() -> None:
    assert find("Selon le rapport de fuite, combien d'eau a été perdue ?", "fr") == (
        "combien d'eau a été perdue ?",
        ("a/leak.pdf",),
    )
    assert find("D'après XY-07, quelle est la limite ?", "fr") == ("quelle est la limite ?", ("a/xy.pdf",))


@pytest.mark.parametrize(
    ("text", "rest", "language"),
    [
        ("Who owns action 4 in the RCA?", "Who owns action 4", "en"),
        ("In the RCA, who owns action 4?", "who owns action 4?", "en"),
        ("coût total de la RCA", "coût total", "fr"),
        ("total cost of the pump in our RCA", "total cost of the pump", "en"),
    ],
)
def test_where_something_is_looked_for_another_document_may_answer(
    text: str, rest: str, language: Language
) -> None:
    found = Attributions(names_in).find(Question(text=text, asked=text, language=language), Scope())
    assert found is not None
    assert (found.text, found.sources, found.alone) == (rest, ("a/rca.docx",), False)


@pytest.mark.parametrize(
    "text",
    [
        "What is in the RCA?",
        "In the morning, what broke first?",
        "What broke first in the RCA and in May?",
        "According to the operator, what broke first?",
        "How many litres per hour were lost?",
        "According to the RCA?",
    ],
)
def test_where_no_known_document_is_named_nothing_is_cut(text: str) -> None:
    assert find(text) is None
