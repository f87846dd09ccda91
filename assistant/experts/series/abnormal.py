"""What is not normal in a log, for the chat: ranges, which sensor left first, what was normal. Knows queries.

What is normal is learnt from what came before the window that is asked about, where that is long enough, else
from the calmest four fifths of the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import median_filter

from assistant.experts.series import operations as ops
from assistant.experts.series.detectors.detection import FEWEST
from assistant.experts.series.detectors.episodes import Episode
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.experts.series.events import KEPT, meets, microseconds, moment
from assistant.experts.series.names import SensorName
from assistant.experts.series.outcome import Interval, Onset, Outcome
from assistant.experts.series.plan import Operand, Plan
from assistant.experts.series.query import Frame, SeriesQuery
from assistant.experts.series.window import Window

RATE = 0.001
"""Share of normal rows that may be in alarm: a person is told, not a machine."""
_ENOUGH = 1_000
_SHARE = 0.2
"""Rows before the window, and their share of the log, from which they are learnt from."""
_BEFORE, _SMOOTH = 16, 5
"""Rows before a range that may belong to it, and rows of the running median."""
_COURSE = ("order", "before_stop")
_CLEAR = 0.05
"""Share of a range from which a sensor is asked when it left."""


@dataclass(frozen=True, slots=True)
class _Judged:
    report: DetectionReport
    low: int
    end: int

    def episodes(self) -> list[Episode]:
        """Those that touch the rows asked about."""
        found = self.report.found.episodes
        return [e for e in found if e.end_row >= self.low and e.start_row < self.end]


def anomalies(query: SeriesQuery, plan: Plan, operand: Operand) -> Outcome:
    """Anomalous ranges that touch the window, the strongest first, or in order of time before a stop."""
    sensors = [s for s in (operand.sensors or operand.log.measures) if not s.is_flag]
    ref = operand.log.ref
    whole = Window(start=ref.start, end=ref.end, whole=True)
    frame = query.frame(operand.log, whole, sensors, complete=False)
    rows = _log(frame, sensors).on_one_step()
    low = int(np.searchsorted(rows.times, microseconds(operand.window.start), side="left"))
    end = int(np.searchsorted(rows.times, microseconds(operand.window.end), side="right"))
    stop = _stop(query, plan, operand, whole) if plan.conditions and plan.ask in _COURSE else None
    if stop is not None:
        end = int(np.searchsorted(rows.times, stop, side="left"))
    outcome = Outcome(
        operand=operand,
        sql=frame.sql,
        readings=max(end - low, 0),
        start=max(operand.window.start, ref.start),
        end=min(operand.window.end, ref.end) if stop is None else moment(stop),
        stop=moment(stop) if stop is not None else None,
    )
    judged = _judge(rows, low, end, before_stop=stop is not None)
    if judged is None:
        return outcome
    found = judged.episodes()
    if plan.ask != "before_stop":
        found.sort(key=lambda e: -e.score * np.sqrt(e.end_row - e.start_row + 1))
    log, step = judged.report.log, ref.step_seconds
    first, last, _ = judged.report.found.trained_on
    return replace(
        outcome,
        intervals=tuple(_interval(judged.report, e, step) for e in found[:KEPT]),
        total=len(found),
        normal=(log.moment(first), log.moment(last)),
        onsets=_onsets(judged, found) if found and plan.ask in _COURSE else (),
        method="the detectors joined are " + ", ".join(judged.report.detectors),
    )


def sized(query: SeriesQuery, outcome: Outcome) -> Outcome:
    """The strongest range with how far its one sensor stood from its usual level at its height.

    A range begins and ends a few rows late, so that its mean is less than what the sensor did: the height is
    the median of those readings whose running median is beyond half of the farthest one.
    """
    if not outcome.intervals:
        return outcome
    strongest, operand = outcome.intervals[0], outcome.operand
    usual = strongest.levels[0][1]
    frame = query.frame(operand.log, operand.window, operand.sensors[:1])
    low = int(np.searchsorted(frame.times, microseconds(strongest.start), side="left"))
    end = int(np.searchsorted(frame.times, microseconds(strongest.end), side="right"))
    apart = frame.values[operand.sensors[0].sensor.name][max(low - _BEFORE, 0) : end] - usual
    far = np.abs(median_filter(apart, size=_SMOOTH, mode="nearest"))
    core = apart[far >= 0.5 * far.max()]
    return replace(outcome, values={"height": float(np.median(core)), "usual": usual})


def _stop(query: SeriesQuery, plan: Plan, operand: Operand, whole: Window) -> int | None:
    """When the machine first stopped in the window, in microseconds."""
    frame = query.frame(operand.log, whole, [plan.conditions[0].sensor])
    first, last = ops.run_bounds(~meets(frame, plan.conditions))
    low, high = microseconds(operand.window.start), microseconds(operand.window.end)
    stops = [int(frame.times[k]) for k, end in zip(first, last, strict=True) if k > 0 and end - k >= 2]
    return next((time for time in stops if low <= time <= high), None)


def _log(frame: Frame, sensors: list[SensorName]) -> SensorLog:
    return SensorLog(
        name="",
        times=frame.times,
        row=frame.row,
        values=np.column_stack([frame.values[s.sensor.name] for s in sensors]),
        names=tuple(s.label for s in sensors),
    )


def _judge(log: SensorLog, low: int, end: int, *, before_stop: bool) -> _Judged | None:
    count = log.times.size
    if before_stop:
        log, low = log.rows(np.arange(count) < end), max(low, end // 2)
    learnt = low if low >= max(_ENOUGH, _SHARE * count) or (before_stop and low >= FEWEST) else None
    normal = log.values if learnt is None else log.values[:learnt]
    if log.times.size < FEWEST or not (np.isfinite(normal).sum(axis=0) >= FEWEST // 2).any():
        return None
    until = None if learnt is None else _until(learnt, log)
    report = detect_log(log, train_until=until, false_alarm_rate=RATE)
    return _Judged(report, low, min(end, log.times.size))


def _until(learnt: int, log: SensorLog) -> str:
    """The last normal time; a number of rows could be read as a year."""
    return log.moment(learnt - 1).isoformat()


def _interval(report: DetectionReport, episode: Episode, step: float) -> Interval:
    log = report.log
    start, end = log.moment(episode.start_row), log.moment(episode.end_row)
    return Interval(
        start=start,
        end=end,
        readings=episode.end_row - episode.start_row + 1,
        seconds=(end - start).total_seconds() + step,
        score=episode.score,
        p_value=episode.p_value,
        sensors=tuple((log.names[p.place], p.share, p.direction) for p in episode.sensors),
        levels=tuple((p.mean, p.usual) for p in episode.sensors),
        compared=tuple(p.compared for p in episode.sensors),
        estimated=tuple(p.imputed for p in episode.sensors),
        like=tuple(log.moment(report.found.episodes[k].start_row) for k in episode.like),
    )


def _onsets(judged: _Judged, found: list[Episode]) -> tuple[Onset, ...]:
    """When each sensor of the greatest range left what is usual for it alone, the first one first."""
    log, trained = judged.report.log, judged.report.found.trained_on
    main = max(found, key=lambda e: e.score * np.sqrt(e.end_row - e.start_row + 1))
    begin = max(judged.low, main.start_row - (main.end_row - main.start_row) // 2)
    known = trained[1] + 1 if trained[1] < judged.low else None
    onsets: list[Onset] = []
    for part in main.sensors:
        if part.share < _CLEAR and onsets:
            continue
        name = log.names[part.place]
        alone = detect_log(
            log.only([name]), train_until=None if known is None else _until(known, log), false_alarm_rate=RATE
        )
        first = next((e for e in alone.found.episodes if e.end_row >= begin), None)
        if first is not None and first.start_row <= main.end_row:
            at = max(first.start_row, begin)
            onsets.append(Onset(sensor=name, at=log.moment(at), direction=first.sensors[0].direction))
    return tuple(sorted(onsets, key=lambda o: o.at))
