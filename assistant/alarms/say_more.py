"""Counts, stays, acknowledgements and what is lacking in a journal, as sentences. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.alarms import figures as f
from assistant.alarms.held import Held
from assistant.alarms.occurrences import Alarm
from assistant.alarms.say import (
    count,
    counted_as,
    during,
    moment,
    named,
    one_of,
    percent,
    several,
    span,
    together,
)
from assistant.experts.series.wording import day
from assistant.experts.tables.figures import listed as in_line
from assistant.experts.tables.figures import number
from retrieval.records import Language

_TOLD = 10
_FRENCH = {
    "tag": "repère", "message": "message", "priority": "priorité", "alarms": "alarmes", "day": "jour",
    "hour": "heure", "week": "semaine", "start": "début", "end": "fin", "chattering": "en battement",
    "most": "max par minute", "first": "première",
}  # fmt: skip
_CLASSES = {
    "critical": ("critical priority", "de priorité critique"),
    "high": ("high priority", "de priorité haute"),
    "medium": ("medium priority", "de priorité moyenne"),
    "low": ("low priority", "de priorité basse"),
    "warning": ("level warning", "de niveau avertissement"),
    "advisory": ("level advisory", "de niveau information"),
}


def columns(names: str, language: Language) -> tuple[str, ...]:
    """Heads of a table of figures."""
    return tuple(_FRENCH.get(name, name) if language == "fr" else name for name in names.split())


def restricted(held: Held, language: Language) -> str:
    """What the alarms are restricted to beside their time: `` of high priority in Area 1``."""
    parts: list[str] = []
    if held.names or held.things:
        names = in_line([*held.names, *held.things], language)
        parts.append(one_of(language, f"of {names}", f"de {names}"))
    if held.words:
        said = " ".join(held.words)
        parts.append(one_of(language, f"that say “{said}”", f"avec « {said} »"))
    if held.priority:
        english, french = _CLASSES.get(
            held.priority, (f"priority {held.priority}", f"de priorité {held.priority}")
        )
        parts.append(one_of(language, f"of {english}", french))
    if held.area:
        parts.append(one_of(language, f"in {held.area}", f"en {held.area}"))
    return " " + " ".join(parts) if parts else ""


def notes(held: Held, others: int, language: Language) -> tuple[str, ...]:
    """What is taken for granted: which rows count, which day yesterday is, what else was not counted."""
    alarms = held.alarms
    found = [counted_as(alarms.journal, alarms.left_out, language)]
    if moved := moved_day(held, language):
        found.append(moved)
    if alarms.also:
        found.append(together(alarms, language))
    if others:
        found.append(
            one_of(
                language,
                f"Only {', '.join(alarms.sources)} was counted, not the {others} other alarm journals.",
                f"Seul {', '.join(alarms.sources)} est compté, sans les {others} autres journaux d'alarmes.",
            )
        )
    return tuple(found)


def moved_day(held: Held, language: Language) -> str:
    """That a day counted from today lies outside and the last one is told; empty where it lies inside."""
    if held.window is None or not held.window.moved:
        return ""
    end = moment(held.alarms.end, language)
    return one_of(
        language,
        f"The journal ends on {end}: the day is counted from there, not from today.",
        f"Le journal s'arrête le {end} : le jour est compté à partir de là, non d'aujourd'hui.",
    )


def outside(held: Held, language: Language) -> str:
    """That the time asked for is not in the journal."""
    start, end = day(held.alarms.start, language), day(held.alarms.end, language)
    assert held.window is not None
    when = during(held.window.start, held.window.end, language)
    return one_of(
        language,
        f"The alarm journal covers {start} to {end}; it holds nothing {when}.",
        f"Le journal d'alarmes va du {start} au {end} ; il ne contient rien {when}.",
    )


def none(when: str, what: str, language: Language) -> str:
    """That no alarm came."""
    return one_of(language, f"No alarm{what} came {when}.", f"Aucune alarme{what} {when}.")


def counted(n: int, when: str, what: str, language: Language) -> str:
    """``657 alarms of PAH-101 came on 9 October 2024.``"""
    told = f"{count(n, language)}{what}"
    came_word = "" if language == "fr" else " came"
    return f"{told}{came_word} {when}."


def distinct(n: int, total: int, when: str, what: str, language: Language) -> str:
    """How many different alarms came."""
    all_ = count(total, language)
    return one_of(
        language,
        f"{n} different alarms{what} came {when} ({all_} in all).",
        f"{n} alarmes différentes{what} {when} ({all_} en tout).",
    )


def times(n: int, language: Language) -> str:
    """``once``, ``12 times``."""
    return one_of(
        language, "once" if n == 1 else f"{number(n, language)} times", f"{number(n, language)} fois"
    )


def share(n: int, total: int, when: str, what: str, language: Language) -> str:
    """``39.5 % of the alarms on 9 October 2024 were of high priority: 92 of 233.``"""
    part = percent(n / total, language) if total else "0 %"
    counts = f"{number(n, language)} / {number(total, language)}"
    return one_of(
        language,
        f"{part} of the alarms {when} were{what} ({counts}).",
        f"{part} des alarmes {when} étaient{what} ({counts}).",
    )


def _priority(name: str, language: Language) -> str:
    """A priority as it is told: a number alone says nothing."""
    if name.isdigit():
        return one_of(language, f"priority {name}:", f"priorité {name} :")
    return name or one_of(language, "without priority", "sans priorité")


def happened(
    came: Sequence[Alarm],
    most: Sequence[f.Ranked],
    standing: Sequence[Alarm],
    start: datetime,
    end: datetime,
    language: Language,
) -> str:
    """What the journal tells of a shift."""
    when = during(start, end, language)
    if not came:
        return none(when, "", language)
    first = ", ".join(f"{named(one.tag, one.text)} {number(one.number, language)}" for one in most)
    told = one_of(
        language,
        f"Alarm journal: {count(len(came), language)} came {when}, most often {first}.",
        f"Journal d'alarmes : {count(len(came), language)} {when}, le plus souvent {first}.",
    )
    if standing:
        names = in_line(list(dict.fromkeys(one.tag for one in standing))[:_TOLD], language)
        told += " " + one_of(language, f"Still standing then: {names}.", f"Encore présentes alors : {names}.")
    return told


def split(found: Sequence[tuple[str, int]], language: Language) -> str:
    """``High 210, Medium 150.``"""
    return ", ".join(f"{_priority(name, language)} {number(n, language)}" for name, n in found) + "."


def priorities(found: Sequence[tuple[str, int]], when: str, language: Language) -> str:
    """Shares of priorities beside what the standards aim at."""
    total = sum(n for _, n in found)
    told = ", ".join(
        f"{_priority(name, language)} {number(n, language)} ({percent(n / total, language)})"
        for name, n in found
    )
    return one_of(
        language,
        f"Alarms by priority {when}, {number(total, language)} in all: {told}. ISA-18.2 and EEMUA 191 aim "
        f"at about "
        "80 % low, 15 % medium, 5 % high (and less than 1 % of a fourth, highest one).",
        f"Alarmes par priorité {when}, {number(total, language)} en tout : {told}. L'ISA-18.2 et l'EEMUA "
        f"191 visent "
        "environ 80 % basse, 15 % moyenne, 5 % haute (et moins de 1 % d'une quatrième, la plus haute).",
    )


def unknown_priority(asked: str, found: Sequence[tuple[str, int]], language: Language) -> str:
    """That the journal's priorities do not tell which is meant."""
    told = split(found, language)
    return one_of(
        language,
        f"The journal does not say which of its priorities is “{asked}”. It has: {told}",
        f"Le journal ne dit pas laquelle de ses priorités est « {asked} ». Il contient : {told}",
    )


