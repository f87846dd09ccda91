"""What is told of a log's changes: the object of ``detect --changes --json``, sentences. Knows no screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assistant.experts.series.changes.change import KINDS, Change, Kind
from assistant.experts.series.changes.find import FEWEST, Asked, find_changes
from assistant.experts.series.changes.sentences import Language, ToldChange, explain
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.forecast.grid import usual_step
from assistant.experts.series.operations import SECOND
from assistant.experts.series.wording import stamp

Json = dict[str, object]
_DAYS = 3 * 86_400.0
"""Seconds that a log covers from which slopes are told by the day, not by the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """A log with its changes in order of time.

    Attributes:
        step_seconds: Usual time between rows.
    """

    log: SensorLog
    changes: tuple[Change, ...]
    step_seconds: float
    language: Language

    @property
    def per(self) -> str:
        """Unit of time of slopes."""
        long = (self.log.times[-1] - self.log.times[0]) / SECOND >= _DAYS
        return "d" if long else "h"

    def sides(self, change: Change) -> tuple[float, float]:
        """What was before and after; slopes by the hour or the day."""
        factor = 1.0
        if change.kind == "slope" and self.step_seconds > 0:
            factor = (86_400.0 if self.per == "d" else 3600.0) / self.step_seconds
        return change.before * factor, change.after * factor

    def moment(self, row: int) -> datetime:
        """Time of a row; the last one's where it lies beyond."""
        return self.log.moment(min(max(row, 0), self.log.times.size - 1))

    def explanation(self, change: Change) -> str:
        """The change in a sentence."""
        before, after = self.sides(change)
        told = ToldChange(
            kind=change.kind,
            sensor=self.log.names[change.sensor],
            partner="" if change.partner is None else self.log.names[change.partner],
            at=self._shown(change.row),
            earliest=self._shown(change.earliest),
            latest=self._shown(change.latest),
            before=before,
            after=after,
            per=self.per if change.kind == "slope" else "",
            until=None if change.until is None else self._shown(change.until),
        )
        return explain(told, self.language)

    def to_json(self) -> Json:
        """The object of ``assistant detect --changes --json``."""
        return {
            "log": self.log.name,
            **self.log.joined_files(),
            "rows": int(self.log.times.size),
            "sensors": list(self.log.names),
            "changes": [self._change(change) for change in self.changes],
        }

    def _change(self, change: Change) -> Json:
        before, after = self.sides(change)
        place = min(change.row, self.log.row.size - 1)
        return {
            "kind": change.kind,
            "sensor": self.log.names[change.sensor],
            "with": None if change.partner is None else self.log.names[change.partner],
            "time": self.moment(change.row).isoformat(),
            "row": int(self.log.row[place]),
            "earliest": self.moment(change.earliest).isoformat(),
            "latest": self.moment(change.latest).isoformat(),
            "before": float(f"{before:.6g}"),
            "after": float(f"{after:.6g}"),
            "size": float(f"{after - before:.6g}"),
            "per": self.per if change.kind == "slope" else None,
            "strength": round(change.strength, 2),
            "lasting": change.lasting,
            "until": None if change.until is None else self.moment(change.until).isoformat(),
            "explanation": self.explanation(change),
        }

    def _shown(self, row: int) -> str:
        return stamp(self.moment(row), self.language)


def changes_of(
    log: SensorLog,
    *,
    sensors: Sequence[str] = (),
    kinds: Sequence[Kind] = KINDS,
    rate: float = 0.01,
    language: Language = "en",
) -> ChangeReport:
    """Finds the changes of a log.

    Args:
        sensors: Those to look at; all where none is named.
        rate: Chance that a sensor in which nothing changes is said to have changed, for each kind.

    Raises:
        LogRefused: The log is too short or a sensor is unknown.
    """
    chosen = log.only(sensors) if sensors else log
    held = int(np.isfinite(chosen.values).sum(axis=0).max())
    if held < FEWEST:
        raise LogRefused(
            f"{log.name} holds {held} readings a sensor: at least {FEWEST} are needed for changes"
        )
    step = usual_step(chosen.times) / SECOND
    found = find_changes(chosen.values, Asked(kinds=tuple(kinds), rate=rate, step_seconds=step))
    return ChangeReport(log=chosen, changes=found, step_seconds=step, language=language)
