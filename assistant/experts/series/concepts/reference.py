"""What windows usually look like: learnt on normal rows, gives deviations from it. Knows arrays, no words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.statistics import (
    STATISTICS,
    Cube,
    Matrix,
    Statistic,
    of_pairs,
    of_residuals,
    of_sensors,
)

Values = npt.NDArray[np.float64]

_LAGS = 2
"""Rows of the past that the dynamic residual looks at."""
_RIDGE = 0.1
_COUPLED = 0.6
"""Correlation in the normal rows from which two sensors are a pair."""
_CHUNK = 256
_MOST_WINDOWS = 800
_FLOOR = 0.25
"""A scale is at least this share of the median scale of its statistic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Sensors that move together in the normal rows.

    Attributes:
        first, second: Places of the sensors, shape (pairs,).
        slopes: Of the first on the second.
    """

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    slopes: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Usual values of all statistics, and the regressions that residuals come from.

    Attributes:
        width: Rows of a window.
        among: Row times this is each sensor's scaled residual given the others; (sensors, sensors).
        dynamic: The same given the others and the two rows before; (3 * sensors, sensors).
        centre, scale: Of each statistic, by statistic.
    """

    width: int
    among: Matrix
    dynamic: Matrix
    pairs: Pairs
    centre: dict[Statistic, Values]
    scale: dict[Statistic, Values]

    def deviations(self, windows: Cube) -> dict[Statistic, Matrix]:
        """How far each statistic stands from its usual value, in usual deviations.

        Args:
            windows: Standardised readings without holes, shape (windows, width, sensors).

        Returns:
            By statistic, shape (windows, sensors) or (windows, pairs); 0 where there is no such value (a lag
            of what does not move).
        """
        found = measure(windows, among=self.among, dynamic=self.dynamic, pairs=self.pairs)
        apart = {name: (values - self.centre[name]) / self.scale[name] for name, values in found.items()}
        return {name: np.where(np.isnan(values), 0.0, values) for name, values in apart.items()}


def fit_reference(pieces: tuple[Matrix, ...], width: int) -> Reference:
    """Learns from normal rows.

    Args:
        pieces: Standardised normal rows without holes, unbroken pieces of at least ``width`` rows each.
        width: Rows of a window.
    """
    rows = np.concatenate(pieces)
    among, dynamic = _among(rows), _dynamic(pieces)
    pairs = _pairs(rows)
    found = measure(_windows(pieces, width), among=among, dynamic=dynamic, pairs=pairs)
    found |= {"lag": np.where(np.isnan(found["lag"]), np.nan_to_num(_middle(found["lag"])), found["lag"])}
    centre = {name: values.mean(axis=0) for name, values in found.items()}
    scale = {name: _scale(name, values) for name, values in found.items()}
    return Reference(width=width, among=among, dynamic=dynamic, pairs=pairs, centre=centre, scale=scale)


def _middle(values: Matrix) -> Values:
    """Median of each column over the values that are there; NaN where there are none."""
    held = np.isfinite(values).any(axis=0)
    middle = np.full(values.shape[1], np.nan)
    middle[held] = np.nanmedian(values[:, held], axis=0)
    return middle


def measure(windows: Cube, *, among: Matrix, dynamic: Matrix, pairs: Pairs) -> dict[Statistic, Matrix]:
    """All statistics of windows, in the order of ``STATISTICS``."""
    parts = [
        _measure(windows[at : at + _CHUNK], among, dynamic, pairs)
        for at in range(0, max(windows.shape[0], 1), _CHUNK)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in STATISTICS}


def _measure(windows: Cube, among: Matrix, dynamic: Matrix, pairs: Pairs) -> dict[Statistic, Matrix]:
    found = of_sensors(windows)
    found["residual"], found["residual_spread"] = of_residuals(windows @ among)
    rows = windows.shape[1]
    past = np.concatenate([windows[:, _LAGS - k : rows - k] for k in range(_LAGS + 1)], axis=2)
    found["dynamics"], found["dynamics_spread"] = of_residuals(past @ dynamic)
    first, second = windows[:, :, pairs.first], windows[:, :, pairs.second]
    found |= of_pairs(first, second, pairs.slopes, reach=reach_of(rows))
    return found


def reach_of(rows: int) -> int:
    """Rows by which one sensor of a pair may lag the other in a window."""
    return max(rows // 8, 1)


def _windows(pieces: tuple[Matrix, ...], width: int) -> Cube:
    """Overlapping windows of the normal rows, at most ``_MOST_WINDOWS``."""
    count = sum(piece.shape[0] - width + 1 for piece in pieces)
    stride = max(width // 10, count // _MOST_WINDOWS, 1)
    return np.stack(
        [piece[at : at + width] for piece in pieces for at in range(0, piece.shape[0] - width + 1, stride)]
    )


def _scale(name: Statistic, values: Matrix) -> Values:
    deviation = values.std(axis=0)
    usual = float(np.median(deviation)) if deviation.size else 0.0
    least = 0.05 if name in ("stuck", "lag") else 1e-3
    return np.asarray(np.maximum(deviation, max(_FLOOR * usual, least)))


def _among(rows: Matrix) -> Matrix:
    """Residual of each sensor given the others, from the inverse of a ridged covariance."""
    precision = np.linalg.inv(np.cov(rows.T).reshape(rows.shape[1], -1) + _RIDGE * np.eye(rows.shape[1]))
    plain = precision / np.diag(precision)
    return np.asarray(plain / np.maximum((rows @ plain).std(axis=0), 1e-6))


def _dynamic(pieces: tuple[Matrix, ...]) -> Matrix:
    """Residual of each sensor given the others of its row and all of the two rows before."""
    past = np.concatenate(
        [
            np.concatenate([piece[_LAGS - k : piece.shape[0] - k] for k in range(_LAGS + 1)], axis=1)
            for piece in pieces
        ]
    )
    size = pieces[0].shape[1]
    precision = np.linalg.inv(np.cov(past.T) + _RIDGE * np.eye(past.shape[1]))[:, :size]
    plain = precision / np.diag(precision)
    return np.asarray(plain / np.maximum((past @ plain).std(axis=0), 1e-6))


def _pairs(rows: Matrix) -> Pairs:
    """Each sensor with the one that it moves with most, where they do move together."""
    size = rows.shape[1]
    spread = np.maximum(rows.std(axis=0), 1e-9)
    together = ((rows - rows.mean(axis=0)) / spread).T @ ((rows - rows.mean(axis=0)) / spread) / rows.shape[0]
    np.fill_diagonal(together, 0.0)
    kept: dict[tuple[int, int], None] = {}
    for place in range(size):
        other = int(np.abs(together[place]).argmax())
        if abs(together[place, other]) >= _COUPLED:
            kept.setdefault((min(place, other), max(place, other)))
    first = np.array([a for a, _ in kept], dtype=np.int64)
    second = np.array([b for _, b in kept], dtype=np.int64)
    slopes = together[first, second] * spread[first] / spread[second]
    return Pairs(first=first, second=second, slopes=np.asarray(slopes))
