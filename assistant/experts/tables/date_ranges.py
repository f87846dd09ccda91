"""Periods that belong together: ``from … to``, ``Nov and Dec 2020``, ``since 2019``. Knows no table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.experts.tables.period import Period


def month_start(year: int, month: int) -> datetime:
    """The first moment of a month; months count on over the end of the year."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def a_date(year: int, month: int, day: int) -> datetime | None:
    """A day, or None where the calendar has none such."""
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def with_years(text: str, periods: list[Period]) -> list[Period]:
    """A month without a year takes the year of the next period: ``Nov + Dec 2020``."""
    for i in range(len(periods) - 2, -1, -1):
        this, following = periods[i], periods[i + 1]
        between = text[this.span[1] : following.span[0]]
        if this.month and not this.is_absolute and following.start and re.fullmatch(_LIST_GLUE, between):
            year = following.start.year
            if this.day:
                start = a_date(year, this.month, this.day)
                if start is None:
                    continue
                end = start + timedelta(days=1)
            else:
                start, end = month_start(year, this.month), month_start(year, this.month + 1)
            if start > following.start:
                start, end = start.replace(year=year - 1), end.replace(year=end.year - 1)
            periods[i] = replace(this, start=start, end=end)
    return periods


_LIST_GLUE = (
    r"\s*(?:,|\+|&|/|-|and|et|or|ou|to|through|until|till|au|a|jusqu'a|jusqu'en)?\s*(?:the |le |of |en "
    r")?\s*"
)


_RANGE = re.compile(
    r"\s*(?:-|to|through|until|till|up to|au|a|jusqu'en|jusqu'au|jusqu'a)\s*(?:the |le |end of |fin )?\s*"
)


_BETWEEN = re.compile(r"\s*(?:and|et|et le|-|to|and the)\s*")


def joined(text: str, periods: list[Period], *, join_between: bool) -> list[Period]:
    """Joins ``between A and B`` and ``from A to B`` into one period."""
    joined: list[Period] = []
    for period in periods:
        if joined and joined[-1].start and period.end and period.start:
            before = joined[-1]
            glue = text[before.span[1] : period.span[0]]
            lead = re.search(r"(between|entre|from|de|du|depuis)(?: the| le)?\s*$", text[: before.span[0]])
            is_between = (
                join_between
                and lead is not None
                and lead.group(1) in ("between", "entre")
                and _BETWEEN.fullmatch(glue)
            )
            if (
                (_RANGE.fullmatch(glue) or is_between)
                and before.start is not None
                and before.start < period.end
            ):
                first = lead.start() if lead else before.span[0]
                joined[-1] = replace(
                    before, end=period.end, span=(first, period.span[1]), day_grain=False,
                    words=text[before.span[0] : period.span[1]],
                )  # fmt: skip
                continue
        joined.append(period)
    return joined


_SINCE = re.compile(
    r"(since|from|starting(?: in| from)?|as of|depuis|a partir d[eu]|des)(?: the| le| early| debut)?\s*$"
)


_AFTER = re.compile(r"(after|later than|apres)(?: the| le)?\s*$")


_UNTIL = re.compile(
    r"(until|till|up to|through|jusqu'en|jusqu'au|jusqu'a|by(?: the end of)?|no later than)(?: the| "
    r"le)?\s*$"
)


_BEFORE = re.compile(r"(before|prior to|earlier than|avant)(?: the| le)?\s*$")


def opened(text: str, periods: list[Period]) -> list[Period]:
    """Opens a period on one side where ``since``, ``after``, ``until`` or ``before`` stands before it."""
    done: list[Period] = []
    for period in periods:
        lead = text[: period.span[0]]
        if period.is_absolute and not text[period.span[0] :].startswith(("from", "between", "du", "entre")):
            if match := _SINCE.search(lead):
                period = replace(period, end=None, span=(match.start(1), period.span[1]), day_grain=False)
            elif match := _AFTER.search(lead):
                period = replace(
                    period, start=period.end, end=None, span=(match.start(1), period.span[1]), day_grain=False
                )
            elif match := _UNTIL.search(lead):
                period = replace(period, start=None, span=(match.start(1), period.span[1]), day_grain=False)
            elif match := _BEFORE.search(lead):
                period = replace(
                    period,
                    start=None,
                    end=period.start,
                    span=(match.start(1), period.span[1]),
                    day_grain=False,
                )
        elif period.month is not None and (match := _SINCE.search(lead)) and match[1] != "from":
            period = replace(period, onwards=True, span=(match.start(1), period.span[1]), day_grain=False)
        done.append(period)
    return done
