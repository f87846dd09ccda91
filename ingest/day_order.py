"""Tell whether a document writes the day or the month first. Knows printed text, no file and no catalogue.

What the document itself shows decides before any custom: a date that allows one reading only
(``23/04/2025``), then a date that it also prints in words or as ISO 8601, then the custom of its language.
English of the United States, told by spelling, addresses and clocks, is month first; other English that shows
where it is from, French and all other languages are day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from retrieval.records import Language

DayOrder = Literal["dmy", "mdy"]

_LONGEST = 200_000
_NUMERIC = re.compile(r"(?<![\w.\-/])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w/\-])(?!\.\d)")
_ISO = re.compile(r"(?<![\w.\-/])((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")
_MONTHS = (
    ("jan",), ("feb", "fév", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aoû", "aou"), ("sep",), ("oct",), ("nov",), ("dec", "déc"),
)  # fmt: skip
_DAY_NAMED = re.compile(r"\b([0-3]?\d)(?:st|nd|rd|th|er)?[ \-]([^\W\d_]{3,9})\.?[ \-,]{1,2}((?:19|20)\d\d)\b")
_MONTH_NAMED = re.compile(r"\b([^\W\d_]{3,9})\.? ([0-3]?\d)(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b")
_AMERICAN = re.compile(
    r"\b(?:colors?|centers?|gray|labor|meters|liters|fibers?|aluminum|program(?:s|med)?|license[sd]?|analyz\w+|"
    r"gallons?|[Zz]ip [Cc]ode|U\.S\.|USA|[Ss]ocial [Ss]ecurity)\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|"
    r"\b\d{1,2}:\d\d(?::\d\d)? ?[AaPp]\.?[Mm]\b|\(\d{3}\) \d{3}-\d{4}|\$ ?\d"
)
_OTHER = re.compile(
    r"\b(?:colours?|centres?|grey|labour|metres|litres|fibres?|aluminium|programmes?|licences?|analys(?:e|ed|ing)|"
    r"tyres?|Ltd|GmbH|S\.?A\.?S|VAT|UK)\b|[£€]|\+(?:33|44|49|32|41|39|34|31)\b"
)


def day_order(text: str, *, language: Language = "und") -> DayOrder | None:
    """The order of day and month in a document's numeric dates.

    Args:
        text: The document's text, or its first pages; the first 200,000 characters count.

    Returns:
        None for English that shows nothing of where it was written.
    """
    text = text[:_LONGEST]
    return _by_dates(text) or _by_custom(text, language)


def _by_dates(text: str) -> DayOrder | None:
    """By dates that allow one reading only, then by dates that are printed in another way too."""
    days = months = 0
    open_dates: set[tuple[int, int, int]] = set()
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if 12 < first <= 31 and 1 <= second <= 12:
            days += 1
        elif 12 < second <= 31 and 1 <= first <= 12:
            months += 1
        elif 1 <= first <= 12 and 1 <= second <= 12 and first != second:
            open_dates.add((first, second, year + 2000 if year < 100 else year))
    if days != months:
        return "dmy" if days > months else "mdy"
    said = set(_said(text)) if open_dates else set()
    as_days = sum((year, second, first) in said for first, second, year in open_dates)
    as_months = sum((year, first, second) in said for first, second, year in open_dates)
    if as_days == as_months:
        return None
    return "dmy" if as_days > as_months else "mdy"


def _said(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of each date whose order is plain."""
    for match in _ISO.finditer(text):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in _DAY_NAMED.finditer(text):
        yield int(match[3]), _month(match[2]), int(match[1])
    for match in _MONTH_NAMED.finditer(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(name: str) -> int:
    low = name.lower()
    return next((number for number, starts in enumerate(_MONTHS, start=1) if low.startswith(starts)), 0)


def _by_custom(text: str, language: Language) -> DayOrder | None:
    if language != "en":
        return "dmy"
    american = {found.lower() for found in _AMERICAN.findall(text)}
    other = {found.lower() for found in _OTHER.findall(text)}
    if len(american) == len(other):
        return None
    return "mdy" if len(american) > len(other) else "dmy"
