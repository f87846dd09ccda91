"""DXF drawings made by the test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ezdxf
import pytest
from ezdxf.document import Drawing

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument, ParsedEntity
from ingest.parsers.drawing.dxf import parse_dxf


def _diagram() -> Drawing:
    drawing = ezdxf.new("R2010", setup=True)
    space = drawing.modelspace()
    symbol = drawing.blocks.new("PUMP")
    symbol.add_circle((0, 0), 5)
    symbol.add_attdef("TAG", (0, -8), height=2.5)
    symbol.add_attdef("DESCRIPTION", (0, -12), height=2)
    for tag, x in (("P-101A", 50), ("P-101B", 100)):
        space.add_blockref("PUMP", (x, 100)).add_auto_attribs({"TAG": tag, "DESCRIPTION": "850 m3/h"})
    space.add_circle((75, 130), 5)
    for text, y in (("PT", 131), ("102", 126.5)):
        space.add_text(text, height=2).set_placement((75, y), align=ezdxf.enums.TextEntityAlignment.CENTER)
    space.add_lwpolyline([(55, 100), (95, 100)], dxfattribs={"layer": "PIPING"})
    space.add_line((75, 125), (75, 100), dxfattribs={"layer": "SIGNAL"})
    space.add_text("400-CW-1001-A1", height=1.8).set_placement((60, 102))
    space.add_mtext(
        "NOTES\\P1. Standby pump starts at 2.8 barg.\\P2. Trip at 95 %%d.",
        {"char_height": 2.5, "insert": (10, 60)},
    )
    for label, value, x in (
        ("Title", "Cooling water pumps", 150),
        ("Drawing no.", "PID-040-001", 220),
        ("Rev.", "D", 260),
    ):
        space.add_text(label, height=1.6).set_placement((x, 20))
        space.add_text(value, height=3).set_placement((x, 15.5))
    space.add_text("Date: 22/06/2023", height=2).set_placement((150, 8))
    space.add_text("SEE DWG. MD-101-07", height=2).set_placement((20, 150))
    return drawing


def _parse(tmp_path: Path, drawing: Drawing) -> ParsedDocument:
    path = tmp_path / "a.dxf"
    drawing.saveas(path)
    return parse_dxf(path)


def _of(document: ParsedDocument, kind: str) -> list[ParsedEntity]:
    return [entity for entity in document.entities if entity.kind == kind]


def test_a_diagram(tmp_path: Path) -> None:
    document = _parse(tmp_path, _diagram())
    assert document.title == "PID-040-001 Cooling water pumps"
    assert (document.printed_revision, document.date, document.pages) == ("D", date(2023, 6, 22), 1)
    assert (document.unit, document.page_pictures, document.language) == ("drawing", True, "en")
    assert {(e.text, e.name) for e in _of(document, "tag")} == {
        ("P-101A", "850 m3/h"),
        ("P-101B", "850 m3/h"),
        ("PT-102", ""),
    }
    assert {e.text for e in _of(document, "connection")} == {
        "P-101A – P-101B (line 400-CW-1001-A1)",
        "P-101A – PT-102",
        "P-101B – PT-102",
    }
    assert [e.text for e in _of(document, "note")] == [
        "NOTES\n1. Standby pump starts at 2.8 barg.\n2. Trip at 95 °."
    ]
    assert [e.text for e in _of(document, "reference")] == ["SEE DWG. MD-101-07"]
    assert any(block.text.startswith("NOTES") for block in document.blocks)


def test_boxes_are_in_drawing_units_upwards(tmp_path: Path) -> None:
    document = _parse(tmp_path, _diagram())
    number = next(e for e in _of(document, "title_block") if e.name == "drawing number")
    assert number.box is not None
    assert number.box[0] == pytest.approx(220)
    assert number.box[1] == pytest.approx(15.5)
    assert number.box[3] == pytest.approx(18.5)


def test_a_title_block_of_attributes_in_paper_space(tmp_path: Path) -> None:
    drawing = ezdxf.new("R2010", setup=True)
    drawing.modelspace().add_linear_dim(
        (0, 10), (0, 0), (50, 0), text="%%c<>", override={"dimlfac": 1}
    ).render()
    block = drawing.blocks.new("CARTOUCHE")
    for row, tag in enumerate(("TITRE", "N°_PLAN", "INDICE", "ÉCHELLE")):
        block.add_attdef(tag, (0, 5 * row), height=2.5)
    values = {"TITRE": "Couvercle", "N°_PLAN": "MD-7", "INDICE": "C", "ÉCHELLE": "1:1"}
    drawing.layout("Layout1").add_blockref("CARTOUCHE", (0, 0)).add_auto_attribs(values)
    document = _parse(tmp_path, drawing)
    assert document.pages == 2
    assert {e.name: e.text for e in _of(document, "title_block")} == {
        "title": "Couvercle",
        "drawing number": "MD-7",
        "revision": "C",
        "scale": "1:1",
    }
    assert [(e.text, e.name, e.page) for e in _of(document, "dimension")] == [("Ø50", "linear", 1)]


def test_a_title_in_numbered_attributes_and_a_reference_on_the_other_sheet(tmp_path: Path) -> None:
    drawing = ezdxf.new("R2010", setup=True)
    drawing.modelspace().add_text("TO PID-205", height=3).set_placement((300, 100))
    block = drawing.blocks.new("TITLE_A3")
    values = {
        "DRAWING_NO": "PID-204", "REV": "2", "TITLE2": "pumps", "TITLE1": "Cooling water", "DATE": "05/03/2024",
    }  # fmt: skip
    for row, tag in enumerate(values):
        block.add_attdef(tag, (0, 6 * row), height=3)
    drawing.layout("Layout1").add_blockref("TITLE_A3", (300, 10)).add_auto_attribs(values)
    document = _parse(tmp_path, drawing)
    assert document.title == "PID-204 Cooling water pumps"
    assert document.date == date(2024, 3, 5)
    assert [(e.text, e.page) for e in _of(document, "reference")] == [("TO PID-205", 1)]


def test_texts_inside_blocks_are_found(tmp_path: Path) -> None:
    drawing = ezdxf.new("R2010")
    inner = drawing.blocks.new("INNER")
    inner.add_text("0.05", height=2).set_placement((1, 1))
    drawing.blocks.new("OUTER").add_blockref("INNER", (10, 10))
    drawing.modelspace().add_blockref("OUTER", (100, 100))
    texts = [e for e in _of(_parse(tmp_path, drawing), "text") if e.text == "0.05"]
    assert len(texts) == 1
    assert texts[0].box is not None
    assert texts[0].box[0] == pytest.approx(111)


def test_a_damaged_file_is_recovered_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    _diagram().saveas(path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("  2\nTABLES\n", "  2\nTABLEX\n", 1), encoding="utf-8")
    assert parse_dxf(path).title
    path.write_text("  0\nSECTION\n  2\nHEADER\ncut off", encoding="utf-8")
    with pytest.raises(Unreadable, match="damaged"):
        parse_dxf(path)


def test_nothing_on_it(tmp_path: Path) -> None:
    document = _parse(tmp_path, ezdxf.new("R2010"))
    assert not document.entities
    assert "no text" in document.warnings[-1]


def test_layers_that_are_off_or_frozen_show_nothing(tmp_path: Path) -> None:
    drawing = _diagram()
    space = drawing.modelspace()
    drawing.layers.add("OLD").off()
    drawing.layers.add("SHUT").freeze()
    drawing.layers.add("SPARE").off()
    space.add_text("HV-999", height=2, dxfattribs={"layer": "old"}).set_placement((200, 100))
    space.add_blockref("PUMP", (250, 100), dxfattribs={"layer": "SHUT"}).add_auto_attribs({"TAG": "P-998"})
    space.add_blockref("PUMP", (300, 100), dxfattribs={"layer": "OLD"}).add_auto_attribs({"TAG": "P-997"})
    space.add_line((0, 0), (1, 1), dxfattribs={"layer": "SPARE"})
    document = _parse(tmp_path, drawing)
    assert {tag.text for tag in _of(document, "tag")} == {"P-101A", "P-101B", "PT-102"}
    assert document.warnings == ("Layers that are switched off or frozen were left out: OLD, SHUT.",)


def test_what_a_block_has_on_a_layer_of_its_own_is_shown_though_its_reference_is_off(tmp_path: Path) -> None:
    drawing = _diagram()
    drawing.layers.add("OLD").off()
    drawing.blocks.get("PUMP").add_text("SPARE PUMP", height=2, dxfattribs={"layer": "NAMES"})
    drawing.modelspace().add_blockref("PUMP", (250, 100), dxfattribs={"layer": "OLD"})
    shown = [entity for entity in _of(_parse(tmp_path, drawing), "text") if entity.text == "SPARE PUMP"]
    assert len(shown) == 3


def _sheet_of_texts() -> Drawing:
    drawing = ezdxf.new("R2010", setup=True)
    space = drawing.modelspace()
    centre = ezdxf.enums.TextEntityAlignment.MIDDLE_CENTER
    for number, x in (("1", 20), ("12", 40)):
        space.add_circle((x, 90), 5)
        space.add_text(number, height=3).set_placement((x, 90), align=centre)
    space.add_circle((60, 60), 30)
    space.add_text("60", height=3).set_placement((60, 60), align=centre)
    space.add_text("%%c40 h6", height=3).set_placement((100, 60))
    space.add_text("REV", height=1.6).set_placement((150, 20))
    space.add_text("2", height=3).set_placement((150, 15.5))
    return drawing


def test_dimensions_of_an_exploded_drawing_are_its_texts(tmp_path: Path) -> None:
    """Balloons and values of the title block are none."""
    document = _parse(tmp_path, _sheet_of_texts())
    assert [(e.text, e.name) for e in _of(document, "dimension")] == [
        ("60", "linear"),
        ("Ø40 h6", "diameter"),
    ]
    assert [e.text for e in _of(document, "title_block")] == ["2"]


def test_where_there_are_dimensions_numbers_are_texts(tmp_path: Path) -> None:
    drawing = _sheet_of_texts()
    style = {"dimtxt": 3, "dimlfac": 1}
    drawing.modelspace().add_linear_dim((0, -10), (0, 0), (50, 0), dimstyle="EZDXF", override=style).render()
    assert [e.text for e in _of(_parse(tmp_path, drawing), "dimension")] == ["50"]


def test_arrow_heads_that_meet_make_no_pipes(tmp_path: Path) -> None:
    drawing = _sheet_of_texts()
    space = drawing.modelspace()
    for x in (0, 40, 120, 180):
        space.add_solid([(x, 0), (x - 2.5, 0.5), (x - 2.5, -0.5)])
        space.add_solid([(x, 0), (x + 2.5, 0.5), (x + 2.5, -0.5)])
    for one, other in ((0, 40), (40, 120), (120, 180)):
        space.add_line((one, 0), (other, 0))
    assert not _of(_parse(tmp_path, drawing), "connection")
