"""The course of a reading: since when it rises, whether it still does, how fast, when it meets its limit.

"When did the vibration of P-7 start to rise?", "la température monte-t-elle encore ?", "what changed before
P-7 stopped?". Standstills are left out, and what is told of the present is of the end of the log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.crossing import say_trend as say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.crossing.trend_asked import TrendAsked, asked_trend
from assistant.experts.series.moved import Moved
from assistant.experts.series.trend import Stretch
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.row_levels import RowLevel, levels_of
from assistant.records import Evidence, Question
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language, Scope

_TOLD = 4
_MACHINES = frozenset("pump pompe machine fan ventilateur motor moteur compressor compresseur unit".split())
_FARTHEST = 2.0
"""A limit that is farther off than twice the rise lasted is not told as a date."""
_TRIP = re.compile(r"\b(?:trip|declenchement|shut ?down)\b")


class Trends:
    """Tells how readings moved.

    Args:
        moved: How the sensors that some words name moved.
        moved_of: How each sensor of a machine moved.
        rows_named: Looks up the rows of an instrument, which may give its limits.
    """

    def __init__(
        self,
        *,
        moved: Callable[[str, Scope], Sequence[Moved]],
        moved_of: Callable[[str, Scope], Sequence[Moved]],
        rows_named: RowsNamed,
    ) -> None:
        self._moved = moved
        self._moved_of = moved_of
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is told of the readings that the question names; None where it asks something else."""
        asked = asked_trend(question.text)
        if asked is None:
            return None
        tags = find_tags(question.text)
        if asked.aim == "what_before_stop":
            return self._before_its_stop(tags[0], question, scope) if len(tags) == 1 else None
        found = self._moved(asked.rest, scope)
        if asked.aim == "limit":
            found = found or (self._moved_of(tags[0], scope) if len(tags) == 1 else [])
            return self._limits(found, question, scope)
        if not found and asked.aim == "now" and len(tags) == 1 and _names_only(asked.rest, tags[0]):
            return _machine_now(self._moved_of(tags[0], scope), question.language)
        told = [e for one in found[:_TOLD] if (e := _told(one, asked, question.language)) is not None]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None

    def _before_its_stop(self, tag: str, question: Question, scope: Scope) -> Bridge | None:
        """What those sensors of a machine that moved did until it last stood still, the farthest first."""
        told: list[tuple[float, Evidence]] = []
        for one in self._moved_of(tag, scope):
            stretch = _until_stop(one)
            if stretch is not None and stretch.way != "level":
                spread = one.highest - one.lowest
                evidence = one.evidence(say.before_stop(one, stretch, question.language))
                told.append((abs(stretch.rise) / spread if spread else 0.0, evidence))
        told.sort(key=lambda pair: -pair[0])
        return Bridge(reasons=tuple(e for _, e in told), listed=True) if told else None

    def _limits(self, found: Sequence[Moved], question: Question, scope: Scope) -> Bridge | None:
        told: list[tuple[datetime, Evidence, str]] = []
        for one in found:
            tag = normalise("".join(one.sensor.tag)) if one.sensor.tag else ""
            rows = self._rows_named(tag, scope) if tag else []
            limit = _limit(one, rows, fold(question.text))
            if limit is None:
                continue
            at, statement = _met(one, limit, question.language)
            in_short = say.beside(one, limit.told(question.language), question.language)
            told.append((at, replace(one.evidence(statement), also=(limit.row.source,)), in_short))
        if not told:
            return None
        met = sorted((pair for pair in told if pair[0] < datetime.max), key=lambda pair: pair[0])
        if not met and len(told) > 1:
            statement = say.none_reached([part for _, _, part in told], question.language)
            return Bridge(reasons=(replace(told[0][1], statement=statement, quote=statement),))
        shown = met or told
        return Bridge(reasons=tuple(e for _, e, _ in shown[:_TOLD]), listed=len(shown) > 1)


