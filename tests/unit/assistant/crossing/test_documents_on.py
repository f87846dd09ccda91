"""A list of documents is asked for and given: those about a tag first, then those that name it."""

from __future__ import annotations

import pytest

from assistant.crossing.documents_on import DocumentsOn
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, question

_TITLES = {
    "mill/reports/SR-2031-044_saw.pdf": "Jam of band saw SW-12",
    "mill/LT-2031-007_visit.docx": "Visit report",
    "mill/rules/MR-RULE-08.pdf": "Mill rules, standard",
    "mill/orders.csv": "orders",
}
_PASSAGES = (
    chunk("mill/reports/SR-2031-044_saw.pdf", 0, "Jam of band saw SW-12\nThe blade of SW-12 jammed."),
    chunk("mill/LT-2031-007_visit.docx", 0, "Visit report\nSW-12 was visited, see MR-RULE-08."),
    chunk("mill/rules/MR-RULE-08.pdf", 0, "Guards of SW-12 are closed."),
    chunk("mill/orders.csv", 0, "Order | Equipment"),
)


def _naming(identifier: str, scope: Scope) -> frozenset[str]:
    del scope
    return frozenset({"mill/orders.csv"} if identifier == "SW-12" else ())


@pytest.fixture(scope="module")
def documents() -> DocumentsOn:
    return DocumentsOn(library=MillLibrary(_TITLES, _PASSAGES), sources_naming=_naming)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "files"),
    [
        ("List all reports on SW-12", "en", ["SR-2031-044_saw.pdf", "LT-2031-007_visit.docx"]),
        ("What reports are there on SW-12?", "en", ["SR-2031-044_saw.pdf", "LT-2031-007_visit.docx"]),
        ("Quels sont les rapports sur la scie SW-12 ?", "fr", ["SR-2031-044_saw.pdf", "LT-2031-007_visit.docx"]),
        ("Which standards mention SW-12?", "en", ["MR-RULE-08.pdf"]),
        ("Quels documents parlent de SW-12 ?", "fr",
         ["SR-2031-044_saw.pdf", "LT-2031-007_visit.docx", "orders.csv", "MR-RULE-08.pdf"]),
        ("Which documents mention MR-RULE-08?", "en", ["LT-2031-007_visit.docx"]),
    ],
)  # fmt: skip
def test_the_documents_are_listed(
    documents: DocumentsOn, text: str, language: Language, files: list[str]
) -> None:
    bridge = documents.cross(question(text, language), Scope())
    assert bridge is not None
    assert [reason.source.rsplit("/", 1)[-1] for reason in bridge.reasons] == files
    assert (bridge.reasons[0].statement or "").startswith(f"{len(files)} ")


def test_it_is_said_which_are_about_it(documents: DocumentsOn) -> None:
    bridge = documents.cross(question("List all reports on SW-12"), Scope())
    assert bridge is not None
    told = [reason.statement for reason in bridge.reasons]
    assert told == [
        "2 reports on SW-12 or naming it: SR-2031-044_saw.pdf (Jam of band saw SW-12) is about SW-12.",
        "LT-2031-007_visit.docx (Visit report) names SW-12.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What does the report on SW-12 say?",
        "Which report describes the cracked guide of SW-12 and its repair?",
        "List all orders on SW-12",
        "Which standard applies to saws?",
        "Which documents mention ZZ-99?",
    ],
)
def test_other_questions_are_left_to_the_experts(documents: DocumentsOn, text: str) -> None:
    assert documents.cross(question(text), Scope()) is None


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Which documents mention SW-12?", "en", "243 documents on SW-12 or naming it; here are the first 20:"),
        ("Quels documents parlent de SW-12 ?", "fr",
         "243 documents sur SW-12 ou qui le nomment ; en voici 20 :"),
    ],
)  # fmt: skip
def test_all_documents_are_counted_however_often_they_name_it(
    text: str, language: Language, said: str
) -> None:
    titles = {f"mill/note-{n:03}.txt": f"Note {n}" for n in range(243)}
    passages = tuple(chunk(source, n, "SW-12 was seen.") for source in titles for n in range(3))
    many = DocumentsOn(library=MillLibrary(titles, passages), sources_naming=lambda *_: frozenset())  # type: ignore[arg-type]
    bridge = many.cross(question(text, language), Scope())
    assert bridge is not None
    assert (bridge.reasons[0].statement or "").startswith(said)
    assert len(bridge.reasons) == 20
