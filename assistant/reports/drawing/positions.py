"""Find where a clause asks a thing to lie, which numbers on a sheet do not tell. Knows words, no sheet."""

from __future__ import annotations

import re

from assistant.quantities import find_quantities

_ASKS = r"\b(?:must|shall|should|may not|may only|is to|are to|doi(?:t|vent)|ne peu(?:t|vent)|est à|sont à)\b"
_PLACE = (
    r"\b(?:inboard|outboard|forward|rearward|ahead|inside|outside|in front) of\b|"
    r"\bto the (?:left|right|front|rear) of\b|"
    r"\b(?:behind|beneath|underneath|above|below|alongside)\b|\bbetween the\b|"
    r"\ben (?:avant|arrière|dessous|dessus) d[eu]\b|\bau-?dess(?:us|ous) d[eu]\b|\b(?:derrière|devant)\b|"
    r"\bà l['’](?:intérieur|extérieur|avant|arrière) d[eu]\b|\bà (?:gauche|droite) d[eu]\b|\bentre les\b"
)
_ASKED_PLACE = re.compile(rf"{_ASKS}[^.;\n]{{0,160}}?(?P<place>{_PLACE})", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\d)[^.;\n]*)*")


def place_asked(text: str) -> str | None:
    """The first words of place that a clause asks for ("inboard of"), in a sentence without an amount.

    A sentence with an amount is a bound and is compared as one.
    """
    for match in _SENTENCE.finditer(text):
        asked = _ASKED_PLACE.search(match[0])
        if asked is not None and not any(found.unit for found in find_quantities(match[0])):
            return " ".join(asked["place"].split())
    return None
