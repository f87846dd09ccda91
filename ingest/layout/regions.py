"""Where the figure of a caption stands on a page. Knows boxes of text and graphics, no words and no file.

A caption's figure lies right above or right below it: the graphics in the *zone* from the caption to the next
paragraph, table or caption, and the lettering that touches them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ingest.layout.figures import clusters
from ingest.layout.page import union
from retrieval.records import Box

_NEAR = 14.0
"""Lettering no further from a figure, in points of an A4 page, belongs to it."""
_STEPS = 3
"""Lettering beside lettering: numbers of an axis, then its title."""
_SMALLEST = 40.0
_THINNEST = 12.0
_SPECK = 5.0
_FARTHEST = 0.16
_FARTHEST_TABLE = 0.07
"""Of the page's longer side: a caption further from the graphics is not theirs."""
_MOST_PARTS = 600
"""More boxes are painted on a coarse grid first, so that time is bounded."""
_CELLS = 110
_MOST_MIXED = 4
"""With more captions on a page all have their figures on the same side."""
_MIXED = 20.0
_BELOW = 30.0
"""Points by which a figure may be nearer before captions are taken to stand over figures, which is rare."""
_BACKGROUND = 0.9
_LARGE = 0.035
"""Share of the page from which a picture without caption is a figure."""
_BLEED = 3.0
_ACROSS = 0.7
"""Share of the page's width from which a paragraph is none of several columns'."""
_FEWEST_CURVES = 5
"""Of a drawing without caption."""


@dataclass(frozen=True, slots=True)
class Region:
    """A figure in reading space.

    Attributes:
        caption: Index of its caption, None where it has none.
    """

    box: Box
    caption: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """A page as this module sees it, in reading space.

    Attributes:
        captions: One box for each caption of a figure, its further lines included.
        obstacles: Paragraphs, headings, tables, captions of tables, running heads: they end a zone.
        tables: Tables without a caption of their own: where a caption has nothing else, its figure.
        aligned: The same on a scan, told by its words alone, which need no more than letter a drawing.
        lettering: Short pieces of text that may belong to a figure.
        pictures: Rasters.
        strokes: Everything drawn, and the ink of a scan; lines too.
        lines: Of the strokes, the horizontal and vertical ones.
        curves: Of the strokes, curves and slanting lines: what no table and no underline is made of.
    """

    width: float
    height: float
    captions: tuple[Box, ...]
    obstacles: tuple[Box, ...]
    tables: tuple[Box, ...] = ()
    aligned: tuple[Box, ...] = ()
    lettering: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    strokes: tuple[Box, ...] = ()
    lines: tuple[Box, ...] = ()
    curves: tuple[Box, ...] = ()

    @property
    def scale(self) -> float:
        """Units of this page in a point of an A4 page."""
        return max(self.width, self.height) / 842


def regions(surface: Surface) -> list[Region]:
    """The figure of each caption that has one, then large pictures and drawings without caption."""
    graphics = _graphics(surface)
    found = [Region(box, i) for i, box in _captioned(surface, graphics).items()]
    bare = [_lettered(box, surface, None) for box in _uncaptioned(surface, [r.box for r in found])]
    left = [i for i in range(len(surface.captions)) if all(r.caption != i for r in found)]
    if len(left) == 1 and len(bare) == 1:
        return [*found, Region(bare[0], left[0])]
    return [*found, *(Region(box) for box in bare)]


def _graphics(surface: Surface) -> list[Box]:
    """Pictures and strokes without backgrounds and without what rules a table; few enough to be compared."""
    page = surface.width * surface.height
    strokes = [box for box in surface.strokes if not any(_share(box, t) > 0.7 for t in surface.tables)]
    if len(strokes) > _MOST_PARTS:
        strokes = _painted(strokes, max(surface.width, surface.height) / _CELLS)
    return [box for box in (*surface.pictures, *strokes) if _area(box) < _BACKGROUND * page]


def _painted(boxes: Sequence[Box], cell: float) -> list[Box]:
    """Boxes as runs of the cells of a grid that they touch; those of many cells stay as they are."""
    large: set[Box] = set()
    rows: dict[int, set[int]] = {}
    for x0, y0, x1, y1 in boxes:
        left, top, right, bottom = int(x0 / cell), int(y0 / cell), int(x1 / cell), int(y1 / cell)
        if (right - left) * (bottom - top) > 64:
            large.add((x0, y0, x1, y1))
            continue
        for row in range(top, bottom + 1):
            rows.setdefault(row, set()).update(range(left, right + 1))
    found: list[Box] = sorted(large, key=_area)[-_MOST_PARTS:]
    for row, cells in rows.items():
        run: list[int] = []
        for column in [*sorted(cells), -1]:
            if run and column != run[-1] + 1:
                found.append((run[0] * cell, row * cell, (run[-1] + 1) * cell, (row + 1) * cell))
                run = []
            run.append(column)
    return found


