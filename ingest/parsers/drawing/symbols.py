"""Which outlines of a sheet are symbols, and which tag each has. Knows places and how tags are written.

Symbols come as blocks with attributes, or as strokes with a text beside or in them. What stands in a pipe
without a tag is a symbol, too: a drain's valve seldom has one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.parsers.drawing.attributes import TaggedBlock
from ingest.parsers.drawing.connections import Symbol
from ingest.parsers.drawing.marks import Mark, leads_elsewhere
from ingest.parsers.drawing.placed import PlacedText, apart, distance, rows_of, union
from ingest.parsers.drawing.strokes import Arrow, Point, Polyline, box_of_points
from retrieval.joined import ELSEWHERE, UNTAGGED
from retrieval.records import Box

_LARGEST = 15
"""In heights of the letters: what stands near a tag and is larger is no symbol of its own."""
_BESIDE = 3.0
"""In heights of the letters: how far from its symbol a tag may stand."""
_END_REACH = 2.2
"""In heights of the letters: how far from its end words may stand that say where a line goes."""
_LARGEST_SHARE = 0.6
_DOT = 1.2
_TAG_FIELD = re.compile(
    r"^(?:tag|tag_?(?:no|name|number)|rep[eè]re|equipment(?:_?(?:no|tag|id))?|item(?:_?tag)?|kks|label)$",
    re.IGNORECASE,
)
_NO_SYMBOL = re.compile(
    r"arrow|fleche|flèche|title|cartouche|frame|border|cadre|rev|north|logo|legend|note|label|text|line_?no|sheet",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(r"[A-Z]{0,2}[AFILPSTVWDEJZHX]D?[TICRSAGY]{1,3}[LH]{0,2}-?\d.*")
_IN_LINE = re.compile(r"(?:F[EOGX]|RO|SG)-?\d.*")
_VESSEL = re.compile(r"(?:\d+-?)?(?:TK?|V|D|DR|B|R|C|E|HX|DA|VS|MCC|TGBT)-?\d.*")
_LOAD = re.compile(r"M-?\d.*")
_SMALLEST_VESSEL = 5.0
"""In heights of the letters."""


def tag_place(block: TaggedBlock) -> int | None:
    """Which attribute of a symbol is its tag."""
    for index, (name, value) in enumerate(block.fields):
        if (
            _TAG_FIELD.match(name)
            and len(value) <= 24
            and any(c.isdigit() for c in value)
            and value[0].isalnum()
        ):
            return index
    return None


def symbol_box(block: TaggedBlock, shapes: Sequence[Box]) -> Box:
    """The outline of a symbol: its own, else the smallest shape around its place, else the place."""
    if block.box[2] - block.box[0] > 0 and block.box[3] - block.box[1] > 0:
        return block.box
    holding = [shape for shape in shapes if distance(block.at, shape) == 0.0]
    return min(holding, key=_area, default=block.box)


def symbol_shapes(shapes: Sequence[Box], texts: Sequence[PlacedText]) -> list[Box]:
    """Outlines that may be symbols: none larger than three fifths of the sheet."""
    if not texts:
        return list(shapes)
    whole = union([*(text.box for text in texts), *shapes])
    wide, high = _LARGEST_SHARE * (whole[2] - whole[0]), _LARGEST_SHARE * (whole[3] - whole[1])
    return [shape for shape in shapes if shape[2] - shape[0] <= wide and shape[3] - shape[1] <= high]


def find_symbols(
    blocks: Sequence[TaggedBlock],
    tags: Sequence[Mark],
    texts: Sequence[PlacedText],
    shapes: Sequence[Box],
    lines: Sequence[Polyline],
    *,
    circles: Sequence[Box] = (),
    valves: Sequence[Box] = (),
    height: float,
) -> list[Symbol]:
    """Where lines end: at tagged things, at symbols without a tag, at notes of where a line goes.

    Args:
        shapes: Closed outlines that may be symbols.
        lines: Open lines that may be pipes; where they stop tells what is a symbol.
        circles: Those of the shapes that are round, as instruments are.
        valves: Those that are drawn as valves are.
        height: Of the letters.
    """
    boxes: dict[str, Box] = {}
    for block in blocks:
        place = tag_place(block)
        if place is not None:
            boxes.setdefault(block.fields[place][1], symbol_box(block, shapes))
    bare = [block for block in blocks if not block.fields and not _NO_SYMBOL.search(block.name)]
    named = {block.box: block.name for block in bare if _area(block.box) > 0}
    small = [
        s for s in (*_clusters(shapes, height), *named) if max(s[2] - s[0], s[3] - s[1]) <= _LARGEST * height
    ]
    small = [s for s in small if max(s[2] - s[0], s[3] - s[1]) > _DOT * height / 2]
    large = [s for s in shapes if max(s[2] - s[0], s[3] - s[1]) > _LARGEST * height]
    boxes |= _of_texts([mark for mark in tags if mark.text not in boxes], small, large, height)
    taken = set(boxes.values())
    found = [_symbol(tag, box, circles, height) for tag, box in boxes.items()]
    ends = list(_ends_elsewhere(texts, shapes, {mark.box for mark in tags}, lines, height))
    free = [s for s in small if not any(_overlap(s, box) for box in taken)]
    free = [s for s in free if not any(_overlap(s, symbol.box) for symbol in ends)]
    every = [*found, *ends, *_untagged(free, named, lines, valves, height)]
    return [replace(s, valve=True, leaf=False) if _is_drawn_by(s.box, valves) else s for s in every]


def is_most_of(outline: Box, box: Box) -> bool:
    """True where an outline is most of a symbol."""
    return _overlap(outline, box) and _area(outline) >= 0.4 * _area(box)


def _is_drawn_by(box: Box, outlines: Sequence[Box]) -> bool:
    return any(is_most_of(one, box) for one in outlines)


def _of_texts(
    marks: Sequence[Mark], small: Sequence[Box], large: Sequence[Box], height: float
) -> dict[str, Box]:
    """The symbol of each tag that is a text: the nearest one, each but once; else what it stands in."""
    pairs = sorted(
        (round(2 * apart(mark.box, shape) / height), distance(_middle(mark.box), shape), index, shape)
        for index, mark in enumerate(marks)
        for shape in small
        if apart(mark.box, shape) <= _BESIDE * height
    )
    boxes: dict[str, Box] = {}
    taken: set[Box] = set()
    for _, _, index, shape in pairs:
        if marks[index].text not in boxes and shape not in taken:
            boxes[marks[index].text] = shape
            taken.add(shape)
    inside: dict[Box, list[Mark]] = defaultdict(list)
    for mark in marks:
        holding = [s for s in large if distance(_middle(mark.box), s) == 0.0]
        if mark.text not in boxes and holding:
            inside[min(holding, key=_area)].append(mark)
    for shape, within in inside.items():
        nearest = min(within, key=lambda mark: distance(_middle(shape), mark.box))
        boxes[nearest.text] = shape
    return boxes


def _symbol(tag: str, box: Box, circles: Sequence[Box], height: float) -> Symbol:
    name = tag.upper().replace(" ", "-")
    lettered = bool(_INSTRUMENT.fullmatch(name)) and not _IN_LINE.fullmatch(name)
    round_ = any(_overlap(circle, box) and _area(circle) >= 0.7 * _area(box) for circle in circles)
    vessel = max(box[2] - box[0], box[3] - box[1]) >= _SMALLEST_VESSEL * height
    return Symbol(
        tag=tag,
        box=box,
        leaf=lettered and round_,
        heading="in" if round_ and _LOAD.fullmatch(name) else "",
        holds=vessel and bool(_VESSEL.fullmatch(name)),
    )


def _ends_elsewhere(
    texts: Sequence[PlacedText],
    shapes: Sequence[Box],
    tags: Collection[Box],
    lines: Sequence[Polyline],
    height: float,
) -> Iterator[Symbol]:
    """Texts at the end of a line that say where it comes from or goes to."""
    seen: set[str] = set()
    for text in texts:
        flags = [s for s in shapes if distance(text.middle, s) == 0.0 and s[3] - s[1] <= 5 * height]
        box = min(flags, key=_area, default=text.box)
        within = [t for t in texts if flags and distance(t.middle, box) == 0.0] or [text]
        printed = " ".join(" ".join(t.text for t in row).strip() for row in rows_of(within))
        heading = leads_elsewhere(" ".join(printed.split()))
        if not heading or text.box in tags:
            continue
        if not any(distance(end, box) <= _END_REACH * height for line in lines for end in _both(line)):
            continue
        name = f"{ELSEWHERE}{printed}”"
        if name not in seen:
            seen.add(name)
            yield Symbol(tag=name, box=box, reach=_END_REACH * height, heading=heading, holds=True)


def _untagged(
    shapes: Sequence[Box],
    named: dict[Box, str],
    lines: Sequence[Polyline],
    valves: Sequence[Box],
    height: float,
) -> Iterator[Symbol]:
    """Symbols that lines end at and that have no tag, numbered in their order."""
    number = 0
    for shape in sorted(dict.fromkeys(shapes)):
        at = sum(distance(end, shape) <= 0.3 * height for line in lines for end in _both(line))
        if at < (1 if shape in named or _is_drawn_by(shape, valves) else 2):
            continue
        number += 1
        words = re.sub(r"[_\W]+", " ", named.get(shape, "")).strip().lower()
        words = words or ("valve" if _is_drawn_by(shape, valves) else "symbol")
        yield Symbol(tag=f"{UNTAGGED} {words} {number}", box=shape)


def _both(line: Polyline) -> tuple[Point, Point]:
    return line.points[0], line.points[-1]


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _overlap(one: Box, other: Box) -> bool:
    """True where a good part of the smaller box is in the other one."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0 and high > 0 and wide * high >= 0.3 * min(_area(one), _area(other))


