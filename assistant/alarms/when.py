"""The time that a question restricts a journal to: a day, a night, from three to four. Knows no alarm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from types import MappingProxyType

from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.moments import counted_back
from assistant.experts.tables.period import Period
from assistant.words import fold
from retrieval.records import Language

_CLOCK = r"(?:midnight|minuit|noon|midi|\d{1,2}(?:[:h]\d{2}(?::\d{2})?|\s?h(?:eures?)?|\s?(?:am|pm))?)"
_FROM_TO = re.compile(
    rf"\b(?:from|between|de|entre)\s+(?P<a>{_CLOCK})\s*(?:to|and|until|till|a|et|jusqu'a|-)\s+"
    rf"(?P<b>{_CLOCK})(?![\w/-])(?!\s*(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec))"
)
_CLOCKS = re.compile(
    r"(?<![\w:/.-])(?P<a>\d{1,2}(?:[:h]\d{2}|\s?h))\s*(?:to|and|until|till|a|et|jusqu'a|-|–)\s*"
    r"(?P<b>\d{1,2}(?:[:h]\d{2}|\s?h))(?![\w:/-])"
)
"""``18:00 to 06:00`` with nothing in front: only what can be no number of a day."""
_AT = re.compile(
    r"(?:\bat|\ba|\bvers|\baround|\babout|\b(?:before|after|avant|"
    r"apres))\s+(?P<a>\d{1,2}[:h]\d{2}(?::\d{2})?)"
)
_ORDINAL = re.compile(
    r"\b(?:the\s+(?P<a>\d{1,2})(?:st|nd|rd|th)|(?:du|le)\s+(?P<b>\d{1,2}))(?!\s*(?:[/:h%.,]?\d|min|derni|"
    r"prem|h\b|alarm|plus))"
)
_LAST_HOURS = re.compile(
    r"\b(?:last|past|dernieres?)\s+(?P<n>\d{1,3})\s*(?:h\b|hours?|heures?)|"
    r"\b(?P<m>\d{1,3})\s+dernieres? heures?"
)
_PARTS: tuple[tuple[str, str, float, float], ...] = (
    ("night", r"night(?: shift)?|nuit|overnight", 22, 30),
    ("morning", r"morning(?: shift)?|matin(?:ee)?", 6, 14),
    ("afternoon", r"afternoon(?: shift)?|apres[- ]midi", 14, 22),
    ("evening", r"evening|soir(?:ee)?", 18, 24),
    ("day", r"day ?shift|poste de jour|equipe de jour", 6, 18),
)
"""Parts of a day with their hours, where nothing else says them."""
_JOINED = re.compile(r"\s*(?:to|and|until|till|through|-|au|a|et|jusqu'au)\s*(?:the |le )?")
_DAY_BEFORE = re.compile(
    r"(?:\b(?:from|between|du|entre(?: le)?|de)\s+(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th|er)?\s*"
    r"(?:to|and|until|till|through|-|au|et(?: le)?|jusqu'au)|"
    r"(?<![\w:/.,-])(?P<plain>\d{1,2})(?:st|nd|rd|th|er)?\s*(?:to|until|till|through|-|–|au|jusqu'au))"
    r"\s*(?:the )?$"
)
"""``between 9 and`` or ``9 to`` in front of ``11 October``."""
_UNTIL = re.compile(r"\b(?:before|until|till|up to|prior to|avant(?: le)?|jusqu'au)\s+(?:the )?$")
_ALSO = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|er)?\s*(?:,|and|or|et|ou)\s*(?:on |le )?(?:the )?$")
"""Another day in front of the one that is read: ``on 9 and on 12 October``."""
_WEEK = re.compile(
    r"\b(?:week|semaine|wk|w/c|sem)\b\W{0,2}(?:commencing |beginning |starting |ending |of |from |du |de |"
    r"au )?(?:the |le )?$"
)
"""In front of a day whose whole week is meant: ``in the week of 9 November``."""
_WEEK_NUMBER = re.compile(
    r"\b(?:week|semaine|wk|sem)\b\W{0,2}(?:n\W{0,2})?(?P<n>[1-9]|[1-4]\d|5[0-3])\b(?![/.:]\d)"
)
_BESIDE_DAY = re.compile(r"[\s,.]*(?:the |le |du )?")
_YESTERDAY = r"yesterday|hier|last night|nuit derniere|cette nuit|la nuit passee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time.

    Attributes:
        end: Without the moment itself.
        is_day: True where it is one whole day.
        moved: True where a day that is counted from today lies outside, so that the journal's last is taken.
        unclear: True where more is said of the time than is understood.
    """

    start: datetime
    end: datetime
    is_day: bool = False
    moved: bool = False
    unclear: bool = False


