"""Fill missing readings by what the sensors that are present let expect. Knows no detector."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from assistant.experts.series.detectors.distance import fit_distance
from assistant.experts.series.detectors.protocol import Mask, Matrix, Values

_FEWEST = 20
_MOST_LEFTOVERS = 2_000
"""Rows of leftovers; a longer hole takes them again from the begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imputer:
    """A joint Gaussian of the sensors, and how long each one's departure from it lasts.

    A missing reading is its expectation given the readings of the row that are present, plus the sensor's
    last known departure from such an expectation, faded by its autocorrelation, plus what was left over in a
    normal row: an expectation alone would be steadier than any sensor is.

    Source: Little and Rubin, "Statistical analysis with missing data", 2002 (stochastic regression
    imputation); the leftovers are taken in order of time, so that they come in courses as sensors have them.

    Attributes:
        covariance, precision: Of standardised readings, shape (sensors, sensors).
        persistence: Autocorrelation of the departures at lag 1, shape (sensors,).
        leftovers: Departures of normal rows in order of time, shape (rows, sensors).
    """

    covariance: Matrix
    precision: Matrix
    persistence: Values
    leftovers: Matrix

    def departures(self, rows: Matrix) -> Matrix:
        """How far each reading stands from its expectation given the others; missing ones count as usual."""
        return np.asarray(np.nan_to_num(rows) @ self.precision / np.diag(self.precision))

    def fill(self, rows: Matrix) -> Matrix:
        """Rows without missing readings.

        Args:
            rows: Standardised; NaN where missing.
        """
        missing = np.isnan(rows)
        holes = np.flatnonzero(missing.any(axis=1))
        if not holes.size:
            return rows
        filled = rows.copy()
        last, age = self._last_known(rows, missing, holes)
        carried = self.carried(last, age)
        patterns, which = np.unique(missing[holes], axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            at = holes[which.ravel() == number]
            expected = rows[np.ix_(at, ~pattern)] @ self.weights(pattern)
            filled[np.ix_(at, pattern)] = expected + carried[which.ravel() == number][:, pattern]
        return filled

    def carried(self, last: Matrix, age: Matrix) -> Matrix:
        """What is added to expectations.

        Args:
            last: Last known departure of each sensor, shape (rows, sensors).
            age: Rows since then, or since the begin.
        """
        faded = self.persistence**age
        places = age.astype(np.int64) % self.leftovers.shape[0]
        left = np.take_along_axis(self.leftovers, places, axis=0)
        return np.asarray(last * faded + left * np.sqrt(1.0 - faded**2))

    def _last_known(self, rows: Matrix, missing: Mask, holes: np.ndarray) -> tuple[Matrix, Matrix]:
        """Last known departure of each sensor at each row with holes, and its age in rows."""
        places = np.where(missing, -1, np.arange(rows.shape[0])[:, None])
        places = np.maximum.accumulate(places, axis=0)[holes]
        last = np.zeros(places.shape)
        for j in range(rows.shape[1]):
            known = places[:, j] >= 0
            at = rows[places[known, j]]
            last[known, j] = np.nan_to_num(at) @ self.precision[:, j] / self.precision[j, j]
        age = (holes[:, None] - places).astype(np.float64)
        return last, age

    def weights(self, pattern: Mask) -> Matrix:
        """Regression weights of missing sensors on present ones, shape (present, missing)."""
        present = ~pattern
        if not present.any():
            return np.zeros((0, int(pattern.sum())))
        return np.asarray(
            np.linalg.solve(
                self.covariance[np.ix_(present, present)], self.covariance[np.ix_(present, pattern)]
            )
        )


@dataclass(slots=True)
class ImputerState:
    """Fills one row after the other as ``Imputer.fill`` fills them all."""

    imputer: Imputer
    last: Values = field(init=False)
    age: Values = field(init=False)

    def __post_init__(self) -> None:
        size = self.imputer.persistence.size
        self.last, self.age = np.zeros(size), np.zeros(size)

    def fill(self, row: Values) -> Values:
        """The row without missing readings."""
        missing = np.isnan(row)
        self.age += 1.0
        if missing.any():
            filled = row.copy()
            carried = self.imputer.carried(self.last[None], self.age[None])[0]
            weights = self.imputer.weights(missing)
            filled[missing] = row[~missing] @ weights + carried[missing]
        else:
            filled = row
        departures = np.nan_to_num(row) @ self.imputer.precision / np.diag(self.imputer.precision)
        self.last = np.where(missing, self.last, departures)
        self.age[~missing] = 0.0
        return filled


def fit_imputer(pieces: tuple[Matrix, ...]) -> Imputer:
    """Learns from standardised normal rows; rows with holes count where few are whole."""
    rows = np.concatenate(pieces)
    whole = rows[~np.isnan(rows).any(axis=1)]
    sample = whole if whole.shape[0] > 2 * rows.shape[1] else np.nan_to_num(rows)
    distance = fit_distance(sample)
    precision = distance.precision
    covariance: Matrix = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    departures = np.nan_to_num(rows) @ precision / np.diag(precision)
    before, after = departures[:-1], departures[1:]
    energy = np.maximum((departures**2).sum(axis=0), 1e-12)
    persistence = np.clip((before * after).sum(axis=0) / energy, 0.0, 0.9999)
    present = ~np.isnan(rows).any(axis=1)
    leftovers = departures[present] if present.sum() > _FEWEST else departures
    return Imputer(
        covariance=covariance,
        precision=precision,
        persistence=persistence,
        leftovers=leftovers[:_MOST_LEFTOVERS],
    )
