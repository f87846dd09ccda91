"""Bounds that a clause sets: how much, which way, on what. Knows the words around numbers, no drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.quantities import Quantity, find_quantities

Way = Literal["most", "least", "equal"]
"""``equal`` is the value that a table sets for what a row names."""

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
_RANGE = re.compile(r"\s*(?:to|à|–|-)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|et|to|à)\s*$", re.IGNORECASE)
_PLACED = re.compile(r"(?:above|over|below|under|beyond|more than|greater than|less than)", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no(?!\.)|not|never|cannot|nothing|prevent\w*|avoid\w*|ne|jamais|aucune?|éviter?)\b|\bn['’]",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;:]|\b(?:but|unless|mais|sauf)\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:diamet|diamèt|dia\b|Ø|⌀)", re.IGNORECASE)
_RADIUS = re.compile(r"\b(?:radi(?:us|i)|rayons?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a sentence allows.

    Attributes:
        value: In the base unit of the dimension (m, rad as degrees, N, Pa).
        written: As printed, with its unit.
        feature: What is measured, where the sentence says so.
        case: What it holds for, where the clause sets others for other things ("Size B"); empty for all.
        source: The clause that a reference led to; empty where the clause itself sets it.
    """

    way: Way
    value: float
    dimension: str
    written: str
    sentence: str
    feature: Literal["diameter", "radius"] | None = None
    case: str = ""
    source: str = ""


def bounds_of(text: str) -> Iterator[Bound]:
    """Bounds with a unit, sentence by sentence.

    A number is a bound where words beside it say so: before it (``no more than 250 mm``, a strength),
    behind it (``160 mm or less``), or around two (``between 240 mm and 320 mm``,
    ``2 mm to 3 mm``). The same amount in another unit, in brackets behind it, is passed over.
    """
    for sentence in sentences_of(text):
        start, before = 0, ""
        quantities = [q for q in find_quantities(sentence) if q.unit is not None and len(q.readings) == 1]
        between = False
        ranges = _ranges(sentence, quantities)
        for quantity in quantities:
            before = sentence[start : quantity.start]
            start = quantity.end
            if before.rstrip().endswith("("):
                continue
            way: Way | None
            if quantity.start in ranges:
                way = ranges[quantity.start]
            elif _BETWEEN.search(before):
                way, between = "least", True
            elif between and _AND.fullmatch(before):
                way, between = "most", False
            else:
                way = way_of(before, sentence[quantity.end :])
            if way is not None:
                yield _bound(sentence, quantity, way)


def _ranges(sentence: str, quantities: Sequence[Quantity]) -> dict[int, Way]:
    """Pairs of amounts that are written as a range, ``0.4 mm to 0.5 mm``: which way each bounds."""
    found: dict[int, Way] = {}
    for one, other in pairwise(quantities):
        rising = min(one.readings) < min(other.readings) and one.dimension == other.dimension
        if rising and _RANGE.fullmatch(sentence[one.end : other.start]) and one.start not in found:
            found |= {one.start: "least", other.start: "most"}
    return found


def sentences_of(text: str) -> list[str]:
    """A clause's sentences; a line is one at least."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def way_of(before: str, behind: str) -> Way | None:
    """Which way an amount bounds, by the words before it and right behind it; None where they say nothing.

    A cue that the same part of the sentence denies is turned round: what "must not lie above 2 m" is at
    most 2 m high.
    """
    if _MOST_BEHIND.match(behind):
        return "most"
    if _LEAST_BEHIND.match(behind):
        return "least"
    cues = list(_CUE.finditer(before))
    if not cues:
        return None
    cue = cues[-1]
    denied = _PLACED.fullmatch(cue.group()) and _DENIED.search(_PART.split(before[: cue.start()])[-1])
    return "least" if bool(cue["least"]) != bool(denied) else "most"


def _bound(sentence: str, quantity: Quantity, way: Way) -> Bound:
    assert quantity.unit is not None
    return Bound(
        way=way,
        value=next(iter(quantity.readings)) * quantity.unit.factor,
        dimension=quantity.unit.dimension,
        written=sentence[quantity.start : quantity.end].strip(),
        sentence=sentence.strip(),
        feature=feature_of(sentence),
    )


def feature_of(words: str) -> Literal["diameter", "radius"] | None:
    """The round feature that words speak of."""
    return "diameter" if _ROUND.search(words) else "radius" if _RADIUS.search(words) else None
