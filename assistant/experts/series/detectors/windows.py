"""Trailing windows over rows. Pure functions on arrays; know no detector.

Every value of a row comes from that row and those before it, so that a stream gives what a batch gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix


def padded(rows: Matrix, memory: int) -> Matrix:
    """The rows with the first one repeated ``memory`` times before them."""
    if memory == 0:
        return rows
    return np.concatenate((np.repeat(rows[:1], memory, axis=0), rows))


def trailing_mean(rows: Matrix, width: int) -> Matrix:
    """Mean of the last ``width`` rows; shape of ``rows``."""
    if width <= 1:
        return rows
    sums = np.cumsum(padded(rows, width), axis=0)
    return np.asarray((sums[width:] - sums[:-width]) / width)


def embedded(rows: Matrix, width: int) -> Matrix:
    """The last ``width`` rows side by side, oldest first; shape (rows, width * sensors)."""
    extended = padded(rows, width - 1)
    count, sensors = rows.shape
    found = np.empty((count, width, sensors), dtype=extended.dtype)
    for back in range(width):
        found[:, back] = extended[back : back + count]
    return found.reshape(count, width * sensors)


def unbroken(pieces: Sequence[slice], breaks: Sequence[int]) -> list[slice]:
    """The pieces, parted where the log was interrupted.

    Args:
        breaks: Rows before which so much time is missing that the rows before them say nothing of them.
    """
    found = []
    for piece in pieces:
        inside = [row for row in breaks if piece.start < row < piece.stop]
        edges = [piece.start, *inside, piece.stop]
        found += [slice(a, b) for a, b in pairwise(edges)]
    return found
