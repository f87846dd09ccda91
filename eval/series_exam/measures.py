"""Statistics of a short series: trend, cycle, noise, changes over its length. Pure functions on arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

Series = npt.NDArray[np.float64]
"""Shape (steps,), evenly spaced."""
Trend = Literal["none", "linear", "exponential", "log"]
Wave = Literal["sine", "square", "sawtooth"]

_LEAST_CYCLES = 2.0


def autocorrelation(x: Series, lag: int = 1) -> float:
    """Autocorrelation at a lag; 0 of a constant."""
    centred = x - x.mean()
    energy = float(centred @ centred)
    return float(centred[lag:] @ centred[:-lag]) / energy if energy > 0 else 0.0


def smooth(x: Series, width: int) -> Series:
    """Centred moving mean, edges repeated."""
    width = max(1, min(width, x.size // 2)) | 1
    padded = np.pad(x, width // 2, mode="edge")
    return np.asarray(np.convolve(padded, np.ones(width) / width, mode="valid"), dtype=np.float64)


def noise_level(x: Series) -> float:
    """Standard deviation of what changes from step to step, from second differences (robust)."""
    if x.size < 4:
        return 0.0
    second = np.diff(x, 2)
    return float(1.4826 * np.median(np.abs(second - np.median(second))) / np.sqrt(6))


def trend_line(x: Series) -> tuple[float, float]:
    """Slope over the whole length, and the share of the variance that a straight line takes."""
    at = np.linspace(0.0, 1.0, x.size)
    slope, level = np.polyfit(at, x, 1)
    rest = x - slope * at - level
    whole = float(x.var())
    return float(slope), 1.0 - float(rest.var()) / whole if whole > 0 else 0.0


def trend_fits(x: Series) -> Mapping[Trend, float]:
    """Share of the variance that each kind of trend leaves, smallest is best."""
    at = np.linspace(0.0, 1.0, x.size)
    shapes: dict[Trend, list[Series]] = {
        "linear": [at],
        "exponential": [np.exp(rate * at) for rate in (2.0, 3.0, 4.0, 5.0, 6.0)],
        "log": [np.log(1.0 + rate * at) for rate in (10.0, 30.0, 100.0, 300.0)],
    }
    whole = max(float(x.var()), 1e-12)
    found: dict[Trend, float] = {"none": 1.0}
    for kind, columns in shapes.items():
        found[kind] = min(_left(x, column) for column in columns) / whole
    return found


def _left(x: Series, column: Series) -> float:
    design = np.column_stack((column, np.ones_like(column)))
    weights = np.linalg.lstsq(design, x, rcond=None)[0]
    return float((x - design @ weights).var())


def trend_kind(x: Series, *, least: float = 0.3) -> Trend:
    """The kind of trend; ``none`` where no kind takes ``least`` of the variance."""
    base = level_of(x)
    fits = trend_fits(base)
    best: Trend = min(("linear", "exponential", "log"), key=lambda kind: fits[kind])
    taken = 1.0 - trend_fits(x)[best]
    if taken < least:
        return "none"
    return "linear" if fits["linear"] < 1.3 * fits[best] + 0.002 else best


def level_of(x: Series) -> Series:
    """The series without its cycle: a moving mean over whole periods."""
    length = period(x)
    return smooth(x, round(length)) if length is not None else smooth(x, max(3, x.size // 20))


def flat(x: Series) -> Series:
    """The series without its trend: the best of the kinds is taken away, where one is there."""
    at = np.linspace(0.0, 1.0, x.size)
    columns = [at, at**2, np.exp(4.0 * at), np.log(1.0 + 30.0 * at)]
    design = np.column_stack((*columns, np.ones_like(at)))
    return np.asarray(x - design @ np.linalg.lstsq(design, x, rcond=None)[0])


def period(x: Series) -> float | None:
    """Steps of a cycle, by autocorrelation without the trend; None where there is none."""
    rest = flat(x)
    if rest.std() < 1e-9:
        return None
    size = 1 << (2 * x.size - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(rest, size)) ** 2
    correlation = np.fft.irfft(spectrum)[: x.size]
    correlation = correlation / max(correlation[0], 1e-12) * (x.size / np.arange(x.size, 0, -1))
    below = np.flatnonzero(correlation < 0.0)
    most = int(x.size / _LEAST_CYCLES)
    if not below.size or below[0] >= most:
        return None
    start = int(below[0])
    peak = start + int(np.argmax(correlation[start : most + 1]))
    if correlation[peak] < 0.25:
        return None
    best = correlation[peak]
    for lag in range(start + 1, peak):
        local = correlation[lag] >= correlation[lag - 1] and correlation[lag] >= correlation[lag + 1]
        if local and correlation[lag] > 0.85 * best:
            return float(lag)
    return float(peak)


def amplitude(x: Series) -> float:
    """Half the height of the cycle, noise left out."""
    rest = smooth(flat(x), 3)
    low, high = np.quantile(rest, [0.03, 0.97])
    return max(float(high - low) / 2 - 0.5 * noise_level(x), 0.0)


def wave_fits(x: Series) -> Mapping[Wave, float]:
    """Best correlation of the series without trend with each kind of wave, over periods and phases."""
    rest = flat(x)
    guess = period(x)
    periods = (
        [guess * f for f in (0.96, 0.98, 1.0, 1.02, 1.04)] if guess else [x.size / k for k in range(2, 20)]
    )
    at = np.arange(x.size)
    found: dict[Wave, float] = {"sine": 0.0, "square": 0.0, "sawtooth": 0.0}
    for length in periods:
        for shift in np.linspace(0.0, 1.0, 24, endpoint=False):
            phase = (at / length + shift) % 1.0
            waves: dict[Wave, Series] = {
                "sine": np.sin(2 * np.pi * phase),
                "square": np.where(phase < 0.5, 1.0, -1.0),
                "sawtooth": 2.0 * phase - 1.0,
            }
            for kind, wave in waves.items():
                alike = _correlation(rest, wave)
                found[kind] = max(found[kind], abs(alike) if kind == "sawtooth" else alike)
    return found


def _correlation(a: Series, b: Series) -> float:
    spread = float(a.std() * b.std())
    return float(((a - a.mean()) * (b - b.mean())).mean()) / spread if spread > 1e-12 else 0.0


def correlation(a: Series, b: Series) -> float:
    """Correlation of two series of one length; 0 where one is constant."""
    return _correlation(a, b)


def best_lag(a: Series, b: Series, most: int) -> tuple[int, float]:
    """Steps by which ``b`` follows ``a`` best (negative: ``a`` follows), and the correlation there."""
    a, b = flat(a), flat(b)
    shifted: dict[int, float] = {}
    for lag in range(-most, most + 1):
        first, second = (a[: a.size - lag], b[lag:]) if lag >= 0 else (a[-lag:], b[: b.size + lag])
        if first.size > a.size // 3:
            shifted[lag] = _correlation(first, second)
    best = max(shifted.values())
    lag = min((k for k, alike in shifted.items() if alike >= best - 0.03), key=abs)
    return lag, shifted[lag]


def halves(x: Series) -> tuple[Series, Series]:
    """First and second half."""
    return x[: x.size // 2], x[x.size // 2 :]


def crossing_rate(x: Series) -> float:
    """Share of steps at which the smoothed series without trend crosses its median."""
    rest = smooth(flat(x), 5)
    above = rest > np.median(rest)
    return float(np.mean(above[1:] != above[:-1]))


def stationary(x: Series) -> bool:
    """Whether mean and spread are much the same in four parts, in view of how dependent the steps are."""
    parts = np.array_split(x, 4)
    means = np.array([part.mean() for part in parts])
    spreads = np.array([part.std() for part in parts])
    dependence = np.clip(autocorrelation(x), 0.0, 0.97)
    error = x.std() * np.sqrt((1 + dependence) / (1 - dependence) / parts[0].size)
    steady = float(np.ptp(means)) < max(3.5 * error, 0.25 * float(x.std()))
    return steady and float(spreads.max()) < 2.0 * max(float(spreads.min()), 1e-12)


def mean_reverting(x: Series) -> bool:
    """Whether an augmented Dickey-Fuller test denies a random walk at 5 %."""
    from statsmodels.tsa.stattools import adfuller

    if x.std() < 1e-12:
        return True
    return float(adfuller(x, maxlag=4, autolag=None, result_object=True).pvalue) < 0.05


def white(x: Series) -> bool:
    """Whether the first ten autocorrelations are those of white noise (Ljung and Box, 5 %)."""
    lags = np.array([autocorrelation(x, lag) for lag in range(1, 11)])
    statistic = x.size * (x.size + 2) * float((lags**2 / (x.size - np.arange(1, 11))).sum())
    return statistic < 18.3
