"""Read numbers with their units in an answer and score them. Knows English and French notation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eval.case import Case, Score
from eval.scorers.words import fold

MAX_NUMBERS = 4

_DIMENSIONS: dict[str, dict[str, float]] = {
    "time": {"s": 1, "sec": 1, "second": 1, "seconde": 1, "min": 60, "mn": 60, "minute": 60,
             "h": 3600, "hr": 3600, "hour": 3600, "heure": 3600, "d": 86400, "day": 86400, "jour": 86400,
             "week": 604800, "wk": 604800, "semaine": 604800,
             "year": 31557600, "yr": 31557600, "an": 31557600, "annee": 31557600},
    "length": {"mm": 1, "cm": 10, "m": 1000, "metre": 1000, "meter": 1000, "inch": 25.4},
    "mass": {"g": 1, "gram": 1, "gramme": 1, "kg": 1000, "t": 1e6, "tonne": 1e6},
    "pressure": {"bar": 1, "barg": 1, "bara": 1, "mbar": 1e-3, "kpa": 1e-2, "mpa": 10, "pa": 1e-5},
    "flow": {"m3/h": 1, "l/s": 3.6, "l/min": 0.06},
    "velocity": {"mm/s": 1, "m/s": 1000},
    "temperature": {"°c": 1, "c": 1, "degc": 1},
    "power": {"w": 1, "kw": 1e3, "mw": 1e6},
    "current": {"a": 1, "ampere": 1, "ma": 1e-3},
    "frequency": {"hz": 1, "khz": 1e3},
    "torque": {"n m": 1, "nm": 1},
    "money": {"eur": 1, "euro": 1, "€": 1, "keur": 1000, "k€": 1000},
    "share": {"%": 1, "percent": 1},
    "speed": {"rpm": 1, "tr/min": 1},
}  # fmt: skip
_UNITS = {unit: (name, factor) for name, table in _DIMENSIONS.items() for unit, factor in table.items()}
_SPELLED = {
    word: index
    for names in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for index, word in enumerate(names.split())
    if word not in ("un", "one")
}
_MONTHS = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec)[a-z]*\.?"
_NO_QUANTITIES = re.compile(
    r"\S+\.(?:csv|jsonl?|pdf|xlsx?|docx?|dxf|eml)\b"
    r"|\b\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?)?|(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|er)?(?: of)? " + _MONTHS + r"(?:,? \d{4}\b)?"
    r"|\b" + _MONTHS + r" \d{1,2}(?:st|nd|rd|th)?\b(?![.,]\d)(?:,? \d{4}\b)?|\b" + _MONTHS + r" \d{4}\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?"
    r"|\b(?:clause|table|tableau|page|section|article|rule|rows?|lines?|annexe?|fig\w*)\.? \d[\w.]*"
    r"|\b[a-z]+[\w]*-[\w-]*\d[\w./-]*|\b[a-z]{1,4}\.\d[\w.]*|\b[a-z]+\d[\w./]*"
)
_NUMBER = re.compile(r"(?<![\w.,])[-+]?(?:\d{1,3}(?:[ ,.']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)")
_UNIT = re.compile(r"\s?-?(m3/h|mm/s|m/s|l/s|l/min|tr/min|n m|k€|€|%|°c|[a-z]+)(?![\w/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNumber:
    """A number as written, with the readings it may have and its unit where that is known."""

    readings: tuple[float, ...]
    unit: str | None


def _readings(text: str) -> tuple[float, ...]:
    """``1,250`` may be 1250 or 1.25; ``1 250,5`` is 1250.5."""
    bare = text.replace("'", "").replace("+", "")
    spaced = bare.replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", spaced):
        grouped = float(spaced.replace(",", ""))
        decimal = (float(spaced.replace(",", ".")),) if spaced.count(",") == 1 and "." not in spaced else ()
        return (grouped, *decimal)
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", spaced):
        grouped = float(spaced.replace(".", "").replace(",", "."))
        decimal = (float(spaced),) if spaced.count(".") == 1 and "," not in spaced else ()
        return (*decimal, grouped)
    return (float(spaced.replace(",", ".")),)


def _unit(text: str, place: int) -> str | None:
    match = _UNIT.match(text, place)
    if match is None:
        return None
    word = match[1]
    return next((form for form in (word, word.removesuffix("s")) if form in _UNITS), None)


def find_numbers(text: str) -> list[FoundNumber]:
    """Quantities in the order in which they stand; tags, clauses, dates and times are none."""
    folded = _NO_QUANTITIES.sub(" # ", fold(text))
    found = [
        (match.start(), FoundNumber(readings=_readings(match[0]), unit=_unit(folded, match.end())))
        for match in _NUMBER.finditer(folded)
    ]
    for match in re.finditer(r"[a-z]+", folded):
        if match[0] in _SPELLED:
            number = FoundNumber(readings=(float(_SPELLED[match[0]]),), unit=_unit(folded, match.end()))
            found.append((match.start(), number))
    return [number for _, number in sorted(found, key=lambda item: item[0])]


def in_unit(number: FoundNumber, unit: str | None) -> tuple[float, ...]:
    """The readings in the wanted unit; none where the number is of another dimension."""
    wanted = _UNITS.get(fold(unit)) if unit else None
    if wanted is None or number.unit is None:
        return number.readings
    dimension, factor = _UNITS[number.unit]
    if dimension != wanted[0]:
        return ()
    return tuple(value * factor / wanted[1] for value in number.readings)


def score_number(case: Case, answer: str) -> Score:
    """Right where one of the first four quantities (those of the question apart) is within tolerance."""
    if not isinstance(case.value, int | float):
        raise TypeError(f"{case.id}: a number is needed as value")
    slack = case.tolerance + 1e-9 * max(1.0, abs(case.value))
    asked = {value for number in find_numbers(case.question) for value in number.readings}
    seen = 0
    for number in find_numbers(answer):
        readings = in_unit(number, case.unit)
        if any(abs(value - case.value) <= slack for value in readings):
            return Score(value=1.0, correct=True, why="found")
        if readings and not asked.intersection(number.readings):
            seen += 1
        if seen >= MAX_NUMBERS:
            break
    if case.value == 0 and not seen and re.search(r"\b(no|none|never|zero|aucune?|jamais)\b", fold(answer)):
        return Score(value=1.0, correct=True, why="zero in words")
    tolerance = f" ± {case.tolerance:g}" if case.tolerance else ""
    unit = f" {case.unit}" if case.unit else ""
    return Score(value=0.0, correct=False, why=f"expected {case.value:g}{tolerance}{unit}")
