"""Carry out a plan on the Parquet files: statistics, groups, units. Knows queries, writes no sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from assistant.conversions import Unit, convert, integral_unit, parse_unit
from assistant.experts.series import abnormal, courses, events, reports, shifts
from assistant.experts.series import operations as ops
from assistant.experts.series.ahead import forecast_outcome
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.outcome import Group, Outcome
from assistant.experts.series.plan import Operand, Plan, Statistic
from assistant.experts.series.query import SeriesQuery
from assistant.experts.series.standstill import least_running
from assistant.experts.series.window import Window

UnitOf = Callable[[LogNames, SensorName], tuple[str | None, str | None]]
"""The unit of a sensor as written, and the source of the table that told it."""

_NO_ZERO_POINT = frozenset({"std", "range", "change", "noise", "swing", "rise"})
_UNITLESS = frozenset({"count", "correlation", "variance", "slope"})
_LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


_STATES = ("running", "off")
"""Conditions that say what a machine does, not what a sensor reads."""


@dataclass(frozen=True, slots=True)
class Executor:
    """Runs plans.

    Args:
        query: The logs as views.
        unit_of: Tells units.
    """

    query: SeriesQuery
    unit_of: UnitOf

    def run(self, plan: Plan) -> tuple[Outcome, ...]:
        """Outcomes, one an operand; one for all where groups are sensors or logs."""
        if plan.each in ("sensor", "log"):
            return (self._ranked(plan),)
        return tuple(self._one(plan, operand) for operand in plan.operands)

    def settled(self, plan: Plan) -> Plan:
        """The plan with the reading above which a machine runs, where it is asked when it ran or stood."""
        log = plan.operands[0].log if plan.operands else None
        if log is None or not any(c.said in _STATES and c.value == 0 for c in plan.conditions):
            return plan
        whole = Window(start=log.ref.start, end=log.ref.end, whole=True)
        told = []
        for one in plan.conditions:
            if one.said in _STATES and one.value == 0 and one.sensor in log.sensors:
                frame = self.query.frame(log, whole, [one.sensor])
                least = least_running(frame.values[one.sensor.sensor.name])
                one = replace(one, value=float(f"{least:.3g}"))
            told.append(one)
        return replace(plan, conditions=tuple(told))

    def _one(self, plan: Plan, operand: Operand) -> Outcome:
        if plan.is_statistic:
            return self._statistics(plan, operand) if plan.each is None else self._grouped(plan, operand)
        match plan.operation:
            case "value_at":
                return self._value_at(plan, operand)
            case "summary":
                wanted: tuple[Statistic, ...] = ("mean", "min", "max")
                return self._statistics(replace(plan, operation="mean", statistics=wanted), operand)
            case "step" | "coverage" | "sensors" | "rows":
                return reports.coverage(self.query, plan, operand)
            case "unit":
                return self._in_units(plan, reports.coverage(self.query, plan, operand), operand.sensors[0])
            case "gaps":
                return reports.gaps(self.query, plan, operand)
            case "missing":
                return reports.missing(self.query, operand)
            case "forecast":
                outcome = forecast_outcome(self.query, plan, operand)
                return self._in_units(replace(plan, unit=None), outcome, operand.sensors[0])
            case "stuck":
                return reports.stuck(self.query, plan, operand)
            case "season":
                return self._in_units(plan, courses.course(self.query, operand), operand.sensors[0])
            case "noise":
                return self._in_units(plan, courses.noise(self.query, operand), operand.sensors[0])
            case "lag":
                return courses.lag(self.query, operand)
            case "changes":
                return shifts.changes(self.query, plan, operand)
            case "anomalies":
                found = abnormal.anomalies(self.query, plan, operand)
                if plan.ask == "size":
                    return abnormal.sized(self.query, found)
                if not plan.conditions or plan.ask in ("order", "before_stop"):
                    return found
                switched = events.switches(self.query, replace(plan, operation="stopped_at"), operand)
                return replace(found, switches=switched.intervals)
            case "days_any" | "days_all" | "days_none":
                return events.days(self.query, plan, operand)
            case "stops" | "starts" | "stopped_at" | "started_at" | "last_before":
                return events.switches(self.query, plan, operand)
        outcome = events.event(self.query, plan, operand)
        return self._in_units(replace(plan, unit=None), outcome, plan.conditions[0].sensor)

    def _statistics(self, plan: Plan, operand: Operand) -> Outcome:
        if "correlation" in plan.statistics:
            return self._correlation(plan, operand)
        sensor = operand.sensors[0]
        plain = tuple(s for s in plan.statistics if s != "integral")
        asked: tuple[Statistic, ...] = plain or ("mean",)
        result = self.query.statistics(
            operand.log, sensor, operand.window, asked, plan.conditions, quantile=plan.quantile
        )
        row = dict(zip(result.columns, result.rows[0], strict=True))
        outcome = Outcome(
            operand=operand,
            sql=result.sql,
            readings=int(row["readings"]),
            start=row["start"],
            end=row["end"],
            values={s: float(row[s]) for s in plain if row[s] is not None},
            moments={s: row[f"{s}_time"] for s in ("min", "max") if row.get(f"{s}_time") is not None},
        )
        if "integral" in plan.statistics and outcome.readings:
            return self._integral(plan, operand, outcome)
        if "slope" in plan.statistics and not plan.conditions:
            clear = courses.trend_is_clear(self.query, operand)
            outcome = replace(outcome, details={"clear": float(clear)})
        return self._in_units(plan, outcome, sensor)

    def _integral(self, plan: Plan, operand: Operand, outcome: Outcome) -> Outcome:
        """Energy of a power, volume of a flow: value times time."""
        sensor = operand.sensors[0]
        frame = self.query.frame(operand.log, operand.window, [sensor, *[c.sensor for c in plan.conditions]])
        held = ops.hold_seconds(frame.times, operand.log.ref.step_seconds)
        mask = events.meets(frame, plan.conditions)
        value = float(np.dot(frame.values[sensor.sensor.name][mask], held[mask]) / 3600)
        text, source = self.unit_of(operand.log, sensor)
        summed = integral_unit(parse_unit(text))
        base = replace(outcome, sql=frame.sql, method=events.HELD, unit_source=source)
        if summed is None:
            return replace(base, values={"integral": value}, unit_text=f"{text}·h" if text else "h")
        unit, factor = summed
        target = plan.unit if plan.unit is not None and plan.unit.dimension == unit.dimension else unit
        total = convert(value * factor, unit, target)
        return replace(base, values={"integral": total}, unit=target, unit_text=target.symbol)

    def _correlation(self, plan: Plan, operand: Operand) -> Outcome:
        pair = (operand.sensors[0], operand.sensors[-1])
        result = self.query.correlation(operand.log, pair, operand.window, plan.conditions)
        value, readings, start, end = result.rows[0]
        values = {"correlation": float(value)} if value is not None and np.isfinite(value) else {}
        return Outcome(
            operand=operand, sql=result.sql, readings=readings, start=start, end=end, values=values
        )

    def _in_units(self, plan: Plan, outcome: Outcome, sensor: SensorName) -> Outcome:
        """Converts values to the unit asked for, where the sensor's own unit is known."""
        text, source = self.unit_of(outcome.operand.log, sensor)
        own, target = parse_unit(text), plan.unit
        shown = replace(
            outcome, unit=own, unit_text=own.symbol if own else text, unit_source=source if text else None
        )
        if target is None or own is None or own == target or own.dimension != target.dimension:
            return shown
        values = {name: _converted(name, value, own, target) for name, value in outcome.values.items()}
        groups = tuple(
            replace(g, value=_converted(plan.operation, g.value, own, target)) for g in outcome.groups
        )
        raw = next(((value, own.symbol) for value in outcome.values.values()), None)
        return replace(shown, values=values, groups=groups, unit=target, unit_text=target.symbol, raw=raw)

    def _value_at(self, plan: Plan, operand: Operand) -> Outcome:
        result = self.query.nearest(operand.log, operand.sensors[0], operand.window.start)
        if not result.rows:
            return Outcome(operand=operand, sql=result.sql)
        moment, value = result.rows[0]
        off = abs((moment - operand.window.start).total_seconds())
        if off > 3 * operand.log.ref.step_seconds:
            return Outcome(operand=operand, sql=result.sql, start=moment, end=moment)
        outcome = Outcome(
            operand=operand,
            sql=result.sql,
            readings=1,
            start=moment,
            end=moment,
            values={"value": float(value)},
            details={"off_by": off},
        )
        return self._in_units(plan, outcome, operand.sensors[0])

    def _grouped(self, plan: Plan, operand: Operand) -> Outcome:
        """A statistic for each hour, day …"""
        sensor, each = operand.sensors[0], plan.each or "day"
        if plan.statistics[0] == "integral":
            outcome = self._integrals(plan, operand)
        else:
            result = self.query.groups(
                operand.log,
                sensor,
                operand.window,
                plan.statistics[0],
                each,
                plan.conditions,
                quantile=plan.quantile,
            )
            rows = [row for row in result.rows if row[1] is not None]
            groups = tuple(Group(label=a, value=float(b), readings=int(c)) for a, b, c in rows)
            outcome = Outcome(operand=operand, sql=result.sql, groups=groups, total=len(groups))
            outcome = self._in_units(plan, outcome, sensor)
        counted = self.query.statistics(operand.log, sensor, operand.window, ("count",), plan.conditions)
        _, readings, start, end = counted.rows[0]
        return _narrowed(plan, replace(outcome, start=start, end=end, readings=int(readings)))

    def _integrals(self, plan: Plan, operand: Operand) -> Outcome:
        """Energy or volume for each hour, day, week or month."""
        each = plan.each or "day"
        counts = self.query.groups(operand.log, operand.sensors[0], operand.window, "count", each)
        last = Outcome(operand=operand, sql=counts.sql)
        groups: list[Group] = []
        for label, _, readings in counts.rows:
            if not isinstance(label, datetime):
                continue
            following = (
                (label + timedelta(days=32)).replace(day=1) if each == "month" else label + _LENGTHS[each]
            )
            start = max(label, operand.window.start)
            end = min(following - timedelta(microseconds=1), operand.window.end)
            window = replace(operand.window, start=start, end=end, whole=False)
            last = self._statistics(replace(plan, each=None, pick=None), replace(operand, window=window))
            if "integral" in last.values:
                groups.append(Group(label=label, value=last.values["integral"], readings=int(readings)))
        return replace(
            last, operand=operand, values={}, groups=tuple(groups), total=len(groups), sql=counts.sql
        )

    def _ranked(self, plan: Plan) -> Outcome:
        """One value for each sensor of a log, or for each log."""
        inner = replace(plan, each=None, pick=None)
        first: Outcome | None = None
        groups: list[Group] = []
        for label, operand in _alternatives(plan):
            outcome = self._one(inner, operand)
            value = _single(inner, outcome)
            if value is not None:
                groups.append(Group(label=label, value=value, readings=outcome.readings))
                first = first or outcome
        base = first or Outcome(operand=plan.operand, sql="")
        ranked = replace(
            base, operand=plan.operand, groups=tuple(groups), total=len(groups), values={}, intervals=()
        )
        return _narrowed(plan, ranked)


