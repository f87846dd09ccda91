"""The hard facts in a text: quantities, identifiers, dates, names. Knows spellings, no meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.quantities import Quantity, find_quantities, missing
from assistant.words import STOP_WORDS, fold
from retrieval.identifiers import find_identifiers

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb février fevrier févr", "march mar mars",
            "april apr avril avr",
            "may mai", "june jun juin", "july jul juillet juil", "august aug août aout",
            "september sep sept septembre", "october oct octobre", "november nov novembre",
            "december dec décembre decembre déc",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""Names of months and their short forms, English and French, with their numbers."""
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\b")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?(?: of)?[ -]({_MONTH})(?:,?[ -](\d{{4}}))?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?::|h)(\d\d)(?::\d\d)?(?!\d)")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<!\w)[A-ZÀ-Ý][\wÀ-ÿ-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What must be copied exactly.

    Attributes:
        dates: ``YYYY-MM-DD``, or ``-MM-DD`` without a year; day and month of a slashed date both ways.
        names: Words with a capital inside a sentence, folded.
    """

    quantities: tuple[Quantity, ...]
    texts: tuple[str, ...]
    identifiers: frozenset[str]
    dates: tuple[frozenset[str], ...]
    clocks: frozenset[str]
    names: tuple[str, ...]


def _day(year: str | None, month: int, day: int) -> str:
    full = f"20{year}" if year and len(year) == 2 else (year or "")
    return f"{full}-{month:02d}-{day:02d}"


def find_dates(text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Dates of a text: start, end, and the days that they may mean."""
    found: list[tuple[int, int, frozenset[str]]] = []
    for match in _ISO.finditer(text):
        day = _day(match.group(1), int(match.group(2)), int(match.group(3)))
        found.append((match.start(), match.end(), frozenset({day})))
    for match in _SLASHED.finditer(text):
        one, two, year = int(match.group(1)), int(match.group(2)), match.group(3)
        both = {_day(year, m, d) for m, d in ((one, two), (two, one)) if 1 <= m <= 12 and 1 <= d <= 31}
        found.append((match.start(), match.end(), frozenset(both)))
    for pattern, day_group, month_group in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            month = MONTHS[match.group(month_group).rstrip(".").lower()]
            days = frozenset({_day(match.group(3), month, int(match.group(day_group)))})
            if not any(start <= match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), days))
    return sorted(found)


def facts_of(text: str) -> Facts:
    """The facts of a text; a number inside a date or an identifier is not a quantity."""
    dates = find_dates(text)
    quantities = tuple(
        quantity
        for quantity in find_quantities(text)
        if not any(start <= quantity.start < end for start, end, _ in dates)
    )
    names = (fold(match.group(0)) for match in _NAME.finditer(text))
    return Facts(
        quantities=quantities,
        texts=tuple(text[q.start : q.end].strip() for q in quantities),
        identifiers=frozenset(find_identifiers(text)),
        dates=tuple(days for _, _, days in dates),
        clocks=frozenset(f"{int(m.group(1)):02d}:{m.group(2)}" for m in _CLOCK.finditer(text)),
        names=tuple(
            dict.fromkeys(
                name for name in names if name not in STOP_WORDS and not any(c.isdigit() for c in name)
            )
        ),
    )


def missing_facts(claimed: Facts, held: Facts) -> list[str]:
    """Facts of a claim that the evidence does not hold, as written."""
    absent = missing(claimed.quantities, held.quantities)
    found = [
        text for quantity, text in zip(claimed.quantities, claimed.texts, strict=True) if quantity in absent
    ]
    found += sorted(claimed.identifiers - held.identifiers)
    days = set().union(*held.dates) if held.dates else set()
    short = {day[-6:] for day in days}
    for options in claimed.dates:
        if not any(day in days or (day.startswith("-") and day in short) for day in options):
            found.append(min(options) if options else "date")
    return found + sorted(claimed.clocks - held.clocks)
