"""Tables that alignment alone shows: columns from the gaps that lines share. Knows boxes, no rulings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.numbering import read_marker
from ingest.layout.page import Segment, union
from ingest.layout.rows import Row
from ingest.layout.table import Cell, Piece, RawTable, cell_of, pieces
from retrieval.records import Box

_NUMERIC = re.compile(r"^[^A-Za-z]*\d[\d.,\s%°/:+\-–±x×]*[A-Za-zµ°%/²³0-9]{0,6}$")
_FEWEST_ROWS = 3
_MOST_LINES_IN_CELL = 90
"""Mean characters of a cell above which rows of pieces are columns of text, not a table."""


def gutters(segments: Sequence[Segment], *, left: float, right: float) -> list[float]:
    """Column edges ``[left, …, right]``: the middles of gaps that nearly no line crosses.

    With few lines only wide gaps between segments count; with many, words do, as the gaps between
    words of running text do not line up.
    """
    if not segments:
        return [left, right]
    size = sorted(s.size for s in segments)[len(segments) // 2]
    lines = len({round(s.y0 / max(size, 1)) for s in segments})
    if lines >= 5:
        spans = [(w.x0, w.x1) for s in segments for w in s.words]
        least = 0.55 * size
    else:
        spans = [(s.x0, s.x1) for s in segments]
        least = 0.5 * size
    allowed = lines // 12
    events = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    edges: list[float] = []
    open_spans, since = 0, None
    for x, step in events:
        if open_spans <= allowed and since is not None and step > 0 and x - since >= least:
            edges.append((since + x) / 2)
        open_spans += step
        if open_spans <= allowed:
            since = x if step < 0 else since
        else:
            since = None
    return [min(left, min(x0 for x0, _ in spans)), *edges, max(right, max(x1 for _, x1 in spans))]


def grid_of_bands(bands: Sequence[Sequence[Segment]], edges: Sequence[float], page: int) -> RawTable | None:
    """A table of which every band is a row and ``edges`` bound the columns."""
    width = len(edges) - 1
    rows: list[tuple[Cell, ...]] = []
    boxes = []
    for band in bands:
        slots: dict[int, list[Piece]] = {}
        for segment in band:
            for j, found in _split(segment, edges).items():
                slots.setdefault(j, []).extend(found)
        row = [Cell()] * width
        for j, words in slots.items():
            reach = max(p.word.x1 for p in words)
            across = 1
            while j + across < width and reach > edges[j + across] + 4 and j + across not in slots:
                across += 1
            row[j] = cell_of(words, across=across)
        rows.append(tuple(row))
        boxes.append(union(s.box for s in band))
    used = [j for j in range(width) if any(row[j].text for row in rows)]
    if len(used) < 2 or len(rows) < 2:
        return None
    box = union(boxes)
    wide = tuple((box[0], b[1], box[2], b[3]) for b in boxes)
    cells = tuple(tuple(row[j] for j in used) for row in rows)
    return RawTable(box=box, cells=cells, row_boxes=wide, ruled=False, page=page)


def _split(segment: Segment, edges: Sequence[float]) -> dict[int, list[Piece]]:
    """The words of a segment by column. A segment that is one phrase over a gutter stays whole."""
    found: dict[int, list[Piece]] = {}
    previous: Piece | None = None
    column = 0
    for piece in pieces([segment]):
        here = _column(edges, (piece.word.x0 + piece.word.x1) / 2)
        gap = piece.word.x0 - previous.word.x1 if previous else 0.0
        if previous is None or (here > column and gap > 0.5 * segment.size):
            column = here
        found.setdefault(column, []).append(piece)
        previous = piece
    return found


def _column(edges: Sequence[float], x: float) -> int:
    for j in range(1, len(edges) - 1):
        if x < edges[j]:
            return j - 1
    return len(edges) - 2


def starts_clause(text: str) -> bool:
    """True where a line begins with the number of a clause: it is no row of a table."""
    marker = read_marker(text)
    return marker is not None and marker.kind in ("clause", "named", "part")


def aligned_tables(rows: Sequence[Row], page: int) -> list[tuple[int, int, RawTable]]:
    """Runs ``[start, end)`` of a column's rows that are tables without rulings."""
    found: list[tuple[int, int, RawTable]] = []
    start = 0
    while start < len(rows):
        end = _run(rows, start)
        table = _table(rows[start:end], page) if end - start >= _FEWEST_ROWS else None
        if table is not None:
            found.append((start, end, table))
        start = max(end, start + 1)
    return found


