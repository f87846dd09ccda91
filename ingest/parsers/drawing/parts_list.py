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
    ("mass", r"mass(?:e)?(?: ?\(?kg\)?)?|weight(?: ?\(?kg\)?)?|poids(?: ?\(?kg\)?)?|wt"),
    (
        "part number",
        r"part ?(?:no|n°|number|#)|p/n|code|article|r[eé]f[eé]rences?|ref|dwg ?(?:no)?|drawing(?: ?no)?|plan",
    ),
    ("remarks", r"remarks?|remarques?|observations?|obs|notes?|comments?|size|dimensions?|dims?"),
)
_MUST = frozenset({"item", "quantity"})
_ITEM = re.compile(r"\(?\d{1,3}[A-Za-z]?\)?\.?|[A-Z]\d{0,2}")
_FARTHEST = 5.0
"""Heights of the letters between rows, at most."""
_MOST_ROWS = 400


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
    words = " ".join(text.strip(" .:").lower().replace(".", "").split())
    return next((name for name, form in _HEADINGS if re.fullmatch(form, words)), None)


def find_parts_lists(texts: Sequence[PlacedText]) -> list[PartsList]:
    """The lists of parts on a sheet, each with the rows that have an item's number."""
    rows = rows_of([text for text in texts if not text.rotated and text.text.strip()])
    found = []
    for at, row in enumerate(rows):
        for headings in _runs(row):
            names = [heading_of(text.text) for text in headings]
            told = [name for name in names if name]
            if len(set(told)) < 3 or not _MUST & set(told) or not {"description", "material"} & set(told):
                continue
            below = _read(headings, rows[at + 1 :])
            above = [] if below else _read(headings, rows[:at][::-1])[::-1]
            if below or above:
                found.append(PartsList(headings=tuple(headings), parts=tuple(below or above)))
    return found


def _runs(row: Sequence[PlacedText]) -> list[list[PlacedText]]:
    """The longest run of headings in a printed line; what stands far off is no part of it."""
    runs: list[list[PlacedText]] = [[]]
    for text in row:
        if heading_of(text.text) is None:
            runs.append([])
        else:
            runs[-1].append(text)
    return [run for run in runs if len(run) >= 3]


def _read(headings: Sequence[PlacedText], rows: Sequence[Sequence[PlacedText]]) -> list[Part]:
    """The rows next to the headings, up to the first that is none."""
    names = [heading_of(text.text) or "" for text in headings]
    first = names.index("item") if "item" in names else names.index("quantity")
    height = headings[0].height
    left = headings[0].box[0] - 3 * height
    parts: list[Part] = []
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
            if first in cells or len(parts) >= _MOST_ROWS:
                break
            continue
        last = middle
        fields = tuple(
            (headings[index].text.strip(" :"), " ".join(text.text.strip() for text in cells[index]))
            for index in sorted(cells)
        )
        parts.append(
            Part(fields=fields, texts=tuple(text for index in sorted(cells) for text in cells[index]))
        )
    return parts


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
