"""Figures of whole PDFs: made pages with charts, photographs and scans."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from eval.scorers.regions import iou
from ingest.chunk import chunk
from ingest.parsed import ParsedDocument
from ingest.parsers.pdf import parse_pdf
from retrieval.records import Box

from .pdfs import changed, write_pdf

WIDTH, HEIGHT = A4
PROSE = "The pump was inspected after the shutdown and the bearing was found worn on one side"


def prose(canvas: Canvas, y: float, *, lines: int = 4, x: float = 60, text: str = PROSE) -> None:
    canvas.setFont("Helvetica", 10)
    for line in range(lines):
        canvas.drawString(x, HEIGHT - y - 13 * line, text)


def chart(canvas: Canvas, box: Box) -> None:
    """Axes, a bent line and numbers: lines alone, and lettering."""
    x0, y0, x1, y1 = box
    canvas.setFont("Helvetica", 7)
    canvas.line(x0 + 20, HEIGHT - y1 + 15, x1, HEIGHT - y1 + 15)
    canvas.line(x0 + 20, HEIGHT - y1 + 15, x0 + 20, HEIGHT - y0)
    points = [
        (x0 + 20 + i * (x1 - x0 - 20) / 5, y1 - 20 - (i * 37) % 11 * (y1 - y0 - 30) / 11) for i in range(6)
    ]
    for (ax, ay), (bx, by) in pairwise(points):
        canvas.line(ax, HEIGHT - ay, bx, HEIGHT - by)
    for i in range(5):
        canvas.drawString(x0 + 20 + i * (x1 - x0 - 40) / 5, HEIGHT - y1 + 4, str(10 * i))
        canvas.drawString(x0, HEIGHT - y1 + 15 + i * (y1 - y0 - 30) / 5, f"{i}.5")


def caption(canvas: Canvas, y: float, text: str, *, x: float = 60) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x, HEIGHT - y, text)


def photo(canvas: Canvas, box: Box, *, seed: int = 1) -> None:
    noise = Image.frombytes("L", (60, 40), random.Random(seed).randbytes(2400))
    x0, y0, x1, y1 = box
    canvas.drawImage(ImageReader(noise), x0, HEIGHT - y1, x1 - x0, y1 - y0)


def found(document: ParsedDocument, box: Box, *, page: int = 1, least: float = 0.75) -> str | None:
    """The number of the figure that stands in a box; fails where none does."""
    best = max((f for f in document.figures if f.page == page), key=lambda f: iou(f.box, box), default=None)
    assert best is not None
    assert iou(best.box, box) >= least, best
    return best.label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Figure 3. Flow of the pump", "Figure 3"), ("Figure 3 – Débit de la pompe", "Figure 3"),
        ("Figure 3 (continued)", "Figure 3"), ("Fig. 3: Flow", "Fig. 3"), ("Planche 3 – Le débit", "Planche 3"),
        ("Schéma 3 : le débit", "Schéma 3"), ("FIGURE A-3 FLOW", "FIGURE A-3"),
    ],
)  # fmt: skip
def test_a_chart_of_lines_has_its_caption(tmp_path: Path, text: str, label: str) -> None:
    box = (150, 200, 430, 380)

    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        chart(canvas, box)
        caption(canvas, 400, text)
        prose(canvas, 440)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    assert found(document, box) == label
    assert document.figures[0].caption == text
    chunks = chunk(document, source="a", sha256="0" * 64, figure_ids=("F",))
    assert [c.text for c in chunks if c.ref == "F" and c.label] == [text]


def test_a_caption_may_stand_over_its_figure(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        caption(canvas, 190, "Figure 1: Vibration of the fan")
        chart(canvas, (150, 205, 430, 380))
        prose(canvas, 420)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    assert found(document, (150, 205, 430, 380)) == "Figure 1"


def test_figures_below_each_other_and_side_by_side(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, (60, 80, 530, 230))
        caption(canvas, 250, "Figure 1 – The whole plant", x=230)
        photo(canvas, (60, 300, 280, 450), seed=2)
        photo(canvas, (310, 300, 530, 450), seed=3)
        caption(canvas, 470, "Figure 2 – The pump", x=120)
        caption(canvas, 470, "Figure 3 – The motor", x=370)
        prose(canvas, 520)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    assert found(document, (60, 80, 530, 230)) == "Figure 1"
    assert found(document, (60, 300, 280, 450)) == "Figure 2"
    assert found(document, (310, 300, 530, 450)) == "Figure 3"


def test_two_columns_and_a_figure_over_both(tmp_path: Path) -> None:
    half = PROSE[:44]

    def draw(canvas: Canvas) -> None:
        chart(canvas, (60, 70, 530, 230))
        caption(canvas, 250, "Figure 1. Temperature of both bearings over the whole of the test", x=60)
        prose(canvas, 290, lines=12, text=half)
        chart(canvas, (60, 460, 270, 600))
        caption(canvas, 615, "Figure 2. Pressure", x=60)
        prose(canvas, 640, lines=6, text=half)
        prose(canvas, 290, lines=33, x=310, text=half)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    assert found(document, (60, 70, 530, 230)) == "Figure 1"
    assert found(document, (60, 460, 270, 600)) == "Figure 2"
    assert len(document.figures) == 2


def test_neither_a_table_nor_a_sentence_makes_a_figure(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        caption(canvas, 180, "Table 1 – Limits of vibration")
        for row in range(5):
            canvas.line(60, HEIGHT - 190 - 20 * row, 400, HEIGHT - 190 - 20 * row)
            for column in range(3):
                if row < 4:
                    canvas.drawString(70 + 110 * column, HEIGHT - 204 - 20 * row, f"Cell {row}{column}")
        for x in (60, 170, 280, 400):
            canvas.line(x, HEIGHT - 190, x, HEIGHT - 270)
        prose(canvas, 320, text="Figure 3 shows how the pump was inspected after the shutdown of the unit")

    assert parse_pdf(write_pdf(tmp_path / "a.pdf", draw)).figures == ()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_gives_the_frame_as_it_is_shown(tmp_path: Path, angle: int) -> None:
    box = (150.0, 200.0, 430.0, 380.0)

    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        photo(canvas, box)
        caption(canvas, 400, "Figure 3. Flow")
        prose(canvas, 440)

    upright = write_pdf(tmp_path / "a.pdf", draw)
    turned = changed(upright, tmp_path / "b.pdf", lambda writer: _turn(writer, angle))
    x0, y0, x1, y1 = box
    shown = {
        90: (HEIGHT - y1, x0, HEIGHT - y0, x1),
        180: (WIDTH - x1, HEIGHT - y1, WIDTH - x0, HEIGHT - y0),
        270: (y0, WIDTH - x1, y1, WIDTH - x0),
    }[angle]
    assert found(parse_pdf(turned), shown, least=0.95) == "Figure 3"


def _turn(writer: pypdf.PdfWriter, angle: int) -> None:
    writer.pages[0].rotate(angle)


def test_a_large_picture_needs_no_caption_but_a_letterhead_is_none(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, (0, 0, WIDTH, 90))
        prose(canvas, 140)
        photo(canvas, (150, 220, 430, 420), seed=2)
        prose(canvas, 460)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    assert found(document, (150, 220, 430, 420), least=0.95) is None
    assert len(document.figures) == 1


def test_the_same_picture_on_each_page_is_one_figure(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, (150, 220, 430, 420))
        prose(canvas, 460)

    assert len(parse_pdf(write_pdf(tmp_path / "a.pdf", draw, draw, draw)).figures) == 1


@pytest.mark.parametrize("turn", [0, 90])
def test_a_scan_with_text_has_the_drawn_part_of_its_page(tmp_path: Path, turn: int) -> None:
    box = (150.0, 200.0, 430.0, 380.0)

    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        chart(canvas, box)
        caption(canvas, 400, "Figure 3. Flow of the pump")
        prose(canvas, 440, lines=10)

    with pypdfium2.PdfDocument(write_pdf(tmp_path / "a.pdf", draw)) as document:
        scan = document[0].render(scale=2).to_pil()

    def scanned(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)
        canvas.setFillAlpha(0)
        prose(canvas, 100)
        caption(canvas, 400, "Figure 3. Flow of the pump")
        prose(canvas, 440, lines=10)

    path = write_pdf(tmp_path / "b.pdf", scanned)
    x0, y0, x1, y1 = box
    if turn:
        path = changed(path, tmp_path / "c.pdf", lambda writer: _turn(writer, turn))
        box = (HEIGHT - y1, x0, HEIGHT - y0, x1)
    assert found(parse_pdf(path, ocr=False), box) == "Figure 3"


def test_thousands_of_strokes_are_one_figure(tmp_path: Path) -> None:
    dice = random.Random(7)

    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        for _ in range(5000):
            x, y = dice.uniform(100, 480), dice.uniform(200, 560)
            canvas.line(x, HEIGHT - y, x + dice.uniform(2, 9), HEIGHT - y - dice.uniform(2, 9))
        caption(canvas, 600, "Figure 1. Cloud of points")
        prose(canvas, 640)

    assert found(parse_pdf(write_pdf(tmp_path / "a.pdf", draw)), (100, 200, 489, 560)) == "Figure 1"


def test_a_damaged_picture_keeps_its_place(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        photo(canvas, (150, 200, 430, 380))
        caption(canvas, 400, "Figure 1. Broken")

    def damage(writer: pypdf.PdfWriter) -> None:
        for name in writer.pages[0]["/Resources"]["/XObject"]:  # type: ignore[index]
            image = writer.pages[0]["/Resources"]["/XObject"][name].get_object()  # type: ignore[index]
            image._data = b"\x00not a stream"

    path = changed(write_pdf(tmp_path / "a.pdf", draw), tmp_path / "b.pdf", damage)
    assert found(parse_pdf(path), (150, 200, 430, 380)) == "Figure 1"


def test_lettering_knows_its_figure(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, 100)
        photo(canvas, (150, 200, 430, 380))
        canvas.setFont("Helvetica", 8)
        for i, text in enumerate(("Casing", "Impeller", "Shaft")):
            canvas.drawString(200, HEIGHT - 240 - 30 * i, text)
        caption(canvas, 400, "Figure 1. Section of the pump")
        prose(canvas, 440)

    document = parse_pdf(write_pdf(tmp_path / "a.pdf", draw))
    chunks = chunk(document, source="a", sha256="0" * 64, figure_ids=("F",))
    assert [c.label for c in chunks if "Impeller" in c.text and c.ref == "F"] == [None]
