"""Sentences on what sensors showed at a moment. Knows words of English and French, no logs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.crossing.say import clock, file_name
from assistant.experts.tables.figures import number
from retrieval.records import Language

_DIGITS = 4


def shown(language: Language, moment: datetime, source: str, readings: Sequence[str]) -> str:
    """What one log shows."""
    told, at, file = "; ".join(readings), clock(moment, language), file_name(source)
    if language == "fr":
        return f"Le {at}, {file} donne : {told.replace('; ', ' ; ')}."
    return f"On {at} {file} shows: {told}."


def reading(
    language: Language, label: str, value: float, unit: str, before: tuple[float, float] | None
) -> str:
    """A sensor's value, with its lowest and highest of the hour before where they are known."""
    told = f"{label} {_figure(value, language)} {unit}".rstrip()
    if before is None:
        return told
    low, high = (_figure(end, language) for end in before)
    if low == high:
        return (
            f"{told} ({low} dans l'heure d'avant)"
            if language == "fr"
            else f"{told} ({low} in the hour before)"
        )
    if language == "fr":
        return f"{told} (de {low} à {high} dans l'heure d'avant)"
    return f"{told} ({low} to {high} in the hour before)"


def none_then(language: Language, moment: datetime, tag: str, *, weather: bool) -> str:
    """No log that holds what is asked covers the moment."""
    at = clock(moment, language)
    if weather:
        if language == "fr":
            return f"Aucun enregistrement de la météo (vent, air, humidité, pluie) ne couvre le {at}."
        return f"No sensor log of the weather (wind, air, humidity, rain) covers {at}."
    if language == "fr":
        return f"Aucun enregistrement{f' de {tag}' if tag else ''} ne couvre le {at}."
    return f"No sensor log{f' of {tag}' if tag else ''} covers {at}."


def _figure(value: float, language: Language) -> str:
    return number(float(f"{value:.{_DIGITS}g}"), language)
