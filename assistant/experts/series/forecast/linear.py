"""A small learned model: one linear map from the last rows to all rows ahead. Knows arrays.

The window is taken less its last value, as in NLinear (Zeng et al., "Are transformers effective for time
series forecasting?", AAAI 2023); the map has a closed form (Toner and Darlow, "An analysis of linear time
series forecasting models", ICML 2024), here with a ridge whose strength is chosen on the last fifth of the
windows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places, Values

_USUAL, _LONGEST = 48, 336
"""Rows looked back at without a season, and at most with one."""
_WINDOWS = 6_000
"""Windows learnt from at most, spread over the rows."""
_RIDGES = (1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0)
"""Strengths tried, as multiples of the mean power of the inputs."""


@dataclass(frozen=True, slots=True)
class LinearMap:
    """Fitted weights, one matrix a sensor.

    Attributes:
        width: Rows looked back at.
        weights: Shape (sensors, width + 1, horizon); the inputs are the window less its last value, and the
            last value less the mean learnt from.
        mean: Shape (sensors,).
    """

    width: int
    weights: Cube
    mean: Values

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        back = np.maximum(origins[:, None] - self.width + np.arange(self.width)[None, :], 0)
        for j in range(rows.shape[1]):
            inputs = _inputs(rows[back, j], self.mean[j])
            found[:, :, j] = rows[origins - 1, j][:, None] + inputs @ self.weights[j][:, :horizon]
        return found


@dataclass(frozen=True, slots=True)
class LinearForecaster:
    """A ridge regression from windows to all rows ahead at once, each sensor by itself."""

    name: str = "linear"
    fewest: int = 80
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> LinearMap:
        """Learns one map a sensor; a sensor whose windows are too few or never vary keeps its last value."""
        width = int(np.clip(max(history.seasons) + 8, _USUAL, _LONGEST))
        width = min(width, max(4, (history.size - horizon) // 4))
        sensors = history.rows.shape[1]
        weights: Cube = np.zeros((sensors, width + 1, horizon))
        mean = history.rows.mean(axis=0)
        for j in range(sensors):
            spread = float(history.rows[:, j].std())
            if spread <= 1e-9 * max(1.0, abs(float(mean[j]))):
                continue
            windows = _windows(history.rows[:, j], history.observed[:, j], width, horizon)
            if windows is not None:
                weights[j] = ridge(_inputs(windows[0], mean[j]), windows[1], windows[2])
        return LinearMap(width, weights, mean)


def _inputs(windows: Matrix, mean: float) -> Matrix:
    last = windows[:, -1:]
    return np.concatenate((windows[:, :-1] - last, last - mean, np.ones_like(last)), axis=1)


def _windows(
    values: Values, observed: np.ndarray, width: int, horizon: int
) -> tuple[Matrix, Matrix, Matrix] | None:
    """Windows, what follows less the last value, and which of that was observed; None where too few."""
    count = values.size - width - horizon + 1
    if count < 20:
        return None
    starts = np.unique(np.linspace(0, count - 1, min(count, _WINDOWS)).astype(int))
    spans = np.lib.stride_tricks.sliding_window_view(values, width + horizon)[starts]
    seen = np.lib.stride_tricks.sliding_window_view(observed, width + horizon)[starts]
    good = seen.mean(axis=1) > 0.7
    if good.sum() < 20:
        return None
    spans, seen = spans[good], seen[good]
    before, after = spans[:, :width], spans[:, width:] - spans[:, width - 1 : width]
    return before, after, seen[:, width:].astype(np.float64)


def ridge(inputs: Matrix, targets: Matrix, seen: Matrix) -> Matrix:
    """Weights of a regression whose strength is chosen on the last fifth of the rows.

    Args:
        inputs: Shape (windows, inputs); the last input is 1 and is not shrunk.
        targets: Shape (windows, horizon).
        seen: 1 where a target is a reading, else 0: an estimate counts as no change.

    Returns:
        Shape (inputs, horizon).
    """
    split = max(10, int(0.8 * inputs.shape[0]))
    targets = targets * seen
    power = float(np.mean(inputs[:, :-1] ** 2)) or 1.0
    gram, cross = inputs[:split].T @ inputs[:split], inputs[:split].T @ targets[:split]
    errors = []
    for strength in _RIDGES:
        found = _solve(gram, cross, strength * power * split)
        errors.append(float(np.abs((inputs[split:] @ found - targets[split:]) * seen[split:]).mean()))
    best = _RIDGES[int(np.argmin(errors))]
    return _solve(inputs.T @ inputs, inputs.T @ targets, best * power * inputs.shape[0])


def _solve(gram: Matrix, cross: Matrix, ridge: float) -> Matrix:
    penalty = np.full(gram.shape[0], ridge)
    penalty[-1] = 1e-9 * max(float(gram[-1, -1]), 1.0)
    return np.asarray(np.linalg.solve(gram + np.diag(penalty), cross))
