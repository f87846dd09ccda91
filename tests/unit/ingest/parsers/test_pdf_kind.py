from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.layout.page import Page, Segment
from ingest.parsers.pdf_kind import is_drawing_scan, looks_like_drawing

from .pdfs import lines, write_pdf


def _part(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    for i in range(30):
        canvas.line(100 + 10 * i, 100, 100 + 10 * i, 300)
        canvas.circle(300 + 5 * i, 400, 20)
    for i in range(30):
        canvas.line(100, 100 + 5 * i, 400, 100 + 5 * i)
    for i, word in enumerate(("SCALE 1:2", "DRAWN", "SHEET 1", "DWG. NO. 4711", "FINISH", "12.5", "Ø 40")):
        canvas.drawString(600, 100 + 12 * i, word)


def test_a_sheet_with_lines_and_a_title_block_is_a_drawing(tmp_path: Path) -> None:
    assert looks_like_drawing(write_pdf(tmp_path / "a.pdf", _part, size=landscape(A3)))


def test_reports_and_forms_are_none(tmp_path: Path) -> None:
    text = [(60, 60 + 14 * i, f"Line {i} of a report on the state of the drawing office") for i in range(40)]

    def form(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.grid([60, 200, 400, 540], [800 - 15 * i for i in range(45)])
        for i in range(44):
            canvas.drawString(65, 790 - 15 * i, f"Checked item {i}")
            canvas.drawString(205, 790 - 15 * i, "in good order")

    assert not looks_like_drawing(write_pdf(tmp_path / "a.pdf", lines(*text)))
    assert not looks_like_drawing(write_pdf(tmp_path / "b.pdf", form))


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    with pytest.raises(Unreadable):
        looks_like_drawing(path)


def _read(*texts: str) -> Page:
    segments = tuple(
        Segment(text, 10, 20.0 * i, 200, 20.0 * i + 10, 10, bold=False, words=())
        for i, text in enumerate(texts)
    )
    return Page(number=1, width=800, height=600, segments=segments, read_by_ocr=True)


def test_a_recognised_sheet_is_a_drawing_by_its_title_block() -> None:
    block = ("SCALE 1:2", "DRAWN", "SHEET 1", "DWG. NO. 4711", "FINISH", "12.5", "M8")
    assert is_drawing_scan(_read(*block))
    assert not is_drawing_scan(_read("12.5", "M8", "SCALE 1:2"))
    prose = "The drawing office checked the scale of every sheet and the tolerance of each finish."
    assert not is_drawing_scan(_read(prose, prose))
