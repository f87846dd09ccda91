"""Follow lines on a diagram from symbol to symbol: what a pipe or a signal joins, and which way it flows.

Lines that cross are not joined: an end that stops at a line, or a dot on the crossing, joins them. Knows
geometry only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import hypot

from ingest.parsers.drawing.flow import Heading, Net, Stretch, directed
from ingest.parsers.drawing.placed import union
from ingest.parsers.drawing.strokes import (
    Arrow,
    Point,
    Polyline,
    along,
    box_of_points,
    crossing,
    length,
    lengthened,
    passes,
    place_at,
    segments_cross,
)
from retrieval.joined import Flow
from retrieval.records import Box

_MOST_LINES = 20_000
_MOST_MEETINGS = 3_000_000
_MOST_PAIRED = 4
_INSIDE = 0.15
"""Share of a symbol's smaller side that a line must reach into to be more than a passer-by."""
_TOUCH = 0.25
"""Share of the tolerance within which an end that goes on elsewhere still stops at a line it meets."""
_WIDEST_GAP = 6.0
"""In tolerances: a line may be broken this wide where another one crosses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A tagged thing: its tag and the box that lines end at.

    Attributes:
        reach: How much farther from the box than others a line may stop.
        heading: Whether what a line carries comes from here or ends here, where that is written.
        leaf: True where nothing flows through it: an instrument.
        holds: True where what comes in need not go out: a vessel.
        valve: True where it is drawn as a valve.
        check: True where it is drawn as a check valve.
    """

    tag: str
    box: Box
    reach: float = 0.0
    heading: Heading = ""
    leaf: bool = False
    holds: bool = False
    valve: bool = False
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Tags that a line joins, in the order in which it meets them.

    Attributes:
        parts: Boxes of the stretches of line between them.
        carries: False where one of them is an instrument.
    """

    tags: tuple[str, ...]
    layer: str
    parts: tuple[Box, ...]
    flow: Flow = "unknown"
    carries: bool = True

    @property
    def box(self) -> Box:
        """Around all of it."""
        return union(self.parts)


@dataclass(slots=True)
class _Cuts:
    """A line with what divides it: distances from its start where a node begins and ends."""

    line: Polyline
    at: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass(slots=True)
class _End:
    """An open end of a line."""

    point: Point
    way: Point
    node: str
    owner: int
    joined: bool = False


class _Nodes:
    """Which ends of lines are one place."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, node: str) -> str:
        while self._parent.get(node, node) != node:
            node = self._parent[node]
        return node

    def merge(self, one: str, other: str) -> None:
        one, other = self.root(one), self.root(other)
        if one != other:
            first, second = sorted((one, other), key=lambda node: not node.startswith("@"))
            if not second.startswith("@"):
                self._parent[second] = first


def find_connections(
    symbols: Sequence[Symbol],
    lines: Sequence[Polyline],
    *,
    tolerance: float,
    arrows: Sequence[Arrow] = (),
    dots: Sequence[Point] = (),
) -> list[Connection]:
    """Pairs of symbols that lines join, directly or through junctions of lines without a symbol.

    A symbol in the middle of a line divides it. Where a junction joins more than four symbols it is given
    once with all of them, and with each pair whose flow is known.

    Args:
        tolerance: How far from a symbol or another line an end may stop, in units of the sheet.
        arrows: Arrow heads of the sheet; those on a line tell which way it flows.
        dots: Dots on crossings that join the lines.
    """
    if len(lines) > _MOST_LINES or not symbols:
        return []
    if len(lines) * len(symbols) > _MOST_MEETINGS:
        return []
    cuts: list[_Cuts] = []
    ends: list[_End] = []
    for number, line in enumerate(lengthened(lines, arrows, tolerance)):
        stroke = any(_contains(symbol.box, line) for symbol in symbols)
        cut = _Cuts(line) if stroke else _cut(line, symbols, tolerance)
        if not stroke:
            ends += _open_ends(cut, number, tolerance)
        cuts.append(cut)
    nodes = _Nodes()
    _join_ends(nodes, ends, tolerance)
    boxes = [symbol.box for symbol in symbols]
    if len(ends) * len(lines) <= _MOST_MEETINGS:
        _bridge_gaps(nodes, ends, cuts, boxes, tolerance)
        _join_lines(cuts, ends, nodes, tolerance)
        _join_dots(cuts, dots, nodes, tolerance)
    stretches = [stretch for cut in cuts for stretch in _stretches(cut, nodes, arrows, tolerance)]
    net = Net(
        stretches,
        headings={f"@{s.tag}": s.heading for s in symbols if s.heading},
        leaves=frozenset(f"@{s.tag}" for s in symbols if s.leaf),
        holders=frozenset(f"@{s.tag}" for s in symbols if s.holds),
    )
    return list(_walk(directed(net)))