def window_of(
    text: str,
    language: Language,
    start: datetime,
    end: datetime,
    today: date,
    hours: Mapping[str, tuple[float, float]] = MappingProxyType({}),
) -> Window | None:
    """The time that a question names; None where it names none.

    Args:
        start, end: What the journal covers: years and months that are left out are looked for there.
        today: What yesterday is counted from.
        hours: Those of shifts, by part of the day, where the plant states them.
    """
    folded = fold(text)
    if (week := _week(folded, language, start, end)) is not None:
        return week
    if (last := _LAST_HOURS.search(folded)) is not None:
        return Window(start=end - timedelta(hours=int(last["n"] or last["m"])), end=end + _TICK)
    day, moved, period = _day(folded, language, start, end, today)
    if day is not None:
        return _within_day(folded, day, hours, moved=moved)
    clocks = _clocks_in(folded)
    if period is None and clocks is not None and start.date() == end.date():
        return _within_day(folded, start.date(), hours, moved=False)
    if period is None:
        return None
    low, high = _ranged(folded, _periods(folded, language), start, end)
    if low is None or high is None or low >= high:
        return Window(start=start, end=end, unclear=True)
    return Window(start=low, end=high)


def clock_in(text: str) -> time | None:
    """The time of day that a question points at: ``before 03:14``."""
    found = _AT.search(fold(text))
    return _clock(found["a"]) if found is not None else None


def part_of_day(
    text: str, hours: Mapping[str, tuple[float, float]] = MappingProxyType({})
) -> tuple[float, float] | None:
    """First and last hour of the part of a day that a folded text names; beyond 24 those of the next day.

    Args:
        hours: Those that the plant states, by part; others are as they commonly are.
    """
    named = (part for part in _PARTS if re.search(rf"\b(?:{part[1]})\b", text))
    return next((hours.get(name, (low, high)) for name, _, low, high in named), None)


_TICK = timedelta(microseconds=1)


def _day(
    text: str, language: Language, start: datetime, end: datetime, today: date
) -> tuple[date | None, bool, Period | None]:
    """The day that is named, whether it was moved into the journal, and the period where it is no day."""
    if re.search(rf"\b(?:{_YESTERDAY})\b", text):
        day = today - timedelta(days=1)
        if start.date() <= day <= end.date():
            return day, False, None
        return end.date() - timedelta(days=1 if _is_night(text) else 0), True, None
    if re.search(r"\b(?:today|aujourd'hui|ce matin|this morning)\b", text):
        within = start.date() <= today <= end.date()
        return (today if within else end.date()), not within, None
    periods = _periods(text, language)
    if not periods:
        found = _ORDINAL.search(text)
        return (_of_number(int(found["a"] or found["b"]), start, end) if found else None), False, None
    period = periods[0]
    if len(periods) == 1 and len(period.weekdays) == 1 and not period.words.rstrip(".").endswith("s"):
        return _of_weekday(period.weekdays[0], start, end), False, None
    if len(periods) == 1 and _is_night(text) and (first := night_between(text, period)) is not None:
        return first_day(first, _bounds(period, start, end)[0]), False, period
    low, high = _bounds(period, start, end)
    whole_day = low is not None and high is not None and high - low <= timedelta(days=1)
    if len(periods) == 1 and whole_day and period.last is None and not _opens_range(text, period):
        return (low.date() if low is not None else None), False, period
    return None, False, period


def _periods(text: str, language: Language) -> Sequence[Period]:
    """The periods of a folded text, a weekday that stands right before its date left out."""
    found = find_periods(text, language=language)
    kept: list[Period] = []
    for one, behind in zip_longest(found, found[1:]):
        dated = behind is not None and (behind.day_grain or behind.day is not None)
        if not (
            dated
            and len(one.weekdays) == 1
            and _BESIDE_DAY.fullmatch(text[one.span[1] : behind.span[0]]) is not None
        ):
            kept.append(one)
    return kept


def _week(text: str, language: Language, start: datetime, end: datetime) -> Window | None:
    """The week, Monday to Sunday, that is named by its number or by a day of it; None where none is."""
    monday: date | None = None
    periods = _periods(text, language)
    if len(periods) == 1 and _WEEK.search(text[: periods[0].span[0]]):
        low, high = _bounds(periods[0], start, end)
        if low is not None and high is not None and high - low <= timedelta(days=1):
            monday = low.date() - timedelta(days=low.weekday())
    elif not periods and (numbered := _WEEK_NUMBER.search(text)) is not None:
        years = range(end.year, start.year - 1, -1)
        weeks = [date.fromisocalendar(y, min(int(numbered["n"]), 52), 1) for y in years]
        weeks = [m + timedelta(weeks=int(numbered["n"]) == 53) for m in weeks]
        held = (m for m in weeks if m <= end.date() and m + timedelta(days=7) > start.date())
        monday = next(held, weeks[0])
    elif not periods and (named := _ORDINAL.search(text)) is not None and _WEEK.search(text[: named.start()]):
        day = _of_number(int(named["a"] or named["b"]), start, end)
        monday = day - timedelta(days=day.weekday()) if day is not None else None
    if monday is None:
        return None
    first = datetime.combine(monday, time())
    return Window(start=first, end=first + timedelta(days=7))


