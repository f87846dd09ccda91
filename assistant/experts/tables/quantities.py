"""Numbers with their comparison and unit, English and French: ``at least 10 h``. Knows no table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["=", "!=", ">", ">=", "<", "<=", "between"]

_COUNTED = (
    "zero nil|one|two deux|three trois|four quatre|five cinq|six|seven sept|eight huit|nine neuf"
    "|ten dix|eleven onze|twelve douze|thirteen treize|fourteen quatorze|fifteen quinze|sixteen seize"
)
_TENS = {
    "twenty": 20,
    "vingt": 20,
    "thirty": 30,
    "trente": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "cent": 100,
}
_NUMBER_WORDS = {word: n for n, words in enumerate(_COUNTED.split("|")) for word in words.split()} | _TENS

HOURS = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5,
    "year": 8766.0,
}  # fmt: skip
"""Hours in a unit of time; a month and a year are mean ones."""

_TIME_NAMES = {
    "second": "s sec secs second seconds seconde secondes",
    "minute": "min mins mn minute minutes",
    "hour": "h hr hrs hour hours heure heures",
    "day": "d day days jour jours j",
    "week": "week weeks semaine semaines",
    "month": "month months mois",
    "year": "year years an ans annee annees",
}
_TIME_WORDS = {word: unit for unit, words in _TIME_NAMES.items() for word in words.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of a question.

    Attributes:
        comparison: ``=`` where none is said.
        value, upper: The number; ``upper`` for ``between``.
        unit: Unit of time (``hour`` …), ``%``, or the word that follows as written, or None.
        explicit: True where a comparison is said (``over 10``, ``exactly 3``, ``25+``).
        span: Characters of the question, comparison and unit of time included.
    """

    comparison: Comparison
    value: float
    span: tuple[int, int]
    upper: float | None = None
    unit: str | None = None
    explicit: bool = False

    @property
    def hours(self) -> float | None:
        """The number in hours, where the unit is one of time."""
        factor = HOURS.get(self.unit or "")
        return None if factor is None else self.value * factor


def unit_of_time(word: str) -> str | None:
    """``hour`` for ``h``, ``hrs``, ``heures``; None where the word is no unit of time."""
    return _TIME_WORDS.get(word.strip().lower())


_N = r"(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")"
_UNIT = r"(?:\s*(?P<unit>%|percent|pour ?cent|[a-z]+)(?![\w']))?"
_MORE = (
    r"(?:strictly )?(?:more than|over|above|greater than|higher than|larger than|bigger than|longer "
    r"than|exceed(?:s|ed|ing)?|beyond|past"
    r"|in excess of|older than|plus d(?:e |')|superieure?s? a|au[- ]dessus de|depass\w+|>|plus "
    r"longues? que|plus grande?s? que|sup a)"
)
_LEAST = (
    r"(?:at least|no less than|not less than|minimum(?: of)?|min\.?|>=|≥|au moins|au minimum|"
    r"superieure?s? ou egale?s? a)"
)
_LESS = (
    r"(?:less than|fewer than|below|under|lower than|smaller than|shorter than|short of|moins d(?:e |"
    r"')|inferieure?s? a|en dessous de"
    r"|<|sous)"
)
_MOST = (
    r"(?:at most|no more than|not more than|not exceeding|up to|maximum(?: of)?|max\.?|<=|≤|au "
    r"plus|au maximum|jusqu'a|inferieure?s? ou egale?s? a)"
)
_EXACT = r"(?:exactly|precisely|equal to|equals?|exactement|egale?s? a|=|==)"
_NOT = r"(?:other than|not equal to|different from|!=|≠|autre que)"
_OR_MORE = (
    r"(?:\s*(?P<plus>\+|or more|or (?:higher|above|greater|over|longer|later)|and (?:above|more|"
    r"over)|ou plus)(?![\w]))"
)
_OR_LESS = (
    r"(?:\s*(?P<minus>or (?:less|fewer|lower|below|under|shorter)|and (?:below|less|under)|ou "
    r"moins)(?![\w])|(?P<dash>-)(?=[\s)?,.]|$))"
)

