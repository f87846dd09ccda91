"""After a batch: the catalogue knows what is in force, the report what is alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.report import IngestedFile, IngestReport
from ingest.settle import settle_revisions, settled, standing
from ingest.sketch import text_sketch
from retrieval import revisions
from retrieval.catalogue import Catalogue
from retrieval.database import writer
from retrieval.records import Chunk, Column, Document, QuarantinedFile, Revision, Table

WHEN = datetime(2025, 1, 1, tzinfo=UTC)
TEXT = "The overall vibration of pump P-101 shall not exceed {} mm/s at full load. " + " ".join(
    f"Check {number} is done before the pump starts." for number in range(20)
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path)
    yield catalogue
    catalogue.close()


def _put(
    catalogue: Catalogue, path: str, text: str, *, sketch: bool = True, printed: str | None = None
) -> str:
    source = f"plant/{path}"
    document = Document(
        id=source, source=source, collection="plant", path=path, media="text", sha256=text, revision=1, title=path,
        language="en", ingested_at=WHEN, printed_revision=printed, pages=2,
    )  # fmt: skip
    chunk = Chunk(id=source + text, source=source, kind="text", ordinal=0, text=text)
    table = Table(
        id=source, source=source, name="limits", title="", columns=(Column(name="a", type="text"),), row_count=7,
        parquet="p",
    )  # fmt: skip
    revision = Revision(document=document, chunks=(chunk,), tables=(table,))
    with writer(catalogue.engine).begin() as connection:
        kept = replace(revision, sketch=text_sketch([text])) if sketch else revision
        key, _ = revisions.stage(connection, kept)
        revisions.activate(connection, key)
    return source


def _came(*sources: str) -> IngestReport:
    files = [
        IngestedFile(source=s, kind="text", media="text", revision=1, pages=2, chunks=1, rows=7, seconds=1.0)
        for s in sources
    ]
    return IngestReport(ingested=tuple(files))


def test_the_report_tells_of_what_came_and_the_catalogue_of_all(catalogue: Catalogue) -> None:
    old = _put(catalogue, "manual_revA.txt", TEXT.format(7.1), printed="A")
    new = _put(catalogue, "manual_revB.txt", TEXT.format(4.5), printed="B")
    copy = _put(catalogue, "copy.txt", TEXT.format(4.5))
    _put(catalogue, "other.txt", "Something else altogether about the compressor hall and its crane.")
    report = settled(_came(new), catalogue)
    assert [(m.source, m.state) for m in report.revisions[0].members] == [
        (new, "in force"), (old, "superseded"),
    ]  # fmt: skip
    assert [group.sources for group in report.alike] == [(copy, new)]  # the older revision is said above
    assert {d.source for d in catalogue.documents()} == {new, copy, "plant/other.txt"}
    nothing = settled(_came("plant/other.txt"), catalogue)
    assert (nothing.revisions, nothing.alike) == ((), ())
    assert settled(IngestReport(), catalogue).alike == ()


def test_the_older_one_answers_again_when_the_newer_is_gone(catalogue: Catalogue) -> None:
    old = _put(catalogue, "manual_revA.txt", TEXT.format(7.1))
    new = _put(catalogue, "manual_revB.txt", TEXT.format(4.5))
    settle_revisions(catalogue)
    assert [d.source for d in catalogue.documents()] == [new]
    with writer(catalogue.engine).begin() as connection:
        revisions.forget(connection, new)
    assert settle_revisions(catalogue) == []
    assert [d.source for d in catalogue.documents()] == [old]


def test_digests_of_an_older_program_are_made_once(catalogue: Catalogue) -> None:
    source = _put(catalogue, "old.txt", TEXT.format(1), sketch=False)
    assert catalogue.lineage.sketches() == {}
    settle_revisions(catalogue)
    assert catalogue.lineage.sketches() == {source: text_sketch([TEXT.format(1)])}


def test_the_catalogue_as_it_stands(catalogue: Catalogue) -> None:
    old = _put(catalogue, "manual_revA.txt", TEXT.format(7.1))
    new = _put(catalogue, "manual_revB.txt", TEXT.format(4.5))
    catalogue.put_quarantine(
        QuarantinedFile(source="plant/torn.pdf", reason="torn", hint="mend it", sha256=None, at=WHEN)
    )
    report = standing(catalogue)
    assert [(f.source, f.pages, f.chunks, f.rows) for f in report.ingested] == [
        (old, 2, 1, 7),
        (new, 2, 1, 7),
    ]
    assert [(f.source, f.reason) for f in report.quarantined] == [("plant/torn.pdf", "torn")]
    assert [family.name for family in report.revisions] == ["manual"]
    found = catalogue.document(old)
    assert found is not None
    assert found.superseded_by is None  # nothing was written
