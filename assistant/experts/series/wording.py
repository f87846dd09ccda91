"""Numbers, moments, lengths of time and windows as a sentence writes them, in English and French.

Knows languages, no plan and no log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from assistant.experts.series.window import Window
from retrieval.records import Language

_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
_STEPS = {"en": ("d", "h", "min", "s"), "fr": ("j", "h", "min", "s")}


def _key(language: Language) -> str:
    return "fr" if language == "fr" else "en"


def number(value: float, language: Language, *, digits: int = 5) -> str:
    """A number with about ``digits`` significant digits, never fewer than it needs before the point.

    ``681.9478`` is ``681.95``, ``0.66093`` is ``0.6609``, ``23.0`` is ``23``. French has a decimal comma.
    """
    if value != value:
        return "—"
    magnitude = abs(value)
    if magnitude >= 1e15 or (0 < magnitude < 1e-6):
        text = f"{value:.4g}"
    elif magnitude >= 100:
        text = f"{value:.2f}" if magnitude < 10000 else f"{value:.1f}"
    elif magnitude >= 1:
        text = f"{value:.{max(digits - len(str(int(magnitude))), 0)}f}"
    else:
        text = f"{value:.{digits - 1}g}" if magnitude else "0"
        if "e" in text:
            text = f"{value:.9f}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    return text.replace(".", ",") if language == "fr" else text


def with_unit(value: float, unit: str | None, language: Language) -> str:
    """``681.95 kW``; the number alone where no unit is known."""
    text = number(value, language)
    return f"{text} {unit}" if unit else text


def day(moment: datetime, language: Language, *, year: bool = True) -> str:
    """``5 June 2020``, ``5 juin 2020`` (``1er`` for the first)."""
    key = _key(language)
    number_ = "1er" if key == "fr" and moment.day == 1 else str(moment.day)
    return f"{number_} {_MONTHS[key][moment.month - 1]}" + (f" {moment.year}" if year else "")


def clock(moment: datetime | time) -> str:
    """``14:30``, with seconds where there are any."""
    return moment.strftime("%H:%M:%S") if moment.second else moment.strftime("%H:%M")


def moment(value: datetime, language: Language) -> str:
    """``5 June 2020 at 14:30``, ``5 juin 2020 à 14:30``."""
    return f"{day(value, language)} {'à' if language == 'fr' else 'at'} {clock(value)}"


def stamp(value: datetime, language: str) -> str:
    """A time to the second in figures: ``2026-09-12 06:30:00``, ``12/09/2026 06:30``."""
    if language != "fr":
        return value.isoformat(sep=" ", timespec="seconds")
    return f"{value:%d/%m/%Y %H:%M:%S}".removesuffix(":00")


def length(seconds: float, language: Language) -> str:
    """A length of time in its largest two steps: ``7 min 1 s``, ``15 d 15 min``."""
    left = round(seconds)
    if left < 1:
        return f"{number(seconds, language)} s"
    parts: list[str] = []
    for size, name in zip((86400, 3600, 60, 1), _STEPS[_key(language)], strict=True):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {name}")
    return " ".join(parts[:3])


def in_hours(seconds: float, language: Language) -> str:
    """A length of time in the step an engineer counts in: seconds, minutes or hours."""
    if seconds < 600:
        return f"{number(seconds, language)} s"
    if seconds < 7200:
        return f"{number(seconds / 60, language)} min"
    return f"{number(seconds / 3600, language)} h"


def listed(items: Sequence[str], language: Language) -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + (" et " if language == "fr" else " and ") + items[-1]


def stretch(start: datetime, end: datetime, language: Language) -> str:
    """``from 10 June 2020 18:00 to 19:15``; the second day only where it differs."""
    first = f"{day(start, language)} {clock(start)}"
    last = clock(end) if start.date() == end.date() else f"{day(end, language)} {clock(end)}"
    if start == end:
        return f"le {moment(start, language)}" if language == "fr" else f"on {moment(start, language)}"
    return (
        f"du {first} au {last}"
        if language == "fr" and start.date() != end.date()
        else (
            f"le {day(start, language)} de {clock(start)} à {clock(end)}"
            if language == "fr"
            else f"from {first} to {last}"
        )
    )


def days(values: Sequence[datetime], language: Language) -> str:
    """Days as stretches: ``12 to 25 June 2020 and 27 to 30 June 2020``."""
    groups: list[list[datetime]] = []
    for value in values:
        if groups and value - groups[-1][-1] == timedelta(days=1):
            groups[-1].append(value)
        else:
            groups.append([value])
    return listed([_span(group[0], group[-1], language) for group in groups], language)


def _span(first: datetime, last: datetime, language: Language) -> str:
    if first.date() == last.date():
        return day(first, language)
    same_month = (first.year, first.month) == (last.year, last.month)
    start = str(first.day) if same_month else day(first, language, year=first.year != last.year)
    if language == "fr":
        return f"du {'1er' if start == '1' else start} au {day(last, language)}"
    return f"{start} to {day(last, language)}"


def window(value: Window, language: Language, *, start: datetime, end: datetime) -> str:
    """A window in words, with its preposition: ``on 5 June 2020``, ``in June 2020``, ``over the whole log``.

    Args:
        start, end: What the log covers.
    """
    french = language == "fr"
    text = _plain_window(value, language, start, end)
    if value.rows is not None:
        first, last = value.rows
        rows = f"{first}–{last}" if first >= 0 else str(-first)
        if first < 0:
            return f"sur les {rows} dernières lignes" if french else f"over the last {rows} rows"
        return f"sur les lignes {rows}" if french else f"over rows {rows}"
    if value.clock is not None:
        first_clock, last_clock = clock(value.clock[0]), clock(value.clock[1])
        text += (
            f", de {first_clock} à {last_clock} chaque jour"
            if french
            else f", {first_clock} to {last_clock} each day"
        )
    if value.weekdays:
        names = [_WEEKDAYS[_key(language)][d] for d in sorted(value.weekdays)]
        text += f" ({listed(names, language)})"
    return text


def _plain_window(value: Window, language: Language, start: datetime, end: datetime) -> str:
    french = language == "fr"
    if value.whole or (value.start <= start and value.end >= end and not _is_calendar(value)):
        span = stretch(start, end, language)
        return f"sur tout l'enregistrement ({span})" if french else f"over the whole log ({span})"
    if value.instant:
        return f"le {moment(value.start, language)}" if french else f"on {moment(value.start, language)}"
    full = value.start.time() == time() and _ends_a_day(value.end)
    if full:
        last = value.end - timedelta(microseconds=1)
        if value.start.date() == last.date():
            return f"le {day(value.start, language)}" if french else f"on {day(value.start, language)}"
        if _is_month(value):
            name = f"{_MONTHS[_key(language)][value.start.month - 1]} {value.start.year}"
            return f"en {name}" if french else f"in {name}"
        if _is_year(value):
            return f"en {value.start.year}" if french else f"in {value.start.year}"
        span = _span(value.start, value.end, language)
        return span if french else f"from {span}"
    tidy = value.end if value.end.microsecond == 0 else value.end + timedelta(microseconds=1)
    begin = value.start if value.start.microsecond == 0 else value.start - timedelta(microseconds=1)
    return stretch(begin, tidy, language)


def _ends_a_day(end: datetime) -> bool:
    return end.time() >= time(23, 59, 59)


def _is_month(value: Window) -> bool:
    following = value.end + timedelta(days=1)
    return (
        value.start.day == 1
        and following.day == 1
        and (value.start.year, value.start.month) == (value.end.year, value.end.month)
    )


def _is_year(value: Window) -> bool:
    return (value.start.month, value.start.day) == (1, 1) and (value.end.month, value.end.day) == (12, 31)


def _is_calendar(value: Window) -> bool:
    return value.start.time() == time() and _ends_a_day(value.end)


def weekday(index: int, language: Language) -> str:
    """Name of a day of the week, 0 for Monday."""
    return _WEEKDAYS[_key(language)][index % 7]


def group_label(label: datetime | int | str, each: str, language: Language) -> str:
    """A group's name: ``10 June 2020``, ``14:00``, ``Monday``, a sensor's or log's name."""
    if isinstance(label, str):
        return label
    if isinstance(label, int):
        return weekday(label, language) if each == "weekday" else f"{label:02d}:00"
    if each == "hour":
        return moment(label, language)
    if each == "week":
        return ("semaine du " if language == "fr" else "the week of ") + day(label, language)
    if each == "month":
        return f"{_MONTHS[_key(language)][label.month - 1]} {label.year}"
    return day(label, language)
