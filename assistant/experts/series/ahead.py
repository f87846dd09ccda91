"""Forecast a sensor of a plan's log from its readings. Knows queries and forecasters, writes no sentences."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.forecast.grid import usual_step
from assistant.experts.series.forecast.limit import Direction
from assistant.experts.series.forecast.members import candidates
from assistant.experts.series.forecast.report import Limit, forecast_log
from assistant.experts.series.operations import SECOND
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.plan import Condition, Operand, Plan, Problem
from assistant.experts.series.query import SeriesQuery

_SHARE = 5
"""Without a horizon, one of a fifth of the log is forecast."""
_EPOCH = datetime(1970, 1, 1)
_METHOD = "tried on the log's own past from rolling origins; intervals are quantiles of the errors there"


class CannotForecast(Exception):
    """The readings are too few for the horizon.

    Args:
        problem: Why, for a refusal.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def forecast_outcome(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """The forecast of the operand's sensor, with the time to its limit where the plan has one.

    Raises:
        CannotForecast: There are too few readings for the horizon.
    """
    sensor = operand.sensors[0]
    frame = query.frame(operand.log, operand.window, [sensor])
    if frame.times.size == 0:
        return Outcome(operand=operand, sql=frame.sql)
    log = SensorLog(
        name=operand.log.display,
        times=frame.times,
        row=frame.row,
        values=frame.values[sensor.sensor.name][:, None],
        names=(sensor.label,),
    )
    step = usual_step(frame.times) / SECOND
    total = int((frame.times[-1] - frame.times[0]) / SECOND / step) + 1 if step > 0 else 0
    asked = plan.horizon_readings
    if asked is None and plan.horizon_seconds is not None and step > 0:
        asked = max(1, math.ceil(plan.horizon_seconds / step - 0.01))
    rows = asked if asked is not None else max(1, total // _SHARE)
    limits = [_limit(c) for c in plan.conditions if c.sensor == sensor]
    try:
        report = forecast_log(log, str(rows), candidates(), method="auto", limits=limits)
    except LogRefused as error:
        farthest = total // 4 * step
        problem = Problem(
            kind="too_far",
            logs=(operand.log,),
            sensor=sensor.label,
            seconds=farthest if total >= 160 else 0.0,
        )
        raise CannotForecast(problem) from error
    point = report.points(0)[-1]
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=int(frame.times.size),
        start=_EPOCH + timedelta(microseconds=int(frame.times[0])),
        end=_EPOCH + timedelta(microseconds=int(frame.times[-1])),
        values={"forecast": point.value, "low": point.low, "high": point.high},
        outlook=report,
        method=_METHOD,
    )


def _limit(condition: Condition) -> Limit:
    direction: Direction | None = None
    if condition.comparison == "above":
        direction = "above"
    elif condition.comparison in ("below", "at_most"):
        direction = "below"
    return Limit(value=condition.value, direction=direction)
