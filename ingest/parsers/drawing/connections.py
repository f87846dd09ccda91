"""Follow lines on a P&ID from symbol to symbol: which tags a pipe or a signal joins. Knows geometry only."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import hypot

from retrieval.records import Box

Point = tuple[float, float]

_MOST_LINES = 20_000
_MOST_MEETINGS = 3_000_000
_MOST_PAIRED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A tagged thing: its tag and the box that lines end at."""

    tag: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Polyline:
    """An open line with the layer it is drawn on."""

    points: tuple[Point, ...]
    layer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Tags that a line joins, in the order in which it meets them."""

    tags: tuple[str, ...]
    layer: str
    box: Box


@dataclass(slots=True)
class _Graph:
    """Symbols and junctions, joined by stretches of line."""

    edges: dict[str, dict[str, tuple[str, Box]]] = field(default_factory=lambda: defaultdict(dict))

    def join(self, one: str, other: str, layer: str, box: Box) -> None:
        if one != other:
            self.edges[one][other] = (layer, box)
            self.edges[other][one] = (layer, box)


def find_connections(
    symbols: Sequence[Symbol], lines: Sequence[Polyline], *, tolerance: float
) -> list[Connection]:
    """Pairs of symbols that lines join, directly or through junctions of lines without a symbol.

    A symbol in the middle of a line divides it. Where a junction joins more than four symbols it is given
    once with all of them.

    Args:
        tolerance: How far from a symbol or another line an end may stop, in units of the sheet.
    """
    if len(lines) > _MOST_LINES or not symbols:
        return []
    if len(lines) * len(symbols) > _MOST_MEETINGS:
        return []
    graph = _Graph()
    chains: list[list[tuple[str, Point]]] = []
    open_ends: list[tuple[Point, str, int]] = []
    for number, line in enumerate(lines):
        if any(_contains(symbol.box, line) for symbol in symbols):
            chains.append([])
            continue
        stops = _stops(line, symbols, tolerance)
        first, last = line.points[0], line.points[-1]
        chain: list[tuple[str, Point]] = [(f"@{symbol}", point) for _, symbol, point in stops]
        if not stops or stops[0][0] > tolerance:
            chain.insert(0, (f"#{number}a", first))
            open_ends.append((first, f"#{number}a", number))
        if not stops or stops[-1][0] < _length(line) - tolerance:
            chain.append((f"#{number}b", last))
            open_ends.append((last, f"#{number}b", number))
        chains.append(chain)
        for (one, start), (other, end) in pairwise(chain):
            graph.join(one, other, line.layer, _box(start, end))
    _join_ends(graph, lines, chains, open_ends, tolerance)
    return list(_walk(graph))


def _contains(box: Box, line: Polyline) -> bool:
    """True for a stroke of the symbol itself."""
    return all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in line.points)


def _stops(line: Polyline, symbols: Sequence[Symbol], tolerance: float) -> list[tuple[float, str, Point]]:
    """Where along a line it meets symbols: distance from its start, tag, place."""
    stops: dict[str, tuple[float, str, Point]] = {}
    travelled = 0.0
    for one, other in pairwise(line.points):
        length = hypot(other[0] - one[0], other[1] - one[1])
        for symbol in symbols:
            share = _meets(one, other, symbol.box, tolerance)
            if share is not None and symbol.tag not in stops:
                point = (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
                stops[symbol.tag] = (travelled + share * length, symbol.tag, point)
        travelled += length
    ordered = sorted(stops.values())
    total = travelled
    return [(0.0 if at <= tolerance else min(at, total), tag, point) for at, tag, point in ordered]


def _meets(one: Point, other: Point, box: Box, tolerance: float) -> float | None:
    """Share of the way along a segment where it first meets a box, or None."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        start, way = one[axis], other[axis] - one[axis]
        near, far = box[axis] - tolerance, box[axis + 2] + tolerance
        if abs(way) < 1e-12:
            if not near <= start <= far:
                return None
            continue
        enter, leave = sorted(((near - start) / way, (far - start) / way))
        low, high = max(low, enter), min(high, leave)
        if low > high:
            return None
    return low


def _length(line: Polyline) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line.points))