def _captioned(surface: Surface, graphics: Sequence[Box]) -> dict[int, Box]:
    """Captions with their figures: all above, all below, or mixed, whichever leaves the fewest without."""
    count = len(surface.captions)
    choices = [
        {side: _beside(surface, graphics, i, side) for side in ("above", "below")} for i in range(count)
    ]
    best: tuple[tuple[int, float], dict[int, Box]] | None = None
    same = [("above",) * count, ("below",) * count]
    mixed = list(product(("above", "below"), repeat=count)) if count <= _MOST_MIXED else []
    for sides in dict.fromkeys([*same, *mixed]):
        chosen: dict[int, Box] = {}
        gaps = 0.0
        for i, side in enumerate(sides):
            found = choices[i][side]
            if found is None or any(_share(found[0], other) > 0.3 for other in chosen.values()):
                continue
            chosen[i] = found[0]
            gaps += found[1]
        mixture = (len(set(sides)) > 1) * _MIXED + sides.count("below") * _BELOW
        cost = (count - len(chosen), gaps + mixture * surface.scale)
        if best is None or cost < best[0]:
            best = (cost, chosen)
    return best[1] if best else {}


def _beside(surface: Surface, graphics: Sequence[Box], index: int, side: str) -> tuple[Box, float] | None:
    """The figure on one side of a caption, and how far it is from it."""
    caption = surface.captions[index]
    zone = _zone(surface, graphics, index, side)
    content = _content(graphics, zone, surface)
    if content is None:
        table = next(
            (t for t in (*surface.tables, *surface.aligned) if _is_next(t, caption, side, surface)), None
        )
        return None if table is None else (table, _gap(table, caption))
    gap = _gap(content, caption)
    if gap > _FARTHEST * max(surface.width, surface.height):
        return None
    return _lettered(content, surface, zone), gap


def _zone(surface: Surface, graphics: Sequence[Box], index: int, side: str) -> Box:
    """The space from a caption to what ends it, as wide as its column."""
    caption = surface.captions[index]
    others = [box for i, box in enumerate(surface.captions) if i != index]
    blocks = [*surface.obstacles, *others, *surface.tables]
    over = [box for box in blocks if min(box[2], caption[2]) - max(box[0], caption[0]) > 0]
    if side == "above":
        top = max([box[3] for box in over if _middle(box) < caption[1]], default=0.0)
        bottom = caption[1]
    else:
        top = caption[3]
        bottom = min([box[1] for box in over if _middle(box) > caption[3]], default=surface.height)
    level = [box for box in blocks if box[1] < bottom - 1 and box[3] > top + 1]
    level += [box for box in others if box[1] < caption[3] and box[3] > caption[1]]
    beside = [box for box in level if not any(box is other for other in over)]
    left = max([box[2] for box in beside if box[2] <= caption[0] + 1], default=0.0)
    right = min([box[0] for box in beside if box[0] >= caption[2] - 1], default=surface.width)
    for box in others:  # two captions side by side: each has what is on its side of the gap
        if not (box[1] < caption[3] and box[3] > caption[1]):
            continue
        if box[0] < caption[0]:
            left = max(left, _between(surface, graphics, (box[2], top, caption[0], bottom)))
        else:
            right = min(right, _between(surface, graphics, (caption[2], top, box[0], bottom)))
    return (left, top, right, bottom)


def _between(surface: Surface, graphics: Sequence[Box], space: Box) -> float:
    """Where two figures part whose captions stand side by side.

    Args:
        space: Between the captions, as high as the figures.
    """
    columns = [box for box in surface.obstacles if box[2] - box[0] < _ACROSS * surface.width]
    level = [box for box in graphics if space[1] <= _middle(box) <= space[3]]
    for boxes in (columns, level):
        found = _widest_gap(boxes, space[0], space[2])
        if found is not None:
            return found
    return (space[0] + space[2]) / 2


def _widest_gap(boxes: Sequence[Box], start: float, end: float) -> float | None:
    """The middle of the widest space without boxes that lies, at least in part, between two edges."""
    widest, middle, edge = 0.0, None, None
    for left, right in sorted((box[0], box[2]) for box in boxes):
        if edge is not None and left - edge > widest and edge < end and left > start:
            widest, middle = left - edge, (left + edge) / 2
        edge = right if edge is None else max(edge, right)
    return middle


def _content(graphics: Sequence[Box], zone: Box, surface: Surface) -> Box | None:
    """The box around what is drawn in a zone, lone lines and specks left out."""
    inside = [_cut(box, zone) for box in graphics if _share(box, zone) >= 0.5]
    scale = surface.scale
    kept = []
    for box, _ in clusters(inside, near=_NEAR * scale):
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < _SPECK * scale and max(width, height) > 0:
            continue
        kept.append(box)
    if not kept:
        return None
    whole = union(kept)
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    if min(width, height) < _THINNEST * scale or max(width, height) < _SMALLEST * scale:
        return None
    return whole


