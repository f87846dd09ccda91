"""Trend, cycle and noise of a sensor, and the lag between two, for the chat. Knows queries."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.course import Course, course_of, lag_of
from assistant.experts.series.events import moment
from assistant.experts.series.forecast.grid import regular, usual_step
from assistant.experts.series.names import SensorName
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.plan import Operand
from assistant.experts.series.query import Frame, SeriesQuery

_MOST_STEPS = 2_000_000
"""Steps looked at, the last ones: a log of a few readings may span years of seconds."""
_CYCLE = "a cycle must have been seen four times; its period is the lag of the highest autocorrelation"
_NOISE = "robust standard deviation of the readings around their straight line and their cycle"
_LAG = "the lag at which the two, less their straight lines, correlate most; up to a quarter of the readings"


def course(query: SeriesQuery, operand: Operand) -> Outcome:
    """The course of one sensor: ``season`` and ``swing`` (seconds and height), ``noise``, ``rise``."""
    sensor = operand.sensors[0]
    frame = query.frame(operand.log, operand.window, [sensor])
    found, step = _course(frame, sensor)
    if found is None:
        return _empty(operand, frame)
    outcome = _empty(operand, frame)
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=outcome.readings,
        start=outcome.start,
        end=outcome.end,
        values={"noise": found.noise, "swing": found.swing, "rise": found.rise},
        seconds=found.season * step if found.season > 1 else 0.0,
        details={"error": found.error, "clear": float(found.clear)},
        method=_CYCLE,
    )


def noise(query: SeriesQuery, operand: Operand) -> Outcome:
    """The noise of one sensor."""
    found = course(query, operand)
    values = {"noise": found.values["noise"]} if found.values else {}
    return Outcome(
        operand=operand,
        sql=found.sql,
        readings=found.readings,
        start=found.start,
        end=found.end,
        values=values,
        method=_NOISE,
    )


def trend_is_clear(query: SeriesQuery, operand: Operand) -> bool:
    """Whether the line through a sensor's readings rises or falls beyond what their noise does."""
    sensor = operand.sensors[0]
    found, _ = _course(query.frame(operand.log, operand.window, [sensor]), sensor)
    return found is None or found.clear


def lag(query: SeriesQuery, operand: Operand) -> Outcome:
    """By how many seconds the second sensor follows the first; negative where the first follows."""
    first, second = operand.sensors[:2]
    frame = query.frame(operand.log, operand.window, [first, second], complete=False)
    base = _empty(operand, frame)
    if usual_step(frame.times) <= 0:
        return base
    both = np.column_stack([frame.values[s.sensor.name] for s in (first, second)])
    grid = regular(frame.times, both, most=_MOST_STEPS)
    found = lag_of(grid.values[:, 0], grid.values[:, 1])
    if found is None:
        return base
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=base.readings,
        start=base.start,
        end=base.end,
        values={"correlation": found.correlation},
        seconds=found.readings * grid.step_seconds,
        details={"alike": float(found.alike)},
        method=_LAG,
    )


def _course(frame: Frame, sensor: SensorName) -> tuple[Course | None, float]:
    """The course and the step in seconds."""
    if usual_step(frame.times) <= 0:
        return None, 0.0
    grid = regular(frame.times, frame.values[sensor.sensor.name][:, None], most=_MOST_STEPS)
    return course_of(grid.values[:, 0], grid.step_seconds), grid.step_seconds


def _empty(operand: Operand, frame: Frame) -> Outcome:
    count = int(frame.times.size)
    start, end = (moment(frame.times[0]), moment(frame.times[-1])) if count else (None, None)
    return Outcome(operand=operand, sql=frame.sql, readings=count, start=start, end=end)
