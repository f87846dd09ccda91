"""Stretches in which the equipment stood still: told, and taken out of what is judged. Names no cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals, without
from assistant.experts.series.operations import Run
from assistant.experts.series.standstill import follows
from assistant.experts.series.wording import length
from assistant.experts.tables.figures import number
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Point, point

_TOLD = 5


@dataclass(frozen=True, slots=True)
class Stops:
    """What is known of the equipment's standstills.

    Attributes:
        points: One sentence for each of the longest in the period.
        running: The log without the rows in which it stood.
        starts: When each began.
    """

    points: tuple[Point, ...]
    running: SensorLog
    starts: tuple[datetime, ...] = ()

    def follow(self, end: datetime, step_seconds: float) -> bool:
        """True where a standstill begins within a few steps of a moment."""
        return follows(self.starts, end, step_seconds)


def stops(case: Case, signals: Signals, log: SensorLog) -> Stops:
    """Tells the standstills of the period; the log is the whole one, with the sensors of its drives."""
    found = signals.stood(log)
    if not found:
        return Stops((), log)
    here = [r for r in found if log.moment(r.last) >= case.since and log.moment(r.first) <= case.until]
    longest = sorted(here, key=lambda run: run.first - run.last)[:_TOLD]
    told = [_told(case, signals, log, run) for run in sorted(longest, key=lambda run: run.first)]
    if len(here) > len(longest):
        more = len(here) - len(longest)
        words = case.t(
            f"{more} shorter standstills are not told.", f"{more} arrêts plus courts ne sont pas dits."
        )
        told.append(Point(text=words))
    return Stops(tuple(told), without(log, found), tuple(log.moment(run.first) for run in found))


def while_running(signals: Signals, log: SensorLog) -> SensorLog:
    """The log without the rows in which the equipment stood; whole where nothing tells."""
    return without(log, signals.stood(log))


def _told(case: Case, signals: Signals, log: SensorLog, run: Run) -> Point:
    start, end = log.moment(run.first), log.moment(run.last)
    lasted = length((end - start).total_seconds() + signals.log.step_seconds, case.language)
    drive = next(one for one in signals.drives if one.sensor.name in log.names)
    column = log.values[:, signals.columns(log)[0]]
    unit = drive.sensor.unit or ""
    most = f"{number(float(np.nanmax(column[run.first : run.last + 1], initial=0.0)), case.language)} {unit}"
    usual = f"{number(float(np.nanmedian(column)), case.language)} {unit}"
    when = case.span(start, end)
    most, usual = most.strip(), usual.strip()
    text = case.t(
        f"{case.name} stood still {when} ({lasted}): {drive.label} was at most {most}, "
        f"usually {usual}. What its sensors read meanwhile is not judged.",
        f"{case.name} était à l'arrêt {when} ({lasted}) : {drive.label} valait au plus {most}, "
        f"d'habitude {usual}. Ce que lisaient ses capteurs n'est pas jugé.",
    )
    seen = Evidence(
        kind="series", source=signals.log.source, quote=text, statement=text, score=1.0,
        sensor=drive.sensor.name, start=start, end=end, values=(most, usual),
    )  # fmt: skip
    return point(text, [seen], case.cited)
