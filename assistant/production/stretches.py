"""Which stretches of time a question means in the rows that there are, and which of two can be compared.

Knows periods and what is held; computes no amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.production.asked import Asked
from assistant.production.quantity import Quantity
from assistant.production.spans import Grain, Span, around, of_week, size, spans_of


def stretches(asked: Asked, quantity: Quantity, today: date) -> list[Span] | None:
    """The stretches asked for; empty for all time, None where nothing is held or rows are too coarse."""
    held = quantity.held
    if not asked.periods and not asked.weeks:
        return []
    if held is None or quantity.grain is None:
        return None
    spans = [span for period in asked.periods for span in spans_of(period, held, today)]
    for number in asked.weeks:
        years = range(held.end.year, held.start.year - 1, -1)
        weeks = (week for year in years if (week := of_week(year, number)) is not None)
        spans += [week for week in weeks if week.start < held.end and week.end > held.start][:1]
    spans = list(dict.fromkeys(spans))
    if asked.aim == "compare":
        spans = _beside(asked, spans, held)
    if not spans or not all(_divides(quantity.grain, span) for span in spans):
        return None
    return spans


def alike(quantity: Quantity, spans: Sequence[Span]) -> list[Span] | None:
    """The part of two stretches that the rows cover in both, where one is not over or begins later.

    A year to the 20th of November is compared with the year before to that day.
    """
    held = quantity.held
    if held is None or len(spans) != 2:
        return None
    short = next((s for s in spans if held.end < s.end and not quantity.is_whole(s, size(s))), None)
    late = next((s for s in spans if s.start < held.start and not quantity.is_whole(s, size(s))), None)
    found = list(spans)
    if short is not None:
        found = [Span(s.start, min(s.end, _moved(held.end, short.start, s.start))) for s in found]
    if late is not None:
        found = [Span(max(s.start, _moved(held.start, late.start, s.start)), s.end) for s in found]
    return found if all(s.start < s.end for s in found) else None


def _beside(asked: Asked, spans: list[Span], held: Span) -> list[Span]:
    """Two stretches to compare: "October 2026 with last year" is with October 2025."""
    last_year = any(p.last == (1, "year") for p in asked.periods)
    if asked.before is not None and len(spans) == 1:
        one = spans[0]
        if asked.before == "year" and around(one.start, "year") != one:
            return [one, _year_before(one)]
        return [one, around(around(one.start, asked.before).start - timedelta(days=1), asked.before)]
    if len(spans) == 1 and last_year:
        return [around(held.end - timedelta(days=1), "year"), *spans]
    years = [s for s in spans if around(s.start, "year") == s]
    others = [s for s in spans if s not in years]
    if last_year and len(others) == len(years) == 1:
        return [others[0], _year_before(others[0])]
    if len(others) == len(years) == 1 and asked.per is None and others[0].start.year != years[0].start.year:
        return [others[0], _shifted(others[0], years[0].start.year - others[0].start.year)]
    return spans


def _divides(grain: Grain, span: Span) -> bool:
    """True where rows of a grain can make up a stretch: days any, months no week."""
    if grain == "day":
        return True
    if grain == "week":
        return span.start.weekday() == 0 and span.end.weekday() == 0
    return around(span.start, grain).start == span.start and span.end.day == 1


def _moved(moment: date, start: date, other: date) -> date:
    """A moment as far behind ``other`` as it is behind ``start``: of years by the calendar, else by days."""
    if (start.month, start.day) == (other.month, other.day):
        return _in_year(moment, moment.year + other.year - start.year)
    return other + (moment - start)


def _year_before(span: Span) -> Span:
    return _shifted(span, -1)


def _shifted(span: Span, years: int) -> Span:
    """The same days of another year."""
    return Span(_in_year(span.start, span.start.year + years), _in_year(span.end, span.end.year + years))


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
