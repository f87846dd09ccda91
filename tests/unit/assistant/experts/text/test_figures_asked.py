"""Figures by number, on a real catalogue."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.experts.text.figures import asked_figure, find_figure
from assistant.records import Question
from retrieval import revisions
from retrieval.catalogue import Catalogue
from retrieval.database import writer
from retrieval.records import Chunk, Document, Figure, Language, Revision, Scope

BOX = (100.0, 200.0, 400.0, 380.0)


def _document(source: str, title: str) -> Document:
    return Document(
        id=source, source=source, collection="plant", path=source.split("/")[1], media="pdf", sha256="0" * 64,
        revision=1, title=title, language="en", ingested_at=datetime(2024, 5, 1, tzinfo=UTC), pages=9,
    )  # fmt: skip


def _put(catalogue: Catalogue, source: str, title: str, *figures: tuple[str | None, str, int]) -> None:
    kept = tuple(
        Figure(id=f"{source}#{i}", source=source, label=label, caption=caption, page=page, box=BOX)
        for i, (label, caption, page) in enumerate(figures)
    )
    chunks = tuple(
        Chunk(
            id=f"c {figure.id}", source=source, kind="text", ordinal=i, text=figure.caption, label=figure.label,
            page=figure.page, ref=figure.id,
        )
        for i, figure in enumerate(kept)
        if figure.label
    )  # fmt: skip
    old = Chunk(
        id=f"old {source}", source=source, kind="text", ordinal=99, text="Figure 8. Old", label="Figure 8"
    )
    revision = Revision(document=_document(source, title), chunks=(*chunks, old), figures=kept)
    with writer(catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, revision)
    with writer(catalogue.engine).begin() as connection:
        revisions.activate(connection, key)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path)
    _put(
        made, "plant/pump.pdf", "Pump manual", ("Figure 3", "Figure 3 – Flow", 4), (None, "", 5),
        ("Figure 12", "Figure 12 – Curves", 6), ("Figure 12", "Figure 12 (continued)", 7),
    )  # fmt: skip
    _put(made, "plant/fan.pdf", "Fan manual", ("FIG. 3", "FIG. 3 BLADES", 2))
    return made


def ask(catalogue: Catalogue, text: str, language: Language = "en"):
    return find_figure(catalogue, Question(text=text, asked=text, language=language), Scope())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Show me figure 3 of the pump manual", "en"), ("What does figure 3 of pump.pdf show?", "en"),
        ("montre-moi la figure 3 du pump manual", "fr"), ("Que montre la figure 3 de pump.pdf ?", "fr"),
        ("Figure 3, pump manual", "en"), ("Can you display fig. 3 of the pump please", "en"),
    ],
)  # fmt: skip
def test_a_figure_comes_with_its_caption_and_frame(
    catalogue: Catalogue, text: str, language: Language
) -> None:
    found = ask(catalogue, text, language)
    assert found is not None
    (only,) = found.evidence
    assert (only.source, only.page, only.boxes) == ("plant/pump.pdf", 4, (BOX,))
    assert only.quote == "Figure 3 – Flow"
    assert only.verbatim
    assert only.figure is not None


def test_all_parts_and_all_documents_where_none_is_named(catalogue: Catalogue) -> None:
    parts = ask(catalogue, "show figure 12")
    assert parts is not None
    assert [item.page for item in parts.evidence] == [6, 7]
    both = ask(catalogue, "what does figure 3 show?")
    assert both is not None
    assert {item.source for item in both.evidence} == {"plant/pump.pdf", "plant/fan.pdf"}


def test_a_figure_that_is_not_there_is_refused_with_those_that_are(catalogue: Catalogue) -> None:
    found = ask(catalogue, "Show me figure 99 of the pump manual")
    assert found is not None
    assert found.refusal is not None
    assert "Figure 3, Figure 12" in found.refusal


def test_what_an_older_program_read_still_answers_by_its_caption(catalogue: Catalogue) -> None:
    found = ask(catalogue, "show me figure 8 of the pump manual")
    assert found is not None
    (only,) = found.evidence
    assert (only.quote, only.figure) == ("Figure 8. Old", None)


@pytest.mark.parametrize(
    "text",
    ["What pressure does figure 3 show at 2000 rpm?", "Compare figure 3 and figure 12", "What figure is on page 3?",
     "In figure 3, how thick is the seal?"],
)  # fmt: skip
def test_other_questions_are_left_to_the_search(catalogue: Catalogue, text: str) -> None:
    assert ask(catalogue, text) is None


def test_numbers_in_many_spellings() -> None:
    for text, number in (
        ("figure n° 7-26", "7-26"),
        ("Planche A-3", "A-3"),
        ("fig 3b", "3b"),
        ("Schéma IV", "IV"),
    ):
        asked = asked_figure(text)
        assert asked is not None
        assert asked.number == number
    assert asked_figure("a figure of 3 %") is None
    assert asked_figure("figure 3 %") is None
