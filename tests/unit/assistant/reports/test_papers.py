"""What documents state: causes under their title, what was ruled out, what was not looked at."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

from assistant.citations import CitationList
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.papers import read_papers
from retrieval.records import Chunk, Document

PARTS = (
    ("2 Constatations", "Chambres 3 et 4 : croûte dure et humide sur 37 manches."),
    ("3 Cause", "Le colmatage est causé par l'air humide : la purge du sécheur 310-SE01 est bloquée."),
    ("3 Cause", "L'usure du média est écartée : les manches sont récentes."),
    ("4 Recommandations", "Remplacer la purge du sécheur 310-SE01 avant toute pose de manches neuves."),
    ("4 Recommandations", "Remplacer les 12 manches de 320-FM01 avant la fin du mois."),
    ("5 Causes écartées", "Le réglage de la pression : il a été contrôlé ce jour-là."),
    ("6 Limites de l'inspection", "La plaque à tubes et les venturis restent à voir."),
)
REGISTER = {"310-FM-01", "320-FM-01", "310-SE-01"}


class _Tables:
    """One register of equipment."""

    def rows_named(self, tag: str, scope: object) -> list[object]:
        row = SimpleNamespace(key=tag, schema=SimpleNamespace(name="register"))
        return [row] if tag in REGISTER else []


def _case() -> Case:
    document = Document(
        id="1", source="site/RI-9.docx", collection="site", path="RI-9_310-FM01.docx", media="docx", sha256="0",
        revision=1, title="Inspection du filtre 310-FM01", language="fr", ingested_at=datetime(2031, 1, 2),
        date=date(2031, 1, 1),
    )  # fmt: skip
    chunks = [
        Chunk(id=str(n), source=document.source, ordinal=n, kind="text", text=text, headings=(title,))
        for n, (title, text) in enumerate(PARTS)
    ]
    catalogue = SimpleNamespace(chunks_of=lambda source: chunks, document=lambda source: document)
    return Case(
        tag="310-FM-01", since=datetime(2031, 1, 1), until=datetime(2031, 2, 1), language="fr", signals=(),
        documents=(document,), cited=CitationList(), knowledge=cast("Any", SimpleNamespace(catalogue=catalogue)),
        tables=cast("Any", _Tables()), today=date(2031, 3, 5),
    )  # fmt: skip


def test_what_stands_under_the_title_of_the_cause_is_the_cause_but_for_what_is_ruled_out() -> None:
    papers = read_papers(_case())
    assert [one.evidence.quote[:28] for one in papers.causes] == ["Le colmatage est causé par l"]
    assert any("est écartée" in one.evidence.quote for one in papers.findings)


def test_a_request_on_an_auxiliary_is_told_and_one_on_a_sister_machine_is_not() -> None:
    asks = [one.evidence.quote for one in read_papers(_case()).asks]
    assert any("310-SE01" in one for one in asks)
    assert not any("320-FM01" in one for one in asks)


def test_what_an_inspection_did_not_see_is_told_as_that() -> None:
    papers = read_papers(_case())
    assert [one.evidence.quote for one in papers.unseen] == [
        "La plaque à tubes et les venturis restent à voir."
    ]
