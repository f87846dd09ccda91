"""Stretches of the calendar that cells and questions name. Knows no clock but what it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from assistant.experts.tables.period import Period
from assistant.words import fold
from retrieval.records import Language

Grain = Literal["day", "week", "month", "quarter", "year"]
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")
"""Finest first."""

_LONGEST: dict[Grain, int] = {"day": 1, "week": 13, "month": 62, "quarter": 200}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_NUMBER = {
    **{fold(name): at for names in _MONTHS.values() for at, name in enumerate(names, 1)},
    **{fold(name)[:3]: at for at, name in enumerate(_MONTHS["en"], 1)},
    "sept": 9, "janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "aou": 8, "mars": 3,
}  # fmt: skip
_NAMED = re.compile(r"^([a-z]+)\.?(?:[ '/_-]*(\d{4}|\d\d))?$")
_ISO = re.compile(r"^(\d{4})[-/. ](0?[1-9]|1[0-2])$")
_TURNED = re.compile(r"^(0?[1-9]|1[0-2])[-/. ](\d{4})$")
_WEEK = re.compile(r"^(?:(\d{4})[ -/]*)?(?:week|semaine|sem\.?|wk|kw|w|s) ?(\d{1,2})(?:[ -/]+(\d{4}))?$")
_QUARTER = re.compile(r"^(?:(\d{4})[ -/]*)?(?:q|t)([1-4])(?:[ -/]+(\d{4}))?$")
_YEAR = re.compile(r"^((?:19|20)\d\d)$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start`` up to but without ``end``."""

    start: date
    end: date

    def holds(self, other: Span) -> bool:
        """True where the other's first day is inside."""
        return self.start <= other.start < self.end


def span_of_cell(text: str, year: int | None) -> tuple[Span, Grain] | None:
    """The month, week, quarter or year that a cell or a column's name is; None for anything else.

    Args:
        year: What the table's title says, for names without one.
    """
    folded = " ".join(fold(text).split())
    if match := _NAMED.match(folded):
        month = _NUMBER.get(match[1])
        said = _full(match[2]) if match[2] else year
        return (of_month(said, month), "month") if month and said else None
    if match := _ISO.match(folded):
        return of_month(int(match[1]), int(match[2])), "month"
    if match := _TURNED.match(folded):
        return of_month(int(match[2]), int(match[1])), "month"
    if match := _WEEK.match(folded):
        said = int(match[1] or match[3] or 0) or year
        return (found, "week") if said and (found := of_week(said, int(match[2]))) else None
    if match := _QUARTER.match(folded):
        said = int(match[1] or match[3] or 0) or year
        return (of_quarter(said, int(match[2])), "quarter") if said else None
    match = _YEAR.match(folded)
    return (Span(date(int(match[1]), 1, 1), date(int(match[1]) + 1, 1, 1)), "year") if match else None


def of_month(year: int, month: int) -> Span:
    """A month; 13 is the next year's first."""
    return Span(_month(year, month), _month(year, month + 1))


def of_week(year: int, number: int) -> Span | None:
    """An ISO week; None where the year has no such week."""
    try:
        start = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Span(start, start + timedelta(days=7))


def of_quarter(year: int, number: int) -> Span:
    """A quarter."""
    return Span(_month(year, 3 * number - 2), _month(year, 3 * number + 1))


def around(day: date, grain: Grain) -> Span:
    """The day, week, month, quarter or year that a day falls in."""
    match grain:
        case "day":
            return Span(day, day + timedelta(days=1))
        case "week":
            start = day - timedelta(days=day.weekday())
            return Span(start, start + timedelta(days=7))
        case "month":
            return of_month(day.year, day.month)
        case "quarter":
            return of_quarter(day.year, (day.month + 2) // 3)
        case _:
            return Span(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def spans_of(period: Period, held: Span, today: date) -> list[Span]:
    """The stretches that a period means in a table that holds data of ``held``.

    A month without a year is that month of each year held; "last month" is the calendar month before today,
    or before the newest row where nothing is held of it.
    """
    if period.start is not None and period.end is not None:
        return [Span(period.start.date(), _up(period.end))]
    if period.start is not None:
        return [Span(period.start.date(), held.end)]
    if period.end is not None:
        return [Span(held.start, _up(period.end))]
    if period.last is not None:
        return _counted_back(period.last, held, today)
    if period.month is None:
        return []
    found = []
    for year in range(held.start.year, held.end.year + 1):
        one = of_month(year, period.month)
        if period.day:
            one = around(one.start + timedelta(days=period.day - 1), "day")
        if period.onwards:
            one = Span(one.start, held.end)
        if one.start < held.end and one.end > held.start:
            found.append(one)
    return found[-1:] if period.onwards else found


def named(span: Span, language: Language) -> str:
    """A stretch in words: ``October 2026``, ``2026``, ``1 to 15 March 2026``."""
    french = language == "fr"
    for grain in GRAINS:
        if around(span.start, grain) == span:
            return _of_grain(span, grain, language)
    last = span.end - timedelta(days=1)
    if span.start == _month(span.start.year, span.start.month) and span.end == _month(
        span.end.year, span.end.month
    ):
        months = _MONTHS["fr" if french else "en"]
        first = months[span.start.month - 1] + (f" {span.start.year}" if span.start.year != last.year else "")
        return f"{first} {'à' if french else 'to'} {months[last.month - 1]} {last.year}"
    return f"{spoken(span.start, language)} {'au' if french else 'to'} {spoken(last, language)}"


def spoken(moment: date, language: Language) -> str:
    """A day in words."""
    names = _MONTHS["fr" if language == "fr" else "en"]
    number = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    return f"{number} {names[moment.month - 1]} {moment.year}"


def size(span: Span) -> Grain:
    """The grain that a stretch is about as long as."""
    days = (span.end - span.start).days
    return next((grain for grain, most in _LONGEST.items() if days <= most), "year")


def year_in(*texts: str | None) -> int | None:
    """The only year that the first text with one names."""
    for text in texts:
        years = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text or ""))
        if len(years) == 1:
            return int(years.pop())
    return None


def _of_grain(span: Span, grain: Grain, language: Language) -> str:
    start = span.start
    match grain:
        case "day":
            return spoken(start, language)
        case "week":
            week, of = start.isocalendar().week, start.isocalendar().year
            return f"semaine {week} de {of}" if language == "fr" else f"week {week} of {of}"
        case "month":
            return f"{_MONTHS['fr' if language == 'fr' else 'en'][start.month - 1]} {start.year}"
        case "quarter":
            return f"{'T' if language == 'fr' else 'Q'}{(start.month + 2) // 3} {start.year}"
        case _:
            return str(start.year)


def _counted_back(last: tuple[int, str], held: Span, today: date) -> list[Span]:
    number, unit = last
    grain: Grain = next((g for g in GRAINS if g == unit), "year")
    newest = held.end - timedelta(days=1)

    def back(anchor: date) -> Span:
        if not number:
            return around(anchor, grain)
        span = around(anchor, grain)
        start = span.start
        for _ in range(number):
            start = around(start - timedelta(days=1), grain).start
        return Span(start, span.start)

    span = back(today)
    return [span if span.start <= newest and span.end > held.start else back(newest)]


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _up(end: datetime) -> date:
    """The first day that is wholly after a moment."""
    return (
        end.date()
        if end == datetime.combine(end.date(), datetime.min.time())
        else end.date() + timedelta(days=1)
    )


def covering(spans: Sequence[Span]) -> Span:
    """From the first day of some stretches to the last."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