def _lettered(box: Box, surface: Surface, zone: Box | None) -> Box:
    """A figure with the lettering that touches it."""
    near = _NEAR * surface.scale
    left = [
        text
        for text in surface.lettering
        if zone is None or (zone[0] - 1 <= text[0] and text[2] <= zone[2] + 1 and _is_level(text, zone))
    ]
    for _ in range(_STEPS):
        touching = [text for text in left if _touches(box, text, near)]
        if not touching:
            break
        box = union((box, *touching))
        left = [text for text in left if text not in touching]
    return box


def _uncaptioned(surface: Surface, taken: Sequence[Box]) -> list[Box]:
    """Large pictures and drawings that belong to no caption."""
    page = surface.width * surface.height
    least = _SMALLEST * surface.scale
    found: list[Box] = []
    drawings = _drawings(surface)
    for box in (*surface.pictures, *drawings):
        width, height = box[2] - box[0], box[3] - box[1]
        if _area(box) < _LARGE * page or min(width, height) < least:
            continue
        if _area(box) > _BACKGROUND * page or _is_banner(box, surface):
            continue
        under_text = any(_share(text, box) > 0.8 for text in (*surface.obstacles, *surface.captions))
        if under_text or any(
            _share(box, other) > 0.3 or _share(other, box) > 0.6 for other in (*taken, *found)
        ):
            continue
        found.append(box)
    return found


def _drawings(surface: Surface) -> list[Box]:
    """Clusters of many curves, those side by side as one; what lies in tables or touches text is left out."""
    curves = [box for box in surface.curves if not any(_share(box, t) > 0.7 for t in surface.tables)]
    if len(curves) < _FEWEST_CURVES:
        return []
    if len(curves) > _MOST_PARTS:
        curves = _painted(curves, max(surface.width, surface.height) / _CELLS)
    lines = [box for box in surface.lines if not any(_share(box, t) > 0.5 for t in surface.tables)]
    if len(lines) > _MOST_PARTS:
        lines = []
    near = _NEAR * surface.scale
    groups = clusters([*curves, *lines], drawn=len(curves), near=near)
    kept = [
        box
        for box, parts in groups
        if parts >= _FEWEST_CURVES and min(box[2] - box[0], box[3] - box[1]) > near
    ]
    found: list[Box] = []
    for box in sorted(kept):
        beside = [other for other in found if _is_level_with(box, other) and box[0] - other[2] < 4 * near]
        joined = union((box, *beside))
        if beside and not any(_overlap(text, joined) > 0 for text in surface.obstacles):
            found = [other for other in found if other not in beside]
            box = joined
        found.append(box)
    return found


def _is_level_with(box: Box, other: Box) -> bool:
    both = min(box[3], other[3]) - max(box[1], other[1])
    return both > 0.5 * min(box[3] - box[1], other[3] - other[1])


def _is_banner(box: Box, surface: Surface) -> bool:
    """True for a picture that runs off the page at its top or bottom, as letterheads do."""
    off = box[1] <= _BLEED or box[3] >= surface.height - _BLEED
    return (
        off
        and (box[0] <= _BLEED or box[2] >= surface.width - _BLEED)
        and box[3] - box[1] < surface.height / 2
    )


def _is_next(table: Box, caption: Box, side: str, surface: Surface) -> bool:
    if min(table[2], caption[2]) - max(table[0], caption[0]) <= 0:
        return False
    gap = caption[1] - table[3] if side == "above" else table[1] - caption[3]
    return -2 <= gap <= _FARTHEST_TABLE * max(surface.width, surface.height)


def _is_level(box: Box, zone: Box) -> bool:
    return zone[1] - 1 <= _middle(box) <= zone[3] + 1


def _touches(box: Box, other: Box, near: float) -> bool:
    return (
        box[0] - near <= other[2]
        and other[0] - near <= box[2]
        and box[1] - near <= other[3]
        and other[1] - near <= box[3]
    )


def _gap(box: Box, caption: Box) -> float:
    return max(0.0, box[1] - caption[3], caption[1] - box[3])


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _cut(box: Box, zone: Box) -> Box:
    return (max(box[0], zone[0]), max(box[1], zone[1]), min(box[2], zone[2]), min(box[3], zone[3]))


def _overlap(box: Box, other: Box) -> float:
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return max(across, 0.0) * max(down, 0.0)


def _share(box: Box, of: Box) -> float:
    """Share of ``box`` that lies in ``of``; lines count by their length."""
    width, height = max(box[2] - box[0], 0.1), max(box[3] - box[1], 0.1)
    across = min(box[0] + width, of[2]) - max(box[0], of[0])
    down = min(box[1] + height, of[3]) - max(box[1], of[1])
    return max(across, 0.0) * max(down, 0.0) / (width * height)
