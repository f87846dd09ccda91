"""How long alarms stood and how soon they were acknowledged, as sentences. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.alarms import figures as f
from assistant.alarms.occurrences import Alarm
from assistant.alarms.say import count, moment, named, one_of, percent, span
from assistant.experts.tables.figures import number
from retrieval.records import Language

_TOLD = 10


def _stays(order: Sequence[tuple[Alarm, timedelta]], language: Language) -> str:
    still = one_of(
        language, " and still stood at the end of the journal", " et présente encore à la fin du journal"
    )
    return "; ".join(
        f"{named(one.tag, one.text)} {span(length, language)}"
        f"{one_of(language, ' from ', ' à partir du ')}{moment(one.at, language)}{'' if one.ended else still}"
        for one, length in order[:_TOLD]
    )


def longest(order: Sequence[tuple[Alarm, timedelta]], when: str, what: str, language: Language) -> str:
    """The alarms that stood longest."""
    head = one_of(
        language,
        f"Alarms{what} that stood longest {when}: ",
        f"Alarmes{what} restées le plus longtemps {when} : ",
    )
    return f"{head}{_stays(order, language)}."


def stale(order: Sequence[tuple[Alarm, timedelta]], when: str, language: Language) -> str:
    """Alarms that stood for more than a day."""
    rule = one_of(
        language, "for more than 24 h (stale, ISA-18.2: fewer than 5 on any day)",
        "plus de 24 h (permanentes, ISA-18.2 : moins de 5 par jour)",
    )  # fmt: skip
    if not order:
        return one_of(
            language, f"No alarm stood {rule} {when}.", f"Aucune alarme n'est restée {rule} {when}."
        )
    n = len(order)
    head = one_of(
        language, f"{n} alarm{'s' if n > 1 else ''} stood {rule} {when}: ",
        f"{n} alarme{'s sont restées' if n > 1 else ' est restée'} {rule} {when} : ",
    )  # fmt: skip
    return f"{head}{_stays(order, language)}."


def lasted(
    order: Sequence[tuple[Alarm, timedelta]], total: timedelta, when: str, what: str, language: Language
) -> str:
    """How long an alarm stood in all."""
    n, told = len(order), span(total, language)
    often = "once" if n == 1 else f"{n} times"
    mean, most = span(total / max(n, 1), language), span(order[0][1] if order else timedelta(), language)
    return one_of(
        language,
        f"Alarms{what} stood {told} in all {when} ({often}, on average {mean}, at most {most}).",
        f"Alarmes{what} : {told} en tout {when} ({n} fois, en moyenne {mean}, au plus {most}).",
    )


def standing(found: Sequence[Alarm], at: datetime, what: str, last: Alarm | None, language: Language) -> str:
    """Alarms that had not returned at a moment."""
    when = moment(at, language)
    if not found:
        told = one_of(language, f"No alarm{what} stood on {when}", f"Aucune alarme{what} présente le {when}")
        if last is not None and last.ended is not None:
            told += one_of(
                language,
                f": it last came on {moment(last.at, language)} and returned on "
                f"{moment(last.ended, language)}",
                f" : dernière apparition le {moment(last.at, language)}, disparue le "
                f"{moment(last.ended, language)}",
            )
        return f"{told}."
    n = len(found)
    told = "; ".join(
        f"{named(one.tag, one.text, one.priority)} {one_of(language, 'since', 'depuis le')} "
        f"{moment(one.at, language)}"
        for one in found[:_TOLD]
    )
    head = one_of(
        language, f"{n} alarm{'s' if n > 1 else ''}{what} had not returned on {when}, where the journal is "
        f"read to: ",
        f"{n} alarme{'s' if n > 1 else ''}{what} encore présente{'s' if n > 1 else ''} le {when}, fin de ce "
        f"qui est lu : ",
    )  # fmt: skip
    return f"{head}{told}."


def unacknowledged(
    found: Sequence[f.Ranked], n: int, total: int, when: str, what: str, language: Language
) -> str:
    """Alarms of which no acknowledgement is written."""
    told = ", ".join(f"{one.tag} {number(one.number, language)}" for one in found[:_TOLD])
    most = one_of(language, f" Most: {told}.", f" Surtout : {told}.") if found else ""
    share = percent(n / total, language) if total else ""
    return one_of(
        language,
        f"{number(n, language)} of {count(total, language)}{what} {when} ({share}) were not "
        f"acknowledged.{most}",
        f"{number(n, language)} sur {count(total, language)}{what} {when} ({share}) n'ont pas été "
        f"acquittées.{most}",
    )


def acknowledging(
    mean: float, middle: float, most: float, acked: int, total: int, when: str, what: str, language: Language
) -> str:
    """How long it took to acknowledge alarms."""
    average, median, longest_ = (span(timedelta(seconds=s), language) for s in (mean, middle, most))
    return one_of(
        language,
        f"Alarms{what} were acknowledged after {average} on average {when} (median {median}, at most "
        f"{longest_}; "
        f"{number(acked, language)} of {number(total, language)} were acknowledged).",
        f"Alarmes{what} acquittées après {average} en moyenne {when} (médiane {median}, au plus {longest_} ; "
        f"{number(acked, language)} acquittées sur {number(total, language)}).",
    )