_BETWEEN = re.compile(
    rf"(?<![\w])(?:between|entre|from|de)\s+(?P<a>{_N})\s*(?:and|et|to|a|-)\s*(?P<b>{_N}){_UNIT}"
)
_COMPARED = re.compile(
    rf"(?<![\w])(?P<not>not |no |pas )?(?:(?P<more>{_MORE})|(?P<least>{_LEAST})|(?P<less>{_LESS})|"
    rf"(?P<most>{_MOST})|(?P<exact>{_EXACT})|(?P<other>{_NOT}))"
    rf"\s*(?:the )?(?P<n>{_N}|an?(?= hour| minute| day| week| month| year)|une?(?= heure| minute| jour|"
    rf" semaine| mois| an))(?![\w.,]*\d){_UNIT}"
)
_SUFFIXED = re.compile(rf"(?<![\w.,])(?P<n>{_N})(?:\s*(?P<u>[a-z%]+))?(?:{_OR_MORE}|{_OR_LESS})")
_PLAIN = re.compile(rf"(?<![\w.,-])-?(?P<n>{_N})(?![\w]){_UNIT}")


def parse_number(text: str) -> float | None:
    """The value of a number as written: ``1,250``, ``0,5``, ``3.25``, ``twelve``, ``3rd``."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text)
    if text in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[text])
    if text in ("a", "an", "un", "une"):
        return 1.0
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    else:
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def find_quantities(text: str, *, masked: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """All numbers in a folded text, in order.

    Args:
        masked: Stretches that are something else already (periods); numbers there are left out.
    """
    taken = [False] * len(text)
    for start, end in masked:
        taken[start:end] = [True] * (end - start)
    found: list[Quantity] = []
    for pattern, make in (
        (_BETWEEN, _between),
        (_COMPARED, _compared),
        (_SUFFIXED, _suffixed),
        (_PLAIN, _plain),
    ):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            quantity = make(match)
            if quantity is not None:
                found.append(quantity)
                taken[quantity.span[0] : quantity.span[1]] = [True] * (quantity.span[1] - quantity.span[0])
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _unit(match: re.Match[str], name: str = "unit") -> tuple[str | None, int]:
    """The unit and where the quantity ends; a following word that is no unit is not part of it."""
    word = match[name]
    if not word:
        return None, match.end() if name == "unit" else match.end("n")
    if word in ("%", "percent", "pourcent", "pour cent"):
        return "%", match.end(name)
    if word in _TIME_WORDS:
        return _TIME_WORDS[word], match.end(name)
    return word, match.start(name)


def _between(match: re.Match[str]) -> Quantity | None:
    low, high = parse_number(match["a"]), parse_number(match["b"])
    if low is None or high is None or low > high:
        return None
    unit, end = _unit(match)
    return Quantity(
        comparison="between", value=low, upper=high, unit=unit, explicit=True, span=(match.start(), end)
    )


def _compared(match: re.Match[str]) -> Quantity | None:
    value = parse_number(match["n"])
    if value is None:
        return None
    unit, end = _unit(match)
    comparison: Comparison = "="
    for name, sign in (("more", ">"), ("least", ">="), ("less", "<"), ("most", "<="), ("other", "!=")):
        if match[name]:
            comparison = sign  # type: ignore[assignment]
    if match["not"]:
        comparison = CONTRARY[comparison]
    return Quantity(comparison=comparison, value=value, unit=unit, explicit=True, span=(match.start(), end))


CONTRARY: dict[Comparison, Comparison] = {
    ">": "<=",
    "<": ">=",
    ">=": "<",
    "<=": ">",
    "=": "!=",
    "!=": "=",
    "between": "between",
}
"""What a comparison becomes where it is denied."""


def _suffixed(match: re.Match[str]) -> Quantity | None:
    value = parse_number(match["n"])
    word = match["u"]
    if value is None or (word and word != "%" and word not in _TIME_WORDS):
        return None
    unit = "%" if word == "%" else _TIME_WORDS.get(word or "")
    comparison: Comparison = ">=" if match["plus"] else "<="
    return Quantity(comparison=comparison, value=value, unit=unit, explicit=True, span=match.span())


def _plain(match: re.Match[str]) -> Quantity | None:
    value = parse_number(match["n"])
    if value is None:
        return None
    unit, end = _unit(match)
    if match.group(0).startswith("-") and match["n"][0].isdigit():
        value = -value
    return Quantity(comparison="=", value=value, unit=unit, span=(match.start(), end))