def _run(rows: Sequence[Row], start: int) -> int:
    """End of the run of rows from ``start`` that have several pieces each and follow closely.

    A row of one piece may stand inside when it is short: a cell that goes on, or a group's name.
    """
    end = start
    while end < len(rows):
        row = rows[end]
        if starts_clause(row.text):
            break
        if end > start:
            above = rows[end - 1]
            if row.y0 - above.y1 > 1.8 * above.size or abs(row.size - above.size) > 0.35 * above.size:
                break
        if row.cells < 2 and (end == start or not _is_rest(rows, start, end)):
            break
        end += 1
    return end


def _is_rest(rows: Sequence[Row], start: int, end: int) -> bool:
    """True for a row of one piece inside a table: a cell's further line, or a short group name."""
    row = rows[end]
    above = next(other for other in reversed(rows[start:end]) if other.cells >= 2)
    if any(abs(row.x0 - segment.x0) < 6 for segment in above.segments[1:]):
        return True
    short = row.x1 - row.x0 < 0.4 * (row.column[1] - row.column[0]) and abs(row.x0 - above.x0) < 12
    return short and end + 1 < len(rows) and rows[end + 1].cells >= 2


def _table(rows: Sequence[Row], page: int) -> RawTable | None:
    """A table out of rows, or None where they do not line up or hold running text."""
    segments = [s for row in rows for s in row.segments]
    if sum(len(s.text) for s in segments) > _MOST_LINES_IN_CELL * len(segments) or _is_list(rows):
        return None
    edges = gutters(segments, left=rows[0].column[0], right=rows[0].column[1])
    if len(edges) < 3:
        return None
    table = grid_of_bands([row.segments for row in rows], edges, page)
    if table is None or table.width < 2:
        return None
    table = _joined(table)
    texts = [cell.text for row in table.cells for cell in row if cell.text]
    if sum(map(len, texts)) > _MOST_LINES_IN_CELL * len(texts):
        return None
    if len(texts) < 0.6 * table.width * len(table.cells):
        return None
    full = sum(sum(bool(cell.text) for cell in row) >= 2 for row in table.cells)
    if full < 0.6 * len(table.cells):
        return None
    return table if table.width >= 3 or _has_values(table) else None


def _is_list(rows: Sequence[Row]) -> bool:
    """Bullets, letters or numbers before text are no first column."""
    markers = [read_marker(row.text) for row in rows]
    marked = sum(
        marker is not None and (marker.kind != "number" or row.cells == 2)
        for marker, row in zip(markers, rows, strict=True)
    )
    return marked >= 0.5 * len(rows)


def _joined(table: RawTable) -> RawTable:
    """Rows that lie half beside each other, each with the cells that the other lacks, made one.

    A cell of two lines stands half a line above and below the cells of one line beside it; or it goes on
    in a row that has nothing else.
    """
    cells: list[tuple[Cell, ...]] = []
    boxes: list[Box] = []
    for row, box in zip(table.cells, table.row_boxes, strict=True):
        if cells:
            last = boxes[-1]
            height = box[3] - box[1]
            beside = last[3] - box[1] > 0.15 * height
            rest = box[1] - last[3] < 0.5 * height and not row[0].text and _fewer(row, cells[-1])
            if rest or (beside and not (cells[-1][0].text and row[0].text)):
                cells[-1] = tuple(_stacked(a, b) for a, b in zip(cells[-1], row, strict=True))
                boxes[-1] = union((last, box))
                continue
        cells.append(row)
        boxes.append(box)
    return replace(table, cells=tuple(cells), row_boxes=tuple(boxes))


def _fewer(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """True where a row fills only cells that the one above fills too, and not all of them."""
    filled = [bool(cell.text) for cell in row]
    full = [bool(cell.text) for cell in above]
    return sum(filled) < sum(full) and all(b or not a for a, b in zip(filled, full, strict=True))


def _stacked(upper: Cell, lower: Cell) -> Cell:
    if not upper.text or not lower.text:
        return upper if upper.text else lower
    return replace(upper, text=f"{upper.text} {lower.text}")


def _has_values(table: RawTable) -> bool:
    """Two columns make a table where the second holds values, over four rows at least."""
    if len(table.cells) < 4:
        return False
    last = [row[-1].text for row in table.cells if row[-1].text]
    return sum(bool(_NUMERIC.match(text)) for text in last) >= 0.5 * len(last)
