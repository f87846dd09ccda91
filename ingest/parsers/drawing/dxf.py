"""Read DXF drawings: texts, tags, dimensions, title block, revisions, references, what lines join.

Model space is page 1, each sheet in paper space that holds something is a page after it. Boxes are in
drawing units as the file has them, y upwards.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ezdxf
from defusedxml.ElementTree import parse
from ezdxf import recover
from ezdxf.lldxf.const import DXFError

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.drawing.attributes import TaggedBlock
from ingest.parsers.drawing.drawn import DimensionText, DrawingSheet
from ingest.parsers.drawing.dxf_layers import HiddenLayers, hidden_layers
from ingest.parsers.drawing.dxf_text import (
    dimension_height,
    dimension_kind,
    dimension_text,
    plain,
    raw_text,
    rotation,
    tolerance_text,
)
from ingest.parsers.drawing.placed import PlacedText, flipped
from ingest.parsers.drawing.printed_dimension import printed_kind
from ingest.parsers.drawing.sheet import describe, drawing_document
from ingest.parsers.drawing.strokes import Point, Polyline, is_bow_tie
from ingest.parsers.drawing.svg import drawing_of_svg
from retrieval.records import Box

_READING = (
    DXFError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    StopIteration,
    ArithmeticError,
    RecursionError,
    AssertionError,
)
_MOST_ENTITIES = 400_000
_DEEPEST = 6
_ARC_POINTS = 5
_WIDE = 0.62
"""Mean width of a letter as a share of its height."""


@dataclass(slots=True)
class _Collected:
    """What one layout holds, y downwards."""

    hidden: HiddenLayers
    texts: list[PlacedText] = field(default_factory=list)
    dimensions: list[DimensionText] = field(default_factory=list)
    blocks: list[TaggedBlock] = field(default_factory=list)
    lines: list[Polyline] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    circles: list[Box] = field(default_factory=list)
    triangles: list[tuple[Point, ...]] = field(default_factory=list)
    valves: list[Box] = field(default_factory=list)
    left: int = _MOST_ENTITIES


def parse_dxf(path: Path) -> ParsedDocument:
    """Reads a DXF drawing, text or binary; a damaged one as far as it can be recovered.

    Raises:
        Unreadable: The file is no DXF, or damaged beyond recovery.
    """
    drawing, notes = open_dxf(path)
    return read_drawing(drawing, path, media="dxf", notes=notes)


def read_drawing(drawing: Any, path: Path, *, media: str, notes: Sequence[str] = ()) -> ParsedDocument:
    """What stands on an ``ezdxf`` drawing.

    Args:
        notes: What is to be told of its reading.
    """
    notes, found, hidden = list(notes), [], hidden_layers(drawing)
    for page, layout in enumerate(layouts_of(drawing), start=1):
        collected = _Collected(hidden)
        _collect(collected, layout, depth=0)
        if collected.left <= 0:
            notes.append(
                f"Layout {layout.name} has more than {_MOST_ENTITIES:,} entities; the rest was left out."
            )
        sheet = DrawingSheet(
            texts=tuple(collected.texts),
            dimensions=tuple(collected.dimensions) or _printed_dimensions(collected.texts),
            blocks=tuple(collected.blocks),
            lines=tuple(collected.lines),
            shapes=tuple(collected.shapes),
            circles=tuple(collected.circles),
            triangles=tuple(collected.triangles),
            valves=tuple(collected.valves),
        )
        found.append(describe(sheet, page=page, unit="drawing", place=flipped))
    if hidden.left_out:
        layers = ", ".join(sorted(hidden.left_out))
        notes.append(f"Layers that are switched off or frozen were left out: {layers}.")
    if not any(sheet.entities for sheet in found):
        notes.append("The drawing holds no text, no tag and no dimension.")
    return drawing_document(found, path=path, media=media, unit="drawing", notes=notes)


def _printed_dimensions(texts: Sequence[PlacedText]) -> tuple[DimensionText, ...]:
    """Dimensions that are texts and lines, where a drawing was exploded or exported without any other."""
    return tuple(
        DimensionText(text=text.text, kind=kind, box=text.box, layer=text.layer)
        for text in texts
        if (kind := printed_kind(text.text))
    )


def open_dxf(path: Path) -> tuple[Any, list[str]]:
    """Opens a DXF with ezdxf, by its recovery where the file is damaged; returns what was mended too.

    An SVG is opened as the drawing that it shows.

    Raises:
        Unreadable: Not even the recovery reads it.
    """
    logging.getLogger("ezdxf").setLevel(logging.CRITICAL)
    if _is_markup(path):
        return drawing_of_svg(parse(path).getroot()), []
    try:
        return ezdxf.readfile(path), []  # type: ignore[attr-defined,unused-ignore]
    except _READING:
        pass
    try:
        drawing, auditor = recover.readfile(path)
    except _READING as error:
        raise Unreadable(
            "the DXF is damaged beyond recovery", "export the drawing again, or as PDF"
        ) from error
    count = len(auditor.errors) + len(auditor.fixes)
    return drawing, [f"The DXF is damaged; it was recovered ({count} faults mended)."]


def _is_markup(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def layouts_of(drawing: Any) -> list[Any]:
    """Model space, then the sheets of paper space that hold more than windows onto the model."""
    sheets = [
        layout
        for layout in drawing.layouts
        if layout.name != "Model" and any(entity.dxftype() != "VIEWPORT" for entity in layout)
    ]
    return [drawing.modelspace(), *sheets]


def _collect(found: _Collected, entities: Any, *, depth: int, layer: str = "0") -> None:
    for entity in entities:
        found.left -= 1
        if found.left <= 0:
            return
        if found.hidden.hides(entity, layer):
            continue
        kind = entity.dxftype()
        try:
            if kind == "INSERT":
                _insert(found, entity, depth, layer)
            elif kind in {"TEXT", "MTEXT", "ATTDEF"} and (depth == 0 or kind != "ATTDEF"):
                found.texts += _texts(entity)
            elif kind in {"DIMENSION", "ARC_DIMENSION", "LARGE_RADIAL_DIMENSION"}:
                _dimension(found, entity)
            elif kind == "TOLERANCE":
                _tolerance(found, entity)
            elif kind in {"MULTILEADER", "MLEADER"}:
                _multileader(found, entity)
            elif kind == "CIRCLE":
                box = _circle(entity)
                found.circles.append(box)
                found.shapes.append(box)
            else:
                _line(found, entity)
        except (DXFError, AttributeError, TypeError, ValueError, ArithmeticError, KeyError, IndexError):
            continue


def _insert(found: _Collected, insert: Any, depth: int, reference: str) -> None:
    """A block reference: its attributes as texts and as what it is tagged with, its parts in place."""
    fields, places = [], []
    layer = found.hidden.layer_of(insert, reference)
    for attribute in insert.attribs:
        if found.hidden.hides(attribute, layer):
            continue
        value = " ".join(plain(raw_text(attribute)).split())
        if not value:
            continue
        printed = list(_texts(attribute))
        fields.append((str(attribute.dxf.tag), value))
        places.append(_around([text.box for text in printed]))
        if not attribute.is_invisible and attribute.dxf.get("height", 0.0) > 0:
            found.texts += printed
    parts = _Collected(found.hidden, left=min(found.left, 50_000))
    if depth < _DEEPEST:
        _collect(parts, insert.virtual_entities(), depth=depth + 1, layer=layer)
    found.left -= 50_000 - parts.left if parts.left < 50_000 else 0
    found.texts += parts.texts
    found.dimensions += parts.dimensions
    found.circles += parts.circles
    found.triangles += parts.triangles
    found.valves += parts.valves
    found.lines += parts.lines
    found.shapes += parts.shapes
    found.blocks += parts.blocks
    x, y = insert.dxf.insert.x, -insert.dxf.insert.y
    boxes = [*parts.shapes, *(_box_of_points(line.points) for line in parts.lines)]
    box = _around([*boxes, (x, y, x, y)])
    name = str(insert.dxf.name)
    if fields or not name.startswith("*"):
        found.blocks.append(
            TaggedBlock(
                name=name,
                fields=tuple(fields),
                places=tuple(places),
                at=(x, y),
                box=box,
                layer=str(insert.dxf.layer),
            )
        )


def _texts(entity: Any) -> Iterator[PlacedText]:
    """The lines of a text, each in its place."""
    lines = [line for line in plain(raw_text(entity)).split("\n") if line.strip()]
    if not lines:
        return
    multiline = entity.dxftype() == "MTEXT"
    height = float(entity.dxf.get("char_height" if multiline else "height", 1.0)) or 1.0
    angle = rotation(entity)
    x, y = _anchor(entity)
    columns, rows = _alignment(entity)
    spacing = 1.6 * height * float(entity.dxf.get("line_spacing_factor", 1.0) if multiline else 1.0)
    total = height + spacing * (len(lines) - 1)
    top = y + {0: 0.0, 1: -total / 2, 2: -total}[rows]
    stretch = float(entity.dxf.get("width", 1.0)) if not multiline else 1.0
    for number, line in enumerate(lines):
        width = _WIDE * height * len(line) * (stretch or 1.0)
        left = x - width * columns / 2
        upper = top + spacing * number
        box: Box = (left, upper, left + width, upper + height)
        upright = 45 < angle % 180 < 135
        if upright:
            box = (x - height, y - width * (1 - columns / 2), x, y + width * columns / 2)
        yield PlacedText(
            text=line, box=box, height=height, layer=str(entity.dxf.get("layer", "0")), rotated=upright
        )


def _anchor(entity: Any) -> tuple[float, float]:
    if entity.dxftype() != "MTEXT" and (entity.dxf.get("halign", 0) or entity.dxf.get("valign", 0)):
        point = entity.dxf.get("align_point", entity.dxf.insert)
    else:
        point = entity.dxf.insert
    return float(point.x), -float(point.y)


def _alignment(entity: Any) -> tuple[int, int]:
    """Column (0 left, 1 centre, 2 right) and row (0 top, 1 middle, 2 bottom) of a text's anchor."""
    if entity.dxftype() == "MTEXT":
        point = int(entity.dxf.get("attachment_point", 1)) - 1
        return point % 3, point // 3
    horizontal, vertical = int(entity.dxf.get("halign", 0)), int(entity.dxf.get("valign", 0))
    column = {1: 1, 2: 2, 4: 1}.get(horizontal, 0)
    row = {3: 0, 2: 1}.get(vertical, 1 if horizontal == 4 else 2)
    return column, row


