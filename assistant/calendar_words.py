"""Words that move a date: "the next day", "l'année précédente". Knows the calendar, not the clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.slots import find_slots
from assistant.words import fold

_ENGLISH = tuple(name for name in calendar.month_name if name)
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_AFTER = r"(?:next|following)|(?P<after>after)|suivante?|d'après|lendemain"
_SHIFT = re.compile(
    r"^(?:(?:and|et|on|in|over|for|le|la|l'|the|au|sur|pour|during|pendant|then|dans)\s*)*"
    r"(?:(?P<way>next|following|previous)\s+(?P<unit>day|month|year)"
    r"|(?P<unit2>day|month|year|jour|mois|annee|an)\s+(?P<way2>before|after|suivante?|precedente?|"
    r"d'avant|d'apres)"
    r"|(?P<way3>lendemain|veille))$"
)
_INSIDE = re.compile(
    r"\b(?:the (?:next|following|previous) (?:day|month|year)|the (?:day|month|year) (?:before|after)|le "
    r"lendemain|"
    r"la veille|le (?:jour|mois) (?:suivant|précédent|d'avant|d'après)|l'année (?:suivante|précédente))\b",
    re.IGNORECASE,
)
_BACK = ("previous", "before", "precedent", "precedente", "d'avant", "veille")
_UNITS = {"day": "day", "jour": "day", "month": "month", "mois": "month"}


@dataclass(frozen=True, slots=True)
class Shift:
    """A step of one day, month or year, back or on."""

    unit: Literal["day", "month", "year"]
    step: int


def shift_of(text: str) -> Shift | None:
    """The step that a text consists of, None where it says anything else."""
    match = _SHIFT.match(fold(text).strip().rstrip("?!. "))
    if match is None:
        return None
    way = match.group("way") or match.group("way2") or match.group("way3")
    unit = _UNITS.get(match.group("unit") or match.group("unit2") or "day", "year")
    step = -1 if way in _BACK else 1
    return Shift("day" if unit == "day" else "month" if unit == "month" else "year", step)


def inner_shift(text: str) -> tuple[int, int, Shift] | None:
    """A step named inside a question: start, end, step."""
    match = _INSIDE.search(text)
    shift = shift_of(match.group(0)) if match else None
    return (match.start(), match.end(), shift) if match and shift else None


def names_month(text: str) -> bool:
    """True where a text names a month in words."""
    words = [fold(word)[:3] for word in re.findall(r"[^\W\d]{3,}", text)]
    return any(word in {fold(name)[:3] for name in (*_ENGLISH, *_FRENCH)} for word in words)


def shifted(shift: Shift, *texts: str) -> str:
    """The last date of the first text that names one fine enough, moved; empty where none can be."""
    for text in texts:
        for slot in reversed([slot for slot in find_slots(text) if slot.kind == "date"]):
            moved = _moved(slot.text, shift)
            if moved:
                return moved
    return ""


def _moved(written: str, shift: Shift) -> str:
    year = re.fullmatch(r"(?:19|20)\d\d", written)
    if year:
        return str(int(written) + shift.step) if shift.unit == "year" else ""
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written)
    if iso:
        return _step(date(int(iso[1]), int(iso[2]), int(iso[3])), shift).isoformat()
    words = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th|er)?(?: of)? )?([^\W\d]+)\.? (\d{4})", written)
    if words is None:
        return ""
    names = _FRENCH if fold(words[2]) in {fold(name) for name in _FRENCH} else _ENGLISH
    month = next((n for n, name in enumerate(names, 1) if fold(name)[:3] == fold(words[2])[:3]), 0)
    if not month or (words[1] is None and shift.unit == "day"):
        return ""
    moved = _step(date(int(words[3]), month, int(words[1] or 1)), shift)
    day = f"{moved.day} " if words[1] else ""
    return f"{day}{names[moved.month - 1]} {moved.year}"


def _step(day: date, shift: Shift) -> date:
    if shift.unit == "day":
        return day + timedelta(days=shift.step)
    months = day.year * 12 + day.month - 1 + shift.step * (12 if shift.unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
