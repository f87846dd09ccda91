"""Read dates and times of day in an answer and score them. Knows English and French months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from eval.case import Case, Score
from eval.scorers.words import fold

MAX_DATES = 3

_MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "january jan janvier janv", "february feb fevrier fev", "march mar mars",
            "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil",
            "august aug aout", "september sept sep septembre", "october oct octobre",
            "november nov novembre", "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-3])\s?(?::|h)\s?([0-5]\d)(?::[0-5]\d)?(?!\d)")
_PATTERNS = (
    ("ymd", re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?=\D|t\d|$)")),
    ("dmy", re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")),
    ("dMy", re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er)?(?: of)? " + _MONTH + r",?(?: de)?(?: (\d{4})\b)?")),
    ("Mdy", re.compile(r"\b" + _MONTH + r" (\d{1,2})(?:st|nd|rd|th)?\b(?!:),?(?: (\d{4})\b)?")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date as written: the year is None where it is left out; ``place`` is where it stands."""

    place: int
    year: int | None
    month: int
    day: int

    def fits(self, wanted: date) -> bool:
        """The same day; a year that is left out fits any."""
        same = (self.month, self.day) == (wanted.month, wanted.day)
        return same and self.year in (None, wanted.year)


def find_dates(text: str) -> list[FoundDate]:
    """Dates in the order in which they stand; two readings of ``03/04/2025`` (day first, month first)."""
    folded = fold(text)
    found: list[FoundDate] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            found += _readings(form, match)
    return sorted(found, key=lambda item: item.place)


def _readings(form: str, match: re.Match[str]) -> list[FoundDate]:
    groups = match.groups()
    year: str | None
    if form == "ymd":
        triples = [(groups[0], groups[1], groups[2])]
    elif form == "dmy":
        triples = [(groups[2], groups[1], groups[0]), (groups[2], groups[0], groups[1])]
    else:
        day, month = (groups[0], groups[1]) if form == "dMy" else (groups[1], groups[0])
        triples = [(groups[2] or "", str(_MONTHS[month.strip(".")]), day)]
    out = []
    for year, month, day in triples:
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            out.append(FoundDate(place=match.start(), year=int(year) if year else None, month=int(month),
                                 day=int(day)))  # fmt: skip
    return out


def find_times(text: str) -> list[str]:
    """Times of day as ``HH:MM`` in the order in which they stand."""
    return [f"{int(match[1]):02d}:{match[2]}" for match in _TIME.finditer(fold(text).replace("t", " "))]


def score_date(case: Case, answer: str) -> Score:
    """Right where one of the first three dates is the day and, where asked, the minute is there too.

    The day may be left out of the answer where the question names it.
    """
    day_text, _, minute = str(case.value).partition("T")
    wanted = date.fromisoformat(day_text)
    dates = find_dates(answer)
    places = sorted({item.place for item in dates})[:MAX_DATES]
    day_right = any(item.fits(wanted) for item in dates if item.place in places)
    if not dates and minute:
        day_right = any(item.fits(wanted) for item in find_dates(case.question))
    minute_right = not minute or minute[:5] in find_times(answer)[: 2 * MAX_DATES]
    right = day_right and minute_right
    return Score(value=float(right), correct=right, why="found" if right else f"expected {case.value}")
