"""What one series is asked for: waves, trends, noise, stationarity, regimes. Knows exercises and measures."""

from __future__ import annotations

import re

import numpy as np

from assistant.experts.series.tokens import fold
from eval.series_exam import measures as m
from eval.series_exam.measures import Series
from eval.series_exam.options import Exercise, number_nearest, option_with, yes_no


def length(x: Series) -> float:
    """Twice the median of the steps between crossings: a period that needs less than two cycles."""
    rest = m.smooth(m.flat(x), 5)
    above = rest > np.median(rest)
    places = np.flatnonzero(above[1:] != above[:-1])
    between = np.diff(places)
    between = between[between > 2]
    return 2.0 * float(np.mean(between)) if between.size else float(x.size)


def spread(x: Series) -> float:
    """Standard deviation without the trend."""
    return float(m.flat(x).std())


def wave(exercise: Exercise) -> int | None:
    """The kind of wave that fits best; none where none fits."""
    x = exercise.series[0]
    fits = m.wave_fits(x)
    nothing = option_with(exercise, r"no pattern")
    if nothing is not None and max(fits.values()) < 0.4:
        return nothing
    best = max(fits, key=lambda kind: fits[kind])
    return option_with(exercise, best)


def two_waves(exercise: Exercise) -> int | None:
    """The option without the wave that fits least."""
    least = min(m.wave_fits(exercise.series[0]).items(), key=lambda item: item[1])[0]
    return next((k for k, o in enumerate(exercise.options) if least not in fold(o)), None)


def components(exercise: Exercise) -> int | None:
    """The option whose trend and wave fit best together."""
    x = exercise.series[0]
    fits = {str(kind): left for kind, left in m.trend_fits(m.level_of(x)).items()}
    waves = {str(kind): alike for kind, alike in m.wave_fits(x).items()}
    scores: list[float] = []
    for option in exercise.options:
        words = fold(option)
        trend = next((t for t in ("exponential", "linear", "log") if t in words), "none")
        wave = next((w for w in ("sine", "square", "sawtooth") if w in words), None)
        scores.append((waves[wave] if wave else 0.0) - 1.5 * fits[trend])
    return int(np.argmax(scores))


def trend(exercise: Exercise, x: Series | None = None) -> int | None:
    """The kind of trend among those offered."""
    series = exercise.series[0] if x is None else x
    fits = {str(kind): left for kind, left in m.trend_fits(m.level_of(series)).items()}
    kind = m.trend_kind(series)
    if option_with(exercise, r"no trend") is not None and kind == "none":
        return option_with(exercise, r"no trend")
    offered = [k for k in ("exponential", "linear", "log") if option_with(exercise, rf"\b{k}") is not None]
    if not offered:
        return None
    best = kind if kind in offered else min(offered, key=lambda k: fits[k])
    return option_with(exercise, rf"\b{best}")


def direction(exercise: Exercise) -> int | None:
    """Which way a straight line goes, where it takes enough of the variance."""
    slope, taken = m.trend_line(exercise.series[0])
    if taken < 0.12:
        return option_with(exercise, r"no trend")
    return option_with(exercise, r"upward" if slope > 0 else r"downward")


def slope(exercise: Exercise) -> int | None:
    """The slope, for the length or a step, nearest to an option."""
    slope, taken = m.trend_line(exercise.series[0])
    size = exercise.series[0].size
    zero = option_with(exercise, r"^0$")
    if taken < 0.05 and zero is not None:
        return zero
    numbers = [
        float(o) for o in exercise.options if re.fullmatch(r"-?\d+(\.\d+)?", o.strip()) and float(o) != 0
    ]
    per_step = abs(slope) / size
    told = [v for v in (abs(slope), per_step, per_step * 100) if v > 0]
    if not numbers or not told:
        return zero
    best = min(told, key=lambda v: min(abs(np.log(v / abs(n))) for n in numbers))
    return number_nearest(exercise, best)


def combined(exercise: Exercise) -> int | None:
    """Multiplicative where the size of the cycle goes with the level, or where cycles beat."""
    x = exercise.series[0]
    parts = np.array_split(x, 6)
    levels = np.array([part.mean() for part in parts])
    sizes = np.array([spread(part) for part in parts])
    together = abs(m.correlation(np.abs(levels - levels.min()), sizes))
    varied = float(sizes.max() / max(sizes.min(), 1e-9))
    return option_with(exercise, r"multiplicative" if varied > 1.8 and together > 0.5 else r"additive")


def dominant(exercise: Exercise) -> int | None:
    """Which of trend, cycle and noise holds most of the variance."""
    x = exercise.series[0]
    _, trend = m.trend_line(x)
    trend = max(trend, 1.0 - min(v for k, v in m.trend_fits(x).items() if k != "none"))
    noise = m.noise_level(x) ** 2 / max(float(x.var()), 1e-12)
    cycle = max(1.0 - trend - noise, 0.0) if m.period(x) is not None else 0.0
    return option_with(
        exercise, max({"trend": trend, "noise": noise, "season": cycle}.items(), key=lambda i: i[1])[0]
    )


