"""How a sensor moved while its machine ran, from its log. Knows queries, no question and no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assistant.experts.series.events import moment
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.query import SeriesQuery
from assistant.experts.series.standstill import standstills
from assistant.experts.series.trend import Stretch, Way, stretches
from assistant.experts.series.window import Window
from assistant.records import Cell, Evidence, Rows

_SURE = 0.95
_PERCENTILES = (5, 25, 50, 75, 95)
_NEAR = 5
"""Steps within which one thing follows on another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The stretches of one sensor within a window.

    Attributes:
        unit: Of the sensor; None where nobody says.
        stretches: In order of time; standstills are left out.
        stops: First and last moment of each standstill.
        lowest, highest: Of the readings while it ran.
        usual: Their 5th, 25th, 50th, 75th and 95th percentile.
    """

    log: LogNames
    sensor: SensorName
    unit: str | None
    stretches: tuple[Stretch, ...]
    stops: tuple[tuple[datetime, datetime], ...]
    lowest: float
    highest: float
    sql: str
    usual: tuple[float, ...] = ()

    @property
    def now(self) -> Stretch:
        """The last stretch."""
        return self.stretches[-1]

    def largest(self, way: Way) -> Stretch | None:
        """The stretch in which it moved most that way, starts of the machine left out."""
        found = (s for s in self.stretches if s.way == way and not self._starts(s))
        return max(found, key=lambda s: abs(s.rise), default=None)

    def stopped_after(self, stretch: Stretch) -> bool:
        """Whether the machine stood still as soon as a stretch ended."""
        near = _NEAR * self.log.ref.step_seconds
        return any(0 <= (start - stretch.end).total_seconds() <= near for start, _ in self.stops)

    def _starts(self, stretch: Stretch) -> bool:
        """Whether the machine had just started: what warms up then is no trend."""
        near = _NEAR * self.log.ref.step_seconds
        return any(0 <= (stretch.start - end).total_seconds() <= near for _, end in self.stops)

    def evidence(self, statement: str) -> Evidence:
        """The stretches as they are cited."""
        name = self.sensor.sensor.name
        rows: list[tuple[Cell, ...]] = [
            (one.start.isoformat(sep=" "), one.end.isoformat(sep=" "), *_rounded(one))
            for one in self.stretches
        ]
        source = self.log.parts[-1].source if self.log.parts else self.log.ref.source
        return Evidence(
            kind="series",
            source=source,
            quote=statement,
            score=_SURE,
            statement=statement,
            rows=Rows(
                columns=("start", "end", "first", "last", "per day"), values=tuple(rows), total=len(rows)
            ),
            sql=self.sql,
            sensor=name,
            start=self.stretches[0].start,
            end=self.stretches[-1].end,
        )


def _rounded(one: Stretch) -> tuple[float, float, float]:
    return round(one.first, 4), round(one.last, 4), round(one.per_day, 4)


def moved(
    query: SeriesQuery,
    log: LogNames,
    sensor: SensorName,
    window: Window,
    *,
    drives: Sequence[SensorName] = (),
    unit: str | None = None,
) -> Moved | None:
    """How a sensor moved; None where it has too few readings.

    Args:
        drives: What tells whether the machine runs; none where that is not known.
    """
    frame = query.frame(log, window, [sensor, *drives], complete=False)
    if not frame.times.size:
        return None
    values = frame.values[sensor.sensor.name].astype(np.float64)
    stood = standstills(np.column_stack([frame.values[d.sensor.name] for d in drives])) if drives else []
    if sum(run.readings for run in stood) >= frame.times.size:
        stood = []
    runs = np.ones(frame.times.size, dtype=np.bool_)
    for run in stood:
        runs[run.first : run.last + 1] = False
    found = stretches(frame.times[runs], values[runs])
    if not found:
        return None
    return Moved(
        log=log,
        sensor=sensor,
        unit=unit,
        stretches=tuple(found),
        stops=tuple((moment(frame.times[run.first]), moment(frame.times[run.last])) for run in stood),
        lowest=float(np.nanmin(values[runs])),
        highest=float(np.nanmax(values[runs])),
        sql=frame.sql,
        usual=tuple(float(one) for one in np.nanpercentile(values[runs], _PERCENTILES)),
    )