def _contains(box: Box, line: Polyline) -> bool:
    """True for a stroke of the symbol itself."""
    return all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in line.points)


def _cut(line: Polyline, symbols: Sequence[Symbol], tolerance: float) -> _Cuts:
    """A line divided by the symbols that it ends at or runs into."""
    total = length(line.points)
    cut = _Cuts(line)
    for symbol in symbols:
        around = tolerance + symbol.reach
        x0, y0, x1, y1 = symbol.box
        if not _runs_through(line, (x0 - around, y0 - around, x1 + around, y1 + around)):
            continue
        inset = _INSIDE * min(x1 - x0, y1 - y0)
        inner = (x0 + inset, y0 + inset, x1 - inset, y1 - inset)
        spans = list(_spans(line, inner))
        grown = (x0 - around, y0 - around, x1 + around, y1 + around)
        for point, at in ((line.points[0], 0.0), (line.points[-1], total)):
            if grown[0] <= point[0] <= grown[2] and grown[1] <= point[1] <= grown[3]:
                spans.append((at, at))
        if spans:
            cut.at.append((min(s[0] for s in spans), max(s[1] for s in spans), f"@{symbol.tag}"))
    return cut


def _runs_through(line: Polyline, box: Box) -> bool:
    """True where a part of a line is in a box."""
    return any(crossing(one, other, box) for one, other in pairwise(line.points))


def _spans(line: Polyline, box: Box) -> Iterator[tuple[float, float]]:
    """The distances from a line's start between which it is in a box."""
    travelled = 0.0
    for one, other in pairwise(line.points):
        long = hypot(other[0] - one[0], other[1] - one[1])
        share = crossing(one, other, box)
        if share is not None:
            yield travelled + share[0] * long, travelled + share[1] * long
        travelled += long


def _open_ends(cut: _Cuts, number: int, tolerance: float) -> Iterator[_End]:
    """The ends of a line that are at no symbol; each divides its line, too."""
    points, total = cut.line.points, length(cut.line.points)
    first, last = f"#{number}a", f"#{number}b"
    if not any(start <= tolerance for start, _, _ in cut.at):
        yield _End(points[0], _way(points[1], points[0]), first, number)
        cut.at.append((0.0, 0.0, first))
    if not any(end >= total - tolerance for _, end, _ in cut.at):
        yield _End(points[-1], _way(points[-2], points[-1]), last, number)
        cut.at.append((total, total, last))


def _way(one: Point, other: Point) -> Point:
    """Unit vector from one point to another."""
    long = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return (other[0] - one[0]) / long, (other[1] - one[1]) / long