def _names_only(rest: str, tag: str) -> bool:
    """Whether nothing but a machine is named ("is pump P-7 getting worse?")."""
    words = [word for word in content_words(rest) if normalise(word) != tag and not word.isdigit()]
    return all(word in _MACHINES or word in tag.lower() for word in words)


def _machine_now(found: Sequence[Moved], language: Language) -> Bridge | None:
    """Which readings of a machine move at the end of its log; that none does."""
    moving = [one for one in found if one.now.way != "level"]
    if moving:
        told = [one.evidence(say.now(one, language, named=True)) for one in moving]
        return Bridge(reasons=tuple(told), listed=len(told) > 1)
    if not found:
        return None
    return Bridge(reasons=(found[0].evidence(say.all_steady(found, language)),))


def _told(one: Moved, asked: TrendAsked, language: Language) -> Evidence | None:
    match asked.aim:
        case "begin":
            statement = _began(one, asked, language)
        case "rate":
            statement = _rated(one, asked, language)
        case "before_stop":
            stretch = _until_stop(one)
            if stretch is None:
                return None
            lead = say.yes(stretch.way == asked.way, language)
            statement = lead + say.before_stop(one, stretch, language)
        case _:
            statement = _is_now(one, asked, language)
    return one.evidence(statement)


def _began(one: Moved, asked: TrendAsked, language: Language) -> str:
    ways = (asked.way,) if asked.way in ("up", "down") else ("up", "down")
    if one.now.way in ways:
        return say.began(one, one.now, language)
    found = [s for way in ways if (s := one.largest(way)) is not None]  # type: ignore[arg-type]
    if not found:
        return say.never(one, asked.way, language)
    return say.began(one, max(found, key=lambda s: abs(s.rise)), language)


def _rated(one: Moved, asked: TrendAsked, language: Language) -> str:
    way = asked.way
    if one.now.way == way or (way is None and one.now.way != "level"):
        return say.rate(one, one.now, language)
    earlier = one.largest(way) if way is not None else None
    told = say.now(one, language, named=True)
    return f"{told} {say.rate(one, earlier, language, before=True)}" if earlier is not None else told


def _is_now(one: Moved, asked: TrendAsked, language: Language) -> str:
    going = one.now.way == asked.way or (asked.way is None and one.now.way != "level")
    told = say.yes(going != asked.ended, language) + say.now(one, language, named=True)
    before = one.largest(asked.way) if asked.way in ("up", "down") else None
    if going or before is None:
        return told
    return f"{told} {say.earlier(one, before, language)}"


def _until_stop(one: Moved) -> Stretch | None:
    """The last stretch that ended as the machine stopped."""
    return next((s for s in reversed(one.stretches) if one.stopped_after(s)), None)


def _limit(one: Moved, rows: Sequence[KeyedRow], folded: str) -> RowLevel | None:
    """The limit that is meant: the gravest where a trip is asked for, else the nearest on its way."""
    ways = {"level", "up"}, {"level", "down"}
    found = [level for row in rows for level in levels_of(row) if one.now.way in ways[not level.is_high]]
    if not found:
        return None
    words = re.findall(r"\w+", folded)
    wanted = [level for level in found if fold(level.column.name) in words]
    if _TRIP.search(folded) and not wanted:
        return max(found, key=lambda level: level.level.gravity)
    return min(wanted or found, key=lambda level: (abs(level.value - one.now.last), level.level.gravity))


def _met(one: Moved, limit: RowLevel, language: Language) -> tuple[datetime, str]:
    """When a limit is met, and the sentence; the farthest day where it is not."""
    named, now = limit.told(language), one.now
    if limit.is_passed(now.last):
        return datetime.min, say.beyond(one, named, language)
    per_day = now.per_day
    if now.way != "level" and (per_day > 0) == limit.is_high:
        days = (limit.value - now.last) / per_day
        if days <= _FARTHEST * max(1.0, (now.end - now.start).total_seconds() / 86_400.0):
            at = now.end + timedelta(days=days)
            return at, say.reaches(one, named, at, language)
    return datetime.max, say.not_reached(one, named, language)
