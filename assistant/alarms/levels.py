"""Levels of alarms, high high to low low, as lists write them and as people ask. Knows no table."""

from __future__ import annotations

import re
from typing import Literal

from assistant.words import fold

Level = Literal["HH", "H", "L", "LL"]

_HIGH = r"(?:highs?|hi|haute?s?|h)"
_LOW = r"(?:lows?|lo|basse?s?|bas|l)"
_VERY = r"(?:very|extra|extremely|tres)"
_CELLS: tuple[tuple[Level, str], ...] = (
    ("HH", rf"(?:pv ?)?(?:{_HIGH}[ -]?{_HIGH}|{_VERY} {_HIGH})"),
    ("LL", rf"(?:pv ?)?(?:{_LOW}[ -]?{_LOW}|{_VERY} {_LOW})"),
    ("H", rf"(?:pv ?)?{_HIGH}"),
    ("L", rf"(?:pv ?)?{_LOW}"),
)
_HIGHS = r"(?:highs?|hi|haute?s?)"
_LOWS = r"(?:lows?|lo|basse?s?|bas)"
_ASKED: tuple[tuple[Level, str], ...] = (
    ("HH", rf"{_HIGHS}[ -]?{_HIGHS}|{_VERY} {_HIGHS}|hh"),
    ("LL", rf"{_LOWS}[ -]?{_LOWS}|{_VERY} {_LOWS}|ll"),
    ("H", _HIGHS),
    ("L", _LOWS),
)
_ANY = "|".join(words for _, words in _ASKED)
_NO_LEVEL = re.compile(
    r"\b(?:high(?:est)?|low(?:est)?|hautes?|basses?)[ -](?:priorit\w+|severit\w+|risks?|pressure steam)\b|"
    r"\bpriorit\w+ (?:is |are )?(?:high|low|haute|basse)\b|\bla bas\b"
)
_LETTER = re.compile(r"(?<![\w'’.-])(?P<letter>[HL])(?![\w'’.-])")


def level_of(cell: str) -> Level | None:
    """The level that a cell of a list holds: ``HIHI``, ``L``, ``Très bas``; None for anything else."""
    said = re.sub(r"\s*\b(?:alarms?|alarme)\b\s*", " ", fold(cell)).strip()
    return next((level for level, words in _CELLS if re.fullmatch(words, said)), None)


def levels_asked(text: str) -> frozenset[Level]:
    """The levels that a question names; single letters count as capitals alone."""
    folded = _NO_LEVEL.sub(" ", fold(text))
    found: set[Level] = set()
    for level, words in _ASKED:
        pattern = rf"(?<![\w-])(?:{words})(?![\w-])"
        if re.search(pattern, folded):
            found.add(level)
            folded = re.sub(pattern, " ", folded)
    found.update("H" if m["letter"] == "H" else "L" for m in _LETTER.finditer(text))
    return frozenset(found)


def without_levels(text: str) -> str:
    """A text whose words of levels are blanked."""
    plain = re.sub(rf"(?<![\w-])(?:{_ANY})(?![\w-])", " ", text, flags=re.IGNORECASE)
    return _LETTER.sub(" ", plain)
