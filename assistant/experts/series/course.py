"""The course of a signal: its trend beyond noise, its cycle, its noise; and which of two signals follows.

Knows arrays on a steady step; no words and no log.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.changes.noise import long_run_noise
from assistant.experts.series.changes.steady import seasonal
from assistant.experts.series.forecast.season import season_of
from assistant.experts.series.operations import Values

FEWEST = 40
"""Readings from which something can be said."""
_SURE = 4.0
"""Errors of the line's rise beyond which there is a trend."""
_MAD = 1.4826
_ALIKE = 0.25
"""Correlation at the best lag from which one signal can be said to follow another."""
_LATEST = 0.25
"""The longest lag looked for, as a share of the readings."""
_TIED = 0.02
"""Lags whose correlation is so near the best one are as good; the shortest is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a signal does over its readings.

    Attributes:
        rise: Of its straight line from the first reading to the last one, the cycle left out.
        error: Standard error of the rise, in view of how much neighbouring readings are alike.
        season: Readings after which the course repeats; 1 where it does not.
        swing: Half the height of the cycle.
        noise: Deviation (robust) around line and cycle.
    """

    rise: float
    error: float
    season: int
    swing: float
    noise: float

    @property
    def clear(self) -> bool:
        """Whether the rise is more than noise."""
        return abs(self.rise) > _SURE * self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How one signal follows another.

    Attributes:
        readings: By how many the second follows the first; negative where the first follows.
        correlation: At that lag.
        alike: Whether the two are alike enough for the lag to mean something.
    """

    readings: int
    correlation: float
    alike: bool


def course_of(values: Values, step_seconds: float) -> Course | None:
    """The course of a signal; None where there are too few readings or all are equal.

    Args:
        values: Shape (steps,); NaN where there is no reading.
        step_seconds: Between steps.
    """
    place = np.flatnonzero(np.isfinite(values))
    if place.size < FEWEST or np.ptp(values[place]) == 0.0:
        return None
    season = season_of(values, step_seconds)
    cycle = seasonal(_straightened(values)[place], place, step_seconds)
    rest = values[place] - cycle
    at = place / (values.size - 1)
    slope, level = np.polyfit(at, rest, 1)
    left = rest - slope * at - level
    error = long_run_noise(left) * float(np.sqrt(12.0 / place.size))
    low, high = np.quantile(cycle, [0.02, 0.98])
    return Course(
        rise=float(slope),
        error=max(error, 1e-12),
        season=season,
        swing=float(high - low) / 2.0,
        noise=_MAD * float(np.median(np.abs(left - np.median(left)))),
    )


def lag_of(first: Values, second: Values) -> Lag | None:
    """By how many steps the second signal follows the first, by the greatest correlation of the two.

    Lines are taken away before. Each correlation is that of the readings that both have at that lag. Two
    signals that only repeat after the same period are alike again a period later: of lags that are as good
    the shortest is taken.

    Args:
        first, second: Shape (steps,) on the same steps; NaN where there is no reading.

    Returns:
        None where there are too few common readings or one does not move.
    """
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < FEWEST or min(np.ptp(first[both]), np.ptp(second[both])) == 0.0:
        return None
    one, other = _straightened(first), _straightened(second)
    most = int(_LATEST * first.size)
    found = correlations(one, other, most)
    lags = np.arange(-most, most + 1)
    good = np.flatnonzero(found >= found.max() - _TIED)
    best = int(good[np.argmin(np.abs(lags[good]))])
    best = _top_of(found, best)
    effective = _effective(one, other)
    alike = found[best] >= max(_ALIKE, 3.5 / np.sqrt(effective))
    return Lag(readings=int(lags[best]), correlation=float(found[best]), alike=bool(alike))


def correlations(first: Values, second: Values, most: int) -> Values:
    """Correlation of ``second`` with ``first`` shifted by -most to most steps, shape (2 most + 1,).

    Args:
        first, second: Less their lines; NaN where there is no reading.
    """
    size = 1 << int(2 * first.size - 1).bit_length()
    seen = [np.isfinite(x).astype(np.float64) for x in (first, second)]
    filled = [np.where(np.isfinite(x), x, 0.0) for x in (first, second)]

    def crossed(a: Values, b: Values) -> Values:
        whole = np.fft.irfft(np.conj(np.fft.rfft(a, size)) * np.fft.rfft(b, size), size)
        return np.concatenate((whole[-most:], whole[: most + 1])) if most else whole[:1]

    products = crossed(filled[0], filled[1])
    powers = crossed(filled[0] ** 2, seen[1]) * crossed(seen[0], filled[1] ** 2)
    return np.asarray(products / np.sqrt(np.maximum(powers, 1e-300)))


def _straightened(values: Values) -> Values:
    good = np.isfinite(values)
    at = np.arange(values.size, dtype=np.float64)
    slope, level = np.polyfit(at[good], values[good], 1)
    return np.asarray(values - slope * at - level)


def _top_of(found: Values, start: int) -> int:
    """The peak that a lag lies on the slope of."""
    at = start
    while 0 < at < found.size - 1 and max(found[at - 1], found[at + 1]) > found[at]:
        at += 1 if found[at + 1] > found[at - 1] else -1
    return at


def _effective(first: Values, second: Values) -> float:
    """How many independent readings the correlation of two signals rests on (Bartlett, first order)."""
    memory = 1.0
    for values in (first, second):
        seen = values[np.isfinite(values)]
        memory *= float(np.corrcoef(seen[:-1], seen[1:])[0, 1])
    memory = min(max(memory, 0.0), 0.99)
    return float(np.isfinite(first).sum() * (1.0 - memory) / (1.0 + memory))
