"""A page as lines of words with boxes, rulings and pictures. Knows geometry, nothing of PDF or meaning."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from retrieval.records import Box

Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise that the page must be turned so that its text runs from left to right."""


class Word(NamedTuple):
    """A word of a segment: characters ``[start, end)`` of its text, and the box."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand side by side without a wide gap; a printed line has one or several.

    Attributes:
        size: Height of the type: ascent and descent together, in the page's unit.
        bold: Where all of it is bold.
        italic: Where all of it slants.
        turned: True where it does not run in the page's main direction (a note in the margin).
        slanted: True where it runs askew over the page, as a watermark does.
        field: True for the value of a form's field.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    words: tuple[Word, ...]
    turned: bool = False
    italic: bool = False
    slanted: bool = False
    field: bool = False

    @property
    def box(self) -> Box:
        """``(x0, y0, x1, y1)`` in reading space."""
        return (self.x0, self.y0, self.x1, self.y1)


class Ruling(NamedTuple):
    """A straight line, horizontal or vertical: at ``at``, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in *reading space*: origin at the top left when the text stands upright.

    Attributes:
        number: From 1.
        width, height: In reading space.
        turn: From the page as shown to reading space.
        segments: As the file orders them.
        horizontals, verticals: Rulings.
        pictures: Boxes of embedded pictures.
        drawn: Boxes of curves and slanting lines: parts of figures.
        slants: Open lines that are neither level nor upright all the way.
        triangles: Corners of triangles.
        outlines: Corners of other closed outlines with straight edges.
        filled: Boxes of filled areas without an edge: bars of a chart, shaded panels.
        ink: Boxes of what is printed on a scan beside its text.
        fields: Values of form fields, which the page's own text does not hold.
        notes: What people wrote on the page in a viewer.
        read_by_ocr: True where the text was recognised, not stored.
        tilt: Slope of a crooked scan's lines in radians; reading space has them level.
    """

    number: int
    width: float
    height: float
    turn: Turn = 0
    segments: tuple[Segment, ...] = ()
    horizontals: tuple[Ruling, ...] = ()
    verticals: tuple[Ruling, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawn: tuple[Box, ...] = ()
    filled: tuple[Box, ...] = ()
    slants: tuple[tuple[tuple[float, float], ...], ...] = ()
    triangles: tuple[tuple[tuple[float, float], ...], ...] = ()
    outlines: tuple[tuple[tuple[float, float], ...], ...] = ()
    ink: tuple[Box, ...] = ()
    fields: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
    read_by_ocr: bool = False
    tilt: float = 0.0

    def bare(self) -> Page:
        """The page without what stands on it: enough to place a box, and small."""
        return replace(
            self, segments=(), fields=(), notes=(), horizontals=(), verticals=(), pictures=(), drawn=(),
            filled=(), slants=(), triangles=(), outlines=(), ink=(),
        )  # fmt: skip

    def shown(self, box: Box) -> Box:
        """A box of reading space on the page as it is shown, rounded to a hundredth."""
        x0, y0, x1, y1 = self._tilted(box) if self.tilt else box
        if self.turn == 90:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        elif self.turn == 180:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.turn == 270:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))

    def _tilted(self, box: Box) -> Box:
        """The box around ``box`` once the page is as crooked again as the scan."""
        cos, sin = math.cos(self.tilt), math.sin(self.tilt)
        centre_x, centre_y = self.width / 2, self.height / 2
        middle = (box[1] + box[3]) / 2 - centre_y
        ends = [
            ((x - centre_x) * cos - middle * sin + centre_x, (x - centre_x) * sin + middle * cos + centre_y)
            for x in (box[0], box[2])
        ]
        half = (box[3] - box[1]) / 2
        ys = [y for _, y in ends]
        return (ends[0][0], min(ys) - half, ends[1][0], max(ys) + half)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes``, of which there must be one at least."""
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return (min(x0s), min(y0s), max(x1s), max(y1s))
