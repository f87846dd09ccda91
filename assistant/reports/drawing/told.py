"""What is told about a sheet besides: lengths of things, pitches, words that pick a row. Knows no sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quantities import find_quantities
from assistant.reports.drawing.bounds import sentences_of
from assistant.words import content_stems

_CAPITAL = re.compile(r"(?<=[a-zà-ÿ][ -])[A-Z](?![\w'’.])")


@dataclass(frozen=True, slots=True)
class ToldLength:
    """A length that a sentence gives: metres, as printed, and the sentence's words as stems."""

    value: float
    written: str
    stems: frozenset[str]


def lengths_told(text: str) -> Iterator[ToldLength]:
    """Lengths with a unit, with the words of the part of the sentence in which they stand."""
    for sentence in sentences_of(text):
        for quantity in find_quantities(sentence):
            if quantity.unit is not None and quantity.dimension == "length" and len(quantity.readings) == 1:
                value = next(iter(quantity.readings)) * quantity.unit.factor
                written = " ".join(sentence[quantity.start : quantity.end].split())
                yield ToldLength(value, written, stems_of(sentence))


def length_of(thing: str, text: str) -> ToldLength | None:
    """The length that a text tells of a thing: the one whose sentence has the most of its words."""
    wanted = stems_of(thing)
    best: tuple[int, ToldLength] | None = None
    for length in lengths_told(text):
        common = len(wanted & length.stems)
        if common and (best is None or common > best[0]):
            best = (common, length)
    return None if best is None else best[1]


def chosen_cases(cases: Sequence[str], text: str) -> frozenset[str]:
    """Of alternatives those that a text names: all words that tell one from the others are in it."""
    stems = {case: stems_of(case) for case in cases}
    shared = frozenset.intersection(*stems.values()) if stems else frozenset()
    said = stems_of(text)
    named = {case for case, own in stems.items() if own - shared and own - shared <= said}
    # "Size B braces" names both "Size B" and "B": the fuller name is meant
    return frozenset(case for case in named if not any(stems[case] < stems[other] for other in named))


def stems_of(text: str) -> frozenset[str]:
    """Stems of the content words, read as English and as French; a capital behind a word too ("Size B")."""
    letters = {letter.lower() for letter in _CAPITAL.findall(text)}
    return frozenset((*content_stems(text), *content_stems(text, "fr"), *letters))
