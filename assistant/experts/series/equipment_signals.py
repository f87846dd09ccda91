"""The logs of a piece of equipment: which of their sensors are its own, and which tell whether it runs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.names import SensorName, describe
from assistant.experts.series.registers import Registers
from assistant.experts.series.standstill import drives_of
from retrieval.identifiers import find_tags
from retrieval.records import Scope, SeriesRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """A log with those of its sensors that belong to the equipment, and those that tell whether it runs."""

    log: SeriesRef
    sensors: tuple[SensorName, ...]
    drives: tuple[SensorName, ...] = ()


def equipment_signals(tag: str, knowledge: SeriesKnowledge, *, scope: Scope | None = None) -> list[Signals]:
    """Logs with sensors whose register row, name or log names the equipment; the latest first.

    Args:
        tag: Of the equipment, normalised.
    """
    registers = Registers(knowledge)
    found: list[Signals] = []
    for log in knowledge.catalogue.series(scope or Scope()):
        measures = describe(log).measures
        whole = tag in log.equipment
        own = tuple(
            one
            for one in measures
            if whole or tag in registers.equipment_of(one) or tag in find_tags(one.label)
        )
        if own:
            found.append(Signals(log=log, sensors=own, drives=drives_of(tag, own, measures)))
    return sorted(found, key=lambda one: one.log.end, reverse=True)
