"""Intervals of maintenance in words: "every 6 months", "annual", "tous les deux ans". Knows no clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.words import fold

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "twelve": 12, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "huit": 8, "dix": 10,
    "douze": 12,
}  # fmt: skip
_MONTHS_OF = {"year": 12, "an": 12, "annee": 12, "month": 1, "mois": 1, "quarter": 3, "trimestre": 3}
_DAYS_OF = {"week": 7, "semaine": 7, "day": 1, "jour": 1}
_SPAN = re.compile(
    r"\b(?:(?P<number>\d+|" + "|".join(_NUMBERS) + r")[ -]?)?"
    r"(?P<unit>years?|yrs?|ans?|annees?|months?|mois|quarters?|trimestres?|weeks?|semaines?|days?|jours?)\b"
)
_SHORT_UNITS = {
    "mon": "month", "mth": "month", "mths": "month", "mo": "month", "m": "month", "wk": "week", "wks": "week",
    "w": "week", "sem": "semaine", "s": "semaine", "j": "jour", "jr": "jour", "jrs": "jour", "d": "day",
    "y": "year", "a": "an", "t": "trimestre", "trim": "trimestre", "yr": "year", "yrs": "year",
}  # fmt: skip
"""How exports write units; the month is M in English and French."""
_SHORT_SPAN = re.compile(
    r"\W*(?P<number>\d+)\s*[-/]?\s*(?P<unit>[a-z]{1,4})\.?\W*|\W*(?P<unit2>[mwsatyj])\s?(?P<number2>\d+)\W*"
)
_EVERY = re.compile(r"\b(?:every|each|per|once an?|tou(?:te)?s les|chaque|par)\b\s*(?:the )?")
_NAMED = (
    (re.compile(r"\b(?:semi-?annual\w*|half-?yearly|bi-?annual\w*|semestriel\w*)\b"), 6, 0),
    (re.compile(r"\b(?:biennial\w*|bisannuel\w*)\b"), 24, 0),
    (re.compile(r"\b(?:triennal\w*|triennial\w*)\b"), 36, 0),
    (re.compile(r"\b(?:quinquenn\w*|five-yearly)\b"), 60, 0),
    (re.compile(r"\b(?:decenn\w*|ten-yearly)\b"), 120, 0),
    (re.compile(r"\b(?:bimestriel\w*|two-monthly)\b"), 2, 0),
    (re.compile(r"\b(?:fortnightly|bi-?weekly|bimensuel\w*)\b"), 0, 14),
    (re.compile(r"\b(?:annual\w*|yearly|annuel\w*)\b"), 12, 0),
    (re.compile(r"\b(?:quarterly|trimestriel\w*)\b"), 3, 0),
    (re.compile(r"\b(?:monthly|mensuel\w*)\b"), 1, 0),
    (re.compile(r"\b(?:weekly|hebdomadaire\w*)\b"), 0, 7),
    (re.compile(r"\b(?:daily|quotidien\w*|journalier\w*)\b"), 0, 1),
)
_COMES_AGAIN = re.compile(
    r"\b(?:every|each|once an?|once per|twice an?|twice per|tou(?:te)?s les|a chaque|chaque"
    r"|(?:une|deux|trois|\d+) fois (?:par|l))\b"
    r"|\b(?:interval|frequency|intervalle|periodicite|frequence) ?:"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of time between two runs of the same work, in whole months or in days."""

    months: int = 0
    days: int = 0

    def after(self, done: date) -> date:
        """The day that is an interval after another; the month's last one where it has no such day."""
        month = done.month - 1 + self.months
        year, month = done.year + month // 12, month % 12 + 1
        day = min(done.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days)

    def said(self, language: Literal["en", "fr"]) -> str:
        """``12 months``, ``une semaine`` in figures."""
        number, one, several = (
            (self.months, ("month", "mois"), ("months", "mois"))
            if self.months
            else (self.days, ("day", "jour"), ("days", "jours"))
        )
        return f"{number} {(one if number == 1 else several)[language == 'fr']}"


def interval_in(text: str, *, every: bool = True) -> Interval | None:
    """The interval that words say; None where they say none.

    Args:
        text: Words, as ``Annual calibration`` or ``36 months``.
        every: Only spans that are said to come again: ``every 6 months``, not ``lasted 6 months``.
    """
    folded = fold(text)
    for pattern, months, days in _NAMED:
        if pattern.search(folded):
            return Interval(months=months, days=days)
    starts = [match.end() for match in _EVERY.finditer(folded)] if every else [0]
    for start in starts:
        span = _SPAN.match(folded, start) if every else _SPAN.search(folded)
        if span is not None:
            return _of(span["number"] or "1", span["unit"])
    return None


def tells_interval(text: str) -> bool:
    """True for work that comes again, by the clock or not: ``every 500 h``, ``at each start``, ``yearly``."""
    folded = fold(text)
    return any(pattern.search(folded) for pattern, _, _ in _NAMED) or bool(_COMES_AGAIN.search(folded))


def interval_of(value: object, unit: str) -> Interval | None:
    """The interval of a cell: a number in a unit that its column names, or words."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) or str(value).strip().replace(".", "", 1).isdigit():
        number = float(str(value))
        return (
            _of(str(int(number)), _unit(fold(unit).strip())) if number == int(number) and number > 0 else None
        )
    said = interval_in(str(value), every=False)
    return said if said is not None else _short(fold(str(value)))


def is_unit(text: str) -> bool:
    """True for the name of a unit of time by the calendar, also short: ``MON``, ``WEEKS``, ``ans``."""
    return _of("1", _unit(fold(text).strip())) is not None


def _short(folded: str) -> Interval | None:
    """``6M``, ``12 mths``, ``1A``, ``M6``: a number with a short unit, and nothing else."""
    match = _SHORT_SPAN.fullmatch(folded)
    if match is None:
        return None
    return _of(match["number"] or match["number2"], _unit(match["unit"] or match["unit2"]))


def _unit(unit: str) -> str:
    return _SHORT_UNITS.get(unit, unit)


def _of(number: str, unit: str) -> Interval | None:
    count = _NUMBERS.get(number) or int(number) if number.isdigit() or number in _NUMBERS else 0
    bare = {"yr": "year", "ans": "an"}.get(unit.rstrip("s"), unit if unit == "mois" else unit.rstrip("s"))
    if not count:
        return None
    if bare in _MONTHS_OF:
        return Interval(months=count * _MONTHS_OF[bare])
    return Interval(days=count * _DAYS_OF[bare]) if bare in _DAYS_OF else None
