"""Numbers with their units in text: found, read in English and French style, compared. Knows no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.units import Unit, spellings, unit_of

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
)
_WORD_NUMBERS = {word: float(n) for words in _WORDS for n, word in enumerate(words.split())} | {
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "trente": 30.0, "quarante": 40.0,
}  # fmt: skip
_ARTICLES = frozenset({"one", "un"})

_NUMBER = re.compile(
    r"(?<![\w.,/])(?<![a-z]-)(?P<sign>[-+±−]?)(?P<digits>\d{1,3}(?:[\u00a0\u202f ']\d{3})+(?:[.,]\d+)?"
    r"|\d+/\d+(?=\s*(?:\"|in\b|inch))|\d+(?:[.,]\d+)*|\.\d+)(?:[eE][-+]?\d+)?(?!\d)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?<![\w-])(" + "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True)) + r")(?![\w-])", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"(?<![\w.])[A-Za-z]+(?:[-.][A-Za-z]+)*[-.]?\d[\w.\-/]*|(?<![\w.])\d+(?:\.\d+){2,}(?:\.?[a-z]\b)?"
)
_DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|(?:\b(?:à|vers|dès)\s+\d{1,2}|\b0\d)\s?h\s?[0-5]\d\b(?!\s?min)"
)
"""Days and times of day; ``03 h 42`` is one, ``3 h 30`` alone may be a duration."""
_SIZE = re.compile(r"[Øø⌀×]|(?<=\d)\s?[xX]\s?(?=[\d.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written.

    Attributes:
        readings: Values it may stand for: ``1,250`` is 1250 or 1.25.
        unit: The unit that stands behind it, None for a bare number.
        start, end: Characters in the text, the unit included.
    """

    readings: frozenset[float]
    unit: Unit | None
    start: int
    end: int

    @property
    def dimension(self) -> str | None:
        """``length``, ``force`` …; None for a bare number."""
        return self.unit.dimension if self.unit else None


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    words = sorted((re.escape(name) for name in spellings()), key=len, reverse=True)
    return re.compile(
        r"[\s\u00a0\u202f-]{0,2}(" + "|".join(words) + r")(?![\wµ°²³/])|\s?(\")(?!\w)", re.IGNORECASE
    )


def _unit_at(text: str, position: int) -> tuple[Unit | None, int]:
    """The unit right behind a number and where it ends."""
    match = _unit_pattern().match(text, position)
    unit = unit_of("in" if match.group(2) else match.group(1)) if match else None
    return (unit, match.end()) if match and unit else (None, position)


def read_number(written: str) -> frozenset[float]:
    """Values that a written number may stand for, in English or French style; empty where none."""
    clean = re.sub(r"[\s\u00a0\u202f'+±]", "", written).replace("−", "-")
    candidates: list[str] = []
    if re.fullmatch(r"\d+/\d+", clean):
        over, under = clean.split("/")
        return frozenset({int(over) / int(under)}) if int(under) else frozenset()
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", clean):
        candidates.append(clean.replace(",", ""))
        if clean.count(",") == 1 and "." not in clean:
            candidates.append(clean.replace(",", "."))
    elif re.fullmatch(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", clean):
        if clean.count(".") == 1 and "," not in clean:
            candidates.append(clean)
        candidates.append(clean.replace(".", "").replace(",", "."))
    else:
        candidates.append(clean.replace(",", "."))
    return frozenset(
        float(c) for c in candidates if re.fullmatch(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", c)
    )


def find_quantities(text: str) -> list[Quantity]:
    """Numbers of a text in order, with their units; not those inside identifiers, dates and times of day."""
    plain = _SIZE.sub(lambda match: " " * len(match.group(0)), text)
    taken = [match.span() for pattern in (_DATE, _IDENTIFIER) for match in pattern.finditer(plain)]
    found: list[Quantity] = []
    for match in _NUMBER.finditer(plain):
        at = match.start("digits")
        readings = read_number(match.group(0))
        if readings and not any(start <= at < end for start, end in taken):
            unit, end = _unit_at(plain, match.end())
            found.append(Quantity(readings=readings, unit=unit, start=match.start(), end=end))
    for match in _WORD.finditer(plain):
        unit, end = _unit_at(plain, match.end())
        if unit or match.group(1).lower() not in _ARTICLES:
            value = frozenset({_WORD_NUMBERS[match.group(1).lower()]})
            found.append(Quantity(readings=value, unit=unit, start=match.start(), end=end))
    return sorted(found, key=lambda quantity: quantity.start)


def same(one: Quantity, other: Quantity) -> bool:
    """True where both mean the same value: units equal, or one of the two left out."""
    if not any(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a in one.readings for b in other.readings):
        return False
    return one.unit is None or other.unit is None or one.unit == other.unit


def missing(claimed: Iterable[Quantity], held: Iterable[Quantity]) -> list[Quantity]:
    """Those of ``claimed`` that no quantity in ``held`` is the same as."""
    known = list(held)
    return [quantity for quantity in claimed if not any(same(quantity, other) for other in known)]


def dimensions_of(text: str) -> frozenset[str]:
    """Dimensions of all units that a text names as words of their own (``in kW``, ``how many seconds``)."""
    named = (unit_of(word) for word in re.findall(r"[^\s,;:()?!]+", text))
    return frozenset(unit.dimension for unit in named if unit)
