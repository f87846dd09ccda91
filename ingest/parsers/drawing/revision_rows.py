"""Read revisions that stand in no table with headings: in running text, in bare rows, in symbols' attributes.

Knows how revisions are written, English and French; no title block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ingest.parsers.drawing.attributes import TaggedBlock
from ingest.parsers.drawing.placed import PlacedText, rows_of, union
from ingest.parsers.drawing.title_block import TitleField, field_of_label
from retrieval.records import Box

_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[ -]?[A-Za-zéû]{3,9}\.?[ -]?\d{2,4}"
_ENTRY = re.compile(
    r"(?:(?<=^)|(?<=[\s;,(|/–-]))(?:rev(?:ision)?|rév(?:ision)?|ind(?:ice)?)\.?\s*(?:n°\s*)?(?P<name>[A-Z]\d?|\d{1,2})"
    rf"(?![\w'’])\s*[:=(–-]?\s*(?:(?:du|of|le)\s+)?(?P<date>{_DATE})?\)?\s*[:–-]?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z]\d?|\d{1,2}")
_WORD = re.compile(r"[^\W\d_]{3}")
_FARTHEST = 4.0
"""Heights of the letters between bare rows, at most."""
_NUMBERED = re.compile(
    r"(?P<what>.*?)[\s_-]?(?P<number>\d{1,2})(?P<more>[\s_-]?[A-Za-z_ ]+)?|"
    r"(?P<what2>rev|ind)[\s_-](?P<letter>[A-Z])(?P<more2>[\s_-][A-Za-z_ ]+)?",
    re.IGNORECASE,
)


def told_revisions(texts: Sequence[PlacedText]) -> list[TitleField]:
    """Revisions in running text (``REV A 02/09/2025 first issue - REV B …``), in one text or a line each."""
    found: list[TitleField] = []
    is_dated = False
    for text in texts:
        for name, date, words in _entries(text.text):
            value = " | ".join(filter(None, (name.upper(), date, words)))
            found.append(TitleField(name="revision", value=value, box=text.box, table_row=True))
            is_dated = is_dated or bool(date)
    several = len({field.value.split(" | ")[0] for field in found}) > 1
    return found if is_dated or several else []


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, date and words of each revision that a text tells; those without words are none."""
    marks = list(_ENTRY.finditer(text))
    for mark, after in zip_longest(marks, marks[1:]):
        words = text[mark.end() : after.start() if after is not None else len(text)]
        words = " ".join(words.split()).strip(" -–;,|/(.")
        if _WORD.search(words):
            yield mark["name"], mark["date"] or "", words


def bare_revisions(texts: Sequence[PlacedText]) -> list[TitleField]:
    """Rows without headings: a letter or number, a date, words; two at least, one under the other."""
    found: list[tuple[float, float, float, TitleField]] = []
    for row in rows_of([text for text in texts if not text.rotated and text.text.strip()]):
        for at, text in enumerate(row):
            cells = [text, *_near(row[at + 1 :], text)]
            dates = [cell for cell in cells[1:] if re.fullmatch(_DATE, cell.text.strip())]
            told = [cell for cell in cells[1:] if len(_WORD.findall(cell.text)) >= 1 and cell not in dates]
            if not _NAME.fullmatch(text.text.strip()) or not dates or not told:
                continue
            value = " | ".join(cell.text.strip() for cell in cells)
            field = TitleField(name="revision", value=value, box=union(c.box for c in cells), table_row=True)
            found.append((text.box[0], text.middle[1], text.height, field))
    kept = [
        one
        for one in found
        if any(
            other is not one
            and abs(other[0] - one[0]) <= 2 * one[2]
            and 0 < abs(other[1] - one[1]) <= _FARTHEST * one[2]
            and other[3].value.split(" | ")[0] != one[3].value.split(" | ")[0]
            for other in found
        )
    ]
    return [field for _, _, _, field in kept]


def _near(row: Sequence[PlacedText], first: PlacedText) -> Iterator[PlacedText]:
    """What follows a text on its line up to the first wide gap."""
    right = first.box[2]
    for text in row:
        if text.box[0] - right > 30 * first.height or _NAME.fullmatch(text.text.strip()):
            return
        right = text.box[2]
        yield text


def is_revision(block: TaggedBlock) -> bool:
    """True for a symbol that is a row of a table of revisions, one for each."""
    names = {field_of_label(tag) for tag, _ in block.fields}
    told = names & {"description", "date"} or any(
        re.match(r"(?i)desc|modif|change|nature", tag) for tag, _ in block.fields
    )
    others = names & {"title", "drawing number", "scale", "sheet", "size", "company", "project", "material"}
    return "revision" in names and bool(told) and not others


def attribute_revisions(blocks: Sequence[TaggedBlock]) -> list[TitleField]:
    """Revisions in attributes: a symbol each, or numbered ones of the title block (``REV1_DATE``)."""
    found: list[TitleField] = []
    for block in blocks:
        if is_revision(block):
            told = list(zip(block.fields, block.places, strict=True))
            told.sort(key=lambda cell: field_of_label(cell[0][0]) != "revision")
            found += _row([(value, place) for (_, value), place in told])
            continue
        for key, cells in sorted(_numbered(block).items()):
            ordered = sorted(cells, key=lambda cell: not cell[0])
            lead = [] if ordered[0][0] else [(key, ordered[0][2])]
            if len(cells) > 1:
                found += _row([*lead, *((value, place) for _, value, place in ordered)])
    return found


def _numbered(block: TaggedBlock) -> dict[str, list[tuple[bool, str, Box]]]:
    """The cells of numbered revisions by number or letter, each with whether it is the name itself."""
    rows: dict[str, list[tuple[bool, str, Box]]] = {}
    for (tag, value), place in zip(block.fields, block.places, strict=True):
        named = _NUMBERED.fullmatch(tag.strip())
        stem = (named["what"] or named["what2"] or "") if named is not None else ""
        if named is None or not re.match(r"(?i)rev|ind|r$", stem) or not value.strip():
            continue
        more = (named["more"] or named["more2"] or "").strip("_- ")
        is_name = not more and re.fullmatch(r"(?i)r|rev(?:ision)?|ind(?:ice)?|rev[\s_-]?no", stem) is not None
        rows.setdefault((named["number"] or named["letter"]).upper(), []).append((is_name, value, place))
    return rows


def _row(cells: Sequence[tuple[str, Box]]) -> Iterator[TitleField]:
    told = [(value.strip(), place) for value, place in cells if value.strip()]
    if len(told) >= 2 and _NAME.fullmatch(told[0][0].removeprefix("Rev.").strip()):
        yield TitleField(
            name="revision",
            value=" | ".join(value for value, _ in told),
            box=union(place for _, place in told),
            table_row=True,
        )
