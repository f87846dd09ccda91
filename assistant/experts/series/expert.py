"""The series expert: questions in words over sensor logs, answered by queries. Writes no sentence itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.series import failure_modes
from assistant.experts.series.ahead import CannotForecast
from assistant.experts.series.choose import logs_called
from assistant.experts.series.evidence import evidence
from assistant.experts.series.execute import Executor
from assistant.experts.series.joined import with_joined
from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.last import LastReading, last_reading
from assistant.experts.series.moved import Moved, moved
from assistant.experts.series.named import named_sensors
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.plan import Plan, Problem, Reading
from assistant.experts.series.query import SeriesQuery
from assistant.experts.series.read import Understood, read, scoped
from assistant.experts.series.refuse import refusal
from assistant.experts.series.registers import Registers
from assistant.experts.series.situation import activity_sensor
from assistant.experts.series.standstill import drives_of
from assistant.experts.series.window import Window
from assistant.records import Evidence, Finding, Message, Question
from retrieval.identifiers import normalise
from retrieval.records import Kind, Language, Scope

_REFUSE_FROM = 0.5
"""Confidence of the reading from which a refusal is said."""
_ANSWER_FROM = 0.2
_SURE = 0.9
"""Confidence from which a follow-up is read from the turn before rather than from its rewriting."""
_POINTING = re.compile(
    r"\b(?:that|this|it|its|there|then|those|these|they|one|ones|ce|cet|cette|ces|cela|ca|celui"
    r"|celle|y|son|sa|ses|il|elle)\b",
    re.IGNORECASE,
)
"""Words that may point at the answer of the turn before, which only the rewriting has seen."""
_NAMED = 0.1
"""Share in what stands out from which a sensor's failure modes are looked up."""
_HISTORY = 6
"""Turns that a follow-up may lean on."""
_ALWAYS = frozenset("sensors unit rows coverage step gaps missing stuck anomalies changes".split())


