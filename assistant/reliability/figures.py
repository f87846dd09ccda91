"""Reliability figures of repairable machines, from the times of their failures. Knows no table and no words.

Terms as in EN 15341 and ISO 14224; time is calendar time, since a register of work holds no running hours.
Intervals and the test of a trend: MIL-HDBK-189C.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from scipy.stats import chi2

from assistant.reliability.register import Work

_CONFIDENCE = 0.90
FEWEST_FOR_TREND = 5
"""Failures from which a trend is tested."""
CRITICAL = 1.645
"""Of a standard normal variable: passed by one in twenty on each side where nothing changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A stretch of time in which failures were recorded."""

    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Calendar hours."""
        return (self.end - self.start).total_seconds() / 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the orders on one machine come to.

    Attributes:
        failures: Number of failures.
        mtbf: Up time by failures, in hours; None without a failure.
        mtbf_low, mtbf_high: 90 % interval for failures at a constant rate; None above without a failure.
        downtime: Hours of all its orders; None where the register tells none.
        down_of_failures: Hours of its failures alone.
        repair: Mean hours of a failure: standing still, or from report to end where ``elapsed``.
        elapsed: True where ``repair`` is the time from the report to the end, for want of recorded downtime.
        availability: Share of the time in which it did not stand still; None without recorded downtime.
        cost: Of all its orders; None where no order tells any.
    """

    machine: str
    observed: Observed
    orders: int
    failures: int
    mtbf: float | None
    mtbf_low: float
    mtbf_high: float | None
    downtime: float | None
    down_of_failures: float | None
    repair: float | None
    elapsed: bool
    availability: float | None
    labour: float | None
    cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Whether failures come more often.

    Attributes:
        first, second: Failures in the first and second half of the time.
        laplace: Laplace's U, standard normal where the rate is constant; None for too few failures.
    """

    first: int
    second: int
    laplace: float | None

    @property
    def way(self) -> str:
        """``more``, ``fewer``, ``same`` or, for too few failures, ``unknown``."""
        if self.laplace is None:
            return "unknown"
        return "more" if self.laplace > CRITICAL else "fewer" if self.laplace < -CRITICAL else "same"


def figures_of(machine: str, works: Sequence[Work], observed: Observed) -> Figures:
    """The figures of a machine from its orders in the time observed.

    Args:
        works: Its orders whose beginning lies in that time.
    """
    failures = [work for work in works if work.failed]
    down = _sum(work.downtime for work in works)
    failed_down = _sum(work.downtime for work in failures)
    up = max(observed.hours - (down or 0.0), 0.0)
    number = len(failures)
    repair, elapsed = _repair(failures)
    return Figures(
        machine=machine,
        observed=observed,
        orders=len(works),
        failures=number,
        mtbf=up / number if number else None,
        mtbf_low=2 * up / float(chi2.ppf((1 + _CONFIDENCE) / 2, 2 * number + 2)),
        mtbf_high=2 * up / float(chi2.ppf((1 - _CONFIDENCE) / 2, 2 * number)) if number else None,
        downtime=down,
        down_of_failures=failed_down,
        repair=repair,
        elapsed=elapsed,
        availability=up / observed.hours if down is not None and observed.hours else None,
        labour=_sum(work.labour for work in works),
        cost=_sum(work.cost for work in works),
    )


def trend_of(times: Sequence[datetime], observed: Observed) -> Trend:
    """Laplace's test of failure times in a stretch that ended at a given time, not at a failure."""
    hours = [(at - observed.start).total_seconds() / 3600 for at in times]
    half, number = observed.hours / 2, len(hours)
    laplace = None
    if number >= FEWEST_FOR_TREND and half:
        laplace = (sum(hours) / number - half) / (observed.hours * sqrt(1 / (12 * number)))
    first = sum(at < half for at in hours)
    return Trend(first=first, second=number - first, laplace=laplace)


def _repair(failures: Sequence[Work]) -> tuple[float | None, bool]:
    """Mean hours of standing still; where none is recorded, from the report to the end."""
    down = [work.downtime for work in failures if work.downtime is not None]
    if down:
        return sum(down) / len(down), False
    spans = [
        (w.finished - w.at).total_seconds() / 3600 for w in failures if w.finished and w.finished >= w.at
    ]
    return (sum(spans) / len(spans), True) if spans else (None, False)


def _sum(amounts: Iterable[float | None]) -> float | None:
    held = [amount for amount in amounts if amount is not None]
    return sum(held) if held else None
