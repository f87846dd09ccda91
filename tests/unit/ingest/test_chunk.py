from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa

from assistant.locate import lines_of
from ingest.chunk import LONGEST, chunk, chunk_id
from ingest.parsed import Block, ParsedDocument, ParsedEntity, ParsedSeries, ParsedTable
from retrieval.records import Chunk, Column, Sensor, Span


def _block(
    kind: str, text: str, *, level: int = 0, label: str | None = None, table: int | None = None
) -> Block:
    spans = []
    at = 0
    for line in text.split("\n"):
        spans.append(Span(start=at, end=at + len(line), page=3, box=(50, 10.0 + at, 300, 20.0 + at)))
        at += len(line) + 1
    return Block(
        kind=kind, text=text, level=level, label=label, page=3, spans=tuple(spans), table=table,  # type: ignore[arg-type]
    )  # fmt: skip


def _chunks(*blocks: Block, **more: object) -> list[Chunk]:
    parsed = ParsedDocument(media="pdf", title="Rules", language="en", blocks=blocks, **more)  # type: ignore[arg-type]
    return chunk(parsed, source="plant/rules.pdf", sha256="f" * 64, table_ids=("T0",), series_ids=("S0",))


CLAUSES = (
    _block("heading", "BRAKES", level=1, label="T.3"),
    _block("heading", "Requirements", level=2, label="T.3.1"),
    _block("clause", "The vehicle must have brakes.", label="T.3.1"),
    _block("clause", "The brakes must:", level=3, label="T.3.1.1"),
    _block("clause", "act on all wheels", level=4, label="T.3.1.1.a"),
    _block("clause", "hold 4.5 kN, see T.8.2", level=4, label="T.3.1.1.b"),
    _block("clause", "They are tested at inspection.", label="T.3.1.1"),
    _block("clause", "Next clause.", level=3, label="T.3.1.2"),
)


def test_clauses_have_their_words_number_and_parents() -> None:
    chunks = _chunks(*CLAUSES)
    assert [(c.label, c.text) for c in chunks] == [
        ("T.3", "BRAKES"),
        ("T.3.1", "Requirements\nThe vehicle must have brakes."),
        ("T.3.1.1", "The brakes must:"),
        ("T.3.1.1.a", "act on all wheels"),
        ("T.3.1.1.b", "hold 4.5 kN, see T.8.2"),
        ("T.3.1.1", "They are tested at inspection."),
        ("T.3.1.2", "Next clause."),
    ]
    assert chunks[4].headings == ("T.3 BRAKES", "T.3.1 Requirements", "T.3.1.1 The brakes must:")
    assert chunks[5].headings == ("T.3 BRAKES", "T.3.1 Requirements")
    assert chunks[6].headings == ("T.3 BRAKES", "T.3.1 Requirements")
    assert "T.8.2" in chunks[4].identifiers
    assert [c.ordinal for c in chunks] == list(range(7))
    assert {c.page for c in chunks} == {3}


def test_ids_depend_on_source_content_and_place_only() -> None:
    first, again = _chunks(*CLAUSES), _chunks(*CLAUSES)
    assert [c.id for c in first] == [c.id for c in again]
    assert len({c.id for c in first}) == len(first)
    assert chunk_id("a", "x", 0) != chunk_id("b", "x", 0) != chunk_id("b", "y", 0)


def test_short_paragraphs_are_packed_and_long_ones_cut() -> None:
    short = [_block("paragraph", f"Paragraph {i} on the state of the pump and its seals.") for i in range(30)]
    long = _block("paragraph", " ".join(f"The reading number {i} was good." for i in range(100)))
    chunks = _chunks(_block("heading", "Findings", level=1), *short, long)
    assert all(len(c.text) <= LONGEST for c in chunks)
    assert all(c.headings == ("Findings",) and c.label is None for c in chunks)
    assert "\n".join(c.text for c in chunks).count("Paragraph") == 30
    assert "Paragraph 0" in chunks[0].text
    assert chunks[0].text.count("\n") > 5
    for piece in chunks:
        assert all(0 <= span.start < span.end <= len(piece.text) for span in piece.spans)


def test_passages_without_boxes_know_the_slide_they_begin_on() -> None:
    blocks = [Block(kind="paragraph", text=f"Slide {n} says this.", page=n) for n in (2, 3)]
    notes = [Block(kind="footnote", text=f"Speak of {n}.", page=n) for n in (2, 3)]
    chunks = _chunks(*blocks, *notes)
    assert [chunk.page for chunk in chunks] == [2, 2]
    assert [span.page for chunk in chunks for span in chunk.spans] == [2, 3, 2, 3]
    assert lines_of(chunks[0], "Slide 3 says this.") == (3, ())


def test_paragraphs_of_different_headings_are_not_packed() -> None:
    chunks = _chunks(
        _block("heading", "Cause", level=1), _block("paragraph", "Wear."),
        _block("heading", "Remedy", level=1), _block("paragraph", "New seal."),
    )  # fmt: skip
    assert [(c.headings, c.text) for c in chunks] == [(("Cause",), "Wear."), (("Remedy",), "New seal.")]


