"""Whether a question's sensors are those of the equipment that it names. Knows tags, runs no query."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.experts.series.mentions import SensorLink
from assistant.experts.series.names import SensorName
from assistant.experts.series.plan import Plan, Problem
from assistant.experts.series.question import QuestionWords, Tag
from retrieval.identifiers import normalise

EquipmentOf = Callable[[SensorName], frozenset[str]]
"""Normalised tags of the equipment that a sensor belongs to, as tables tell."""


def belonging(
    words: QuestionWords, plan: Plan | None, link: SensorLink, equipment_of: EquipmentOf | None
) -> tuple[Problem | None, set[int]]:
    """Checks that the sensors are those of the equipment named; gives a problem and the tokens explained."""
    sensors = [s for o in (plan.operands if plan else ()) for s in o.sensors]
    related: set[int] = set()
    if plan is not None and plan.operation == "anomalies" and not sensors:
        for tag in words.tags:
            measured = plan.operand.log.measures
            if any(_verdict(tag, sensor, equipment_of) == "own" for sensor in measured):
                related |= tag.places
        return None, related
    for tag in words.tags:
        if tag.places & link.marked or not sensors:
            continue
        verdict = _verdict(tag, sensors[0], equipment_of)
        if verdict == "own":
            related |= tag.places
        elif verdict == "other" and plan is not None:
            return Problem(
                kind="not_of", what=tag.name, logs=(plan.operand.log,), sensor=sensors[0].label
            ), related
    return None, related


def _verdict(tag: Tag, sensor: SensorName, equipment_of: EquipmentOf | None) -> str:
    """``own``, ``other`` or ``unknown``: whether a sensor belongs to the equipment of a tag."""
    known = equipment_of(sensor) if equipment_of is not None else frozenset()
    asked = _parts(tag.name)
    if tag.name in known or any(_parts(k)[1:] == asked[1:] and asked[1] for k in known):
        return "own"
    if any(_parts(k)[0] == asked[0] for k in known):
        return "other"
    own = _parts(normalise("".join(sensor.tag)))[2] if sensor.tag else ""
    if not known and own and asked[2] and own != asked[2]:
        return "other"
    return "unknown"


def _parts(tag: str) -> tuple[str, str, str]:
    """Letters, number and suffix of a tag."""
    match = re.fullmatch(r"(?:\d+-)?([A-Z]+)-?(\d+)-?([A-Z]?)", tag)
    return (match[1], match[2], match[3]) if match else (tag, "", "")