def _clusters(shapes: Sequence[Box], height: float) -> list[Box]:
    """Small outlines that overlap or touch are one symbol."""
    left = [s for s in shapes if max(s[2] - s[0], s[3] - s[1]) <= _LARGEST * height]
    left = list(dict.fromkeys(left))
    found: list[Box] = []
    while left:
        box = left.pop()
        near = [s for s in left if apart(box, s) <= 0.05 * height]
        whole = union([box, *near]) if near else box
        if near and max(whole[2] - whole[0], whole[3] - whole[1]) <= _LARGEST * height:
            left = [s for s in left if s not in near] + [whole]
        else:
            found.append(box)
    return found


def closed_by_lines(lines: Sequence[Polyline], tolerance: float) -> tuple[list[tuple[Point, ...]], set[int]]:
    """Outlines that are drawn as separate lines from corner to corner.

    Returns:
        Their corners in order, and the lines that make them.
    """
    size = max(tolerance, 1e-9)
    corners: dict[tuple[int, int], list[int]] = defaultdict(list)
    keys = []
    for index, line in enumerate(lines):
        pair = tuple((round(x / size), round(y / size)) for x, y in _both(line))
        keys.append(pair)
        if pair[0] != pair[1]:
            for key in pair:
                corners[key].append(index)
    rings: list[tuple[Point, ...]] = []
    used: set[int] = set()
    for first in range(len(lines)):
        if first in used or keys[first][0] == keys[first][1]:
            continue
        ring, at = [first], keys[first][1]
        points = list(lines[first].points)
        while at != keys[first][0] and len(ring) <= 12:
            onward = [i for i in corners[at] if i != ring[-1]]
            if len(onward) != 1 or onward[0] in ring:
                break
            ring.append(onward[0])
            one, other = keys[onward[0]]
            points += lines[onward[0]].points[1:] if one == at else lines[onward[0]].points[-2::-1]
            at = other if one == at else one
        if at == keys[first][0] and len(ring) >= 3 and len(corners[at]) == 2:
            used |= set(ring)
            rings.append(tuple(points[:-1]))
    return rings, used


