"""Find what a document says about itself: its date, revision and equipment. Knows blocks, no file format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pyarrow as pa

from ingest.parsed import Block
from ingest.parsers.dates import Order, match_dates

_FIRST_BLOCKS = 40
_DATE = re.compile(
    r"^(?:date(?: of (?:issue|report|inspection|intervention|visit))?|issued(?: on)?|"
    r"(?:issue|report|inspection|revision) date|date d['’](?:émission|intervention|édition|inspection)|"
    r"date (?:de la visite|du rapport)|établi le|fait le|le)$",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"^(?:rev(?:ision)?|révision|version|issue|indice(?: de révision)?|édition|edition)\.?$", re.IGNORECASE
)
_EQUIPMENT = re.compile(
    r"^(?:equipment|equipment (?:tag|no|number|id)|asset|asset (?:tag|id|no)|tag(?: (?:no|number))?|machine|"
    r"unit|équipement|equipement|repère|matériel|n° d['’]équipement)\.?$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"^\s*\*{0,2}(?P<key>[^\W\d_][^:|=\n]{0,38}?)\s*(?:\*{1,2}\s*)?(?::|=|\|)\s*(?:\*{1,2}\s*)?(?P<value>[^|\n]{1,80})"
)
_DIGIT = re.compile(r"\d")
_INLINE_REVISION = re.compile(
    r"(?<![\w-])(?:Rev(?:ision)?|Rév(?:ision)?|Indice|Version)\s*[.:]?\s*(?P<value>[A-Z]\d{0,2}|\d{1,2}(?:\.\d{1,2})?)\b"
)
_DAY = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|"
    r"\d{1,2}(?:er|st|nd|rd|th)?\s?[- ]?[^\W\d_]{3,9}\.?[- ,]\s?\d{4}|[^\W\d_]{3,9}\s\d{1,2},\s\d{4}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a document states about itself; None or empty where it does not."""

    date: date | None = None
    revision: str | None = None
    equipment: tuple[str, ...] = ()


def read_stated(blocks: Sequence[Block], *, day_first: bool = True) -> Stated:
    """Reads labelled fields (``Date: 12/03/2024``, ``Rev. | C``) in the first blocks of a document.

    Args:
        day_first: How a date is read that allows both orders.
    """
    day: date | None = None
    revision: str | None = None
    equipment: list[str] = []
    for key, value in _pairs(blocks[:_FIRST_BLOCKS]):
        if day is None and _DATE.match(key):
            day = read_day(value, day_first=day_first)
        elif revision is None and _REVISION.match(key) and len(value) <= 12:
            revision = value
        elif _EQUIPMENT.match(key) and len(value) <= 60 and any(character.isdigit() for character in value):
            equipment += [
                part for part in map(str.strip, re.split(r"[,;]| / ", value)) if _DIGIT.search(part)
            ]
    if revision is None:
        head = " ".join(
            block.text for block in blocks[:6] if block.kind in {"title", "heading", "paragraph"}
        )[:600]
        match = _INLINE_REVISION.search(head)
        revision = match["value"] if match else None
    return Stated(date=day, revision=revision, equipment=tuple(dict.fromkeys(equipment)))


def read_day(text: str, *, day_first: bool = True) -> date | None:
    """The first date in a text, or None."""
    match = _DAY.search(text)
    if match is None:
        return None
    column = match_dates(pa.array([match.group().strip()]))
    if column is None:
        return None
    wanted: Order = "dmy" if day_first else "mdy"
    order = wanted if wanted in column.orders else column.orders[0]
    found: date | None = column.read(order)[0].astype("datetime64[D]").item()
    return found


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for line in block.text.split("\n")[:30]:
            cells = [cell.strip() for cell in line.split(" | ")]
            if len(cells) > 1:
                yield from ((key.rstrip(" :"), value) for key, value in pairwise(cells) if value)
            elif match := _PAIR.match(line):
                yield match["key"].strip(), match["value"].strip(" *")
