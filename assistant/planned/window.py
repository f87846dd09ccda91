"""The days that a question about planned work means, counted from today: "this month", "avant vendredi".

Knows the calendar and the words for it; a month or day without a year is the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.period import Period
from assistant.intervals import Interval
from assistant.planned.from_today import END, MONTH, MONTHS, RULES, Days, week, week_of
from retrieval.records import Language

_MONTH_ALONE = re.compile(
    rf"(?<![\w-])(?P<m>{MONTH})\b\.?(?!\s*(?:of |de )?,?\s*(?:19|20)\d\d)(?!-\d|\d{{3}})"
)
_SHARED_YEAR = re.compile(
    rf"(?<![\w-])(?P<m>{MONTH})\b\.?(?=(?P<others>(?:\s*(?:to|and|or|until|till|through|a|au|et|ou|,|-|–|/)?"
    rf"\s*(?:the |le )?(?:\d{{1,2}}(?:st|nd|rd|th|er)?\s+)?{MONTH}\b\.?)+)"
    r"\s*(?:of |de |, ?)?(?P<y>(?:19|20)\d\d)\b)"
)
"""A month whose year stands behind another one: ``between March and May 2026``, ``oct nov dec 2025``."""
_YEARLESS_RANGE = re.compile(
    rf"(?:(?<=between )|(?<=entre )){MONTH}\b\.? (?:and|et) (?P<last>{MONTH})\b\.?(?!\W*\d)"
    rf"|(?<![\w-]){MONTH}\b\.?\s?(?:to|until|till|through|a|au|jusqu'en|-|–)\s?(?P<until>{MONTH})\b\.?(?!\W*\d)"
)
"""``sept to nov``, ``entre mars et mai``."""
_BETWEEN = re.compile(r"\s*(?:and|et|,|/|&)?\s*")
_WEEK = re.compile(r"(?:week|semaine|wk|s|w)\b|[sw]\d")
_UP_TO = re.compile(
    r"(?:\b(?:by|before|until|till|up to|no later than|not later than|ahead of|older than|avant|"
    r"d'ici(?: a| au)?|plus (?:vieux|vieilles?|anciens?|anciennes?) que|"
    r"jusqu'au?|pour|au plus tard|au)\s*(?:the |le |la |l'|ce |cette )?)$"
)
_STRICT = re.compile(
    r"\b(?:before|avant|ahead of|older than|plus \w+ que)\s*(?:the |le |la |l'|ce |cette )?$"
)
_FROM = re.compile(
    r"\b(?:after|from|starting|apres|a partir (?:du|de)|des|beyond|au-dela du)\s*(?:the |le |la |l')?$"
)
_SINCE = re.compile(r"\b(?:since|depuis)\s*(?:the |le )?(?:\d{1,2}(?:st|nd|rd|th|er)?\s*)?$")
_BEFORE_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th|er)?|\b(?:in|en|of|by|before|for|fin|until|till|de|avant|from|to|between|and|end|late|"
    r"early|mid|next|this|since|during|pour|mois))$"
)
_AFTER_MONTH = re.compile(
    r"\s*(?:\d|(?:due|plans?|list|schedule|workload|maintenance|tasks?|jobs?|work|pms?|inspections?|"
    r"calibrations?)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days from the first to the last one, both among them.

    Attributes:
        start: None where all that is due before belongs to it: ``by Friday``.
        end: None where it is open: ``after March``.
        rest: The question without the words of the window.
        said: The words of the window.
        yearless: True for a month, week or day of the calendar whose year is not said.
    """

    start: date | None
    end: date | None
    rest: str
    yearless: bool = False
    said: str = ""

    def in_year(self, year: int) -> Window:
        """The same days of another year; itself where the year was said, or an end is open."""
        if not self.yearless or self.start is None or self.end is None:
            return self
        if _WEEK.match(self.said) and (monday := week_of(year, self.start.isocalendar().week)):
            return replace(self, start=monday, end=monday + timedelta(days=6))
        on = Interval(months=12 * (year - self.start.year))
        after = on.after(self.end + timedelta(days=1))
        return replace(self, start=on.after(self.start), end=after - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """True for a day in the window."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def window_of(text: str, today: date, language: Language) -> Window | None:
    """The days that a folded question names; None where it names none."""
    text = re.sub(r"\bas (?:of|at)\b", "on", re.sub(r"\b(mid?)-(?=[a-z])", r"\1 ", text))
    for pattern, days in RULES:
        for match in pattern.finditer(text):
            found = days(match, today)
            if found is not None:
                window = _window(text, match.start(), match.end(), found)
                return replace(window, said=match[0], yearless=days is week)
    return _calendar(text, today, language)


def _window(text: str, begin: int, end: int, days: Days) -> Window:
    """Takes ``by``, ``before`` and ``after`` in front into account."""
    head = text[:begin]
    first, last = days
    up_to, onwards = _UP_TO.search(head), _FROM.search(head)
    if up_to is not None and first is not None:
        strict = _STRICT.search(head) is not None and not re.match(END, text[begin:end])
        return Window(
            start=None, end=first - timedelta(days=1) if strict else last,
            rest=f"{head[: up_to.start()]} {text[end:]}",
        )  # fmt: skip
    if onwards is not None and last is not None:
        return Window(
            start=last + timedelta(days=1), end=None, rest=f"{head[: onwards.start()]} {text[end:]}"
        )
    head = re.sub(
        r"\b(?:in|on|for|during|over|of|le|la|en|au mois de|du|pour|sur|ce|cette|pendant|d')\s*$", "", head
    )
    return Window(start=first, end=last, rest=f"{head} {text[end:]}")


def _calendar(text: str, today: date, language: Language) -> Window | None:
    """Dates and months of the calendar; those without a year are the next ones."""

    def with_year(match: re.Match[str]) -> str:
        month = MONTHS[match["m"]]
        if match["m"] in ("may", "mar", "sep", "jan", "dec", "mon", "sun", "sat") and not _is_dated(
            text, match
        ):
            return match[0]
        if _SINCE.search(match.string[: match.start()]):
            return f"{match[0]} {today.year - (month > today.month)}"
        return f"{match[0]} {today.year + (month < today.month)}"

    def with_last_year(match: re.Match[str]) -> str:
        month = MONTHS[match["last"] or match["until"]]
        return f"{match[0]} {today.year + (month < today.month)}"

    ranged = _YEARLESS_RANGE.search(text) is not None
    text = _with_shared_year(_YEARLESS_RANGE.sub(with_last_year, text))
    dated = _MONTH_ALONE.sub(with_year, re.sub(r"\bet le (?=\d)", "et ", re.sub(r"\b1er\b", "1", text)))
    yearless = ranged or _MONTH_ALONE.search(text) is not None
    ended = re.search(rf"{END}(?={MONTH})", dated)
    up_to = None
    if ended is not None:
        head = dated[: ended.start()]
        up_to = _UP_TO.search(head)
        dated = f"{head[: up_to.start()] if up_to is not None else head} {dated[ended.end() :]}"
    periods = [p for p in find_periods(dated, language=language) if p.is_absolute]
    if not periods:
        return None
    first, last, begin, end = _joined(periods, dated)
    if first is None or last is None:
        return Window(start=first, end=last, rest=f"{dated[:begin]} {dated[end:]}")
    if up_to is not None:
        return Window(start=None, end=last, rest=f"{dated[:begin]} {dated[end:]}")
    window = _window(dated, begin, end, (first, last))
    return replace(window, yearless=yearless, said=dated[begin:end])


def _with_shared_year(text: str) -> str:
    """Each month with the year that a later one has, or the year before: ``November to March 2026``."""

    def dated(match: re.Match[str]) -> str:
        last = re.findall(rf"\b{MONTH}\b", match["others"])[-1]
        return f"{match[0]} {int(match['y']) - (MONTHS[match['m']] > MONTHS[last])}"

    return _SHARED_YEAR.sub(dated, text)


def _joined(periods: Sequence[Period], text: str) -> tuple[date | None, date | None, int, int]:
    """The first period with those that follow on it, ``Oct, Nov and Dec``: first and last day, characters."""
    first, last = periods[0], periods[0]
    for period in periods[1:]:
        if period.start != last.end or not _BETWEEN.fullmatch(text[last.span[1] : period.span[0]]):
            break
        last = period
    return (
        first.start.date() if first.start is not None else None,
        last.end.date() - timedelta(days=1) if last.end is not None else None,
        first.span[0],
        last.span[1],
    )


def _is_dated(text: str, match: re.Match[str]) -> bool:
    """True where a word that is also something else stands as a month: ``in May``, ``15 mar``."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    return _BEFORE_MONTH.search(before) is not None or _AFTER_MONTH.match(after) is not None
