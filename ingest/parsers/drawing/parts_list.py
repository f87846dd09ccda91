"""Lists of parts on a drawing (bill of materials, nomenclature): rows under or over a line of headings.

Knows the words of headings and places; no title block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.drawing.placed import PlacedText, rows_of, union
from retrieval.records import Box

PARTS_LIST = "parts list"
"""What a row is called among the things on a drawing."""

_MASS = r"(?:mass(?:e)?|weight|wgt|poids|wt)"
_UNIT = r"(?: ?[(\[/,]? ?(?:kgs?|g|lbs?|t)[)\]]?)?"
_EACH = r"unit(?:aire|ary)?s?|un|each|ea|u|pce|pi[eè]ce|piece"
_TOTAL = r"tot(?:al|ale|aux)?|ext(?:ended)?|cumul[eé]e?|ensemble"
_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        "item",
        r"items?(?: ?(?:no|n°|#))?|it|pos(?:ition)?|rep(?:[eè]re)?|mark|mk|find ?no|no|n°|nr|#|bulle|balloon",
    ),
    (
        "quantity",
        r"q(?:uanti)?ty|qte|qt[eé]s?|quantit[eé]|quant|nb|nbre|nombre|qte tot|req'?d|no ?off|pcs|pi[eè]ces",
    ),
    ("description", r"descriptions?|d[eé]signations?|d[eé]nominations?|part ?name|name|nom|title|libell[eé]"),
    ("material", r"materials?|mati[eè]res?|mat[eé]riaux?|mat[eé]riau|mat(?:'?l)?|nuance"),
    ("standard", r"standards?|norme?s?|std|spec(?:ification)?"),
    ("total mass", rf"(?:{_TOTAL})\.? {_MASS}{_UNIT}|{_MASS}(?: ?{_UNIT})? ?/? ?(?:{_TOTAL}){_UNIT}"),
    ("mass", rf"(?:{_EACH}) ?{_MASS}{_UNIT}|{_MASS}{_UNIT}(?: ?/? ?(?:{_EACH}))?{_UNIT}|kg|lbs?"),
    (
        "part number",
        r"part ?(?:no|n°|number|#)|p/?n|code|article|r[eé]f[eé]rences?|ref|dwg ?(?:no)?|drawing(?: ?no)?"
        r"|plan",
    ),
    ("remarks", r"remarks?|remarques?|observations?|obs|notes?|comments?|size|dimensions?|dims?"),
)
_WRAPPED = frozenset({"description", "material", "remarks", "standard"})
"""Columns whose cells may take a second line."""
_MUST = frozenset({"item", "quantity"})
_ITEM = re.compile(r"\(?\d{1,3}[A-Za-z]?\)?\.?|[A-Z]\d{0,2}")
_FARTHEST = 5.0
"""Heights of the letters between rows, at most."""
_MOST_ROWS = 400
_WIDEST = 60.0
"""Heights of the letters from a heading to the next, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row of a list of parts: headings with their cells, and the texts that it is."""

    fields: tuple[tuple[str, str], ...]
    texts: tuple[PlacedText, ...]

    @property
    def box(self) -> Box:
        """Around the row."""
        return union(text.box for text in self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsList:
    """The headings of a list and its rows."""

    headings: tuple[PlacedText, ...]
    parts: tuple[Part, ...]

    @property
    def boxes(self) -> frozenset[Box]:
        """Of all its texts."""
        return frozenset(
            text.box for text in (*self.headings, *(t for part in self.parts for t in part.texts))
        )


def heading_of(text: str) -> str | None:
    """What a printed heading stands over; None where it is none."""
    words = " ".join(text.strip(" .:").lower().replace(".", " ").split())
    return next((name for name, form in _HEADINGS if re.fullmatch(form, words)), None)


def find_parts_lists(texts: Sequence[PlacedText]) -> list[PartsList]:
    """The lists of parts on a sheet, each with the rows that have an item's number."""
    rows = rows_of([text for text in texts if not text.rotated and text.text.strip()])
    found = []
    for at, row in enumerate(rows):
        for headings in _runs(row, [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]):
            names = [heading_of(text.text) for text in headings]
            told = [name for name in names if name]
            if len(set(told)) < 3 or not _MUST & set(told) or not {"description", "material"} & set(told):
                continue
            below = _read(headings, rows[at + 1 :])
            above = [] if below else _read(headings, rows[:at][::-1])[::-1]
            if below or above:
                found.append(PartsList(headings=tuple(headings), parts=tuple(below or above)))
    return found


