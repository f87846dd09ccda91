"""A page's rows and tables in reading order. Knows geometry, nothing of headings or numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.aligned import aligned_tables
from ingest.layout.captions import caption_label
from ingest.layout.figures import figures, lettering
from ingest.layout.footnotes import footnotes, has_small_foot
from ingest.layout.furniture import Framed
from ingest.layout.page import Page, Segment
from ingest.layout.rows import Row, columns, make_row, rows
from ingest.layout.ruled import ruled_tables
from ingest.layout.table import RawTable
from retrieval.records import Box


@dataclass(frozen=True, slots=True)
class Band:
    """A column, or what stands across columns.

    Attributes:
        shift: How far the column is moved to the right of the page's first.
    """

    items: tuple[Row | RawTable, ...]
    shift: float


@dataclass(frozen=True, slots=True)
class Flow:
    """What a page holds, in reading order.

    Attributes:
        furniture: Running heads and feet.
        aside: Segments that run in another direction than the page, or that letter a figure, by group.
        notes: Segments of each footnote.
    """

    page: Page
    bands: tuple[Band, ...]
    furniture: tuple[Segment, ...]
    aside: tuple[tuple[Segment, ...], ...]
    notes: tuple[tuple[Segment, ...], ...] = ()

    def rows(self) -> list[Row]:
        """The rows outside tables."""
        return [item for band in self.bands for item in band.items if isinstance(item, Row)]


def flow(framed: Framed) -> Flow:
    """Order a page: tables first, then columns, rows, and tables that alignment shows."""
    page = framed.page
    furniture = set(map(id, framed.furniture))
    tables: list[RawTable] = []
    for table in ruled_tables(page):
        owned = [s for s in page.segments if _within(s, table)]
        if not all(id(s) in furniture for s in owned):
            tables.append(table)
            furniture -= set(map(id, owned))
    body = [s for s in page.segments if id(s) not in furniture and not any(_within(s, t) for t in tables)]
    drawn = [box for box in figures(page) if not any(_covers(table.box, box) for table in tables)]
    lettered = [[s for s in body if s.turned or s.slanted]]
    taken = set(map(id, lettered[0]))
    for group in lettering(page, drawn):
        lettered.append([s for s in group if id(s) not in taken and id(s) not in furniture])
        taken.update(map(id, group))
    free = [s for s in body if id(s) not in taken]
    aside = tuple(tuple(group) for group in lettered if group)
    items: list[Segment | RawTable] = [*free, *tables]
    groups, notes = _without_footnotes(page, columns(items))
    shifts = _shifts(groups)
    bands = tuple(
        Band(tuple(_items(group, page.number)), shift) for group, shift in zip(groups, shifts, strict=True)
    )
    return Flow(page, bands, tuple(s for s in page.segments if id(s) in furniture), aside, notes)


def _without_footnotes(
    page: Page, groups: Sequence[Sequence[Segment | RawTable]]
) -> tuple[list[list[Segment | RawTable]], tuple[tuple[Segment, ...], ...]]:
    """Columns that end at the foot of the page without their footnotes, and these."""
    left: list[list[Segment | RawTable]] = []
    found: list[tuple[Segment, ...]] = []
    if not has_small_foot(page):
        return [list(group) for group in groups], ()
    for group in groups:
        beside = [item for other in groups if other is not group for item in other]
        lowest = max(item.y1 for item in group)
        last = not any(
            item.y0 > lowest and item.x0 < _right(group) and item.x1 > _left(group) for item in beside
        )
        notes = footnotes(page, [item for item in group if isinstance(item, Segment)]) if last else []
        taken = {id(segment) for note in notes for segment in note}
        found += [tuple(note) for note in notes]
        left.append([item for item in group if id(item) not in taken])
    return left, tuple(found)


def _left(group: Sequence[Segment | RawTable]) -> float:
    return min(item.x0 for item in group)


def _right(group: Sequence[Segment | RawTable]) -> float:
    return max(item.x1 for item in group)


def _within(segment: Segment, table: RawTable) -> bool:
    x, y = (segment.x0 + segment.x1) / 2, (segment.y0 + segment.y1) / 2
    return table.x0 <= x <= table.x1 and table.y0 <= y <= table.y1


def _covers(table: Box, figure: Box) -> bool:
    """True where most of a figure lies in a table: it is the table's own drawing."""
    width = min(table[2], figure[2]) - max(table[0], figure[0])
    height = min(table[3], figure[3]) - max(table[1], figure[1])
    area = (figure[2] - figure[0]) * (figure[3] - figure[1])
    return width > 0 and height > 0 and width * height > 0.5 * area


def _shifts(groups: Sequence[Sequence[Segment | RawTable]]) -> list[float]:
    """Left edges of columns relative to the leftmost, where there are several side by side."""
    lefts = [min(item.x0 for item in group) for group in groups]
    if len(groups) < 2:
        return [0.0] * len(groups)
    first = min(lefts)
    return [left - first if left - first > 100 else 0.0 for left in lefts]


def _captions_apart(row: Row) -> list[Row]:
    """A row in which captions stand side by side as one row for each."""
    if row.cells < 2 or caption_label(row.segments[0].text) is None:
        return [row]
    parts: list[list[Segment]] = []
    for segment in row.segments:
        if not parts or caption_label(segment.text):
            parts.append([])
        parts[-1].append(segment)
    return [row] if len(parts) == 1 else [make_row(part, row.column) for part in parts]


def _items(group: Sequence[Segment | RawTable], number: int) -> list[Row | RawTable]:
    """Rows and tables of one column from top to bottom."""
    segments = [item for item in group if isinstance(item, Segment)]
    tables = sorted((item for item in group if isinstance(item, RawTable)), key=lambda t: t.y0)
    made = [part for row in rows(segments) for part in _captions_apart(row)]
    found: list[Row | RawTable] = []
    at = 0
    for start, end, table in aligned_tables(made, number):
        found += made[at:start]
        found.append(table)
        at = end
    found += made[at:]
    for table in tables:
        place = next((i for i, item in enumerate(found) if item.y0 >= table.y0), len(found))
        found.insert(place, table)
    return found
