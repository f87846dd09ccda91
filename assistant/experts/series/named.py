"""Which sensors of which log some words name, whatever is asked of them. Runs no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.series.belonging import EquipmentOf, belonging
from assistant.experts.series.choose import choose_logs, sensors_of
from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Operand, Plan
from assistant.experts.series.question import take_apart
from assistant.experts.series.window import Window, resolve

_MOST = 4
"""Sensors that one mention may mean together."""


def named_sensors(text: str, logs: Sequence[LogNames], equipment_of: EquipmentOf | None) -> list[Operand]:
    """An operand a sensor; none where no sensor is named, or only one of another machine."""
    words = take_apart(text, logs)
    choice = choose_logs(words, logs, None)
    if not choice.logs or choice.problem is not None:
        return []
    log = choice.logs[0]
    link = sensors_of(words, log)
    sensors = [s for m in link.mentions for s in m.sensors[:_MOST] if not s.is_flag]
    if not sensors or len(link.mentions) > 1:
        return []
    ref = log.ref
    window = Window(start=ref.start, end=ref.end, whole=True)
    if words.times:
        try:
            window = resolve(words.times, ref.start, ref.end)[0]
        except ValueError:
            return []
    base = Operand(log=log, window=window, sensors=tuple(sensors))
    plan = Plan(operation="mean", statistics=("mean",), operands=(base,))
    problem, _ = belonging(words, plan, link, equipment_of)
    return [] if problem is not None else [replace(base, sensors=(sensor,)) for sensor in sensors]
