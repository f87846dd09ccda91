"""From readings to rows that detectors judge: one scale, no holes, no drift. Knows no detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.impute import Imputer, fit_imputer
from assistant.experts.series.detectors.protocol import Mask, Matrix, Values
from assistant.experts.series.detectors.standardise import DRIFTING, Standardiser, standardiser
from assistant.experts.series.detectors.windows import trailing_mean, unbroken

BASE = 16
"""Rows of the trailing mean from which a drifting sensor is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Standardises, fills holes, and takes from each drifting sensor its own trailing mean.

    Attributes:
        drifting: Sensors whose level wanders in the normal rows, shape (sensors,).
        gain: Scale of what is left of a drifting sensor; 1 for the others.
        wide: Whether the drifting sensors come again as they are, as last columns.
    """

    standardiser: Standardiser
    imputer: Imputer
    drifting: Mask
    gain: Values
    wide: bool = False

    @property
    def memory(self) -> int:
        """Rows before a row that its prepared form depends on, holes apart."""
        return BASE - 1 if self.drifting.any() else 0

    def fill(self, values: Matrix) -> Matrix:
        """Standardised readings without holes."""
        return self.imputer.fill(self.standardiser.apply(values))

    def settle(self, rows: Matrix) -> Matrix:
        """Standardised readings without drift, the drifting ones again as they are where ``wide``."""
        if not self.drifting.any():
            return rows
        settled = rows.copy()
        wandering = rows[:, self.drifting]
        settled[:, self.drifting] = wandering - trailing_mean(wandering, BASE)
        settled *= self.gain
        return np.concatenate((settled, wandering), axis=1) if self.wide else settled

    def settle_last(self, window: Matrix) -> Values:
        """``settle`` of the last row of a window of at least ``BASE`` rows."""
        row = window[-1].copy()
        if self.drifting.any():
            row[self.drifting] -= window[-BASE:, self.drifting].sum(axis=0) / BASE
            if self.wide:
                return np.concatenate((row * self.gain, window[-1, self.drifting]))
        return np.asarray(row * self.gain)


def fit_preparation(
    values: Matrix, pieces: Sequence[slice], *, wide: bool = False, breaks: Sequence[int] = ()
) -> Preparation:
    """Learns from the normal rows.

    Args:
        values: Shape (rows, sensors); NaN where missing.
        pieces: The normal rows, pieces in order, unbroken but for ``breaks``.
        wide: See ``Preparation``; only where a sensor drifts.
        breaks: See ``unbroken``.
    """
    scale = standardiser(values, pieces)
    rows = tuple(scale.apply(values[piece]) for piece in unbroken(pieces, breaks))
    imputer = fit_imputer(rows)
    drifting = np.asarray((scale.drift > DRIFTING) & ~scale.constant)
    filled = [imputer.fill(piece) for piece in rows]
    left = np.concatenate([piece - trailing_mean(piece, BASE) for piece in filled])
    low, high = np.quantile(left, [0.01, 0.99], axis=0)
    spread = np.clip(left, low, high).std(axis=0)
    gain = np.where(drifting & (spread > 1e-9), 1.0 / np.maximum(spread, 1e-9), 1.0)
    return Preparation(
        standardiser=scale, imputer=imputer, drifting=drifting, gain=gain, wide=wide and bool(drifting.any())
    )
