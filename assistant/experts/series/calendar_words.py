"""Dates, months, weeks and years in words, English and French. Knows a folded text only."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.experts.series.atoms import MONTH, MONTHS, WEEKDAYS, YEAR, Atom, Day

_WEAK = frozenset("may mar march mars sept sep dec jan fev mai oct".split())
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er)?\b"
_BARE = r"(?:[12]\d|3[01]|[1-9])"
_WEEKDAY = r"(?:(?:" + "|".join(WEEKDAYS) + r")\b[\s,]*(?:the |le )?)"
_DAY_NAME = (
    r"(?:(?:"
    + "|".join(WEEKDAYS)
    + r"|mon|tues?|wed|thurs?|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\b\.?)"
)
_AFTER_NUMBER = (
    r"(?:%|°|deg\w*|bars?\b|mbar\b|[kmg]?wh?\b|k?v\b|m?a\b|[a-z]*pa\b|h\b|h\d|heures?\b|hours?\b|min\w*|s\b|sec\w*"
    r"|m\b|mm\b|l\b|l/|m3|t\b|kg\b|rpm\b|hz\b|pm\b|am\b|readings?\b|releves?\b|mesures?\b|jours?\b|days?\b)"
)
"""What makes a number after a day's name a value or a time of day: ``samedi 25 bar``, ``friday 10 am``."""
_GOES_ON = (
    r"(?:quand|pendant|lorsque|entre|matin|soir|au|a|et|vers|sur|en|dans|pour|avec|ou|avant|apres|lors)\b"
)
"""Words after a bare day: ``le 27 quand``, not ``le 27 bars``."""
_OF = r"\s*(?:of |de |du mois de |d')?"
_THEN_YEAR = rf"(?:,?\s*(?:of |de )?(?P<y>{YEAR}))?"
_BEFORE_DAY = r"(?<![\w.,:/#-])"
_JOIN = r"(?P<join>\s*(?:to|through|thru|till|until|and|et|au|a|jusqu'au|&|-|/)\s*(?:the |le )?)"
_LED = re.compile(
    r"\b(?:in|of|during|for|en|de|d'|mois de|since|until|from|to|and|\+|&|the|this|whole|all"
    r"|early|mid|late|debut|fin|mi) ?-?$"
)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _iso(folded: str) -> list[Atom]:
    found = []
    for m in re.finditer(rf"(?<![\d-])({YEAR})-(\d\d)-(\d\d)(?=t|\b)", folded):
        day = Day(year=int(m[1]), month=int(m[2]), day=int(m[3]))
        found.append(Atom(kind="day", start=m.start(), end=m.end(), day=day))
    for m in re.finditer(rf"(?<![\d/.-])({YEAR})[-/](0[1-9]|1[0-2])(?![\d/-])", folded):
        found.append(Atom(kind="day", start=m.start(), end=m.end(), day=Day(year=int(m[1]), month=int(m[2]))))
    return found


def _slashed(folded: str) -> list[Atom]:
    """``05/06/2020``, ``5.6.20``; without a year only after a word that leads to a date."""
    found = []
    for m in re.finditer(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])", folded):
        year = int(m[4]) + (2000 if len(m[4]) == 2 else 0)
        found.append((m.start(), m.end(), _either(int(m[1]), int(m[3]), year)))
    led = r"\b(?:on|le|du|au|since|until|from|depuis|to|and|et) (\d{1,2})/(\d{1,2})(?![\d/])"
    for m in re.finditer(led, folded):
        found.append((m.start(1), m.end(), _either(int(m[1]), int(m[2]), None)))
    for m in re.finditer(r"(?<![\w/.,-])(\d\d)/(\d\d)(?![\d/]|[\s-]*(?:\"|inch|pouce|mm|kv|v\b))", folded):
        if m.start() not in {start for start, _, _ in found}:
            found.append((m.start(), m.end(), _either(int(m[1]), int(m[2]), None)))
    return [Atom(kind="day", start=a, end=b, day=day) for a, b, day in found if day is not None]


def _either(a: int, b: int, year: int | None) -> Day | None:
    """Day first or month first, as the numbers allow; both where both are possible."""
    if not 0 < a <= 31 or not 0 < b <= 31 or (a > 12 and b > 12):
        return None
    if b > 12:
        return Day(year=year, month=a, day=b)
    return Day(year=year, month=b, day=a, swapped=(a, b) if a <= 12 and a != b else None)


def _ranges(folded: str) -> list[Atom]:
    """``15 to 20 June 2020``, ``June 15-20, 2020``, ``entre le 15 et le 20 juin``."""
    before = rf"{_BEFORE_DAY}(?P<a>{_DAY}){_JOIN}(?P<b>{_DAY}){_OF}(?P<m>{MONTH}){_THEN_YEAR}"
    after = rf"\b(?P<m>{MONTH})\s*(?P<a>{_DAY}){_JOIN}(?P<b>{_DAY})(?!\s*(?:{MONTH}|:\s*\d|h)){_THEN_YEAR}"
    found = []
    for m in (match for pattern in (before, after) for match in re.finditer(pattern, folded)):
        month = MONTHS[m["m"].rstrip(".")]
        year = int(m["y"]) if m["y"] else None
        first = Day(year=year, month=month, day=_number(m["a"]))
        last = Day(year=year, month=month, day=_number(m["b"]))
        joined = (m["join"].split() or ["-"])[0]
        found.append(Atom(kind="days", start=m.start(), end=m.end(), day=first, last=last, joined=joined))
    return found


