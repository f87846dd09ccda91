"""The logs of a piece of equipment: which of their sensors are its own, and which tell whether it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.names import SensorName, describe
from assistant.experts.series.operations import Run
from assistant.experts.series.registers import Registers
from assistant.experts.series.standstill import drives_of, standstills
from retrieval.identifiers import find_tags
from retrieval.records import Scope, SeriesRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """A log with those of its sensors that belong to the equipment, and those that tell whether it runs."""

    log: SeriesRef
    sensors: tuple[SensorName, ...]
    drives: tuple[SensorName, ...] = ()

    def columns(self, log: SensorLog) -> list[int]:
        """The columns of the drives that have readings."""
        return [log.names.index(one.sensor.name) for one in self.drives if one.sensor.name in log.names]

    def stood(self, log: SensorLog) -> list[Run]:
        """The runs of rows in which the equipment stands; none where its drives never run.

        A drive at zero throughout may be a machine in reserve or a dead reading: then everything is judged.
        """
        columns = self.columns(log)
        found = standstills(log.values[:, columns]) if columns else []
        return found if sum(run.readings for run in found) < log.times.size else []


def without(log: SensorLog, stood: Sequence[Run]) -> SensorLog:
    """A log without some runs of its rows."""
    keep = np.ones(log.times.size, dtype=np.bool_)
    for run in stood:
        keep[run.first : run.last + 1] = False
    return log.rows(keep)


def equipment_signals(tag: str, knowledge: SeriesKnowledge, *, scope: Scope | None = None) -> list[Signals]:
    """Logs with sensors whose register row, name or log names the equipment; the latest first.

    Args:
        tag: Of the equipment, normalised.
    """
    registers = Registers(knowledge)
    found: list[Signals] = []
    for log in knowledge.catalogue.series(scope or Scope()):
        named = describe(log)
        measures = named.measures
        whole = tag in log.equipment or named.tags == (tag,)
        own = tuple(
            one
            for one in measures
            if whole or tag in registers.equipment_of(one) or tag in find_tags(one.label)
        )
        if own:
            found.append(Signals(log=log, sensors=own, drives=drives_of(tag, own, measures)))
    return sorted(found, key=lambda one: one.log.end, reverse=True)
