"""Judged samples and trends in sentences, English and French. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.experts.tables.figures import listed, moment, number
from assistant.laboratory.judged import Moved, Passed
from retrieval.records import Language

_SHOWN = 20


def one_of(language: Language, english: str, french: str) -> str:
    """The sentence in the language of the question."""
    return french if language == "fr" else english


def yes(right: bool, language: Language) -> str:
    """``Yes: ``."""
    return one_of(language, "Yes: " if right else "No: ", "Oui : " if right else "Non : ")


def head(names: Sequence[str], language: Language) -> str:
    """``pH, L2: ``; empty where nothing is named."""
    return f"{', '.join(names)}{one_of(language, ': ', ' : ')}" if names else ""


def outside(samples: Mapping[str, Sequence[Passed]], of: int, language: Language) -> str:
    """How many samples are outside, and which, each with its values and the limits that they pass."""
    items = [f"{name} ({_values(ones, language)})" for name, ones in samples.items()]
    shown = listed(items[:_SHOWN], language) + (" …" if len(items) > _SHOWN else "")
    number_of = len(samples)
    told = one_of(
        language,
        f"{number_of} of {of} samples outside the limits",
        f"{number_of} échantillon{'s' if number_of > 1 else ''} sur {of} hors limites",
    )
    return f"{told}{one_of(language, ': ', ' : ')}{shown}." if items else f"{told}."


def trend(unit: str, told: Moved, language: Language) -> str:
    """Whether values rise, the first and last one, and the median slope where there is a trend."""
    unit = f" {unit}" if unit else ""
    first, last = (
        f"{number(value, language)}{unit} {one_of(language, 'on', 'le')} {_day(at, language)}"
        for at, value in (told.first, told.last)
    )
    count = one_of(language, f"{told.count} samples", f"{told.count} échantillons")
    if not told.is_sure:
        return f"{one_of(language, 'no clear trend', 'pas de tendance nette')}, {first}, {last} ({count})."
    up = told.slope > 0
    way = one_of(language, "rising" if up else "falling", "en hausse" if up else "en baisse")
    slope = f"{'+' if up else '−'}{number(abs(told.slope), language)}{unit}"
    month = one_of(language, f"{slope} in 30 days", f"{slope} en 30 jours")
    return f"{way}, {first}, {last} ({month}, {count})."


def average(
    name: str, values: Sequence[float], unit: str, extent: tuple[date, date] | None, language: Language
) -> str:
    """The mean of some samples, how many they are, from when to when, the lowest and highest."""
    unit = f" {unit}" if unit else ""
    digits = 4 if max(map(abs, values)) < 1 else 2
    mean = f"{number(sum(values) / len(values), language, digits=digits)}{unit}"
    count = one_of(language, f"{len(values)} samples", f"{len(values)} échantillons")
    if len(values) == 1:
        count = count.rstrip("s")
    days = ""
    if extent is not None and extent[0] != extent[1]:
        first, last = _day(extent[0], language), _day(extent[1], language)
        days = one_of(language, f", {first} to {last}", f", du {first} au {last}")
    low, high = number(min(values), language), number(max(values), language)
    spread = one_of(language, f", {low} to {high}{unit}", f", de {low} à {high}{unit}") if low != high else ""
    told = one_of(language, f"{mean} on average", f"{mean} en moyenne")
    return f"{f'{name} ' if name else ''}{told} ({count}{days}{spread})"


def extreme(high: bool, value: float, unit: str, where: Sequence[str], of: int, language: Language) -> str:
    """The highest or lowest value with its samples."""
    told = f"{number(value, language)}{f' {unit}' if unit else ''}"
    word = one_of(language, "highest" if high else "lowest", "le plus haut" if high else "le plus bas")
    count = one_of(language, f"of {of} samples", f"sur {of} échantillons")
    return f"{word} {told} ({'; '.join(part for part in where if part)}; {count})."


def limits(
    names: Sequence[str],
    sides: Sequence[tuple[str, float | None, float | None]],
    unit: str,
    language: Language,
) -> str:
    """``Boiler 10.5 to 12``, ``max 125 mg/l``, ``Warning max 40 ppm, Alarm max 60 ppm``."""
    unit, name = (f" {unit}" if unit else ""), ", ".join(names)
    told = []
    for level, low, high in sides:
        if low is not None and high is not None:
            first, last = number(low, language), number(high, language)
            span = one_of(language, f"{first} to {last}", f"de {first} à {last}")
        elif high is not None:
            span = f"max {number(high, language)}"
        else:
            span = f"min {number(low, language)}"
        told.append(f"{f'{level} ' if level else ''}{span}{unit}")
    return f"{f'{name} ' if name else ''}{', '.join(told)}"


def day(at: date, language: Language) -> str:
    """A day as it is read."""
    return _day(at, language)


def test(told: Moved, language: Language) -> str:
    """How a trend was tested."""
    p = number(told.p, language, digits=3)
    return one_of(
        language,
        f"Median slope (Theil-Sen), Kendall p = {p}.",
        f"Pente médiane (Theil-Sen), Kendall p = {p}.",
    )


def judged(count: int, names: Sequence[str], without: Sequence[str], language: Language) -> tuple[str, ...]:
    """What was judged, and what has no limit."""
    told = listed(names, language)
    notes = [one_of(language, f"{count} values were judged: {told}.", f"{count} valeurs jugées : {told}.")]
    if without:
        left = listed(without, language)
        notes.append(one_of(language, f"No limit was found for {left}.", f"Sans limite trouvée : {left}."))
    return tuple(notes)


def _values(ones: Sequence[Passed], language: Language) -> str:
    return "; ".join(
        f"{one.limit.parameter.name} {number(one.value, language)} {_bound(one, language)}" for one in ones
    )


def _bound(one: Passed, language: Language) -> str:
    low, high = one.limit.low, one.limit.high
    if high is not None and one.value > high:
        return f"> {number(high, language)}"
    return f"< {number(low, language)}"


def _day(at: date, language: Language) -> str:
    return moment(date(at.year, at.month, at.day), language)
