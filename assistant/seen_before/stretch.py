"""The stretch that is asked about: by two ends, by a time, or as a detector found it. Knows logs only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from assistant.experts.series.concepts.labels import place_of
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.seen_before.records import Stretch

_NEARLY = 0.5
LEAST = 32
"""Rows to which a shorter anomaly is widened: what a few rows show besides their level is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which stretch: its two ends, or an anomaly that ``detect`` finds.

    Attributes:
        start, end: Times, or data rows from 0.
        anomaly: Its number, from 1; nothing else is looked at where it is given.
        train_until: How many first rows are normal, or the last normal time, as for ``detect``; the calmest
            rows beside the stretch where None.
    """

    start: str = ""
    end: str = ""
    anomaly: int | None = None
    train_until: str | None = None

    def within(self, named: SensorLog, whole: SensorLog) -> Stretch:
        """The stretch in the log that holds the one that was named.

        Raises:
            LogRefused: The ends are no rows or times of the log, or there is no such anomaly.
        """
        normal = None
        if self.train_until is not None:
            last = named.train_rows(self.train_until) - 1
            normal = whole.between(named.moment(0), named.moment(last))
        if self.anomaly is not None:
            report = detect_log(named, train_until=self.train_until)
            return replace(stretch_of_anomaly(report, self.anomaly, whole), normal=normal)
        found = stretch_between(named, self.start, self.end)
        first, after = whole.between(found.start, found.end)
        return Stretch(log=whole, first=first, last=after - 1, normal=normal)


def stretch_between(log: SensorLog, start: str, end: str) -> Stretch:
    """A stretch by its first and last time, or by data rows from 0.

    Raises:
        LogRefused: The ends are no times or rows of the log, or in the wrong order.
    """
    order = np.argsort(log.row, kind="stable")
    first = place_of(start.strip(), log, order, last=False, said="--start")
    last = place_of(end.strip(), log, order, last=True, said="--end")
    if last < first:
        raise LogRefused(f"the stretch ends ({end}) before it starts ({start})")
    return Stretch(log=log, first=first, last=last)


def stretch_at(log: SensorLog, start: datetime, end: datetime) -> Stretch:
    """The rows of a log from one moment to another, widened on both sides where they are few.

    Raises:
        LogRefused: The log has no reading there.
    """
    first, after = log.between(start, end)
    if after <= first:
        raise LogRefused(
            f"{log.name} has no reading from {start} to {end}: it goes from {log.moment(0)} to "
            f"{log.moment(-1)}"
        )
    return _widened(log, first, after - 1)


def stretch_of_anomaly(report: DetectionReport, number: int, log: SensorLog) -> Stretch:
    """An anomaly as a stretch of the log it was found in, or of one that holds that.

    Args:
        number: From 1, in the order of the report.

    Raises:
        LogRefused: There is no such anomaly.
    """
    found = report.found.episodes
    if not 1 <= number <= len(found):
        raise LogRefused(
            f"no anomaly {number} in {report.log.name}: 'assistant detect' finds {len(found) or 'none'}"
        )
    one = found[number - 1]
    return stretch_at(log, report.log.moment(one.start_row), report.log.moment(one.end_row))


def latest_strong(ranges: Sequence[tuple[float, datetime, datetime]]) -> tuple[datetime, datetime] | None:
    """The last of the ranges that say at least half of what the strongest one says; None where there is none.

    Args:
        ranges: How much each says, when it begins and when it ends.
    """
    if not ranges:
        return None
    least = _NEARLY * max(weight for weight, _, _ in ranges)
    return max((start, end) for weight, start, end in ranges if weight >= least)


def _widened(log: SensorLog, first: int, last: int) -> Stretch:
    missing = max(min(LEAST, log.times.size // 4) - (last - first + 1), 0)
    first = max(first - missing // 2, 0)
    last = min(last + missing - missing // 2, log.times.size - 1)
    return Stretch(log=log, first=first, last=last)
