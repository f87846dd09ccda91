"""What two series are asked for: which comes first, which is alike. Knows exercises and measures."""

from __future__ import annotations

import re

import numpy as np

from assistant.experts.series.tokens import fold
from eval.series_exam import measures as m
from eval.series_exam.measures import Series
from eval.series_exam.options import Exercise, greater, option_with, yes_no


def ar(exercise: Exercise) -> int | None:
    """Autoregressions forget by and by, moving averages at once: the second autocorrelation tells."""

    def memory(x: Series) -> float:
        return abs(m.autocorrelation(x, 2)) + abs(m.autocorrelation(x, 3))

    return greater(exercise, memory)


def ma(exercise: Exercise) -> int | None:
    """The one of two series that forgets sooner."""
    place = ar(exercise)
    return None if place is None else 1 - place


def random_part(x: Series) -> float:
    """Deviation of what a first autoregression leaves."""
    slope = m.autocorrelation(x)
    centred = x - x.mean()
    return float((centred[1:] - slope * centred[:-1]).std())


def granger(exercise: Exercise) -> int | None:
    """Which of two series helps to tell the other."""
    a, b = exercise.series[:2]
    forward, backward = helps(a, b), helps(b, a)
    text = fold(exercise.question)
    if max(forward, backward) < 4.0:
        return option_with(exercise, r"not granger", r"^no\b")
    said = r"time series 1 granger causes" if forward >= backward else r"time series 2 granger causes"
    return option_with(
        exercise, said, r"^yes" if ("1 granger cause" in text) == (forward >= backward) else r"^no"
    )


def helps(a: Series, b: Series, lags: int = 5) -> float:
    """F statistic of what the past of ``a`` adds to the past of ``b`` in telling ``b``."""
    target = b[lags:]
    own = np.column_stack([b[lags - k : -k] for k in range(1, lags + 1)] + [np.ones(target.size)])
    other = np.column_stack([a[lags - k : -k] for k in range(1, lags + 1)])
    both = np.column_stack((own, other))
    left = [float(((target - d @ np.linalg.lstsq(d, target, rcond=None)[0]) ** 2).sum()) for d in (own, both)]
    free = max(target.size - both.shape[1], 1)
    return float((left[0] - left[1]) / lags / max(left[1] / free, 1e-12))


def lagged(exercise: Exercise) -> int | None:
    """Lagging and its length; the exam calls the series lagged that shows the pattern earlier."""
    a, b = exercise.series[:2]
    lag, alike = m.best_lag(a, b, a.size // 3)
    text = fold(exercise.question)
    if "lagging step" in text:
        bounds = [tuple(float(n) for n in re.findall(r"\d+", option)) for option in exercise.options]
        apart = [
            min(abs(abs(lag) - n) for n in pair) if not pair[0] <= abs(lag) <= pair[1] else -1.0
            for pair in bounds
        ]
        return int(np.argmin(apart))
    if alike < 0.6 or lag == 0:
        return option_with(exercise, r"do not share|not lagged", r"^no")
    if "time series 1 a lagged" in text or "time series 2 a lagged" in text:
        follows_second = lag < 0
        asked_second = "time series 2 a lagged" in text
        if follows_second == asked_second:
            return option_with(exercise, r"^yes")
        return option_with(exercise, r"is a lagged version")
    return yes_no(exercise, said=True)


def alike(exercise: Exercise) -> int | None:
    """Whether two series go together without trend and noise."""
    a, b = exercise.series[:2]
    alike = m.correlation(m.smooth(m.flat(a), 7), m.smooth(m.flat(b), 7))
    return yes_no(exercise, said=alike > 0.4)


def flipped(exercise: Exercise) -> int | None:
    """Whether two series are each other upside down."""
    a, b = exercise.series[:2]
    return yes_no(exercise, said=m.correlation(a, b) < -0.4)


def scaled(exercise: Exercise) -> int | None:
    """Whether two series are the same but for their size."""
    a, b = exercise.series[:2]
    if abs(m.correlation(a, b)) < 0.6:
        return option_with(exercise, r"not share|^no")
    bigger = 1 if a.std() > b.std() else 2
    return option_with(exercise, rf"time series {bigger} is a scaled", r"^yes")


def same_distribution(exercise: Exercise) -> int | None:
    """Whether two series hold the same values (Kolmogorov and Smirnov)."""
    from scipy import stats

    a, b = exercise.series[:2]
    distance = float(stats.ks_2samp(a, b).statistic)
    dependent = max(m.autocorrelation(a), m.autocorrelation(b)) > 0.5
    return yes_no(exercise, said=distance < (0.25 if dependent else 0.15))


def same_trend(exercise: Exercise) -> int | None:
    """Whether two series have the same kind of trend."""
    kinds = [m.trend_kind(x, least=0.1) for x in exercise.series[:2]]
    if kinds[0] == kinds[1]:
        return option_with(exercise, rf"^yes.*{kinds[0]}", r"^yes")
    return option_with(exercise, rf"time series 1 has {kinds[0]}.*time series 2 has {kinds[1]}", r"^no")
