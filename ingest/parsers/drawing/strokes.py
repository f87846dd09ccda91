"""Lines and arrow heads of a sheet, and where points lie on lines. Knows geometry only; y downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from retrieval.records import Box

Point = tuple[float, float]

_STRAIGHT = 0.95
"""Cosine of the angle between an arrow and the line that it is on, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polyline:
    """An open line with the layer it is drawn on."""

    points: tuple[Point, ...]
    layer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An arrow head: where it points and the middle of its back."""

    tip: Point
    tail: Point

    @property
    def way(self) -> Point:
        """Unit vector from the back to the tip."""
        long = hypot(self.tip[0] - self.tail[0], self.tip[1] - self.tail[1]) or 1.0
        return (self.tip[0] - self.tail[0]) / long, (self.tip[1] - self.tail[1]) / long

    def on(self, line: Polyline, tolerance: float) -> tuple[int, float]:
        """1 or -1 where it lies on a line and points along or against it, with the place of its back.

        Returns:
            ``(0, 0.0)`` where it is not on the line.
        """
        travelled = 0.0
        for one, other in pairwise(line.points):
            long = hypot(other[0] - one[0], other[1] - one[1])
            if long > 0:
                ahead = ((other[0] - one[0]) * self.way[0] + (other[1] - one[1]) * self.way[1]) / long
                if abs(ahead) >= _STRAIGHT and all(
                    near(one, other, point) <= 0.5 * tolerance for point in (self.tip, self.tail)
                ):
                    at = travelled + along((one, other), self.tail)
                    return (1 if ahead > 0 else -1), at
            travelled += long
        return 0, 0.0


def arrow_of(corners: Sequence[Point]) -> Arrow | None:
    """The arrow head that a triangle is, or None where none of its corners is the point of one."""
    points = list(dict.fromkeys(corners))
    if len(points) != 3:
        return None
    found: list[tuple[bool, float, Arrow]] = []
    for index, tip in enumerate(points):
        one, other = points[index - 1], points[index - 2]
        legs = hypot(one[0] - tip[0], one[1] - tip[1]), hypot(other[0] - tip[0], other[1] - tip[1])
        if min(legs) <= 0 or abs(legs[0] - legs[1]) > 0.08 * max(legs):
            continue
        arrow = Arrow(tip=tip, tail=((one[0] + other[0]) / 2, (one[1] + other[1]) / 2))
        along_axis = max(abs(arrow.way[0]), abs(arrow.way[1])) > 0.999
        found.append((along_axis, max(legs) / (hypot(one[0] - other[0], one[1] - other[1]) or 1.0), arrow))
    return max(found, key=lambda item: item[:2])[2] if found else None


def is_bow_tie(corners: Sequence[Point]) -> bool:
    """True for four corners whose outline crosses itself, as the symbol of a valve does."""
    if len(corners) != 4:
        return False
    a, b, c, d = corners
    return segments_cross(a, b, c, d) or segments_cross(b, c, d, a)


def barred_diagonals(lines: Sequence[Polyline], longest: float) -> Iterator[tuple[int, int, int]]:
    """Check valves drawn with open strokes: two equal bars, and a slant from an end of one to the other's.

    Args:
        longest: Of a stroke.

    Yields:
        The indices of the first bar, the slant and the second bar.
    """
    ends: dict[Point, list[int]] = {}
    short = {
        index: (line.points[0], line.points[-1])
        for index, line in enumerate(lines)
        if len(line.points) == 2 and 0 < _apart(line.points[0], line.points[-1]) <= longest
    }
    for index, pair in short.items():
        for x, y in pair:
            ends.setdefault((round(x / longest, 2), round(y / longest, 2)), []).append(index)
    for slant, (one, other) in short.items():
        if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 0.1 * _apart(one, other):
            continue
        bars = [
            [i for i in ends[(round(x / longest, 2), round(y / longest, 2))] if i != slant]
            for x, y in (one, other)
        ]
        if len(bars[0]) != 1 or len(bars[1]) != 1 or bars[0] == bars[1]:
            continue
        a, b = (short[bar[0]] for bar in bars)
        ways = [(q[0] - p[0], q[1] - p[1]) for p, q in (a, b)]
        sizes = [hypot(*way) for way in ways]
        parallel = abs(ways[0][0] * ways[1][1] - ways[0][1] * ways[1][0]) <= 0.05 * sizes[0] * sizes[1]
        box = box_of_points((*a, *b))
        wide, high = box[2] - box[0], box[3] - box[1]
        if parallel and abs(sizes[0] - sizes[1]) <= 0.1 * max(sizes) and min(wide, high) > 0.3 * max(sizes):
            yield bars[0][0], slant, bars[1][0]


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True where one segment goes across another one."""

    def side(point: Point, one: Point, other: Point) -> float:
        return (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])

    return side(c, a, b) * side(d, a, b) < 0 and side(a, c, d) * side(b, c, d) < 0


def lengthened(lines: Sequence[Polyline], arrows: Sequence[Arrow], tolerance: float) -> Iterator[Polyline]:
    """Lines that stop at an arrow head go on through it."""
    for line in lines:
        points = list(line.points)
        for end, inner in ((0, 1), (-1, -2)):
            here, before = points[end], points[inner]
            long = hypot(here[0] - before[0], here[1] - before[1]) or 1.0
            way = (here[0] - before[0]) / long, (here[1] - before[1]) / long
            for arrow in arrows:
                ahead = way[0] * arrow.way[0] + way[1] * arrow.way[1]
                if ahead >= _STRAIGHT and _apart(here, arrow.tail) <= 0.5 * tolerance:
                    points[end] = arrow.tip
                elif ahead <= -_STRAIGHT and _apart(here, arrow.tip) <= 0.5 * tolerance:
                    points[end] = arrow.tail
        yield replace(line, points=tuple(points))


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def crossing(one: Point, other: Point, box: Box) -> tuple[float, float] | None:
    """Shares of the way along a segment between which it is in a box, or None."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        start, way = one[axis], other[axis] - one[axis]
        if abs(way) < 1e-12:
            if not box[axis] <= start <= box[axis + 2]:
                return None
            continue
        enter, leave = sorted(((box[axis] - start) / way, (box[axis + 2] - start) / way))
        low, high = max(low, enter), min(high, leave)
        if low > high:
            return None
    return low, high


def length(points: Sequence[Point]) -> float:
    """Of a line through points."""
    return sum(_apart(a, b) for a, b in pairwise(points))


def near(one: Point, other: Point, point: Point) -> float:
    """Distance of a point from a segment."""
    share = _share(one, other, point)
    return _apart((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])), point)


def passes(line: Polyline, point: Point, tolerance: float) -> bool:
    """True where a line comes near a point."""
    return any(near(one, other, point) <= tolerance for one, other in pairwise(line.points))


def along(points: Sequence[Point], point: Point) -> float:
    """Distance from a line's start to the place on it that is nearest to a point."""
    travelled, best = 0.0, (float("inf"), 0.0)
    for one, other in pairwise(points):
        share, long = _share(one, other, point), _apart(one, other)
        best = min(best, (near(one, other, point), travelled + share * long))
        travelled += long
    return best[1]


def place_at(points: Sequence[Point], distance: float) -> Point:
    """The point of a line at a distance from its start."""
    for one, other in pairwise(points):
        long = _apart(one, other)
        if distance <= long and long > 0:
            share = max(0.0, distance / long)
            return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
        distance -= long
    return points[-1]


def _share(one: Point, other: Point, point: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / square
    return min(1.0, max(0.0, share))


def box_of_points(points: Iterable[Point]) -> Box:
    """The box around points, of which there must be one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
