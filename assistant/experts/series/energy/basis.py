"""Coordinates of a window of readings: the slow courses of each sensor. Knows arrays, no network.

The coordinates are the first coefficients of the orthonormal cosine transform of each sensor's course. The
rows of that transform are orthonormal, so that its Lipschitz constant is 1 exactly: what holds for a distance
between coordinates holds for the distance between windows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowBasis:
    """From windows to coordinates and back.

    Attributes:
        width: Rows of a window.
        kept: Coefficients of each sensor, 1 (the mean, times the root of ``width``) to ``width`` (all).
    """

    width: int
    kept: int

    def __post_init__(self) -> None:
        if not 1 <= self.kept <= self.width:
            raise ValueError(f"1 to {self.width} coefficients can be kept, not {self.kept}")

    def matrix(self) -> Array:
        """The cosine transform (DCT-II), shape (kept, width); its rows are orthonormal."""
        order = np.arange(self.kept)[:, None]
        place = np.arange(self.width)[None, :] + 0.5
        rows = np.cos(np.pi * order * place / self.width) * np.sqrt(2.0 / self.width)
        rows[0] = 1.0 / np.sqrt(self.width)
        return np.asarray(rows)

    def trailing(self, rows: Array) -> Array:
        """Coordinates of the window that ends at each row, shape (rows, sensors * kept).

        The first row stands in for what came before it.
        """
        extended = np.concatenate((np.repeat(rows[:1], self.width - 1, axis=0), rows))
        views = np.lib.stride_tricks.sliding_window_view(extended, self.width, axis=0)
        return np.asarray((views @ self.matrix().T).reshape(rows.shape[0], -1))

    def of_one(self, window: Array) -> Array:
        """Coordinates of one window, shape (width, sensors) to (sensors * kept,)."""
        return np.asarray((self.matrix() @ window).T.ravel())

    def windows(self, coordinates: Array) -> Array:
        """The smoothest windows with these coordinates, shape (count, width, sensors)."""
        by_sensor = coordinates.reshape(coordinates.shape[0], -1, self.kept)
        return np.asarray((by_sensor @ self.matrix()).transpose(0, 2, 1))
