"""A first robust anomaly detector for one log: each sensor against its own course, and all sensors together.

Knows arrays only. Deeper detectors take its place behind the same protocol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
from scipy import stats

from assistant.experts.series.operations import Times, Values

Matrix = npt.NDArray[np.float64]
Direction = Literal["high", "low"]

_CONSISTENT = 1.4826
"""The median absolute deviation times this is the standard deviation of normal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A sensor's part in an anomaly.

    Attributes:
        share: 0 to 1; the shares of a range add up to 1 over all sensors.
        direction: Whether the sensor stood above or below its usual value.
    """

    name: str
    share: float
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyRange:
    """Anomalous rows ``[start_row, end_row]``, both included.

    Attributes:
        score: Highest score in the range; 1 is the threshold.
        p_value: Share of usual readings that would score as high, from the tail of the usual scores.
        sensors: Contributions, greatest first, at most five.
    """

    start_row: int
    end_row: int
    score: float
    p_value: float
    sensors: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """Scores of all rows and the ranges above the threshold, in order of time."""

    scores: Values
    p_values: Values
    ranges: tuple[AnomalyRange, ...]


class Detector(Protocol):
    """Finds anomalies in a log."""

    @property
    def name(self) -> str:
        """As the user sees it."""
        ...

    def detect(
        self, times: Times, values: Matrix, names: Sequence[str], *, train_rows: int | None = None
    ) -> Detection:
        """Scores rows.

        Args:
            times: ``int64`` microseconds, shape (rows,).
            values: Shape (rows, sensors); NaN where a value is missing.
            names: Of the sensors.
            train_rows: The first rows that are normal; all rows, robustly, where None.
        """
        ...


@dataclass(frozen=True, slots=True)
class RobustDetector:
    """Robust z-scores of level and of departures from a rolling median, and a shrunk Mahalanobis distance.

    A sensor's level is compared with the median and median absolute deviation of the training rows; its
    short-term course with a rolling median. All sensors together are compared by the Mahalanobis distance
    with a covariance shrunk as by Ledoit and Wolf (2004). Squared distances are scaled so that their
    median is that of the chi-squared distribution, which gives p-values that hold for normal data.

    Args:
        alpha: False alarms a row on usual data that the threshold aims at.
        window: Readings of the rolling median.
        shortest: Readings that a range must hold, unless one of them is far beyond the threshold.
        join: Ranges closer than this many readings are one.
    """

    alpha: float = 1e-4
    window: int = 25
    shortest: int = 3
    join: int = 10

    @property
    def name(self) -> str:
        """As the user sees it."""
        return "robust z-scores with a shrunk Mahalanobis distance"

    def detect(
        self, times: Times, values: Matrix, names: Sequence[str], *, train_rows: int | None = None
    ) -> Detection:
        """See ``Detector.detect``."""
        rows = values.shape[0]
        usable = [j for j in range(values.shape[1]) if _varies(values[: train_rows or rows, j])]
        if rows < 20 or not usable:
            return Detection(np.zeros(rows), np.ones(rows), ())
        filled = _filled(values[:, usable])
        train = slice(0, train_rows or rows)
        z = _robust_z(filled, train)
        departures = _robust_z(filled - _rolling_median(filled, self.window), train)
        clipped = np.clip(z, -8, 8)
        squared = _mahalanobis(clipped, train)
        jumps = _gauss_log_p(departures, train) + np.log(z.shape[1])
        log_p = np.minimum(_chi_log_p(squared, z.shape[1], train), jumps)
        log_p = np.minimum(log_p, 0.0)
        scores = log_p / np.log(self.alpha)
        smooth = _median_smooth(scores, 3)
        ranges = self._ranges(times, scores, smooth, log_p, z, departures, [names[j] for j in usable])
        return Detection(scores, np.exp(log_p), ranges)

    def _ranges(
        self,
        times: Times,
        scores: Values,
        smooth: Values,
        log_p: Values,
        z: Matrix,
        departures: Matrix,
        names: Sequence[str],
    ) -> tuple[AnomalyRange, ...]:
        del times
        rows = np.flatnonzero((smooth >= 1) | (scores >= 3))
        if not rows.size:
            return ()
        breaks = np.flatnonzero(np.diff(rows) > self.join)
        starts = np.concatenate(([0], breaks + 1))
        ends = np.concatenate((breaks, [rows.size - 1]))
        found: list[AnomalyRange] = []
        for a, b in zip(starts, ends, strict=True):
            first, last = int(rows[a]), int(rows[b])
            peak = float(scores[first : last + 1].max())
            if last - first + 1 < self.shortest and peak < 3:
                continue
            found.append(
                AnomalyRange(
                    start_row=first,
                    end_row=last,
                    score=round(peak, 3),
                    p_value=float(np.exp(max(log_p[first : last + 1].min(), -700.0))),
                    sensors=_contributions(z[first : last + 1], departures[first : last + 1], names),
                )
            )
        return tuple(found)


def _varies(column: Values) -> bool:
    present = column[np.isfinite(column)]
    return present.size >= 20 and float(np.ptp(present)) > 0


def _filled(values: Matrix) -> Matrix:
    """Missing values carry the last one on; leading ones the first."""
    filled = values.copy()
    for j in range(filled.shape[1]):
        column = filled[:, j]
        good = np.isfinite(column)
        places = np.maximum.accumulate(np.where(good, np.arange(column.size), 0))
        column[:] = column[places]
        column[~np.isfinite(column)] = column[good][0]
    return filled


def _robust_z(values: Matrix, train: slice) -> Matrix:
    """Distance from the median in robust standard deviations.

    The spread is at least half the standard deviation between the 1st and 99th percentiles and the usual
    step between unequal readings, so that a coarse or mostly resting signal is not all outliers.
    """
    sample = values[train]
    centre = np.median(sample, axis=0)
    spread = _CONSISTENT * np.median(np.abs(sample - centre), axis=0)
    low, high = np.quantile(sample, [0.01, 0.99], axis=0)
    trimmed = np.clip(sample, low, high).std(axis=0)
    steps = np.abs(np.diff(sample, axis=0))
    usual = [float(np.median(c[c > 0])) if np.any(c > 0) else 0.0 for c in steps.T]
    spread = np.maximum(spread, np.maximum(0.5 * trimmed, usual))
    plain = sample.std(axis=0)
    return np.asarray((values - centre) / np.where(spread > 0, spread, np.where(plain > 0, plain, 1.0)))


def _rolling_median(values: Matrix, window: int) -> Matrix:
    """Median of the last ``window`` readings before each one (the first ones: of what there is)."""
    import pandas as pd

    rolled = pd.DataFrame(values).rolling(window, min_periods=1).median().shift(1)
    return np.asarray(rolled.bfill().to_numpy(), dtype=np.float64)


def _mahalanobis(z: Matrix, train: slice) -> Values:
    from sklearn.covariance import LedoitWolf

    sample = z[train]
    if sample.shape[0] > 20_000:
        sample = sample[:: sample.shape[0] // 20_000 + 1]
    fitted = LedoitWolf(assume_centered=True).fit(sample)
    return np.asarray(np.einsum("ij,jk,ik->i", z, fitted.precision_, z))


def _chi_log_p(squared: Values, sensors: int, train: slice) -> Values:
    """Logarithm of the p-value of squared distances, scaled by their median on the training rows."""
    median = float(np.median(squared[train]))
    upper = float(np.quantile(squared[train], 0.9))
    scale = max(median / stats.chi2.median(sensors), upper / stats.chi2.ppf(0.9, sensors), 1e-12)
    return np.asarray(stats.chi2.logsf(squared / scale, sensors))


def _gauss_log_p(z: Matrix, train: slice) -> Values:
    """Logarithm of the smallest two-sided p-value of a row.

    Signals jump in use: each sensor is scaled so that its 99.5th percentile is that of normal data.
    """
    tail = np.quantile(np.abs(z[train]), 0.995, axis=0) / stats.norm.ppf(0.9975)
    scaled = np.abs(z) / np.maximum(tail, 1.0)
    log_p: Matrix = np.asarray(np.log(2) + stats.norm.logsf(scaled))
    return np.asarray(log_p.min(axis=1))


def _median_smooth(values: Values, window: int) -> Values:
    if values.size < window:
        return values
    padded = np.pad(values, window // 2, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1))


def _contributions(z: Matrix, departures: Matrix, names: Sequence[str]) -> tuple[Contribution, ...]:
    strength = np.mean(z**2, axis=0) + 0.25 * np.max(departures**2, axis=0)
    share = strength / strength.sum() if strength.sum() > 0 else np.full(len(names), 1 / len(names))
    found = []
    for j in np.argsort(-share)[:5]:
        level = float(np.median(z[:, j]))
        jump = float(departures[np.argmax(np.abs(departures[:, j])), j])
        sign = level if abs(level) > 1 else jump
        found.append(
            Contribution(
                name=names[j], share=round(float(share[j]), 3), direction="high" if sign >= 0 else "low"
            )
        )
    return tuple(found)
