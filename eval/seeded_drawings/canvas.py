"""Draw a sheet as DXF or as PDF with the same calls. Knows millimetres on an A3 sheet, no drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

import ezdxf
from ezdxf.enums import TextEntityAlignment
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas as PdfFile

WIDTH, HEIGHT = 420.0, 297.0
"""A3 landscape in millimetres; the origin is the lower left corner, y upwards."""

Align = Literal["left", "centre"]


class Canvas(Protocol):
    """What a sheet is drawn on."""

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        height: float = 2.5,
        align: Align = "left",
        upright: bool = False,
    ) -> None:
        """A line of text; ``y`` is its base line, ``height`` that of its capitals."""
        ...

    def line(self, *points: tuple[float, float]) -> None:
        """An open line."""
        ...

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rectangle."""
        ...

    def circle(self, x: float, y: float, radius: float) -> None:
        """A circle."""
        ...

    def dimension(
        self, start: float, end: float, at: float, words: str, *, upright: bool = False, scale: float = 1.0
    ) -> None:
        """A linear dimension from ``start`` to ``end``, its line at ``at``, with its text as shown.

        ``scale`` is the sheet's: millimetres on it per millimetre of the thing.
        """
        ...

    def attributes(self, fields: list[tuple[str, str, float, float, float]]) -> None:
        """A title-block symbol with attributes: tag, value, place and height of each."""
        ...

    def save(self, path: Path) -> None:
        """Writes the file."""
        ...


class PdfCanvas:
    """A sheet in PDF."""

    def __init__(self, path: Path) -> None:
        self._file = PdfFile(str(path), pagesize=(WIDTH * mm, HEIGHT * mm), invariant=1)
        self._file.setLineWidth(0.7)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        height: float = 2.5,
        align: Align = "left",
        upright: bool = False,
    ) -> None:
        """A line of text in Helvetica."""
        file = self._file
        file.saveState()
        file.translate(x * mm, y * mm)
        if upright:
            file.rotate(90)
        file.setFont("Helvetica", height * mm / 0.72)
        (file.drawCentredString if align == "centre" else file.drawString)(0, 0, words)
        file.restoreState()

    def line(self, *points: tuple[float, float]) -> None:
        """An open line."""
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):  # noqa: RUF007
            self._file.line(x0 * mm, y0 * mm, x1 * mm, y1 * mm)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rectangle."""
        self._file.rect(x0 * mm, y0 * mm, (x1 - x0) * mm, (y1 - y0) * mm)

    def circle(self, x: float, y: float, radius: float) -> None:
        """A circle."""
        self._file.circle(x * mm, y * mm, radius * mm)

    def dimension(
        self, start: float, end: float, at: float, words: str, *, upright: bool = False, scale: float = 1.0
    ) -> None:
        """Dimension line with arrows and the text over its middle."""
        del scale
        middle = (start + end) / 2
        if upright:
            self.line((at, start), (at, end))
            for y, way in ((start, 1), (end, -1)):
                self.line((at - 0.6, y + way * 2), (at, y), (at + 0.6, y + way * 2))
                self.line((at - 1.5, y), (at + 3, y))
            self.text(at - 1, middle, words, align="centre", upright=True)
            return
        self.line((start, at), (end, at))
        for x, way in ((start, 1), (end, -1)):
            self.line((x + way * 2, at - 0.6), (x, at), (x + way * 2, at + 0.6))
            self.line((x, at - 1.5), (x, at + 3))
        self.text(middle, at + 1, words, align="centre")

    def attributes(self, fields: list[tuple[str, str, float, float, float]]) -> None:
        """A PDF has no attributes: the values are printed."""
        for _, value, x, y, height in fields:
            self.text(x, y, value, height=height)

    def save(self, path: Path) -> None:
        """Writes the file that was named when the sheet was begun."""
        del path
        self._file.showPage()
        self._file.save()


class DxfCanvas:
    """A sheet in DXF: model space, millimetres."""

    def __init__(self) -> None:
        self._drawing = ezdxf.new("R2010", setup=True)  # type: ignore[attr-defined,unused-ignore]
        self._drawing.header["$INSUNITS"] = 4
        self._model = self._drawing.modelspace()
        for layer in ("FRAME", "TEXT", "PROCESS", "DIM"):
            self._drawing.layers.add(layer)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        height: float = 2.5,
        align: Align = "left",
        upright: bool = False,
    ) -> None:
        """A TEXT entity."""
        entity = self._model.add_text(
            words, height=height, rotation=90 if upright else 0, dxfattribs={"layer": "TEXT"}
        )
        side = TextEntityAlignment.CENTER if align == "centre" else TextEntityAlignment.LEFT
        entity.set_placement((x, y), align=side)

    def line(self, *points: tuple[float, float]) -> None:
        """A polyline."""
        self._model.add_lwpolyline(points, dxfattribs={"layer": "PROCESS"})

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A closed polyline."""
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        self._model.add_lwpolyline(corners, close=True, dxfattribs={"layer": "FRAME"})

    def circle(self, x: float, y: float, radius: float) -> None:
        """A circle."""
        self._model.add_circle((x, y), radius, dxfattribs={"layer": "PROCESS"})

    def dimension(
        self, start: float, end: float, at: float, words: str, *, upright: bool = False, scale: float = 1.0
    ) -> None:
        """A DIMENSION entity whose text is given."""
        base, p1, p2 = ((at, start), (at + 3, start), (at + 3, end)) if upright else (
            (start, at), (start, at - 3), (end, at - 3)
        )  # fmt: skip
        self._model.add_linear_dim(
            base=base, p1=p1, p2=p2, text=words, angle=90 if upright else 0,
            override={"dimtxt": 2.5, "dimasz": 2.0, "dimlfac": 1 / scale}, dxfattribs={"layer": "DIM"},
        ).render()  # fmt: skip

    def attributes(self, fields: list[tuple[str, str, float, float, float]]) -> None:
        """A block reference with attributes."""
        block = self._drawing.blocks.new("TITLE_BLOCK")
        for tag, _, x, y, height in fields:
            block.add_attdef(tag, (x, y), dxfattribs={"height": height})
        insert = self._model.add_blockref("TITLE_BLOCK", (0, 0))
        for tag, value, x, y, height in fields:
            insert.add_attrib(tag, value, (x, y), dxfattribs={"height": height})

    def save(self, path: Path) -> None:
        """Writes the file."""
        self._drawing.saveas(path)
