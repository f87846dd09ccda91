"""Days that words name as they are counted from today: "next week", "les 30 derniers jours", "mercredi 25".

Knows the calendar and the words for it, no months of a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from assistant.intervals import Interval

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
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_NEAR = 200
"""Days before and after today among which a weekday of a number is sought."""
END = (
    r"(?:the )?(?:end of|fin(?: de| du| d'| de la| de l')?|la fin (?:de|du|d'|de la|de l'))\s*(?:the |"
    r"this |le |la |l'|ce |cette )?"
)

Days = tuple[date | None, date | None]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]]


def week_of(year: int, number: int) -> date | None:
    """The Monday of a week; None where the year has none of that number."""
    with suppress(ValueError):
        return date.fromisocalendar(year, number, 1)
    return None


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


def _away(match: re.Match[str], today: date, sign: int = 1) -> date:
    """So many units from today on, or back where ``sign`` is -1."""
    number, unit = sign * _number(match["n"]), match["u"]
    if unit[0] in "dj" or unit[:2] in ("we", "wk", "se"):
        return today + timedelta(days=number if unit[0] in "dj" else 7 * number)
    return Interval(months=number * (1 if unit[0] == "m" else 3 if unit[0] in "qt" else 12)).after(today)


def _ahead(match: re.Match[str], today: date) -> Days:
    return today, _away(match, today)


def _behind(match: re.Match[str], today: date) -> Days:
    return _away(match, today, -1), today


def _so_far(match: re.Match[str], today: date) -> Days:
    return _span(match["u"], today, 0)[0], today


def _weekday(match: re.Match[str], today: date) -> Days:
    wanted = _WEEKDAYS[match["w"].rstrip("s") if match["w"].endswith("days") else match["w"]]
    day = today + timedelta(days=(wanted - today.weekday()) % 7)
    if match.groupdict().get("after") and day == today:
        day += timedelta(days=7)
    return day, day


def _weekday_gone(match: re.Match[str], today: date) -> Days:
    """``last Friday``, ``vendredi dernier``; ``since Monday`` goes on to where there is an end."""
    day = _weekday(match, today)[0] or today
    since = match[0].startswith(("since", "depuis"))
    gone = day if since and day == today else day - timedelta(days=7)
    return gone, None if since else gone


def _dated_weekday(match: re.Match[str], today: date) -> Days | None:
    """``mercredi 25``: the nearest day that is both."""
    number, weekday = int(match["d"]), (_weekday(match, today)[0] or today).weekday()
    near = sorted(
        (today + timedelta(days=step) for step in range(-_NEAR, _NEAR)), key=lambda d: abs(d - today)
    )
    day = next((d for d in near if d.day == number and d.weekday() == weekday), None)
    return (day, day) if day is not None else None


def _day_of_month(match: re.Match[str], today: date) -> Days | None:
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


def week(match: re.Match[str], today: date) -> Days | None:
    """``week 47``: the next one of that number."""
    number = int(match["k"])
    if not 1 <= number <= 53:
        return None
    year = today.isocalendar().year + (number < today.isocalendar().week)
    monday = week_of(year, number)
    return (monday, monday + timedelta(days=6)) if monday else None


def _of(step: int) -> Callable[[re.Match[str], date], Days]:
    return lambda match, today: _span(match["u"], today, step)


def _end_of(step: int) -> Callable[[re.Match[str], date], Days]:
    def days(match: re.Match[str], today: date) -> Days:
        end = _span(match["u"], today, step)[1]
        return end, end

    return days


def _day(step: int) -> Callable[[re.Match[str], date], Days]:
    def days(_: re.Match[str], today: date) -> Days:
        return today + timedelta(days=step), today + timedelta(days=step)

    return days


def _christmas(_: re.Match[str], today: date) -> Days:
    day = date(today.year + (today > date(today.year, 12, 25)), 12, 25)
    return day, day


def _weekend(_: re.Match[str], today: date) -> Days:
    saturday = today + timedelta(days=5 - today.weekday() if today.weekday() < 6 else -1)
    return saturday, saturday + timedelta(days=1)


RULES: tuple[Rule, ...] = tuple(
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
        (rf"(?:(?:in|over|within|during) )?(?:the |these )?(?:last|past|previous) {_COUNT} ?-?{_UNIT}"
         r"(?! of\b)", _behind),
        (rf"(?:(?:dans|sur|pendant|au cours des|depuis) )?(?:les |des |ces )?{_COUNT} "
         rf"(?:dernieres?|derniers?|precedente?s?) {_UNIT}(?! (?:de |du |d'))", _behind),
        (rf"(?:since (?:the )?(?:start|beginning) of|so far) (?:the |this )?{_ONE}", _so_far),
        (rf"(?:this )?{_ONE}[- ](?:so far|to[- ]date)", _so_far),
        (rf"depuis (?:le )?debut (?:de l'|de la |de cette |d[ue] (?:ce )?){_ONE}", _so_far),
        ("ytd", lambda _, today: (today.replace(month=1, day=1), today)),
        (rf"{END}(?:next {_ONE})", _end_of(1)),
        (rf"{END}(?:current )?{_ONE}(?: en cours)?", _end_of(0)),
        (r"(?:month|year|week|quarter)[- ]end", lambda m, t: _end_of_word(m[0], t)),
        (rf"(?:the )?(?:next|coming|following) {_ONE}", _of(1)),
        (rf"(?:la |le |l'|au |du )?{_ONE} (?:prochaine?|qui vient|suivante?|a venir)", _of(1)),
        (rf"(?:the )?(?:last|past|previous) {_ONE}", _of(-1)),
        (rf"(?:la |le |l'|au |du )?{_ONE} (?:derniere?|passee?|precedente?)", _of(-1)),
        (rf"(?:this|the current|current|cette|ce|cet) {_ONE}(?:[- ]ci)?", _of(0)),
        (rf"(?:la |le |l'|du )?{_ONE} (?:en cours|courante?|actuelle?|ci)", _of(0)),
        (r"(?:this |the |ce |le )?week-?ends?", _weekend),
        (r"(?:week|semaine|wk|s|w)\.? ?(?:no\.? ?|n ?° ?)?(?P<k>\d{1,2})(?! ?(?:of |de )?(?:19|20)\d\d)(?! "
        r"?(?:days|jours|h\b))", week),
        (rf"(?:last|past|since(?: last)?) {_WEEKDAY}(?! (?:\d|of\b))", _weekday_gone),
        (rf"(?:depuis )?(?:le )?{_WEEKDAY} (?:dernier|passe)", _weekday_gone),
        (rf"depuis (?:le )?{_WEEKDAY}(?! \d)", _weekday_gone),
        (rf"(?:(?:le|on|the) )?{_WEEKDAY} (?:the |le )?(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
         rf"(?! ?(?:{MONTH}\b|[/.:-]\d|h\b|\d|%))", _dated_weekday),
        (rf"(?:(?P<after>next) |this |coming |le |ce )?{_WEEKDAY}(?: (?:prochain|qui vient))?(?! \d)",
         _weekday),
        (r"the (?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?! (?:of )?[a-z]*(?:uary|ch|il|ay|ne|ly|st|"
        r"ber)\b)", _day_of_month),
        (rf"(?:le |au )(?P<d>[1-9]|[12]\d|3[01])(?:er)?(?! ?(?:{MONTH}|(?:et|au|a|-) |[/.]\d|\d))",
         _day_of_month),
    )
)  # fmt: skip
"""The first rule that fits counts."""


def _end_of_word(text: str, today: date) -> Days:
    end = _span(re.split(r"[- ]", text)[0], today, 0)[1]
    return end, end
