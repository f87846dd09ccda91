"""Printed rows and their reading order, in one column or several. Knows boxes, nothing of meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any, Protocol, TypeVar

from ingest.layout.page import Segment, union
from retrieval.records import Box


class Placed(Protocol):
    """Anything with a box in reading space."""

    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def y0(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def y1(self) -> float: ...  # noqa: D102


P = TypeVar("P", bound=Placed)

_FEWEST_IN_COLUMN = 5
_SHORTEST_IN_COLUMN = 18
"""Mean characters of a text column's lines; labels and table cells are shorter."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line within its column.

    Attributes:
        column: ``(left, right)`` edges of the column's text.
        bold, italic: True where all of it is.
    """

    segments: tuple[Segment, ...]
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    column: tuple[float, float]
    italic: bool = False

    @property
    def box(self) -> Box:
        """``(x0, y0, x1, y1)`` in reading space."""
        return (self.x0, self.y0, self.x1, self.y1)

    @property
    def cells(self) -> int:
        """Number of pieces divided by wide gaps."""
        return len(self.segments)


def make_row(segments: Sequence[Segment], column: tuple[float, float]) -> Row:
    """A row of segments that stand side by side."""
    if len(segments) == 1:
        s = segments[0]
        return Row((s,), s.text, s.x0, s.y0, s.x1, s.y1, s.size, s.bold, column, s.italic)
    ordered = sorted(segments, key=lambda s: s.x0)
    longest = max(ordered, key=lambda s: len(s.text))
    x0, y0, x1, y1 = union(s.box for s in ordered)
    text = " ".join(s.text for s in ordered)
    bold, italic = all(s.bold for s in ordered), all(s.italic for s in ordered)
    return Row(tuple(ordered), text, x0, y0, x1, y1, longest.size, bold, column, italic)


def columns(items: Sequence[P], *, depth: int = 0) -> list[list[P]]:
    """Items divided into text columns, in reading order; each list is read from top to bottom.

    A column boundary is the common left edge of at least five lines. What crosses it (titles, wide tables)
    divides the page into bands; a band with lines of running text on both sides is read column by column,
    the others as they are.
    """
    if not items:
        return []
    edge = _boundary(items) if depth < 3 and len(items) >= 2 * _FEWEST_IN_COLUMN else None
    if edge is None:
        return [sorted(items, key=lambda item: (item.y0, item.x0))]
    found: list[list[P]] = []
    whole: list[P] = []
    for band in _bands(items, edge):
        left = [item for item in band if item.x1 <= edge + 1]
        right = [item for item in band if item.x0 >= edge - 1]
        if _is_divided(left, right):
            found += [whole] if whole else []
            whole = []
            found += columns(left, depth=depth + 1) + columns(right, depth=depth + 1)
        else:
            whole += band
    return [*found, whole] if whole else found


def _bands(items: Sequence[P], edge: float) -> list[list[P]]:
    """Runs of items, from the top, that cross ``edge`` or do not."""
    bands: list[list[P]] = []
    crosses_before: bool | None = None
    for item in sorted(items, key=lambda item: (item.y0, item.x0)):
        crosses = item.x0 < edge - 1 and item.x1 > edge + 1
        if crosses != crosses_before:
            bands.append([])
        bands[-1].append(item)
        crosses_before = crosses
    return bands


def _boundary(items: Sequence[Any]) -> float | None:
    """Left edge of a right-hand text column, or None."""
    starts: dict[int, list[Any]] = {}
    for item in items:
        if len(getattr(item, "text", "")) >= _SHORTEST_IN_COLUMN:
            starts.setdefault(round(item.x0 / 3), []).append(item)
    best: tuple[int, float] | None = None
    leftmost = min(item.x0 for item in items)
    for key in starts:
        group = [item for near in (key - 1, key, key + 1) for item in starts.get(near, ())]
        edge = min(item.x0 for item in group)
        if len(group) < _FEWEST_IN_COLUMN or edge < leftmost + 40:
            continue
        score = 0
        for band in _bands(items, edge):
            left = [item for item in band if item.x1 <= edge + 1]
            right = [item for item in band if item.x0 >= edge - 1]
            if _is_divided(left, right):
                score += min(len(left), len(right))
        if score and (best is None or score > best[0]):
            best = (score, edge)
    return None if best is None else best[1]


def _is_divided(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """True where a band holds running text on both sides, side by side."""
    if not _is_text(left) or not _is_text(right):
        return False
    top = max(min(item.y0 for item in side) for side in (left, right))
    bottom = min(max(item.y1 for item in side) for side in (left, right))
    shorter = min(max(i.y1 for i in side) - min(i.y0 for i in side) for side in (left, right))
    return bool(bottom - top > 0.5 * shorter)


def _is_text(items: Sequence[Any]) -> bool:
    """Lines of running text: enough of them, long, and most as wide as the column."""
    lines = [item for item in items if getattr(item, "text", "")]
    if len(lines) < _FEWEST_IN_COLUMN or mean(len(item.text) for item in lines) < _SHORTEST_IN_COLUMN:
        return False
    left, right = min(item.x0 for item in lines), max(item.x1 for item in lines)
    full = sum(1 for item in lines if item.x1 - item.x0 > 0.7 * (right - left))
    return bool(full >= 0.35 * len(lines))


def rows(segments: Sequence[Segment]) -> list[Row]:
    """Rows of one column, from top to bottom; pieces at the same height share a row."""
    groups: list[list[Segment]] = []
    cores: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda s: (s.y0, s.x0)):
        for back in range(1, min(3, len(groups)) + 1):
            top, bottom = cores[-back]
            overlap = min(bottom, segment.y1) - max(top, segment.y0)
            if overlap > 0.5 * min(bottom - top, segment.y1 - segment.y0):
                groups[-back].append(segment)
                if segment.y1 - segment.y0 > bottom - top:
                    cores[-back] = (segment.y0, segment.y1)
                break
        else:
            groups.append([segment])
            cores.append((segment.y0, segment.y1))
    if not groups:
        return []
    edges = _edges(segments, groups)
    made = [make_row(group, edges) for group in groups]
    return sorted(made, key=lambda row: (row.y0 + row.y1) / 2)


def _edges(segments: Sequence[Segment], groups: Sequence[Sequence[Segment]]) -> tuple[float, float]:
    """Left and right edge of the running text: of its long lines, where there are some."""
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    long = [g[0].x1 for g in groups if len(g) == 1 and g[0].x1 - g[0].x0 > 0.6 * (right - left)]
    return left, max(long) if len(long) >= 3 else right
