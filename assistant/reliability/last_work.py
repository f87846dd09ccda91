"""The last orders on a machine: who did them, how long they took, what the last failures were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.experts.series.wording import day
from assistant.experts.tables.figures import number
from assistant.reliability.register import Register, Work
from assistant.reliability.say import one_of, span
from retrieval.records import Language


def finished_last(works: Sequence[Work]) -> Work | None:
    """The order that was finished last; the last one raised where the register tells no ends."""
    done = [work for work in works if work.finished is not None]
    if done:
        return max(done, key=lambda work: work.finished or datetime.min)
    return works[-1] if works else None


def who(register: Register, work: Work, language: Language) -> str:
    """Who did an order; that the register does not say so, with what the order was."""
    told = f"{_key(work)} ({_dated(work, language)}{_text(register, work, language)})"
    column = register.crew
    name = work.row.said(column, language) if column is not None and work.row.cells[column.name] else ""
    if column is not None and name:
        return one_of(
            language,
            f"{column.name} of the last order on {work.machine}: {name}, {told}.",
            f"{column.name} du dernier ordre sur {work.machine} : {name}, {told}.",
        )
    return one_of(
        language,
        f"The register does not say who did the last work on {work.machine}: {told}.",
        f"Le registre ne dit pas qui a fait la dernière intervention sur {work.machine} : {told}.",
    )


def duration(register: Register, work: Work, language: Language) -> str:
    """How long the last failure lasted: recorded downtime, else from report to end."""
    told = f"{_key(work)}, {day(work.at, language)}{_text(register, work, language)}"
    parts = []
    if work.downtime is not None:
        down = f"{number(work.downtime, language)} h"
        parts.append(one_of(language, f"{down} of downtime", f"{down} d'arrêt"))
    if work.finished is not None and work.finished >= work.at:
        took = _elapsed(work.finished - work.at, register, language)
        parts.append(one_of(language, f"{took} from report to end", f"{took} de la demande à la fin"))
    if work.labour is not None:
        hours = f"{number(work.labour, language)} h"
        parts.append(one_of(language, f"{hours} of work", f"{hours} de travail"))
    if not parts:
        parts.append(one_of(language, "no duration recorded", "aucune durée enregistrée"))
    return one_of(
        language,
        f"Last failure of {work.machine}: {', '.join(parts)} ({told}).",
        f"Dernière panne de {work.machine} : {', '.join(parts)} ({told}).",
    )


def failure(register: Register, work: Work, language: Language, *, named: bool) -> str:
    """One failure on a line: day, order, text and how it failed, with its machine where ``named``."""
    machine = f", {work.machine}" if named else ""
    mode = register.mode
    said = f", {work.row.said(mode, language)}" if mode is not None and work.row.cells[mode.name] else ""
    down = ""
    if work.downtime:
        hours = f"{number(work.downtime, language)} h"
        down = one_of(language, f", {hours} of downtime", f", {hours} d'arrêt")
    return f"{day(work.at, language)}, {_key(work)}{machine}{_text(register, work, language)}{said}{down}."


def head(machines: Sequence[str], told: int, language: Language) -> str:
    """The line above the last failures, of one machine or of all."""
    of, de = (f" of {machines[0]}", f" de {machines[0]}") if machines else ("", "")
    return one_of(language, f"The last {told} failures{of}:", f"Les {told} dernières pannes{de} :")


def _elapsed(took: timedelta, register: Register, language: Language) -> str:
    """A time from report to end: whole days where the register has no clock."""
    if register.raised.type != "date":
        return span(took.total_seconds() / 3600, language)
    return f"{took.days} {one_of(language, 'day', 'jour')}{'s' if took.days != 1 else ''}"


def _key(work: Work) -> str:
    return work.row.key


def _dated(work: Work, language: Language) -> str:
    if work.finished is None:
        return day(work.at, language)
    return one_of(language, "finished on ", "terminé le ") + day(work.finished, language)


def _text(register: Register, work: Work, language: Language) -> str:
    text = work.row.cells[register.text.name] if register.text is not None else None
    if not text:
        return ""
    said = str(text).strip(" .")
    return one_of(language, f": “{said}”", f" : « {said} »")
