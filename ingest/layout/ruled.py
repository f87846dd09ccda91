"""Tables drawn with rulings: full grids, and rows divided by horizontal lines. Knows no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.layout.aligned import grid_of_bands, gutters, starts_clause
from ingest.layout.page import Page, Ruling, Segment
from ingest.layout.table import EMPTY, Cell, Piece, RawTable, around, cell_of, pieces
from retrieval.records import Box

_TOUCH = 5.0
"""Rulings whose ends come so close are joined."""
_APART = 5.0
"""Rows and columns are at least so far apart."""
_MOST_RULINGS = 600
"""A page with more is a drawing, not a table."""
_MOST_CELLS = 6000
_HEAD_GAP = 0.45
"""A header stands no further above the first ruling than so many type heights."""
_TALLEST_HEAD = 8.0
_MOST_LINES = 8
"""Lines of a cell nearly as wide as the table: with more it is a frame around text."""
_SPLIT = 3.0
"""A band so many times as high as the usual one lies between two tables."""


def ruled_tables(page: Page) -> list[RawTable]:
    """Tables of a page that rulings show, in no particular order."""
    horizontals, verticals = merged(page.horizontals), merged(page.verticals)
    if len(horizontals) < 2 or len(horizontals) + len(verticals) > _MOST_RULINGS:
        return []
    found: list[RawTable] = []
    lone: list[Ruling] = []
    for hs, vs in _connected(horizontals, verticals):
        tables = _grids(page, hs, vs) if len(vs) >= 2 and len(hs) >= 2 else []
        if tables:
            found += tables
        elif len(vs) < 2:
            lone += hs
    boxes = [table.box for table in found]
    lone = [h for h in lone if not any(_inside(h, box) for box in boxes)]
    for stack in _stacks(lone):
        table = _striped(page, stack)
        if table is not None and not any(_overlap(table.box, box) for box in boxes):
            found.append(table)
            boxes.append(table.box)
    return found


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings that continue each other, joined."""
    found: list[Ruling] = []
    for ruling in sorted(rulings):
        for i in range(len(found) - 1, -1, -1):
            other = found[i]
            if ruling.at - other.at > 2.0:
                found.append(ruling)
                break
            if ruling.start <= other.end + _TOUCH and other.start <= ruling.end + _TOUCH:
                found[i] = Ruling(other.at, min(other.start, ruling.start), max(other.end, ruling.end))
                break
        else:
            found.append(ruling)
    return sorted(found)


