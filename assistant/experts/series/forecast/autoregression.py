"""Autoregression by statsmodels, its order chosen by the BIC, each sensor by itself. Knows arrays."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.profile import Profile, fit_profile
from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places, Values

_LEARNT = 4_000
_ORDERS = (1, 2, 3, 4, 6, 8, 12, 24)
_REACH = 1.0
"""Forecasts stay within the range learnt from, widened on either side by so many ranges."""


@dataclass(frozen=True, slots=True)
class Autoregression:
    """Fitted weights.

    Attributes:
        constants: Shape (sensors,).
        weights: One array a sensor, the last reading's weight first.
        low, high: Bounds of the forecasts without their season; shape (sensors,).
    """

    profile: Profile
    constants: Values
    weights: tuple[Values, ...]
    low: Values
    high: Values

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        plain = self.profile.off(rows[: int(origins.max())])
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        for j, weights in enumerate(self.weights):
            back = np.maximum(origins[:, None] - 1 - np.arange(weights.size)[None, :], 0)
            recent = plain[back, j]
            for step in range(horizon):
                following = np.clip(self.constants[j] + recent @ weights, self.low[j], self.high[j])
                found[:, step, j] = following
                recent = np.concatenate((following[:, None], recent[:, :-1]), axis=1)
        return self.profile.on(found, origins)


@dataclass(frozen=True, slots=True)
class AutoregressionForecaster:
    """Autoregression on the readings less their season."""

    name: str = "autoreg"
    fewest: int = 40
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> Autoregression:
        """Estimates order and weights of each sensor."""
        del horizon
        profile = fit_profile(history.rows, history.seasons)
        plain = profile.off(history.rows)[-_LEARNT:]
        found = [_weights(plain[:, j]) for j in range(plain.shape[1])]
        low, high = plain.min(axis=0), plain.max(axis=0)
        return Autoregression(
            profile=profile,
            constants=np.array([constant for constant, _ in found]),
            weights=tuple(weights for _, weights in found),
            low=low - _REACH * (high - low),
            high=high + _REACH * (high - low),
        )


def _weights(values: Values) -> tuple[float, Values]:
    """Constant and weights in the sensor's unit."""
    from statsmodels.tsa.ar_model import AutoReg

    mean, spread = float(values.mean()), float(values.std())
    if spread <= 1e-9 * max(1.0, abs(mean)):
        return float(values[-1]), np.zeros(1)
    scaled = (values - mean) / spread
    most = max(1, values.size // 10)
    best: tuple[float, Values] | None = None
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for order in (k for k in _ORDERS if k <= most):
            fitted = AutoReg(scaled, lags=order, trend="c", hold_back=min(most, _ORDERS[-1])).fit()
            if np.isfinite(fitted.params).all() and (best is None or fitted.bic < best[0]):
                best = (float(fitted.bic), np.asarray(fitted.params))
    if best is None:
        return float(values[-1]), np.zeros(1)
    constant, weights = float(best[1][0]), best[1][1:]
    return mean * (1 - float(weights.sum())) + spread * constant, weights
