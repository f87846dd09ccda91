"""A small learned model of all sensors together: each one's rows ahead from its own last rows and all levels.

Knows arrays. A linear map as in ``linear``, with few rows of the sensor itself and, of every sensor, the last
value and two exponential means: what one sensor tells of another's course.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.linear import ridge
from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places, Values

_WIDTH = 8
_MEANS = (0.3, 0.05)
"""Shares of the last row in the exponential means."""
_WINDOWS = 3_000
_MOST_SENSORS = 60


@dataclass(frozen=True, slots=True)
class JointMap:
    """Fitted weights, one matrix a sensor.

    Attributes:
        mean, spread: Of the rows learnt from; shape (sensors,).
        weights: Shape (sensors, inputs, horizon), of standardised rows less the sensor's last one.
    """

    mean: Values
    spread: Values
    weights: Cube

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        scaled = (rows[: int(origins.max())] - self.mean) / self.spread
        levels = _levels(scaled, origins)
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        for j in range(rows.shape[1]):
            ahead = _inputs(scaled[:, j], levels, origins) @ self.weights[j][:, :horizon]
            found[:, :, j] = rows[origins - 1, j][:, None] + self.spread[j] * ahead
        return found


@dataclass(frozen=True, slots=True)
class JointForecaster:
    """A ridge regression from a sensor's last rows and the levels of all sensors to its rows ahead."""

    name: str = "joint"
    fewest: int = 80
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> JointMap:
        """Learns one map a sensor; a sensor that never varies keeps its last value.

        With one sensor, or more than 60, all maps keep the last value.
        """
        rows, sensors = history.rows, history.rows.shape[1]
        mean, spread = rows.mean(axis=0), rows.std(axis=0)
        moving = spread > 1e-9 * np.maximum(1.0, np.abs(mean))
        spread = np.where(moving, spread, 1.0)
        inputs = _WIDTH - 1 + sensors * (1 + len(_MEANS)) + 1
        weights: Cube = np.zeros((sensors, inputs, horizon))
        count = history.size - horizon - _WIDTH + 1
        if 1 < sensors <= _MOST_SENSORS and count >= 20:
            scaled = (rows - mean) / spread
            origins = _WIDTH + np.unique(np.linspace(0, count - 1, min(count, _WINDOWS)).astype(np.int64))
            places = origins[:, None] + np.arange(horizon)[None, :]
            levels = _levels(scaled, origins)
            for j in np.flatnonzero(moving):
                targets = scaled[places, j] - scaled[origins - 1, j][:, None]
                seen = history.observed[places, j].astype(np.float64)
                weights[j] = ridge(_inputs(scaled[:, j], levels, origins), targets, seen)
        return JointMap(mean, spread, weights)


def _levels(scaled: Matrix, origins: Places) -> Matrix:
    """Last rows and exponential means of all sensors before each origin."""
    from scipy.signal import lfilter

    parts = [scaled[origins - 1]]
    for share in _MEANS:
        begin = (1 - share) * scaled[:1]
        smooth, _ = lfilter([share], [1.0, share - 1.0], scaled, axis=0, zi=begin)
        parts.append(np.asarray(smooth)[origins - 1])
    return np.concatenate(parts, axis=1)


def _inputs(own: Values, levels: Matrix, origins: Places) -> Matrix:
    """The sensor's last rows less the last one, the levels of all sensors, and 1."""
    back = np.maximum(origins[:, None] - _WIDTH + np.arange(_WIDTH)[None, :], 0)
    window = own[back]
    return np.concatenate((window[:, :-1] - window[:, -1:], levels, np.ones((origins.size, 1))), axis=1)
