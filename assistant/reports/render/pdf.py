"""A report as a PDF. Knows reportlab, no source."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from assistant.reports.records import Grid, Point, Report, Section
from assistant.reports.render.words import cited, labels, markers, not_all

_WIDTH, _HIGHEST = 17.0, 22.0
"""Of what is printed on an A4 page, in centimetres; a picture is no higher."""
_WIDTHS = {3: (3.0, 9.6, 4.4), 6: (2.6, 3.2, 3.2, 2.8, 3.2, 2.0)}
"""Of the columns of a table, by their number, in centimetres."""


@cache
def _fonts() -> tuple[str, str]:
    """A font with the signs that engineers write (≥, °, µ, Ø), embedded; it comes with matplotlib."""
    import matplotlib as mpl
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name, file in (("Report", "DejaVuSans.ttf"), ("ReportBold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, folder / file))
    return "Report", "ReportBold"


def pdf(report: Report) -> bytes:
    """The document."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles, frame = _styles(), labels(report)
    parts: list[Any] = [
        Paragraph(escape(report.title), styles["title"]),
        Paragraph(f"{escape(frame.period)}<br/>{escape(frame.made)}", styles["note"]),
        Paragraph(escape(frame.summary), styles["head"]),
        *_points(report.summary, styles),
    ]
    for section in report.sections:
        parts += [Paragraph(escape(section.title), styles["head"]), *_section(section, report, styles)]
    parts.append(Paragraph(escape(frame.sources), styles["head"]))
    for citation in report.citations:
        parts.append(Paragraph(f"[{citation.n}] {escape(cited(citation, report))}", styles["source"]))
    parts.append(Spacer(1, 1))
    body = io.BytesIO()
    margin = (21.0 - _WIDTH) / 2 * cm
    document = SimpleDocTemplate(
        body, pagesize=A4, leftMargin=margin, rightMargin=margin, topMargin=1.8 * cm, bottomMargin=1.8 * cm,
        title=report.title, author="", lang=report.language,
    )  # fmt: skip
    document.build(parts, onFirstPage=_footer(report), onLaterPages=_footer(report))
    return body.getvalue()


def _footer(report: Report) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(_fonts()[0], 7.5)
        canvas.setFillGray(0.4)
        canvas.drawString(document.leftMargin, 28, f"{report.title} · {report.period}")
        canvas.drawRightString(document.pagesize[0] - document.rightMargin, 28, str(document.page))
        canvas.restoreState()

    return draw


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    plain, bold = _fonts()
    base = ParagraphStyle("base", fontName=plain, fontSize=9, leading=12.5, spaceAfter=3, splitLongWords=True)
    grey = HexColor("#59636e")
    return {
        "base": base,
        "point": ParagraphStyle("point", parent=base, leftIndent=12, bulletIndent=2),
        "title": ParagraphStyle("title", parent=base, fontName=bold, fontSize=17, leading=21, spaceAfter=4),
        "head": ParagraphStyle(
            "head", parent=base, fontName=bold, fontSize=11.5, leading=15, spaceBefore=10, keepWithNext=1
        ),
        "part": ParagraphStyle("part", parent=base, fontName=bold, spaceBefore=5, keepWithNext=1),
        "note": ParagraphStyle("note", parent=base, fontSize=8, leading=11, textColor=grey),
        "source": ParagraphStyle("source", parent=base, fontSize=7.5, leading=10, spaceAfter=2),
        "cell": ParagraphStyle("cell", parent=base, fontSize=8, leading=10.5, spaceAfter=0),
        "cell_head": ParagraphStyle("cell_head", parent=base, fontName=bold, fontSize=8, leading=10.5),
    }


def _section(section: Section, report: Report, styles: dict[str, Any]) -> list[Any]:
    from reportlab.platypus import Paragraph

    if section.is_empty:
        return [Paragraph(escape(section.empty), styles["base"])]
    parts = _points(section.points, styles)
    for part in section.parts:
        parts += [Paragraph(escape(part.title), styles["part"]), *_points(part.points, styles)]
    for figure in section.figures:
        parts += [_picture(figure.png), Paragraph(escape(figure.caption), styles["note"])]
    if section.grid is not None and section.grid.rows:
        parts.append(_grid(section.grid, styles))
        note = not_all(section.grid, report)
        parts += [Paragraph(escape(note), styles["note"])] if note else []
    return parts


def _picture(png: bytes) -> Any:
    from reportlab.lib.units import cm
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image

    wide, high = ImageReader(io.BytesIO(png)).getSize()
    scale = min(_WIDTH * cm / wide, _HIGHEST * cm / high)
    return Image(io.BytesIO(png), width=wide * scale, height=high * scale)


def _points(points: tuple[Point, ...], styles: dict[str, Any]) -> list[Any]:
    from reportlab.platypus import Paragraph

    return [
        Paragraph(escape(f"{one.text}{markers(one.citations)}"), styles["point"], bulletText="•")
        for one in points
    ]


def _grid(grid: Grid, styles: dict[str, Any]) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.units import cm
    from reportlab.platypus import LongTable, Paragraph, TableStyle

    head = [Paragraph(escape(cell), styles["cell_head"]) for cell in grid.headers]
    rows = [
        [Paragraph(escape(cell), styles["cell"]) for cell in (*row[:-1], f"{row[-1]}{markers(numbers)}")]
        for row, numbers in zip(grid.rows, grid.citations, strict=True)
    ]
    count = len(grid.headers)
    widths = _WIDTHS.get(count, (_WIDTH / count,) * count)
    table = LongTable([head, *rows], colWidths=[width * cm for width in widths], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#f0f3f6")),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#d0d7de")),
            ]
        )
    )
    return table
