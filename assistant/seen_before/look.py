"""Look for stretches like one, in its log, beside it and in other logs. Knows no catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.operations import SECOND, Run
from assistant.experts.series.similar.alike import Alike, common, directions, main_concepts, matches
from assistant.experts.series.similar.shown import SHORTEST, Shown, View, shown, view_of
from assistant.seen_before.records import Language, Match, SeenBefore, Stretch
from assistant.seen_before.rest import running

_TOP = 5
_OF_ONE = 3
"""Matches that are kept of one log or machine."""
_TOLD, _SHARED = 5, 3
"""Concepts that are told of the stretch, and of a match."""
_QUIET = 0.1
"""Length of a stretch's direction below which it shows nothing unusual."""


def _never(log: SensorLog) -> Sequence[Run]:  # noqa: ARG001
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another log or machine to look through.

    Attributes:
        read: Its log, read when its turn comes.
        names: The sensor that answers, by the sensor of the log asked about.
        same_log: Whether it has the rows of the log asked about.
        stood: Rows of its log in which its machine stood.
    """

    source: str
    read: Callable[[], SensorLog]
    names: dict[str, str]
    same_log: bool
    stood: Callable[[SensorLog], Sequence[Run]] = _never


def look(
    asked: Stretch,
    *,
    source: str,
    stood: Sequence[Run] = (),
    elsewhere: Callable[[frozenset[str]], Sequence[Elsewhere]] = lambda needed: (),  # noqa: ARG005
    top_k: int = _TOP,
    language: Language = "en",
) -> SeenBefore:
    """The stretches most like one, best first.

    Args:
        source: Where its log comes from.
        stood: Rows of its log in which its machine stood; the longest part without them is looked for.
        elsewhere: Where else to look, by the sensors without which a log says nothing of the stretch.

    Raises:
        LogRefused: The stretch has too few rows, or the log too few beside it.
    """
    rows = asked.last - asked.first + 1
    if rows < SHORTEST:
        raise LogRefused(f"the stretch holds {rows} rows of {asked.log.name}: at least {SHORTEST} are needed")
    part, rested = running(asked, stood)
    if part is None or part.last - part.first + 1 < SHORTEST:
        return _at_rest(asked, source, rested, language)
    asked, log = part, part.log
    view = _view(asked, stood)
    if view is None:
        raise LogRefused(
            f"{log.name} holds {log.times.size} rows: too few beside the {rows} asked for to compare them"
        )
    held = [place for place, kept in enumerate(view.held) if kept]
    if not held:
        raise LogRefused(f"no sensor of {log.name} has readings enough beside the stretch")
    own = shown(view, held, [log.names[place] for place in held])
    shows, main = _shows(own, language)
    found: list[Match] = []
    searched = [log.name]
    if shows:
        here = matches(own, own, top_k=_OF_ONE, same_log=True)
        found += [_match(one, own, log, source, "same", {}, language) for one in here]
        for other in elsewhere(frozenset(main)):
            alike = _elsewhere(asked, view, other, language)
            if alike is not None:
                searched.append(_called(other, main, log))
                found += alike
    found.sort(key=lambda one: (not one.seen, -one.likeness))
    return SeenBefore(
        asked=asked,
        source=source,
        shows=shows,
        main=main,
        matches=tuple(found[:top_k]),
        common=common(own) if shows else 0.0,
        searched=tuple(dict.fromkeys(searched)),
        language=language,
        stood=rested,
    )


def _at_rest(asked: Stretch, source: str, stood: float, language: Language) -> SeenBefore:
    """Of a stretch in which the machine stood, so that there is nothing to compare."""
    return SeenBefore(
        asked=asked,
        source=source,
        shows=(),
        main=(),
        matches=(),
        common=0.0,
        searched=(asked.log.name,),
        language=language,
        stood=stood,
        standstill=True,
    )


def _view(asked: Stretch, stood: Sequence[Run]) -> View | None:
    """The log of the stretch; also as a machine beside sees it that stood at other times."""
    return view_of(
        asked.log.values,
        asked.last - asked.first + 1,
        breaks=asked.log.interruptions(),
        asked=(asked.first, asked.last + 1),
        normal=asked.normal,
        stood=stood,
    )


def _called(other: Elsewhere, main: Sequence[str], log: SensorLog) -> str:
    """A log that was looked through; the sensors of a machine beside in it."""
    if not other.same_log:
        return other.source
    return f"{log.name} ({', '.join(other.names[name] for name in main)})"


def _elsewhere(asked: Stretch, view: View, other: Elsewhere, language: Language) -> list[Match] | None:
    """Matches at the sensors that answer; None where the other log is too short or too coarse."""
    try:
        log = asked.log if other.same_log else other.read()
    except LogRefused:
        return None
    stood = other.stood(log)
    if other.same_log:
        theirs = _view(asked, stood)
    else:
        seconds = (asked.last - asked.first + 1) * _step(asked.log)
        rows = round(seconds / _step(log))
        breaks = log.interruptions()
        theirs = view_of(log.values, rows, breaks=breaks, stood=stood) if rows >= SHORTEST else None
    if theirs is None:
        return None
    pairs = [
        (mine, place)
        for mine, name in enumerate(asked.log.names)
        if name in other.names
        and view.held[mine]
        and other.names[name] in log.names
        and theirs.held[place := log.names.index(other.names[name])]
    ]
    names = [asked.log.names[mine] for mine, _ in pairs]
    if not names:
        return None
    own = shown(view, [mine for mine, _ in pairs], names)
    there = shown(theirs, [place for _, place in pairs], names)
    differ = {
        n: log.names[place] for n, (_, place) in zip(names, pairs, strict=True) if n != log.names[place]
    }
    where = "beside" if other.same_log else "other"
    found = matches(own, there, top_k=_OF_ONE, same_log=other.same_log)
    return [_match(one, there, log, other.source, where, differ, language) for one in found]


def _match(
    one: Alike,
    there: Shown,
    log: SensorLog,
    source: str,
    place: str,
    sensors: dict[str, str],
    language: Language,
) -> Match:
    first, last = there.rows(one.first, one.last)
    shared = main_concepts(one.shared_C, most=_SHARED)
    return Match(
        stretch=Stretch(log=log, first=first, last=min(last, log.times.size - 1)),
        source=source,
        likeness=one.likeness,
        chance=one.chance,
        size=one.size,
        seen=one.seen,
        place="same" if place == "same" else "beside" if place == "beside" else "other",
        sensors=sensors,
        shared=tuple(there.concepts[k].said(language) for k in shared),
    )


def _shows(own: Shown, language: Language) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...]]:
    """What stands out in the stretch, with its part, and the sensors that make the most of it."""
    if own.asked_C is None:
        return (), ()
    direction = directions(own.asked_C)
    if np.linalg.norm(direction) < _QUIET:
        return (), ()
    share_C = direction**2 / (direction**2).sum()
    told = main_concepts(share_C, most=_TOLD)
    shows = tuple((own.concepts[k].said(language), round(float(share_C[k]), 4)) for k in told)
    return shows, tuple(dict.fromkeys(own.concepts[k].x for k in told))


def _step(log: SensorLog) -> float:
    """Seconds between two readings, the median."""
    return max(float(np.median(np.diff(log.times))) / SECOND, 1e-6)
