"""Tell what texts on a drawing are: tags, bubbles, references, notes. Knows places, no file format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.parsers.drawing.placed import PlacedText, distance, paragraphs_of, rows_of, union
from retrieval.identifiers import find_tags
from retrieval.records import Box

_FUNCTION = re.compile(r"[A-Z]{1,5}")
_LOOP = re.compile(r"\d{1,6}[A-Z]{0,2}(?:-?\d{1,3})?")
_REFERENCE = re.compile(
    r"\b(?:see|refer to|ref\.?|voir|cf\.?|selon|according to|continued on|suite sur|from|to|vers|de|per)?\s*"
    r"(?:drawing|dwg\.?|drg\.?|plan|p\s?&\s?id|pid|sheet|folio|détail|detail sheet)\s*"
    r"(?:no\.?|n°|nr\.?|#|:)?\s*"
    r"(?P<number>[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*)",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(
    r"(?:\d{1,4}(?:[ -]\d/\d{1,2}|/\d{1,2})?(?:\"|''|mm)?\s?-\s?)?"
    r"(?:[A-Z0-9]{1,8}\s?-\s?){1,5}[A-Z0-9]{1,8}|DN\s?\d{2,4}[\w\s-]*|"
    r"\d{1,2}(?:\"|'')-[\w-]+"
)
_COMES_FROM = re.compile(
    r"^\W*(?:from|de|du|des|depuis|provenance|en provenance|venant|vient|coming from|ex)\b", re.IGNORECASE
)
_GOES_TO = re.compile(
    r"^\W*(?:to|vers|going to|a destination|à destination|alimente|alimentation)\b", re.IGNORECASE
)
_SHEET = r"\W*(?:dwg|drg|drawing|p ?& ?id|pid|plan|sheet|sht|folio|schema)\b"
_FROM_SHEET = re.compile(rf"\b(?:from|de|depuis|venant de){_SHEET}", re.IGNORECASE)
_TO_SHEET = re.compile(rf"\b(?:to|vers){_SHEET}", re.IGNORECASE)
_OF_AREA = re.compile(r"(?P<area>\d{1,3})-(?P<letters>[A-Z]{1,5})-?\d{2,6}[A-Z]{0,2}(?:/[A-Z])?")
_FEWEST_KINDS = 4
_FEWEST_BESIDE_LONG = 2
"""Where numbers of pipes are longer than tags, those of three parts are tags."""
_LONG_LINE = re.compile(
    r"\d{1,2}(?:[ -]\d/\d)?(?:\"|'')\s?-(?:[A-Z0-9/]{1,8}-){2,4}[A-Z0-9]{1,8}"
    r"|(?:[A-Z0-9]{1,8}-){3,5}[A-Z0-9]{1,8}"
)
_SPACED = re.compile(r"[A-Z]{1,4} \d{2,5}[A-Z]?")
_FEWEST_SPACED = 3
"""With so many tags of letters and number apart (``VI 302``), others of that form are tags, too."""
_NO_TAG = re.compile(r"(?:REV|DN|PN|NPS|IND|REP|ITEM|POS|SHT|NOTE|PAGE|ISO|EN|NF|DIN|PIPE|CL|SCH|TYP)\b")
_TAG = re.compile(r"[A-Z]{1,5}-\d{2,6}[A-Z]{0,2}")
_NOTES = re.compile(
    r"(?:general |specific )?notes?(?: générales?)?\s*:?|remarques?\s*:?|nota\s*:?", re.IGNORECASE
)
_SERIES = re.compile(r"(?P<head>[A-Z0-9]+(?:[\s_./-][A-Z0-9]+)*?[\s_./-]?)(?P<number>\d{2,5})")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|[-•*])\s*\S")
_MOST_NOTE_LINES = 60
_ROW_STEP = 3.0
"""Distance of the rows of a list, in heights of the lettering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A text, or several that belong together, with what it names."""

    text: str
    box: Box


def find_bubbles(texts: Sequence[PlacedText], circles: Sequence[Box]) -> Iterator[Mark]:
    """Instrument bubbles: letters of the function over the number of the loop, inside a circle.

    Args:
        circles: Boxes of the circles on the sheet.
    """
    for circle in circles:
        inside = [
            text
            for text in texts
            if distance(text.middle, circle) == 0.0
            and text.box[2] - text.box[0] <= 1.3 * (circle[2] - circle[0])
        ]
        if not 2 <= len(inside) <= 3:
            continue
        upper, lower = (row[0].text.strip() for row in (*rows_of(inside), [inside[0]], [inside[0]])[:2])
        if _FUNCTION.fullmatch(upper) and _LOOP.fullmatch(lower):
            yield Mark(text=f"{upper}-{lower}", box=circle)


def find_tag_texts(texts: Sequence[PlacedText]) -> Iterator[Mark]:
    """Texts that are a tag and nothing else."""
    areas = areas_of(texts)
    spaced = sum(
        _SPACED.fullmatch(text.text.strip()) is not None and bool(find_tags(text.text)) for text in texts
    )
    for text in texts:
        printed = text.text.strip()
        if spaced >= _FEWEST_SPACED and _SPACED.fullmatch(printed) and not _NO_TAG.match(printed):
            yield Mark(text=printed, box=text.box)
            continue
        if len(printed) > 16 or leads_elsewhere(printed) or is_line_number(printed, areas=areas):
            continue
        tags = find_tags(printed)
        of_area = _OF_AREA.fullmatch(printed)
        if of_area is not None and of_area["area"] in areas and "/" not in printed:
            yield Mark(text=printed, box=text.box)
            continue
        whole = len(tags) == 1 and len(re.sub(r"\W", "", tags[0])) >= 0.8 * len(re.sub(r"\W", "", printed))
        if whole or _TAG.fullmatch(printed):
            yield Mark(text=printed, box=text.box)


def leads_elsewhere(text: str) -> Literal["", "out", "in"]:
    """Whether a text at the end of a line says where it comes from (``out`` of there) or goes to (``in``)."""
    if not 2 <= len(text.split()) <= 9:
        return ""
    if _COMES_FROM.match(text) or _FROM_SHEET.search(text):
        return "out"
    return "in" if _GOES_TO.match(text) or _TO_SHEET.search(text) else ""


def is_listed(mark: Mark, marks: Sequence[Mark]) -> bool:
    """True for a tag in a list: another tag stands left-aligned right above or below it."""
    height = mark.box[3] - mark.box[1]
    return any(
        other is not mark
        and abs(other.box[0] - mark.box[0]) <= 0.5 * height
        and other.box[0] < mark.box[2]
        and 0 < abs(other.box[1] - mark.box[1]) <= _ROW_STEP * height
        for other in marks
    )


def areas_of(texts: Sequence[PlacedText]) -> frozenset[str]:
    """Numbers that tags of a sheet begin with: those before letters of several kinds (``10-P-1``).

    Sizes of pipes stand before fluids, of which a sheet has few.
    """
    letters: dict[str, set[str]] = {}
    for text in texts:
        match = _OF_AREA.fullmatch(text.text.strip())
        if match is not None:
            letters.setdefault(match["area"], set()).add(match["letters"])
    long = any(_LONG_LINE.fullmatch(text.text.strip()) for text in texts)
    fewest = _FEWEST_BESIDE_LONG if long else _FEWEST_KINDS
    return frozenset(area for area, kinds in letters.items() if len(kinds) >= fewest)


def is_line_number(text: str, *, areas: Collection[str] = ()) -> bool:
    """True for the number of a pipe: ``400-CW-1001-A1``, ``3"-QR-3808``.

    Args:
        areas: What tags of the sheet begin with.
    """
    printed = text.strip()
    tag = _OF_AREA.fullmatch(printed)
    if tag is not None and tag["area"] in areas:
        return False
    dashes = printed.count("-")
    digits = any(character.isdigit() for character in printed)
    sized = bool(re.match(r"(?:\d{1,2}[ -])?(?:\d{1,2}/)?\d{1,3}\s?(?:\"|''|mm|-)", printed))
    return digits and dashes >= 2 and (sized or dashes >= 3) and bool(_LINE_NUMBER.fullmatch(printed))


def find_references(texts: Sequence[PlacedText], *, own: str = "") -> Iterator[Mark]:
    """Texts that send the reader to another drawing.

    Args:
        own: Number of this drawing; another one of its series is a reference wherever it stands.
    """
    for text in texts:
        match = _REFERENCE.search(text.text)
        if (match and len(match["number"]) >= 3) or numbers_of_series(text.text, own):
            yield Mark(text=" ".join(text.text.split()), box=text.box)


def numbers_of_series(text: str, own: str) -> list[str]:
    """Numbers in a text that are made as a drawing's own one (``PID-205`` beside ``PID-204``).

    A single letter before the digits (``P-101``) is how tags are made, too, and tells no series.
    """
    series = _SERIES.fullmatch(own.strip())
    letters = sum(map(str.isalpha, series["head"])) if series else 0
    if series is None or letters < 1 or (letters < 2 and not any(map(str.isdigit, series["head"]))):
        return []
    head = r"[\s_./-]?".join(map(re.escape, re.findall(r"[^\W_]+", series["head"])))
    glue = r"[\s_./-]?" if series["head"][-1:] in "-_./ " else ""
    pattern = rf"(?<![\w-]){head}{glue}\d{{{len(series['number'])}}}(?!\d)"
    bare = re.sub(r"[\W_]", "", own).upper()
    found = [match.group(0) for match in re.finditer(pattern, text, re.IGNORECASE)]
    return [number for number in found if re.sub(r"[\W_]", "", number).upper() != bare]


def find_notes(texts: Sequence[PlacedText]) -> list[list[PlacedText]]:
    """Paragraphs of notes: what stands under a heading NOTES, and other text of several words and lines."""
    groups = paragraphs_of([text for text in texts if not text.rotated])
    notes: list[list[PlacedText]] = []
    for group in groups:
        words = sum(len(text.text.split()) for text in group)
        worded = sum(bool(_WORD.search(text.text)) for text in group)
        if 2 * worded < len(group):
            continue
        headed = bool(_NOTES.fullmatch(group[0].text.strip()))
        numbered = sum(bool(_NUMBERED.match(text.text.strip())) for text in group)
        if headed or numbered >= 2 or (len(group) >= 2 and words >= 10) or words >= 8:
            notes.append(group[:_MOST_NOTE_LINES])
    return _under_headings(notes, groups)


def _under_headings(notes: list[list[PlacedText]], groups: list[list[PlacedText]]) -> list[list[PlacedText]]:
    """Adds to a lone heading NOTES the group right below it."""
    for note in notes:
        if len(note) > 1 or not _NOTES.fullmatch(note[0].text.strip()):
            continue
        head = note[0]
        below = [
            group
            for group in groups
            if group is not note
            and 0 <= group[0].box[1] - head.box[3] <= 4 * head.height
            and abs(group[0].box[0] - head.box[0]) <= 6 * head.height
        ]
        if below:
            nearest = min(below, key=lambda group: group[0].box[1])
            note += [text for text in nearest if text not in note]
            if nearest in notes:
                notes = [other for other in notes if other is not nearest]
    return notes


def box_of(texts: Sequence[PlacedText]) -> Box:
    """The box around a group of texts."""
    return union(text.box for text in texts)