def _converted(name: str, value: float, own: Unit, target: Unit) -> float:
    return value if name in _UNITLESS else convert(value, own, target, difference=name in _NO_ZERO_POINT)


def _alternatives(plan: Plan) -> list[tuple[str, Operand]]:
    """What is ranked: the logs, or the sensors of the log."""
    if plan.each == "log":
        return [(operand.log.display, operand) for operand in plan.operands]
    base = plan.operand
    if plan.operation == "correlation":
        others = [s for s in base.log.measures if s != base.sensors[0]]
        return [(s.label, replace(base, sensors=(base.sensors[0], s))) for s in others]
    return [(s.label, replace(base, sensors=(s,))) for s in base.log.measures]


def _single(plan: Plan, outcome: Outcome) -> float | None:
    """The one number of an outcome, to rank by."""
    if plan.is_statistic:
        return outcome.values.get(plan.statistics[0])
    match plan.operation:
        case "readings" | "missing" | "exists":
            return outcome.matching
        case "share":
            return outcome.matching / outcome.readings if outcome.readings else 0.0
        case "duration" | "coverage":
            return outcome.seconds
        case "longest":
            return outcome.intervals[0].seconds if outcome.intervals else 0.0
        case "span":
            moments = outcome.moments
            return (moments["last"] - moments["first"]).total_seconds() if moments else 0.0
        case "rows":
            return outcome.readings
    return outcome.total


def _narrowed(plan: Plan, outcome: Outcome) -> Outcome:
    """Keeps the groups that are asked for: the highest, the lowest, those within a limit."""
    groups = list(outcome.groups)
    if plan.group_limit is not None:
        kept = events.compare(np.array([g.value for g in groups]), plan.group_limit)
        chosen = tuple(g for g, keep in zip(groups, kept, strict=True) if keep)
        return replace(outcome, groups=chosen, matching=len(chosen))
    if plan.pick is not None:
        magnitude = plan.operation == "correlation"
        groups.sort(key=lambda g: abs(g.value) if magnitude else g.value, reverse=plan.pick == "highest")
    return replace(outcome, groups=tuple(groups))