def turns(exercise: Exercise) -> int | None:
    """Whether the level goes up and down."""
    level = m.smooth(m.level_of(exercise.series[0]), exercise.series[0].size // 8)
    slopes = [m.trend_line(part)[0] for part in np.array_split(level, 3)]
    whole = max(float(np.ptp(level)), 1e-9)
    clear = [s for s in slopes if abs(s) > 0.12 * whole]
    return yes_no(exercise, said=bool(clear) and min(clear) < 0 < max(clear))


def halves_alike(exercise: Exercise) -> int | None:
    """Whether both halves have the same slope."""
    first, second = (m.trend_line(half)[0] for half in m.halves(exercise.series[0]))
    apart = abs(first - second) > 0.4 * max(abs(first), abs(second), 1e-9)
    return option_with(exercise, r"different" if apart else r"same")


def amplitude_of_last(exercise: Exercise) -> int | None:
    """Amplitude of the second half."""
    return number_nearest(exercise, m.amplitude(m.halves(exercise.series[0])[1]))


def noise_kind(exercise: Exercise) -> int | None:
    """White noise, a walk, or none to speak of."""
    x = exercise.series[0]
    share = m.noise_level(x) / max(float(x.std()), 1e-9)
    if option_with(exercise, r"no significant") is not None and share < 0.08 and m.period(x) is not None:
        return option_with(exercise, r"no significant")
    rest = x if m.period(x) is None else x - m.smooth(x, 5)
    walk = m.autocorrelation(x) > 0.9 and m.period(rest) is None and share < 0.6
    return option_with(exercise, r"red|random walk") if walk else option_with(exercise, r"white")


def noisy(exercise: Exercise) -> int | None:
    """Whether there is noise of the kind asked for."""
    x = exercise.series[0]
    share = m.noise_level(x) / max(float(x.std()), 1e-9)
    if "random walk" in fold(exercise.question):
        return yes_no(exercise, said=m.autocorrelation(x) > 0.9 and not m.mean_reverting(x) and share > 0.02)
    return yes_no(exercise, said=share > 0.15)


def lag_one(exercise: Exercise) -> int | None:
    """The sign of the autocorrelation at lag 1."""
    value = m.autocorrelation(exercise.series[0])
    return option_with(exercise, r"positive" if value > 0.3 else r"negative" if value < -0.3 else r"^no\b")


def stationary_after(exercise: Exercise) -> int | None:
    """Whether the series is stationary without its trend or cycle, or differenced."""
    x, text = exercise.series[0], fold(exercise.question)
    if "differenc" in text:
        return yes_no(exercise, said=m.stationary(np.diff(x)))
    if "trend" in text:
        return yes_no(exercise, said=m.stationary(m.flat(x)))
    level = m.level_of(x)[x.size // 10 : -(x.size // 10)]
    return yes_no(exercise, said=float(np.ptp(level)) < 0.8 * float(x.std()))


def regimes(exercise: Exercise) -> int:
    """How many stretches of one mean and spread there are, by the jumps of both."""
    x = exercise.series[0]
    width = max(x.size // 16, 8)
    windows = np.lib.stride_tricks.sliding_window_view(x, width)
    level, spread = windows.mean(axis=1), np.log(windows.std(axis=1) + 0.05 * x.std())
    jumps = np.abs(level[width:] - level[:-width]) / max(float(np.median(windows.std(axis=1))), 1e-9)
    jumps = np.maximum(jumps / 2.0, np.abs(spread[width:] - spread[:-width]) / 0.9)
    count, at = 1, 0
    while at < jumps.size:
        if jumps[at] > 1.4:
            count += 1
            at += 2 * width
        at += 1
    return count


def variance(exercise: Exercise) -> int | None:
    """The variance, or that it varies."""
    x = exercise.series[0]
    spreads = [part.std() for part in np.array_split(x, 4)]
    varies = option_with(exercise, r"varies")
    if varies is not None and max(spreads) > 1.7 * min(spreads):
        return varies
    return number_nearest(exercise, float(x.var()))


def weak(exercise: Exercise) -> int | None:
    """Whether mean and variance hold, and which does not."""
    x = exercise.series[0]
    spreads = [float(part.std()) for part in np.array_split(x, 4)]
    if m.stationary(x):
        return option_with(exercise, r"^yes")
    return option_with(exercise, r"variance" if max(spreads) > 2 * min(spreads) else r"mean", r"^no")


def pieces(exercise: Exercise) -> int | None:
    """How many straight pieces the level has."""
    level = m.smooth(exercise.series[0], exercise.series[0].size // 12)
    slopes = np.array([m.trend_line(part)[0] for part in np.array_split(level, 12)])
    jumps = np.abs(np.diff(slopes)) > 0.5 * max(float(np.abs(slopes).max()), 1e-9)
    starts = jumps & ~np.concatenate(([False], jumps[:-1]))
    return number_nearest(exercise, float(1 + starts.sum()), relative=False)
