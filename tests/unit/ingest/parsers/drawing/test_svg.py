"""SVG as a drawing: an invented feed line of symbols, markers and transforms."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers.drawing.picture import dxf_picture
from ingest.parsers.drawing.svg_path import points_of_path
from ingest.parsers.xml_text import parse_xml

SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 800 400">
<defs><g id="valve"><path d="M-16,-10 L-16,10 L16,-10 L16,10 Z"/></g>
<marker id="a" orient="auto"><path d="M0,0 L6,3 L0,6 Z"/></marker></defs>
<style>.pipe {stroke: black; marker-end: url(#a)} .off {display: none} text {font-size: 12px}</style>
<rect x="50" y="100" width="80" height="160"/><text x="70" y="180">D-301</text>
<path class="pipe" d="M130 200 h90"/>
<g transform="translate(236,200)"><use xlink:href="#valve"/><text x="-20" y="-16">BV-302</text></g>
<path class="pipe" d="M252,200 L400,200"/>
<rect x="400" y="150" width="60" height="100"/><text x="410" y="205">C-303</text>
<path class="off" d="M460 200 H600"/>
<circle cx="500" cy="100" r="22"/><text x="490" y="97">LT</text><text x="490" y="113">303</text>
<polyline points="430,150 430,100 478,100"/>
<text x="600" y="350"><tspan x="600" y="350">TITLE</tspan><tspan x="600" dy="14">FEED DRUM</tspan></text>
</svg>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "feed.svg"
    file.write_text(SVG, encoding="utf-8")
    return file


def test_an_svg_is_read_as_a_drawing(path: Path) -> None:
    parsed = parse_xml(path)
    assert (parsed.media, parsed.unit, parsed.page_pictures) == ("svg", "drawing", True)
    assert {e.text for e in parsed.entities if e.kind == "tag"} == {"D-301", "BV-302", "C-303", "LT-303"}
    assert {e.text for e in parsed.entities if e.kind == "connection"} == {
        "D-301 → BV-302",
        "BV-302 → C-303",
        "C-303 – LT-303",
    }


def test_it_is_drawn_in_the_units_of_its_boxes(path: Path) -> None:
    tag = next(e for e in parse_xml(path).entities if e.text == "C-303")
    _, transform = dxf_picture(path)
    assert tag.box is not None
    x0, y0, x1, y1 = transform.pixels(tag.box)
    assert 0 < x0 < x1
    assert 0 < y0 < y1


def test_a_picture_without_tags_is_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>60 barg</text></svg>', encoding="utf-8")
    assert parse_xml(file).media == "xml"


@pytest.mark.parametrize(
    ("data", "corners", "closed"),
    [
        ("M1,2 L3 4 5,6", [(1, 2), (3, 4), (5, 6)], False),
        ("m1 2 l2 2 h-1 v3", [(1, 2), (3, 4), (2, 4), (2, 7)], False),
        ("M0 0H4V4Z", [(0, 0), (4, 0), (4, 4)], True),
        ("M.5.5L-1-1", [(0.5, 0.5), (-1, -1)], False),
    ],
)
def test_paths(data: str, corners: list[tuple[float, float]], closed: bool) -> None:
    assert list(points_of_path(data)) == [(corners, closed)]


def test_an_arc_ends_where_it_is_told_and_bulges() -> None:
    ((points, _),) = points_of_path("M0 0 A5 5 0 0 1 10 0")
    assert points[-1] == (10, 0)
    assert min(y for _, y in points) == pytest.approx(-5, abs=0.1)


def test_a_group_that_is_named_by_a_tag_is_a_symbol_though_its_strokes_close_nowhere(tmp_path: Path) -> None:
    drawn = SVG.replace(
        '<path class="pipe" d="M252,200 L400,200"/>',
        '<path class="pipe" d="M252,200 L300,200"/><g id="CL-304"><path d="M300,192 V208 M316,192 V208 M300,200 L316,194"/>'
        '</g><text x="290" y="184">CL-304</text><path class="pipe" d="M316,200 L400,200"/>',
    )
    (tmp_path / "feed.svg").write_text(drawn, encoding="utf-8")
    joined = {e.text for e in parse_xml(tmp_path / "feed.svg").entities if e.kind == "connection"}
    assert {"BV-302 → CL-304", "CL-304 → C-303"} <= joined
