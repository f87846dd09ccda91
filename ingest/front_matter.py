"""Date and revision that a document states about itself. Knows printed words, no file format."""

from __future__ import annotations

import re
from datetime import date

from ingest.day_order import DayOrder

_MONTHS = (
    ("jan",), ("feb", "fév", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aoû", "aou"), ("sep",), ("oct",), ("nov",), ("dec", "déc"),
)  # fmt: skip
_MONTH = r"(?P<{0}>[A-Za-zéûÉÛ]{{3,9}})\.?"
_DATE = re.compile(
    r"(?<![\w.\-/])(?:"
    r"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>[01]?\d)[-/.](?P<d1>[0-3]?\d)"
    r"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th|er)?[ \-]" + _MONTH.format("n2") + r"[ \-,]{1,2}(?P<y2>(?:19|20)\d\d)"
    r"|" + _MONTH.format("n3") + r" (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y3>(?:19|20)\d\d)"
    r"|(?P<a4>[0-3]?\d)(?P<s4>[/.\-])(?P<b4>[0-3]?\d)(?P=s4)(?P<y4>(?:19|20)\d\d)"
    r")(?![\w/\-])"
)
_NAMED_DATE = re.compile(
    r"(?:\b(?:date|dated|issued?|effective|revised|approved|published|release[d]?|created|établi|émis|publié|"
    r"approuvé|révisé|valable|en vigueur)\b|\ble\b)[^\n]{0,30}$",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"(?<![\w-])(?:(?:revision|révision|rev|rév)\b\.?|indice\b|version\b|issue\b|édition\b|edition\b)"
    r"\s*(?:(?:level|letter|index|indice|no|n°|nº|number|num)\b\.?\s*)?[:#=]?\s*"
    r"(?P<value>[A-Z]{1,2}\d{0,2}|\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![\w.\-/]\w|[A-Za-zÀ-ÿ])",
    re.IGNORECASE,
)
_RANKS = ("rev", "rév", "ind", "ver", "édi", "edi", "iss")
_NO_VALUE = frozenset("OF BY NO TO IN ON AT IS IT AS OR DU DE LE LA ET EN UN".split())


def stated_date(text: str, *, order: DayOrder | None = None) -> date | None:
    """The date that the first page states: one that is introduced as such, else the first.

    Args:
        order: How ``03/04/2021`` is read; where it is None such a date is passed over.
    """
    first: date | None = None
    for match in _DATE.finditer(text):
        found = _date_of(match, order)
        if found is None:
            continue
        if _NAMED_DATE.search(text[max(0, match.start() - 48) : match.start()]):
            return found
        first = first or found
    return first


def _date_of(match: re.Match[str], order: DayOrder | None) -> date | None:
    if match["y1"]:
        return _valid(match["y1"], match["m1"], match["d1"])
    if match["y2"]:
        return _valid(match["y2"], _month(match["n2"]), match["d2"])
    if match["y3"]:
        return _valid(match["y3"], _month(match["n3"]), match["d3"])
    first, second = int(match["a4"]), int(match["b4"])
    if second > 12 or (order == "mdy" and first <= 12 and match["s4"] != "."):
        return _valid(match["y4"], first, second)
    if first > 12 or match["s4"] == "." or order == "dmy" or first == second:
        return _valid(match["y4"], second, first)
    return None


def _month(name: str) -> int:
    low = name.lower()
    return next((i for i, starts in enumerate(_MONTHS, start=1) if low.startswith(starts)), 0)


def _valid(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def stated_revision(text: str) -> str | None:
    """The revision that the first page states: ``C``, ``2``, ``1.0``."""
    best: tuple[int, str] | None = None
    for match in _REVISION.finditer(text):
        value = match["value"]
        if value.upper() in _NO_VALUE or (value.isalpha() and not value.isupper()):
            continue
        rank = _RANKS.index(match[0][:3].lower())
        if best is None or rank < best[0]:
            best = (rank, value)
    return None if best is None else best[1]
