"""When single comings of alarms were acknowledged and returned, as sentences. Computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from assistant.alarms.occurrences import Alarm
from assistant.alarms.say import clock, moment, named, one_of, span
from assistant.experts.tables.figures import number
from retrieval.records import Language

_Tell = Callable[[Alarm, Language], str]


def acknowledged(found: Sequence[Alarm], total: int, language: Language) -> str:
    """How soon each was acknowledged, with the seconds: ``after 1 min 42 s (102 s)``."""
    return _each(found, total, language, _acknowledged)


def returned(found: Sequence[Alarm], total: int, language: Language) -> str:
    """When each returned to normal."""
    return _each(found, total, language, _returned)


def _each(found: Sequence[Alarm], total: int, language: Language, tell: _Tell) -> str:
    head = ""
    if total > len(found):
        rest = number(total, language)
        head = one_of(
            language, f"{len(found)} of {rest} comings: ", f"{len(found)} sur {rest} apparitions : "
        )
    told = [
        f"{named(one.tag, one.text)} {one_of(language, 'came on', 'apparue le')} {moment(one.at, language)} "
        f"{tell(one, language)}"
        for one in found
    ]
    return f"{head}{'; '.join(told)}."


def _acknowledged(one: Alarm, language: Language) -> str:
    if one.acked is None or one.acked < one.at:
        return one_of(language, "and was not acknowledged", "et non acquittée")
    at, after = _then(one.at, one.acked, language), _length(one.acked - one.at, language)
    return one_of(language, f"and was acknowledged {at}, after {after}", f"et acquittée {at}, après {after}")


def _returned(one: Alarm, language: Language) -> str:
    if one.ended is None and one.repeated:
        return one_of(language, "and came again without a return", "et revenue sans disparition écrite")
    if one.ended is None:
        return one_of(
            language,
            "and had not returned at the end of the journal",
            "et encore présente à la fin du journal",
        )
    at, after = _then(one.at, one.ended, language), span(one.ended - one.at, language)
    return one_of(
        language,
        f"and returned to normal {at}, after {after}",
        f"et revenue à la normale {at}, après {after}",
    )


def _then(came: datetime, at: datetime, language: Language) -> str:
    if came.date() == at.date():
        return f"{one_of(language, 'at', 'à')} {clock(at)}"
    return f"{one_of(language, 'on', 'le')} {moment(at, language)}"


def _length(length: timedelta, language: Language) -> str:
    seconds = length.total_seconds()
    told = span(length, language)
    return told if seconds < 60 else f"{told} ({number(round(seconds, 1), language)} s)"
