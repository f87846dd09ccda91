"""Symbols of plain strokes, through the parser of DXF."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers.drawing.dxf import parse_dxf
from ingest.parsers.drawing.strokes import Polyline
from ingest.parsers.drawing.symbols import open_heads

from .plain_diagram import plain_diagram


@pytest.fixture
def parsed(tmp_path: Path) -> ParsedDocument:
    path = tmp_path / "a.dxf"
    plain_diagram().saveas(path)
    return parse_dxf(path)


def test_connections_of_a_diagram_of_plain_lines(parsed: ParsedDocument) -> None:
    assert {e.text for e in parsed.entities if e.kind == "connection"} == {
        "R-10 → V-11",
        "R-10 – untagged valve 1",
        "V-11 → P-12",
        "P-12 → V-14",
        "P-12 – PI-12",
        "V-14 – PI-12",
        "V-14 → “VERS ATELIER PLAN 045-03”",
        "“DE CHAUDIERE PLAN 045-07” → “VERS CHAUDIERE PLAN 045-07”",
    }


def test_what_is_drawn_as_a_valve_is_one(parsed: ParsedDocument) -> None:
    assert [(e.text, e.name) for e in parsed.entities if e.kind == "block"] == [
        ("V-11", "valve symbol"), ("V-14", "valve symbol"),
    ]  # fmt: skip


def test_two_bars_and_a_slant_in_a_line_are_a_check_valve(tmp_path: Path) -> None:
    drawing = plain_diagram()
    space = drawing.modelspace()
    for one, other in (
        ((300, 107), (300, 113)), ((308, 107), (308, 113)), ((300, 107), (308, 113)), ((308, 110), (340, 110)),
    ):  # fmt: skip
        space.add_line(one, other)
    space.add_text("CK-21", height=3).set_placement((298, 116))
    drawing.saveas(tmp_path / "a.dxf")
    parsed = parse_dxf(tmp_path / "a.dxf")
    assert ("CK-21", "check valve symbol") in {(e.text, e.name) for e in parsed.entities if e.kind == "block"}
    assert "V-14 → CK-21" in {e.text for e in parsed.entities if e.kind == "connection"}


def test_texts_at_the_ends_of_lines_are_no_tags(parsed: ParsedDocument) -> None:
    assert {e.text for e in parsed.entities if e.kind == "tag"} == {"R-10", "V-11", "P-12", "V-14", "PI-12"}


def test_labels_in_capitals_without_accents(parsed: ParsedDocument) -> None:
    fields = {e.name: e.text for e in parsed.entities if e.kind == "title_block"}
    assert fields["drawn by"] == "H. PETIT"
    assert fields["checked by"] == "M. DUBOIS"


@pytest.mark.parametrize(
    "lines",
    [
        (((6.0, 2.0), (10.0, 0.0), (6.0, -2.0)),),
        (((6.0, 2.0), (10.0, 0.0)), ((10.0, 0.0), (6.0, -2.0))),
    ],
    ids=["one line", "two lines"],
)
def test_an_open_arrow_head(lines: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    pipe = Polyline(points=((0, 0), (40, 0)), layer="")
    (arrow,) = open_heads([pipe, *(Polyline(points=line, layer="") for line in lines)], 3.0)
    assert (arrow.tip, arrow.tail) == ((10, 0), (6, 0))
