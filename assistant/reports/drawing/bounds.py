"""Bounds that a clause sets: how much, which way, on what. Knows the words around numbers, no drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import Quantity, find_quantities

Way = Literal["most", "least"]

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý])|\n+")
_IN_OTHER_UNITS = r"\s*(?:\([^)]*\)\s*)?"
_MOST_BEHIND = re.compile(
    rf"{_IN_OTHER_UNITS}(?:or (?:less|under|below|lower|smaller|shorter)|max(?:imum|i)?\b|ou moins|au plus|"
    r"au maximum)",
    re.IGNORECASE,
)
_LEAST_BEHIND = re.compile(
    rf"{_IN_OTHER_UNITS}(?:or (?:more|over|above|higher|greater|larger|longer)|min(?:imum|i)?\b|ou plus|"
    r"au moins|au minimum)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?P<most>\b(?:no|not)(?: be)? (?:more|greater|higher|longer|larger|wider|further)(?: than)?|"
    r"\bnot exceed\w*|\bless than|\bbelow\b|\bunder\b|\bat most|\bup to|\bwithin\b|\bmax(?:imum|imal)?\b|"
    r"\binférieure?s?(?: ou égale?s?)? à|\bau plus|\bjusqu'à|\bmaxim\w+|\bpas dépasser|\bdépasser|≤|<=?)|"
    r"(?P<least>\b(?:no|not)(?: be)? (?:less|lower|smaller|shorter|fewer)(?: than)?|\bat least|\bmore than|"
    r"\bgreater than|\babove\b|\bexceed\w*|\bover\b|\bmin(?:imum|imal)?\b|"
    r"\bsupérieure?s?(?: ou égale?s?)? à|\bau moins|\bminim\w+|≥|>=?)|"
    r"(?P<strength>\b(?:yield|tensile|ultimate) strength|\blimite (?:d'élasticité|élastique)|\bpeak load)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|et|to|à)\s*$", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:diamet|diamèt|dia\b|Ø|⌀)", re.IGNORECASE)
_RADIUS = re.compile(r"\b(?:radi(?:us|i)|rayons?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a sentence allows.

    Attributes:
        value: In the base unit of the dimension (m, rad as degrees, N, Pa).
        written: As printed, with its unit.
        feature: What is measured, where the sentence says so.
    """

    way: Way
    value: float
    dimension: str
    written: str
    sentence: str
    feature: Literal["diameter", "radius"] | None = None


def bounds_of(text: str) -> Iterator[Bound]:
    """Bounds with a unit, sentence by sentence.

    A number is a bound where words beside it say so: before it (``no more than 250 mm``, a strength),
    behind it (``160 mm or less``), or around two (``between 240 mm and 320 mm``). The same amount in another
    unit, in brackets behind it, is passed over.
    """
    for sentence in _SENTENCE.split(text):
        start, before = 0, ""
        quantities = [q for q in find_quantities(sentence) if q.unit is not None and len(q.readings) == 1]
        between = False
        for quantity in quantities:
            before = sentence[start : quantity.start]
            start = quantity.end
            if before.rstrip().endswith("("):
                continue
            way: Way | None
            if _BETWEEN.search(before):
                way, between = "least", True
            elif between and _AND.fullmatch(before):
                way, between = "most", False
            else:
                way = _way(before, sentence[quantity.end :])
            if way is not None:
                yield _bound(sentence, quantity, way)


def _way(before: str, behind: str) -> Way | None:
    if _MOST_BEHIND.match(behind):
        return "most"
    if _LEAST_BEHIND.match(behind):
        return "least"
    cues = list(_CUE.finditer(before))
    return None if not cues else "least" if cues[-1]["least"] else "most"


def _bound(sentence: str, quantity: Quantity, way: Way) -> Bound:
    assert quantity.unit is not None
    return Bound(
        way=way,
        value=next(iter(quantity.readings)) * quantity.unit.factor,
        dimension=quantity.unit.dimension,
        written=sentence[quantity.start : quantity.end].strip(),
        sentence=sentence.strip(),
        feature="diameter" if _ROUND.search(sentence) else "radius" if _RADIUS.search(sentence) else None,
    )
