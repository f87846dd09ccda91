"""Pages of a plant document as PDF: fonts, styles, running heads, page x of y. Knows reportlab, no story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

NAVY = colors.HexColor("#1F3A5F")
GREY = colors.HexColor("#5B6770")
PALE = colors.HexColor("#E6ECF3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the running head and foot of every page."""

    number: str
    title: str
    revision: str
    date: str
    company: str
    footer: str
    page_word: str = "Page"
    of_word: str = "of"
    author: str = ""
    language: str = "en"


def register_fonts() -> None:
    """Registers the free fonts that come with matplotlib: DejaVu Sans and STIX, whole French alphabet."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files = {
        "Sans": "DejaVuSans.ttf",
        "Sans-Bold": "DejaVuSans-Bold.ttf",
        "Sans-Italic": "DejaVuSans-Oblique.ttf",
        "Serif": "STIXGeneral.ttf",
        "Serif-Bold": "STIXGeneralBol.ttf",
        "Serif-Italic": "STIXGeneralItalic.ttf",
        "Mono": "DejaVuSansMono.ttf",
    }
    for name, file in files.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    for family in ("Sans", "Serif"):
        pdfmetrics.registerFontFamily(
            family,
            normal=family,
            bold=f"{family}-Bold",
            italic=f"{family}-Italic",
            boldItalic=f"{family}-Bold",
        )


class Styles:
    """Paragraph styles of one family."""

    def __init__(self, family: str, *, size: float) -> None:
        bold = f"{family}-Bold"
        self.family = family
        self.body = ParagraphStyle(
            "body", fontName=family, fontSize=size, leading=size * 1.38, spaceAfter=size * 0.55
        )
        self.clause = ParagraphStyle(
            "clause", parent=self.body, leftIndent=13 * mm, bulletFontName=bold, bulletFontSize=size
        )
        self.item = ParagraphStyle(
            "item",
            parent=self.body,
            leftIndent=20 * mm,
            bulletIndent=13 * mm,
            bulletFontName=family,
            bulletFontSize=size,
            spaceAfter=size * 0.35,
        )
        self.bullet = ParagraphStyle(
            "bullet",
            parent=self.body,
            leftIndent=6 * mm,
            bulletIndent=1.5 * mm,
            bulletFontName=family,
            bulletFontSize=size,
            spaceAfter=size * 0.35,
        )
        self.h1 = ParagraphStyle(
            "h1",
            parent=self.body,
            fontName=bold,
            fontSize=size * 1.3,
            leading=size * 1.7,
            spaceBefore=size * 1.1,
            spaceAfter=size * 0.6,
            textColor=NAVY,
            keepWithNext=1,
        )
        self.h2 = ParagraphStyle(
            "h2", parent=self.h1, fontSize=size * 1.1, leading=size * 1.5, spaceBefore=size * 0.8
        )
        self.title = ParagraphStyle(
            "title",
            parent=self.body,
            fontName=bold,
            fontSize=size * 2,
            leading=size * 2.5,
            textColor=NAVY,
            spaceAfter=size,
        )
        self.caption = ParagraphStyle(
            "caption",
            parent=self.body,
            fontName=bold,
            fontSize=size * 0.93,
            spaceBefore=size * 0.5,
            spaceAfter=size * 0.3,
            keepWithNext=1,
        )
        self.note = ParagraphStyle(
            "note", parent=self.body, fontSize=size * 0.87, leading=size * 1.15, textColor=GREY
        )
        self.cell = ParagraphStyle(
            "cell", parent=self.body, fontSize=size * 0.88, leading=size * 1.14, spaceAfter=0
        )
        self.cell_head = ParagraphStyle("cell_head", parent=self.cell, fontName=bold, textColor=colors.white)
        self.centre = ParagraphStyle("centre", parent=self.cell, alignment=TA_CENTER)


class _CountedCanvas(Canvas):
    """Writes ``Page x of y`` once the number of pages is known."""

    head: Head

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["invariant"] = 1
        kwargs["pageCompression"] = 1
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - name given by reportlab
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        total = len(self._pages)
        for state in self._pages:
            self.__dict__.update(state)
            width, _ = A4
            self.setFont("Sans", 7.5)
            self.setFillColor(GREY)
            label = f"{self.head.page_word} {self._pageNumber} {self.head.of_word} {total}"
            self.drawRightString(width - 20 * mm, 11.5 * mm, label)
            super().showPage()
        super().save()


class PaperTemplate(BaseDocTemplate):
    """A4 with a running head and foot; headings of level 1 go into the outline and the contents."""

    def __init__(self, path: Path, head: Head) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            leftMargin=20 * mm,
            rightMargin=20 * mm,
            topMargin=28 * mm,
            bottomMargin=22 * mm,
            title=f"{head.number} {head.title}",
            author=head.author or head.company,
            subject=head.title,
            lang=head.language,
        )
        self.head = head
        frame = Frame(
            self.leftMargin,
            self.bottomMargin,
            self.width,
            self.height,
            id="body",
            leftPadding=0,
            rightPadding=0,
        )
        self.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self._furniture)])

    def _furniture(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        width, height = A4
        canvas.saveState()
        canvas.setFillColor(NAVY)
        canvas.setFont("Sans-Bold", 8.5)
        canvas.drawString(20 * mm, height - 15 * mm, self.head.company)
        canvas.setFont("Sans", 8)
        canvas.setFillColor(GREY)
        canvas.drawCentredString(width / 2, height - 15 * mm, self.head.title)
        canvas.drawRightString(width - 20 * mm, height - 15 * mm, f"{self.head.number}  {self.head.revision}")
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(0.8)
        canvas.line(20 * mm, height - 18 * mm, width - 20 * mm, height - 18 * mm)
        canvas.setLineWidth(0.4)
        canvas.line(20 * mm, 16 * mm, width - 20 * mm, 16 * mm)
        canvas.setFont("Sans", 7.5)
        canvas.drawString(20 * mm, 11.5 * mm, f"{self.head.date}   {self.head.footer}")
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - name given by reportlab
        if isinstance(flowable, Paragraph) and flowable.style.name == "h1":
            text = flowable.getPlainText()
            key = f"h{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, 0, False)
            self.notify("TOCEntry", (0, text, self.page, key))


def bullets(styles: Styles, items: Sequence[str], *, marks: str = "") -> list[Paragraph]:
    """A list with dots, or with the letters of ``marks`` as a), b), c)."""
    signs = [f"{letter})" for letter in marks] or ["•"] * len(items)
    return [Paragraph(item, styles.bullet, bulletText=sign) for sign, item in zip(signs, items, strict=False)]


def build(path: Path, head: Head, flowables: Sequence[Flowable]) -> None:
    """Writes the document; the contents need several passes."""

    class Counted(_CountedCanvas):
        pass

    Counted.head = head
    PaperTemplate(path, head).multiBuild(list(flowables), canvasmaker=Counted)


def contents(styles: Styles) -> TableOfContents:
    """A table of contents with dots and page numbers."""
    toc = TableOfContents(dotsMinLevel=0)
    toc.levelStyles = [ParagraphStyle("toc", parent=styles.body, leading=15)]
    return toc


def ruled(
    styles: Styles,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    widths: Sequence[float] | None = None,
) -> Table:
    """A ruled table, header repeated on each page; ``widths`` in millimetres."""
    data = [[Paragraph(str(cell), styles.cell_head) for cell in header]]
    data += [[Paragraph(str(cell), styles.cell) for cell in row] for row in rows]
    table = Table(
        data,
        colWidths=None if widths is None else [width * mm for width in widths],
        repeatRows=1,
        hAlign="LEFT",
        spaceAfter=7,
    )
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#7C8894")),
                ("BACKGROUND", (0, 0), (-1, 0), NAVY),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, PALE]),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 2.2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
            ]
        )
    )
    return table


def fields(styles: Styles, pairs: Sequence[tuple[str, str]], *, width: float = 170.0) -> Table:
    """The block of labelled fields at the top of a report, two pairs a row."""
    rows = []
    for index in range(0, len(pairs), 2):
        cells: list[Paragraph] = []
        for label, value in pairs[index : index + 2]:
            cells += [Paragraph(f"<b>{label}</b>", styles.cell), Paragraph(value, styles.cell)]
        rows.append(cells + [Paragraph("", styles.cell)] * (4 - len(cells)))
    share = [0.19, 0.31, 0.19, 0.31]
    table = Table(rows, colWidths=[width * part * mm for part in share], hAlign="LEFT", spaceAfter=8)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.9, NAVY),
                ("INNERGRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9AA5B1")),
                ("BACKGROUND", (0, 0), (0, -1), PALE),
                ("BACKGROUND", (2, 0), (2, -1), PALE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 2.2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ]
        )
    )
    return table