def _join_ends(
    graph: _Graph,
    lines: Sequence[Polyline],
    chains: Sequence[Sequence[tuple[str, Point]]],
    ends: Sequence[tuple[Point, str, int]],
    tolerance: float,
) -> None:
    """Joins the free ends of lines to each other and to the lines that they stop at."""
    by_cell: dict[tuple[int, int], list[tuple[Point, str, int]]] = defaultdict(list)
    size = max(4 * tolerance, 1e-9)
    for end in ends:
        by_cell[(int(end[0][0] // size), int(end[0][1] // size))].append(end)
    searched = len(ends) * len(lines) <= _MOST_MEETINGS
    for point, node, number in ends:
        column, row = int(point[0] // size), int(point[1] // size)
        cells = [(x, y) for x in (column - 1, column, column + 1) for y in (row - 1, row, row + 1)]
        for other, neighbour, owner in (end for cell in cells if cell in by_cell for end in by_cell[cell]):
            if owner != number and hypot(point[0] - other[0], point[1] - other[1]) <= tolerance:
                graph.join(node, neighbour, lines[number].layer, _box(point, other))
        for owner, line in enumerate(lines) if searched else ():
            if owner != number and _passes(line, point, tolerance):
                for nearest in _around(line, chains[owner], point):
                    graph.join(node, nearest, lines[number].layer, _box(point, point))


def _passes(line: Polyline, point: Point, tolerance: float) -> bool:
    spot = (*point, *point)
    return any(_meets(one, end, spot, tolerance) is not None for one, end in pairwise(line.points))


def _around(line: Polyline, chain: Sequence[tuple[str, Point]], point: Point) -> list[str]:
    """The stops of a line on either side of a point on it."""
    at = _along(line, point)
    before = [node for node, place in chain if _along(line, place) <= at]
    after = [node for node, place in chain if _along(line, place) > at]
    return [*before[-1:], *after[:1]]


def _along(line: Polyline, point: Point) -> float:
    """Distance from a line's start to the place on it that is nearest to a point."""
    travelled, best = 0.0, (float("inf"), 0.0)
    for one, other in pairwise(line.points):
        dx, dy = other[0] - one[0], other[1] - one[1]
        length = hypot(dx, dy)
        share = 0.0 if length == 0 else ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length**2
        share = min(1.0, max(0.0, share))
        away = hypot(one[0] + share * dx - point[0], one[1] + share * dy - point[1])
        best = min(best, (away, travelled + share * length))
        travelled += length
    return best[1]


def _walk(graph: _Graph) -> Iterator[Connection]:
    """Neighbouring symbols: those that a path over junctions alone joins."""
    seen: set[frozenset[str]] = set()
    for start in [node for node in graph.edges if node.startswith("@")]:
        for other, (layer, box) in graph.edges[start].items():
            if other.startswith("@") and frozenset((start, other)) not in seen:
                seen.add(frozenset((start, other)))
                yield Connection(tags=(start[1:], other[1:]), layer=layer, box=box)
    done: set[str] = set()
    for node in [node for node in graph.edges if node.startswith("#")]:
        if node in done:
            continue
        tags, layer, box = _reach(graph, node, done)
        if len(tags) > _MOST_PAIRED:
            yield Connection(tags=tuple(tags), layer=layer, box=box)
            continue
        for one, other in combinations(tags, 2):
            if frozenset((f"@{one}", f"@{other}")) not in seen:
                seen.add(frozenset((f"@{one}", f"@{other}")))
                yield Connection(tags=(one, other), layer=layer, box=box)


def _reach(graph: _Graph, node: str, done: set[str]) -> tuple[list[str], str, Box]:
    tags: list[str] = []
    waiting = deque([node])
    done.add(node)
    layer, boxes = "", []
    while waiting:
        current = waiting.popleft()
        for other, (name, box) in graph.edges[current].items():
            layer = layer or name
            boxes.append(box)
            if other.startswith("@"):
                if other[1:] not in tags:
                    tags.append(other[1:])
            elif other not in done:
                done.add(other)
                waiting.append(other)
    x0, y0, x1, y1 = zip(*boxes, strict=True) if boxes else ((0.0,), (0.0,), (0.0,), (0.0,))
    return tags, layer, (min(x0), min(y0), max(x1), max(y1))


def _box(one: Point, other: Point) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
