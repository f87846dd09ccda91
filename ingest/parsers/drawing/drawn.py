"""What stands on a sheet before it is told what it is: texts, dimensions, symbols, strokes. Records only."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.parsers.drawing.attributes import TaggedBlock
from ingest.parsers.drawing.placed import PlacedText
from ingest.parsers.drawing.strokes import Point, Polyline
from retrieval.records import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionText:
    """A dimension as printed; ``kind`` says what it measures."""

    text: str
    kind: str
    box: Box
    layer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingSheet:
    """What stands on a sheet; y downwards everywhere.

    Attributes:
        lines: Open lines, which may be pipes.
        shapes: Boxes of closed outlines and circles, which may be symbols.
        circles: Boxes of circles, which may be instrument bubbles.
        triangles: Corners of triangles, which may be arrow heads or halves of symbols.
        valves: Boxes of outlines that cross themselves, as those of valves do.
    """

    texts: tuple[PlacedText, ...]
    dimensions: tuple[DimensionText, ...] = ()
    blocks: tuple[TaggedBlock, ...] = ()
    lines: tuple[Polyline, ...] = ()
    shapes: tuple[Box, ...] = ()
    circles: tuple[Box, ...] = ()
    triangles: tuple[tuple[Point, ...], ...] = ()
    valves: tuple[Box, ...] = ()
