"""Documents that hold some words are listed with where they do, in either language, or said not to be there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.crossing.documents_holding import DocumentsHolding
from assistant.records import Evidence
from retrieval.records import Hit, Language, Scope

from .mill import MillLibrary, chunk, question

_TITLES = {
    "mill/reports/SR-2031-044_saw.pdf": "Jam of band saw SW-12, report",
    "mill/LT-2031-007_visite.docx": "Compte rendu de visite",
    "mill/rules/MR-RULE-08.pdf": "Mill rules, standard",
    "mill/orders.csv": "orders",
}
_PASSAGES = (
    chunk(
        "mill/reports/SR-2031-044_saw.pdf",
        0,
        "Jam of the band saw\nThe saw stood. Its bearings were hot, see below.",
    ),
    chunk(
        "mill/reports/SR-2031-044_saw.pdf", 1, "The bearings were greased. A roller was\nbent by a hard stop."
    ),
    chunk("mill/LT-2031-007_visite.docx", 0, "Les roulements ont été changés."),
    chunk("mill/rules/MR-RULE-08.pdf", 0, "Guards are closed. Ear protection is worn."),
    chunk("mill/orders.csv", 0, "Order | Equipment"),
)


def _search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
    del words, scope
    return [Hit(chunk=passage, score=0.5) for passage in _PASSAGES[:top]]


def _cells(words: Sequence[str], language: Language, scope: Scope) -> dict[str, Evidence]:
    del language, scope
    cell = Evidence(kind="table", source="mill/orders.csv", quote="Grease bearing", score=0.95)
    return {cell.source: cell} if list(words) == ["bearings"] else {}


@pytest.fixture(scope="module")
def documents() -> DocumentsHolding:
    return DocumentsHolding(search=_search, cells=_cells, library=MillLibrary(_TITLES, _PASSAGES))  # type: ignore[arg-type]


def _files(reasons: Sequence[object]) -> list[str]:
    return [str(getattr(reason, "source", "")).rsplit("/", 1)[-1] for reason in reasons[1:]]


@pytest.mark.parametrize(
    ("text", "language", "files"),
    [
        ("Which documents mention bearings?", "en",
         ["LT-2031-007_visite.docx", "orders.csv", "SR-2031-044_saw.pdf"]),
        ("Does any document contain the word “guard”?", "en", ["MR-RULE-08.pdf"]),
        ("Which reports mention bearings?", "en", ["LT-2031-007_visite.docx", "SR-2031-044_saw.pdf"]),
        ("Which standards mention guards?", "en", ["MR-RULE-08.pdf"]),
        ("Is a bent roller mentioned anywhere?", "en", ["SR-2031-044_saw.pdf"]),
        ("Where is ear protection mentioned?", "en", ["MR-RULE-08.pdf"]),
        ("Quels documents parlent de roulements ?", "fr", ["LT-2031-007_visite.docx", "SR-2031-044_saw.pdf"]),
        ("Est-il question de roulements dans les documents ?", "fr",
         ["LT-2031-007_visite.docx", "SR-2031-044_saw.pdf"]),
    ],
)  # fmt: skip
def test_the_documents_are_told_apart(
    documents: DocumentsHolding, text: str, language: Language, files: list[str]
) -> None:
    bridge = documents.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.listed
    assert _files(bridge.reasons) == files
    assert (bridge.reasons[0].statement or "").startswith(f"{len(files)} document")


def test_the_sentence_that_holds_the_words_is_quoted(documents: DocumentsHolding) -> None:
    bridge = documents.cross(question("Which reports mention bearings?"), Scope())
    assert bridge is not None
    told = bridge.reasons[2]
    assert told.quote == "Its bearings were hot, see below."
    assert (told.statement or "").endswith("“Its bearings were hot, see below”.")


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Which documents mention unobtainium?", "en", "I found “unobtainium” in none of the 4 documents."),
        ("Y a-t-il un document qui mentionne la cavitation ?", "fr",
         "Je n'ai trouvé « cavitation » dans aucun des 4 documents."),
    ],
)  # fmt: skip
def test_that_no_document_holds_them_is_said(
    documents: DocumentsHolding, text: str, language: Language, said: str
) -> None:
    bridge = documents.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.refusal == said


@pytest.mark.parametrize(
    "text",
    [
        "Which documents are in force?",
        "What does the report say of bearings?",
        "Which work orders mention bearings?",
        "Which documents mention that the saw stood since its bearings were hot that day?",
        "How are bearings greased?",
    ],
)
def test_other_questions_are_left_alone(documents: DocumentsHolding, text: str) -> None:
    assert documents.cross(question(text), Scope()) is None


def test_words_are_found_over_the_end_of_a_line(documents: DocumentsHolding) -> None:
    bridge = documents.cross(question("Which reports mention a bent roller?"), Scope())
    assert bridge is not None
    assert "A roller was bent" in (bridge.reasons[1].statement or "")


def test_words_in_a_great_many_documents_are_told_as_at_least() -> None:
    titles = {f"mill/note-{n:02}.txt": f"Note {n}" for n in range(30)}
    passages = tuple(chunk(source, 0, "The belt slipped.") for source in titles)
    many = DocumentsHolding(
        search=lambda words, scope, top: [Hit(chunk=one, score=0.5) for one in passages[:top]],
        cells=lambda words, language, scope: {},
        library=MillLibrary(titles, passages),  # type: ignore[arg-type]
    )
    bridge = many.cross(question("Which documents mention belts?"), Scope())
    assert bridge is not None
    assert bridge.reasons[0].statement == "At least 30 documents mention “belts”."
    assert len(bridge.reasons) == 21
