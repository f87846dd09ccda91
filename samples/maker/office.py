"""Word documents of the plant: headings, header and footer, lists, tables. Knows python-docx, no story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from maker.zipped import rewrite_zip

NAVY = RGBColor(0x1F, 0x3A, 0x5F)


def new_document(
    *, number: str, title: str, company: str, date: datetime, language: str = "en-GB"
) -> Document:
    """An A4 document with the house style, a running head and page numbers in the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    language_mark = OxmlElement("w:lang")
    language_mark.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(language_mark)
    for level, size in ((1, 14), (2, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), NAVY
    section.header.paragraphs[0].text = f"{company}\t{title}\t{number}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{date:%d/%m/%Y}\t\tPage "
    _field(foot.add_run(), "PAGE")
    foot.add_run(" / ")
    _field(foot.add_run(), "NUMPAGES")
    core = document.core_properties
    core.title, core.author, core.subject = f"{number} {title}", company, title
    core.created = core.modified = date
    core.last_modified_by, core.comments, core.language = company, "", language
    document.add_heading(title, level=0)
    return document


def _field(run: object, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        else:
            element.set(qn("w:fldCharType"), str(kind))
        run._r.append(element)  # type: ignore[attr-defined]


def add_table(
    document: Document, header: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
) -> Table:
    """A ruled table with a bold header; ``widths`` in centimetres."""
    table = document.add_table(rows=1, cols=len(header))
    table.style = "Light Grid Accent 1"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = Pt(9.5)
    document.add_paragraph()
    return table


def add_fields(document: Document, pairs: Sequence[tuple[str, str]]) -> None:
    """The labelled fields at the top of a report, as a table of two columns."""
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, value in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
        cells[0].width, cells[1].width = Cm(4.5), Cm(12)
        cells[0].paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def add_bullets(document: Document, items: Sequence[str], *, numbered: bool = False) -> None:
    """A list with dots or numbers."""
    for item in items:
        document.add_paragraph(item, style="List Number" if numbered else "List Bullet")


def save(document: Document, path: Path) -> None:
    """Writes the file with fixed times."""
    document.save(str(path))
    rewrite_zip(path)
