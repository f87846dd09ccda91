"""Numbers, hours, times and lists as a sentence writes them, in English and French. Knows no table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from retrieval.records import Language

_DIGITS_WRITTEN = 6
"""Significant digits up to which a figure is taken for written, not computed."""


def number(value: object, language: Language, *, digits: int | None = None) -> str:
    """A number without separators of thousands; decimals as the size asks for, a comma in French."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return yes(value, language)
    if isinstance(value, int):
        return str(value)
    amount = float(str(value))
    if digits is None:
        size = abs(amount)
        digits = 2 if size >= 10 else 3 if size >= 0.1 else 6
    text = f"{amount:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.replace(".", ",") if language == "fr" else text


def hours(value: object, language: Language, unit: str = "hour") -> str:
    """Hours with their unit, and hours and minutes behind it where they are not whole."""
    amount = float(str(value))
    if unit == "minute":
        return f"{number(amount * 60, language)} min"
    if unit == "day":
        return f"{number(amount / 24, language)} {'jours' if language == 'fr' else 'days'}"
    text = f"{number(amount, language)} h"
    minutes = round(amount * 60)
    if minutes % 60 and amount > 1:
        text += f" ({minutes // 60} h {minutes % 60:02d} min)"
    return text


def moment(value: object, language: Language) -> str:
    """A date, with the time where there is one: ``2026-09-12 06:30``, ``12/09/2026 06:30`` in French."""
    if not isinstance(value, date):
        return str(value)
    day = f"{value:%d/%m/%Y}" if language == "fr" else f"{value:%Y-%m-%d}"
    if not isinstance(value, datetime) or value.hour == value.minute == value.second == 0:
        return day
    return f"{day} {value:%H:%M}" if value.second == 0 else f"{day} {value:%H:%M:%S}"


def with_unit(value: object, unit: str | None, language: Language) -> str:
    """A cell, a number with its column's unit."""
    counts = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{cell(value, language)} {unit}" if counts and unit else cell(value, language)


def cell(value: object, language: Language) -> str:
    """A cell as it is read."""
    if value is None:
        return "vide" if language == "fr" else "empty"
    if isinstance(value, bool):
        return yes(value, language)
    if isinstance(value, float) and _is_as_printed(value):
        text = f"{Decimal(repr(value)):f}".removesuffix(".0")
        return text.replace(".", ",") if language == "fr" else text
    if isinstance(value, int | float):
        return number(value, language)
    if isinstance(value, date):
        return moment(value, language)
    return " ".join(str(value).split())


def _is_as_printed(value: float) -> bool:
    """True for a figure that somebody wrote (``0.4318``), which no rounding may change."""
    digits = Decimal(repr(value)).as_tuple() if isfinite(value) else None
    return digits is not None and len(digits.digits) <= _DIGITS_WRITTEN


def yes(value: bool, language: Language) -> str:
    """A flag in words."""
    if language == "fr":
        return "oui" if value else "non"
    return "yes" if value else "no"


def listed(items: Sequence[str], language: Language) -> str:
    """``a, b and c``; with semicolons where the items hold commas."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    comma = "; " if any("," in w for w in words) else ", "
    last = " et " if language == "fr" else " and "
    return comma.join(words[:-1]) + (comma.rstrip() + last if comma == "; " else last) + words[-1]
