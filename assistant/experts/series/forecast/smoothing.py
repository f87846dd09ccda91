"""Exponential smoothing and the theta method, their parameters estimated by statsmodels. Know arrays.

Sources: Gardner and McKenzie, "Forecasting trends in time series", 1985 (damped trend); Assimakopoulos and
Nikolopoulos, "The theta model", 2000, in the form of Hyndman and Billah, "Unmasking the theta method", 2003.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.experts.series.forecast.profile import Profile, fit_profile
from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places, Values

_LEARNT = 600
"""Rows that the parameters are estimated on, the last ones."""


@dataclass(frozen=True, slots=True)
class Smoother:
    """Level and damped trend of each sensor at every row, and what follows from them.

    Attributes:
        profile: Seasons, taken off first.
        alpha, beta, phi: Of the level, of the trend, and its damping; shape (sensors,).
        drift: Change a row that is added to every forecast; shape (sensors,).
    """

    profile: Profile
    alpha: Values
    beta: Values
    phi: Values
    drift: Values

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        plain = self.profile.off(rows[: int(origins.max())])
        level, trend = plain[0].copy(), np.zeros(plain.shape[1])
        levels, trends = np.empty_like(plain), np.empty_like(plain)
        levels[0], trends[0] = level, trend
        for row in range(1, plain.shape[0]):
            before, faded = level, self.phi * trend
            level = self.alpha * plain[row] + (1 - self.alpha) * (before + faded)
            trend = self.beta * (level - before) + (1 - self.beta) * faded
            levels[row], trends[row] = level, trend
        steps = np.arange(1, horizon + 1)
        damped = np.cumsum(self.phi[None, :] ** steps[:, None], axis=0)
        found = levels[origins - 1][:, None, :] + trends[origins - 1][:, None, :] * damped[None]
        return self.profile.on(found + steps[None, :, None] * self.drift, origins)


def _each(history: History, estimate: Callable[[Values], tuple[float, ...]]) -> tuple[Profile, Values]:
    """The season of a history, and what is estimated of each sensor without it, shape (sensors, numbers)."""
    profile = fit_profile(history.rows, history.seasons)
    plain = profile.off(history.rows)[-_LEARNT:]
    return profile, np.array([estimate(plain[:, sensor]) for sensor in range(plain.shape[1])])


@dataclass(frozen=True, slots=True)
class SmoothingForecaster:
    """Exponential smoothing with a damped trend."""

    name: str = "ets"
    fewest: int = 20
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> Smoother:
        """Estimates level, trend and damping of each sensor by maximum likelihood."""
        del horizon
        profile, found = _each(history, _damped)
        zero = np.zeros(len(found))
        return Smoother(profile, found[:, 0], found[:, 1], found[:, 2], zero)


@dataclass(frozen=True, slots=True)
class ThetaForecaster:
    """Simple exponential smoothing with half the slope of the long line."""

    name: str = "theta"
    fewest: int = 20
    most_origins: int = 100

    def fit(self, history: History, horizon: int) -> Smoother:
        """Estimates smoothing and slope of each sensor."""
        del horizon
        profile, found = _each(history, _theta)
        zero = np.zeros(len(found))
        return Smoother(profile, found[:, 0], zero, zero, 0.5 * found[:, 1])


def _scaled(values: Values) -> tuple[Values, float]:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else values * 0.0, spread


def _damped(values: Values) -> tuple[float, float, float]:
    """``alpha``, ``beta`` and ``phi`` as the recursion of ``Smoother`` uses them."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    scaled, spread = _scaled(values)
    if spread <= 0:
        return 1.0, 0.0, 0.0
    params = _estimated(ExponentialSmoothing, scaled, trend="add", damped_trend=True)
    return tuple(
        float(np.clip(np.nan_to_num(params[key], nan=usual), 0.0, 1.0))
        for key, usual in (("smoothing_level", 1.0), ("smoothing_trend", 0.0), ("damping_trend", 0.0))
    )  # type: ignore[return-value]


def _theta(values: Values) -> tuple[float, float]:
    """``alpha`` and the slope of the line through the rows."""
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    scaled, spread = _scaled(values)
    if spread <= 0:
        return 1.0, 0.0
    params = _estimated(SimpleExpSmoothing, scaled)
    alpha = float(np.clip(np.nan_to_num(params["smoothing_level"], nan=1.0), 0.0, 1.0))
    slope = float(np.polyfit(np.arange(values.size, dtype=np.float64), values, 1)[0])
    return alpha, slope


def _estimated(model: Any, values: Values, **options: object) -> dict[str, float]:
    """Parameters; the warnings of a search that ends early are nothing to a user."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        fitted = model(values, initialization_method="estimated", **options).fit()
    return dict(fitted.params)
