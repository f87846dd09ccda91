"""How well the time to a limit is told: limits a sensor might reach, judged by what came. Knows arrays."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.forecast.intervals import Errors
from assistant.experts.series.forecast.limit import reach
from assistant.experts.series.forecast.protocol import Matrix
from assistant.experts.series.operations import Values

_LEVELS = (0.05, 0.95)
"""Limits are these quantiles of the readings before the cut, where the last reading lies between them."""
COVERAGE = 0.9


def limits_of(past: Values) -> tuple[float, ...]:
    """Limits of a sensor; none where its last reading is beyond them already.

    Args:
        past: Readings before the cut; NaN where missing.
    """
    seen = past[np.isfinite(past)]
    low, high = (float(value) for value in np.quantile(seen, _LEVELS))
    return (low, high) if low < seen[-1] < high else ()


def first_time(course: Values, limit: float, last: float) -> float:
    """Step, from 1, at which a course reaches a limit; infinity where it does not."""
    sign = 1.0 if last < limit else -1.0
    beyond = np.flatnonzero(sign * (course - limit) >= 0)  # False where a reading is missing
    return float(beyond[0] + 1) if beyond.size else float("inf")


def limit_figures(point: Matrix, errors: Errors, past: Matrix, actual: Matrix) -> dict[str, list[float]]:
    """``limit_held`` (the interval of times held the time) and ``limit_brier`` of each limit of each sensor.

    Args:
        point: Forecast, shape (horizon, sensors).
        past: Readings before the cut; NaN where missing.
        actual: Readings after it.
    """
    found: dict[str, list[float]] = {"limit_held": [], "limit_brier": []}
    for j in range(point.shape[1]):
        last = float(past[np.isfinite(past[:, j]), j][-1])
        for limit in limits_of(past[:, j]):
            told = reach(
                point[:, j],
                errors.cube[:, :, j],
                worth=errors.worth,
                limit=limit,
                last=last,
                coverage=COVERAGE,
            )
            came = first_time(actual[:, j], limit, last)
            early, late = (np.inf if step is None else step for step in (told.earliest, told.latest))
            found["limit_held"].append(float(early <= came <= late))
            found["limit_brier"].append((told.probability - float(np.isfinite(came))) ** 2)
    return found


def base_rate_brier(past: Matrix, actual: Matrix, horizon: int) -> list[float]:
    """Brier scores where the probability is how often the limit was reached from past readings inside."""
    found = []
    for j in range(past.shape[1]):
        own = past[:, j]
        last = float(own[np.isfinite(own)][-1])
        for limit in limits_of(own):
            inside = np.flatnonzero((own < limit) if last < limit else (own > limit))
            starts = inside[(inside >= own.size // 2) & (inside + 1 + horizon <= own.size)]
            reached = [np.isfinite(first_time(own[s + 1 : s + 1 + horizon], limit, own[s])) for s in starts]
            rate = float(np.mean(reached)) if reached else 0.5
            came = np.isfinite(first_time(actual[:, j], limit, last))
            found.append((rate - float(came)) ** 2)
    return found
