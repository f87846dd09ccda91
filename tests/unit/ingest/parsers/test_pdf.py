"""PDFs made line by line: order, structure, tables, boxes, turned and cut pages, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.layout.page import Page
from ingest.parsed import ParsedDocument
from ingest.parsers.pdf import parse_pdf

from .pdfs import HEIGHT, both, changed, lines, write_pdf

STANDARD = both(
    lines((60, 80, "Pump standard"), size=20, font="Helvetica-Bold"),
    lines((60, 110, "SV-STD-017 Rev. 5, issued 15 May 2024")),
    lines((60, 150, "4 Vibration"), size=14, font="Helvetica-Bold"),
    lines(
        (60, 180, "4.1"), (110, 180, "The limits of the table are for the highest reading of the three"),
        (110, 194, "directions of measuring."),
        (110, 214, "a."), (130, 214, "horizontal, at the height of the shaft centre;"),
        (110, 232, "b."), (130, 232, "axial, on the locating bearing."),
        (60, 252, "4.2"), (110, 252, "The trip is wired for machines of criticality A."),
    ),
)  # fmt: skip


def _ruled_table(canvas: Canvas) -> None:
    rows = [("Machine", "Alert, mm/s", "Trip, mm/s"), ("Pump", "4.5", "11.0"), ("Fan", "3.5", "9.0")]
    canvas.setFont("Helvetica", 10)
    canvas.grid([100, 250, 350, 450], [HEIGHT - 300 - 20 * i for i in range(4)])
    for i, row in enumerate(rows):
        for x, text in zip((105, 255, 355), row, strict=True):
            canvas.drawString(x, HEIGHT - 314 - 20 * i, text)


def _shape(document: ParsedDocument) -> list[tuple[str, str | None]]:
    return [(block.kind, block.label) for block in document.blocks]


def test_a_standard_with_clauses_and_a_table(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "standard.pdf", both(STANDARD, _ruled_table), title="Pump standard")
    document = parse_pdf(path)
    assert (document.media, document.title, document.pages, document.unit) == (
        "pdf",
        "Pump standard",
        1,
        "pt",
    )
    assert (document.language, document.date, document.printed_revision) == ("en", date(2024, 5, 15), "5")
    assert _shape(document) == [
        ("title", None), ("paragraph", None), ("heading", "4"), ("clause", "4.1"), ("clause", "4.1.a"),
        ("clause", "4.1.b"), ("clause", "4.2"), ("table", "4.2"),
    ]  # fmt: skip
    clause = document.blocks[3]
    assert clause.text == (
        "The limits of the table are for the highest reading of the three directions of measuring."
    )
    assert [clause.text[s.start : s.end] for s in clause.spans][1] == "directions of measuring."
    table = document.tables[0]
    assert [(c.name, c.type, c.unit) for c in table.columns] == [
        ("Machine", "text", None), ("Alert, mm/s", "number", "mm/s"), ("Trip, mm/s", "number", "mm/s"),
    ]  # fmt: skip
    assert table.rows.to_pylist()[1] == {"_row": 1, "Machine": "Fan", "Alert, mm/s": 3.5, "Trip, mm/s": 9.0}
    assert table.title == "4.2 The trip is wired for machines of criticality A."
    assert document.blocks[-1].text.split("\n")[1] == "Pump | 4.5 | 11.0"
    assert document.blocks[-1].table == 0


def test_boxes_are_where_the_words_are(tmp_path: Path) -> None:
    document = parse_pdf(write_pdf(tmp_path / "a.pdf", lines((100, 200, "Word"), size=10)))
    (span,) = document.blocks[0].spans
    assert span.box is not None
    x0, y0, x1, y1 = span.box
    assert x0 == pytest.approx(100, abs=0.5)
    assert x1 == pytest.approx(100 + 25.0, abs=1.5)
    assert y0 < 200 < y1
    assert y1 - y0 < 13


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_have_boxes_as_shown(tmp_path: Path, angle: int) -> None:
    upright = write_pdf(tmp_path / "a.pdf", STANDARD)

    def turn(writer: pypdf.PdfWriter) -> None:
        writer.pages[0].rotate(angle)

    document = parse_pdf(changed(upright, tmp_path / "b.pdf", turn))
    original = parse_pdf(upright)
    assert [block.text for block in document.blocks] == [block.text for block in original.blocks]
    box, was = document.blocks[0].spans[0].box, original.blocks[0].spans[0].box
    assert box is not None
    assert was is not None
    width, height = 595.28, 841.89
    expected = {
        90: (height - was[3], was[0], height - was[1], was[2]),
        180: (width - was[2], height - was[3], width - was[0], height - was[1]),
        270: (was[1], width - was[2], was[3], width - was[0]),
    }[angle]
    assert box == pytest.approx(expected, abs=0.1)


def test_a_cut_page_counts_from_its_own_corner(tmp_path: Path) -> None:
    whole = write_pdf(tmp_path / "a.pdf", lines((100, 200, "inside the page"), (10, 20, "cut away")))

    def cut(writer: pypdf.PdfWriter) -> None:
        writer.pages[0].cropbox = RectangleObject((50, 100, 500, HEIGHT - 50))

    document = parse_pdf(changed(whole, tmp_path / "b.pdf", cut))
    assert [block.text for block in document.blocks] == ["inside the page"]
    box = document.blocks[0].spans[0].box
    assert box is not None
    assert box[0] == pytest.approx(50, abs=0.5)
    assert box[1] < 150 < box[3]


def test_two_columns_and_running_heads(tmp_path: Path) -> None:
    def page(number: int):  # type: ignore[no-untyped-def]
        left = [(60, 130 + 14 * i, f"left {number} line {i} of the running text of it") for i in range(10)]
        right = [(320, 130 + 14 * i, f"right {number} line {i} of the running text of it") for i in range(10)]
        mixed = [line for pair in zip(left, right, strict=True) for line in pair]
        return lines((60, 30, "Report on pumps"), *mixed, (300, 810, f"Page {number} of 3"))

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", *(page(n) for n in (1, 2, 3))))
    text = " ".join(block.text for block in document.blocks if block.kind == "paragraph")
    assert text.index("left 1 line 9") < text.index("right 1 line 0") < text.index("left 2 line 0")
    assert "Report on pumps" not in text
    assert [b.text for b in document.blocks if b.kind == "footnote"] == ["Report on pumps", "Page 1 of 3"]


def test_words_divided_at_line_ends_and_french(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "rapport.pdf",
        lines(
            (60, 100, "Le capteur de la pompe indique une pression qui ne change pas depuis son étalon-"),
            (60, 114, "nage, et la vanne est fermée. Rapport du 03/04/2024."),
        ),
    )
    document = parse_pdf(path)
    assert "étalonnage" in document.blocks[0].text
    assert (document.language, document.date) == ("fr", date(2024, 4, 3))


def test_attached_files_come_along(tmp_path: Path) -> None:
    plain = write_pdf(tmp_path / "a.pdf", lines((60, 100, "See the attached list of spare parts.")))

    def attach(writer: pypdf.PdfWriter) -> None:
        writer.add_attachment("../../parts.csv", b"part,stock\nseal,2\n")

    document = parse_pdf(changed(plain, tmp_path / "b.pdf", attach))
    assert [(a.name, a.content) for a in document.attachments] == [("parts.csv", b"part,stock\nseal,2\n")]


def test_refusals_say_what_is_wrong(tmp_path: Path) -> None:
    good = write_pdf(tmp_path / "good.pdf", lines((60, 100, "Words")))

    def lock(writer: pypdf.PdfWriter) -> None:
        writer.encrypt("secret", algorithm="RC4-128")

    files = {
        "is empty": b"",
        "is no PDF": b"just a text that somebody called PDF",
        "is cut off": good.read_bytes()[:300],
        "is damaged": b"%PDF-1.7\nnothing that makes sense\n%%EOF\n",
        "protected by a password": changed(good, tmp_path / "locked.pdf", lock).read_bytes(),
    }
    for words, content in files.items():
        path = tmp_path / "bad.pdf"
        path.write_bytes(content)
        with pytest.raises(Unreadable) as raised:
            parse_pdf(path)
        assert words in raised.value.reason
        assert raised.value.hint


def test_a_page_without_text_needs_recognition(tmp_path: Path) -> None:
    def strokes(canvas: Canvas) -> None:
        for i in range(40):
            canvas.line(100, 100 + 10 * i, 400, 100 + 10 * i)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", strokes, lines((60, 100, "Words"))), ocr=False)
    assert document.warnings == ("Without text, and text recognition is switched off: page 1.",)
    assert [block.page for block in document.blocks] == [2]


def test_a_scan_bears_the_short_line_that_opens_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def recognised(document: object, page: Page) -> Page:
        del document
        return replace(page, read_by_ocr=True)

    monkeypatch.setattr("ingest.parsers.pdf.lacks_text", lambda page: True)
    monkeypatch.setattr("ingest.parsers.pdf.read_scan", recognised)
    body = [(60, 200 + 60 * i, f"Line {i} says that all was well on the round that night.") for i in range(5)]
    sheet = write_pdf(tmp_path / "scan_0712.pdf", lines((60, 80, "Round sheet of the night"), *body))
    assert parse_pdf(sheet).title == "Round sheet of the night"
    letter = write_pdf(tmp_path / "scan_0713.pdf", lines((60, 80, "All was well."), *body))
    assert parse_pdf(letter).title == "scan_0713"


def test_a_title_goes_on_with_the_tag_on_its_next_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(60, 780, "Maintenance manual of centrifuge")
        canvas.drawString(60, 752, "C-88")
        canvas.setFont("Helvetica", 11)
        for row in range(20):
            canvas.drawString(60, 700 - 15 * row, "The centrifuge separates slurry and is cleaned each week.")

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", page), ocr=False)
    assert document.title == "Maintenance manual of centrifuge C-88"
