"""A sensor in blocks of rows: means, spreads and correlations of blocks. Knows arrays, no change."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.operations import Mask, Places, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Figures of the blocks that hold enough readings.

    Attributes:
        figures: One a block that is there, in order.
        place: Number of each of these blocks among all.
        width: Rows of a block.
    """

    figures: Values
    place: Places
    width: int

    def first_row(self, number: int) -> int:
        """First row of the block that stands at a place among those that are there."""
        return int(self.place[number]) * self.width


def width_for(rows: int, most: int, fewest: int) -> int:
    """Rows of a block so that there are at most so many blocks."""
    return max(fewest, -(-rows // most))


def means(values: Values, width: int) -> Blocks:
    """Means of blocks of one sensor; those without a reading are left out.

    Args:
        values: Shape (rows,); NaN where missing.
    """
    grid = _grid(values, width)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return _kept(np.nanmean(grid, axis=1), np.asarray(np.isfinite(grid).any(axis=1)), width)


def log_spreads(values: Values, width: int, *, floor: float) -> Blocks:
    """Logarithms of the deviation within blocks, each less its straight line; halves must be there.

    Args:
        floor: Added to each deviation, in the sensor's unit: a coarse sensor may stand still for a block.
    """
    grid = _grid(values, width)
    kept = np.isfinite(grid).sum(axis=1) >= max(4, width // 2)
    rest = _straightened(np.where(np.isfinite(grid), grid, np.nan)[kept])
    spread = np.sqrt(np.nanmean(rest**2, axis=1)) if kept.any() else np.zeros(0)
    found = np.full(grid.shape[0], np.nan)
    found[kept] = np.log(spread + floor)
    return _kept(found, kept, width)


def ties(one: Values, other: Values, width: int) -> Blocks:
    """Fisher's z of the correlation of two sensors within blocks.

    Blocks in which either stands still or is missing for more than half have none.
    """
    first, second = _grid(one, width), _grid(other, width)
    both = np.isfinite(first) & np.isfinite(second)
    kept = both.sum(axis=1) >= max(6, width // 2)
    a = _straightened(np.where(both, first, np.nan)[kept])
    b = _straightened(np.where(both, second, np.nan)[kept])
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.nansum(a * b, axis=1) / np.sqrt(np.nansum(a**2, axis=1) * np.nansum(b**2, axis=1))
    z = np.full(first.shape[0], np.nan)
    z[kept] = np.arctanh(np.clip(found, -0.999, 0.999))
    return _kept(z, np.isfinite(z), width)


def _grid(values: Values, width: int) -> Matrix:
    """Rows in blocks, shape (blocks, width); the last one is filled up with NaN."""
    missing = -values.size % width
    return np.asarray(np.concatenate((values, np.full(missing, np.nan))).reshape(-1, width))


def _straightened(grid: Matrix) -> Matrix:
    """Each row less its own straight line; NaN stays."""
    seen = np.isfinite(grid)
    count = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    place = np.where(seen, np.arange(grid.shape[1]), 0.0)
    at = np.where(seen, place - place.sum(axis=1, keepdims=True) / count, 0.0)
    level = np.where(seen, grid, 0.0).sum(axis=1, keepdims=True) / count
    apart = grid - level
    slope = np.where(seen, at * apart, 0.0).sum(axis=1, keepdims=True)
    return np.asarray(apart - slope / np.maximum((at**2).sum(axis=1, keepdims=True), 1e-12) * at)


def _kept(figures: Values, kept: Mask, width: int) -> Blocks:
    return Blocks(figures=figures[kept], place=np.flatnonzero(kept).astype(np.int64), width=width)
