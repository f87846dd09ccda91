from __future__ import annotations

from pathlib import Path

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from eval.baselines.plain_text import plain_pages


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for word in ("first", "second"):
        canvas.drawString(72, 700, word)
        canvas.showPage()
    canvas.save()
    pages = plain_pages(tmp_path / "a.pdf")
    assert "first" in pages[1]
    assert "second" in pages[2]


def test_cells_bytes_and_pictures(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Tag", 12.5])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.CSV").write_text("1;2", "utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert plain_pages(tmp_path / "a.xlsx") == {None: "Tag 12.5"}
    assert plain_pages(tmp_path / "a.CSV") == {None: "1;2"}
    assert plain_pages(tmp_path / "a.png") == {}
    assert plain_pages(tmp_path / "broken.pdf") == {}
