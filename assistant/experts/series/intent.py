"""What kind of computation a question asks for: log report, anomaly, machine state, event or statistic.

Knows what was read in the question, no values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.series.changes.change import KINDS
from assistant.experts.series.conditions import Comparison
from assistant.experts.series.names import SensorName
from assistant.experts.series.plan import Ask, Combine, Condition, Event, Plan, Report
from assistant.experts.series.situation import Situation, activity_sensor, same_sensor
from assistant.experts.series.statistic_intent import combine_of, statistic_plan, with_statistics

_ZERO_LIKE: tuple[Comparison, ...] = ("equal", "at_most", "below")
_REPORTS: tuple[Report, ...] = ("unit", "step", "gaps", "stuck", "missing", "coverage", "sensors")


def decide(s: Situation) -> Plan | None:
    """The plan for a question; None where it asks nothing that signals answer."""
    for reader in (_changes, _courses, _report, _anomaly, _machine, _limited, statistic_plan, _plain):
        plan = reader(s)
        if plan is not None:
            if s.lasting:
                plan = replace(
                    plan, lasting_seconds=s.lasting[0].seconds, lasting_readings=s.lasting[0].readings
                )
            return replace(plan, unit=s.unit or plan.unit, top=max(plan.top, s.top))
    return None


def _changes(s: Situation) -> Plan | None:
    """When a level, slope, spread or correlation changed for good, of the sensors named or of all."""
    sized = "level" in s.cues.values("size")
    named = s.cues.values("changed") or (("level",) if sized else ())
    if not named:
        return None
    kinds = KINDS if "any" in named else tuple(kind for kind in KINDS if kind in named)
    sensors = [x for x in s.named() if not x.is_flag] if s.mentions else []
    ask: Ask = "size" if sized else "time" if not s.yes_no else "yes_no"
    return Plan(operation="changes", operands=s.operands(sensors), ask=ask, changes=kinds)


def _courses(s: Situation) -> Plan | None:
    """Noise and cycle of a sensor, or by how much one sensor follows another."""
    sensors = [x for x in s.named() if not x.is_flag]
    if not sensors or s.limits:
        return None
    if s.cues.has("lag") and len(sensors) == 2:
        operand = replace(s.operands(sensors)[0], sensors=tuple(sensors))
        return Plan(operation="lag", operands=(operand,), ask="order" if _which_leads(s) else "duration")
    operation: Report | None = "noise" if s.cues.has("noise") else "season" if s.cues.has("season") else None
    if operation is None or s.asks & {"count", "days", "list_days", "share"}:
        return None
    ask: Ask = "yes_no" if s.yes_no and operation == "season" else "value"
    return Plan(operation=operation, operands=s.operands(sensors[:1]), ask=ask)


def _which_leads(s: Situation) -> bool:
    """Whether it is asked which of two comes first, not by how long."""
    return not s.asks & {"duration", "value"} and s.unit is None and not s.cues.has("lag", "length")


def _report(s: Situation) -> Plan | None:
    """What is asked of a log as a whole: step, gaps, stuck or missing values, coverage, sensors."""
    kinds = s.cues.values("quality")
    if not kinds:
        return None
    if "length" in kinds:
        return Plan(operation="coverage", operands=s.operands(()), ask="duration")
    by_sensor = "sensors" in kinds and bool(set(kinds) & {"missing", "stuck"} or s.statistics)
    if (by_sensor and not set(kinds) & {"missing", "stuck"}) or (
        s.limits and set(kinds) <= {"missing", "sensors"}
    ):
        return None
    sensors = [x for x in s.named() if not x.is_flag] if s.mentions else []
    kind = next((kind for kind in _REPORTS if kind in kinds), None)
    if kind == "missing" and "time" in s.asks and not sensors:
        kind = "gaps"
    if kind is None or (kind == "sensors" and (s.mentions or s.cues.has("anomaly") or s.cues.has("order"))):
        return None
    if kind == "unit" and not sensors:
        return None
    ask: Ask = "value"
    if "duration" in s.asks or s.cues.has("run"):
        ask = "duration"
    elif "share" in s.asks:
        ask = "list"
    elif "time" in s.asks or (kind == "stuck" and s.cues.has("last")):
        ask = "end" if s.cues.has("last") or s.cues.has("until") else "time"
    elif "count" in s.asks:
        ask = "count"
    conditions = s.conditions() if kind == "stuck" else ()
    return Plan(
        operation=kind,
        operands=s.operands(sensors),
        ask=ask,
        each="sensor" if by_sensor else None,
        pick=s.pick,
        conditions=conditions,
    )


def _flag(s: Situation) -> SensorName | None:
    """The label column that the question is about."""
    named = [x for m in s.mentions for x in m.sensors if x.is_flag]
    if named:
        return named[0]
    wanted = ("anomaly", "fault", "alarm", "outlier", "label")
    flags = [flag for word in wanted for flag in s.log.flags if word in flag.concepts]
    return next(iter((*flags, *s.log.flags)), None)


def _anomaly(s: Situation) -> Plan | None:
    """Anomalies: the labelled ones where the log has labels, those found by the detector elsewhere."""
    about_flag = any(m.sensors[0].is_flag for m in s.mentions) or _still_flagged(s)
    outside = s.cues.has("outside")
    happened = s.cues.has("happened")
    if course := _course(s):
        return _course_plan(s, course)
    sized = s.cues.has("size", "anomaly")
    if not (s.cues.has("anomaly") or s.cues.has("flagged") or about_flag or outside or happened or sized):
        return None
    flag = _flag(s)
    measures = [x for x in s.named() if not x.is_flag] if s.mentions else []
    if flag is not None and not happened:
        condition = Condition(sensor=flag, comparison="above", value=0.0, said="flagged")
        if outside:
            condition = Condition(sensor=flag, comparison="equal", value=0.0)
        if measures and s.statistics:
            return with_statistics(s, measures, s.statistics, (condition,))
        return _event(s, (condition,), [flag])
    if (s.limits and s.mentions) or not (s.cues.has("anomaly") or happened or sized):
        return None
    active = activity_sensor(s.log) if happened else None
    runs = (Condition(sensor=active, comparison="above", value=0.0, said="running"),) if active else ()
    ask: Ask = "yes_no" if s.yes_no else "list"
    if s.cues.has("size", "anomaly") and len(measures) == 1:
        ask = "size"
    return Plan(operation="anomalies", operands=s.operands(measures), conditions=runs, ask=ask)


def _course(s: Situation) -> Ask | None:
    """Whether it is asked which sensor left what is usual first, or what came before a stop."""
    odd = s.cues.has("anomaly") or s.cues.has("order") or s.cues.has("happened")
    if s.cues.has("leadup") and odd and activity_sensor(s.log) is not None:
        return "before_stop"
    return "order" if s.cues.has("order") else None


def _course_plan(s: Situation, ask: Ask) -> Plan:
    measures = [x for x in s.named() if not x.is_flag] if s.mentions else []
    active = activity_sensor(s.log)
    runs = (Condition(sensor=active, comparison="above", value=0.0, said="running"),) if active else ()
    return Plan(operation="anomalies", operands=s.operands(measures), conditions=runs, ask=ask)


def _still_flagged(s: Situation) -> bool:
    """True where the turn before was about labelled readings and this one names nothing else."""
    before = s.previous.conditions if s.previous is not None else ()
    asked = bool(
        s.asks or s.cues.has("start") or s.cues.has("stop") or s.cues.has("first") or s.cues.has("last")
    )
    return bool(before and before[0].said == "flagged" and asked and not s.mentions)


def _machine(s: Situation) -> Plan | None:
    """When, how often and for how long a machine stopped, started, ran or stood still."""
    stop, start = s.cues.has("stop", "stop"), s.cues.has("start")
    moves, states = stop or start, s.cues.has("running") or s.cues.has("off")
    given = s.conditions()
    if not (moves or states) or s.cues.values("quality") or (given and not moves):
        return None
    named = [x for x in s.named() if not x.is_flag]
    sensor = given[0].sensor if given else named[0] if named and not s.statistics else activity_sensor(s.log)
    if sensor is None:
        return None
    zero = bool(given) and given[0].comparison in _ZERO_LIKE and given[0].value == 0
    on = Condition(sensor=sensor, comparison="above", value=0.0, said="running")
    on = given[0] if given and not zero else on
    still = Condition(sensor=sensor, comparison="at_most", value=0.0, said="off")
    state = still if s.cues.has("off") or (stop and not start) else on
    if s.statistics and (named or s.cues.has("energy")) and not given:
        return with_statistics(s, named or [sensor], s.statistics, (state,))
    if not moves or s.asks & {"duration", "share", "days", "list_days"} or s.cues.has("run"):
        days_off = bool(s.asks & {"days", "list_days"}) and state is still and not s.cues.has("never")
        return _event(s, (state,), [sensor], whole_days=days_off)
    return _switch(s, on, stop=stop, start=start, given=bool(given))


def _switch(s: Situation, on: Condition, *, stop: bool, start: bool, given: bool) -> Plan:
    operation: Event = "stopped_at"
    if "count" in s.asks:
        operation = "stops" if stop and not start else "starts"
    elif stop and given and s.cues.has("last"):
        operation = "last_before"
    elif start or (given and s.cues.has("first")):
        operation = "started_at"
    ask: Ask = "yes_no" if s.yes_no else "count" if "count" in s.asks else "time"
    return Plan(operation=operation, operands=s.operands([on.sensor]), conditions=(on,), ask=ask)


def _limited(s: Situation) -> Plan | None:
    """Questions with a limit: the event itself, or a statistic of the readings that meet it."""
    conditions = s.conditions()
    if not conditions:
        return None
    statistics = s.statistics
    main = [x for x in s.named() if all(x != c.sensor for c in conditions)]
    counted = bool(s.asks - {"time", "day", "hour"}) or s.cues.has("run")
    if statistics and s.asks & {"days", "list_days"}:
        base = with_statistics(s, [conditions[0].sensor], statistics, ())
        ask: Ask = "count" if "days" in s.asks else "list"
        return replace(base, each="day", group_limit=conditions[0], ask=ask, pick=None) if base else None
    edge = (s.cues.has("last") or s.cues.has("first")) and not main
    if statistics and not counted and not edge and not s.yes_no:
        return with_statistics(s, main or [conditions[0].sensor], statistics, conditions)
    if main and not (counted or statistics or s.asks or s.yes_no or edge):
        return Plan(operation="summary", operands=s.operands(main[:1]), conditions=conditions)
    return _event(s, conditions, [c.sensor for c in conditions])


def _event(
    s: Situation,
    conditions: tuple[Condition, ...],
    sensors: Sequence[SensorName],
    *,
    whole_days: bool = False,
) -> Plan:
    """What is told of the readings that meet conditions."""
    operation, ask = _event_kind(s, conditions, every_day=s.cues.has("all") or whole_days)
    each = s.each if s.pick is not None or (s.each == "log" and s.many) else None
    each = None if each == "sensor" else each
    return Plan(
        operation=operation,
        operands=s.operands(list(dict.fromkeys(sensors))),
        conditions=conditions,
        ask=ask,
        each=each,
        pick=s.pick if each else None,
        always=operation == "exists" and s.cues.has("always"),
    )


def _event_kind(s: Situation, conditions: tuple[Condition, ...], *, every_day: bool) -> tuple[Event, Ask]:
    asks, cues = s.asks, s.cues
    flagged = conditions[0].said == "flagged"
    if asks & {"days", "list_days"}:
        days: Event = "days_none" if cues.has("never") else "days_all" if every_day else "days_any"
        return days, "count" if "days" in asks else "list"
    if cues.has("run"):
        return "longest", "count" if "count" in asks else "time" if "time" in asks else "duration"
    if "share" in asks:
        return "share", "value"
    if (cues.has("first") and cues.has("last")) or ("duration" in asks and flagged):
        return "span", "duration"
    if "duration" in asks:
        return "duration", "duration"
    if "count" in asks and not (cues.has("last") and "time" in asks):
        return "readings", "count"
    if s.lasting:
        return "episodes", "yes_no" if s.yes_no else "list"
    if cues.has("last") or cues.has("stop", "end") or cues.has("until"):
        return "last_where", "time"
    if cues.has("first") or "time" in asks or cues.has("start"):
        return "first_where", "time"
    if (s.yes_no and not flagged) or cues.has("never"):
        return "exists", "yes_no"
    if "day" in asks and s.pick is None:
        return "days_any", "list"
    return (
        ("episodes", "yes_no" if s.yes_no else "list") if flagged and not s.limits else ("readings", "count")
    )


def _plain(s: Situation) -> Plan | None:
    """A sensor with a moment or a period and no statistic; or the turn before, asked of something else."""
    sensors = s.measures()
    if s.windows[0].instant and sensors:
        operands = s.operands(sensors[:1])
        if len(operands) == 1 and len(sensors) > 1:
            operands = tuple(replace(operands[0], sensors=(sensor,)) for sensor in sensors)
        combine: Combine | None = combine_of(s) if len(operands) > 1 else None
        return Plan(operation="value_at", operands=operands, combine=combine)
    if s.previous is not None and not s.asks:
        return _again(s, s.previous)
    compared = s.cues.has("compare") and (len(s.logs) > 1 or len(s.windows) > 1 or len(sensors) > 1)
    if compared and sensors:
        return with_statistics(s, sensors, ("mean",), ())
    if s.mentions and sensors:
        if len(sensors) > 1:
            return with_statistics(s, sensors, ("mean",), ())
        return Plan(operation="summary", operands=s.operands(sensors))
    if "count" in s.asks and not s.mentions and not s.limits:
        return Plan(operation="rows", operands=s.operands(()))
    return None


def _again(s: Situation, previous: Plan) -> Plan:
    """The event of the turn before, of another sensor, window or log."""
    sensors = s.named()
    moved = sensors[0] if s.mentions and len(previous.conditions) == 1 else None
    conditions = tuple(
        replace(c, sensor=moved or same_sensor(s.log, c.sensor) or c.sensor) for c in previous.conditions
    )
    return replace(previous, operands=s.operands(sensors or previous.operand.sensors), conditions=conditions)
