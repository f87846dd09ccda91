"""Which sensors repeat a shape in normal rows, and after how many rows. Knows arrays only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values

SHORTEST, LONGEST = 12, 128
"""Rows of a cycle that is looked for: fewer are no shape, more take windows that are too slow to compare."""
_REPEATED = 10
"""Cycles in the normal rows from which their usual shapes are known."""
_CLEAR = 0.4
"""Correlation with the rows a cycle before from which a sensor is taken to repeat itself."""
_RISE = 0.2
"""By how much it stands above the lowest correlation of fewer rows: slow movements have no such rise."""
_SAME = 0.9
"""Of peaks that are nearly as high the first is the cycle; the others are several of it."""
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What comes again in normal rows.

    Attributes:
        rows: After how many, by the sensor that repeats itself most clearly.
        sensors: Places of all that repeat themselves.
    """

    rows: int
    sensors: tuple[int, ...]


def find_cycle(pieces: Sequence[Matrix]) -> Cycle | None:
    """The cycle of the normal rows; None where no sensor has one that is seen ten times.

    Args:
        pieces: Unbroken pieces of one log, each shape (rows, sensors).
    """
    longest = min(LONGEST, sum(piece.shape[0] for piece in pieces) // _REPEATED)
    found: dict[int, tuple[float, int]] = {}
    for sensor in range(pieces[0].shape[1]):
        correlation = _autocorrelation([piece[:_MOST_ROWS, sensor] for piece in pieces], longest + 1)
        peaks = [lag for lag in range(SHORTEST, correlation.size - 1) if _is_peak(correlation, lag)]
        if peaks:
            top = max(float(correlation[lag]) for lag in peaks)
            found[sensor] = top, next(lag for lag in peaks if correlation[lag] >= _SAME * top)
    if not found:
        return None
    return Cycle(rows=max(found.values())[1], sensors=tuple(found))


def _is_peak(correlation: Values, lag: int) -> bool:
    here = float(correlation[lag])
    highest = max(float(correlation[lag - 1]), float(correlation[lag + 1]), _CLEAR)
    return here >= highest and here - float(correlation[:lag].min()) >= _RISE


def _autocorrelation(pieces: Sequence[Values], most: int) -> Values:
    """Of the pieces together, by the number of rows apart, up to a third of the longest piece."""
    most = min(most, max(piece.size for piece in pieces) // 3)
    sums, counts = np.zeros(most + 1), np.zeros(most + 1)
    centre = float(np.mean(np.concatenate(pieces)))
    for piece in pieces:
        own = piece - centre
        size = 1 << int(2 * own.size - 1).bit_length()
        products = np.fft.irfft(np.abs(np.fft.rfft(own, size)) ** 2, size)[: min(most + 1, own.size)]
        sums[: products.size] += products
        counts[: products.size] += own.size - np.arange(products.size)
    means = sums / np.maximum(counts, 1.0)
    return np.asarray(means / max(float(means[0]), 1e-12))
