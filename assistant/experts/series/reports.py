"""What is told of a log as a whole: coverage, step, gaps, missing and stuck values.

Knows plans and queries; writes no sentence.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assistant.experts.series import operations as ops
from assistant.experts.series.events import KEPT, compare, intervals, microseconds, moment
from assistant.experts.series.outcome import Group, Interval, Outcome
from assistant.experts.series.plan import Operand, Plan
from assistant.experts.series.query import SeriesQuery

_STUCK_READINGS = 10


def coverage(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Rows, first and last time, sampling step (median) and the share of steps that differ from it."""
    result = query.rows(operand.log, operand.window)
    count, start, end = result.rows[0]
    sensors = operand.sensors[:1] if plan.operation == "step" else ()
    steps = np.diff(query.frame(operand.log, operand.window, sensors).times) / ops.SECOND
    step = float(np.median(steps)) if steps.size else operand.log.ref.step_seconds
    irregular = float(np.mean(np.abs(steps - step) > 0.05 * max(step, 1e-9))) if steps.size else 0.0
    return Outcome(
        operand=operand,
        sql=result.sql,
        readings=count,
        start=start,
        end=end,
        seconds=(end - start).total_seconds() if count else 0.0,
        details={"step": step, "irregular": irregular},
    )


def gaps(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Gaps between readings, the longest first."""
    frame = query.frame(operand.log, operand.window, operand.sensors[:1])
    step = operand.log.ref.step_seconds
    found = [g for g in ops.gaps(frame.times, step) if g.seconds >= (plan.lasting_seconds or 0)]
    found.sort(key=lambda g: (-g.seconds, g.start))
    shown = tuple(
        Interval(
            start=moment(g.start),
            end=moment(g.end),
            readings=max(round(g.seconds / step) - 1, 0),
            seconds=g.seconds,
        )
        for g in found[:KEPT]
    )
    start, end = (moment(frame.times[0]), moment(frame.times[-1])) if frame.times.size else (None, None)
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=int(frame.times.size),
        start=start,
        end=end,
        intervals=shown,
        total=len(found),
        details={"step": step},
        method="a gap is more than 1.5 sampling steps between two readings",
    )


def missing(query: SeriesQuery, operand: Operand) -> Outcome:
    """Rows without a value for each sensor, beside the readings that a steady step would give."""
    sensors = operand.sensors or operand.log.measures
    result = query.missing(operand.log, operand.window, sensors)
    rows, *absent = result.rows[0]
    start, end = query.rows(operand.log, operand.window).rows[0][1:]
    groups = tuple(
        Group(label=s.label, value=float(n), readings=int(rows - n))
        for s, n in zip(sensors, absent, strict=True)
    )
    step = operand.log.ref.step_seconds
    expected = ops.expected_readings(microseconds(start), microseconds(end), step) if rows else 0
    return Outcome(
        operand=operand,
        sql=result.sql,
        readings=rows,
        start=start,
        end=end,
        groups=groups,
        total=len(groups),
        matching=int(sum(absent)),
        details={"expected": float(expected), "rows": float(rows)},
    )


def stuck(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Stretches in which a sensor holds one value, the longest first; zeros only where asked for."""
    least = plan.lasting_readings or _STUCK_READINGS
    step = operand.log.ref.step_seconds
    found: list[Interval] = []
    sql, count, start, end = "", 0, None, None
    for sensor in operand.sensors or operand.log.measures:
        frame = query.frame(operand.log, operand.window, [sensor])
        values = frame.values[sensor.sensor.name]
        sql, count = sql or frame.sql, max(count, int(frame.times.size))
        runs = ops.stuck_runs(values, readings=least, resting=None if plan.conditions else 0.0)
        runs = [r for r in runs if all(compare(values[r.first : r.first + 1], c)[0] for c in plan.conditions)]
        for interval, run in zip(intervals(frame, runs, step), runs, strict=True):
            if interval.seconds >= (plan.lasting_seconds or 0):
                held = (sensor.label, float(values[run.first]), "stuck")
                found.append(replace(interval, sensors=(held,)))
        if frame.times.size:
            start, end = moment(frame.times[0]), moment(frame.times[-1])
    found.sort(key=lambda i: -i.readings)
    return Outcome(
        operand=operand,
        sql=sql,
        readings=count,
        start=start,
        end=end,
        intervals=tuple(found[:KEPT]),
        total=len(found),
        details={"least": float(least)},
        method=f"at least {least} equal readings in a row",
    )
