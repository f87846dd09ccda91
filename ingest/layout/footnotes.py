"""Footnotes: small lines that begin with a mark at the foot of a column. Knows sizes, places, no meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.page import Page, Segment
from ingest.layout.rows import Row, rows

_MARK = re.compile(r"^(?:[¹²³⁴-⁹⁰]+|\(?\d{1,3}[.)]?(?=\s)|\d{1,2}(?=[A-ZÀ-Ý])|[*†‡§]+|\(?[a-z]\))\s?\S")
_SMALL = 0.9
"""Of the type that most of the page is set in."""
_HIGHEST = 0.5
"""Share of the page's height above which no footnote begins."""
_GAP = 0.6
"""In heights of the type: the least white between the text and its footnotes, where no rule parts them."""
_LEADING = 1.0
_MOST_LINES = 30
_FEWEST_CHARACTERS = 200
"""A page with less has no type that most of it is set in."""


def footnotes(page: Page, column: Sequence[Segment]) -> list[list[Segment]]:
    """The footnotes at the foot of a column, each as its segments.

    They are known by their type, smaller than that of the page, and by what parts them from the text:
    a rule or white. Scans have none, since their sizes are not sure.
    """
    body = _body_size(page)
    if page.read_by_ocr or body is None or not any(_may_begin(page, body, segment) for segment in column):
        return []
    lines = rows(column)
    start = len(lines)
    while start and lines[start - 1].size <= _SMALL * body and len(lines) - start < _MOST_LINES:
        if start < len(lines) and lines[start].y0 - lines[start - 1].y1 > _LEADING * body:
            break
        start -= 1
    while start < len(lines) and not _MARK.match(lines[start].text):
        start += 1
    if start in (0, len(lines)) or lines[start].y0 < _HIGHEST * page.height:
        return []
    if not _is_parted(page, lines[start - 1], lines[start]) or lines[start - 1].cells > 1:
        return []
    found: list[list[Segment]] = []
    for line in lines[start:]:
        if _MARK.match(line.text) or not found:
            found.append([])
        found[-1] += line.segments
    return found


def has_small_foot(page: Page) -> bool:
    """False where no type in the lower half is smaller than the commonest: a quick look at a page."""
    if page.read_by_ocr:
        return False
    half = _HIGHEST * page.height
    sizes = [segment.size for segment in page.segments if segment.y0 >= half]
    if not sizes:
        return False
    lengths: dict[float, int] = {}
    for segment in page.segments:
        size = round(segment.size, 1)
        lengths[size] = lengths.get(size, 0) + len(segment.text)
    return min(sizes) <= _SMALL * max(lengths, key=lambda size: lengths[size]) + 0.1


def _may_begin(page: Page, body: float, segment: Segment) -> bool:
    small = segment.size <= _SMALL * body and segment.y0 >= _HIGHEST * page.height
    return small and _MARK.match(segment.text) is not None


def _body_size(page: Page) -> float | None:
    """The size in which half of the page's characters are not smaller."""
    sizes = sorted((segment.size, len(segment.text)) for segment in page.segments)
    total = sum(length for _, length in sizes)
    if total < _FEWEST_CHARACTERS:
        return None
    seen = 0
    for size, length in sizes:
        seen += length
        if 2 * seen >= total:
            return size
    return None


def _is_parted(page: Page, above: Row, note: Row) -> bool:
    """True where a rule or white stands between the last line of text and the first note."""
    ruled = any(
        above.y1 - 2 <= line.at <= note.y0 + 2 and line.start < note.x1 and line.end > note.x0
        for line in page.horizontals
    )
    return ruled or note.y0 - above.y1 >= _GAP * above.size
