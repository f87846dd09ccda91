"""What was read in is listed by kind, and a document's place is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.crossing.library_list import LibraryList
from retrieval.records import Document, Language, Scope

from .mill import MillLibrary, chunk, question

_TITLES = {
    "mill/reports/SR-2031-044_saw.pdf": "Jam of band saw SW-12, report",
    "mill/LT-2031-007_visit.docx": "Visit report",
    "mill/rules/MR-RULE-08.pdf": "Mill rules, standard",
}
_PASSAGES = tuple(chunk(source, 0, f"{title}\nMore.") for source, title in _TITLES.items())
_LIBRARY = MillLibrary(_TITLES, _PASSAGES)


def _called(words: str, language: Language, scope: Scope) -> Sequence[Document]:
    del language
    return [d for d in _LIBRARY.documents(scope) if "standard" in d.title and "standard" in words]


def _told(text: str, language: Language = "en") -> list[str]:
    listing = LibraryList(library=_LIBRARY, called=_called)  # type: ignore[arg-type]
    bridge = listing.cross(question(text, language), Scope())
    return [] if bridge is None else [str(reason.statement) for reason in bridge.reasons]


@pytest.mark.parametrize(
    ("text", "language", "number", "noun"),
    [
        ("list the documents", "en", 3, "documents"),
        ("What documents do you have?", "en", 3, "documents"),
        ("how many documents are there?", "en", 3, "documents"),
        ("quels documents as-tu ?", "fr", 3, "documents"),
        ("combien de documents y a-t-il ?", "fr", 3, "documents"),
        ("which reports are there?", "en", 2, "reports"),
        ("liste des rapports", "fr", 2, "rapports"),
        ("show me the standards", "en", 1, "standard"),
    ],
)
def test_documents_are_listed(text: str, language: Language, number: int, noun: str) -> None:
    told = _told(text, language)
    assert len(told) == number
    assert told[0].startswith(f"{number} {noun}")
    assert all(".pdf" in line or ".docx" in line for line in told)


@pytest.mark.parametrize(
    "text", ["open the standard", "where is the standard?", "où est le standard ?", "find the standard"]
)
def test_the_place_of_a_document_is_told(text: str) -> None:
    assert _told(text) == ["MR-RULE-08.pdf (Mill rules, standard): mill/rules/MR-RULE-08.pdf"]


@pytest.mark.parametrize(
    "text",
    [
        "list all reports on SW-12",
        "which documents mention asbestos?",
        "where is SW-12?",
        "where is the valve?",
        "show me the value in the standard",
        "which reports are late?",
        "list the pumps",
        "who wrote the standard?",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert not _told(text)
