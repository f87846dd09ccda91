"""Which sensors of which log some words name, whatever is asked of them. Runs no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.series import lexicon
from assistant.experts.series.belonging import EquipmentOf, belonging
from assistant.experts.series.choose import choose_logs, sensors_of
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.plan import Operand, Plan
from assistant.experts.series.question import QuestionWords, take_apart
from assistant.experts.series.window import Window, resolve

_MOST = 4
"""Sensors that one mention may mean together."""


def named_sensors(text: str, logs: Sequence[LogNames], equipment_of: EquipmentOf | None) -> list[Operand]:
    """An operand a sensor; none where no sensor is named, or only one of another machine."""
    if not logs:
        return []
    words = take_apart(text, logs)
    choice = choose_logs(words, logs, None)
    if not choice.logs or choice.problem is not None:
        return []
    log = choice.logs[0]
    link = sensors_of(words, log)
    sensors = [s for m in link.mentions for s in m.sensors[:_MOST] if not s.is_flag]
    if len(link.mentions) > 1:
        return []
    if not sensors:
        called = _called(words, logs)
        if called is None:
            return []
        log, sensors = called[0], [called[1]]
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


def _called(words: QuestionWords, logs: Sequence[LogNames]) -> tuple[LogNames, SensorName] | None:
    """The one sensor all of whose name is said ("the wet bulb"), though no word tells what it measures."""
    said = frozenset(
        lexicon.concepts(tuple(t.text for i, t in enumerate(words.tokens) if i not in words.taken))
    )
    found = [
        (log, sensor)
        for log in logs
        for sensor in log.measures
        if (own := frozenset(c for c in sensor.concepts if c.isalpha())) and own <= said
    ]
    most = max((len(sensor.concepts & said) for _, sensor in found), default=0)
    best = [pair for pair in found if len(pair[1].concepts & said) == most]
    return best[0] if len(best) == 1 else None
