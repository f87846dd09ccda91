"""The catalogue on real SQLite: what is in force can be read back, what is not cannot."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from catalogue_records import WHEN, catalogue_in, chunk, document, put, put_chunks

from retrieval import revisions
from retrieval.catalogue import Catalogue
from retrieval.database import writer
from retrieval.errors import AmbiguousSource, BadCatalogue
from retrieval.records import (
    Chunk,
    Column,
    DrawingEntity,
    Figure,
    QuarantinedFile,
    Revision,
    Scope,
    Sensor,
    SeriesRef,
    Span,
    Table,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_in(tmp_path)


def table(source: str, name: str) -> Table:
    return Table(
        id=f"{source}:{name}", source=source, name=name, title="Limits", row_count=3, parquet="a" * 64,
        columns=(Column(name="Limit", type="number", unit="mm/s"), Column(name="Tag", type="text")),
        sheet="Sheet 1", page=2, boxes=((1.0, 2.0, 3.0, 4.0),),
    )  # fmt: skip


def series(source: str, start: datetime, hours: int) -> SeriesRef:
    return SeriesRef(
        id=f"{source}:log", source=source, name="log", start=start, end=start + timedelta(hours=hours),
        sensors=(Sensor(name="T", unit="°C"), Sensor(name="alarm", flag=True)), row_count=60,
        step_seconds=60.0, parquet="b" * 64, equipment=("P-101",),
    )  # fmt: skip


def test_everything_is_read_back_as_it_was_written(catalogue: Catalogue) -> None:
    source = "site/été/P&ID 1.pdf"
    whole = Chunk(
        id="c1", source=source, kind="text", ordinal=0, text="été\nligne 2", headings=("A", "B"), label="T.2.4.a",
        page=3, spans=(Span(start=0, end=3, page=3, box=(1.5, 2.0, 3.0, 4.0)), Span(start=4, end=8)), unit="px",
        language="fr", identifiers=("P-101",), equipment=("P-101",), date=date(2024, 2, 29), ref="c1",
    )  # fmt: skip
    entity = DrawingEntity(
        id="e", source=source, kind="tag", text="P-101", name="tag", page=1, box=(0, 0, 1, 1), unit="drawing", layer="L",
    )  # fmt: skip
    given = Revision(
        document=document(
            source, equipment=("P-101",), warnings=("a page was lost",), date=date(2023, 1, 1),
            printed_revision="C", pages=4, language="fr",
        ),
        chunks=(whole,), tables=(table(source, "limits"),), series=(series(source, WHEN, 1),), entities=(entity,),
    )  # fmt: skip
    put(catalogue, given)
    assert catalogue.document(source) == given.document
    assert catalogue.document_by_id(given.document.id) == given.document
    assert catalogue.chunks_of(source) == list(given.chunks)
    assert catalogue.tables() == list(given.tables)
    assert catalogue.table(given.tables[0].id) == given.tables[0]
    assert catalogue.series() == list(given.series)
    assert catalogue.entities(source=source) == [entity]
    assert catalogue.documents() == [given.document]


def test_a_pending_revision_is_not_seen(catalogue: Catalogue) -> None:
    given = Revision(
        document=document("s/a.pdf"),
        chunks=(chunk("s/a.pdf", 0, label="4.1"),),
        tables=(table("s/a.pdf", "t"),),
    )
    with writer(catalogue.engine).begin() as connection:
        revisions.stage(connection, given)
    assert catalogue.documents() == []
    assert catalogue.document("s/a.pdf") is None
    assert catalogue.chunks(["s/a.pdf#0"]) == catalogue.chunks_of("s/a.pdf") == []
    assert catalogue.chunks_labelled("4.1") == []
    assert catalogue.tables() == []
    assert catalogue.passages.count() == 0
    assert catalogue.generation() == 0


def test_every_change_counts(catalogue: Catalogue) -> None:
    put_chunks(catalogue, "s/a.pdf", [])
    put_chunks(catalogue, "s/b.pdf", [])
    assert catalogue.generation() == 2
    with writer(catalogue.engine).begin() as connection:
        assert revisions.forget(connection, "s/a.pdf")
        assert not revisions.forget(connection, "s/unknown.pdf")
    assert catalogue.generation() == 3


def test_revisions_count_up_with_the_content(catalogue: Catalogue) -> None:
    numbers = []
    for content in ("a", "b", "b", "a"):
        put_chunks(catalogue, "s/a.pdf", [], sha256=content * 64)
        found = catalogue.document("s/a.pdf")
        assert found is not None
        numbers.append(found.revision)
    assert numbers == [1, 2, 2, 3]


def test_chunks_come_in_the_order_asked_for(catalogue: Catalogue) -> None:
    put_chunks(catalogue, "s/a.pdf", [chunk("s/a.pdf", n) for n in range(1200)])
    asked = [f"s/a.pdf#{n}" for n in range(1199, -1, -1)]
    assert [found.id for found in catalogue.chunks([*asked, "unknown"])] == asked


def test_a_clause_comes_with_what_stands_below_it(catalogue: Catalogue) -> None:
    labels = ["T.2", "T.2.4", "T.2.4.1", "T.2.4.1.a", "T.24", "T.2.40", None]
    put_chunks(catalogue, "s/a.pdf", [chunk("s/a.pdf", n, label=label) for n, label in enumerate(labels)])
    put_chunks(catalogue, "t/b.pdf", [chunk("t/b.pdf", 0, label="T.2.4")])
    found = catalogue.chunks_labelled("t2.4", scope=Scope(collections=("s",)))
    assert [passage.label for passage in found] == ["T.2.4", "T.2.4.1", "T.2.4.1.a"]
    assert len(catalogue.chunks_labelled("T.2.4")) == 4
    assert catalogue.chunks_labelled("%") == catalogue.chunks_labelled("") == []


def test_identifiers_are_looked_up_in_any_spelling(catalogue: Catalogue) -> None:
    passages = [
        chunk("s/a.pdf", 0, identifiers=("P-101",)),
        chunk("s/a.pdf", 1, equipment=("p 101",)),
        chunk("s/a.pdf", 2),
    ]
    put_chunks(catalogue, "s/a.pdf", passages)
    assert [found.ordinal for found in catalogue.chunks_mentioning("P101")] == [0, 1]
    assert catalogue.identifiers() == {"P-101"}


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("s/old/rules.pdf", ["s/old/rules.pdf"]),
        ("old/rules.pdf", ["s/old/rules.pdf"]),
        ("notes.txt", ["s/notes.txt"]),
        ("*.txt", ["s/notes.txt"]),
        ("s/*", ["s/new/rules.pdf", "s/notes.txt", "s/old/rules.pdf"]),
        ("old/*", ["s/old/rules.pdf"]),
        ("nothing", []),
        ("nothing*", []),
    ],
)
def test_sources_by_name_and_glob(catalogue: Catalogue, name: str, sources: list[str]) -> None:
    for source in ("s/old/rules.pdf", "s/new/rules.pdf", "s/notes.txt"):
        put_chunks(catalogue, source, [])
    assert [found.source for found in catalogue.match(name)] == sources


def test_a_name_that_fits_two_sources_is_refused(catalogue: Catalogue) -> None:
    for source in ("s/old/rules.pdf", "s/new/rules.pdf"):
        put_chunks(catalogue, source, [])
    with pytest.raises(AmbiguousSource, match=r"s/new/rules\.pdf"):
        catalogue.match("rules.pdf")


def test_names_of_tables_are_unique_over_sources(catalogue: Catalogue) -> None:
    for source in ("s/a.csv", "s/b.csv"):
        put(
            catalogue,
            Revision(document=document(source), tables=(table(source, "limits"), table(source, "x"))),
        )
    again = Revision(document=document("s/a.csv", sha256="1" * 64), tables=(table("s/a.csv", "limits"),))
    put(catalogue, again)
    assert [found.name for found in catalogue.tables()] == ["limits", "limits_2", "x_2"]


def test_logs_by_period_and_equipment(catalogue: Catalogue) -> None:
    put(catalogue, Revision(document=document("s/a.csv"), series=(series("s/a.csv", WHEN, 2),)))
    inside = Scope(since=datetime(2024, 5, 1, 9), until=datetime(2024, 5, 2))
    assert len(catalogue.series(inside)) == 1
    assert catalogue.series(Scope(until=datetime(2024, 4, 30))) == []
    assert catalogue.series(Scope(since=WHEN + timedelta(hours=3))) == []
    assert len(catalogue.series(Scope(equipment=("p101",)))) == 1
    assert catalogue.series(Scope(equipment=("p102",))) == []


def test_tables_and_logs_whose_rows_may_name_equipment_stay(catalogue: Catalogue) -> None:
    log = replace(series("s/log.csv", WHEN, 2), equipment=())
    put(catalogue, Revision(document=document("s/log.csv"), series=(log,)))
    put(catalogue, Revision(document=document("s/a.csv"), tables=(table("s/a.csv", "orders"),)))
    scope = Scope(equipment=("p102",))
    assert [found.name for found in catalogue.tables(scope)] == ["orders"]
    assert [found.source for found in catalogue.series(scope)] == ["s/log.csv"]
    assert catalogue.tables(Scope(equipment=("p102",), sources=("s/log.csv",))) == []


def test_quarantine_keeps_the_last_word(catalogue: Catalogue) -> None:
    for reason in ("empty", "encrypted"):
        catalogue.put_quarantine(
            QuarantinedFile(source="s/a.pdf", reason=reason, hint="unlock it", sha256=None, at=WHEN)
        )
    assert [file.reason for file in catalogue.quarantined()] == ["encrypted"]
    catalogue.clear_quarantine("s/a.pdf")
    assert catalogue.quarantined() == []


def test_text_of_sources_is_no_sql(catalogue: Catalogue) -> None:
    hostile = "s/'; DROP TABLE documents; --.pdf"
    put_chunks(catalogue, hostile, [chunk(hostile, 0, "' OR 1=1 --", label="4.1' OR '1")])
    assert catalogue.match(hostile)[0].source == hostile
    assert catalogue.chunks_labelled("' OR '1'='1") == []
    assert catalogue.documents(Scope(sources=("' OR 1=1",))) == []


def test_a_catalogue_of_a_newer_program_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.close()
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(BadCatalogue, match="cannot open"):
        catalogue_in(tmp_path)


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(BadCatalogue, match=r"catalogue\.sqlite"):
        catalogue_in(tmp_path)


def test_an_unusable_address_is_not_repeated_with_its_password(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue) as caught:
        Catalogue(tmp_path, url="nonsense+driver://user:secret@host/db")
    assert "secret" not in str(caught.value)


def test_figures_are_kept_and_found_by_number_in_any_spelling(catalogue: Catalogue) -> None:
    figures = tuple(
        Figure(id=f"F{i}", source="plant/a.pdf", label=label, caption=label or "", page=i, box=(1, 2, 3, 4))
        for i, label in enumerate(("Figure 7-26", None, "FIG. 8"))
    )
    put(catalogue, Revision(document=document("plant/a.pdf"), figures=figures))
    assert tuple(catalogue.figures()) == figures
    assert [figure.id for figure in catalogue.figures(number="7.26")] == ["F0"]
    assert [figure.id for figure in catalogue.figures(number="Figure 8")] == ["F2"]
    assert catalogue.figures(source="plant/b.pdf") == []
    assert catalogue.figure("F1") == figures[1]
    assert catalogue.figure("none") is None


def test_a_catalogue_of_before_figures_opens(tmp_path: Path) -> None:
    old = catalogue_in(tmp_path)
    put_chunks(old, "plant/a.pdf", [chunk("plant/a.pdf", 0, "Figure 3 – Flow", label="Figure 3")])
    old.close()
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as raw:
        raw.execute("DROP TABLE figures")
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
    opened = catalogue_in(tmp_path)
    assert opened.figures() == []
    assert [c.text for c in opened.chunks_labelled("Figure 3")] == ["Figure 3 – Flow"]
