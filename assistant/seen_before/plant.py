"""Stretches like one in what was ingested, and what the plant's tables and papers tell of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.experts.series.detectors.log import LogRefused, SensorLog, ingested_log, ingested_refs
from assistant.experts.series.joined import with_joined
from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.operations import Run
from assistant.experts.series.pattern_sources import Part, PatternSources
from assistant.experts.series.registers import Registers
from assistant.experts.series.similar.counterparts import Counterpart, counterparts
from assistant.experts.series.window_pattern import outstanding, standings
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.recorded import Recorded, recorded
from assistant.records import Evidence
from assistant.seen_before.look import Elsewhere, look
from assistant.seen_before.records import Language, Match, SeenBefore, Stretch
from assistant.seen_before.rest import Rest, rest_of
from assistant.seen_before.stretch import Wanted
from retrieval.identifiers import normalise

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_BEFORE, _AFTER = timedelta(days=1), timedelta(days=7)
"""Around a match, when what is recorded may be of it: work follows what was seen."""
_RECORDED = 3


class PlantHistory:
    """Looks stretches of ingested logs up in all of them.

    Args:
        knowledge: What was ingested.
        tables: Its tables.
    """

    def __init__(self, knowledge: Knowledge, tables: TableExpert) -> None:
        self._knowledge = knowledge
        self._tables = tables
        self._registers = Registers(knowledge)
        self._papers = PatternSources(knowledge)

    def named(self, name: str, *, series: str | None = None) -> LogNames:
        """The ingested log of a name; where its files go on with others, the log of all of them.

        Raises:
            LogRefused: There is none, or several and none is named.
        """
        refs = [ref for ref in ingested_refs(name, self._knowledge) if series is None or ref.name == series]
        if not refs:
            raise LogRefused(f"no ingested log {name!r}: 'assistant sources' lists what there is")
        logs = with_joined(self._knowledge.catalogue.series())
        held = {ref.id for ref in refs}
        whole = next((log for log in logs if log.parts and held <= {part.id for part in log.parts}), None)
        if whole is not None:
            return whole
        if len(refs) > 1:
            raise LogRefused(
                f"{name} holds several logs: name one with --series: {', '.join(ref.name for ref in refs)}"
            )
        return describe(refs[0])

    def seen(
        self,
        name: str,
        wanted: Wanted,
        *,
        series: str | None = None,
        sensors: Sequence[str] = (),
        top_k: int = 5,
        language: Language = "en",
    ) -> SeenBefore:
        """Stretches like one of the log of a name; see ``look``.

        Args:
            sensors: Those that are compared; all where none is named.

        Raises:
            LogRefused: There is no such log, sensor or stretch, or it cannot be compared.
        """
        log = self.named(name, series=series)
        named = ingested_log(name, self._knowledge, series=series)
        whole = self.read(log) if log.parts and log.ref.source != name else named
        if sensors:
            named, whole = named.only(sensors), whole.only(sensors)
        alone = whole if whole.times.size == named.times.size else named
        return self.look(log, wanted.within(alone, whole), top_k=top_k, language=language)

    def read(self, log: LogNames) -> SensorLog:
        """The readings of a log."""
        return ingested_log(log.ref.source, self._knowledge, series=None if log.parts else log.ref.name)

    def look(self, log: LogNames, asked: Stretch, *, top_k: int = 5, language: Language = "en") -> SeenBefore:
        """What ``alike`` finds, with what papers tell of the like.

        Raises:
            LogRefused: The stretch cannot be compared.
        """
        found = self.alike(log, asked, top_k=top_k, language=language)
        papers = self._told(log, asked, found.main, language) if found.shows else ()
        return replace(found, papers=papers)

    def alike(
        self, log: LogNames, asked: Stretch, *, top_k: int = 5, language: Language = "en"
    ) -> SeenBefore:
        """Stretches like one of a log, with what tables recorded around them; searches no papers.

        Raises:
            LogRefused: The stretch cannot be compared.
        """
        whole = self.read(log)
        rest = rest_of(asked, whole, log.measures)
        found = look(
            asked,
            source=log.ref.source,
            stood=rest.stood,
            elsewhere=lambda needed: self._elsewhere(log, whole, rest, needed),
            top_k=top_k,
            language=language,
        )
        matches = tuple(
            replace(one, recorded=self._recorded(log, found.main, one, language)) if one.seen else one
            for one in found.matches
        )
        return replace(found, matches=matches)

    def _elsewhere(
        self, log: LogNames, whole: SensorLog, rest: Rest, needed: frozenset[str]
    ) -> list[Elsewhere]:
        logs = with_joined(self._knowledge.catalogue.series())
        return [
            Elsewhere(
                source=one.log.ref.source,
                read=_reader(self, one.log),
                names=one.names,
                same_log=one.same_log,
                stood=_stood(rest, one, whole if one.same_log else None),
            )
            for one in counterparts(log, logs, needed)
        ]

    def _recorded(
        self, log: LogNames, main: Sequence[str], match: Match, language: Language
    ) -> tuple[Recorded, ...]:
        """Rows on the machine of a match, or its sensors, around it; the nearest in time first."""
        theirs = [match.sensors.get(name, name) for name in main]
        names = [one for found in (log, *self._logs_of(match)) for one in found.measures]
        sensors = [one for one in names if one.sensor.name in theirs]
        machines = sorted({tag for one in sensors for tag in self._registers.equipment_of(one)})
        tags = [*machines, *(normalise("".join(one.tag)) for one in sensors if one.tag)]
        if not tags:
            tags = list(log.ref.equipment)
        if not tags:
            return ()
        start, end = match.stretch.start, match.stretch.end
        rows = recorded(self._tables, list(dict.fromkeys(tags)), start - _BEFORE, end + _AFTER, language)
        apart = {id(one): max(start - one.at, one.at - end, timedelta()) for one in rows}
        nearest = sorted(rows, key=lambda one: apart[id(one)])[:_RECORDED]
        return tuple(sorted(nearest, key=lambda one: one.at))

    def _logs_of(self, match: Match) -> list[LogNames]:
        return [
            found
            for found in with_joined(self._knowledge.catalogue.series())
            if found.ref.source == match.source
        ]

    def _told(
        self, log: LogNames, asked: Stretch, main: Sequence[str], language: Language
    ) -> tuple[Evidence, ...]:
        """Failure modes and passages that tell of sensors standing so, and of the machine on those days."""
        try:
            stood = standings(asked.log.only(list(main)), asked.start, asked.end)
        except LogRefused:
            return ()
        parts = [Part(name=one.name, share=one.share, direction=one.direction) for one in outstanding(stood)]
        return self._papers.find(log.ref, parts, language, window=(asked.start, asked.end))


def _stood(rest: Rest, other: Counterpart, whole: SensorLog | None) -> Callable[[SensorLog], Sequence[Run]]:
    """When the machine of another log stood, or of the whole log where it is the own one."""
    return lambda log: rest.there(whole or log, other.names, other.log.measures)


def _reader(plant: PlantHistory, log: LogNames) -> Callable[[], SensorLog]:
    return lambda: plant.read(log)
