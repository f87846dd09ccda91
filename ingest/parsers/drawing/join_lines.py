"""Follow the lines of a sheet: its symbols, what lines join, the numbers printed along them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.parsers.drawing.connections import Connection, Symbol, find_connections
from ingest.parsers.drawing.drawn import DrawingSheet
from ingest.parsers.drawing.marks import Mark, areas_of, is_line_number
from ingest.parsers.drawing.placed import PlacedText, distance
from ingest.parsers.drawing.strokes import Point, arrow_of, barred_diagonals, box_of_points, is_bow_tie
from ingest.parsers.drawing.symbols import (
    closed_by_lines,
    find_symbols,
    is_most_of,
    open_heads,
    split_triangles,
    symbol_shapes,
)
from retrieval.joined import UNTAGGED, write_joined
from retrieval.records import Box

_NO_PIPE = re.compile(
    r"border|frame|title|cadre|cartouche|dim|cote|hatch|hidden|text|centre|center|axe|defpoints",
    re.IGNORECASE,
)
_MOST_JOINED = 40
_LONGEST_STROKE = 5.0
"""Of a check valve drawn with open strokes, in heights of the letters."""


def join_lines(sheet: DrawingSheet, tags: Sequence[Mark]) -> tuple[list[tuple[str, Box, str]], list[Symbol]]:
    """What lines join, with the number of the line where one is printed along it; and the symbols."""
    lines = [line for line in sheet.lines if not _NO_PIPE.search(line.layer)]
    heights = sorted(text.height for text in sheet.texts)
    height = heights[len(heights) // 2] if heights else 1.0
    rings, strokes = closed_by_lines(lines, 0.1 * height)
    barred = [
        three for three in barred_diagonals(lines, _LONGEST_STROKE * height) if not strokes & set(three)
    ]
    slanted = [tuple(point for index in three for point in lines[index].points) for three in barred]
    rings += slanted
    strokes |= {index for three in barred for index in three}
    lines = [line for index, line in enumerate(lines) if index not in strokes]
    heads, met = split_triangles(sheet.triangles, height)
    others = [box_of_points(triangle) for triangle in sheet.triangles if triangle not in heads]
    arrows = [arrow for arrow in (*map(arrow_of, heads), *open_heads(lines, height)) if arrow is not None]
    shapes = symbol_shapes([*sheet.shapes, *map(box_of_points, rings), *others], sheet.texts)
    valves = [
        *sheet.valves,
        *map(box_of_points, met),
        *(box_of_points(ring) for ring in rings if is_bow_tie(ring)),
    ]
    symbols = find_symbols(
        sheet.blocks, tags, sheet.texts, shapes, lines, circles=sheet.circles, valves=valves, height=height
    )
    checks = [box_of_points(points) for points in slanted]
    symbols = [
        replace(s, check=True) if any(is_most_of(box, s.box) for box in checks) else s for s in symbols
    ]
    if len(symbols) < 2 or not lines or all(s.tag.startswith(UNTAGGED) for s in symbols):
        return [], symbols
    dots = [_middle(c) for c in sheet.circles if c[2] - c[0] <= 1.2 * height]
    connections = [
        connection
        for connection in find_connections(symbols, lines, tolerance=0.6 * height, arrows=arrows, dots=dots)
        if len(connection.tags) <= _MOST_JOINED
    ]
    numbers = _line_numbers(sheet, connections, height)
    joined = [
        (write_joined(c.tags, c.flow, numbers.get(index, "")), c.box, c.layer)
        for index, c in enumerate(connections)
    ]
    return joined, symbols


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _line_numbers(sheet: DrawingSheet, connections: Sequence[Connection], height: float) -> dict[int, str]:
    """The number of the pipe for the connections that are nearest to where it is printed."""
    found: dict[int, str] = {}
    areas = areas_of(sheet.texts)
    for text in sheet.texts if connections else ():
        if not is_line_number(text.text, areas=areas):
            continue
        away = [
            min(distance(text.middle, part) + _turned_away(text, part) for part in c.parts)
            if c.carries and c.flow != "none"
            else float("inf")
            for c in connections
        ]
        nearest = min(away)
        if nearest <= 4 * height:
            for index, how_far in enumerate(away):
                if how_far <= nearest + 0.5 * height:
                    found.setdefault(index, text.text)
    return found


def _turned_away(text: PlacedText, part: Box) -> float:
    """How much farther a line counts that does not run as a text does: its number is printed along it."""
    upright = part[3] - part[1] > part[2] - part[0]
    return 0.0 if upright == text.rotated else 2 * text.height
