"""Readings beside their limits, as sentences, English and French. Knows no question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.experts.series import wording as w
from assistant.experts.series.last import LastReading
from retrieval.records import Language


def limits_passed(one: LastReading, limit: str, language: Language, *, yes: bool) -> str:
    """``Yes. VT-8 vibration last read 7.4 mm/s on …: it passes H 7.1.``"""
    if language == "fr":
        return f"{_answer(yes, language)}. {_last(one, language)} : au-delà de {limit}."
    return f"{_answer(yes, language)}. {_last(one, language)}: it passes {limit}."


def beside_limits(one: LastReading, limits: Sequence[str], language: Language, *, yes: bool) -> str:
    """``No. VT-8 vibration last read 1.7 mm/s on …; limits: H 7.1, HH 11.``"""
    told = ", ".join(limits)
    if language == "fr":
        return f"{_answer(yes, language)}. {_last(one, language)} ; limites : {told}."
    return f"{_answer(yes, language)}. {_last(one, language)}; limits: {told}."


def all_within(count: int, at: datetime, language: Language, *, yes: bool) -> str:
    """That no last reading passes a limit."""
    when, answer = w.moment(at, language), _answer(yes, language)
    if language == "fr":
        return (
            f"{answer} : aucune des dernières mesures des {count} capteurs à limite connue ne la "
            f"passe ({when})."
        )
    return (
        f"{answer}: none of the last readings of the {count} sensors with a known limit passes it ({when})."
    )


def _answer(yes: bool, language: Language) -> str:
    words = ("Oui", "Non") if language == "fr" else ("Yes", "No")
    return words[0] if yes else words[1]


def _last(one: LastReading, language: Language) -> str:
    value = w.with_unit(one.value, one.sensor.sensor.unit, language)
    at = w.moment(one.moment, language)
    if language == "fr":
        return f"{one.sensor.label} : dernière mesure {value} le {at}"
    return f"{one.sensor.label} last read {value} on {at}"
