"""Pages made for measuring: a PDF whose headings and table cells are known. Knows no parser.

The text is drawn by a fixed seed from a small vocabulary of maintenance; no two pages are alike, and
headings, ruled and unruled tables, lists, running heads and page numbers are laid out as reports have them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import DataMissing

_WORDS = """pump bearing seal shaft valve pressure vibration oil level coupling motor flange gasket strainer
impeller casing alarm limit inspection record temperature measured replaced cleaned aligned tightened within
before after during start stop shift crew report condition normal minor wear leak found
none next visit""".split()
_TITLES = """Scope Findings Measurements Lubrication Alignment Vibration Seals Bearings Recommendations Safety
Tools Spares History Tests Acceptance""".split()
_SEED = 20250918


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands on the pages.

    Attributes:
        headings: As printed, with their numbers.
        cells: Text of all table cells, headers included, table after table.
    """

    headings: tuple[str, ...]
    cells: tuple[str, ...]


def write_pages(path: Path, *, pages: int) -> Labels:
    """Writes a PDF and returns what stands on it.

    Raises:
        DataMissing: ReportLab, which draws it, is not installed.
    """
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise DataMissing("labelled pages need ReportLab: pip install reportlab") from error
    draw = random.Random(_SEED)
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    canvas.setTitle("Maintenance handbook")
    headings: list[str] = []
    cells: list[str] = []
    for number in range(1, pages + 1):
        y = _furniture(canvas, number)
        for part in (1, 2):
            heading = f"{number}.{part} {draw.choice(_TITLES)} of pump P-{draw.randrange(100, 999)}"
            headings.append(heading)
            y = _heading(canvas, heading, y)
            y = _paragraph(canvas, draw, y, lines=9)
        y, found = _table(canvas, draw, y, ruled=number % 2 == 0)
        cells += found
        _paragraph(canvas, draw, y, lines=6)
        canvas.showPage()
    canvas.save()
    return Labels(headings=tuple(headings), cells=tuple(cells))


def _furniture(canvas: Any, number: int) -> float:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 810, "Maintenance handbook, plant 4")
    canvas.drawCentredString(297, 30, f"Page {number}")
    return 775.0


def _heading(canvas: Any, text: str, y: float) -> float:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, y - 18, text)
    return y - 36


def _paragraph(canvas: Any, draw: random.Random, y: float, *, lines: int) -> float:
    canvas.setFont("Helvetica", 10)
    for line in range(lines):
        words = [draw.choice(_WORDS) for _ in range(12)]
        if line == 0:
            words[0] = words[0].capitalize()
        text = " ".join(words)
        while canvas.stringWidth(text, "Helvetica", 10) > 475:
            text = text.rpartition(" ")[0]
        canvas.drawString(60, y, text + ("." if line == lines - 1 else ""))
        y -= 12.5
    return y - 8


def _table(canvas: Any, draw: random.Random, y: float, *, ruled: bool) -> tuple[float, list[str]]:
    rows = [["Tag", "Quantity", "Value", "Unit"]]
    for _ in range(7):
        tag = f"P-{draw.randrange(100, 999)}"
        rows.append(
            [tag, draw.choice(_WORDS), f"{draw.uniform(1, 90):.2f}", draw.choice(["bar", "mm/s", "kW"])]
        )
    y -= 10
    top = y + 12
    for index, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if index == 0 else "Helvetica", 10)
        for column, cell in enumerate(row):
            canvas.drawString(66 + 115 * column, y, cell)
        y -= 16
    if ruled:
        for line in range(len(rows) + 1):
            canvas.line(60, top - 16 * line, 520, top - 16 * line)
        for column in range(5):
            canvas.line(60 + 115 * column, top, 60 + 115 * column, top - 16 * len(rows))
    return y - 12, [cell for row in rows for cell in row]