def night_between(text: str, period: Period) -> int | None:
    """The number of the first day of ``the night of 7 to 8 March``; None for anything else."""
    found = _DAY_BEFORE.search(text[: period.span[0]])
    return int(found["d"] or found["plain"]) if found is not None else None


def first_day(number: int, second: datetime | None) -> date | None:
    """The day of a number that comes before another one."""
    if second is None:
        return None
    day = second.date() - timedelta(days=1)
    return day if day.day == number else None


def _ranged(
    text: str, periods: Sequence[Period], start: datetime, end: datetime
) -> tuple[datetime | None, datetime | None]:
    """From the first to the last of what is named; ``(None, None)`` where that is not clear."""
    first, last = periods[0], periods[-1]
    low, high = _bounds(first, start, end)
    if len(periods) > 2 or low is None or high is None:
        return None, None
    if len(periods) == 2:
        joined = _JOINED.fullmatch(text[first.span[1] : last.span[0]]) is not None
        return (low, _bounds(last, start, end)[1]) if joined else (None, None)
    before = text[: first.span[0]]
    if (other := _DAY_BEFORE.search(before)) is not None and first.day is not None:
        try:
            return low.replace(day=int(other["d"] or other["plain"])), high
        except ValueError:
            return None, None
    if _UNTIL.search(before):
        return start, low
    return (None, None) if _ALSO.search(before) else (low, high)


def _opens_range(text: str, period: Period) -> bool:
    before = text[: period.span[0]]
    return any(pattern.search(before) for pattern in (_DAY_BEFORE, _UNTIL, _ALSO))


def _of_weekday(number: int, start: datetime, end: datetime) -> date | None:
    """The last day of a journal that is a Monday, a Tuesday …."""
    day = end.date() - timedelta(days=(end.isoweekday() - number) % 7)
    return day if day >= start.date() else None


def _is_night(text: str) -> bool:
    return re.search(r"\b(?:night|nuit)\b", text) is not None


def _of_number(number: int, start: datetime, end: datetime) -> date | None:
    """The last day of a journal with a number in its month: ``the 12th``."""
    day = end.date()
    while day >= start.date():
        if day.day == number:
            return day
        day -= timedelta(days=1)
    return None


def _bounds(period: Period, start: datetime, end: datetime) -> tuple[datetime | None, datetime | None]:
    if period.last is not None:
        return counted_back(end, *period.last), end + _TICK
    if period.is_absolute:
        low, high = period.start or start, period.end or end + _TICK
        if period.guessed and not (low <= end and high > start) and low.day <= 12:
            low = low.replace(month=low.day, day=low.month)
            high = low + timedelta(days=1)
        return low, high
    if period.month is None:
        return None, None
    for year in range(end.year, start.year - 1, -1):
        try:
            low = datetime(year, period.month, period.day or 1)
        except ValueError:
            continue
        following = (low.replace(day=28) + timedelta(days=4)).replace(day=1)
        high = low + timedelta(days=1) if period.day else following
        if low <= end and high > start:
            return low, (end + _TICK if period.onwards else high)
    low = datetime(end.year, period.month, period.day or 1)
    return low, low + timedelta(days=1 if period.day else 31)


def _within_day(text: str, day: date, hours: Mapping[str, tuple[float, float]], *, moved: bool) -> Window:
    """A day, or the part of it that is named."""
    midnight = datetime.combine(day, time())
    clocks = _clocks_in(text)
    if clocks is not None:
        low, high = _clock(clocks["a"]), _clock(clocks["b"])
        if low is not None and high is not None:
            first, last = datetime.combine(day, low), datetime.combine(day, high)
            return Window(start=first, end=last if last > first else last + timedelta(days=1), moved=moved)
    part = part_of_day(text, hours)
    if part is not None:
        return Window(
            start=midnight + timedelta(hours=part[0]), end=midnight + timedelta(hours=part[1]), moved=moved
        )
    return Window(start=midnight, end=midnight + timedelta(days=1), is_day=True, moved=moved)


def _clocks_in(text: str) -> re.Match[str] | None:
    """Two times of day with what stands between them, as ``a`` and ``b``."""
    return _FROM_TO.search(text) or _CLOCKS.search(text)


def _clock(text: str) -> time | None:
    said = text.strip()
    if said in ("midnight", "minuit"):
        return time(0)
    if said in ("noon", "midi"):
        return time(12)
    match = re.match(r"(?P<h>\d{1,2})(?:[:h](?P<m>\d{2}))?(?::(?P<s>\d{2}))?\s*(?P<ap>am|pm)?", said)
    if match is None:
        return None
    hour = int(match["h"])
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"] == "pm" else 0)
    try:
        return time(hour % 24 if hour == 24 else hour, int(match["m"] or 0), int(match["s"] or 0))
    except ValueError:
        return None
