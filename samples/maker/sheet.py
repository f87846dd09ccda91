"""A drawing sheet in millimetres, written as DXF and as PDF from the same strokes. Knows no plant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ezdxf
from ezdxf.document import Drawing
from ezdxf.enums import TextEntityAlignment
from ezdxf.layouts import Modelspace
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
ALIGN = {
    "left": TextEntityAlignment.LEFT,
    "centre": TextEntityAlignment.MIDDLE_CENTER,
    "right": TextEntityAlignment.RIGHT,
}
LAYERS = {
    "BORDER": 7,
    "TITLE": 7,
    "EQUIPMENT": 5,
    "PIPING": 3,
    "INSTRUMENTS": 1,
    "SIGNAL": 8,
    "TEXT": 7,
    "OUTLINE": 7,
    "HIDDEN": 8,
    "CENTRE": 4,
    "DIMENSIONS": 2,
    "HATCH": 9,
}
WIDTHS = {
    "BORDER": 0.7,
    "TITLE": 0.35,
    "EQUIPMENT": 0.5,
    "PIPING": 0.6,
    "OUTLINE": 0.6,
    "INSTRUMENTS": 0.3,
    "SIGNAL": 0.2,
    "TEXT": 0.25,
    "HIDDEN": 0.25,
    "CENTRE": 0.18,
    "DIMENSIONS": 0.18,
    "HATCH": 0.13,
}
DASHES = {"SIGNAL": (1.5, 1.0), "HIDDEN": (3.0, 1.5), "CENTRE": (8.0, 1.5, 1.0, 1.5)}
LINETYPES = {"SIGNAL": "DASHED", "HIDDEN": "HIDDEN", "CENTRE": "CENTER"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A polyline on a layer."""

    layer: str
    points: tuple[Point, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A circle, or the part of it from ``start`` to ``end`` degrees."""

    layer: str
    centre: Point
    radius: float
    start: float = 0.0
    end: float = 360.0


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; ``height`` in millimetres; ``at`` is its baseline (or its middle where centred)."""

    layer: str
    text: str
    at: Point
    height: float = 2.5
    align: str = "left"
    angle: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """A linear dimension between two points; ``base`` is a point of the dimension line."""

    start: Point
    end: Point
    base: Point
    text: str
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tagged thing: in the DXF a block reference whose attributes hold the tag, on paper its labels."""

    block: str
    at: Point
    attributes: tuple[tuple[str, str, Point, float], ...]
    """Attribute name, value, place, text height."""


@dataclass
class Sheet:
    """Collects what stands on the sheet; ``width`` and ``height`` in millimetres."""

    width: float
    height: float
    strokes: list[Stroke] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    tagged: list[Tagged] = field(default_factory=list)

    def line(self, layer: str, *points: Point, closed: bool = False) -> None:
        """A polyline."""
        self.strokes.append(Stroke(layer, points, closed))

    def box(self, layer: str, x: float, y: float, width: float, height: float) -> None:
        """A rectangle from its lower left corner."""
        self.line(layer, (x, y), (x + width, y), (x + width, y + height), (x, y + height), closed=True)

    def circle(self, layer: str, centre: Point, radius: float) -> None:
        """A circle."""
        self.arcs.append(Arc(layer, centre, radius))

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        height: float = 2.5,
        align: str = "left",
        layer: str = "TEXT",
        bold: bool = False,
        angle: float = 0.0,
    ) -> None:
        """A line of text."""
        self.labels.append(Label(layer, text, (x, y), height, align, angle, bold))

    def write_pdf(self, path: Path, *, title: str) -> None:
        """Vector strokes and real text."""
        canvas = Canvas(
            str(path), pagesize=(self.width * mm, self.height * mm), invariant=1, pageCompression=1
        )
        canvas.setTitle(title)
        canvas.setLineJoin(1)
        for stroke in self.strokes:
            _pen(canvas, stroke.layer)
            outline = canvas.beginPath()
            outline.moveTo(stroke.points[0][0] * mm, stroke.points[0][1] * mm)
            for x, y in stroke.points[1:]:
                outline.lineTo(x * mm, y * mm)
            if stroke.closed:
                outline.close()
            canvas.drawPath(outline)
        for arc in self.arcs:
            _pen(canvas, arc.layer)
            (x, y), r = arc.centre, arc.radius
            canvas.arc((x - r) * mm, (y - r) * mm, (x + r) * mm, (y + r) * mm, arc.start, arc.end - arc.start)
        for label in (*self.labels, *_tag_labels(self.tagged)):
            _draw_label(canvas, label)
        for dimension in self.dimensions:
            _draw_dimension(canvas, dimension)
        canvas.save()

    def write_dxf(self, path: Path, *, title: str) -> None:
        """DXF R2010: layers, blocks with attributes, true dimensions."""
        ezdxf.options.write_fixed_meta_data_for_testing = True
        document = ezdxf.new("R2010", setup=True)
        document.header["$INSUNITS"] = 4
        document.header["$PROJECTNAME"] = title
        for name, color in LAYERS.items():
            document.layers.add(name, color=color, linetype=LINETYPES.get(name, "Continuous"))
        space = document.modelspace()
        for stroke in self.strokes:
            space.add_lwpolyline(stroke.points, close=stroke.closed, dxfattribs={"layer": stroke.layer})
        for arc in self.arcs:
            where = {"layer": arc.layer}
            if (arc.start, arc.end) == (0.0, 360.0):
                space.add_circle(arc.centre, arc.radius, dxfattribs=where)
            else:
                space.add_arc(arc.centre, arc.radius, arc.start, arc.end, dxfattribs=where)
        for label in self.labels:
            _add_text(space, label)
        for thing in self.tagged:
            _add_block(document, space, thing)
        for dim in self.dimensions:
            space.add_linear_dim(
                base=dim.base,
                p1=dim.start,
                p2=dim.end,
                angle=dim.angle,
                text=dim.text,
                override={"dimtxt": 3.0, "dimasz": 2.5},
                dxfattribs={"layer": "DIMENSIONS"},
            ).render()
        document.saveas(path)


def _pen(canvas: Canvas, layer: str) -> None:
    canvas.setLineWidth(WIDTHS[layer] * mm)
    canvas.setDash([part * mm for part in DASHES[layer]] if layer in DASHES else [])
    canvas.setStrokeGray(0.45 if layer in ("HATCH", "SIGNAL") else 0.0)


def _tag_labels(tagged: Sequence[Tagged]) -> list[Label]:
    return [
        Label("TEXT", value, at, height, "centre")
        for thing in tagged
        for _, value, at, height in thing.attributes
        if height > 0
    ]


def _draw_label(canvas: Canvas, label: Label) -> None:
    size = label.height * mm * 1.36
    canvas.saveState()
    canvas.translate(label.at[0] * mm, label.at[1] * mm)
    canvas.rotate(label.angle)
    canvas.setFont("Sans-Bold" if label.bold else "Sans", size)
    canvas.setFillGray(0)
    if label.align == "centre":
        canvas.drawCentredString(0, -size * 0.36, label.text)
    elif label.align == "right":
        canvas.drawRightString(0, 0, label.text)
    else:
        canvas.drawString(0, 0, label.text)
    canvas.restoreState()


def _draw_dimension(canvas: Canvas, dim: Dimension) -> None:
    """Extension lines, dimension line with arrows, and the text above its middle."""
    turn = math.radians(dim.angle)
    ux, uy = math.cos(turn), math.sin(turn)

    def foot(point: Point) -> Point:
        along = (point[0] - dim.base[0]) * ux + (point[1] - dim.base[1]) * uy
        return dim.base[0] + along * ux, dim.base[1] + along * uy

    a, b = foot(dim.start), foot(dim.end)
    _pen(canvas, "DIMENSIONS")
    for point, on in ((dim.start, a), (dim.end, b)):
        canvas.line(point[0] * mm, point[1] * mm, on[0] * mm, on[1] * mm)
    canvas.line(a[0] * mm, a[1] * mm, b[0] * mm, b[1] * mm)
    length = math.dist(a, b)
    dx, dy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    for tip, sign in ((a, 1), (b, -1)):
        for side in (0.35, -0.35):
            canvas.line(
                tip[0] * mm,
                tip[1] * mm,
                (tip[0] + sign * 2.5 * dx - side * dy) * mm,
                (tip[1] + sign * 2.5 * dy + side * dx) * mm,
            )
    middle = ((a[0] + b[0]) / 2 - uy * 2.2, (a[1] + b[1]) / 2 + ux * 2.2)
    _draw_label(canvas, Label("DIMENSIONS", dim.text, middle, 2.8, "centre", dim.angle))


def _add_text(space: Modelspace, label: Label) -> None:
    text = space.add_text(
        label.text, height=label.height, rotation=label.angle, dxfattribs={"layer": label.layer}
    )
    text.set_placement(label.at, align=ALIGN[label.align])


def _add_block(document: Drawing, space: Modelspace, thing: Tagged) -> None:
    """A block reference; a height of 0 makes its attribute invisible, as tags often are."""
    if thing.block not in document.blocks:
        block = document.blocks.new(thing.block)
        for name, _, _, height in thing.attributes:
            block.add_attdef(name, (0, 0), height=height or 2.0)
        block.add_point((0, 0))
    layer = (
        "INSTRUMENTS"
        if thing.block == "INSTRUMENT"
        else "TITLE"
        if thing.block == "TITLE_BLOCK"
        else "EQUIPMENT"
    )
    reference = space.add_blockref(thing.block, thing.at, dxfattribs={"layer": layer})
    for name, value, at, height in thing.attributes:
        attribute = reference.add_attrib(
            name, value, at, dxfattribs={"height": height or 2.0, "layer": layer}
        )
        attribute.set_placement(at, align=TextEntityAlignment.MIDDLE_CENTER)
        attribute.is_invisible = height == 0
