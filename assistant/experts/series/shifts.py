"""When a level, a slope, a spread or a correlation changed, for the chat. Knows queries."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.changes.change import Change
from assistant.experts.series.changes.report import ChangeReport, changes_of
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.events import KEPT
from assistant.experts.series.outcome import Outcome, Shift
from assistant.experts.series.plan import Operand, Plan, Toward
from assistant.experts.series.query import SeriesQuery

_METHOD = (
    "a change holds for at least 20 readings and a hundredth of the window; "
    "seasons and shorter spikes are no changes"
)


def changes(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """The changes of the sensors within the window, the strongest kept, in order of time."""
    sensors = [s for s in (operand.sensors or operand.log.measures) if not s.is_flag]
    frame = query.frame(operand.log, operand.window, sensors, complete=False)
    outcome = Outcome(operand=operand, sql=frame.sql, readings=int(frame.times.size), method=_METHOD)
    if not frame.times.size or not sensors:
        return outcome
    log = SensorLog(
        name=operand.log.display,
        times=frame.times,
        row=frame.row,
        values=np.column_stack([frame.values[s.sensor.name] for s in sensors]),
        names=tuple(s.label for s in sensors),
    )
    try:
        report = changes_of(log.on_one_step(), kinds=plan.changes)
    except LogRefused:
        return outcome
    wanted = [change for change in report.changes if _goes(change, plan.toward)]
    strongest = sorted(wanted, key=lambda c: -c.strength)[:KEPT]
    shifts = tuple(_shift(report, c) for c in sorted(strongest, key=lambda c: c.row))
    return Outcome(
        operand=operand,
        sql=frame.sql,
        readings=int(frame.times.size),
        start=log.moment(0),
        end=log.moment(-1),
        shifts=shifts,
        total=len(wanted),
        method=_METHOD,
    )


def _goes(change: Change, toward: Toward | None) -> bool:
    """Whether a level went that way, or a slope became one that goes that way."""
    if toward is None:
        return True
    sign = 1.0 if toward == "up" else -1.0
    turned = sign * (change.after - change.before) > 0
    return turned and (change.kind != "slope" or sign * change.after > 0)


def _shift(report: ChangeReport, change: Change) -> Shift:
    before, after = report.sides(change)
    names = report.log.names
    return Shift(
        kind=change.kind,
        sensor=names[change.sensor],
        partner=None if change.partner is None else names[change.partner],
        at=report.moment(change.row),
        earliest=report.moment(change.earliest),
        latest=report.moment(change.latest),
        before=before,
        after=after,
        per=report.per if change.kind == "slope" else "",
        strength=change.strength,
        until=None if change.until is None else report.moment(change.until),
    )
