"""What is no change: the season of a sensor and its short spikes. Knows one series of numbers."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import median_filter

from assistant.experts.series.forecast.season import season_of
from assistant.experts.series.operations import Places, Values

_FAR = 4.0
"""Usual deviations from the running median beyond which a value is a spike."""


def seasonal(figures: Values, place: Places, step_seconds: float) -> Values:
    """The course that repeats, as medians of each phase less their mean; zeros where there is none.

    Args:
        place: Number of each figure on the steady step.
        step_seconds: Between figures.
    """
    whole = np.full(int(place[-1]) + 1 if place.size else 0, np.nan)
    whole[place] = figures
    season = season_of(whole, step_seconds)
    if season <= 1:
        return np.zeros(figures.size)
    phase = place % season
    profile = np.array([np.median(figures[phase == k]) if (phase == k).any() else 0.0 for k in range(season)])
    return np.asarray((profile - profile.mean())[phase])


def without_spikes(figures: Values, width: int) -> Values:
    """The figures, spikes of over four usual deviations replaced by the median of their neighbours.

    Args:
        width: Neighbours; spikes of less than half as many are replaced. A step stays: its median steps too.
    """
    middle = median_filter(figures, size=2 * (width // 2) + 1, mode="nearest")
    apart = figures - middle
    usual = 1.4826 * float(np.median(np.abs(apart)))
    return figures if usual <= 0.0 else np.where(np.abs(apart) > _FAR * usual, middle, figures)
