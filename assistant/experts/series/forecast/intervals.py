"""Intervals from the errors of a backtest (split conformal prediction). Knows errors, no model.

Source: Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005; the two tails are taken
apart, so that errors need not be symmetric. Errors of neighbouring steps are pooled after each step's were
brought to one size. Forecasts from origins that lie close to each other err alike: so many errors are worth
fewer, see ``Errors.worth``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.protocol import Cube, Matrix
from assistant.experts.series.operations import Values

_POOLED = 0.1
"""Steps pooled to either side, as a share of the horizon."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors of each sensor as seen in the backtest.

    Args:
        cube: What came less the forecast, shape (origins, horizon, sensors); NaN where no reading came.
        apart: How many horizons follow each other, without overlap, from the first origin to the last.
    """

    cube: Cube
    apart: float

    @property
    def horizon(self) -> int:
        """Steps ahead."""
        return int(self.cube.shape[1])

    @property
    def worth(self) -> float:
        """How many independent errors these are worth: between those that do not overlap and all."""
        origins = float(self.cube.shape[0])
        return float(np.sqrt(origins * np.clip(self.apart, 1.0, origins)))

    def quantile(self, level: float) -> Matrix:
        """``quantiles`` of one level; shape (horizon, sensors)."""
        return np.asarray(self.quantiles((level,))[0])

    def quantiles(self, levels: Sequence[float]) -> Cube:
        """Quantiles of the error of each step and sensor, widened for how few errors there are.

        Args:
            levels: 0 to 1, not included.

        Returns:
            Shape (levels, horizon, sensors); 0 for a sensor without a known error.
        """
        wide = [widened(level, self.worth) for level in levels]
        found: Cube = np.zeros((len(wide), *self.cube.shape[1:]))
        for j in range(self.cube.shape[2]):
            found[:, :, j] = _quantiles(self.cube[:, :, j], wide)
        return found


def _quantiles(errors: Matrix, levels: Sequence[float]) -> Matrix:
    """Quantiles of each step's error; shape (levels, horizon)."""
    horizon = errors.shape[1]
    size = _sizes(errors)
    reach = max(1, int(_POOLED * horizon))
    whole = errors / size
    found: Matrix = np.zeros((len(levels), horizon))
    for step in range(horizon):
        near = whole[:, max(0, step - reach) : step + reach + 1]
        seen = near[np.isfinite(near)]
        if seen.size:
            found[:, step] = np.quantile(seen, levels) * size[step]
    return found


def widened(level: float, count: float) -> float:
    """The level to take of ``count`` errors so that a new one is below with the probability ``level``."""
    if level > 0.5:
        return min(1.0, level * (count + 1) / count)
    return max(0.0, 1.0 - (1.0 - level) * (count + 1) / count)


def _sizes(errors: Matrix) -> Values:
    """Mean absolute error of each step, smoothed over its neighbours; never 0."""
    seen = np.isfinite(errors)
    total = np.where(seen, np.abs(errors), 0.0).sum(axis=0)
    count = seen.sum(axis=0).astype(np.float64)
    width = 2 * max(1, int(_POOLED * errors.shape[1])) + 1
    kernel = np.ones(width)
    pad = width // 2
    total = np.convolve(np.pad(total, pad, mode="edge"), kernel, mode="valid")
    count = np.convolve(np.pad(count, pad, mode="edge"), kernel, mode="valid")
    mean = total / np.maximum(count, 1.0)
    usual = float(mean[mean > 0].mean()) if (mean > 0).any() else 1.0
    return np.asarray(np.where(mean > 0, mean, usual))


def covered(errors: Errors, coverage: float) -> Values:
    """Share of later errors inside intervals made from earlier ones, by sensor; NaN where there are too few.

    The first half of the origins makes the intervals, the second half is counted.
    """
    half = errors.cube.shape[0] // 2
    found = np.full(errors.cube.shape[2], np.nan)
    if half < 4:
        return found
    early, late = Errors(errors.cube[:half], errors.apart / 2), errors.cube[half:]
    low, high = early.quantiles((0.5 - coverage / 2, 0.5 + coverage / 2))
    seen = np.isfinite(late)
    inside = seen & (late >= low) & (late <= high)
    count = seen.sum(axis=(0, 1))
    return np.asarray(np.where(count > 0, inside.sum(axis=(0, 1)) / np.maximum(count, 1), found))
