"""Where figures stand on a page, so that their lettering is not read as text. Knows boxes, no meaning."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.captions import figure_label
from ingest.layout.page import Page, Segment, union
from retrieval.records import Box

_NEAR = 14.0
"""Parts of a figure lie no further apart, in points."""
_SHORT = 14
"""Characters: such short pieces beside a figure (at its axes) belong to it."""
_SMALLEST = 40.0
_FEWEST_PARTS = 3
_MOST_PARTS = 1500
_LONGEST_LETTERING = 28
"""Mean characters of the lines in a figure; above it the drawing is a frame around text."""


def figures(page: Page) -> list[Box]:
    """Boxes of drawn figures and of pictures that carry lettering."""
    if len(page.drawn) > _MOST_PARTS:
        return []
    groups = clusters([*page.drawn, *_frames(page)], drawn=len(page.drawn))
    found = [
        box
        for box, parts in groups
        if parts >= _FEWEST_PARTS and _is_large(box) and _is_lettering(_inside(page, box))
    ]
    area = page.width * page.height
    for box in page.pictures:
        share = (box[2] - box[0]) * (box[3] - box[1]) / area
        if share < 0.6 and _is_large(box) and _is_lettering(_inside(page, box)):
            found.append(box)
    return found


def lettering(page: Page, boxes: Sequence[Box]) -> list[list[Segment]]:
    """The segments inside each figure."""
    return [_inside(page, box) for box in boxes]


def _frames(page: Page) -> list[Box]:
    """Rulings as thin boxes: the straight lines of a drawing join its curves."""
    if len(page.horizontals) + len(page.verticals) > _MOST_PARTS:
        return []
    return [(h.start, h.at, h.end, h.at) for h in page.horizontals if h.end - h.start < 0.7 * page.width] + [
        (v.at, v.start, v.at, v.end) for v in page.verticals
    ]


def clusters(boxes: Sequence[Box], *, drawn: int = 0, near: float = _NEAR) -> list[tuple[Box, int]]:
    """Groups of boxes near each other, with the number of curves (the first ``drawn``) in each."""
    groups: list[tuple[Box, int]] = []
    for i, box in enumerate(boxes):
        merged, parts = box, int(i < drawn)
        rest = []
        for other, count in groups:
            if _touch(merged, other, near):
                merged, parts = union((merged, other)), parts + count
            else:
                rest.append((other, count))
        groups = [*rest, (merged, parts)]
    return groups


def _touch(one: Box, other: Box, near: float) -> bool:
    return (
        one[0] - near <= other[2]
        and other[0] - near <= one[2]
        and one[1] - near <= other[3]
        and other[1] - near <= one[3]
    )


def _is_large(box: Box) -> bool:
    return box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST


def _inside(page: Page, box: Box) -> list[Segment]:
    x0, y0, x1, y1 = box
    found = []
    for s in page.segments:
        if figure_label(s.text):
            continue
        reach = _NEAR if len(s.text) <= _SHORT else 4.0
        x, y = (s.x0 + s.x1) / 2, (s.y0 + s.y1) / 2
        if x0 - reach <= x <= x1 + reach and y0 - reach <= y <= y1 + reach:
            found.append(s)
    return found


def _is_lettering(segments: Sequence[Segment]) -> bool:
    """Short pieces of text, not paragraphs."""
    return bool(segments) and sum(len(s.text) for s in segments) <= _LONGEST_LETTERING * len(segments)
