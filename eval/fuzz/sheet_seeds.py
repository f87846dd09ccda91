"""Small PDF, DXF, DEXPI and PNG files with what a drawing or report has on it. Knows no reader."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from eval.errors import DataMissing

PLANT_MODEL = b"""<?xml version="1.0"?><PlantModel>
<MetaData ID="m"><GenericAttributes><GenericAttribute Name="DrawingNumberAssignmentClass" Value="PX-12"/>
<GenericAttribute Name="TotalNumberOfSheets" Value="4"/></GenericAttributes></MetaData><Drawing Name="Feed"/>
<Equipment ID="t" ComponentClass="Tank" TagName="T-1"><Extent><Min X="1" Y="2"/><Max X="3" Y="4"/></Extent>
<Nozzle ID="n1"/></Equipment><Equipment ID="p" ComponentClass="Pump"><GenericAttributes>
<GenericAttribute Name="TagNameAssignmentClass" Value="P-2"/></GenericAttributes>
<Position><Location X="50" Y="60"/></Position><Nozzle ID="n2"/></Equipment>
<PipingNetworkSegment ID="s"><GenericAttributes>
<GenericAttribute Name="LineNumberAssignmentClass" Value="L7"/>
</GenericAttributes><PipingComponent ID="v" ComponentClass="GateValve"/><Connection FromID="n1" ToID="v"/>
<Connection FromID="v" ToID="n2"/></PipingNetworkSegment>
<InformationFlow><Association Type="x" ItemID="p"/></InformationFlow></PlantModel>"""


def report_pdf() -> bytes:
    """Two pages: headings, clauses, a ruled table, a list, a running head, bookmarks."""

    def draw(canvas: object) -> None:
        c: object = canvas
        for page in range(2):
            _line(c, 60, 800, "Site standard 017", 8)
            _line(c, 60, 760, f"{page + 1} Scope of the pump", 16)
            for n in range(12):
                _line(
                    c,
                    60,
                    730 - 14 * n,
                    f"{page + 1}.{n + 1} The pump P-10{n} shall hold no more than 12,5 bar.",
                    10,
                )
            for row in range(5):
                for column in range(3):
                    x, y = 60 + 120 * column, 480 - 20 * row
                    c.rect(x, y, 120, 20)  # type: ignore[attr-defined]
                    _line(
                        c, x + 4, y + 6, "Tag Mass Date".split()[column] if not row else f"{row}{column}", 9
                    )
            c.bookmarkPage(f"p{page}")  # type: ignore[attr-defined]
            c.addOutlineEntry(f"{page + 1} Scope", f"p{page}", level=0)  # type: ignore[attr-defined]
            _line(c, 280, 30, f"Page {page + 1} of 2", 8)
            c.showPage()  # type: ignore[attr-defined]

    return _pdf(draw)


def form_pdf() -> bytes:
    """A page with fields of a form, a link and words in a round of fonts and turns."""

    def draw(canvas: object) -> None:
        c = canvas
        _line(c, 72, 700, "Inspection of P-101, 2024-05-02: the seal is dry and the strainer clean.", 11)
        c.acroForm.textfield(name="by", value="M. Roy", x=72, y=600, width=200, height=20)  # type: ignore[attr-defined]
        c.acroForm.checkbox(name="done", checked=True, x=72, y=560)  # type: ignore[attr-defined]
        c.linkURL("http://127.0.0.1/", (72, 500, 200, 520))  # type: ignore[attr-defined]
        c.rotate(90)  # type: ignore[attr-defined]
        _line(c, 200, -400, "Upright words beside the table", 12)
        c.showPage()  # type: ignore[attr-defined]

    return _pdf(draw)


def _line(canvas: object, x: float, y: float, words: str, size: float) -> None:
    canvas.setFont("Helvetica", size)  # type: ignore[attr-defined]
    canvas.drawString(x, y, words)  # type: ignore[attr-defined]


def _pdf(draw: Callable[[object], None]) -> bytes:
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise DataMissing("seeds of PDF files need ReportLab: pip install reportlab") from error
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0, invariant=1)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def drawing_pdf() -> bytes:
    """A part's sheet in PDF: title block, revisions, dimensions, notes."""
    return _sheet(".pdf")


def drawing_dxf() -> bytes:
    """The same sheet in DXF: text, polylines, dimensions, a block with attributes."""
    return _sheet(".dxf")


def _sheet(suffix: str) -> bytes:
    from eval.seeded_drawings.canvas import Canvas, DxfCanvas, PdfCanvas

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{suffix}"
        canvas: Canvas = DxfCanvas() if suffix == ".dxf" else PdfCanvas(path)
        canvas.box(10, 10, 410, 287)
        canvas.box(230, 10, 410, 60)
        fields = (
            "Title: Shaft sleeve",
            "Drawing No.: MD-101-07",
            "Rev.: B",
            "Date: 2024-05-02",
            "Scale: 1:2",
        )
        for n, words in enumerate(fields):
            canvas.text(234, 50 - 9 * n, words, height=3)
            canvas.line((230, 48 - 9 * n), (410, 48 - 9 * n))
        canvas.attributes([("TITLE", "Sleeve", 300, 20, 3), ("REV", "B", 380, 20, 3)])
        for start, end in ((40, 80), (80, 140), (40, 140)):
            canvas.dimension(
                start, end, 90 if end - start == 100 else 100, f"{2 * (end - start)} ±0.1", scale=0.5
            )
        canvas.dimension(120, 160, 30, "Ø40 H7", upright=True)
        canvas.circle(100, 150, 20)
        canvas.text(30, 270, "P-101A", height=4)
        canvas.text(30, 260, "1. All dimensions in mm. Ra max 1.6 µm")
        canvas.save(path)
        return path.read_bytes()


def picture() -> bytes:
    """A small picture with words."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (260, 90), 255)
    pen = ImageDraw.Draw(image)
    pen.text((10, 10), "P-101A  Rev. B", fill=0, font_size=22)
    pen.text((10, 50), "Ø40 H7  120 mm", fill=0, font_size=22)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
