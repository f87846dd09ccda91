"""PDF files made for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]

HEIGHT = A4[1]


def write_pdf(path: Path, *pages: Draw, title: str = "", size: tuple[float, float] = A4) -> Path:
    """A PDF with one page for each function."""
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    canvas.setTitle(title or "untitled")
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: tuple[float, float, str], size: float = 11, font: str = "Helvetica") -> Draw:
    """Draws texts, each at a distance from the left and the top."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for x, y, text in texts:
            canvas.drawString(x, HEIGHT - y, text)

    return draw


def both(*draws: Draw) -> Draw:
    """One page out of several functions."""

    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def changed(source: Path, target: Path, change: Callable[[pypdf.PdfWriter], None]) -> Path:
    """A copy that ``change`` has worked on."""
    writer = pypdf.PdfWriter(clone_from=source)
    change(writer)
    writer.write(target)
    return target
