"""Conditions of dates: windows, quarters, what is past or ahead, and how many days ago. Reads no states."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition, day_in
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import fold, norms
from assistant.intervals import Interval
from assistant.planned.from_today import MONTHS
from assistant.planned.window import Window, window_of
from assistant.registers.met import met, said

_GONE = frozenset(
    """
    expired expire expires perime perimee perimes perimees overdue outdated lapsed echu echue echus
    echues late behind passe passee passees depasse depassee depasses depassees retard retards past passed
    out gone
    """.split()
)
_OVERDUE = frozenset("overdue late behind retard retards depasse depassee depassees".split())
_OUT_OF_TIME = (("hors", "delai"), ("hors", "delais"))
_COMING = frozenset(
    "upcoming coming future venir valid valide valides valable valables ahead still encore sous under".split()
)
_UNITS = {
    1.0: frozenset("day days jour jours j d".split()),
    7.0: frozenset("week weeks wk wks semaine semaines".split()),
    30.44: frozenset("month months mois".split()),
    365.0: frozenset("year years yr yrs an ans annee annees".split()),
}
_SOON = 70
"""Days within which what a month or a day means is ahead."""
_QUARTER = re.compile(r"[qt]([1-4])")
_ORDINAL = re.compile(
    r"([1-4])(?:st|nd|rd|th|er|e|eme)?|(first|second|third|fourth|premier|deuxieme|troisieme|quatrieme)"
)
_ORDER = {word: n for n, words in enumerate(("first premier", "second deuxieme", "third troisieme",
          "fourth quatrieme"), start=1) for word in words.split()}  # fmt: skip
_YEARS = (2000, 2100)
_SLASHED = re.compile(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/-]|[.,]\d)")
"""A day with or without its year, ``16/11``."""
_OF_A_MONTH = re.compile(r"(?:the|le|au) \d")
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}
_DAYS = 31


def dated(question: Asked, table: Sheet, today: date) -> Iterator[Condition]:
    """Rows whose day is in a window that the question says, is past, or is ahead."""
    columns = [column for column, kind in enumerate(table.kinds) if kind == "date"]
    if not columns:
        return
    windows = list(dict.fromkeys(_windows(question, today)))
    gone = said(question, _GONE) | _out_of_time(question)
    coming = said(question, _COMING)
    if gone & said(question, _OVERDUE):  # overdue today is overdue by today, not due today
        gone = gone.union(*(at for window, at in windows if window.start == window.end == today))
        windows = [one for one in windows if not one[0].start == one[0].end == today]
    for column in columns:
        days = {r: day for r, row in enumerate(table.rows) if (day := day_in(row[column])) is not None}
        for window, at in windows:
            near = _in_its_year(window, days.values(), today)
            for one in (near, *_the_one_before(near, today, question)):
                held = (r for r, day in days.items() if one.holds(day))
                yield met(column, "within", _spelt(one), held, at)
        if gone:
            yield met(column, "within", f"< {today}", (r for r, d in days.items() if d < today), gone)
        if coming:
            yield met(column, "within", f"≥ {today}", (r for r, d in days.items() if d >= today), coming)


def _out_of_time(question: Asked) -> frozenset[int]:
    """Places of ``hors délai``."""
    pairs = enumerate(pairwise(question.norms))
    return frozenset(i for place, pair in pairs if pair in _OUT_OF_TIME for i in (place, place + 1))


def _windows(question: Asked, today: date) -> Iterator[tuple[Window, frozenset[int]]]:
    reading = question.reading
    for turned in (False, True) if reading.language == "en" and _SLASHED.search(reading.text) else (False,):
        text, slashed = _spoken(question, turned=turned)
        window = window_of(text, today, reading.language)
        if window is not None:
            yield window, slashed or _said_at(question, window.said)
    yield from _quarters(question, today)
    for period in reading.periods:
        if period.is_absolute:
            start = period.start.date() if period.start else None
            end = (period.end - timedelta(microseconds=1)).date() if period.end else None
            at = frozenset(range(*reading.word_span(period.span)))
            yield Window(start=start, end=end, rest="", said=period.words), at


def _spoken(question: Asked, *, turned: bool = False) -> tuple[str, frozenset[int]]:
    """The folded question with ``16/11`` as ``16 november``, and the places of the words that say such days.

    Args:
        turned: The month is first.
    """
    spans: list[range] = []

    def spoken(match: re.Match[str]) -> str:
        day, month = int(match[1]), int(match[2])
        if month not in _MONTH_NAMES or (turned and day in _MONTH_NAMES):
            day, month = month, day
        if month not in _MONTH_NAMES or not 1 <= day <= _DAYS:
            return match[0]
        spans.append(range(*match.span()))
        return f"{day} {_MONTH_NAMES[month]} {match[3] or ''}".strip()

    text = _SLASHED.sub(spoken, fold(question.reading.text))
    at = frozenset(i for i, token in enumerate(question.tokens) if any(token.start in span for span in spans))
    return text, at


def _quarters(question: Asked, today: date) -> Iterator[tuple[Window, frozenset[int]]]:
    """``Q3``, ``third quarter``, ``3e trimestre``: of the year that is said or the last begun."""
    words = question.norms
    for place, word in enumerate(words):
        match = _QUARTER.fullmatch(word)
        at = {place}
        if match is None and place + 1 < len(words) and words[place + 1] in ("quarter", "trimestre"):
            match, at = _ORDINAL.fullmatch(word), {place, place + 1}
        if match is None:
            continue
        number = _ORDER.get(match[match.lastindex or 1]) or int(match[1])
        named = next((i for i, n in question.numbers.items() if _YEARS[0] <= n <= _YEARS[1]), None)
        year = int(question.numbers[named]) if named is not None else today.year
        start = date(year, 3 * number - 2, 1)
        if named is None and start > today:
            start = start.replace(year=year - 1)
        end = (start + timedelta(days=95)).replace(day=1) - timedelta(days=1)
        yield (
            Window(start=start, end=end, rest="", said=word),
            frozenset(at | ({named} if named is not None else set())),
        )


def _said_at(question: Asked, said: str) -> frozenset[int]:
    words, own = question.norms, norms(said)
    starts = [i for i in range(len(words) - len(own) + 1) if words[i : i + len(own)] == own]
    if starts:
        return frozenset(range(starts[0], starts[0] + len(own)))
    return frozenset(i for i, word in enumerate(words) if word in own and question.weights[i])


def _in_its_year(window: Window, days: Collection[date], today: date) -> Window:
    """Itself; without its year that of the year nearest to today in which a day lies."""
    if window.yearless:
        for year in sorted({day.year for day in days}, key=lambda year: abs(year - today.year)):
            near = window.in_year(year)
            if any(near.holds(day) for day in days):
                return near
    return window


def _the_one_before(window: Window, today: date, question: Asked) -> Iterator[Window]:
    """The days that are meant where it is not those to come: a month or a year before them.

    ``the 28th`` may be that of last month, and ``before September`` that of last year.
    """
    edge = window.start or window.end
    if edge is not None and edge > today and window.start == window.end and _OF_A_MONTH.match(window.said):
        before = Interval(months=-1).after(edge)
        yield replace(window, start=before, end=before)
    named = any(_YEARS[0] <= number <= _YEARS[1] for number in question.numbers.values())
    if edge is not None and edge > today and (edge - today).days > _SOON and not named:
        start, end = (day and day - timedelta(days=365) for day in (window.start, window.end))
        yield replace(window, start=start, end=end)


def _spelt(window: Window) -> str:
    if window.start == window.end:
        return f"= {window.start}"
    return " ".join(f"{sign} {day}" for sign, day in (("≥", window.start), ("≤", window.end)) if day)


def dateless(question: Asked, today: date) -> Asked:
    """The question without the numbers of its dates: the 29 of ``29/11`` and of ``29 Nov`` is no limit."""
    reading = question.reading
    spans = [range(*reading.word_span(p.span)) for p in reading.periods if p.is_absolute or p.month or p.last]
    dates = _spoken(question)[1].union(i for span in spans for i in span if len(span) > 1)
    window = window_of(fold(reading.text), today, reading.language)
    if window is not None and not window.yearless:
        dates |= _said_at(question, window.said)
    numbers = {i: n for i, n in question.numbers.items() if i not in dates}
    return replace(question, numbers=numbers)


def aged(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows whose days since a date are more or fewer than a number of days, weeks, months or years."""
    for place, number in question.numbers.items():
        unit = next(
            (n for n, names in _UNITS.items() if set(question.norms[place + 1 : place + 2]) & names), None
        )
        for column in range(table.real, len(table.names)) if unit else ():
            if unit and table.made[column - table.real].way == "days":
                text, limit = f"{question.tokens[place].text} {question.norms[place + 1]}", number * unit
                values = {r: v for r in range(len(table.rows)) if (v := table.value(r, column)) is not None}
                at = frozenset((place, place + 1))
                yield met(column, "over", text, (r for r, v in values.items() if v > limit), at)
                yield met(column, "under", text, (r for r, v in values.items() if v < limit), at)