def _dimension(found: _Collected, entity: Any) -> None:
    text = dimension_text(entity)
    if not text:
        return
    point = entity.dxf.get("text_midpoint", None) or entity.dxf.get("defpoint", None)
    x, y = (float(point.x), -float(point.y)) if point is not None else (0.0, 0.0)
    height = dimension_height(entity)
    half = _WIDE * height * len(text) / 2
    box = (x - half, y - height, x + half, y + height)
    if 45 < float(entity.dxf.get("angle", 0.0)) % 180 < 135:
        box = (x - height, y - half, x + height, y + half)
    layer = str(entity.dxf.get("layer", "0"))
    found.dimensions.append(DimensionText(text=text, kind=dimension_kind(entity), box=box, layer=layer))


def _tolerance(found: _Collected, entity: Any) -> None:
    text = tolerance_text(str(entity.dxf.get("content", "")))
    if text:
        x, y = float(entity.dxf.insert.x), -float(entity.dxf.insert.y)
        box = (x, y - 3.0, x + 2.0 * len(text), y + 3.0)
        layer = str(entity.dxf.get("layer", "0"))
        found.dimensions.append(DimensionText(text=text, kind="geometric tolerance", box=box, layer=layer))


def _multileader(found: _Collected, entity: Any) -> None:
    text = plain(str(entity.get_mtext_content()))
    if text:
        point = entity.context.base_point
        x, y = float(point.x), -float(point.y)
        height = float(entity.context.char_height) or 2.5
        box = (x, y - height, x + _WIDE * height * len(text), y)
        layer = str(entity.dxf.get("layer", "0"))
        found.texts.append(PlacedText(text=" ".join(text.split()), box=box, height=height, layer=layer))


