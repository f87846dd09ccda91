"""Days told from today ("yesterday", "la semaine dernière") put as dates. Knows the calendar only."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from assistant.words import fold

Span = tuple[date, date]


def _days_back(count: int) -> Callable[[date], Span]:
    return lambda today: (today - timedelta(days=count), today - timedelta(days=count))


def _week(back: int) -> Callable[[date], Span]:
    """A calendar week, Monday to Sunday; this one up to today."""

    def span(today: date) -> Span:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, min(monday + timedelta(days=6), today)

    return span


def _month(back: int) -> Callable[[date], Span]:
    """A calendar month; this one up to today."""

    def span(today: date) -> Span:
        first = today.replace(day=1)
        for _ in range(back):
            first = (first - timedelta(days=1)).replace(day=1)
        return first, min(first.replace(day=monthrange(first.year, first.month)[1]), today)

    return span


def _last_days(count: int) -> Callable[[date], Span]:
    return lambda today: (today - timedelta(days=count), today)


_FIXED: tuple[tuple[str, Callable[[date], Span]], ...] = (
    (r"the day before yesterday|avant[- ]hier", _days_back(2)),
    (r"yesterday|hier", _days_back(1)),
    (r"today|aujourd['’]hui", _days_back(0)),
    (r"(?:in |over |during )?(?:the )?last week|la semaine (?:derniere|passee)", _week(1)),
    (r"(?:in |over |during )?this week|cette semaine", _week(0)),
    (r"(?:in |over |during )?(?:the )?last month|le mois (?:dernier|passe)", _month(1)),
    (r"(?:in |over |during )?this month|ce mois(?:[- ]ci)?", _month(0)),
)
_LAST_DAYS = re.compile(
    r"\b(?:in |over |during |dans |sur |pendant )?(?:the |les |ces )?(?:"
    r"(?:last|past|previous) (?P<n>\d{1,2}) days|(?P<m>\d{1,2}) derniers jours)\b"
)
_OF_DAY = re.compile(r"\s+(?:morning|afternoon|evening|matin|apres-midi|soir)\b")
"""Behind a day: a part of it, which is left to others."""


def dated(text: str, today: date) -> str:
    """A question with its first relative day or span as dates; as it is where it has none."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    match = _LAST_DAYS.search(folded)
    if match is not None:
        return _put(text, match, _last_days(int(match["n"] or match["m"]))(today))
    for form, span in _FIXED:
        match = re.search(rf"\b(?:{form})\b", folded)
        if match is not None and not _OF_DAY.match(folded, match.end()):
            return _put(text, match, span(today))
    return text


_FRENCH = re.compile(r"\b(?:hier|aujourd|semaine|mois|jours)")


def _put(text: str, match: re.Match[str], span: Span) -> str:
    start, end = span
    if _FRENCH.search(match[0]):
        words = f"le {start:%d/%m/%Y}" if start == end else f"du {start:%d/%m/%Y} au {end:%d/%m/%Y}"
    else:
        words = f"on {start}" if start == end else f"from {start} to {end}"
    return f"{text[: match.start()]}{words}{text[match.end() :]}"
