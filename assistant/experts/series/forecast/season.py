"""The season of a sensor: the period after which its course repeats, if any. Knows one signal at a time."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.forecast.protocol import Matrix
from assistant.experts.series.operations import Values

_CLEAR, _CLEAR_CALENDAR = 0.5, 0.3
"""Autocorrelation at a season from which it counts; less is asked of an hour, a day or a week."""
_PROMINENT = 0.15
"""How far the autocorrelation must have risen to a peak."""
_NEAR = 0.8
"""Peaks so near the highest one may be the season too; the shortest is."""
_AS_GOOD = 0.1
"""How much higher the autocorrelation of a period must be than that of a part of it."""
_MULTIPLE = 0.03
"""How far, as a share, a period may be from a multiple of its part."""
_SHORTEST = 4
_PERIODS = 4
"""A season must have been seen so often."""
_CALENDAR = (3600.0, 86_400.0, 604_800.0)


def seasons_of(values: Matrix, step_seconds: float) -> tuple[int, ...]:
    """Rows of each sensor's season; 1 where there is none.

    Args:
        values: Shape (rows, sensors); NaN where missing.
        step_seconds: Between rows.
    """
    return tuple(season_of(values[:, j], step_seconds) for j in range(values.shape[1]))


def season_of(values: Values, step_seconds: float) -> int:
    """The shortest period with one of the highest peaks of the autocorrelation; calendar periods win.

    A peak counts only where the autocorrelation rises to it: a slow signal resembles itself at any short
    distance, which is no season.
    """
    found = autocorrelation(values, values.size // _PERIODS)
    if found.size <= _SHORTEST + 2:
        return 1
    inner = np.arange(_SHORTEST, found.size - 1)
    risen = found[inner] - np.minimum.accumulate(found)[inner]
    peaks = inner[
        (found[inner] >= found[inner - 1]) & (found[inner] > found[inner + 1]) & (risen >= _PROMINENT)
    ]
    peaks = peaks[found[peaks] >= _CLEAR_CALENDAR]
    if not peaks.size:
        return 1
    near = [int(p) for p in peaks if found[p] >= _NEAR * float(found[peaks].max())]
    for seconds in _CALENDAR:
        period = round(seconds / step_seconds) if step_seconds > 0 else 0
        there = [p for p in near if abs(period - p) <= max(1, round(0.02 * period))]
        if there:
            part = _part_of(there[0], near, found)
            return period if part == there[0] else part
    clear = [p for p in near if found[p] >= _CLEAR]
    return _part_of(clear[0], near, found) if clear else 1


def _part_of(period: int, near: list[int], found: Values) -> int:
    """The shortest of the peaks that a period is a multiple of, where it is as good; else the period.

    Where a day matters the course repeats better after a day than after a part of it.
    """
    for peak in near:
        times = round(period / peak)
        multiple = times > 1 and abs(period - times * peak) <= max(times, _MULTIPLE * period)
        if multiple and found[peak] > found[period] - _AS_GOOD:
            return peak
    return period


def autocorrelation(values: Values, lags: int) -> Values:
    """Autocorrelation at lags 0 to ``lags`` of the readings less their straight line; holes count as usual.

    Returns:
        Shape (lags + 1,); empty where the signal does not vary.
    """
    good = np.isfinite(values)
    if good.sum() < 2 * _SHORTEST or lags < 1:
        return np.zeros(0)
    rows = np.arange(values.size, dtype=np.float64)
    slope, level = np.polyfit(rows[good], values[good], 1)
    apart = np.where(good, values - slope * rows - level, 0.0)
    spread = float(apart[good].std())
    if spread <= 1e-9 * max(1.0, float(np.abs(values[good]).max())):
        return np.zeros(0)
    size = 1 << int(2 * values.size - 1).bit_length()
    power = np.abs(np.fft.rfft(apart, size)) ** 2
    pairs = np.abs(np.fft.rfft(good.astype(np.float64), size)) ** 2
    sums = np.fft.irfft(power, size)[: lags + 1]
    counts = np.fft.irfft(pairs, size)[: lags + 1]
    return np.asarray(sums / np.maximum(counts, 1.0) / spread**2)
