"""Bring sensors to one scale and tell which of them drift. Knows the normal rows, no detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Mask, Matrix, Values

LIMIT = 50.0
"""Standardised readings are held within plus and minus this, so that one broken reading is not all."""
_TAIL = 0.01
_BLOCKS = 8
DRIFTING = 0.4
"""Share of a sensor's variance that lies between the blocks of the normal rows from which it drifts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardiser:
    """Centre and scale of each sensor.

    Attributes:
        centre, scale: In the sensors' units, shape (sensors,).
        drift: 0 to 1, shape (sensors,): see ``drift_share``.
        constant: Sensors that do not move in the normal rows.
    """

    centre: Values
    scale: Values
    drift: Values
    constant: Mask

    def apply(self, values: Matrix) -> Matrix:
        """Standardised readings; NaN stays NaN."""
        return np.clip((values - self.centre) / self.scale, -LIMIT, LIMIT)

    def invert(self, rows: Matrix) -> Matrix:
        """Readings in the sensors' units."""
        return rows * self.scale + self.centre


def standardiser(values: Matrix, pieces: Sequence[slice]) -> Standardiser:
    """Learns centre and scale robustly: the median, and the deviation without the outermost hundredths.

    A sensor that holds one value gets a hundredth of it as its scale: that it moves at all is strange.

    Args:
        values: Shape (rows, sensors); NaN where missing. Every sensor has a reading.
        pieces: The normal rows, unbroken pieces in order.
    """
    normal = np.concatenate([values[piece] for piece in pieces])
    centre = np.nanmedian(normal, axis=0)
    low, high = np.nanquantile(normal, [_TAIL, 1 - _TAIL], axis=0)
    scale = np.nanstd(np.clip(normal, low, high), axis=0)
    whole = np.nanstd(normal, axis=0)
    tiny = 1e-9 * np.maximum(np.abs(centre), 1e-3)
    constant = whole <= tiny
    scale = np.where(scale > tiny, scale, whole)
    scale = np.where(constant, np.where(np.abs(centre) > 0, 0.01 * np.abs(centre), 1.0), scale)
    return Standardiser(
        centre=centre, scale=scale, drift=drift_share(values, pieces), constant=np.asarray(constant)
    )


def drift_share(values: Matrix, pieces: Sequence[slice]) -> Values:
    """Share of a sensor's variance that lies between blocks of the normal rows.

    It is near 0 where the level is held and near 1 where it wanders: then the level of the normal rows
    says little about the level to come, and only the sensor's changes can be judged.
    """
    blocks: list[Matrix] = []
    for piece in pieces:
        rows = values[piece]
        count = min(_BLOCKS, rows.shape[0] // 10)
        blocks += np.array_split(rows, count) if len(pieces) == 1 and count > 1 else [rows]
    present = [block for block in blocks if np.isfinite(block).any(axis=0).all()]
    if len(present) < 2:
        return np.zeros(values.shape[1])
    means = np.array([np.nanmean(block, axis=0) for block in present])
    total = np.nanvar(np.concatenate(present), axis=0)
    return np.asarray(np.where(total > 0, means.var(axis=0) / np.where(total > 0, total, 1.0), 0.0))