def _days(folded: str) -> list[Atom]:
    """``5 June 2020``, ``June 5th``, ``Friday 5 June``, ``le 12``, ``on the 7th``."""
    lead = r"\b(?:on|of|since|from|until|till|to|and|after|before|the|le|du|au|et|depuis) (?:the |le )?"
    no_date = r"(?! (?:percentile|row|reading|sample|day|hour|week))"
    patterns = (
        rf"{_BEFORE_DAY}{_WEEKDAY}?(?P<d>{_DAY}){_OF}(?P<m>{MONTH}){_THEN_YEAR}",
        rf"\b{_WEEKDAY}?(?P<m>{MONTH})\s*(?:the )?(?P<d>{_DAY})(?!\s*(?::\s*\d|h)){_THEN_YEAR}",
        rf"{lead}{_WEEKDAY}?(?P<d>{_BARE}(?:st|nd|rd|th|er))\b{no_date}",
        rf"\b(?:le|du|au) {_WEEKDAY}?(?P<d>{_BARE})\b(?!\s*(?:[/:.,]\d|h\b|h\d|%|(?!{_GOES_ON})[a-z]))",
        rf"\b(?:on|of|the) (?:the )?{_WEEKDAY}(?P<d>{_BARE}(?:st|nd|rd|th)?)\b(?!\s*[/:.,]\d)",
        rf"\b(?P<name>{_DAY_NAME})[\s,]+(?:the |le )?(?P<d>{_BARE}(?:st|nd|rd|th|er)?)\b"
        rf"(?!\s*(?:[/:.,]\d|{_AFTER_NUMBER}))",
        rf"{_BEFORE_DAY}(?P<d>{_BARE}(?:st|nd|rd|th))\b(?=\s*(?:[?,;)]|$|(?:minus|moins|vs|versus|against|and|to|at"
        r"|compared|less|morning|afternoon|evening|night)\b))",
    )
    found = []
    for m in (match for pattern in patterns for match in re.finditer(pattern, folded)):
        names = m.groupdict()
        month = MONTHS[names["m"].rstrip(".")] if names.get("m") else None
        day = Day(year=int(names["y"]) if names.get("y") else None, month=month, day=_number(m["d"]))
        whole = month is not None or names.get("name") is not None
        found.append(Atom(kind="day", start=m.start() if whole else m.start("d"), end=m.end(), day=day))
    return found


def _weeks(folded: str) -> list[Atom]:
    found = []
    of = (
        r"\b(?:week (?:of|(?P<from>starting|beginning|commencing|from))(?: on)?"
        r"|semaine (?:du|de|(?P<de>commencant le|a partir du)))\b(?=(?: the| le)?\s+\w)"
    )
    for m in re.finditer(of, folded):
        joined = "from" if m["from"] or m["de"] else ""
        found.append(Atom(kind="week", start=m.start(), end=m.end(), count=0, joined=joined))
    numbered = rf"\b(?:week|semaine|wk|cw|kw) (?:no\.? |n° ?)?(\d{{1,2}})\b(?: (?:of |de )?({YEAR}))?"
    for m in re.finditer(numbered, folded):
        if 1 <= int(m[1]) <= 53:
            year = Day(year=int(m[2])) if m[2] else None
            found.append(Atom(kind="week", start=m.start(), end=m.end(), count=int(m[1]), day=year))
    return found


def _months(folded: str) -> list[Atom]:
    """``June 2020``, ``June '20``, ``in May``, ``en 2020``; a month that is a common word needs a lead."""
    found = []
    for m in re.finditer(rf"\b(?P<m>{MONTH})(?:,?\s*(?:of |de )?(?P<y>{YEAR}|'\d\d))?", folded):
        name = m["m"].rstrip(".")
        led = _LED.search(folded[: m.start()])
        may_be_verb = name == "may" and led is not None and led[0].strip() in ("and", "the", "to")
        if name in _WEAK and not m["y"] and (led is None or may_be_verb):
            continue
        year = None if not m["y"] else int(m["y"].lstrip("'")) + (2000 if "'" in m["y"] else 0)
        found.append(Atom(kind="day", start=m.start(), end=m.end(), day=Day(year=year, month=MONTHS[name])))
    lead = r"\b(?:in|en|during|of|for|year|annee|de|since|depuis|until|pour) (?:the year |l'annee )?"
    for m in re.finditer(rf"{lead}({YEAR})\b(?![-/])", folded):
        found.append(Atom(kind="day", start=m.start(1), end=m.end(), day=Day(year=int(m[1]))))
    return found


DATES: tuple[Callable[[str], list[Atom]], ...] = (_iso, _slashed, _ranges, _days)
"""In the order in which they win over each other; they win over slices (``last week``)."""
PERIODS: tuple[Callable[[str], list[Atom]], ...] = (_weeks, _months)
"""Slices win over these (``last week of June``)."""
