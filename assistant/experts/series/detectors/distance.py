"""Squared distance from what is normal, with a covariance that few rows can carry. Knows no time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values

_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Mahalanobis distance, squared and divided by the number of dimensions.

    Attributes:
        centre: Shape (dimensions,).
        precision: Inverse covariance, shape (dimensions, dimensions).
    """

    centre: Values
    precision: Matrix

    def of(self, rows: Matrix) -> Values:
        """Distance of each row."""
        apart = rows - self.centre
        return np.asarray(np.einsum("ij,ij->i", apart @ self.precision, apart) / self.centre.size)

    def of_one(self, row: Values) -> float:
        """Distance of one row."""
        apart = row - self.centre
        return float(apart @ self.precision @ apart) / self.centre.size

    def parts(self, rows: Matrix) -> Matrix:
        """How much smaller the distance would be were a dimension what the others let expect.

        That is the square of the dimension's residual given all others over its variance.
        """
        apart = rows - self.centre
        residual = apart @ self.precision
        return np.asarray(residual**2 / np.diag(self.precision) / self.centre.size)


def fit_distance(sample: Matrix, *, independent: float = 1.0) -> Distance:
    """Learns centre and covariance, shrunk towards a diagonal one.

    Source: Ledoit and Wolf, "A well-conditioned estimator for large-dimensional covariance matrices",
    Journal of Multivariate Analysis 88, 2004; here towards the sensors' own variances.

    Args:
        sample: Shape (rows, dimensions).
        independent: Share of the rows that count as independent: neighbours in a trailing window do not.
    """
    rows = sample[:: sample.shape[0] // _MOST_ROWS + 1]
    centre = rows.mean(axis=0)
    spread = rows.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    unit = (rows - centre) / spread
    correlation = unit.T @ unit / rows.shape[0]
    effective = max(rows.shape[0] * independent, 2.0)
    size = correlation.shape[0]
    off = correlation - np.diag(np.diag(correlation))
    noise = size * (size - 1) / effective
    shrink = min(1.0, noise / max(float((off**2).sum()), 1e-12)) if size > 1 else 0.0
    shrink = max(shrink, 1e-3)
    shrunk = (1.0 - shrink) * correlation + shrink * np.eye(size)
    precision = np.linalg.inv(shrunk) / np.outer(spread, spread)
    return Distance(centre=centre, precision=precision)
