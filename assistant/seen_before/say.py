"""What is known of stretches like one, in English or French. Knows records, searches nothing."""

from __future__ import annotations

from datetime import time

from assistant.experts.series.similar.alike import ALIKE, CLOSE
from assistant.experts.series.wording import day, moment
from assistant.experts.tables.recorded import Recorded
from assistant.seen_before.records import Language, Match, SeenBefore, Stretch

_OFTEN = 0.05
"""Share of a log from which what it shows is called common."""
_MOST = 3
"""Concepts that are told of the stretch."""


def headline(found: SeenBefore) -> str:
    """What the stretch shows, and whether the like was seen."""
    return f"{_shown(found)} {_verdict(found)}{_part(found)}"


def told(match: Match, found: SeenBefore) -> str:
    """A match in a sentence: where, how alike, how strong, in what, and what chance windows find."""
    french = found.language == "fr"
    when, size = span(match.stretch, found.language), _size(match.size, found.language)
    where, chance = _where(match, found), _percent(match.chance, found.language)
    likeness = _figure(match.likeness, found.language)
    shared = (" ; " if french else "; ").join(match.shared)
    if french:
        return (
            f"{when}{where} : ressemblance {likeness}, {size} ; en commun : {shared}. Au hasard, {chance} "
            "des plages de l'enregistrement trouvent aussi bien."
        )
    return (
        f"{when}{where}: likeness {likeness}, {size}; in common: {shared}. By chance {chance} of the log's "
        "stretches find as good a match."
    )


def recorded_line(one: Recorded, language: Language) -> str:
    """A row that was recorded around a match."""
    at = day(one.at, language) if one.at.time() == time() else moment(one.at, language)
    file = one.row.source.rsplit("/", 1)[-1]
    return f"{at} : {one.told} ({file})" if language == "fr" else f"{at}: {one.told} ({file})"


def span(stretch: Stretch, language: Language) -> str:
    """The times of a stretch, or its rows where the log has no times."""
    log = stretch.log
    if log.counted:
        rows = (int(log.row[stretch.first]), int(log.row[stretch.last]))
        return "lignes {} à {}".format(*rows) if language == "fr" else "rows {} to {}".format(*rows)
    start, end = moment(stretch.start, language), moment(stretch.end, language)
    return f"du {start} au {end}" if language == "fr" else f"{start} to {end}"


def _shown(found: SeenBefore) -> str:
    what = (" ; " if found.language == "fr" else "; ").join(said for said, _ in found.shows[:_MOST])
    when = span(found.asked, found.language)
    if found.language == "fr":
        head = f"{found.asked.log.name}, {when}"
        return f"{head} : {what}." if what else f"{head} :"
    head = f"{found.asked.log.name}, {when}"
    return f"{head}: {what}." if what else f"{head}:"


def _verdict(found: SeenBefore) -> str:
    language = found.language
    best = found.matches[0] if found.matches else None
    near = "" if best is None else f"{span(best.stretch, language)}{_where(best, found)}"
    likeness = "" if best is None else _figure(best.likeness, language)
    chance = "" if best is None else _percent(best.chance, language)
    limit, stood = _figure(ALIKE, language), _percent(found.stood, language)
    count = len(found.seen)
    often = _often(found)
    if language == "fr":
        logs = f"{len(found.searched)} enregistrement{'s' if len(found.searched) > 1 else ''}"
        nearest = f" ; le plus proche, {near}, a une ressemblance de {likeness}" if near else ""
        return {
            "standstill": (
                f"la machine était à l'arrêt pendant {stood} de cette plage. Ce que les capteurs lisent à "
                "l'arrêt ne dit rien d'un défaut et n'est pas comparé : demandez une plage où elle tournait."
            ),
            "usual": "rien n'y sort de l'ordinaire de cet enregistrement, il n'y a donc rien à rechercher.",
            "seen": f"Déjà vu {count} fois (ressemblance d'au moins {limit}).{_loose(found)}{often}",
            "by_chance": (
                f"Cela ne dit rien de plus que le hasard : le plus proche, {near}, a une ressemblance de "
                f"{likeness}, mais {chance} des plages de l'enregistrement trouvent aussi bien."
            ),
            "nothing_alike": f"Rien de semblable dans {logs}{nearest} (il faut {limit}).",
        }[found.verdict]
    logs = f"{len(found.searched)} log{'s' if len(found.searched) > 1 else ''}"
    nearest = f"; the nearest, {near}, has a likeness of {likeness}" if near else ""
    times = "once" if count == 1 else f"{count} times"
    return {
        "standstill": (
            f"the machine stood still for {stood} of this stretch. What sensors read at rest tells nothing "
            "of a fault and is not compared: ask for a stretch in which it ran."
        ),
        "usual": "nothing in it is unusual for this log, so there is nothing to look for.",
        "seen": f"Seen {times} elsewhere (likeness of at least {limit}).{_loose(found)}{often}",
        "by_chance": (
            f"What is like it says no more than chance: the nearest, {near}, has a likeness of {likeness}, "
            f"but {chance} of the log's stretches find as good a match."
        ),
        "nothing_alike": f"Nothing like it in {logs}{nearest} ({limit} is needed).",
    }[found.verdict]


def _part(found: SeenBefore) -> str:
    """That only a part of what was asked for is compared, where the machine stood in the rest."""
    if found.standstill or found.stood == 0.0:
        return ""
    share = _percent(found.stood, found.language)
    if found.language == "fr":
        return (
            f" La machine était à l'arrêt pendant {share} de la plage demandée : l'arrêt n'est pas comparé."
        )
    return f" The machine stood still for {share} of the stretch asked for, which is not compared."


def _loose(found: SeenBefore) -> str:
    """That no match is so close that another fault is ruled out."""
    if any(one.close for one in found.seen):
        return ""
    close = _figure(CLOSE, found.language)
    if found.language == "fr":
        return f" En dessous de {close}, ce peut être un autre défaut du même organe."
    return f" Below {close} it may be another fault of the same part."


def _often(found: SeenBefore) -> str:
    """That it comes all the time, where it does."""
    if found.common < _OFTEN:
        return ""
    share = _percent(found.common, found.language)
    if found.language == "fr":
        return f" Ce n'est pas rare : {share} de cet enregistrement y ressemble."
    return f" It is nothing rare: {share} of the log is like it."


def _where(match: Match, found: SeenBefore) -> str:
    """In which log, and on which sensors where they are others."""
    french = found.language == "fr"
    if match.place == "same":
        earlier = match.stretch.first < found.asked.first
        if french:
            return " (plus tôt)" if earlier else " (plus tard)"
        return " (earlier)" if earlier else " (later)"
    sensors = ", ".join(match.sensors.values())
    named = "" if match.place == "beside" else match.source
    inner = (
        " : ".join(x for x in (named, sensors) if x)
        if french
        else ": ".join(x for x in (named, sensors) if x)
    )
    return f" ({inner})"


def _size(size: float, language: Language) -> str:
    if 0.8 <= size <= 1.25:
        return "aussi fort" if language == "fr" else "as strong"
    factor = _figure(size, language)
    return f"{factor} fois aussi fort" if language == "fr" else f"{factor} times as strong"


def _percent(share: float, language: Language) -> str:
    text = f"{100 * share:.1f}" if share < 0.1 else f"{100 * share:.0f}"
    return f"{text.replace('.', ',')} %" if language == "fr" else f"{text} %"


def _figure(value: float, language: Language) -> str:
    text = f"{value:.2f}"
    return text.replace(".", ",") if language == "fr" else text