def split_triangles(
    triangles: Sequence[tuple[Point, ...]], height: float
) -> tuple[list[tuple[Point, ...]], list[tuple[Point, ...]]]:
    """Of all triangles the small ones that may be arrow heads, and those that meet as a valve's halves."""
    corners = [point for triangle in triangles for point in set(triangle)]

    def met(point: Point) -> bool:
        return sum(abs(point[0] - x) + abs(point[1] - y) <= 0.1 * height for x, y in corners) > 1

    halves = [triangle for triangle in triangles if any(met(point) for point in set(triangle))]
    heads = []
    for triangle in triangles:
        box = box_of_points(triangle)
        if max(box[2] - box[0], box[3] - box[1]) <= 4 * height and triangle not in halves:
            heads.append(triangle)
    return heads, halves


def open_heads(lines: Sequence[Polyline], height: float) -> Iterator[Arrow]:
    """Arrow heads drawn as an open V of two short legs, as one line or as two."""
    ends: dict[tuple[int, int], list[tuple[Point, Point]]] = defaultdict(list)
    size = 0.1 * height or 1.0
    for line in lines:
        if len(line.points) == 3:
            yield from _open_head(*line.points, height=height)
        elif len(line.points) == 2:
            for tip, back in (line.points, line.points[::-1]):
                if _square(tip, back) <= (3 * height) ** 2:
                    ends[(round(tip[0] / size), round(tip[1] / size))].append((tip, back))
    for legs in ends.values():
        if len(legs) == 2:
            yield from _open_head(legs[0][1], legs[0][0], legs[1][1], height=height)


def _open_head(one: Point, tip: Point, other: Point, *, height: float) -> Iterator[Arrow]:
    legs = _square(one, tip), _square(other, tip)
    even = 0 < max(legs) <= (3 * height) ** 2 and abs(legs[0] - legs[1]) <= 0.1 * max(legs)
    if even and 0 < _square(one, other) < 1.6 * max(legs):
        yield Arrow(tip=tip, tail=((one[0] + other[0]) / 2, (one[1] + other[1]) / 2))


def _square(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