class SeriesExpert:
    """Answers questions about sensors from the logs' Parquet files.

    Args:
        knowledge: What was ingested.
    """

    def __init__(self, knowledge: SeriesKnowledge) -> None:
        self._knowledge = knowledge
        self._registers = Registers(knowledge)
        self._known: tuple[int, Scope, list[LogNames]] | None = None

    @property
    def name(self) -> Kind:
        """``series``."""
        return "series"

    def affinity(self, question: Question, scope: Scope) -> float:
        """How far the question names sensors, logs and windows and asks what signals answer, 0 to 1."""
        reading = self._understand(question, scope).reading
        if reading.plan is None and reading.problem is None:
            return 0.0
        return round(reading.confidence * (1.0 if reading.plan is not None else 0.8), 3)

    def find(self, question: Question, scope: Scope) -> Finding:
        """Evidence that answers the question, or why the logs cannot."""
        understood = self._understand(question, scope)
        reading, language = understood.reading, question.language
        if reading.problem is not None:
            return _refuse(reading, reading.problem, language)
        if reading.plan is None or reading.confidence < _ANSWER_FROM:
            return Finding()
        plan = _within(reading.plan, scope)

        def unit_of(log: LogNames, sensor: SensorName) -> tuple[str | None, str | None]:
            unit, source = self._registers.unit_of(log, sensor)
            return (unit, source) if unit is not None else (understood.stated_unit, None)

        with SeriesQuery(self._knowledge.objects.path) as query:
            try:
                executor = Executor(query, unit_of)
                plan = executor.settled(plan)
                outcomes = executor.run(plan)
            except CannotForecast as error:
                return _refuse(reading, error.problem, language)
        empty = next((outcome for outcome in outcomes if not _holds(plan, outcome)), None)
        if empty is not None:
            problem = Problem(kind="no_condition", logs=(empty.operand.log,), window=empty.operand.window)
            return _refuse(reading, problem, language)
        found = evidence(plan, outcomes, reading, language)
        return Finding(evidence=(*found, *self._failure_modes(plan, outcomes, found[0].score, language)))

    def find_plain(self, question: Question, scope: Scope) -> Finding:
        """As ``find``; a refusal only where several logs could answer."""
        problem = self._understand(question, scope).reading.problem
        return self.find(question, scope) if problem is None or problem.kind == "which_log" else Finding()

    def sources_called(self, words: str, scope: Scope) -> tuple[str, ...]:
        """The files of the logs that a short reply names."""
        return tuple(log.ref.source for log in logs_called(words, self._logs(scope)) if not log.parts)

    def last_readings(self, tag: str, scope: Scope) -> list[LastReading]:
        """The last reading of each sensor that is the tag or belongs to it, by what registers say."""
        found: list[LastReading] = []
        with SeriesQuery(self._knowledge.objects.path) as query:
            for log in self._logs(scope):
                for sensor in log.measures:
                    own = normalise("".join(sensor.tag)) if sensor.tag else ""
                    if tag in (own, *self._registers.equipment_of(sensor), *log.ref.equipment):
                        found += last_reading(query, log, sensor, own)
        return found

    def last_named(self, words: str, scope: Scope) -> list[LastReading]:
        """The last reading of each sensor that some words name."""
        named = named_sensors(words, self._logs(scope), self._registers.equipment_of)
        return self._last([(operand.log, operand.sensors[0]) for operand in named])

    def last_of_instruments(self, scope: Scope) -> list[LastReading]:
        """The last reading of each sensor whose name begins with an instrument's tag."""
        return self._last([(log, s) for log in self._logs(scope) for s in log.measures if s.tag])

    def owners(self, sensor: str, scope: Scope) -> frozenset[str]:
        """The machines that a sensor belongs to, by registers or its log; none where nobody says."""
        found: set[str] = set()
        for log in self._logs(scope):
            for one in log.measures:
                if one.sensor.name == sensor:
                    found |= {*self._registers.equipment_of(one), *log.ref.equipment}
        return frozenset(found)

    def _last(self, wanted: Sequence[tuple[LogNames, SensorName]]) -> list[LastReading]:
        found: list[LastReading] = []
        with SeriesQuery(self._knowledge.objects.path) as query:
            for log, sensor in wanted:
                tag = normalise("".join(sensor.tag)) if sensor.tag else ""
                found += last_reading(query, log, sensor, tag)
        return found

    def moved(self, words: str, scope: Scope) -> list[Moved]:
        """How the sensors that some words name moved ("the vibration of P-7 in May"); none where none is."""
        found = named_sensors(words, self._logs(scope), self._registers.equipment_of)
        return self._moved([(o.log, o.sensors[0], o.window) for o in found])

    def moved_of(self, tag: str, scope: Scope) -> list[Moved]:
        """How each sensor of a machine moved, its drives left out."""
        return self._moved(
            [
                (log, sensor, Window(start=log.ref.start, end=log.ref.end, whole=True))
                for log in self._logs(scope)
                for sensor in log.measures
                if tag in (*self._registers.equipment_of(sensor), *log.ref.equipment)
            ]
        )

    def _moved(self, wanted: Sequence[tuple[LogNames, SensorName, Window]]) -> list[Moved]:
        found: list[Moved] = []
        with SeriesQuery(self._knowledge.objects.path) as query:
            for log, sensor, window in wanted:
                unit, _ = self._registers.unit_of(log, sensor)
                drives = self._drives(log, sensor)
                one = moved(query, log, sensor, window, drives=drives, unit=unit)
                found += [one] if one is not None else []
        return found

    def _drives(self, log: LogNames, sensor: SensorName) -> tuple[SensorName, ...]:
        """What tells whether the machine of a sensor runs."""
        for tag in sorted(self._registers.equipment_of(sensor)):
            own = [s for s in log.measures if tag in self._registers.equipment_of(s)]
            if drives := drives_of(tag, own, log.measures):
                return drives
        active = activity_sensor(log, concepts=("power", "current", "speed"))
        return (active,) if active is not None else ()

    def _failure_modes(
        self, plan: Plan, outcomes: Sequence[Outcome], score: float, language: Language
    ) -> tuple[Evidence, ...]:
        """What the plant's FMEA says of the signals that stand out, where anomalies were asked for."""
        outcome = outcomes[0]
        if plan.operation != "anomalies" or not outcome.intervals:
            return ()
        shares: dict[str, float] = {}
        for interval in outcome.intervals[:3]:
            for name, share, _ in interval.sensors:
                shares[name] = max(share, shares.get(name, 0.0))
        measures = outcome.operand.log.measures
        sensors = [(s, shares[s.label]) for s in measures if shares.get(s.label, 0.0) >= _NAMED]
        equipment = frozenset(tag for s, _ in sensors for tag in self._registers.equipment_of(s))
        matched = failure_modes.matching(self._knowledge, sensors, equipment)
        told = failure_modes.evidence(matched, language, round(0.95 * score, 3))
        return (told,) if told is not None else ()

    def _understand(self, question: Question, scope: Scope) -> Understood:
        logs = self._logs(scope)
        previous, spoken = self._previous(question.history, logs) if logs else (None, None)
        equipment_of = self._registers.equipment_of
        if previous is not None and question.asked != question.text and not _POINTING.search(question.asked):
            asked = read(question.asked, logs, previous=previous, equipment_of=equipment_of)
            if asked.reading.plan is not None and asked.reading.confidence >= _SURE:
                return asked
        return read(question.text, logs, previous=previous, equipment_of=equipment_of, spoken=spoken)

    def _logs(self, scope: Scope) -> list[LogNames]:
        """Logs of a scope with their names, read again when the catalogue changed."""
        generation = self._knowledge.catalogue.generation()
        if self._known is None or self._known[:2] != (generation, scope):
            found = with_joined(self._knowledge.catalogue.series(scope))
            self._known = (generation, scope, found)
        return self._known[2]

    def _previous(
        self, history: Sequence[Message], logs: Sequence[LogNames]
    ) -> tuple[Plan | None, LogNames | None]:
        """The plan of the last question, where that was about signals, and the log spoken of last."""
        plan: Plan | None = None
        spoken: LogNames | None = None
        for message in [m for m in history if m.role == "user"][-_HISTORY:]:
            reading = read(message.content, logs, previous=plan, spoken=spoken).reading
            plan = reading.plan if reading.plan is not None and reading.confidence >= 0.4 else None
            spoken = plan.operand.log if plan is not None else spoken
        return plan, spoken


def _refuse(reading: Reading, problem: Problem, language: Language) -> Finding:
    if reading.confidence < _REFUSE_FROM:
        return Finding()
    return Finding(refusal=refusal(problem, language))


def _within(plan: Plan, scope: Scope) -> Plan:
    """The plan within the dates of a scope, where the question names no time itself."""
    if scope.since is None and scope.until is None:
        return plan
    ref = plan.operand.log.ref
    start = scope.since.replace(tzinfo=None) if scope.since else ref.start
    end = scope.until.replace(tzinfo=None) if scope.until else ref.end
    return scoped(plan, Window(start=max(start, ref.start), end=min(end, ref.end)))


def _holds(plan: Plan, outcome: Outcome) -> bool:
    """True where there were readings to compute from."""
    if plan.operation in _ALWAYS:
        return outcome.operand.log.ref.row_count > 0
    if plan.is_statistic and plan.each is None:
        return bool(outcome.values)
    return outcome.readings > 0
