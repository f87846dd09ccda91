"""How far the shape of the last rows is from the most alike shape in normal rows. Knows arrays only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.chart import ChartScorer
from assistant.experts.series.detectors.cycle import Cycle, find_cycle
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import padded

_WIDTH = 32
"""Rows of a shape where nothing repeats itself."""
_LEAST = 0.1
"""Added to the spread of a window, in usual deviations: noise on a sensor that stands still has no shape."""
_MOST_SHAPES = 1_500
_MOST_ASKED = 1_000
_LEAST_SPREAD = 0.1
_BLOCK = 4_096
_TILE = 256
"""Shapes that are compared at a time: their distances stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeScorer(ChartScorer):
    """See ``ChartScorer``: of the distances of the compared sensors.

    Attributes:
        sensors: Places of the sensors whose shapes are compared.
        shapes: Their normal windows, each less its mean and over its spread; shape (windows, width) each.
        squares: Of the shapes, summed; shape (windows,) each.
    """

    least: float
    sensors: tuple[int, ...]
    shapes: tuple[Matrix, ...]
    squares: tuple[Values, ...]

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        highest = -math.inf
        for place, sensor in enumerate(self.sensors):
            own = window[-self.width :, sensor]
            own = own - own.sum() / self.width
            length = float(own @ own)
            own /= max(math.sqrt(length / self.width + self.least**2), 1e-12)
            apart = float((self.squares[place] - 2.0 * (self.shapes[place] @ own)).min()) + float(own @ own)
            departed = (math.sqrt(max(apart, 0.0)) - self.centre[place]) / self.spread[place]
            highest = max(highest, float(departed))
        return highest

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: squared departures of the distances."""
        found = np.zeros(rows.shape)
        found[:, self.sensors] = np.maximum(self._departures(rows), 0.0) ** 2
        return found

    def _departures(self, rows: Matrix) -> Matrix:
        extended = padded(rows, self.width - 1)
        found = np.empty((rows.shape[0], len(self.sensors)))
        for first in range(0, rows.shape[0], _BLOCK):
            found[first : first + _BLOCK] = self._departed(extended[first : first + _BLOCK + self.width - 1])
        return found

    def _departed(self, rows: Matrix) -> Matrix:
        """Of the windows within the rows, shape (windows, compared sensors)."""
        distances = [
            nearest(shapes_of(rows[:, sensor], self.width, self.least), known, squares)
            for sensor, known, squares in zip(self.sensors, self.shapes, self.squares, strict=True)
        ]
        return np.asarray((np.stack(distances, axis=1) - self.centre) / self.spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeDetector:
    """The matrix profile of a log against its normal rows: each window's distance to the nearest normal one.

    Windows are compared less their mean and over their spread, so that level and size do not count; they are
    as long as the cycle of the normal rows. With ``least`` 0 the distances are the plain z-normalised ones.

    Source: Yeh et al., "Matrix profile I: all pairs similarity joins for time series", ICDM 2016.

    Args:
        cycle: Of the normal rows, and the sensors that have it; looked for where None, and where there is
            none, all sensors are compared by windows of 32 rows.
        least: Added to the spread of a window.
    """

    cycle: Cycle | None = None
    least: float = _LEAST

    @property
    def name(self) -> str:
        """As the user names it."""
        return "matrix_profile"

    def fit(self, pieces: tuple[Matrix, ...]) -> ShapeScorer:
        """See ``Detector.fit``."""
        everything = Cycle(rows=_WIDTH, sensors=tuple(range(pieces[0].shape[1])))
        cycle = self.cycle or find_cycle(pieces) or everything
        width = min(cycle.rows, max(piece.shape[0] for piece in pieces))
        long = [piece for piece in pieces if piece.shape[0] >= width]
        counts = [piece.shape[0] - width + 1 for piece in long]
        numbers = np.repeat(np.arange(len(long)), counts)
        places = np.concatenate([np.arange(count) for count in counts])
        kept, asked = _every(places.size, _MOST_SHAPES), _every(places.size, _MOST_ASKED)
        near = np.abs(places[asked, None] - places[kept]) < width
        near &= numbers[asked, None] == numbers[kept]
        shapes, squares, found = [], [], []
        for sensor in cycle.sensors:
            shapes.append(_chosen(long, sensor, kept, width, self.least))
            squares.append((shapes[-1] ** 2).sum(axis=1))
            own = _chosen(long, sensor, asked, width, self.least)
            found.append(nearest(own, shapes[-1], np.where(near, np.inf, squares[-1])))
        distances = np.stack(found)
        known = np.isfinite(distances[0])
        distances = distances[:, known] if known.any() else np.ones((len(found), 1))
        return ShapeScorer(
            width=width,
            least=self.least,
            sensors=cycle.sensors,
            shapes=tuple(shapes),
            squares=tuple(squares),
            centre=distances.mean(axis=1),
            spread=np.maximum(distances.std(axis=1), _LEAST_SPREAD),
        )


def shapes_of(values: Values, width: int, least: float) -> Matrix:
    """Windows of one sensor, each less its mean and over its spread; shape (windows, width)."""
    return _shaped(np.lib.stride_tricks.sliding_window_view(values, width), least)


def _chosen(pieces: Sequence[Matrix], sensor: int, chosen: slice, width: int, least: float) -> Matrix:
    """Shapes of chosen windows, counted over all pieces, and of no others: all would fill the memory."""
    found, before = [], 0
    for piece in pieces:
        windows = np.lib.stride_tricks.sliding_window_view(piece[:, sensor], width)
        found.append(_shaped(windows[-before % chosen.step :: chosen.step], least))
        before += windows.shape[0]
    return np.concatenate(found)


def _shaped(windows: Matrix, least: float) -> Matrix:
    """Each window less its mean and over its spread."""
    width = windows.shape[1]
    own = windows - windows.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", own, own) / width + least**2)
    return np.asarray(own / np.maximum(spread, 1e-12)[:, None])


def nearest(own: Matrix, known: Matrix, squares: Matrix) -> Values:
    """Distance of each shape to the most alike of the known ones.

    Args:
        own, known: Shape (shapes, width).
        squares: Summed squares of the known ones, shape (known,); shape (shapes, known) with infinity where
            two may not be compared.
    """
    doubled = np.ascontiguousarray(2.0 * known.T)
    found = np.einsum("ij,ij->i", own, own)
    for first in range(0, own.shape[0], _TILE):
        alike = own[first : first + _TILE] @ doubled
        alike -= squares if squares.ndim == 1 else squares[first : first + _TILE]
        found[first : first + _TILE] -= alike.max(axis=1)
    return np.asarray(np.sqrt(np.maximum(found, 0.0)))


def _every(count: int, most: int) -> slice:
    """Places evenly over all, at most so many."""
    return slice(0, count, max(-(-count // most), 1))
