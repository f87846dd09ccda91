"""Blocks collected from any format."""

from __future__ import annotations

from ingest.parsers.block_writer import LONGEST_BLOCK, MOST_TEXT, BlockWriter


def test_numbers_before_headings_and_clauses_are_labels() -> None:
    writer = BlockWriter()
    writer.heading("4.2 Limits of vibration", 2)
    writer.heading("Annexe B Modèles", 1)
    writer.paragraph("4.2.1 The pump shall be stopped at 11 mm/s.")
    writer.paragraph("2.5 mm is the limit")
    assert [(b.kind, b.label, b.text) for b in writer.blocks] == [
        ("heading", "4.2", "Limits of vibration"),
        ("heading", "Annexe B", "Modèles"),
        ("clause", "4.2.1", "The pump shall be stopped at 11 mm/s."),
        ("clause", "2.5", "mm is the limit"),
    ]


def test_long_text_is_cut_and_endless_text_said() -> None:
    writer = BlockWriter()
    writer.paragraph("word " * 5_000)
    assert max(len(block.text) for block in writer.blocks) <= LONGEST_BLOCK
    assert sum(block.text.count("word") for block in writer.blocks) == 5_000
    for _ in range(3):
        writer.paragraph("x" * (MOST_TEXT // 2))
    assert len(writer.notes) == 1


def test_a_caption_names_the_table_below() -> None:
    writer = BlockWriter()
    writer.heading("Readings", 1)
    writer.paragraph("Table 3: bearing temperatures", kind="caption")
    writer.table([["Bearing", "°C"], ["DE", "71"], ["NDE", "95"]], name="report")
    writer.table([["Seal", "Drops"], ["DE", "2"], ["NDE", "40"]], name="report")
    assert [table.title for table in writer.tables] == ["Table 3: bearing temperatures", "Readings"]


def test_a_form_is_text() -> None:
    writer = BlockWriter()
    writer.table([["Title", "Title"], ["Pump", "Pump"], ["By", "me"]], name="form", spanning_rows=2)
    assert not writer.tables
    assert writer.blocks[0].text == "Title\nPump\nBy | me"


def test_language_and_what_is_stated() -> None:
    writer = BlockWriter()
    writer.paragraph("Date : 03/04/2025\nÉquipement : P-101A\nIndice : C")
    writer.paragraph("La pompe a été arrêtée et le joint a été remplacé par le mécanicien.")
    document = writer.parsed(media="text", title="x")
    assert document.language == "fr"
    assert str(document.date) == "2025-04-03"
    assert document.equipment == ("P-101A",)
    assert document.printed_revision == "C"


def test_a_cell_over_the_whole_table_is_its_title() -> None:
    writer = BlockWriter()
    writer.heading("Life of gearbox R-5", 1)
    rows = [("Work done",) * 3, ("Date", "Kind", "Hours"), ("2025-01-12", "Oil change", "2.5")]
    writer.table(rows, name="sheet", spanning_rows=1)
    (table,) = writer.tables
    assert table.title == "Work done"
    assert [column.name for column in table.columns] == ["Date", "Kind", "Hours"]
    assert table.rows.num_rows == 1
    assert "Work done" in [block.text for block in writer.blocks], "its words are found too"


def test_fields_under_a_title_stay_fields() -> None:
    writer = BlockWriter()
    writer.table([("Plate",) * 2, ("Length", "12 mm"), ("Width", "5 mm")], name="sheet", headed=True)
    assert [block.text for block in writer.blocks] == ["Plate", "Length: 12 mm\nWidth: 5 mm"]
