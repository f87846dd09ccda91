"""Running heads, feet and page numbers: what stands in the margin of page after page. Knows no meaning."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.page import Page, Segment

_REACH = 2
"""Pages before and after that are compared: two, as left and right pages may differ."""
_ZONE = 0.13
"""Share of the page's height, at the top and at the bottom, where furniture stands."""
_NUMBER_ZONE = 0.2
"""The same for page numbers, which are surer: they count up."""
_SHIFT = 3.0
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3}")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|seite|feuille|sheet)\s*)?(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|sur|de)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:page|feuille|sheet|seite|p\.)\s*\d{1,4}\s*(?:/|of|sur|de|von)\s*\d{1,4}\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A page with its furniture set apart (not yet taken out: tables may own some of it)."""

    page: Page
    furniture: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Margin:
    """The segments of a page's margins, by what they read like.

    Attributes:
        counted: Segments that say "page 2 of 7", and those beside them.
    """

    number: int
    marks: dict[str, list[Segment]]
    numbers: list[tuple[int, Segment]]
    counted: list[Segment]


def frame(pages: Iterable[Page]) -> Iterator[Framed]:
    """Tell each page's furniture by its neighbours. Holds five pages at a time."""
    window: deque[tuple[Page, _Margin]] = deque()
    done = 0
    for page in pages:
        window.append((page, _margin(page)))
        if len(window) - done > _REACH:
            yield _framed(window, done)
            done += 1
        if done > _REACH:
            window.popleft()
            done -= 1
    while done < len(window):
        yield _framed(window, done)
        done += 1


def _framed(window: deque[tuple[Page, _Margin]], index: int) -> Framed:
    page, margin = window[index]
    near = [
        window[i][1]
        for i in range(max(0, index - _REACH), min(len(window), index + _REACH + 1))
        if i != index
    ]
    needed = min(2, max(1, len(near) // 2))
    found: list[Segment] = []
    for mark, segments in margin.marks.items():
        for segment in segments:
            repeated = sum(
                any(
                    _same_place(segment, other)
                    and _counts_on(segment, other, neighbour.number - margin.number)
                    for other in neighbour.marks.get(mark, ())
                )
                for neighbour in near
            )
            if repeated >= needed:
                found.append(segment)
    for value, segment in margin.numbers:
        for neighbour in near:
            expected = value + neighbour.number - margin.number
            if any(other == expected and abs(s.y0 - segment.y0) < _SHIFT for other, s in neighbour.numbers):
                found.append(segment)
                break
    known = set(map(id, found))
    found += [segment for segment in margin.counted if id(segment) not in known]
    heads = set(map(id, _column_heads(page, found)))
    return Framed(page, tuple(segment for segment in found if id(segment) not in heads))


def _column_heads(page: Page, found: Sequence[Segment]) -> list[Segment]:
    """Names of columns that each page repeats: several pieces right above the body, as close as its lines."""
    gone = set(map(id, found))
    heads: list[Segment] = []
    for segment in found:
        row = [other for other in found if abs(other.y0 - segment.y0) < _SHIFT]
        if len(row) < 3 or segment.y1 > page.height / 2:
            continue
        below = [s.y0 - segment.y1 for s in page.segments if id(s) not in gone and s.y0 >= segment.y1 - 1]
        if below and min(below) < 1.2 * segment.size:
            heads.append(segment)
    return heads


def _margin(page: Page) -> _Margin:
    marks: dict[str, list[Segment]] = {}
    numbers: list[tuple[int, Segment]] = []
    for segment in page.segments:
        depth = _depth(segment, page)
        if depth > _NUMBER_ZONE or len(segment.text) > 160:
            continue
        match = _PAGE_NUMBER.match(segment.text)
        if match:
            numbers.append((_value(match[1]), segment))
        elif depth <= _ZONE and _WORD.search(segment.text):
            marks.setdefault(_DIGITS.sub("#", segment.text).casefold(), []).append(segment)
    counted = [s for s in page.segments if _COUNTED.search(s.text) and _depth(s, page) <= _ZONE]
    beside = [
        s for s in page.segments
        if len(s.text) <= 80 and any(abs(s.y0 - other.y0) < _SHIFT for other in counted)
    ]  # fmt: skip
    return _Margin(page.number, marks, numbers, beside)


def _depth(segment: Segment, page: Page) -> float:
    """Distance from the nearer of the page's upper and lower edges, as a share of its height."""
    middle = (segment.y0 + segment.y1) / 2 / page.height
    return min(middle, 1 - middle)


def _same_place(one: Segment, other: Segment) -> bool:
    return abs(one.y0 - other.y0) < _SHIFT and (
        abs(one.x0 - other.x0) < _SHIFT or abs(one.x1 - other.x1) < _SHIFT
    )


def _counts_on(one: Segment, other: Segment, pages: int) -> bool:
    """True where the numbers in two texts are equal, or as far apart as their pages."""
    pairs = zip(_DIGITS.findall(one.text), _DIGITS.findall(other.text), strict=True)
    return all(a == b or int(b) - int(a) == pages for a, b in pairs)


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[c] for c in text.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
