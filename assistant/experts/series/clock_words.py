"""Times of day, slices of a log, relative days and rows in words. Knows a folded text only."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from assistant.experts.series.atoms import (
    COUNTS,
    MONTH,
    STEP,
    WEEKDAYS,
    Atom,
    read_clock,
    read_count,
    step_named,
)

_PART_WORDS = {
    "morning": "early morning|late morning|morning|matinee|matin",
    "midday": "mid-?day|around noon|mi-journee|milieu de (?:la )?journee",
    "afternoon": "afternoon|apres-midi",
    "evening": "evening|soiree|soir",
    "night": "overnight|night|nuit",
}
_SHIFT_WORDS = {
    "early shift": "early|morning|matin",
    "late shift": "late|afternoon|evening|apres-midi|soir",
    "night": "night|nuit",
}
_SHIFTS = {
    part: re.compile(
        rf"\b(?:(?:{words}) shift|(?:poste|equipe|quart) (?:de |du |d'|de l'|de la )?(?:{words}))s?\b"
    )
    for part, words in _SHIFT_WORDS.items()
}
_HALF_DAY = r"\s?[ap]\.?m\b"
_CLOCK = (
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?:\.\d+)?|\s?h\s?[0-5]\d|\s?h(?:eures?)?\b|"
    rf"(?={_HALF_DAY}))(?:{_HALF_DAY}\.?)?"
)
_HOUR_LEAD = re.compile(
    r"(?:\b(?:at|a|vers|from|to|de|entre|et|between|and|until|till|after|before|apres|avant|des|jusqu'a"
    r"|depuis|since)|-|\d/\d\d|\d(?:st|nd|rd|th)|(?:19|20)\d\d|"
    + MONTH
    + r"|"
    + "|".join(WEEKDAYS)
    + r") ?,?\s?$"
)
_LENGTH_LEAD = re.compile(r"\b(?:more than|plus de|less than|moins de|over|during|pendant|for|average of) ?$")
_COUNT = r"(?:(?P<count>\d+|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + r")\s+)"
_FIRST = r"first|initial|opening|premieres?|premiers?"
_LAST = r"last|final|past|latest|previous|dernieres?|derniers?"
_WHOLE_WORDS = (
    r"(?:(?:whole|entire|complete|full)(?! (?:day|night|hour|morning|calendar|month|week|year))|all of the"
    r"|ensemble (?:du|de la|de l')|toute la (?:periode|duree)|tout le (?!jour|temps)"
    r"|totalite (?:du|de la|de l'))"
)
_LOG_WORDS = (
    r"(?:log|run|test|period|recording|file|data(?: ?set)?|series|journal|fichier|essai|enregistrement|releve"
    r"|serie|periode)"
)


_ROWS = re.compile(
    r"\b(?:rows?|lignes|ligne(?= \d+ (?:du|des|de la|dans) )) "
    r"(\d+)(?:\s*(?:to|through|and|a|et|-)\s*(\d+))?\b"
)
"""Rows of a log; "la ligne 1" alone is a line of production."""


def _rows(folded: str) -> list[Atom]:
    found = []
    for m in _ROWS.finditer(folded):
        first = int(m[1])
        rows = (first, int(m[2]) if m[2] else first)
        found.append(Atom(kind="rows", start=m.start(), end=m.end(), rows=rows))
    return found


def _slices(folded: str) -> list[Atom]:
    """``first week of``, ``last 24 hours``, ``les 3 derniers jours``, ``second half of``, ``early June``."""
    found = []
    patterns = (
        rf"\b(?P<edge>{_FIRST}|{_LAST})\s+{_COUNT}?{STEP}",
        rf"\b{_COUNT}?(?P<edge>{_FIRST}|{_LAST})\s+{STEP}",
        rf"\b{STEP}\s+(?P<edge>derniere?|passee?|ecoulee?)\b",
    )
    for m in (match for pattern in patterns for match in re.finditer(pattern, folded)):
        step, count = step_named(m["step"]), read_count(m.groupdict().get("count"))
        if step != "row" or count > 1:
            edge = "first" if re.fullmatch(_FIRST, m["edge"]) else "last"
            found.append(Atom(kind="slice", start=m.start(), end=m.end(), edge=edge, count=count, step=step))
    for m in re.finditer(
        r"\b(?:(?:ces|les) (?:quelques )?derniers|(?:these|the) (?:last|past) few|recent) (?:jours|days)\b",
        folded,
    ):
        found.append(Atom(kind="slice", start=m.start(), end=m.end(), edge="last", count=7, step="day"))
    halves = (
        r"\b(?P<edge>first|second|last|1st|2nd|premiere|seconde|deuxieme|derniere)\s+"
        r"(?:half|moitie|quinzaine)\b"
    )
    for m in re.finditer(halves, folded):
        edge = "first" if m["edge"].startswith(("first", "1st", "premi")) else "last"
        found.append(Atom(kind="slice", start=m.start(), end=m.end(), edge=edge, count=0))
    thirds = {
        "first": r"early|(?:at |in )?(?:the )?(?:beginning|start) of|(?:au )?debut",
        "middle": r"mid|middle of|mi|milieu de",
        "last": r"late|(?:at |in )?(?:the )?end of|(?:a la )?fin",
    }
    months = (
        r"(?=[ -](?:in |of |de |d'|du mois de )?(?:the )?"
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fev|avr|mai|juin|juil|aou))"
    )
    for edge, words in thirds.items():
        for m in re.finditer(rf"\b(?:{words})\b{months}", folded):
            found.append(Atom(kind="slice", start=m.start(), end=m.end(), edge=edge, part="thirds"))
    closes = (
        r"\b(?:end|close|fin) (?:of |de |du )(?:the |that |this |la |l'|ce |cette )?"
        r"(week|month|year|semaine|mois|annee)\b"
    )
    for m in re.finditer(closes, folded):
        found.append(Atom(kind="close", start=m.start(), end=m.end(), step=step_named(m[1])))
    return found


def _relative(folded: str) -> list[Atom]:
    found = []
    days = {
        r"day before yesterday|avant-hier": -2,
        r"yesterday|hier": -1,
        r"today|aujourd'hui": 0,
        r"tomorrow|demain": 1,
    }
    for pattern, shift in days.items():
        for m in re.finditer(rf"\b(?:{pattern})\b", folded):
            atom = Atom(kind="slice", start=m.start(), end=m.end(), edge="last", count=shift, part="calendar")
            found.append(atom)
    for m in re.finditer(r"\b(?:this|current|cette|ce) (week|month|year|semaine|mois|annee)\b", folded):
        step = step_named(m[1])
        found.append(Atom(kind="slice", start=m.start(), end=m.end(), edge="last", step=step))
    shifts = {
        r"(?:the )?(?:(?:next|following) day|day after)|(?:le )?(?:lendemain|jour (?:suivant|d'apres))": 1,
        r"(?:the )?(?:previous day|day before)|(?:la )?veille|(?:le )?jour (?:precedent|d'avant)": -1,
    }
    for pattern, shift in shifts.items():
        for m in re.finditer(rf"\b(?:{pattern})\b", folded):
            found.append(Atom(kind="shift", start=m.start(), end=m.end(), count=shift))
    return found


def _weekdays(folded: str) -> list[Atom]:
    """Days of the week that come again: ``on Mondays``, ``at weekends``."""
    names = "|".join(WEEKDAYS)
    one = rf"\b(?:on |(?P<every>every |each |les |chaque ))?(?P<name>{names})(?P<many>s?)\b"
    found = [
        (m, frozenset({WEEKDAYS[m["name"]]}), bool(m["every"] or m["many"])) for m in re.finditer(one, folded)
    ]
    weekend = r"\b(?:at |on |during |the |le |les )*(weekends?|week-ends?)\b"
    found += [(m, frozenset({5, 6}), True) for m in re.finditer(weekend, folded)]
    working = r"\b(?:on |the |les )*(weekdays?|working days?|jours ouvr\w+|en semaine)\b"
    found += [(m, frozenset(range(5)), True) for m in re.finditer(working, folded)]
    return [
        Atom(kind="weekday", start=m.start(), end=m.end(), weekdays=days, joined="every" if again else "")
        for m, days, again in found
    ]


def _clocks(folded: str) -> list[Atom]:
    found = []
    for m in re.finditer(rf"(?<![\w:.,/])t?({_CLOCK})(?![\w:])|(?<=\dt)({_CLOCK})(?![\w:])", folded):
        text, start = (m[1], m.start(1)) if m[1] else (m[2], m.start(2))
        before = folded[max(0, start - 24) : start]
        hours = re.fullmatch(r"\d+\s?h(?:eures?)?", text)
        if hours and (not _HOUR_LEAD.search(before) or _LENGTH_LEAD.search(before)):
            continue
        found.append(Atom(kind="clock", start=start, end=m.end(), clock=read_clock(text)))
    bare = r"\b(?:between|entre|from|de) (\d{1,2})(?= (?:and|et|to|a|-) \d{1,2}(?:[:h]|\s?[ap]m))"
    for m in re.finditer(bare, folded):
        tail = re.match(r" (?:and|et|to|a|-) \d{1,2}(?::\d\d|h\d*)?\s?([ap])\.?m", folded[m.end() :])
        clock = read_clock(m[1] + ((tail[1] + "m") if tail else ":00"))
        found.append(Atom(kind="clock", start=m.start(1), end=m.end(), clock=clock))
    found += _spoken(folded)
    for word, clock in (("noon|midi", time(12)), ("midnight|minuit", time(0))):
        for m in re.finditer(rf"(?<!mid-)(?<!apres-)\b(?:{word})\b", folded):
            found.append(Atom(kind="clock", start=m.start(), end=m.end(), clock=clock))
    return found


_SPOKEN_HOUR = r"(?P<h>\d{1,2}|" + "|".join(w for w in COUNTS if len(w) > 1) + r"|noon|midnight|midi|minuit)"
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}
_SPOKEN_FRENCH = {"et demie?": 30, "et quart": 15, "moins le quart": -15}
_OF_DAY = (
    r"(?:in the|this|du|de l'|de la) ?(?P<part>morning|afternoon|evening|matin|apres-midi|soir|nuit)|at night"
)
_LATE = frozenset({"afternoon", "evening", "apres-midi", "soir"})


def _spoken(folded: str) -> list[Atom]:
    """Hours as they are said: ``half past midnight``, ``3 in the morning``, ``at 19.40``."""
    found = []
    patterns = [(rf"\b(?:{words})\s+{_SPOKEN_HOUR}\b", shift) for words, shift in _PAST.items()]
    patterns += [
        (rf"\b{_SPOKEN_HOUR}(?:\s?h(?:eures?)?)?\s+(?:{words})\b", shift)
        for words, shift in _SPOKEN_FRENCH.items()
    ]
    patterns.append((rf"\b{_SPOKEN_HOUR}(?:\s?h(?:eures?)?|\s?o'clock)?\s+(?:{_OF_DAY})\b", 0))
    for m, shift in ((m, shift) for pattern, shift in patterns for m in re.finditer(pattern, folded)):
        if (clock := _said_clock(m["h"], shift, m.groupdict().get("part") or "")) is not None:
            found.append(Atom(kind="clock", start=m.start(), end=m.end(), clock=clock))
    days = "on|le|sat|sun|mon|tue|wed|thu|fri|lun|mar|mer|jeu|ven|sam|dim"
    dotted = (
        r"\b(?:at|a|vers|around) (?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)"
        rf"(?=\s*(?:[?,;!]|$|(?:{days})\w*\b))"
    )
    for m in re.finditer(dotted, folded):
        clock = time(int(m["h"]), int(m["m"]))
        found.append(Atom(kind="clock", start=m.start("h"), end=m.end(), clock=clock))
    return found


def _said_clock(hour: str, shift: int, part: str) -> time | None:
    """The time of day; None where the number is no hour."""
    named = {"noon": 12, "midi": 12, "midnight": 0, "minuit": 0}
    number = named.get(hour, int(hour) if hour.isdigit() else COUNTS.get(hour, -1))
    if part in _LATE and 0 < number < 12:
        number += 12
    if not 0 <= number <= 24:
        return None
    minutes = (number * 60 + shift) % 1440
    return time(minutes // 60, minutes % 60)


def _parts(folded: str) -> list[Atom]:
    found = [
        Atom(kind="part", start=m.start(), end=m.end(), part=part)
        for part, pattern in _SHIFTS.items()
        for m in pattern.finditer(folded)
    ]
    shifts = [range(one.start, one.end) for one in found]
    for part, words in _PART_WORDS.items():
        for m in re.finditer(rf"\b(?:{words})s?\b", folded):
            if not any(m.start() in shift for shift in shifts):
                found.append(Atom(kind="part", start=m.start(), end=m.end(), part=part))
    around = (
        r"\b(?:whole|entire|full|complete|same) (?P<en>month|week|year)\b|\btout le (?P<fr>mois)\b"
        r"|\b(?:le )?(?P<fr2>mois) entier\b|\btoute (?:la|l') ?(?P<fr3>semaine|annee)\b"
    )
    for m in re.finditer(around, folded):
        step = step_named(next(word for word in m.groups() if word))
        found.append(Atom(kind="around", start=m.start(), end=m.end(), step=step))
    lead = r"\b(?:over|for|during|in|of|sur|pendant|on|de)?\s*(?:the |l'|la |le )?"
    whole = rf"{lead}{_WHOLE_WORDS}\s*{_LOG_WORDS}?\b|\boverall\b|\bau total\b|\bin total\b"
    for m in re.finditer(whole, folded):
        found.append(Atom(kind="whole", start=m.start(), end=m.end()))
    return found


SLICES: tuple[Callable[[str], list[Atom]], ...] = (_rows, _slices)
"""They win over weeks and months."""
CLOCKS: tuple[Callable[[str], list[Atom]], ...] = (_relative, _weekdays, _clocks, _parts)
"""What is left for them."""