def test_nothing_is_lost() -> None:
    chunks = _chunks(
        _block("title", "Report on P-101"), _block("heading", "Empty section", level=1),
        _block("heading", "Other", level=1), _block("paragraph", "Words."),
        _block("figure", "Nut case\nKeyway"), _block("caption", "Figure 7. A nut.", label="Figure 7"),
        _block("footnote", "Rev. C"),
    )  # fmt: skip
    assert {c.text for c in chunks} == {
        "Empty section", "Words.", "Nut case\nKeyway", "Figure 7. A nut.", "Report on P-101\nRev. C",
    }  # fmt: skip
    assert next(c.label for c in chunks if c.text.startswith("Figure")) == "Figure 7"
    assert chunks[-1].equipment == ("P-101",)


def _table(rows: int) -> tuple[ParsedTable, Block]:
    data = pa.table({"_row": list(range(rows)), "Tag": [f"P-{100 + i}" for i in range(rows)]})
    columns = (Column(name="Tag", type="text"), Column(name="Limit", type="number", unit="bar"))
    lines = ["Tag | Limit"] + [f"P-{100 + i} | the limit of this pump is {i} bar" for i in range(rows)]
    table = ParsedTable(name="limits", title="Table 1 Limits", columns=columns, rows=data)
    return table, _block("table", "\n".join(lines), table=0)


def test_a_table_is_one_passage_with_its_caption_and_clause() -> None:
    table, block = _table(4)
    caption = _block("caption", "Table 1 Limits", label="Table 1")
    chunks = _chunks(_block("clause", "Limits:", level=1, label="5.2"), caption, block, tables=(table,))
    made = chunks[1]
    assert (made.kind, made.label, made.ref) == ("table", "5.2", "T0")
    assert made.text.split("\n")[:2] == ["Table 1 Limits", "Tag | Limit"]
    assert made.headings == ("5.2 Limits:",)
    assert len(made.spans) == 6


def test_words_behind_a_table_stand_under_the_heading_of_its_section() -> None:
    table, block = _table(2)
    chunks = _chunks(
        _block("heading", "Spares", level=1, label="5"),
        _block("paragraph", "Bought in May."),
        block,
        _block("paragraph", "All were used."),
        tables=(table,),
    )
    assert [(c.text.split("\n")[0], c.headings) for c in chunks if c.kind == "text"] == [
        ("Spares", ()),
        ("All were used.", ("5 Spares",)),
    ]


def test_a_long_table_repeats_its_header_and_a_very_long_one_is_a_card() -> None:
    table, block = _table(40)
    pieces = _chunks(block, tables=(table,))
    assert len(pieces) > 1
    assert all(c.text.startswith("Tag | Limit\n") for c in pieces)
    assert sum(c.text.count("the limit of") for c in pieces) == 40
    table, block = _table(400)
    (card,) = _chunks(block, tables=(table,))
    assert "400 rows" in card.text
    assert "Limit [bar]" in card.text
    assert "P-100 |" in card.text


def test_logs_and_drawings_have_cards() -> None:
    rows = pa.table(
        {"_row": [0, 1], "time": [datetime(2024, 5, 1), datetime(2024, 5, 2)], "Flow": [1.0, 2.0]}
    )
    series = ParsedSeries(
        name="pump log", sensors=(Sensor(name="Flow", unit="m3/h"), Sensor(name="anomaly", flag=True)),
        rows=rows, step_seconds=86400.0, equipment=("p101",), quality=("2 gaps.",),
    )  # fmt: skip
    entities = (
        ParsedEntity(kind="title_block", name="Scale", text="1:2", page=1, box=(1, 2, 3, 4)),
        ParsedEntity(kind="note", text="Break all edges", page=1, box=(5, 6, 7, 8)),
        ParsedEntity(kind="note", text="Paint grey", page=2, box=(5, 6, 7, 8)),
    )
    chunks = _chunks(series=(series,), entities=entities)
    log = chunks[0]
    assert (log.kind, log.ref, log.equipment) == ("series", "S0", ("P-101",))
    assert "2 rows from 2024-05-01 00:00:00 to 2024-05-02 00:00:00, every 1 day." in log.text
    assert "Flow [m3/h]" in log.text
    assert "2 gaps." in log.text
    drawn = chunks[1:]
    assert [(c.page, c.text) for c in drawn] == [
        (1, "Title block:\nScale: 1:2"), (1, "Notes:\nBreak all edges"), (2, "Notes:\nPaint grey"),
    ]  # fmt: skip
    assert drawn[0].spans[0].box == (1, 2, 3, 4)


def test_language_and_date_of_a_passage() -> None:
    french = (
        "La pression de la pompe est trop basse et le filtre doit être nettoyé avant la remise en marche."
    )
    chunks = _chunks(_block("paragraph", french), _block("heading", "X", level=1), date=date(2024, 5, 1))
    assert chunks[0].language == "fr"
    assert chunks[0].date == date(2024, 5, 1)
    assert _chunks(_block("paragraph", "Seal 3"))[0].language == "en"
