"""Small raised digits behind a number: marks of footnotes, exponents. Knows boxes of characters, no page."""

from __future__ import annotations

import re
from collections.abc import Callable

_ENDS_RAISED = re.compile(r"\d[+\-−–]?\d{1,2}[)\].,;:]*$")
"""A word whose last digits may stand raised."""
RAISED_ENDS = frozenset("0123456789)].,;:")
"""Last characters of such words."""
_SMALL = 0.9
_LIFTED = 0.15
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_POWER = re.compile(r"(?:^|[x×·*])10$", re.IGNORECASE)

_SIGNED = re.compile(r"[+\-−–]?\d{1,3}")
_BEFORE_POWER = re.compile(r"[x×·*]\s?10$", re.IGNORECASE)
RAISED, LEVEL = "\x0e", "\x0f"
"""Put around raised text by readers of formats that say what is raised; ``level_raised`` takes them away."""

CharBox = Callable[[int], tuple[float, float] | None]
"""Lower and upper edge of a character of a word."""


def may_be_raised(word: str) -> bool:
    """True for a word that ends in digits behind a digit."""
    return _ENDS_RAISED.search(word) is not None


def parted(word: str, box: CharBox, *, before: str = "") -> tuple[str, str, int] | None:
    """A number and what stands raised behind it; None where nothing does.

    Args:
        before: The word before: of ``x 10`` the raised digits are an exponent.

    Returns:
        The number, the raised digits with what follows, and the place of the first of them. The second is
        empty where both are one word (``10⁻⁶``).
    """
    found = _ENDS_RAISED.search(word)
    first = box(found.start()) if found is not None else None
    if found is None or first is None:
        return None
    height = first[1] - first[0]
    for at in range(found.start() + 1, len(word)):
        edges = box(at)
        if edges is None:
            return None
        if edges[1] - edges[0] < _SMALL * height and edges[0] > first[0] + _LIFTED * height:
            base, rest = word[:at], word[at:]
            digits = re.match(r"[+\-−–]?\d+", rest)
            if digits is None:
                return None
            raised = digits[0].translate(_RAISED) + rest[digits.end() :]
            exponent = digits[0][0] in "+-−–" or (
                _POWER.search(base) and (len(base) > 2 or before[-1:] in "x×·*")
            )
            return (base + raised, "", at) if exponent else (base, raised, at)
    return None


def level_raised(text: str) -> str:
    """The text with raised digits behind a number as such, apart from it unless they are an exponent."""
    if RAISED not in text:
        return text
    first, *rest = text.split(RAISED)
    found = first
    for piece in rest:
        raised, _, after = piece.partition(LEVEL)
        bare = raised.strip()
        if found[-1:].isdigit() and _SIGNED.fullmatch(bare):
            exponent = not bare[0].isdigit() or _BEFORE_POWER.search(found)
            raised = ("" if exponent else " ") + bare.translate(_RAISED)
        found += raised + after
    return found.replace(LEVEL, "")