def _join_ends(nodes: _Nodes, ends: Sequence[_End], tolerance: float) -> None:
    """Ends that meet are one place."""
    cells: dict[tuple[int, int], list[_End]] = defaultdict(list)
    size = max(4 * tolerance, 1e-9)
    for end in ends:
        cells[(int(end.point[0] // size), int(end.point[1] // size))].append(end)
    for end in ends:
        column, row = int(end.point[0] // size), int(end.point[1] // size)
        for cell in ((x, y) for x in (column - 1, column, column + 1) for y in (row - 1, row, row + 1)):
            for other in cells.get(cell, ()):
                away = hypot(end.point[0] - other.point[0], end.point[1] - other.point[1])
                if other.owner != end.owner and away <= tolerance:
                    nodes.merge(end.node, other.node)
                    end.joined = other.joined = True


def _bridge_gaps(
    nodes: _Nodes, ends: Sequence[_End], cuts: Sequence[_Cuts], boxes: Sequence[Box], tolerance: float
) -> None:
    """Joins two ends that face each other where a line crosses between them: it was broken to let it pass."""
    free = [end for end in ends if not end.joined]
    for one, other in combinations(free, 2):
        if one.joined or other.joined or one.owner == other.owner:
            continue
        dx, dy = other.point[0] - one.point[0], other.point[1] - one.point[1]
        away = hypot(dx, dy)
        if not 0 < away <= _WIDEST_GAP * tolerance:
            continue
        ahead = (one.way[0] * dx + one.way[1] * dy) / away
        facing = one.way[0] * other.way[0] + one.way[1] * other.way[1]
        if ahead < 0.99 or facing > -0.99:
            continue
        if any(crossing(one.point, other.point, box) for box in boxes):
            continue
        if any(_crosses(cut.line, one, other) for cut in cuts):
            nodes.merge(one.node, other.node)
            one.joined = other.joined = True


def _crosses(line: Polyline, one: _End, other: _End) -> bool:
    """True where a line goes across between two ends."""
    return any(segments_cross(one.point, other.point, a, b) for a, b in pairwise(line.points))


def _join_lines(cuts: Sequence[_Cuts], ends: Sequence[_End], nodes: _Nodes, tolerance: float) -> None:
    """Ends that stop at another line divide it."""
    for end in ends:
        near = _TOUCH * tolerance if end.joined else tolerance
        for owner, cut in enumerate(cuts):
            if owner != end.owner and cut.at and passes(cut.line, end.point, near):
                _divide(cut, end.node, end.point, nodes, tolerance)


def _join_dots(cuts: Sequence[_Cuts], dots: Sequence[Point], nodes: _Nodes, tolerance: float) -> None:
    for number, dot in enumerate(dots):
        for cut in cuts:
            if cut.at and passes(cut.line, dot, 0.5 * tolerance):
                _divide(cut, f"#dot{number}", dot, nodes, tolerance)


def _divide(cut: _Cuts, node: str, point: Point, nodes: _Nodes, tolerance: float) -> None:
    """Lets a line be divided by a place on it; at its ends and in a symbol the place is the same."""
    at = along(cut.line.points, point)
    same = [other for start, end, other in cut.at if start - 1e-9 <= at <= end + 1e-9]
    near = [other for start, end, other in cut.at if min(abs(start - at), abs(end - at)) <= tolerance]
    for other in same or [other for other in near if other.startswith("#")][:1]:
        nodes.merge(node, other)
        return
    cut.at.append((at, at, node))


def _stretches(cut: _Cuts, nodes: _Nodes, arrows: Sequence[Arrow], tolerance: float) -> Iterator[Stretch]:
    """The parts of a line between what divides it, each with the way of the arrows on it."""
    chain = sorted(cut.at)
    bounds = [(one, other) for one, other in pairwise(chain)]
    ways = [0] * len(bounds)
    for arrow in arrows if bounds else ():
        sense, at = arrow.on(cut.line, tolerance)
        if sense:
            gaps = [max(one[1] - at, at - other[0], 0.0) for one, other in bounds]
            ways[gaps.index(min(gaps))] += sense
    for (one, other), way in zip(bounds, ways, strict=True):
        start, end = nodes.root(one[2]), nodes.root(other[2])
        if start != end:
            points = [
                place_at(cut.line.points, one[1]),
                *(p for p in cut.line.points if one[1] < along(cut.line.points, p) < other[0]),
                place_at(cut.line.points, other[0]),
            ]
            parts = tuple(box_of_points(pair) for pair in pairwise(points))
            yield Stretch(start, end, cut.line.layer, parts, (way > 0) - (way < 0))


def _walk(net: Net) -> Iterator[Connection]:
    """Neighbouring symbols: those that a path over junctions alone joins."""
    found: dict[frozenset[str], Connection] = {}
    groups: dict[frozenset[str], Connection] = {}
    for start in net.symbols():
        reached = net.neighbours(start)
        for end, path in reached:
            key = frozenset((start, end))
            known = found.get(key)
            if known is not None and (known.flow != "unknown" or path.flow == "unknown"):
                continue
            ends = (end, start) if path.flow == "backward" else (start, end)
            flow: Flow = "forward" if path.flow == "backward" else path.flow
            tags = (ends[0][1:], ends[1][1:])
            carries = not key & net.leaves
            found[key] = Connection(tags=tags, layer=path.layer, parts=path.parts, flow=flow, carries=carries)
        for junction, members, layer, parts in net.headers(start):
            if len(members) > _MOST_PAIRED:
                key = frozenset((junction,))
                tags_all = tuple(member[1:] for member in members)
                groups.setdefault(key, Connection(tags=tags_all, layer=layer, parts=parts))
    crowded = [frozenset(f"@{tag}" for tag in group.tags) for group in groups.values()]
    direct = net.direct()
    for key, connection in found.items():
        if connection.flow != "unknown" or key in direct or not any(key <= crowd for crowd in crowded):
            yield connection
    yield from groups.values()
