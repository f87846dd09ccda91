"""The usual course of a season, taken off before a model and put on after it. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.protocol import Cube, Matrix
from assistant.experts.series.operations import Places, Values

_SEASONS = 12
"""Seasons that a profile is taken from at most, the last ones."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Departures from the mean at each place of a season, one array a sensor; they add up to 0."""

    courses: tuple[Values, ...]

    def off(self, rows: Matrix) -> Matrix:
        """Rows, counted from the first one of the history, without their season."""
        return rows - self._at(np.arange(rows.shape[0]))

    def on(self, found: Cube, origins: Places) -> Cube:
        """Forecasts with their season."""
        steps = np.arange(found.shape[1])
        places = origins[:, None] + steps[None, :]
        return found + self._at(places.ravel()).reshape(*places.shape, -1)

    def _at(self, places: Places) -> Matrix:
        return np.stack([course[places % course.size] for course in self.courses], axis=1)


def fit_profile(rows: Matrix, seasons: tuple[int, ...]) -> Profile:
    """Mean departure from the seasonal moving mean at each place of the season.

    Args:
        rows: Shape (rows, sensors).
        seasons: Rows of each sensor's season; a sensor seen for less than two seasons gets none.
    """
    return Profile(tuple(_course(rows[:, j], season) for j, season in enumerate(seasons)))


def _course(values: Values, season: int) -> Values:
    if season <= 1 or values.size < 2 * season:
        return np.zeros(1)
    first = max(0, values.size - (_SEASONS + 1) * season)
    recent = values[first:]
    smooth = np.convolve(recent, np.full(season, 1.0 / season), mode="valid")
    begin = season // 2
    apart = recent[begin : begin + smooth.size] - smooth
    place = (first + begin + np.arange(smooth.size)) % season
    count = np.bincount(place, minlength=season)
    total = np.bincount(place, weights=apart, minlength=season)
    course = total / np.maximum(count, 1)
    return np.asarray(course - course.mean())
