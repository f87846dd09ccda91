"""Text with its place on a sheet, and how places relate. Knows no file format; y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from retrieval.records import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A piece of text on a sheet.

    Attributes:
        box: ``(x0, y0, x1, y1)``, y downwards, in the unit of the sheet.
        height: Height of the letters.
        layer: Layer of a DXF, if any.
        rotated: True where the text does not run from left to right.
    """

    text: str
    box: Box
    height: float
    layer: str | None = None
    rotated: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def flipped(box: Box) -> Box:
    """The same box with the y axis turned round."""
    return box[0], -box[3], box[2], -box[1]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; raises ``ValueError`` where there is none."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def on_one_line(one: PlacedText, other: PlacedText) -> bool:
    """True where two texts stand on the same line of print."""
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return overlap > 0.4 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def rows_of(texts: Sequence[PlacedText]) -> list[list[PlacedText]]:
    """Groups texts into printed lines, from the top down and from left to right."""
    rows: list[list[PlacedText]] = []
    for text in sorted(texts, key=lambda item: item.middle[1]):
        row = next((row for row in reversed(rows[-3:]) if on_one_line(row[0], text)), None)
        if row is None:
            rows.append([text])
        else:
            row.append(text)
    return [sorted(row, key=lambda item: item.box[0]) for row in rows]


def paragraphs_of(texts: Sequence[PlacedText]) -> list[list[PlacedText]]:
    """Groups lines that stand under each other, left-aligned, at the distance of running text."""
    groups: list[list[PlacedText]] = []
    for text in sorted(texts, key=lambda item: (item.box[1], item.box[0])):
        for group in reversed(groups):
            last = group[-1]
            gap = text.box[1] - last.box[3]
            near = -0.5 * last.height <= gap <= 1.3 * last.height
            aligned = abs(text.box[0] - last.box[0]) <= 1.5 * last.height
            same = 0.7 <= text.height / max(last.height, 1e-9) <= 1.4 and text.rotated == last.rotated
            if near and aligned and same:
                group.append(text)
                break
        else:
            groups.append([text])
    return groups


def distance(point: tuple[float, float], box: Box) -> float:
    """Distance of a point from a box, 0 inside."""
    dx = max(box[0] - point[0], 0.0, point[0] - box[2])
    dy = max(box[1] - point[1], 0.0, point[1] - box[3])
    return hypot(dx, dy)


def apart(one: Box, other: Box) -> float:
    """Distance between two boxes, 0 where they touch."""
    dx = max(other[0] - one[2], 0.0, one[0] - other[2])
    dy = max(other[1] - one[3], 0.0, one[1] - other[3])
    return hypot(dx, dy)
