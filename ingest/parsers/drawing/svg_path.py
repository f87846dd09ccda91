"""The corners of an SVG path: its commands read, its curves in chords. Knows the grammar of paths only."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]

_TOKEN = re.compile(r"([MLHVCSQTAZmlhvcsqtaz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_STEPS = 8
_MOST_TOKENS = 160_000


def points_of_path(text: str) -> Iterator[tuple[list[Point], bool]]:
    """The sub-paths of a path's data: corners, curves in eight chords, and whether it closes."""
    points: list[Point] = []
    at: Point = (0.0, 0.0)
    for command, numbers in _commands(text):
        kind = command.upper()
        if kind == "Z":
            if points:
                at = points[0]
                yield points, True
            points = []
            continue
        base = at if command.islower() else (0.0, 0.0)
        if kind == "M":
            if len(points) > 1:
                yield points, points[0] == points[-1] and len(points) > 3
            at = (base[0] + numbers[0], base[1] + numbers[1])
            points = [at]
            continue
        points = points or [at]
        new = _reached(kind, numbers, at, base)
        points += new
        at = new[-1]
    if len(points) > 1:
        yield points, points[0] == points[-1] and len(points) > 3


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with the numbers of one of its steps; more numbers repeat it."""
    command = ""
    numbers: list[float] = []
    for letter, number in _TOKEN.findall(text)[:_MOST_TOKENS]:
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                yield letter, []
        elif command and command not in "Zz":
            numbers.append(float(number))
            if len(numbers) == _TAKES[command.upper()]:
                yield command, numbers
                numbers = []
                command = {"M": "L", "m": "l"}.get(command, command)


def _reached(kind: str, n: Sequence[float], at: Point, base: Point) -> list[Point]:
    """The points that a command adds."""
    if kind == "H":
        return [(base[0] + n[0], at[1])]
    if kind == "V":
        return [(at[0], base[1] + n[0])]
    end = base[0] + n[-2], base[1] + n[-1]
    if kind == "C":
        controls = [(base[0] + n[0], base[1] + n[1]), (base[0] + n[2], base[1] + n[3])]
        return _curve(at, controls, end)
    if kind in "SQ":
        return _curve(at, [(base[0] + n[0], base[1] + n[1])], end)
    if kind == "A":
        return _arc(at, n, end)
    return [end]


def _curve(start: Point, controls: Sequence[Point], end: Point) -> list[Point]:
    """Points of a Bézier curve of second or third degree, its start left out."""
    found = []
    for step in range(1, _STEPS + 1):
        points = [start, *controls, end]
        share = step / _STEPS
        while len(points) > 1:
            points = [
                (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) for a, b in pairwise(points)
            ]
        found.append(points[0])
    return found


def _arc(start: Point, n: Sequence[float], end: Point) -> list[Point]:
    """Points of an elliptical arc, by the conversion of the SVG recommendation (appendix B.2.4)."""
    rx, ry, turn = abs(n[0]), abs(n[1]), math.radians(n[2])
    if rx == 0 or ry == 0 or start == end:
        return [end]
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    square = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    factor = math.sqrt(max(0.0, square / ((rx * y) ** 2 + (ry * x) ** 2)))
    factor *= -1.0 if bool(n[3]) == bool(n[4]) else 1.0
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    middle = (
        cos * cx - sin * cy + (start[0] + end[0]) / 2,
        sin * cx + cos * cy + (start[1] + end[1]) / 2,
    )
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if n[4] and sweep < 0:
        sweep += 2 * math.pi
    elif not n[4] and sweep > 0:
        sweep -= 2 * math.pi
    found = []
    for step in range(1, _STEPS + 1):
        angle = first + sweep * step / _STEPS
        px, py = rx * math.cos(angle), ry * math.sin(angle)
        found.append((cos * px - sin * py + middle[0], sin * px + cos * py + middle[1]))
    return [*found[:-1], end]
