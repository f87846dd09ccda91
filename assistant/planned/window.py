"""The days that a question about planned work means, counted from today: "this month", "avant vendredi".

Knows the calendar and the words for it; a month or day without a year is the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.period import Period
from assistant.intervals import Interval
from retrieval.records import Language

_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
    "twelve": 12, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
    "dix": 10, "quinze": 15, "trente": 30,
}  # fmt: skip
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = (
    r"(?P<u>days?|jours?|j|d|weeks?|wks?|semaines?|months?|mois|quarters?|trimestres?|years?|ans?|annees?)"
)
_ONE = r"(?P<u>week|month|quarter|year|semaine|mois|trimestre|annee|an)"
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon lundi", "tuesday tue mardi", "wednesday wed mercredi", "thursday thu jeudi",
         "friday fri vendredi", "saturday sat samedi", "sunday sun dimanche")
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = (
    r"(?P<w>mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche)"
)
_MONTH_NAMES = (
    "january janvier jan janv",
    "february fevrier feb fev", "march mars mar", "april avril apr avr", "may mai",
    "june juin jun", "july juillet jul juil", "august aout aug", "september septembre sep sept",
    "october octobre oct", "november novembre nov", "december decembre dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_MONTH_ALONE = re.compile(
    rf"(?<![\w-])(?P<m>{_MONTH})\b\.?(?!\s*(?:of |de )?,?\s*(?:19|20)\d\d)(?!-\d|\d{{3}})"
)
_SHARED_YEAR = re.compile(
    rf"(?<![\w-])(?P<m>{_MONTH})\b\.?(?=(?P<others>(?:\s*(?:to|and|or|until|till|through|a|au|et|ou|,|-|–|/)?"
    rf"\s*(?:the |le )?(?:\d{{1,2}}(?:st|nd|rd|th|er)?\s+)?{_MONTH}\b\.?)+)"
    r"\s*(?:of |de |, ?)?(?P<y>(?:19|20)\d\d)\b)"
)
"""A month whose year stands behind another one: ``between March and May 2026``, ``oct nov dec 2025``."""
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
_END = (
    r"(?:the )?(?:end of|fin(?: de| du| d'| de la| de l')?|la fin (?:de|du|d'|de la|de l'))\s*(?:the |"
    r"this |le |la |l'|ce |cette )?"
)


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
        if _WEEK.match(self.said) and (week := _week_of(year, self.start.isocalendar().week)):
            return replace(self, start=week, end=week + timedelta(days=6))
        on = Interval(months=12 * (year - self.start.year))
        after = on.after(self.end + timedelta(days=1))
        return replace(self, start=on.after(self.start), end=after - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """True for a day in the window."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _week_of(year: int, week: int) -> date | None:
    """The Monday of a week; None where the year has none of that number."""
    with suppress(ValueError):
        return date.fromisocalendar(year, week, 1)
    return None


_Days = tuple[date | None, date | None]
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], _Days | None]]


def window_of(text: str, today: date, language: Language) -> Window | None:
    """The days that a folded question names; None where it names none."""
    text = re.sub(r"\bas (?:of|at)\b", "on", re.sub(r"\b(mid?)-(?=[a-z])", r"\1 ", text))
    for pattern, days in _RULES:
        for match in pattern.finditer(text):
            found = days(match, today)
            if found is not None:
                window = _window(text, match.start(), match.end(), found)
                return replace(window, said=match[0], yearless=days is _week)
    return _calendar(text, today, language)


def _window(text: str, begin: int, end: int, days: _Days) -> Window:
    """Takes ``by``, ``before`` and ``after`` in front into account."""
    head = text[:begin]
    first, last = days
    up_to, onwards = _UP_TO.search(head), _FROM.search(head)
    if up_to is not None and first is not None:
        strict = _STRICT.search(head) is not None and not re.match(_END, text[begin:end])
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
        return f"{match[0]} {today.year + (month < today.month)}"

    text = _with_shared_year(text)
    dated = _MONTH_ALONE.sub(with_year, re.sub(r"\bet le (?=\d)", "et ", re.sub(r"\b1er\b", "1", text)))
    yearless = _MONTH_ALONE.search(text) is not None
    ended = re.search(rf"{_END}(?={_MONTH})", dated)
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
        last = re.findall(rf"\b{_MONTH}\b", match["others"])[-1]
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


def _span(unit: str, today: date, step: int) -> tuple[date, date]:
    """The week, month, quarter or year that is so many after today's."""
    if unit in ("week", "semaine"):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return monday, monday + timedelta(days=6)
    months = {"month": 1, "mois": 1, "quarter": 3, "trimestre": 3}.get(unit, 12)
    first = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    start = _months_on(first, months * step)
    return start, _months_on(start, months) - timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def _number(text: str | None) -> int:
    return 1 if not text else int(text) if text.isdigit() else _NUMBERS[text]


def _ahead(match: re.Match[str], today: date) -> _Days | None:
    number, unit = _number(match["n"]), match["u"]
    if unit[0] in "dj":
        return today, today + timedelta(days=number)
    if unit[:2] in ("we", "wk", "se"):
        return today, today + timedelta(days=7 * number)
    months = 1 if unit[0] == "m" else 3 if unit[0] in "qt" else 12
    return today, Interval(months=months * number).after(today)