def _circle(entity: Any) -> Box:
    x, y, radius = entity.dxf.center.x, -entity.dxf.center.y, entity.dxf.radius
    return x - radius, y - radius, x + radius, y + radius


def _line(found: _Collected, entity: Any) -> None:
    """Open lines and the arcs where they jump may be pipes; closed ones are outlines of symbols."""
    kind = entity.dxftype()
    layer = str(entity.dxf.get("layer", "0"))
    if kind in {"SOLID", "TRACE"}:
        _triangle(found, [(float(p.x), -float(p.y)) for p in entity.vertices()])
        return
    if kind == "ARC":
        on_it = entity.vertices(entity.angles(_ARC_POINTS))
        found.lines.append(Polyline(points=tuple((float(p.x), -float(p.y)) for p in on_it), layer=layer))
        return
    if kind == "LINE":
        ends = (entity.dxf.start, entity.dxf.end)
        found.lines.append(Polyline(points=tuple((float(p.x), -float(p.y)) for p in ends), layer=layer))
        return
    if kind == "LWPOLYLINE":
        points = tuple((float(x), -float(y)) for x, y in entity.get_points("xy"))
        closed = bool(entity.closed)
    elif kind == "POLYLINE" and entity.is_2d_polyline:
        points = tuple((float(v.dxf.location.x), -float(v.dxf.location.y)) for v in entity.vertices)
        closed = bool(entity.is_closed)
    else:
        return
    if len(points) >= 2 and not closed and points[0] != points[-1]:
        found.lines.append(Polyline(points=points, layer=layer))
    elif len(points) >= 3 and not _triangle(found, points):
        found.shapes.append(_box_of_points(points))
        if is_bow_tie(tuple(dict.fromkeys(points))):
            found.valves.append(_box_of_points(points))


def _triangle(found: _Collected, corners: Sequence[Point]) -> bool:
    """Takes in a triangle, which may be an arrow head; False where the corners are of something else."""
    triangle = tuple(dict.fromkeys(corners))
    if len(triangle) == 3:
        found.triangles.append(triangle)
    return len(triangle) == 3


def _box_of_points(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
