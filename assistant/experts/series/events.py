"""Events in a signal: readings that meet conditions, runs of them, days, stops and starts.

Knows plans and queries; writes no sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from assistant.experts.series import operations as ops
from assistant.experts.series.operations import Mask
from assistant.experts.series.outcome import Group, Interval, Outcome
from assistant.experts.series.plan import Condition, Operand, Plan
from assistant.experts.series.query import Frame, SeriesQuery
from assistant.experts.series.window import Window

EPOCH = datetime(1970, 1, 1)
KEPT = 50
"""Intervals that an outcome holds at most."""
HELD = "each reading holds until the next one, at most three sampling steps"
_BY_COUNT = frozenset("readings share exists first_where last_where".split())


def meets(frame: Frame, conditions: Sequence[Condition]) -> Mask:
    """Which readings of a frame meet all conditions."""
    mask = np.ones(frame.times.size, dtype=np.bool_)
    for condition in conditions:
        mask &= compare(frame.values[condition.sensor.sensor.name], condition)
    return mask


def compare(x: ops.Values, condition: Condition) -> Mask:
    """Which values meet a condition."""
    value, upper = condition.value, condition.value if condition.upper is None else condition.upper
    match condition.comparison:
        case "above":
            return np.asarray(x > value)
        case "at_least":
            return np.asarray(x >= value)
        case "below":
            return np.asarray(x < value)
        case "at_most":
            return np.asarray(x <= value)
        case "equal":
            return np.asarray(x == value)
        case "not_equal":
            return np.asarray(x != value)
        case "between":
            return np.asarray((x >= value) & (x <= upper))


def event(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Readings that meet the conditions, with their runs."""
    conditions = plan.conditions
    result = query.events(operand.log, operand.window, conditions)
    matching, readings, first, last, start, end = result.rows[0]
    moments = {k: v for k, v in (("first", first), ("last", last)) if v is not None}
    outcome = Outcome(
        operand=operand,
        sql=result.sql,
        readings=readings,
        start=start,
        end=end,
        matching=matching,
        moments=moments,
    )
    if not readings:
        return outcome
    frame = query.frame(operand.log, operand.window, [c.sensor for c in conditions])
    mask, step = meets(frame, conditions), operand.log.ref.step_seconds
    first_places, last_places = ops.run_bounds(mask)
    seconds = ops.run_seconds(frame.times, first_places, last_places, step)
    readings_in = last_places - first_places + 1
    lasting = plan.lasting_seconds is not None or plan.lasting_readings is not None
    kept = (seconds >= (plan.lasting_seconds or 0) - 1e-6) & (readings_in >= (plan.lasting_readings or 0))
    order = np.flatnonzero(kept)
    if plan.operation == "longest":
        measure = readings_in if plan.ask == "count" else seconds
        order = order[np.argsort(-measure[order], kind="stable")]
    found = [ops.Run(int(first_places[i]), int(last_places[i])) for i in order[:KEPT]]
    values = frame.values[conditions[0].sensor.sensor.name]
    held = float(seconds[kept].sum()) if lasting else ops.duration_seconds(frame.times, mask, step)
    return replace(
        outcome,
        intervals=tuple(intervals(frame, found, step)),
        total=int(kept.sum()),
        seconds=held,
        rows=tuple(int(row) for row in frame.row[mask][:200]),
        values={"min": float(values.min()), "max": float(values.max())} if values.size else {},
        method="" if plan.operation in _BY_COUNT or "_" in plan.operation else HELD,
    )


def days(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Days with at least one, with every or with no reading that meets the conditions."""
    result = query.days(operand.log, operand.window, plan.conditions)
    groups = [Group(label=day, value=float(m), readings=n) for day, m, n in result.rows]
    if plan.operation == "days_any":
        chosen = [g for g in groups if g.value > 0]
    elif plan.operation == "days_all":
        chosen = [g for g in groups if g.value == g.readings]
    else:
        chosen = [g for g in groups if g.value == 0]
    count = sum(g.readings for g in groups)
    start = result.rows[0][0] if groups else None
    end = result.rows[-1][0] + timedelta(days=1, microseconds=-1) if groups else None
    return Outcome(
        operand=operand,
        sql=result.sql,
        readings=count,
        groups=tuple(chosen),
        total=len(groups),
        matching=len(chosen),
        start=start,
        end=min(end, operand.log.ref.end) if end else None,
    )


def switches(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """When a machine stopped and started: its off-times whose switch lies in the window."""
    condition, step = plan.conditions[0], operand.log.ref.step_seconds
    whole = Window(start=operand.log.ref.start, end=operand.log.ref.end, whole=True)
    frame = query.frame(operand.log, whole, [condition.sensor])
    inside = (frame.times >= microseconds(operand.window.start)) & (
        frame.times <= microseconds(operand.window.end)
    )
    if not inside.any():
        return Outcome(operand=operand, sql=frame.sql)
    mask = meets(frame, (condition,))
    places = np.flatnonzero(inside)
    low, high = int(places[0]), int(places[-1])
    vague = "part" in operand.window.guessed
    first, last = ops.run_bounds(~mask)
    seconds = ops.run_seconds(frame.times, first, last, step)
    chosen = (last >= low) & (first <= high) & (seconds >= (plan.lasting_seconds or 0))
    if not vague:
        chosen &= _switches_inside(plan, first, last, low, high, mask.size)
    stops = [ops.Run(int(first[i]), int(last[i])) for i in np.flatnonzero(chosen)]
    found = tuple(intervals(frame, stops, step))
    own = mask[low : high + 1]
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=int(inside.sum()),
        start=moment(frame.times[low]),
        end=moment(frame.times[high]),
        intervals=found,
        total=len(found),
        matching=int(own.sum()),
        state=bool(own.all()) if own.all() or not own.any() else None,
        method="a stop is a change from readings that meet the condition to readings that do not",
    )


def _switches_inside(plan: Plan, first: ops.Places, last: ops.Places, low: int, high: int, size: int) -> Mask:
    """Off-times whose stop or start, as it is asked for, lies in the window."""
    stopped = (first >= low) & (first <= high) & (first > 0)
    started = (last + 1 >= low) & (last + 1 <= high) & (last + 1 < size)
    return np.asarray(stopped if plan.operation in ("stopped_at", "stops", "last_before") else started)


def intervals(frame: Frame, found: Sequence[ops.Run], step: float) -> list[Interval]:
    """Runs with their times."""
    t = frame.times
    first = np.array([run.first for run in found], dtype=np.int64)
    last = np.array([run.last for run in found], dtype=np.int64)
    seconds = ops.run_seconds(t, first, last, step) if found else ()
    return [
        Interval(
            start=moment(t[run.first]),
            end=moment(t[run.last]),
            readings=run.readings,
            seconds=float(held),
            after=moment(t[run.last + 1]) if run.last + 1 < t.size else None,
            before=moment(t[run.first - 1]) if run.first > 0 else None,
        )
        for run, held in zip(found, seconds, strict=True)
    ]


def microseconds(value: datetime) -> int:
    """Microseconds since 1970."""
    return (value - EPOCH) // timedelta(microseconds=1)


def moment(value: Any) -> datetime:
    """The moment of a count of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=int(value))
