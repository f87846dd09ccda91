"""Bounds that a clause sets by another size: so many times it, so many threads, in the middle of it.

Knows the words, no sheet. What the size is must be told, shown or named by a thread's designation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import find_quantities
from assistant.reports.drawing.bounds import sentences_of, way_of

RelationKind = Literal["times", "threads", "centred"]
RelationWay = Literal["most", "least", "equal"]

_FACTORS = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0, "half": 0.5, "moitié": 0.5}
_FACTOR = r"(?P<factor>\d+(?:[.,]\d+)?|[a-zé]+(?:-[a-zé]+)?)"
_OF = r"(?:as (?:wide|thick|long|high|deep) as|of|de|du|des|d')?"
_TIMES = re.compile(
    rf"\b(?:{_FACTOR}\s+(?:times|fois)|(?P<word>twice|double|thrice|triple|half|(?:la )?moitié))\s+"
    rf"(?!(?:an?|each|every|per|par)\b){_OF}\s*"
    r"(?:the|that of the|that of|l'|l’|la|le|celle de|celui de)?\s*(?P<of>[^.,;:()]+)",
    re.IGNORECASE,
)
_THREADS = re.compile(
    rf"(?:(?P<least>minimum(?: of)?|at least|au moins|minimum de|no (?:less|fewer) than)|"
    rf"(?P<most>at most|maximum(?: of)?|au plus|no more than))\s+{_FACTOR}\s+"
    r"(?:(?:full|complete|whole|clear|exposed)\s+)?(?:threads?|filets?)\b",
    re.IGNORECASE,
)
_CENTRED = re.compile(
    r"\b(?:centered|centred|symmetric(?:al(?:ly)?)?|centrée?s?|symétriques?|"
    r"at mid-?(?:width|span|length)|à mi-\w+)\b",
    re.IGNORECASE,
)
_EQUAL = re.compile(r"\b(?:equal|exactly|égale?s?|exactement)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a sentence asks of a size in terms of another one.

    Attributes:
        factor: How many times the other size, or how many threads; 2 for the middle.
        of: The other size in the sentence's words; empty for threads and the middle.
    """

    kind: RelationKind
    way: RelationWay
    factor: float
    of: str
    written: str
    sentence: str


def relations_of(text: str) -> Iterator[Relation]:
    """Relations, sentence by sentence."""
    for sentence in sentences_of(text):
        if (match := _THREADS.search(sentence)) and (count := _number(match["factor"])):
            way: RelationWay = "most" if match["most"] else "least"
            yield _relation("threads", way, count, "", match.group(), sentence)
        elif (match := _TIMES.search(sentence)) and (factor := _factor(match)):
            yield _relation(
                "times", _way(sentence, match), factor, match["of"].strip(), match.group(), sentence
            )
        elif match := _CENTRED.search(sentence):
            yield _relation("centred", "equal", 2.0, "", match.group(), sentence)


def _relation(
    kind: RelationKind, way: RelationWay, factor: float, of: str, written: str, sentence: str
) -> Relation:
    words = " ".join(written.split())
    return Relation(
        kind=kind, way=way, factor=factor, of=of, written=words, sentence=" ".join(sentence.split())
    )


def _factor(match: re.Match[str]) -> float | None:
    if match["word"]:
        return _FACTORS[match["word"].lower().removeprefix("la ")]
    return _number(match["factor"])


def _number(written: str) -> float | None:
    """The value of digits or of a number word; None where it is another word."""
    found = find_quantities(written)
    return next(iter(found[0].readings)) if len(found) == 1 and len(found[0].readings) == 1 else None


def _way(sentence: str, match: re.Match[str]) -> RelationWay:
    stated = way_of(sentence[: match.start()], sentence[match.end() :])
    if stated is not None:
        return stated
    return "equal" if _EQUAL.search(sentence) else "least"
