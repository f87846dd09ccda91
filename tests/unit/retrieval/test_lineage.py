"""Older revisions in files of their own: they stay, and answer only where they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_records import catalogue_in, chunk, document, put, put_chunks

from retrieval.catalogue import Catalogue
from retrieval.records import Column, DrawingEntity, Revision, Scope, Table

OLD, NEW, OTHER = "plant/manual_revA.pdf", "plant/manual_revB.pdf", "plant/other.pdf"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    catalogue = catalogue_in(tmp_path)
    for source, printed in ((OLD, "A"), (NEW, "B"), (OTHER, None)):
        mine = chunk(source, 0, f"text of {source}", identifiers=("P-101",), label="4.2")
        table = Table(
            id=f"{source} t", source=source, name="limits", title="", columns=(Column(name="a", type="text"),),
            row_count=1, parquet="p",
        )  # fmt: skip
        entity = DrawingEntity(id=f"{source} e", source=source, kind="tag", text="P-101")
        record = document(source, printed_revision=printed)
        put(catalogue, Revision(document=record, chunks=(mine,), tables=(table,), entities=(entity,)))
    assert catalogue.lineage.supersede({OLD: NEW}) == 1
    return catalogue


def _seen(catalogue: Catalogue, scope: Scope) -> dict[str, set[str]]:
    passages = catalogue.passages
    return {
        "documents": {d.source for d in catalogue.documents(scope)},
        "chunks": {c.source for c in passages.by_key(passages.keys(scope), scope=scope).values()},
        "tables": {t.source for t in catalogue.tables(scope)},
        "entities": {e.source for e in catalogue.entities(scope)},
        "mentions": {c.source for c in catalogue.chunks_mentioning("P-101", scope=scope)},
        "clauses": {c.source for c in catalogue.chunks_labelled("4.2", scope=scope)},
    }


@pytest.mark.parametrize(
    ("scope", "sources"),
    [
        (Scope(), {NEW, OTHER}),
        (Scope(collections=("plant",)), {NEW, OTHER}),
        (Scope(equipment=("P-101",)), {NEW, OTHER}),
        (Scope(sources=("*.pdf",)), {NEW, OTHER}),
        (Scope(sources=("manual*",)), {NEW}),
        (Scope(sources=(OLD,)), {OLD}),
        (Scope(sources=("manual_revA.pdf",)), {OLD}),
        (Scope(revision="A"), {OLD}),
        (Scope(revision="Rev. B"), {NEW}),
    ],
)
def test_an_older_revision_answers_only_where_it_is_asked_for(
    catalogue: Catalogue, scope: Scope, sources: set[str]
) -> None:
    for what, seen in _seen(catalogue, scope).items():
        assert seen == sources, what


def test_nothing_is_lost_of_it(catalogue: Catalogue) -> None:
    assert {d.source: d.superseded_by for d in catalogue.documents(superseded=True)} == {
        OLD: NEW, NEW: None, OTHER: None,
    }  # fmt: skip
    assert {c.source for c in catalogue.passages.by_key(catalogue.passages.keys()).values()} == {
        OLD, NEW, OTHER,
    }  # fmt: skip
    assert [document.source for document in catalogue.match("manual_revA.pdf")] == [OLD]
    assert catalogue.passages.superseded()


def test_what_is_said_anew_replaces_what_was_said_and_readers_hear_of_a_change(catalogue: Catalogue) -> None:
    before = catalogue.generation()
    assert catalogue.lineage.supersede({OLD: NEW}) == 0
    assert catalogue.generation() == before
    assert catalogue.lineage.supersede({}) == 1
    assert catalogue.generation() == before + 1
    assert not catalogue.passages.superseded()


def test_a_changed_file_stays_what_it_was_until_files_are_compared_again(catalogue: Catalogue) -> None:
    put_chunks(catalogue, OLD, [chunk(OLD, 0, "mended")], sha256="1" * 64, printed_revision="A")
    found = catalogue.document(OLD)
    assert found is not None
    assert found.superseded_by == NEW
    assert [(past.source, past.revision, past.printed_revision) for past in catalogue.lineage.past()] == [
        (OLD, 1, "A")
    ]


def test_sketches_live_with_their_document(catalogue: Catalogue) -> None:
    put(catalogue, Revision(document=document("plant/new.pdf", sha256="2" * 64), sketch=b"abc"))
    catalogue.lineage.put_sketches({OTHER: b"def", "plant/unknown.pdf": b"x"})
    catalogue.lineage.put_sketches({OTHER: b"ghi"})
    assert catalogue.lineage.sketches() == {"plant/new.pdf": b"abc", OTHER: b"ghi"}
    put(catalogue, Revision(document=document("plant/new.pdf", sha256="3" * 64)))
    assert catalogue.lineage.sketches() == {OTHER: b"ghi"}


def test_title_blocks_are_read_of_older_revisions_too(catalogue: Catalogue) -> None:
    entity = DrawingEntity(
        id="n", source="plant/d.dxf", kind="title_block", name="drawing number", text="PID-1"
    )
    note = DrawingEntity(id="m", source="plant/d.dxf", kind="note", name="drawing number", text="PID-2")
    put(catalogue, Revision(document=document("plant/d.dxf"), entities=(entity, note)))
    catalogue.lineage.supersede({"plant/d.dxf": NEW})
    assert catalogue.lineage.stated("drawing number", "sheet") == {
        "plant/d.dxf": {"drawing number": {"PID-1"}}
    }
    assert catalogue.lineage.stated("sheet") == {}