def no_column(what: str, language: Language) -> str:
    """That a journal lacks what a figure needs."""
    lacking = {
        "priority": ("priorities", "de priorités"),
        "end": ("when alarms returned", "la disparition des alarmes"),
        "acknowledged": ("acknowledgements", "d'acquittements"),
        "by": ("who acknowledged", "qui a acquitté"),
    }[what]
    return one_of(
        language,
        f"The alarm journal does not tell {lacking[0]}.",
        f"Le journal d'alarmes ne donne pas {lacking[1]}.",
    )


def too_short(language: Language) -> str:
    """That a rate needs more time."""
    return one_of(
        language, "That is less than ten minutes of the journal: too short for a rate.",
        "C'est moins de dix minutes du journal : trop court pour une cadence.",
    )  # fmt: skip


def counted_by(
    counts: Sequence[tuple[str, int]], name: str, total: int, when: str, what: str, language: Language
) -> str:
    """Alarms by area, or by who acknowledged them."""
    told = ", ".join(
        f"{value} {number(n, language)} ({percent(n / total, language)})" for value, n in counts[:_TOLD]
    )
    return one_of(
        language,
        f"Alarms{what} by {name} {when}: {told}.",
        f"Alarmes{what} par {name} {when} : {told}.",
    )


def per(counts: Sequence[tuple[datetime, int]], unit: str, what: str, language: Language) -> str:
    """How many alarms each day or hour had; of more than a fortnight the least, the mean and the most."""
    numbers = [n for _, n in counts]
    mean = number(sum(numbers) / len(numbers), language, digits=1)
    shape = "%Y-%m-%d %H:%M" if unit == "hour" else ("%d/%m/%Y" if language == "fr" else "%Y-%m-%d")
    word = one_of(language, unit, _FRENCH.get(unit, unit))
    head = one_of(language, f"Alarms{what} by {word}", f"Alarmes{what} par {word}")
    colon = one_of(language, ":", " :")
    if len(counts) <= 14:
        told = ", ".join(f"{at:{shape}} {number(n, language)}" for at, n in counts)
    else:
        at = max(counts, key=lambda item: item[1])
        told = one_of(
            language,
            f"{min(numbers)} to {at[1]}, most on {at[0]:{shape}}",
            f"{min(numbers)} à {at[1]}, le plus le {at[0]:{shape}}",
        )
    each = one_of(language, f"on average {mean}", f"en moyenne {mean}")
    return f"{head}{colon} {told} ({each})."


