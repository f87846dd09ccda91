"""Documents that hold some words are listed with where they do, in either language, or said not to be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from assistant.crossing.documents_holding import DocumentsHolding
from assistant.experts.text.word_forms import WordForms, word_forms
from assistant.records import Evidence
from retrieval.records import Chunk, Language, Scope

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


def _passages(forms: WordForms, scope: Scope) -> Sequence[Chunk]:
    del forms, scope
    return _PASSAGES


def _cells(forms: WordForms, scope: Scope) -> Mapping[str, Callable[[], Evidence]]:
    del scope
    cell = Evidence(kind="table", source="mill/orders.csv", quote="Grease bearing", score=0.95)
    return {cell.source: lambda: cell} if forms == word_forms(["bearings"], "en") else {}


@pytest.fixture(scope="module")
def documents() -> DocumentsHolding:
    return DocumentsHolding(passages=_passages, cells=_cells, library=MillLibrary(_TITLES, _PASSAGES))  # type: ignore[arg-type]


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
    noun = next((word for word in ("report", "standard") if word in text), "document")
    assert (bridge.reasons[0].statement or "").startswith(f"{len(files)} {noun}")


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


def _notes(count: int) -> DocumentsHolding:
    titles = {f"mill/note-{n:03}.txt": f"Note {n}" for n in range(count)}
    passages = tuple(chunk(source, 0, "The belt slipped.") for source in titles)
    return DocumentsHolding(
        passages=lambda forms, scope: passages,
        cells=lambda forms, scope: {},
        library=MillLibrary(titles, passages),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Which documents mention belts?", "en", "243 documents mention “belts”; here are the first 20."),
        ("Quels documents parlent de courroies ?", "fr",
         "243 documents mentionnent « courroies » ; en voici 20."),
    ],
)  # fmt: skip
def test_all_documents_are_counted_and_the_first_ones_told(text: str, language: Language, said: str) -> None:
    bridge = _notes(243).cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.reasons[0].statement == said
    assert len(bridge.reasons) == 21


def test_no_more_than_are_told_are_not_called_the_first_ones() -> None:
    bridge = _notes(20).cross(question("Which documents mention belts?"), Scope())
    assert bridge is not None
    assert bridge.reasons[0].statement == "20 documents mention “belts”."


def test_words_of_a_heading_alone_are_told_as_its() -> None:
    source = "mill/rules/MR-RULE-08.pdf"
    passages = (chunk(source, 0, "Guards are closed.", None, ("3 Sawdust",)),)
    headed = DocumentsHolding(
        passages=lambda forms, scope: passages,
        cells=lambda forms, scope: {},
        library=MillLibrary(_TITLES, passages),  # type: ignore[arg-type]
    )
    bridge = headed.cross(question("Which documents mention sawdust?"), Scope())
    assert bridge is not None
    assert bridge.reasons[1].quote == "3 Sawdust"


def test_a_part_of_a_translation_is_not_the_word() -> None:
    passages = (chunk("mill/LT-2031-007_visite.docx", 0, "Le tableau électrique est fermé."),)
    other = DocumentsHolding(
        passages=lambda forms, scope: passages,
        cells=lambda forms, scope: {},
        library=MillLibrary(_TITLES, passages),  # type: ignore[arg-type]
    )
    bridge = other.cross(question("Which documents mention motors?"), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
