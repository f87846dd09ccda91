"""The figures of a page with the rows that caption them. Knows rows and type, no block and no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.breaks import begins_paragraph
from ingest.layout.captions import caption_label, figure_label
from ingest.layout.figures import clusters
from ingest.layout.flow import Band, Flow
from ingest.layout.numbering import read_marker
from ingest.layout.page import union
from ingest.layout.regions import Region, Surface, regions
from ingest.layout.rows import Row
from ingest.layout.style import BodyStyle
from ingest.layout.table import RawTable
from retrieval.records import Box

_SMALL_TYPE = 0.87
"""Of the body's size: smaller lines are lettering or notes of a figure."""
_LONG_LINE = 38
_FEWEST_WORDS = 6
_MOST_LINES = 6
"""Of a caption."""
_MARGIN = 0.08
"""Share of the page's height, at its head and foot."""
_LARGE_INK = 60.0
_BESIDE_INK = 28.0
"""Points."""
_FEWEST_LINES = 3
"""Of a paragraph that stands on a shaded panel."""
_LARGEST_PANEL = 0.5
"""Share of the page."""
_FEWEST_CURVES = 3
"""Drawn parts in what alignment took for a table: it is a chart's numbers."""


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure in reading space, and the first row of its caption where it has one."""

    box: Box
    row: Row | None


@dataclass(frozen=True, slots=True)
class _Caption:
    first: Row
    box: Box
    of_figure: bool


def placed_figures(flow: Flow, style: BodyStyle) -> list[PlacedFigure]:
    """All figures of a page."""
    page = flow.page
    drawn = bool(page.pictures or page.drawn or page.ink or page.filled)
    captions = [caption for band in flow.bands for caption in _captions(band, style, page.height)]
    own = [caption for caption in captions if caption.of_figure]
    if not own and not (page.pictures or page.drawn):
        return []
    if not drawn and not page.horizontals and not page.verticals:
        return []
    found: list[Region] = regions(_surface(flow, captions, style))
    return [PlacedFigure(r.box, None if r.caption is None else own[r.caption].first) for r in found]


def _captions(band: Band, style: BodyStyle, height: float) -> Iterator[_Caption]:
    """Captions of figures and tables in a column, with the lines that go on with them."""
    items = band.items
    for i, row in enumerate(items):
        if not isinstance(row, Row) or caption_label(row.text) is None:
            continue
        above = items[i - 1] if i else None
        near = [item for item in items[max(0, i - 4) : i + 4] if isinstance(item, Row)]
        if _is_running_head(row, height):
            continue
        if isinstance(above, Row) and not begins_paragraph(row, above, near, style):
            continue
        lines = [row]
        for below in items[i + 1 : i + _MOST_LINES]:
            if not isinstance(below, Row) or caption_label(below.text):
                break
            if begins_paragraph(below, lines[-1], near, style):
                break
            lines.append(below)
        yield _Caption(row, union(line.box for line in lines), figure_label(row.text) is not None)


def _is_running_head(row: Row, height: float) -> bool:
    """True for a number alone at the head or foot of a page: it says what the page belongs to."""
    alone = caption_label(row.text) == row.text.strip().rstrip(".")
    return alone and (row.y1 < _MARGIN * height or row.y0 > (1 - _MARGIN) * height)


def _surface(flow: Flow, captions: Sequence[_Caption], style: BodyStyle) -> Surface:
    page = flow.page
    in_caption = [caption.box for caption in captions]
    obstacles = [(0.0, segment.y0, page.width, segment.y1) for segment in flow.furniture]
    obstacles += [segment.box for note in flow.notes for segment in note]
    obstacles += [caption.box for caption in captions if not caption.of_figure]
    lettering = [segment.box for group in flow.aside for segment in group]
    tables: list[Box] = []
    aligned: list[Box] = []
    inked = [box for box, _ in clusters(page.ink) if min(box[2] - box[0], box[3] - box[1]) > _LARGE_INK]
    for band in flow.bands:
        for item, above in zip(band.items, (None, *band.items), strict=False):
            if not isinstance(item, RawTable) or _is_chart(item, flow):
                continue
            named = isinstance(above, Row) and any(
                c.box[3] >= above.y1 - 1 and c.box[1] <= above.y0 + 1 and not c.of_figure for c in captions
            )
            if page.ink and not named and not item.ruled:
                lettering += item.row_boxes
                aligned.append(item.box)
            else:
                (tables if item.ruled and not named else obstacles).append(item.box)
        for group in _groups(band, in_caption):
            if _is_body(group, flow, style) and not _letters(group, inked):
                obstacles.append(_wide(group))
            else:
                lettering += [segment.box for row in group for segment in row.segments]
    lines = [(h.start, h.at, h.end, h.at) for h in page.horizontals]
    lines += [(v.at, v.start, v.at, v.end) for v in page.verticals]
    return Surface(
        width=page.width,
        height=page.height,
        captions=tuple(caption.box for caption in captions if caption.of_figure),
        obstacles=tuple(obstacles),
        tables=tuple(tables),
        aligned=tuple(aligned),
        lettering=tuple(lettering),
        pictures=page.pictures,
        strokes=(*page.drawn, *lines, *page.ink, *_without_panels(page.filled, obstacles)),
        lines=tuple(lines),
        curves=page.drawn,
    )


def _without_panels(filled: Sequence[Box], obstacles: Sequence[Box]) -> list[Box]:
    """Filled areas without those behind running text."""
    return [box for box in filled if not any(_lies_in(text, box) for text in obstacles)]


def _lies_in(text: Box, box: Box) -> bool:
    return box[0] - 4 <= text[0] and text[2] <= box[2] + 4 and box[1] - 4 <= text[1] and text[3] <= box[3] + 4


def _groups(band: Band, captions: Sequence[Box]) -> list[list[Row]]:
    """Rows close below each other in type of one size; captions left out."""
    found: list[list[Row]] = []
    above: Row | None = None
    for item in band.items:
        if not isinstance(item, Row) or any(_holds(box, item) for box in captions):
            above = None
            continue
        goes_on = (
            above is not None
            and item.y0 - above.y1 < 0.6 * item.size
            and abs(item.size - above.size) < 0.15 * item.size
            and item.x0 < above.x1
            and above.x0 < item.x1
        )
        if goes_on:
            found[-1].append(item)
        else:
            found.append([item])
        above = item
    return found


def _holds(box: Box, row: Row) -> bool:
    return box[0] - 1 <= row.x0 and row.x1 <= box[2] + 1 and box[1] - 1 <= row.y0 and row.y1 <= box[3] + 1


def _is_body(group: Sequence[Row], flow: Flow, style: BodyStyle) -> bool:
    """True for a paragraph, a list or a heading: what no figure reaches over."""
    if len(group) < _FEWEST_LINES and _is_on_panel(group, flow):
        return False
    if max(row.size for row in group) < _SMALL_TYPE * style.size:
        return False
    return any(_is_prose(row) or _opens(row, style) for row in group)


def _letters(group: Sequence[Row], inked: Sequence[Box]) -> bool:
    """True for words, no sentence, in or beside what is printed on a scan: numbers of an axis, a legend."""
    x, y = (group[0].x0 + group[0].x1) / 2, (group[0].y0 + group[-1].y1) / 2
    near = _BESIDE_INK
    within = any(b[0] - near <= x <= b[2] + near and b[1] - near <= y <= b[3] + near for b in inked)
    return within and not any(_is_prose(row) for row in group)


def _is_on_panel(group: Sequence[Row], flow: Flow) -> bool:
    """True for a few words on a picture, in a frame or on a coloured bar."""
    page = flow.page
    x, y = (group[0].x0 + group[0].x1) / 2, (group[0].y0 + group[-1].y1) / 2
    most = _LARGEST_PANEL * page.width * page.height
    return any(
        box[0] <= x <= box[2] and box[1] <= y <= box[3] and (box[2] - box[0]) * (box[3] - box[1]) < most
        for box in (*page.pictures, *page.drawn, *page.filled)
    )


def _is_prose(row: Row) -> bool:
    words = row.text.split()
    letters = sum(char.isalpha() for char in row.text)
    return (
        row.cells == 1
        and len(row.text) >= _LONG_LINE
        and len(words) >= _FEWEST_WORDS
        and letters > 0.6 * len(row.text)
    )


def _opens(row: Row, style: BodyStyle) -> bool:
    """True for a heading or the item of a list: it begins at the column's left edge."""
    at_edge = abs(row.x0 - row.column[0]) < row.size
    marked = read_marker(row.text)
    if marked is not None and marked.rest and any(char.isalpha() for char in marked.rest):
        return True
    weighty = (row.bold and not style.bold) or row.size > 1.1 * style.size
    return at_edge and weighty and any(char.isalpha() for char in row.text)


def _wide(group: Sequence[Row]) -> Box:
    """The box of a group; a heading or a lone line reaches over its column."""
    box = union(row.box for row in group)
    left, right = group[0].column
    if len(group) == 1:
        return (min(left, box[0]), box[1], max(right, box[2]), box[3])
    return box


def _is_chart(table: RawTable, flow: Flow) -> bool:
    """True for the numbers of an axis that stand in rows and columns."""
    x0, y0, x1, y1 = table.box
    inside = sum(
        x0 <= (box[0] + box[2]) / 2 <= x1 and y0 <= (box[1] + box[3]) / 2 <= y1 for box in flow.page.drawn
    )
    return inside >= _FEWEST_CURVES
