"""The plan of a question about the time to come. Knows what was read in the question, no values."""

from __future__ import annotations

from typing import cast

from assistant.experts.series.future_words import Future
from assistant.experts.series.plan import Ask, Operand, Plan
from assistant.experts.series.situation import Situation
from assistant.experts.series.window import Window

_MOST = 4
"""Sensors forecast for one question at most."""


def forecast_plan(s: Situation, future: Future, *, timed: bool) -> Plan | None:
    """A forecast of the sensors named; None where none is, or neither a limit nor a horizon is asked about.

    Args:
        timed: Whether the question itself names a time: after the log's end it is the horizon, else what to
            learn from.
    """
    sensors = [x for x in s.measures() if not x.is_flag]
    conditions = [c for c in s.conditions() if c.comparison != "between"]
    window, seconds = s.windows[0], future.seconds
    ref = s.log.ref
    if timed and not window.whole and window.end > ref.end:
        seconds = seconds or (window.end - ref.end).total_seconds()
        window = Window(start=ref.start, end=ref.end, whole=True)
    elif not timed:
        window = Window(start=ref.start, end=ref.end, whole=True)
    bounded = bool(conditions) or seconds is not None or future.readings is not None
    if not sensors or not (bounded or future.firm):
        return None
    if conditions:
        sensors = [c.sensor for c in conditions]
    return Plan(
        operation="forecast",
        operands=tuple(
            Operand(log=s.log, window=window, sensors=(sensor,)) for sensor in dict.fromkeys(sensors[:_MOST])
        ),
        conditions=tuple(conditions),
        ask=cast("Ask", future.ask),
        horizon_seconds=seconds,
        horizon_readings=future.readings,
    )
