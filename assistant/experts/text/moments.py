"""Days and times of day in a text as words that can be compared, however they are written. Knows no question.

``18/09/2025``, ``18 September 2025`` and ``le 18 septembre`` share a word, ``22:30`` and ``22 h 30`` are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.facts import MONTHS, find_dates

_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])\s?(?::|h)\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a time of day.

    Attributes:
        start, end: Its characters.
        words: The fullest reading first: with the year where it is written, then without.
    """

    start: int
    end: int
    words: tuple[str, ...]


def find_moments(text: str) -> list[Moment]:
    """The days and times of day of a text, in order; both readings of a day that may be a month."""
    found: list[Moment] = []
    for start, end, days in find_dates(text):
        full = sorted(day for day in days if not day.startswith("-"))
        short = sorted({f"-{day.rsplit('-', 2)[1]}-{day.rsplit('-', 2)[2]}" for day in days})
        found.append(Moment(start, end, tuple(f"={day}" for day in (*full, *short))))
    for match in _CLOCK.finditer(text):
        word = f"={int(match['hour']):02d}:{match['minute']}"
        if not any(m.start <= match.start() < m.end for m in found):
            found.append(Moment(match.start(), match.end(), (word,)))
    return sorted(found, key=lambda moment: moment.start)


_MONTH = r"[^\W\d_]{3,9}"
_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?\s+(?:of )?"
_SEASON = re.compile(
    rf"(?:{_DAY}|\b(?:from|between|de|entre|d')\s*)(?P<first>{_MONTH})\b\.?\s*"
    rf"(?:au|à|to|and|et|until|till|jusqu'(?:au|à)|-|–)\s*(?:the )?(?:{_DAY})?(?P<last>{_MONTH})\b",
    re.IGNORECASE,
)
"""``du 1er novembre au 31 mai``, ``from June to October``."""


def months_between(text: str) -> frozenset[int]:
    """The months that the seasons of a text hold, their first and last included."""
    held: set[int] = set()
    for match in _SEASON.finditer(text):
        first, last = (MONTHS.get(match[name].lower(), 0) for name in ("first", "last"))
        if first and last:
            held |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return frozenset(held)


def month_names(months: Iterable[int]) -> str:
    """All names of months, in both languages."""
    wanted = frozenset(months)
    return " ".join(name for name, number in MONTHS.items() if number in wanted)


def moment_words(text: str) -> frozenset[str]:
    """All words of the days and times of day of a text."""
    return frozenset(word for moment in find_moments(text) for word in moment.words)


def without_moments(text: str) -> str:
    """The text with its days and times of day blanked."""
    for moment in find_moments(text):
        text = f"{text[: moment.start]}{' ' * (moment.end - moment.start)}{text[moment.end :]}"
    return text


def clock_words(text: str) -> frozenset[str]:
    """The words of the times of day of a text."""
    return frozenset(word for word in moment_words(text) if ":" in word)
