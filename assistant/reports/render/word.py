"""A report as a Word document. Knows python-docx, no source."""

from __future__ import annotations

import io
import re
from typing import Any

from assistant.reports.records import Grid, Point, Report, Section
from assistant.reports.render.words import cited, labels, markers, not_all

_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_WIDTH_CM = 16.5
_SPOKEN = {"en": "en-GB", "fr": "fr-FR"}
"""What Word checks the spelling by."""


def word(report: Report) -> bytes:
    """The document."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm

    frame = labels(report)
    document = Document()
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _SPOKEN[report.language])
    for page in document.sections:
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
    document.core_properties.title = _clean(report.title)
    document.core_properties.author = ""
    document.add_heading(_clean(report.title), level=0)
    document.add_paragraph(f"{frame.period}\n{frame.made}")
    document.add_heading(frame.summary, level=1)
    _points(document, report.summary)
    for section in report.sections:
        document.add_heading(_clean(section.title), level=1)
        _section(document, section, report)
    document.add_heading(frame.sources, level=1)
    for citation in report.citations:
        document.add_paragraph(_clean(f"[{citation.n}] {cited(citation, report)}"))
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def _section(document: Any, section: Section, report: Report) -> None:
    from docx.shared import Cm

    if section.is_empty:
        document.add_paragraph(_clean(section.empty))
        return
    _points(document, section.points)
    for part in section.parts:
        document.add_heading(_clean(part.title), level=2)
        _points(document, part.points)
    for figure in section.figures:
        document.add_picture(io.BytesIO(figure.png), width=Cm(_WIDTH_CM))
        document.add_paragraph(_clean(figure.caption), style="Caption")
    if section.grid is not None and section.grid.rows:
        _grid(document, section.grid)
        note = not_all(section.grid, report)
        if note:
            document.add_paragraph(note)


def _points(document: Any, points: tuple[Point, ...]) -> None:
    for one in points:
        document.add_paragraph(_clean(f"{one.text}{markers(one.citations)}"), style="List Bullet")


def _grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.headers), style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, grid.headers, strict=True):
        cell.text = text
    for row, numbers in zip(grid.rows, grid.citations, strict=True):
        cells = table.add_row().cells
        for cell, text in zip(cells, (*row[:-1], f"{row[-1]}{markers(numbers)}"), strict=True):
            cell.text = _clean(text)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
