from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.experts.text.named import DocumentNames, Named
from assistant.experts.text.telling import own_fields
from retrieval.records import Chunk, Document, Language, Scope

BOILER = "mill/reports/TR-2024-0311_boiler.pdf"
LINER = "mill/reports/liner_change.docx"
FAULT = "mill/analyses/crusher.docx"
MAIL = "mill/mail/gearbox_heat.eml"
RULE = "mill/starting.pdf"
NORM = "mill/standards/KM-017_rev2.pdf"


def document(source: str, title: str, *, language: Language = "en", media: str = "pdf") -> Document:
    collection, path = source.split("/", 1)
    return Document(
        id=source, source=source, collection=collection, path=path, media=media, sha256="0" * 64, revision=1,
        title=title, language=language, ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


class Catalogue:
    """Six documents of a mill."""

    def __init__(self) -> None:
        self.read = 0

    def generation(self) -> int:
        return 7

    def documents(self, scope: Scope) -> list[Document]:
        self.read += 1
        found = [
            document(BOILER, "Tube leak of boiler B-201"),
            document(LINER, "Replacement of the liner, mill ML-300"),
            document(FAULT, "Failure tree analysis: crusher CR-110 blocked"),
            document(MAIL, "RE: hot gearbox", media="mail"),
            document(NORM, "Steam boilers: operation"),
            document(RULE, "Instruction OP-4 Starting the kiln"),
        ]
        return [d for d in found if not scope.sources or d.source in scope.sources]

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
        places = {"WO-88012": [(LINER, 0), (BOILER, 4)], "ML-300": [(LINER, 0), (BOILER, 0), (FAULT, 0)]}
        places |= {"K-4471C": [(FAULT, 0), (FAULT, 3)]}
        head = "Vessel: Kestrel 90, K4471C. Place: Port Amber. Order: WO-88012 on ML-300"
        return [
            Chunk(id=f"{source}{at}", source=source, kind="text", ordinal=at, text="" if at else head)
            for source, at in places.get(identifier, [])
        ]


@pytest.fixture
def names() -> DocumentNames:
    return DocumentNames(Catalogue())


def test_a_document_is_named_by_its_number(names: DocumentNames) -> None:
    named = names.find("Who signed TR-2024-0311?", "en")
    assert (named.sources, named.how) == ((BOILER,), "number")
    assert {"tr", "2024", "0311"} <= named.said
    assert named.speaks_of(BOILER) == 1.0
    assert named.speaks_of(MAIL) == 0.0


def test_a_tag_in_a_path_names_no_document(names: DocumentNames) -> None:
    assert names.find("What happened to CR-110?", "en").sources == ()


def test_a_kind_and_words_of_the_title_name_a_document(names: DocumentNames) -> None:
    named = names.find("what does the report on the liner replacement advise", "en")
    assert (named.sources, named.how) == ((LINER,), "words")
    assert "liner" not in named.said


@pytest.mark.parametrize("question", ["who made the FTA?", "was the FTA ever closed"])
def test_first_letters_of_a_title_name_a_document(names: DocumentNames, question: str) -> None:
    assert names.find(question, "en").sources == (FAULT,)


def test_a_mail_is_named_by_what_it_is(names: DocumentNames) -> None:
    assert names.find("what was his advice in the mail about the gearbox?", "en").sources == (MAIL,)


def test_what_a_document_is_about_names_it(names: DocumentNames) -> None:
    assert names.find("how warm was it after the replacement of the liner?", "en").sources == (LINER,)
    assert names.find("was the mill aligned at the replacement?", "en").sources == (LINER,)


def test_the_only_document_of_its_kind_is_named_by_the_kind(names: DocumentNames) -> None:
    assert names.find("what pressure does the standard allow?", "en").sources == (NORM,)


def test_words_alone_name_nothing(names: DocumentNames) -> None:
    assert names.find("how hot may the gearbox get?", "en").sources == ()


def test_a_number_that_a_document_opens_with_names_it(names: DocumentNames) -> None:
    assert names.find("how many hours did WO-88012 take?", "en").sources == (LINER,)


def test_a_number_that_many_documents_open_with_names_none(names: DocumentNames) -> None:
    assert names.find("how heavy is ML-300?", "en").sources == ()


def test_a_tag_among_many_in_a_handover_of_one_passage_names_no_document() -> None:
    class Handover(Catalogue):
        def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
            text = "HMC-01: chip conveyor reset. HMC-02: pallet 4 stuck. VMC-05: noisy. GRD-01: waits. LTH-03: new jaws"
            return (
                [Chunk(id="a", source=MAIL, kind="text", ordinal=0, text=text)] if identifier in text else []
            )

    assert DocumentNames(Handover()).find("which jaws does LTH-03 have?", "en") == Named()


def test_only_documents_of_the_scope_are_named(names: DocumentNames) -> None:
    assert names.find("Who signed TR-2024-0311?", "en", Scope(sources=(MAIL,))).sources == ()


def test_names_are_read_once_for_a_state() -> None:
    catalogue = Catalogue()
    names = DocumentNames(catalogue)
    names.find("the FTA", "en")
    names.find("the FTA", "en")
    assert catalogue.read == 1


def test_a_short_number_names_the_instruction_that_bears_it_and_no_equipment(names: DocumentNames) -> None:
    assert names.find("Did it exceed the limit of OP-4?", "en").sources == (RULE,)
    assert names.find("Did it exceed the limit of OP-5?", "en").sources == ()


def test_a_kind_of_document_is_known_by_its_french_name(names: DocumentNames) -> None:
    assert names.find("Quelle est la limite de la norme ?", "fr").sources == (NORM,)


def test_what_the_head_of_a_named_document_says_is_not_asked_for(names: DocumentNames) -> None:
    named = names.find("Which part of the Kestrel 90 K4471C was cracked?", "en")
    assert named.sources == (FAULT,)
    assert {"k4471c", "kestrel", "90"} <= named.said
    assert not {"part", "cracked", "crack", "vessel", "amber"} & named.said


def test_a_field_of_another_form_is_not_that_of_the_document_that_is_named() -> None:
    def piece(source: str, fills_field: float) -> Any:
        chunk = SimpleNamespace(source=source)
        return SimpleNamespace(hit=SimpleNamespace(chunk=chunk)), SimpleNamespace(fills_field=fills_field)

    ranked = [piece("s/other.pdf", 1.0), piece("s/rca.docx", 1.0), piece("s/other.pdf", 0.0)]
    kept = own_fields(Named(sources=("s/rca.docx",)), ranked)
    assert kept == ranked[1:], "who wrote the other report did not write this one"
    assert own_fields(Named(), ranked) == ranked
