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


def value_beside(
    written: str,
    one: LastReading,
    *,
    passed: str | None,
    levels: Sequence[str],
    language: Language,
    yes: bool | None,
) -> str:
    """``No: 7.5 mm/s reaches or passes H 7.1 (VT-8 vibration: H 7.1, HH 11).``

    Args:
        written: The value as the user wrote it.
        passed: The level that it passes, with its value; None where it passes none of those asked for.
        levels: All levels of the instrument.
        yes: None where the levels cannot tell: none is on the side that matters.
    """
    name, told = one.sensor.label, ", ".join(levels)
    is_french = language == "fr"
    if yes is None:
        return (
            f"{written} n'atteint aucun seuil de {name} ({told}) ; de l'autre côté, aucun n'est donné."
            if is_french
            else f"{written} reaches no level of {name} ({told}); on the other side none is given."
        )
    lead = f"{_answer(yes, language)}{' :' if is_french else ':'} {written}"
    if passed is None:
        beside = "ne dépasse pas le seuil de" if is_french else "does not pass the level of"
        return f"{lead} {beside} {name} ({told})."
    if is_french:
        return f"{lead} atteint ou dépasse {passed} ({name} : {told})."
    return f"{lead} reaches or passes {passed} ({name}: {told})."


def value_in_table(written: str, *, passed: str | None, language: Language, yes: bool) -> str:
    """``No: 7.5 mm/s is above Alarm 7.1.``

    Args:
        passed: The highest limit below the value; None where it is below all.
    """
    lead = f"{_answer(yes, language)}{' :' if language == 'fr' else ':'} {written}"
    if language == "fr":
        return f"{lead} est au-dessus de {passed}." if passed else f"{lead} reste sous toutes les limites."
    return f"{lead} is above {passed}." if passed else f"{lead} is below all limits."


def room_left(one: LastReading, rooms: Sequence[tuple[str, str, bool]], language: Language) -> str:
    """``VT-8 vibration last read 1.7 mm/s on …: 5.4 mm/s below H 7.1, 9.3 mm/s below HH 11.``

    Args:
        rooms: Of each level: how far away the reading is, the level, and whether the reading is below it.
    """
    ways = ("au-dessous de", "au-dessus de") if language == "fr" else ("below", "above")
    told = ", ".join(f"{away} {ways[0] if below else ways[1]} {level}" for away, level, below in rooms)
    return f"{_last(one, language)}{' ;' if language == 'fr' else ':'} {told}."


def last_read(one: LastReading, language: Language) -> str:
    """``VT-8 vibration last read 1.7 mm/s on 1 May 2031 at 03:19.``"""
    return f"{_last(one, language)}."


def _answer(yes: bool, language: Language) -> str:
    words = ("Oui", "Non") if language == "fr" else ("Yes", "No")
    return words[0] if yes else words[1]


def _last(one: LastReading, language: Language) -> str:
    value = w.with_unit(one.value, one.sensor.sensor.unit, language)
    at = w.moment(one.moment, language)
    if language == "fr":
        return f"{one.sensor.label} : dernière mesure {value} le {at}"
    return f"{one.sensor.label} last read {value} on {at}"
