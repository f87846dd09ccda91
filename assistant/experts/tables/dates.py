"""Periods of time in words, English and French: ``in Q1 2020``, ``en mars 2021``. Knows no clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.experts.tables.date_ranges import a_date, joined, month_start, opened, with_years
from assistant.experts.tables.period import Period
from retrieval.records import Language

_MONTH_NAMES = (
    "january|jan|janvier|janv", "february|feb|fevrier|fevr|fev", "march|mar|mars", "april|apr|avril|avr",
    "may|mai", "june|jun|juin", "july|jul|juillet|juil", "august|aug|aout", "september|sept|sep|septembre",
    "october|oct|octobre", "november|nov|novembre", "december|dec|decembre",
)  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b(?!-(?:\d|\d{3})(?!\d))\.?"
"""A month; ``SEP-1`` and ``MAR-101`` are tags, ``Sep-25`` is none."""
_YEAR = r"(?:(?:19|20)\d\d)\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|eme)?"
_CLOCK = (
    r"(?:[ t,]+(?:at |a |vers )?(?P<hh>[01]?\d|2[0-3])(?::|"
    r"h)(?P<mi>[0-5]\d)?(?::[0-5]\d)?\s*(?P<ap>am|pm)?\b)?"
)
_SEASONS = {
    "winter": 1, "hiver": 1, "spring": 3, "printemps": 3, "summer": 6, "ete": 6, "autumn": 9, "fall": 9,
    "automne": 9,
}  # fmt: skip
_WEEKDAYS = {
    name: n
    for n, names in enumerate(
        ("mondays?|lundis?", "tuesdays?|mardis?", "wednesdays?|mercredis?", "thursdays?|jeudis?",
         "fridays?|vendredis?", "saturdays?|samedis?", "sundays?|dimanches?"), 1)
    for name in names.split("|")
}  # fmt: skip


def find_periods(text: str, *, language: Language = "en", join_between: bool = True) -> tuple[Period, ...]:
    """All periods in a folded text, in order, ranges joined and ``since``, ``before`` … applied.

    Args:
        join_between: False where ``between A and B`` names two periods to be compared.
    """
    found: list[Period] = []
    taken = [False] * len(text)
    for pattern, make in _rules(language):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            period = make(match)
            if period is not None:
                found.append(period)
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    found.sort(key=lambda period: period.span)
    return tuple(opened(text, joined(text, with_years(text, found), join_between=join_between)))


def _period(match: re.Match[str], start: datetime | None, end: datetime | None, **more: object) -> Period:
    made = Period(start=start, end=end, span=match.span(), words=match.group(0).strip(" ,"))
    return replace(made, **more)  # type: ignore[arg-type]


def _full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _day_period(match: re.Match[str], start: datetime | None, *, guessed: bool = False) -> Period | None:
    if start is None:
        return None
    groups = match.groupdict()
    if groups.get("hh"):
        hour = int(groups["hh"]) % 12 + 12 * (groups["ap"] == "pm") if groups.get("ap") else int(groups["hh"])
        moment = start.replace(hour=hour, minute=int(groups.get("mi") or 0))
        return _period(match, moment, moment + timedelta(minutes=1), day_grain=True, guessed=guessed)
    return _period(match, start, start + timedelta(days=1), day_grain=True, guessed=guessed)


def _named_day(match: re.Match[str]) -> Period | None:
    return _day_period(match, a_date(_full_year(match["y"]), _MONTHS[match["m"].strip(".")], int(match["d"])))


def _iso_day(match: re.Match[str]) -> Period | None:
    return _day_period(match, a_date(int(match["y"]), int(match["m"]), int(match["d"])))


def _slash_day(day_first: bool) -> Callable[[re.Match[str]], Period | None]:
    def make(match: re.Match[str]) -> Period | None:
        a, b, year = int(match["a"]), int(match["b"]), _full_year(match["y"])
        dotted = "." in match.group(0)
        day, month = (a, b) if day_first or dotted or a > 12 else (b, a)
        if month > 12:
            day, month = month, day
        start = a_date(year, month, day) if month <= 12 else None
        return _day_period(match, start, guessed=a <= 12 and b <= 12 and a != b and not dotted)

    return make


def _day_range_in_month(match: re.Match[str]) -> Period | None:
    month, year = _MONTHS[match["m"].strip(".")], _full_year(match["y"])
    start, end = a_date(year, month, int(match["d"])), a_date(year, month, int(match["e"]))
    if start is None or end is None or end < start:
        return None
    return _period(match, start, end + timedelta(days=1))


def _month_year(match: re.Match[str]) -> Period:
    year, month = _full_year(match["y"].lstrip("'")), _MONTHS[match["m"].strip(".")]
    start, end = month_start(year, month), month_start(year, month + 1)
    part = match.groupdict().get("part") or ""
    if part in ("early", "debut"):
        end = start.replace(day=11)
    elif part in ("late", "fin", "end of", "fin de"):
        start = start.replace(day=21)
    elif part in ("mid", "mi"):
        start, end = start.replace(day=11), start.replace(day=21)
    return _period(match, start, end)


def _part_of_year(match: re.Match[str]) -> Period:
    year = _full_year(match["y"])
    length = 3 if match["kind"][0] in "qt" else 6
    first = (int(match["n"][0]) if match["n"][0].isdigit() else _ORDINALS[match["n"]]) - 1
    return _period(match, month_start(year, 1 + first * length), month_start(year, 1 + (first + 1) * length))


_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "premier": 1, "premiere": 1, "deuxieme": 2,
    "troisieme": 3, "quatrieme": 4,
}  # fmt: skip


def _half(match: re.Match[str]) -> Period:
    year, second = _full_year(match["y"]), match["n"] in ("second", "deuxieme", "seconde", "last", "latter")
    return _period(match, month_start(year, 7 if second else 1), month_start(year, 13 if second else 7))


def _season(match: re.Match[str]) -> Period:
    year, first = _full_year(match["y"]), _SEASONS[match["s"]]
    first = 0 if first == 1 else first
    return _period(match, month_start(year, first), month_start(year, first + 3))


def _week(match: re.Match[str]) -> Period | None:
    try:
        start = datetime.fromisocalendar(int(match["y"]), int(match["n"]), 1)
    except ValueError:
        return None
    return _period(match, start, start + timedelta(days=7))


def _week_of(match: re.Match[str]) -> Period | None:
    start = a_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return _period(match, start, start + timedelta(days=7)) if start else None


def _year(match: re.Match[str]) -> Period:
    year = _full_year(match["y"].lstrip("'"))
    return _period(match, datetime(year, 1, 1), datetime(year + 1, 1, 1))


def _decade(match: re.Match[str]) -> Period:
    return _period(match, datetime(int(match["y"]), 1, 1), datetime(int(match["y"]) + 10, 1, 1))


def _last(match: re.Match[str]) -> Period:
    unit = _UNITS[match["u"]]
    number = match["n"]
    count = int(number) if number and number.isdigit() else _SMALL.get(number or "", 1)
    return _period(match, None, None, last=(count, unit))


def _current(match: re.Match[str]) -> Period:
    """The year, month … of the newest row."""
    unit = next(named for named in match.groups() if named)
    return _period(match, None, None, last=(0, _UNITS[unit]))


_UNITS = {
    "day": "day", "days": "day", "jours": "day", "week": "week", "weeks": "week", "semaines": "week",
    "month": "month", "months": "month", "mois": "month", "year": "year", "years": "year", "ans": "year",
    "annees": "year", "annee": "year", "an": "year", "semaine": "week", "trimestre": "quarter",
    "quarter": "quarter", "quarters": "quarter", "trimestres": "quarter",
}  # fmt: skip
_SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "deux": 2, "trois": 3, "quatre": 4,
    "cinq": 5, "douze": 12,
}  # fmt: skip


def _weekday(match: re.Match[str]) -> Period:
    if match["w"].startswith("week"):
        return _period(match, None, None, weekdays=(6, 7))
    number = next(n for name, n in _WEEKDAYS.items() if re.fullmatch(name, match["w"]))
    return _period(match, None, None, weekdays=(number,))


def _bare_month(match: re.Match[str]) -> Period:
    return _period(match, None, None, month=_MONTHS[match["m"].strip(".")])


def _bare_day(match: re.Match[str]) -> Period:
    return _period(
        match, None, None, month=_MONTHS[match["m"].strip(".")], day=int(match["d"]), day_grain=True
    )


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]]


def _rules(language: Language) -> tuple[_Rule, ...]:
    return (*_SHARED_HEAD, (_SLASH, _slash_day(language == "fr")), *_SHARED_TAIL)


_SLASH = re.compile(
    rf"(?<![\d/.])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>\d{{4}}|\d\d)(?![\d/]){_CLOCK}"
)
_TO = r"(?:-|to|through|until|till|and|au|a|et|jusqu'au)"
_SHARED_HEAD: tuple[_Rule, ...] = tuple(
    (re.compile(rf"(?<![\w]){pattern}"), make)
    for pattern, make in (
        (
            r"(?:the )?week (?:of|from|starting|beginning)(?: on)? (?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
            _week_of,
        ),
        (rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){_CLOCK}", _iso_day),
    )
)
_SHARED_TAIL: tuple[_Rule, ...] = tuple(
    (re.compile(rf"(?<![\w]){pattern}"), make)
    for pattern, make in (
        (rf"(?:(?:from|between|du|entre le|le)\s+(?:the )?)?(?P<d>{_DAY}){_ORDINAL}\s*{_TO}\s*(?:the |"
         rf"le )?(?P<e>{_DAY}){_ORDINAL}"
         rf"\s*(?:of )?(?P<m>{_MONTH})\s*,?\s*(?P<y>{_YEAR})", _day_range_in_month),
        (rf"(?:(?:from|between) "
         rf")?(?P<m>{_MONTH})\s*(?P<d>{_DAY}){_ORDINAL}\s*{_TO}\s*(?P<e>{_DAY}){_ORDINAL},"
         rf"?\s*(?P<y>{_YEAR})",
         _day_range_in_month),
        (rf"(?P<d>{_DAY}){_ORDINAL}\s*(?:of |de )?(?P<m>{_MONTH})\s*,?\s*(?:de )?(?P<y>{_YEAR}){_CLOCK}",
         _named_day),
        (rf"(?P<d>{_DAY})[- ](?P<m>{_MONTH})[- ]'?(?P<y>\d\d)\b", _named_day),
        (rf"(?:(?<=\bin )|(?<=\ben )|(?<=\bof ))(?P<m>{_MONTH}) (?P<y>[12]\d)\b(?![:.,]?\d)", _month_year),
        (rf"(?P<m>{_MONTH})\s*(?P<d>{_DAY}){_ORDINAL}\s*,?\s*(?P<y>{_YEAR}){_CLOCK}", _named_day),
        (rf"(?:(?P<part>early|late|mid|end of|debut|mi|fin de|fin)[ -])?(?P<m>{_MONTH})\s*(?:of |de )?,"
         rf"?\s*(?P<y>{_YEAR}|'\d\d\b)", _month_year),
        (rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])\b(?!-)", lambda m: _period(
            m, month_start(int(m["y"]), int(m["m"])), month_start(int(m["y"]), int(m["m"]) + 1))),
        (rf"(?P<kind>q|t|h|s)(?P<n>[1-4])\s*(?:of |de |/)?\s*(?P<y>{_YEAR})", _part_of_year),
        (rf"(?:the |le )?(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th|premier|deuxieme|"
         rf"troisieme|quatrieme|1er|2e|3e|4e)"
         rf"\s+(?P<kind>quarter|trimestre)\s+(?:of |de )?(?P<y>{_YEAR})", _part_of_year),
        (rf"(?:the |la |le )?(?P<n>first|second|latter|last|premier|premiere|deuxieme|"
         rf"seconde?)\s+(?:half|moitie|semestre)\s+(?:of |de )?(?P<y>{_YEAR})",
         _half),
        (rf"(?P<s>{'|'.join(_SEASONS)})\s+(?:of |de )?(?P<y>{_YEAR})", _season),
        (rf"(?:week|semaine|wk|w|s)\s?(?P<n>[1-9]|[1-4]\d|5[0-3])\s*(?:of |de |,)?\s*(?P<y>{_YEAR})", _week),
        (r"(?:the )?(?P<y>(?:19|20)\d0)s\b", _decade),
        (r"(?:in |over |during |within )?(?:the |les )?(?:last|past|previous) (?P<n>\d+|two|three|four|"
         r"five|six|twelve)? ?"
         r"(?P<u>days?|weeks?|months?|years?|quarters?)(?= of (?:the )?(?:data|log|record|history|\w+ "
         r"(?:log|history|data)))?", _last),
        (r"(?:au cours des |dans les |les )?(?P<n>\d+|deux|trois|quatre|cinq|six|douze) (?:dernieres?|"
         r"derniers?) "
         r"(?P<u>jours|semaines|mois|ans|annees|trimestres)", _last),
        (r"(?:l'|le |la |au cours du |de l')?(?P<u>annee|an|mois|semaine|trimestre) (?P<n>)"
         r"(?:derniere?|passee?|precedente?)\b", _last),
        (r"(?:so far |since the (?:beginning|start) of |for )?(?:in |during )?(?:this|the current|the) "
         r"(?P<u>year|month|week|quarter)(?: so far| to date)\b|this (?P<v>year|month|week|quarter)\b"
         r"|(?:depuis le debut de |sur )?(?:cette |l'|le |la |ce )"
         r"(?P<w>annee|mois|semaine|trimestre)(?: en cours|-ci)\b"
         r"|(?:cette |ce )(?P<x>annee|mois|semaine|trimestre)\b"
         r"|depuis le debut (?:de l'|du |de la )(?P<z>annee|mois|semaine|trimestre)\b"
         r"|since the (?:beginning|start) of the (?P<t>year|month|week|quarter)\b", _current),
        (rf"(?:the )?(?P<d>{_DAY}){_ORDINAL}\s*(?:of )?(?P<m>{_MONTH})(?!\w)", _bare_day),
        (rf"(?P<m>{_MONTH})\s*(?P<d>{_DAY})(?:st|nd|rd|th)?\b(?!\s*%)", _bare_day),
        (rf"(?P<y>{_YEAR})", _year),
        (r"(?:in |year |the year )(?P<y>'\d\d)\b", _year),
        (rf"(?:(?<=\bin )|(?<=\bduring )|(?<=\bof )|(?<=\beach )|(?<=\bevery )|(?<=\ben )|(?<=\band )|"
         rf"(?<=\bet )|(?<=\bau mois de )|(?<=\bto )|(?<=\bfrom )|(?<=\bbetween ))(?P<m>{_MONTH})(?!\w)",
         _bare_month),
        (rf"(?P<m>(?!may\b|mar\b|sep\b|dec\b|jan\b|mai\b){_MONTH})(?!\w)", _bare_month),
        (rf"(?:on |le |les )?(?:a )?(?P<w>weekends?|week-ends?|{'|'.join(_WEEKDAYS)})\b", _weekday),
    )
)  # fmt: skip