def peak(at: datetime, n: int, unit: str, first: Sequence[f.Ranked], language: Language) -> str:
    """The busiest hour, day or ten minutes."""
    of = ", ".join(f"{one.tag} {number(one.number, language)}" for one in first)
    units = {
        "hour": ("hour", "L'heure la plus chargée"), "ten": ("ten minutes", "Les dix minutes les plus "
        "chargées"),
        "week": ("week", "La semaine la plus chargée"), "day": ("day", "La journée la plus chargée"),
    }  # fmt: skip
    english, french = units[unit]
    when = moment(at, language) if unit in ("hour", "ten") else day(at, language)
    start = "from" if unit in ("hour", "ten", "week") else "on"
    return one_of(
        language,
        f"Busiest {english}: {start} {when}, with {count(n, language)} (most: {of}).",
        f"{french} : à partir du {when}, {count(n, language)} (surtout : {of}).",
    )


def floods(found: Sequence[f.Flood], when: str, language: Language) -> str:
    """Floods as ISA-18.2 counts them."""
    rule = one_of(
        language,
        "(ISA-18.2: from more than 10 alarms in 10 minutes until fewer than 5)",
        "(ISA-18.2 : de plus de 10 alarmes en 10 minutes jusqu'à moins de 5)",
    )
    if not found:
        return one_of(
            language, f"No alarm flood {when} {rule}.", f"Aucune avalanche d'alarmes {when} {rule}."
        )
    worst = max(found, key=lambda one: one.number)
    length = span(worst.end - worst.start, language)
    n, largest = len(found), moment(worst.start, language)
    return one_of(
        language,
        f"{n} alarm flood{'s' if n > 1 else ''} {when} {rule}. The largest: {worst.number} alarms in "
        f"{length} from "
        f"{largest}.",
        f"{n} avalanche{'s' if n > 1 else ''} d'alarmes {when} {rule}. La plus grande : {worst.number} "
        f"alarmes en "
        f"{length} à partir du {largest}.",
    )


