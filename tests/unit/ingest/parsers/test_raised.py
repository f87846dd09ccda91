"""Digits that stand raised behind a number."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.parsers.html import parse_html
from ingest.parsers.office import parse_docx
from ingest.parsers.pdf import parse_pdf
from ingest.parsers.raised import level_raised, parted

from .pdfs import write_pdf


def _box(*raised: int) -> object:
    return lambda at: (4.0, 11.0) if at in raised else (0.0, 10.0)


@pytest.mark.parametrize(
    ("word", "before", "raised", "expected"),
    [
        ("101", "of", (2,), ("10", "¹", 2)),
        ("712,", "of", (1, 2), ("7", "¹²,", 1)),
        ("10-6", "x", (2, 3), ("10⁻⁶", "", 2)),
        ("103", "×", (2,), ("10³", "", 2)),
        ("101", "of", (), None),
        ("P-101", "of", (), None),
        ("Ø562", "2X", (1, 2, 3), None),
    ],
)
def test_parted(word: str, before: str, raised: tuple[int, ...], expected: object) -> None:
    assert parted(word, _box(*raised), before=before) == expected  # type: ignore[arg-type]


def test_the_mark_of_a_footnote_does_not_join_its_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setFont("Helvetica", 10)
        text.textOut("The alarm stands at 10")
        text.setRise(4)
        text.setFont("Helvetica", 7)
        text.textOut("1")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" bar and the trip at 12 bar.")
        canvas.drawText(text)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw), ocr=False)
    assert document.blocks[0].text == "The alarm stands at 10 ¹ bar and the trip at 12 bar."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 10\x0e1\x0f bar", "at 10 ¹ bar"),
        ("5 m\x0e2\x0f", "5 m2"),
        ("3 × 10\x0e-6\x0f m", "3 × 10⁻⁶ m"),
        ("3 x 10\x0e4\x0f", "3 x 10⁴"),
        ("the 2\x0end\x0f", "the 2nd"),
        ("plain", "plain"),
    ],
)
def test_level_raised(text: str, expected: str) -> None:
    assert level_raised(text) == expected


def test_pages_and_documents_keep_raised_digits_apart(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>at 10<sup>1</sup> bar</p>", encoding="utf-8")
    assert parse_html(page).blocks[0].text == "at 10 ¹ bar"
    written = docx.Document()
    paragraph = written.add_paragraph("at 10")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" bar")
    written.save(str(tmp_path / "a.docx"))
    assert parse_docx(tmp_path / "a.docx").blocks[0].text == "at 10 ¹ bar"
