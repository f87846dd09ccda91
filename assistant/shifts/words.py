"""Parts of a day and roles of people as shift logs write them, English and French, folded. Knows no "
"document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from assistant.experts.tables.dates import find_periods
from assistant.words import fold
from retrieval.records import Language

PARTS: tuple[tuple[str, str], ...] = (
    ("night", r"nights?|nuits?|overnight|late night"),
    ("morning", r"mornings?|matin(?:ee)?s?|early(?: shift)?|poste 1|quart 1"),
    ("afternoon", r"afternoons?|apres[- ]?midi|late(?: shift)?|poste 2|quart 2|pm shift|back shift"),
    ("evening", r"evenings?|soir(?:ee)?s?"),
    ("day", r"days?|jour(?:nee)?|de jour"),
)
ORDER = {"morning": 1, "day": 2, "afternoon": 3, "evening": 4, "": 5, "night": 6}
"""Shifts of one day, first to last."""
NAMED = re.compile(
    r"\b(?:shifts?|hand ?overs?|turnovers?|passations?|log ?books?|night orders?|main courante|"
    r"(?:cahiers?|journal|rapports?|releves?|consignes?) (?:de |du )?(?:quart|poste|nuit|jour|consignes?|"
    r"releve)|"
    r"quarts?|releve d'equipe)\b"
)
"""What a log of shifts is called."""
_SHIFT = re.compile(
    r"\b(?:shifts?|postes?|quarts?|equipes?|tours?|crews?|teams?|hand ?overs?|releves?|passations?)\b"
)
PEOPLE = re.compile(
    r"\b(?:leaders?|supervisors?|foreman|operators?|panel|board|field|crew|staff|on shift|on duty|present|"
    r"shift team|chefs?|operateurs?|tableau|pupitre|equipe|presents?|effectif|rondiers?|conducteurs?|"
    r"redacteur|"
    r"author|auteur|incoming|outgoing|handed over|written by|name|nom)\b(?: \w+){0,2}\s*[:=\-]"
)
TODO = re.compile(
    r"^\W*(?:to[- ]?do|open (?:points?|items?|actions?)|hand ?over(?: notes?)?|pending|outstanding|"
    r"follow[- ]?up|"
    r"actions?|for (?:the )?next shift|next shift|watch|to watch|a faire|consignes?(?: \w+){0,4}|"
    r"points? (?:ouverts?|en suspens|a suivre)|reste a faire|a suivre|en suspens|a surveiller|"
    r"pour le poste suivant|a transmettre|instructions?)\s*[:=\-]"
)
_DAY_MONTH = re.compile(r"^\W*(?:[a-z]{2,9}\.?,? )?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?![/.\d])")


def part_of(text: str) -> str:
    """The part of a day that a folded text names; empty where it names none."""
    return next((name for name, words in PARTS if re.search(rf"\b(?:{words})\b", text)), "")


def is_of_shift(text: str) -> bool:
    """True where a folded name says that a document is of one shift: a handover of a project is none."""
    return bool(NAMED.search(text)) and (
        bool(part_of(text)) or bool(re.search(r"\b(?:shifts?|quart)\b", text))
    )


def names_shift(text: str) -> bool:
    """True where a folded text speaks of a shift or of a part of a day."""
    return bool(_SHIFT.search(text)) or bool(part_of(text))


_CODED = re.compile(
    r"^\W*(?P<day>\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|"
    r"\d{4}-\d\d-\d\d)\s+(?P<code>[A-Z]{1,2}\d?)\b[\s:.\-–]+(?=\S)"
)
_LEGEND = re.compile(r"\b(?P<code>[A-Z]{1,2}\d?)\s*[=:]\s*(?P<word>[^\W\d_][\w' -]{2,12})")
_CODES = {"M": "morning", "N": "night", "J": "day", "D": "day", "S": "evening", "AM": "afternoon"}


_CREW = re.compile(
    r"\b(?:shifts?|crews?|teams?|equipes?|postes?|quarts?|brigades?|groupes?)\s+(?P<c>[a-e1-5])\b(?!\s*-)"
)


def crew_of(text: str) -> str:
    """The letter or number of a shift's crew that a folded text names: ``crew B``; empty where none."""
    found = _CREW.search(text)
    return found["c"].upper() if found is not None else ""


def is_crew(text: str) -> bool:
    """True for a folded text that is a crew's letter or number alone, no name: ``crew B``."""
    return _CREW.fullmatch(text.strip()) is not None


def coded_line(line: str) -> tuple[str, str, int] | None:
    """Day, code of the shift and where the words begin, of a line such as ``08/02 N  Pump stopped``."""
    found = _CODED.match(line)
    return (found["day"], found["code"], found.end()) if found is not None else None


def codes_in(text: str) -> dict[str, str]:
    """What the letters of a log stand for: as it says itself (``N = nuit``), else as is common."""
    said = {m["code"]: part for m in _LEGEND.finditer(text) if (part := part_of(fold(m["word"])))}
    return {**_CODES, **said}


def day_of(text: str, language: Language, *, year: int | None = None) -> date | None:
    """The day that a heading states; one without a year is of ``year``."""
    folded = fold(text)
    for period in find_periods(folded, language=language):
        if period.start is not None and period.end is not None:
            if period.end - period.start <= timedelta(days=1):
                return period.start.date()
        elif period.day is not None and period.month is not None and year is not None:
            return _date(year, period.month, period.day)
    short = _DAY_MONTH.match(folded)
    if short is None or year is None:
        return None
    day, month = int(short["d"]), int(short["m"])
    return _date(year, month, day) or _date(year, day, month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WEEKDAY = re.compile(
    r"^\W*(?:(?P<d1>mon|lun)|(?P<d2>tue|mar)|(?P<d3>wed|mer)|(?P<d4>thu|jeu)|(?P<d5>fri|ven)|"
    r"(?P<d6>sat|sam)|(?P<d7>sun|dim))[a-z]*\.?,?\s+\d{1,2}\b"
)
_YEARS_BACK = 30


def year_of_weekdays(lines: Sequence[str], language: Language, today: date) -> int | None:
    """The last year in which all days that lines open with fall on their weekdays: ``Mon 9 Nov, night``.

    Returns:
        None where no line opens with a weekday and a day, or no year until ``today`` fits all.
    """
    opened = [
        (int(m.lastgroup[1]), line) for line in lines if (m := _WEEKDAY.match(fold(line))) and m.lastgroup
    ]
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        days = [(weekday, day_of(line, language, year=year)) for weekday, line in opened]
        known = [(weekday, day) for weekday, day in days if day is not None]
        if known and all(day.isoweekday() == weekday and day <= today for weekday, day in known):
            return year
    return None


def hours_in(text: str, day: date) -> tuple[datetime, datetime] | None:
    """From when to when a heading says that a shift was: ``18:00-06:00``."""
    found = re.search(
        r"\b(?P<a>\d{1,2})[:h](?P<am>\d{2})?\s*(?:-|–|to|a|until)\s*(?P<b>\d{1,2})[:h](?P<bm>\d{2})?",
        fold(text),
    )
    if found is None or int(found["a"]) > 23 or int(found["b"]) > 24:
        return None
    midnight = datetime.combine(day, datetime.min.time())
    start = midnight + timedelta(hours=int(found["a"]), minutes=int(found["am"] or 0))
    end = midnight + timedelta(hours=int(found["b"]), minutes=int(found["bm"] or 0))
    return start, end if end > start else end + timedelta(days=1)
