"""Find the tables on a sheet of cells: several a sheet, titles, merged headers. Knows no file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.parsers.header import Header, find_header, is_value

Cells = Mapping[tuple[int, int], str]
"""Text by row and column, from 0; empty cells are left out."""

Span = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all included."""

_SAMPLE_ROWS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A block of cells that stand together.

    Attributes:
        rows: Its cells; every row is as wide as the region.
        top, left: Where it begins on the sheet, from 0.
        header: Its header, found in the first rows.
    """

    rows: tuple[tuple[str, ...], ...]
    top: int
    left: int
    header: Header

    @property
    def is_table(self) -> bool:
        """True where there are at least two columns and a data row; else the region is text."""
        body = len(self.rows) - self.header.first_row
        if len(self.header.names) < 2 or body < (3 if len(self.header.names) == 2 else 1):
            return False
        return self.header.printed or body >= 2


def find_regions(cells: Cells, spans: Sequence[Span] = ()) -> list[Region]:
    """Cuts a sheet into regions at empty rows and columns, in reading order.

    A merged cell counts for all it covers: sideways in headers, downwards everywhere. A region that goes
    on after an empty row without a header of its own is joined to the one above.
    """
    filled = _spread(cells, spans)
    regions: list[Region] = []
    for top, left, bottom, right in _cut(filled):
        lines = range(top, bottom + 1)
        rows = [tuple(filled.get((row, column), "") for column in range(left, right + 1)) for row in lines]
        region = _region([row for row in rows if any(row)], top, left)
        if regions and _is_head_of(regions[-1], region):
            regions[-1] = _region((*regions[-1].rows, *region.rows), regions[-1].top, left)
        elif regions and _continues(regions[-1], region):
            regions[-1] = replace(regions[-1], rows=(*regions[-1].rows, *region.rows))
        else:
            regions.append(region)
    return regions


def _spread(cells: Cells, spans: Sequence[Span]) -> dict[tuple[int, int], str]:
    """Cells with merged ones filled; in which order the file lists its ranges does not matter."""
    filled = {place: text for place, text in cells.items() if text.strip()}
    spread = [
        (span, text)
        for span in spans
        if (text := filled.get(span[:2], "")) and (span[2] - span[0]) * (span[3] - span[1]) <= 10_000
    ]
    taken = filled.keys() | {
        (row, column)
        for (top, left, bottom, right), _ in spread
        for row in range(top, bottom + 1)
        for column in (left, right)
    }
    for (top, left, bottom, right), text in spread:
        lines = range(top, bottom + 1)
        beside = any((row, column) in taken for row in lines for column in (left - 1, right + 1))
        for row in lines:
            for column in range(left, right + 1 if beside else left + 1):
                filled[(row, column)] = text
    return filled


def _cut(filled: Mapping[tuple[int, int], str]) -> list[tuple[int, int, int, int]]:
    """Boxes of cells that no empty row or column divides, found by cutting in turn."""
    done: list[tuple[int, int, int, int]] = []
    waiting = [list(filled)]
    while waiting:
        places = waiting.pop()
        if not places:
            continue
        parts = _split(places, 0)
        if len(parts) == 1:
            parts = _split(places, 1)
        if len(parts) == 1:
            rows = [row for row, _ in places]
            columns = [column for _, column in places]
            done.append((min(rows), min(columns), max(rows), max(columns)))
        else:
            waiting += parts
    return sorted(done)


def _split(places: Sequence[tuple[int, int]], axis: int) -> list[list[tuple[int, int]]]:
    used = sorted({place[axis] for place in places})
    group_of, group = {used[0]: 0}, 0
    for before, after in pairwise(used):
        group += after - before > 1
        group_of[after] = group
    parts: list[list[tuple[int, int]]] = [[] for _ in range(group + 1)]
    for place in places:
        parts[group_of[place[axis]]].append(place)
    return parts


def _region(rows: Sequence[tuple[str, ...]], top: int, left: int) -> Region:
    return Region(rows=tuple(rows), top=top, left=left, header=find_header(rows[:_SAMPLE_ROWS]))


def _is_head_of(above: Region, region: Region) -> bool:
    """True where the region above is a header without a body, set off from this one by an empty row."""
    if region.header.printed or region.left != above.left or len(region.rows) < 2:
        return False
    head = above.rows[-1]
    words = sum(bool(cell) for cell in head)
    alike = 0.6 * len(region.rows[0]) <= words and len(head) <= len(region.rows[0])
    return alike and words >= 2 and not any(is_value(cell) for row in above.rows for cell in row if cell)


def _continues(above: Region, region: Region) -> bool:
    """True where a region has the columns of the one above and begins with data as that one holds."""
    if not above.is_table or region.left != above.left or len(region.rows[0]) > len(above.rows[0]):
        return False
    if region.header.printed and not _same_kinds(above, region.rows[0]):
        return False
    return len(region.rows[0]) >= 0.6 * len(above.rows[0]) and _same_kinds(above, region.rows[0])


def _same_kinds(above: Region, row: Sequence[str]) -> bool:
    body = above.rows[above.header.first_row :][-30:]
    agree, seen, values = 0, 0, 0
    for index, cell in enumerate(row):
        column = [other[index] for other in body if other[index]]
        if not cell or not column:
            continue
        usual = sum(is_value(text) for text in column) >= 0.5 * len(column)
        seen += 1
        values += usual
        agree += usual == is_value(cell)
    return values > 0 and agree >= 0.9 * seen
