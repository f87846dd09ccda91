"""Pieces of an expression of time, and the words they are made of. Records and names only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

_MONTH_NAMES = (
    "january jan janvier janv",
    "february feb fevrier fevr fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:19|20)\d\d"

_WEEKDAY_NAMES = (
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}

_COUNTS = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze",
)
COUNTS = {word: n for words in _COUNTS for n, word in enumerate(words.split())} | {"une": 1, "a": 1}

PARTS: dict[str, tuple[time, time]] = {
    "morning": (time(6), time(11, 59, 59, 999999)),
    "midday": (time(11), time(14, 59, 59, 999999)),
    "afternoon": (time(12), time(17, 59, 59, 999999)),
    "evening": (time(18), time(22, 59, 59, 999999)),
    "night": (time(22), time(5, 59, 59, 999999)),
    "early shift": (time(6), time(13, 59, 59, 999999)),
    "late shift": (time(14), time(21, 59, 59, 999999)),
}
"""Parts of a day, both ends included; the night, a shift too, runs into the next day."""

Step = Literal["second", "minute", "hour", "day", "week", "month", "year", "row"]

_STEP_WORDS: dict[Step, str] = {
    "second": "seconds?|secs?|secondes?",
    "minute": "minutes?|mins?",
    "hour": "hours?|hrs?|heures?|h",
    "day": "days?|jours?|journees?",
    "week": "weeks?|semaines?",
    "month": "months?|mois",
    "year": "years?|annees?|ans?",
    "row": "rows?|lignes?|samples?|echantillons?|readings?|mesures?|points?",
}
STEP = "(?P<step>" + "|".join(f"(?:{words})" for words in _STEP_WORDS.values()) + r")\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as far as it was said; a month where ``day`` is None, a year where ``month`` is None.

    Attributes:
        swapped: The other reading of ``05/06`` as (month, day), where both are possible.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    swapped: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression of time.

    Attributes:
        kind: ``day`` (a date, month or year), ``days`` (two days of one month), ``clock``, ``part``
            (of a day), ``slice`` (first or last ``count`` steps), ``week`` (of a date, or by number),
            ``weekday`` (recurring), ``rows``, ``shift`` (days after the window talked about),
            ``around`` (the month, week or year of the window talked about), ``close`` (the end of the
            month, week or year that a stretch began in), ``whole``.
        edge: ``first``, ``middle`` or ``last`` of a slice.
        part: Part of the day; for a slice ``calendar`` (yesterday) or ``thirds`` (early June).
        joined: For ``days``, the word between the two; for ``week``, ``from`` where it begins that day;
            for ``weekday``, ``every`` where it is told to come again.
    """

    kind: Literal[
        "day",
        "days",
        "clock",
        "part",
        "slice",
        "week",
        "weekday",
        "rows",
        "shift",
        "around",
        "close",
        "whole",
    ]
    start: int
    end: int
    day: Day | None = None
    last: Day | None = None
    clock: time | None = None
    part: str = ""
    edge: str = ""
    count: int = 1
    step: Step = "day"
    joined: str = ""
    weekdays: frozenset[int] = frozenset()
    rows: tuple[int, int] = (0, 0)


def step_named(word: str) -> Step:
    """The step that a word of ``STEP`` names.

    Raises:
        ValueError: It names none.
    """
    for step, words in _STEP_WORDS.items():
        if re.fullmatch(words, word):
            return step
    raise ValueError(f"no step of time: {word}")


def read_count(text: str | None) -> int:
    """A small count in digits or words; 1 where there is none."""
    if not text:
        return 1
    return int(text) if text.isdigit() else COUNTS.get(text, 1)


def read_clock(text: str) -> time:
    """``14:30``, ``14h30``, ``2 pm``, ``11:24:34``."""
    numbers = [int(n) for n in re.findall(r"\d+", text.split(".")[0])]
    hour = numbers[0]
    half = re.search(r"([ap])\.?m", text)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    minute = numbers[1] if len(numbers) > 1 else 0
    second = numbers[2] if len(numbers) > 2 else 0
    return time(hour, minute, second)