def _connected(hs: Sequence[Ruling], vs: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Rulings divided into groups whose members cross or touch."""
    parent = list(range(len(hs) + len(vs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(vs):
        for i, h in enumerate(hs):
            if h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH:
                parent[root(i)] = root(len(hs) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, h in enumerate(hs):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vs):
        groups.setdefault(root(len(hs) + j), ([], []))[1].append(v)
    return list(groups.values())


def _positions(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _APART:
            found.append(value)
    return found


def _grids(page: Page, hs: list[Ruling], vs: list[Ruling]) -> list[RawTable]:
    """The table of a group of crossing rulings; where they frame a page, the tables inside the frame."""
    table = _grid(page, hs, vs)
    if table is not None:
        return [table]
    left, right = min(v.at for v in vs), max(v.at for v in vs)
    top, bottom = min(h.at for h in hs), max(h.at for h in hs)
    inner_hs = [h for h in hs if top + _TOUCH < h.at < bottom - _TOUCH]
    inner_vs = [v for v in vs if left + _TOUCH < v.at < right - _TOUCH]
    found = []
    for some_hs, some_vs in _connected(inner_hs, inner_vs):
        table = _grid(page, some_hs, some_vs) if len(some_hs) >= 2 and len(some_vs) >= 2 else None
        if table is not None:
            found.append(table)
    return found


def _grid(page: Page, hs: list[Ruling], vs: list[Ruling]) -> RawTable | None:
    """The table of a group of crossing rulings; None where they frame something else."""
    xs = _positions([*(v.at for v in vs), min(h.start for h in hs), max(h.end for h in hs)])
    ys = _positions([*(h.at for h in hs), min(v.start for v in vs), max(v.end for v in vs)])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1 or width * height < 2 or width * height > _MOST_CELLS:
        return None
    inside = [
        s
        for s in page.segments
        if xs[0] <= (s.x0 + s.x1) / 2 <= xs[-1] and ys[0] <= (s.y0 + s.y1) / 2 <= ys[-1]
    ]
    owner = _owners(xs, ys, hs, vs)
    words: dict[int, list[Piece]] = {}
    for piece in pieces(inside):
        j = _slot(xs, (piece.word.x0 + piece.word.x1) / 2)
        i = _slot(ys, (piece.word.y0 + piece.word.y1) / 2)
        words.setdefault(owner[i * width + j], []).append(piece)
    if not _is_tabular(words, owner, xs, height=height):
        return None
    rows: list[tuple[Cell, ...]] = []
    for i in range(height):
        row: list[Cell] = []
        for j in range(width):
            key = i * width + j
            if owner[key] != key:
                row.append(EMPTY)
                continue
            covered = [k for k in range(len(owner)) if owner[k] == key]
            across = max(k % width for k in covered) - j + 1
            down = max(k // width for k in covered) - i + 1
            row.append(cell_of(words.get(key, ()), across=across, down=down))
        rows.append(tuple(row))
    boxes: list[Box] = [(xs[0], top, xs[-1], bottom) for top, bottom in pairwise(ys)]
    head = _head_of(page, xs, ys[0])
    if head is not None:
        rows.insert(0, head[0])
        boxes.insert(0, head[1])
    return _trimmed(rows, boxes, page.number)


def _head_of(page: Page, xs: list[float], top: float) -> tuple[tuple[Cell, ...], Box] | None:
    """A header without rulings right above a grid, one cell a column."""
    near = [s for s in page.segments if not s.turned and s.x0 >= xs[0] - 8 and s.x1 <= xs[-1] + 8]
    head = _head_above(near, top, left=xs[0])
    if not head or not _fits(head, xs):
        return None
    words: dict[int, list[Piece]] = {}
    for piece in pieces(head):
        words.setdefault(_slot(xs, (piece.word.x0 + piece.word.x1) / 2), []).append(piece)
    if len(words) < 0.6 * (len(xs) - 1):
        return None
    cells = tuple(cell_of(words.get(j, ())) for j in range(len(xs) - 1))
    return cells, (xs[0], min(s.y0 for s in head), xs[-1], top)


def _owners(xs: list[float], ys: list[float], hs: list[Ruling], vs: list[Ruling]) -> list[int]:
    """For each cell of the full grid the first cell that it forms one with, no ruling being between."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = list(range(width * height))
    for i in range(height):
        middle = (ys[i] + ys[i + 1]) / 2
        for j in range(1, width):
            if not any(abs(v.at - xs[j]) <= _APART and v.start <= middle <= v.end for v in vs):
                owner[i * width + j] = owner[i * width + j - 1]
    for j in range(width):
        centre = (xs[j] + xs[j + 1]) / 2
        for i in range(1, height):
            if not any(abs(h.at - ys[i]) <= _APART and h.start <= centre <= h.end for h in hs):
                upper, lower = owner[(i - 1) * width + j], owner[i * width + j]
                first = min(upper, lower)
                owner = [first if o in (upper, lower) else o for o in owner]
    return owner


def _slot(edges: Sequence[float], value: float) -> int:
    for i in range(1, len(edges) - 1):
        if value < edges[i]:
            return i - 1
    return len(edges) - 2


def _is_tabular(words: dict[int, list[Piece]], owner: list[int], xs: list[float], *, height: int) -> bool:
    """False for frames around text or pictures: one cell filled, or one that holds a page of text."""
    width = len(xs) - 1
    if len(words) < 2 or len({key % width for key in words}) < 2 or len({key // width for key in words}) < 2:
        return False
    for found in words.values():
        left, top, right, _ = around(found)
        lines = len({round((p.word.y0 - top) / max(p.word.y1 - p.word.y0, 1.0)) for p in found})
        if lines > _MOST_LINES and (right - left > 0.55 * (xs[-1] - xs[0]) or lines > 4 * _MOST_LINES):
            return False
    cells = len(set(owner))
    if width * height > 40 and cells < 0.4 * width * height:
        return False
    return len(words) >= 0.25 * cells


def _trimmed(rows: list[tuple[Cell, ...]], boxes: list[Box], number: int) -> RawTable | None:
    """The table less its empty rows and columns."""
    used = [j for j in range(len(rows[0])) if any(row[j].text for row in rows)]
    kept = [i for i, row in enumerate(rows) if any(cell.text for cell in row)]
    if len(used) < 2 or len(kept) < 2:
        return None
    cells = tuple(tuple(rows[i][j] for j in used) for i in kept)
    first, last = boxes[kept[0]], boxes[kept[-1]]
    box = (first[0], first[1], first[2], last[3])
    return RawTable(box=box, cells=cells, row_boxes=tuple(boxes[i] for i in kept), ruled=True, page=number)


def _stacks(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Horizontal rulings of the same extent, one above the other."""
    stacks: list[list[Ruling]] = []
    for ruling in rulings:
        if ruling.end - ruling.start < 80:
            continue
        for stack in stacks:
            same = abs(stack[-1].start - ruling.start) < 6 and abs(stack[-1].end - ruling.end) < 6
            if same and ruling.at - stack[-1].at < 320:
                stack.append(ruling)
                break
        else:
            stacks.append([ruling])
    return [part for stack in stacks for part in _parted(stack) if len(part) >= 2]


def _parted(stack: list[Ruling]) -> list[list[Ruling]]:
    """A stack divided where one table ends and another, of the same width, begins."""
    if len(stack) < 4:
        return [stack]
    heights = [b.at - a.at for a, b in pairwise(stack)]
    usual = sorted(heights)[len(heights) // 2]
    parts = [[stack[0]]]
    for height, ruling in zip(heights, stack[1:], strict=True):
        if height > _SPLIT * usual:
            parts.append([])
        parts[-1].append(ruling)
    return parts


def _striped(page: Page, stack: list[Ruling]) -> RawTable | None:
    """The table between and beside horizontal rulings, its columns found by alignment."""
    left, right = stack[0].start, stack[0].end
    near = [s for s in page.segments if not s.turned and s.x0 >= left - 8 and s.x1 <= right + 8]
    bands = [[s for s in near if a.at - 2 <= (s.y0 + s.y1) / 2 < b.at + 2] for a, b in pairwise(stack)]
    if sum(bool(band) for band in bands) < max(1, len(bands) - 1):
        return None
    usual = sorted(b.at - a.at for a, b in pairwise(stack))[(len(stack) - 1) // 2]
    above = _head_above(near, stack[0].at, left=left)
    below = [s for s in near if 0 <= (s.y0 + s.y1) / 2 - stack[-1].at <= usual + 2]
    edges = gutters([s for band in bands for s in band], left=left, right=right)
    if len(edges) < 3:
        return None
    if len(stack) >= 4:
        first = [s for s in above if stack[0].at - (s.y0 + s.y1) / 2 <= usual]
        if not _is_like(first, bands, edges):
            first = []
        above = [s for s in above if s not in first]
        below = below if _fits(below, edges) else []
        groups = [band for band in (above, first, *bands, below) if band]
    else:
        groups = [above] if above and not _headlike(bands) else []
        groups += _lines_of(bands)
    return grid_of_bands(groups, edges, page.number)


def _is_like(band: Sequence[Segment], bands: Sequence[Sequence[Segment]], edges: Sequence[float]) -> bool:
    """True where the line above the first ruling fills the columns that the rows fill: it is one of them."""
    filled = [sorted({_slot(edges, (s.x0 + s.x1) / 2) for s in other}) for other in (band, *bands) if other]
    return bool(band) and filled[0] in filled[1:] and len({round(s.y0 / 4) for s in band}) == 1


def _head_above(near: Sequence[Segment], top: float, *, left: float) -> list[Segment]:
    """The header that stands right above the first ruling: lines that follow each other closely."""
    found: list[Segment] = []
    limit = top
    for segment in sorted(near, key=lambda s: -s.y1):
        if segment.y1 > top + 2:
            continue
        if limit - segment.y1 > _HEAD_GAP * segment.size or (
            segment.x0 < left + 12 and starts_clause(segment.text)
        ):
            break
        found.append(segment)
        limit = min(limit, segment.y0)
    starts = {round(s.x0 / 12) for s in found}
    tall = bool(found) and top - limit > _TALLEST_HEAD * found[0].size
    return found if len(starts) >= 2 and not tall else []


def _headlike(bands: Sequence[Sequence[Segment]]) -> bool:
    """Booktabs: a thin band above a thick one holds the header."""
    return len(bands) >= 2 and len(bands[0]) < len(bands[1])


def _fits(band: Sequence[Segment], edges: Sequence[float]) -> bool:
    """True where the words of a band stand in two columns at least, and cross no gutter."""
    slots = {_slot(edges, (s.x0 + s.x1) / 2) for s in band}
    inner = edges[1:-1]
    return len(slots) >= 2 and not any(s.x0 < e - 2 and s.x1 > e + 2 for s in band for e in inner)


def _lines_of(bands: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Each band's printed lines; a line without a first cell belongs to the one above."""
    found: list[list[Segment]] = []
    for band in bands:
        lines: list[list[Segment]] = []
        for segment in sorted(band, key=lambda s: (s.y0 + s.y1) / 2):
            last = lines[-1][0] if lines else None
            if last is not None and min(last.y1, segment.y1) - max(last.y0, segment.y0) > 0.5 * segment.size:
                lines[-1].append(segment)
            else:
                lines.append([segment])
        if not lines:
            continue
        left = min(s.x0 for line in lines for s in line)
        for i, line in enumerate(lines):
            if i and min(s.x0 for s in line) > left + 12 and len(line) < len(lines[0]):
                found[-1].extend(line)
            else:
                found.append(line)
    return found


def _inside(ruling: Ruling, box: Box) -> bool:
    return (
        box[1] - _TOUCH <= ruling.at <= box[3] + _TOUCH
        and ruling.start >= box[0] - 8
        and ruling.end <= box[2] + 8
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
