"""Limits in words (``above 120``, ``is zero``, ``entre 5 et 10 bar``). Knows no sensor and no log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.conversions import UNITS
from assistant.experts.series.tokens import parse_number

Comparison = Literal["above", "at_least", "below", "at_most", "equal", "not_equal", "between"]

_WORDS: tuple[tuple[Comparison, str, str], ...] = (
    (
        "at_least",
        r">=|=>|≥",
        r"reach(?:es|ed)?|hits?|attain\w*|atteint\w*|atteign\w+|got? (?:up )?to|at least"
        r"|no less than|not less than|not below|longer than|plus longue?s? que|au moins"
        r"|pas moins de|superieure?s? ou egale?s? a",
    ),
    (
        "at_most",
        r"<=|=<|≤",
        r"at most|no more than|not more than|not above|au plus|pas plus de|inferieure?s? ou egale?s? a",
    ),
    ("not_equal", r"!=|<>|≠", r"not equal to|different from|other than|differente?s? de|autre que"),
    (
        "above",
        r">",
        r"above|over|greater than|more than|higher than|larger than|in excess of|exceed(?:s|ed|ing)?|beyond"
        r"|past|superieure?s? a"
        r"|au[- ]dessus d[eu']|au[- ]dela d[eu']|plus de|depass\w+|exced\w+|top(?:s|ped)",
    ),
    (
        "below",
        r"<",
        r"below|under|beneath|less than|lower than|smaller than|fewer than|inferieure?s? a"
        r"|(?:au|en)[- ]dessous d[eu']|sous|moins de",
    ),
    (
        "equal",
        r"==?",
        r"equals?(?: to)?|exactly|egale?s? a|vaut|valant|is|was|are|were|be|being|been|at|of|reads?|stays? at"
        r"|stayed at|remain\w* at|reste\w* a|etait|est|sont|a|de",
    ),
)
_NUMBER = r"(?P<n>-?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|-?\d+(?:[.,]\d+)?|zero|nul(?:le)?s?|naught|nil)"
_FILL = (
    r"(?:-(?:t-)?(?:ils?|elles?)\b)?(?:\s*(?:the|a|an|la|le|its|their|our|sa|son|ses|leur|notre|valeur|value|limit|threshold|seuil|limite|of|de|mark|than|still|always|constantly"
    r"|toujours|encore|set|constant|equal to|egale? a)\b)*"
)
_UNIT = r"(?:\s*(?P<u>%|°\s?[cfk]|[a-zµ³²]+[23]?(?:[/·.][a-z0-9³²]+)?(?:\s(?:gpm|gal))?))?"
_AFTER = re.compile(
    r"(?:\s+(?:hi(?:gh)?|lo(?:w)?|haute?|basse?|trip|alarm|alarme|limits?|limite|threshold|seuil"
    r"|set ?point|mark|line|consigne|spec|max(?:imum)?|min(?:imum)?))+\b"
)
"""What a value is called after it: ``over the 20 mbar high alarm``."""
_DEGREES = frozenset("degres degre degrees degree deg".split())
_END = r"(?![\w:]|[.,]\d)"
_BETWEEN = re.compile(
    rf"\b(?:between|entre|from|de)\s+{_NUMBER.replace('?P<n>', '?P<a>')}\s*(?:and|et|to|a)\s+{_NUMBER}{_UNIT}"
    r"(?![\w:])"
)
_COMPARISONS = tuple(
    (
        comparison,
        re.compile(rf"(?:(?<![\w-])(?:{words})(?![a-z])|(?:{signs})){_FILL}\s*{_NUMBER}{_UNIT}{_END}"),
    )
    for comparison, signs, words in _WORDS
)
_NOT_ZERO = re.compile(r"\bnon[- ]?zero\b|\bnon[- ]nul(?:le)?s?\b|\bother than zero\b|\bnot zero\b")
_ZERO = re.compile(
    r"\b(?:how many|number of|count of|combien de|nombre de) (?:zero(?:e?s)?|0s)\b"
    r"|\b(?:zero|null?e?s?|0)"
    r"(?= (?:power|tonnage|flow|load|speed|pressure|readings?|values?|puissance|debit)\b)"
    r"|\b(?:nulle?s?|zero|a zero)\b(?! (?:included|excluded|inclus|exclus|compris|ou))"
    r"|\bpositi(?:ve|f)s?\b|\bnegati(?:ve|f)s?\b"
)
_TIME = frozenset(
    (
        "s sec second seconds seconde secondes min minute minutes mn h hr hrs hour hours heure heures d day"
        " days jour jours"
    ).split()
)
_EXACT = re.compile(r"=|equal|exact|egal|vaut|valant|stay|stuck|frozen|remain|reste|bloqu|fige")
_HELD = re.compile(
    r"\b(?:stuck|frozen|froze|constant|stay(?:s|ed)?|remain(?:s|ed)?|rest(?:e|ait)\w*|fige\w*|bloque\w*)\b[^?,]*$"
)
_COUNTED = re.compile(
    r"\s*(?:readings?|samples?|consecutive|times|rows|mesures?|fois|days?|percent of|% of the)\b"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison with a number.

    Attributes:
        upper: The second number of ``between``.
        unit: The unit as written after the number, where it is one.
    """

    comparison: Comparison
    value: float
    start: int
    end: int
    upper: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long or how many readings something must last to count."""

    seconds: float | None
    readings: int | None
    start: int
    end: int


def find_limits(
    folded: str, *, taken: frozenset[int], french: bool = False
) -> tuple[tuple[Limit, ...], tuple[Lasting, ...]]:
    """Limits of a folded question and lengths that an event must last, in order.

    Args:
        taken: Characters that already mean something else (dates, logs).
        french: Whether numbers are written with decimal commas.
    """
    finder = _Finder(folded, set(taken), french=french)
    finder.between()
    for comparison, pattern in _COMPARISONS:
        finder.compared(comparison, pattern)
    finder.zeros()
    return tuple(sorted(finder.limits, key=lambda limit: limit.start)), tuple(finder.lasting)


_BARE = re.compile(rf"(?<![\w.,:/+-]){_NUMBER}{_UNIT}(?![\w:]|[.,]\d)")
_UNDER = re.compile(
    r"\b(?:under|below|beneath|less|lower|sous|moins|en[- ]dessous|fall\w*|fell|drop\w*|d(?:i|e)p\w*"
    r"|sink\w*|sank|tomb\w+|descen\w+|chut\w+|baiss\w+)\b"
)


def bare_limit(folded: str, *, taken: frozenset[int], french: bool = False) -> Limit | None:
    """The one value with a unit of no time that a question names, where no comparison stands before it.

    ``when was 1506 rpm exceeded``, ``a franchi 66,9 °C``: that it is crossed is said elsewhere in the
    sentence; downwards where a word says so.
    """
    found = [
        match
        for match in _BARE.finditer(folded)
        if (unit := _unit(match["u"])) is not None
        and unit not in _TIME
        and not taken & set(range(match.start("n"), match.end("n")))
    ]
    if len(found) != 1:
        return None
    (match,) = found
    below: Comparison = "below" if _UNDER.search(folded) else "above"
    return Limit(below, _value(match["n"], french), match.start(), match.end(), None, _unit(match["u"]))


class _Finder:
    """Collects limits; a character is read once."""

    def __init__(self, folded: str, used: set[int], *, french: bool) -> None:
        self._folded = folded
        self._french = french
        self._used = used
        self.limits: list[Limit] = []
        self.lasting: list[Lasting] = []

    def _take(self, match: re.Match[str]) -> bool:
        place = set(range(match.start(), match.end()))
        if self._used & place:
            return False
        self._used |= place
        return True

    def between(self) -> None:
        for match in _BETWEEN.finditer(self._folded):
            unit = _unit(match["u"])
            if unit not in _TIME and self._take(match):
                low, high = sorted((_value(match["a"], self._french), _value(match["n"], self._french)))
                self.limits.append(Limit("between", low, match.start(), _end(match), high, unit))

    def compared(self, comparison: Comparison, pattern: re.Pattern[str]) -> None:
        for match in pattern.finditer(self._folded):
            unit, value = _unit(match["u"]), _value(match["n"], self._french)
            if unit in _TIME or _COUNTED.match(self._folded[match.end("n") :]):
                if comparison in ("above", "at_least") and self._take(match):
                    self.lasting.append(_lasting(match, unit, self._french))
                continue
            held = _EXACT.match(match.group(0)) or _HELD.search(self._folded[: match.start()])
            if comparison == "equal" and value != 0 and not held:
                continue
            if self._take(match):
                end = _end(match)
                called = _AFTER.match(self._folded, end)
                end = called.end() if called is not None else end
                self.limits.append(Limit(comparison, value, match.start(), end, None, unit))

    def zeros(self) -> None:
        for match in _NOT_ZERO.finditer(self._folded):
            if self._take(match):
                self.limits.append(Limit("not_equal", 0.0, match.start(), match.end()))
        for match in _ZERO.finditer(self._folded):
            if self._take(match):
                sign = match.group(0)[:4]
                kind: Comparison = "above" if sign == "posi" else "below" if sign == "nega" else "equal"
                self.limits.append(Limit(kind, 0.0, match.start(), match.end()))


def _lasting(match: re.Match[str], unit: str | None, french: bool) -> Lasting:
    number = _value(match["n"], french)
    if unit in _TIME and unit is not None:
        return Lasting(number * UNITS[unit].factor, None, match.start(), match.end())
    return Lasting(None, int(number), match.start(), match.end())


def _value(text: str, french: bool) -> float:
    return parse_number(text, french=french) if text[-1].isdigit() else 0.0


def _unit(text: str | None) -> str | None:
    if text is None:
        return None
    clean = text.replace(" ", "")
    if clean in _DEGREES:
        return "degrees"
    return clean if clean in UNITS or text in UNITS else None


def _end(match: re.Match[str]) -> int:
    """End of the match, without a following word that is no unit."""
    return match.end() if match["u"] is None or _unit(match["u"]) else match.end("n")