def _runs(row: Sequence[PlacedText], beside: Sequence[Sequence[PlacedText]]) -> list[list[PlacedText]]:
    """The runs of headings in a printed line; what stands far off is no part of one.

    A text whose words are no known heading is a column of its own where it is as high as the headings beside
    it and a cell of the next row stands under or over it alone.
    """
    runs: list[list[PlacedText]] = [[]]
    known = [text for text in row if heading_of(text.text) is not None]
    for text in row:
        if text in known or _is_column(text, row, known, beside):
            runs[-1].append(text)
        else:
            runs.append([])
    return [run for run in runs if sum(text in known for text in run) >= 3]


def _is_column(
    text: PlacedText,
    row: Sequence[PlacedText],
    known: Sequence[PlacedText],
    beside: Sequence[Sequence[PlacedText]],
) -> bool:
    """True for a heading of unknown words: the cells of the next row tell that it is a column."""
    if not known or len(text.text.split()) > 4 or not 0.8 <= text.height / known[0].height <= 1.25:
        return False
    if min(abs(text.box[0] - head.box[0]) for head in known) > _WIDEST * text.height:
        return False
    near = [
        cells
        for cells in beside
        if cells and abs(cells[0].middle[1] - text.middle[1]) <= _FARTHEST * text.height
    ]
    return any(
        sum(_over(cell, head) for head in row) == 1 and _over(cell, text) for cells in near for cell in cells
    )


def _over(cell: PlacedText, head: PlacedText) -> bool:
    """True where a cell stands under or over a heading."""
    return cell.box[0] < head.box[2] and head.box[0] < cell.box[2]


def _read(headings: Sequence[PlacedText], rows: Sequence[Sequence[PlacedText]]) -> list[Part]:
    """The rows next to the headings, up to the first that is none."""
    names = [heading_of(text.text) or "" for text in headings]
    first = names.index("item") if "item" in names else names.index("quantity")
    height = headings[0].height
    left = headings[0].box[0] - 3 * height
    found: list[dict[int, list[PlacedText]]] = []
    wrapped: list[dict[int, list[PlacedText]]] = []
    last = headings[0].middle[1]
    for row in rows[: 3 * _MOST_ROWS]:
        cells: dict[int, list[PlacedText]] = {}
        for text in row:
            column = _column(text, headings)
            if text.middle[0] >= left and column is not None:
                cells.setdefault(column, []).append(text)
        if not cells:
            continue
        middle = next(iter(cells.values()))[0].middle[1]
        if abs(middle - last) > _FARTHEST * height:
            break
        head = " ".join(text.text.strip() for text in cells.get(first, ()))
        if len(cells) < 2 or not _ITEM.fullmatch(head):
            if first in cells or len(found) >= _MOST_ROWS:
                break
            if len(cells) == 1 and names[next(iter(cells))] in _WRAPPED:
                wrapped.append(cells)
            continue
        last = middle
        found.append(cells)
    for cells in wrapped:
        _join(found, *cells.items(), most=2.2 * height)
    return [_part(headings, cells) for cells in found]


def _join(
    found: Sequence[dict[int, list[PlacedText]]], line: tuple[int, list[PlacedText]], *, most: float
) -> None:
    """Adds the second line of a cell to the row that is printed right above it."""
    column, texts = line
    above = [(texts[0].middle[1] - cells[column][-1].middle[1], cells) for cells in found if column in cells]
    gap, cells = min(
        (pair for pair in above if pair[0] > 0), key=lambda pair: pair[0], default=(most + 1, {})
    )
    if gap <= most:
        cells[column] += texts


def _part(headings: Sequence[PlacedText], cells: dict[int, list[PlacedText]]) -> Part:
    fields = tuple(
        (headings[index].text.strip(" :"), " ".join(text.text.strip() for text in cells[index]))
        for index in sorted(cells)
    )
    return Part(fields=fields, texts=tuple(text for index in sorted(cells) for text in cells[index]))


def _column(text: PlacedText, headings: Sequence[PlacedText]) -> int | None:
    """The heading over or under which a cell stands; None where it is beside all."""
    away = [
        (
            max(head.box[0] - text.box[2], text.box[0] - head.box[2], 0.0),
            abs(head.box[0] - text.box[0]),
            index,
        )
        for index, head in enumerate(headings)
    ]
    gap, _, index = min(away)
    return index if gap <= 12 * headings[index].height else None
