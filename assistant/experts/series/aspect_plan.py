"""The plan for an aspect of a signal. Knows what was read in the question, no words and no values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.experts.series.aspect import Aspect
from assistant.experts.series.changes.change import Kind
from assistant.experts.series.meanings import Meanings
from assistant.experts.series.names import SensorName
from assistant.experts.series.plan import (
    Ask,
    Combine,
    Condition,
    Event,
    Operand,
    Plan,
    Report,
    Statistic,
    Toward,
)
from assistant.experts.series.situation import Situation, activity_sensor


def aspect_plan(s: Situation, aspect: Aspect, m: Meanings) -> Plan | None:
    """The plan; None where the log lacks what it needs."""
    sensors = [x for x in s.named() if not x.is_flag] if s.mentions else []
    plan = _of_machine(s, aspect, m) if not sensors else _PLANS[aspect](s, sensors, m)
    return None if plan is None else replace(plan, unit=s.unit)


def _length_or_time(m: Meanings) -> Ask:
    return "duration" if m.any("how_long", "how_much") else "time"


def _of_machine(s: Situation, aspect: Aspect, m: Meanings) -> Plan | None:
    if aspect == "gap":
        return Plan(operation="gaps", operands=s.operands(()), ask=_length_or_time(m))
    active = activity_sensor(s.log)
    if active is None:
        return None
    runs = Condition(sensor=active, comparison="above", value=0.0, said="running")
    if aspect == "before_stop":
        return Plan(operation="anomalies", operands=s.operands(()), conditions=(runs,), ask="before_stop")
    return Plan(operation="stopped_at", operands=s.operands([active]), conditions=(runs,), ask="time")


def _pair(s: Situation, sensors: Sequence[SensorName]) -> Operand:
    return replace(s.operands(sensors[:2])[0], sensors=tuple(sensors[:2]))


def _correlation(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
    return Plan(operation="correlation", statistics=("correlation",), operands=(_pair(s, sensors),))


def _apart(s: Situation, sensors: Sequence[SensorName], m: Meanings) -> Plan:
    """The means of two sensors: which is higher, or by how much."""
    operands = tuple(replace(s.operands([x])[0], sensors=(x,)) for x in sensors[:2])
    combine: Combine = "difference" if m.any("how_much", "difference") else "which"
    return Plan(operation="mean", statistics=("mean",), operands=operands, combine=combine)


def _lag(ask: Ask) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        return Plan(operation="lag", operands=(_pair(s, sensors),), ask=ask)

    return plan


def _event(operation: Event, ask: Ask) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        return Plan(operation=operation, operands=s.operands(sensors[:1]), conditions=s.conditions(), ask=ask)

    return plan


def _periods(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
    """The means of two periods; of the first and the last day of a stretch (change from Monday to Friday)."""
    operands = s.operands(sensors[:1])
    if len(operands) == 1:
        operands = tuple(replace(operands[0], window=w) for w in operands[0].window.end_days())
    return Plan(operation="mean", statistics=("mean",), operands=operands, combine="difference")


def _report(operation: Report, ask: Ask) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        return Plan(operation=operation, operands=s.operands(sensors[:1]), ask=ask)

    return plan


def _stuck(s: Situation, sensors: Sequence[SensorName], m: Meanings) -> Plan:
    return Plan(operation="stuck", operands=s.operands(sensors[:1]), ask=_length_or_time(m))


def _cycle(s: Situation, sensors: Sequence[SensorName], m: Meanings) -> Plan:
    """How long the cycle is where that is asked, else whether there is one."""
    ask: Ask = "value" if m.any("period") or s.unit is not None else "yes_no"
    return Plan(operation="season", operands=s.operands(sensors[:1]), ask=ask)


def _changes(ask: Ask) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        return Plan(operation="changes", operands=s.operands(sensors[:1]), ask=ask, changes=("level",))

    return plan


def _moved(toward: Toward) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    """When a sensor went up or down for good or for a time: changes of level, and of slope where it crept."""

    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        kinds: tuple[Kind, ...] = ("level", "slope")
        return Plan(
            operation="changes", operands=s.operands(sensors[:1]), ask="time", changes=kinds, toward=toward
        )

    return plan


def _statistic(statistic: Statistic, ask: Ask) -> Callable[[Situation, Sequence[SensorName], Meanings], Plan]:
    def plan(s: Situation, sensors: Sequence[SensorName], _: Meanings) -> Plan:
        return Plan(operation=statistic, statistics=(statistic,), operands=s.operands(sensors[:1]), ask=ask)

    return plan


def _nothing(s: Situation, sensors: Sequence[SensorName], m: Meanings) -> None:
    """An aspect of a machine, of which sensors were named after all."""


_PLANS: Mapping[Aspect, Callable[[Situation, Sequence[SensorName], Meanings], Plan | None]] = {
    "before_stop": _nothing,
    "gap": _nothing,
    "stop": _nothing,
    "correlation": _correlation,
    "difference": _apart,
    "which": _apart,
    "lag": _lag("duration"),
    "leads": _lag("order"),
    "crossing": _event("first_where", "time"),
    "time_at": _event("duration", "duration"),
    "stuck": _stuck,
    "noise": _report("noise", "value"),
    "cycle": _cycle,
    "odd": _report("anomalies", "list"),
    "odd_size": _report("anomalies", "size"),
    "step": _changes("time"),
    "went_up": _moved("up"),
    "went_down": _moved("down"),
    "step_size": _changes("size"),
    "periods": _periods,
    "max": _statistic("max", "value"),
    "min": _statistic("min", "value"),
    "max_time": _statistic("max", "time"),
    "min_time": _statistic("min", "time"),
    "rate": _statistic("slope", "value"),
    "trend": _statistic("slope", "direction"),
    "mean": _statistic("mean", "value"),
}
