"""Errors of forecasts and what intervals hold, one number a sensor. Knows arrays, no model.

Sources: Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006 (MASE); Makridakis et al.,
"The M4 competition", 2020 (sMAPE); weighted quantile loss as in Ansari et al., "Chronos", 2024.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

LEVELS = tuple(round(0.1 * k, 1) for k in range(1, 10))


def mase(actual: Values, forecast: Values, scale: float) -> float:
    """Mean absolute error over the mean absolute change of the past; NaN where no reading came."""
    seen = np.isfinite(actual)
    return float(np.abs(actual - forecast)[seen].mean() / scale) if seen.any() else float("nan")


def smape(actual: Values, forecast: Values) -> float:
    """Mean of 2 |error| over |reading| + |forecast|, 0 to 2; readings of 0 forecast as 0 count as 0."""
    seen = np.isfinite(actual)
    if not seen.any():
        return float("nan")
    size = np.abs(actual) + np.abs(forecast)
    apart = 2 * np.abs(actual - forecast)
    return float(np.where(size > 0, apart / np.where(size > 0, size, 1.0), 0.0)[seen].mean())


def quantile_loss(actual: Values, quantiles: Mapping[float, Values]) -> float:
    """Twice the mean pinball loss over levels and readings; NaN where no reading came."""
    seen = np.isfinite(actual)
    if not seen.any():
        return float("nan")
    losses = []
    for level, values in quantiles.items():
        apart = (actual - values)[seen]
        losses.append(2 * np.maximum(level * apart, (level - 1) * apart).mean())
    return float(np.mean(losses))


def weighted_quantile_loss(actual: Values, quantiles: Mapping[float, Values], past: Values) -> float:
    """The quantile loss over the mean size of the readings before and after: a night of zeros is no scale."""
    sizes = np.abs(np.concatenate((past, actual)))
    size = float(np.nanmean(sizes)) if np.isfinite(sizes).any() else 0.0
    return quantile_loss(actual, quantiles) / size if size > 0 else float("nan")


def held(actual: Values, low: Values, high: Values) -> float:
    """Share of the readings inside the interval, ends included; NaN where no reading came."""
    seen = np.isfinite(actual)
    return float(((actual >= low) & (actual <= high))[seen].mean()) if seen.any() else float("nan")
