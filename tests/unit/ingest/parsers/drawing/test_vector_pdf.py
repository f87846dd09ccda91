"""Drawings in PDF made by the test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.layout.page import Page, Segment
from ingest.parsers.drawing.printed_dimension import printed_kind
from ingest.parsers.drawing.vector_pdf import completed, draws_its_text, parse_drawing_pdf


def test_a_part(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(842, 595))
    for text, x, y, size in (
        ("Ø130 f7", 300, 300, 10), ("R5", 340, 260, 10), ("18 ±0.1", 200, 200, 10), ("45°", 150, 250, 10),
        ("TITLE", 600, 70, 5), ("Bearing cover", 600, 58, 11), ("DWG NO.", 600, 45, 5),
        ("MD-101-07", 600, 33, 10),
        ("SCALE 1:1", 720, 45, 6), ("NOTES", 40, 120, 8),
        ("1. Deburr all edges.", 40, 109, 8), ("2. Paint it blue.", 40, 98, 8),
        ("A", 12, 300, 8),
    ):  # fmt: skip
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.save()
    document = parse_drawing_pdf(path)
    found = {
        kind: [e.text for e in document.entities if e.kind == kind] for kind in ("dimension", "note", "text")
    }
    assert found["dimension"] == ["Ø130 f7", "R5", "18 ±0.1", "45°"]
    assert found["note"] == ["NOTES\n1. Deburr all edges.\n2. Paint it blue."]
    assert "A" not in found["text"]
    fields = {e.name: e for e in document.entities if e.kind == "title_block"}
    assert {name: e.text for name, e in fields.items()} == {
        "title": "Bearing cover",
        "drawing number": "MD-101-07",
        "scale": "1:1",
    }
    assert document.title == "MD-101-07 Bearing cover"
    box = fields["title"].box
    assert box is not None
    assert box[1] == pytest.approx(595 - 58 - 11, abs=6)


def _segment(text: str, x: float, y: float) -> Segment:
    return Segment(text, x, y, x + 6 * len(text), y + 10, 10, bold=False, words=())


def test_strokes_that_are_dimensions_are_told_and_added() -> None:
    strokes = tuple((float(i), 0.0, i + 1.0, 1.0) for i in range(300))
    stored = Page(number=1, width=842, height=595, segments=(_segment("NOTES", 10, 10),), drawn=strokes)
    assert draws_its_text(stored)
    assert not draws_its_text(replace(stored, segments=(*stored.segments, _segment("R5", 90, 90))))
    assert not draws_its_text(replace(stored, drawn=strokes[:20]))
    read = Page(
        number=1,
        width=842,
        height=595,
        segments=(_segment("N0TES", 11, 11), _segment("2X .562", 300, 300)),
        read_by_ocr=True,
    )
    assert [segment.text for segment in completed(stored, read).segments] == ["NOTES", "2X .562"]
    assert completed(stored, replace(read, read_by_ocr=False)) is stored


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("42,43", "linear"),
        ("⌀9,14", "diameter"),
        ("4X Ø.415", "diameter"),
        ("R1.625", "radius"),
        ("M8", "thread"),
        ("45°", "angle"),
        ("1.5x45°", "linear"),
        ("10 P9", "linear"),
        ("38.3 +0.2/0", "linear"),
        ("(18)", "linear"),
        ("12 000", "linear"),
        ("Ø1 200", "diameter"),
        ("12 00", ""),
        ("10 x 0.129 THRU ALL", "linear"),
        ("P-101", ""),
        ("Bearing", ""),
        ("2018-05-13", ""),
        ("1:2", ""),
    ],
)
def test_dimensions(text: str, kind: str) -> None:
    assert printed_kind(text) == kind


@pytest.mark.parametrize("thick", [0.1, 0.7, 1.4, 2.5])
def test_equipment_of_four_lines_is_a_symbol_however_thick_they_are(tmp_path: Path, thick: float) -> None:
    """A line's bounds are wider than the line: the corners of a box did not meet, and pipes ran along it."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(842, 595))
    canvas.setLineWidth(thick)
    for left, tag in ((100, "V-100"), (400, "E-110")):
        corners = [(left, 200), (left + 80, 200), (left + 80, 400), (left, 400)]
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            canvas.line(ax, ay, bx, by)
        canvas.drawString(left + 25, 300, tag)
    for x0, x1 in ((20, 100), (180, 400), (480, 700)):
        canvas.line(x0, 250, x1, 250)
    canvas.drawString(20, 570, "FEED SYSTEM")
    canvas.drawString(700, 20, "PID-300-01")
    for x, tag in ((20, "V-90"), (690, "P-120"), (600, "TI-11"), (500, "TI-123")):
        canvas.drawString(x, 100 + len(tag), tag)
    canvas.save()
    joined = [e.text for e in parse_drawing_pdf(path).entities if e.kind == "connection"]
    assert "V-100 – E-110" in joined