def _weekday(match: re.Match[str], today: date) -> _Days:
    wanted = _WEEKDAYS[match["w"].rstrip("s") if match["w"].endswith("days") else match["w"]]
    day = today + timedelta(days=(wanted - today.weekday()) % 7)
    if match.groupdict().get("after") and day == today:
        day += timedelta(days=7)
    return day, day


def _day_of_month(match: re.Match[str], today: date) -> _Days | None:
    number = int(match["d"])
    for step in (0, 1, 2):
        first = _months_on(today.replace(day=1), step)
        try:
            day = first.replace(day=number)
        except ValueError:
            continue
        if day >= today:
            return day, day
    return None


def _week(match: re.Match[str], today: date) -> _Days | None:
    number = int(match["k"])
    if not 1 <= number <= 53:
        return None
    year = today.isocalendar().year + (number < today.isocalendar().week)
    monday = _week_of(year, number)
    return (monday, monday + timedelta(days=6)) if monday else None


def _of(step: int) -> Callable[[re.Match[str], date], _Days]:
    return lambda match, today: _span(match["u"], today, step)


def _end_of(step: int) -> Callable[[re.Match[str], date], _Days]:
    def days(match: re.Match[str], today: date) -> _Days:
        end = _span(match["u"], today, step)[1]
        return end, end

    return days


def _day(step: int) -> Callable[[re.Match[str], date], _Days]:
    def days(_: re.Match[str], today: date) -> _Days:
        return today + timedelta(days=step), today + timedelta(days=step)

    return days


def _christmas(_: re.Match[str], today: date) -> _Days:
    day = date(today.year + (today > date(today.year, 12, 25)), 12, 25)
    return day, day


def _weekend(_: re.Match[str], today: date) -> _Days:
    saturday = today + timedelta(days=5 - today.weekday() if today.weekday() < 6 else -1)
    return saturday, saturday + timedelta(days=1)


_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), days)
    for pattern, days in (
        (rf"(?:with(?:in)?|in|over|for|during)? ?(?:the )?(?:next|coming|following) {_COUNT} ?-?{_UNIT}",
         _ahead),
        (rf"(?:within|in less than|in under|inside) (?:the |a )?{_COUNT} ?-?{_UNIT}", _ahead),
        (rf"(?:sous|d'ici|d'ici a|dans(?: les| moins de)?|en moins de) {_COUNT} ?{_UNIT}(?: "
        rf"(?:prochaine?s?|a venir|qui viennent))?", _ahead),
        (rf"(?:(?:dans|sur|pour|pendant) )?(?:les |des )?{_COUNT} (?:prochaine?s?) {_UNIT}", _ahead),
        (rf"(?:(?:dans|sur|pour|pendant) )?(?:les |des )?{_COUNT} {_UNIT} (?:a venir|qui viennent|"
        rf"prochaine?s?|suivante?s?)", _ahead),
        (rf"(?:the )?{_COUNT} ?-?{_UNIT} (?:ahead|to come|look ?ahead)", _ahead),
        (rf"in (?:the |a )?{_COUNT} {_UNIT}(?: time)?", _ahead),
        (r"(?:the day after tomorrow|apres-demain|apres demain)", _day(2)),
        (r"(?:tomorrow|demain)", _day(1)),
        (r"(?:yesterday|hier)", _day(-1)),
        (r"(?:christmas|xmas|noel)", _christmas),
        (r"(?:today|tonight|aujourd'hui|ce jour|ce matin|cet apres-midi)", _day(0)),
        (rf"{_END}(?:next {_ONE})", _end_of(1)),
        (rf"{_END}(?:current )?{_ONE}(?: en cours)?", _end_of(0)),
        (r"(?:month|year|week|quarter)[- ]end", lambda m, t: _end_of_word(m[0], t)),
        (rf"(?:the )?(?:next|coming|following) {_ONE}", _of(1)),
        (rf"(?:la |le |l'|au |du )?{_ONE} (?:prochaine?|qui vient|suivante?|a venir)", _of(1)),
        (rf"(?:the )?(?:last|past|previous) {_ONE}", _of(-1)),
        (rf"(?:la |le |l'|au |du )?{_ONE} (?:derniere?|passee?|precedente?)", _of(-1)),
        (rf"(?:this|the current|current|cette|ce|cet) {_ONE}(?:[- ]ci)?", _of(0)),
        (rf"(?:la |le |l'|du )?{_ONE} (?:en cours|courante?|actuelle?|ci)", _of(0)),
        (r"(?:this |the |ce |le )?week-?ends?", _weekend),
        (r"(?:week|semaine|wk|s|w)\.? ?(?:no\.? ?|n ?° ?)?(?P<k>\d{1,2})(?! ?(?:of |de )?(?:19|20)\d\d)(?! "
        r"?(?:days|jours|h\b))", _week),
        (rf"(?:(?P<after>next) |this |coming |le |ce )?{_WEEKDAY}(?: (?:prochain|qui vient))?(?! \d)",
         _weekday),
        (r"the (?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?! (?:of )?[a-z]*(?:uary|ch|il|ay|ne|ly|st|"
        r"ber)\b)", _day_of_month),
        (rf"(?:le |au )(?P<d>[1-9]|[12]\d|3[01])(?:er)?(?! ?(?:{_MONTH}|(?:et|au|a|-) |[/.]\d|\d))",
         _day_of_month),
    )
)  # fmt: skip
"""The first rule that fits counts."""


def _end_of_word(text: str, today: date) -> _Days:
    end = _span(re.split(r"[- ]", text)[0], today, 0)[1]
    return end, end


__all__ = ["Window", "window_of"]