def chattering(found: Sequence[f.Chatter], when: str, what: str, language: Language) -> str:
    """Alarms that chatter."""
    rule = one_of(
        language, "(3 times or more within a minute, as ISA-18.2 counts them)",
        "(3 fois ou plus en une minute, selon l'ISA-18.2)",
    )  # fmt: skip
    if not found:
        return one_of(
            language,
            f"No alarm{what} chattered {when} {rule}.",
            f"Aucune alarme battante{what} {when} {rule}.",
        )
    told = "; ".join(
        one_of(
            language,
            f"{named(one.tag, one.text)}: {one.number} times in bursts, at most {one.most} in a minute, "
            f"first on "
            f"{moment(one.first.at, language)}",
            f"{named(one.tag, one.text)} : {one.number} fois en rafale, au plus {one.most} en une minute, "
            f"d'abord le "
            f"{moment(one.first.at, language)}",
        )
        for one in found[:_TOLD]
    )
    n = len(found)
    head = one_of(
        language, f"{n} chattering alarm{'s' if n > 1 else ''}{what} {when} {rule}: ",
        f"{n} alarme{'s battantes' if n > 1 else ' battante'}{what} {when} {rule} : ",
    )  # fmt: skip
    return f"{head}{told}."


def fleeting(found: Sequence[f.Ranked], total: int, when: str, language: Language) -> str:
    """Alarms that returned at once."""
    n = sum(one.number for one in found)
    told = ", ".join(f"{one.tag} {number(one.number, language)}" for one in found[:_TOLD])
    most = one_of(language, f" Most: {told}.", f" Surtout : {told}.") if found else ""
    share = percent(n / total, language)
    return one_of(
        language,
        f"{number(n, language)} of {count(total, language)} {when} ({share}) were fleeting: they returned "
        f"within 10 s.{most}",
        f"{number(n, language)} sur {count(total, language)} {when} ({share}) sont fugitives : disparues en "
        f"moins de "
        f"10 s.{most}",
    )


def listed(
    alarms: Sequence[Alarm], when: str, what: str, language: Language, *, with_day: bool = False
) -> str:
    """Alarms one after the other."""
    head = one_of(
        language,
        f"{count(len(alarms), language)}{what} came {when}: ",
        f"{count(len(alarms), language)}{what} {when} : ",
    )
    return f"{head}{several(alarms, len(alarms), language, with_day=with_day)}."


def first_or_last(one: Alarm, n: int, which: str, when: str, language: Language) -> str:
    """When an alarm came first or last, and how long it stood."""
    at, name = moment(one.at, language), named(one.tag, one.text, one.priority)
    stood = ""
    if one.stood is not None:
        length = span(one.stood, language)
        stood = one_of(language, f" and stood {length}", f" et est restée {length}")
    if which == "first":
        return one_of(
            language, f"{name} first came on {at}{stood} ({times(n, language)} {when}).",
            f"{name} est apparue pour la première fois le {at}{stood} ({times(n, language)} {when}).",
        )  # fmt: skip
    return one_of(
        language, f"{name} last came on {at}{stood} ({times(n, language)} {when}).",
        f"{name} est apparue pour la dernière fois le {at}{stood} ({times(n, language)} {when}).",
    )  # fmt: skip


def unlisted(found: Sequence[f.Ranked], name: str, language: Language) -> str:
    """Alarms of a journal that a list does not hold."""
    if not found:
        return one_of(
            language, f"All alarms of the journal are listed in {name}.",
            f"Toutes les alarmes du journal figurent dans {name}.",
        )  # fmt: skip
    told = ", ".join(f"{named(one.tag, one.text)} {number(one.number, language)}" for one in found[:20])
    n = len(found)
    return one_of(
        language,
        f"{n} alarm{'s' if n > 1 else ''} of the journal {'are' if n > 1 else 'is'} not listed in {name}, "
        f"with how "
        f"often {'they' if n > 1 else 'it'} came: {told}.",
        f"{n} alarme{'s' if n > 1 else ''} du journal absente{'s' if n > 1 else ''} de {name}, avec le "
        f"nombre "
        f"d'apparitions : {told}.",
    )
