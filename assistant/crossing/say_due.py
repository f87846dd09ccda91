"""Sentences on when work is due. Knows words of English and French, no rows."""

from __future__ import annotations

from datetime import date, datetime, time

from assistant.crossing.say import file_name
from assistant.experts.series.wording import day
from retrieval.records import Language


def _day(at: date, language: Language) -> str:
    return day(datetime.combine(at, time()), language)


def due(language: Language, thing: str, work: str, at: date, today: date, why: str) -> str:
    """The next date, or since when it is past, with what it rests on."""
    told = _day(at, language)
    late = (today - at).days
    if language == "fr":
        if late > 0:
            since = f"en retard de {late} jour{'s' if late > 1 else ''} au {_day(today, language)}"
            return f"{thing} ({work}) : échéance du {told} dépassée, {since} selon les sources ({why})."
        return f"{thing} ({work}) : prochaine échéance le {told} ({why})."
    if late > 0:
        since = f"overdue by {late} day{'s' if late > 1 else ''} on {_day(today, language)}"
        return f"{thing} ({work}) was due on {told} and is {since}, as far as the sources go ({why})."
    return f"{thing} ({work}) is next due on {told} ({why})."


def standing(language: Language, at: date, today: date) -> str:
    """A planned date alone, said as overdue where it is past."""
    told, late = _day(at, language), (today - at).days
    if late <= 0:
        return f"échéance le {told}" if language == "fr" else f"due on {told}"
    if language == "fr":
        days = f"{late} jour{'s' if late > 1 else ''}"
        return f"échéance du {told} dépassée, en retard de {days} au {_day(today, language)}"
    return f"was due on {told}, overdue by {late} day{'s' if late > 1 else ''} on {_day(today, language)}"


def no_next(language: Language, thing: str, work: str, why: str) -> str:
    """Only what was done is known."""
    if language == "fr":
        return f"Les sources ne donnent ni date prévue ni intervalle pour {thing} ({work}) : {why}."
    return f"The sources give neither a planned date nor an interval for {thing} ({work}): {why}."


def nothing(language: Language, tag: str, work: str) -> str:
    """Nothing is told of the work."""
    if language == "fr":
        return f"Les sources ne donnent ni prochaine date ni intervalle pour {tag} ({work})."
    return f"The sources give neither a next date nor an interval for {tag} ({work})."


def done(language: Language, at: date, file: str) -> str:
    """When it was last done."""
    told = _day(at, language)
    return f"fait en dernier le {told}, {file}" if language == "fr" else f"last done on {told}, {file}"


def last_done(language: Language, thing: str, work: str, at: date, why: str) -> str:
    """When work was last done, with the row that says so."""
    told = _day(at, language)
    if language == "fr":
        return f"{thing} ({work}) : fait en dernier le {told} ({why})."
    return f"{thing} ({work}) was last done on {told} ({why})."


def every(language: Language, interval: str, file: str) -> str:
    """The interval; with its file where it stands in another."""
    told = f"intervalle de {interval}" if language == "fr" else f"interval {interval}"
    return f"{told}, {file}" if file else told


def comes_again(language: Language, thing: str, interval: str, cells: str, source: str) -> str:
    """How often work on a thing comes again, with the cells that say so."""
    told = f"intervalle de {interval}" if language == "fr" else f"interval of {interval}"
    colon = " :" if language == "fr" else ":"
    return f"{thing}{colon} {told} ({cells}, {file_name(source)})."


def rests_on(language: Language, key: str, cells: str) -> str:
    """The row that gives the interval."""
    return (
        f"L'intervalle est celui de {key} : {cells}."
        if language == "fr"
        else f"The interval is that of {key}: {cells}."
    )


def order(language: Language, key: str, cells: str, file: str) -> str:
    """An order that is not closed."""
    return (
        f"ordre {key} non clos, {cells}, {file}"
        if language == "fr"
        else f"order {key}, not closed, {cells}, {file}"
    )


def listed(language: Language, column: str, file: str) -> str:
    """A column of a register."""
    return f"« {column} », {file}" if language == "fr" else f"“{column}”, {file}"


def written(language: Language, quote: str, file: str) -> str:
    """A sentence of a document."""
    return f"{file} indique : « {quote} »" if language == "fr" else f"{file} says: “{quote}”"
