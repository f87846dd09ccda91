"""Pitch of a screw thread, from its designation or from words. Knows ISO 261 and inches, no sheet.

Coarse pitches are those of ISO 261 (M8 stands for M8 x 1.25). A pitch is a length in metres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.quantities import read_number

_MM, _INCH = 1e-3, 0.0254
_COARSE = {
    1.6: 0.35, 2.0: 0.4, 2.5: 0.45, 3.0: 0.5, 3.5: 0.6, 4.0: 0.7, 5.0: 0.8, 6.0: 1.0, 7.0: 1.0, 8.0: 1.25,
    10.0: 1.5, 12.0: 1.75, 14.0: 2.0, 16.0: 2.0, 18.0: 2.5, 20.0: 2.5, 22.0: 2.5, 24.0: 3.0, 27.0: 3.0,
    30.0: 3.5, 33.0: 3.5, 36.0: 4.0, 39.0: 4.0, 42.0: 4.5, 45.0: 4.5, 48.0: 5.0, 52.0: 5.0, 56.0: 5.5,
    60.0: 5.5, 64.0: 6.0,
}  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)?"
_METRIC = re.compile(
    rf"(?<![\w-])M(?P<size>{_NUMBER})(?:\s?[xX×]\s?(?P<pitch>\d(?:[.,]\d+)?)(?![\d.,]))?(?![\w-])"
)
_UNIFIED = re.compile(
    r"(?<![\w/])(?:#?\d{1,2}|\d+/\d+|\d+ \d/\d+)\s?\"?\s?-\s?(?P<count>\d{1,2})\s?(?:UN[CFRJ]?[FC]?|TPI)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<count>{_NUMBER}|one|un)\s*(?:full\s+)?(?:threads?|filets?)\s*(?:/|per|par|an?)\s*"
    r"(?P<unit>mm|millim[eè]tres?|millimeters?|in\b|inch|pouces?)",
    re.IGNORECASE,
)
_PER_INCH = re.compile(rf"(?P<count>{_NUMBER})\s*(?:TPI|threads per inch|filets par pouce)\b", re.IGNORECASE)
_PITCH = re.compile(
    rf"\b(?:pitch|pas)\b(?:\s+(?:of|de|is|est|=|:))*\s*(?P<pitch>{_NUMBER})\s*mm\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pitch:
    """A thread's pitch in metres, and what says so as printed."""

    length: float
    written: str


def pitches_of(text: str) -> tuple[Pitch, ...]:
    """Every pitch that a text states, in the order of the ways to state one; each length once."""
    found: list[Pitch] = []
    for match in _COUNTED.finditer(text):
        metric = match["unit"].lower().startswith("m")
        _add(found, (_MM if metric else _INCH) / _count(match["count"]), match.group())
    for pattern in (_PER_INCH, _UNIFIED):
        for match in pattern.finditer(text):
            _add(found, _INCH / _count(match["count"]), match.group())
    for match in _PITCH.finditer(text):
        _add(found, _value(match["pitch"]) * _MM, match.group())
    for match in _METRIC.finditer(text):
        pitch = _value(match["pitch"]) if match["pitch"] else _COARSE.get(_value(match["size"]), 0.0)
        _add(found, pitch * _MM, match.group())
    return tuple(found)


def _add(found: list[Pitch], length: float, written: str) -> None:
    if 0 < length < 0.05 and all(abs(one.length - length) > 1e-9 for one in found):
        found.append(Pitch(length, " ".join(written.split())))


def _value(written: str) -> float:
    return float(written.replace(",", "."))


def _count(written: str) -> float:
    readings = read_number(written)
    return max(min(readings), 1e-9) if readings else 1.0
