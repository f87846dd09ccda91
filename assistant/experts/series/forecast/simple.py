"""Forecasters that learn nothing: last value, value a season ago, recent mean, recent line. Know arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places


@dataclass(frozen=True, slots=True)
class NaiveForecaster:
    """The last value, for ever."""

    name: str = "naive"
    fewest: int = 1
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> NaiveForecaster:
        """Learns nothing."""
        del history, horizon
        return self

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        return np.repeat(rows[origins - 1][:, None, :], horizon, axis=1)


@dataclass(frozen=True, slots=True)
class SeasonalNaiveForecaster:
    """The value a season ago; the last value for a sensor without a season.

    Args:
        seasons: Known once it is fitted.
    """

    name: str = "seasonal_naive"
    fewest: int = 1
    most_origins: int = 100
    seasons: tuple[int, ...] = ()

    def fit(self, history: History, horizon: int) -> SeasonalNaiveForecaster:
        """Keeps the seasons."""
        del horizon
        return SeasonalNaiveForecaster(seasons=history.seasons)

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        steps = np.arange(horizon)
        for j, season in enumerate(self.seasons):
            back = season - steps % season
            places = np.maximum(origins[:, None] - back[None, :], 0)
            found[:, :, j] = rows[places, j]
        return found


@dataclass(frozen=True, slots=True)
class MeanForecaster:
    """The mean of the last rows, as many as four horizons and at least 30."""

    name: str = "mean"
    fewest: int = 2
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> MeanForecaster:
        """Learns nothing."""
        del history, horizon
        return self

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        width = max(4 * horizon, 30)
        sums = np.concatenate((np.zeros((1, rows.shape[1])), np.cumsum(rows - rows[0], axis=0)))
        first = np.maximum(origins - width, 0)
        mean = rows[0] + (sums[origins] - sums[first]) / (origins - first)[:, None]
        return np.repeat(mean[:, None, :], horizon, axis=1)


@dataclass(frozen=True, slots=True)
class TrendForecaster:
    """The straight line through the last rows, as many as four horizons and at least 30."""

    name: str = "trend"
    fewest: int = 8
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> TrendForecaster:
        """Learns nothing."""
        del history, horizon
        return self

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        for k, origin in enumerate(origins):
            recent = rows[max(0, int(origin) - max(4 * horizon, 30)) : origin]
            middle = 0.5 * (recent.shape[0] - 1)
            at = np.arange(recent.shape[0]) - middle
            level = recent.mean(axis=0)
            slope = at @ recent / max(float(at @ at), 1.0)
            ahead = recent.shape[0] - middle + np.arange(horizon)
            found[k] = level + ahead[:, None] * slope
        return found
