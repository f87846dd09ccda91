"""Where a line bends without a jump. Knows one series of numbers.

Source: the continuous piecewise-linear contrast of Baranowski, Chen and Fryzlewicz, "Narrowest-over-threshold
detection of multiple change points and change-point-like features", JRSS B 81, 2019.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.operations import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Kink:
    """Two lines that meet.

    Attributes:
        place: At which they meet.
        earliest, latest: Places at which they may meet.
        before, after: Slopes, from one place to the next.
        squares: Sum of squares around them.
    """

    place: int
    earliest: int
    latest: int
    before: float
    after: float
    squares: float


def kink(series: Values, *, least: int, doubt: float) -> Kink | None:
    """The two lines that meet and lie nearest to the values; None where there are too few values.

    Args:
        least: Values on either side of the bend, at least.
        doubt: Sum of squares by which another bend may be worse and still be the one.
    """
    count = series.size
    if count < 2 * least + 2:
        return None
    at = np.arange(count) - 0.5 * (count - 1)
    places = np.arange(least, count - least)
    bends = np.maximum(np.arange(count)[None, :] - places[:, None], 0.0)
    base = np.stack((np.full(count, count**-0.5), at / np.sqrt(at @ at)))
    bends -= (bends @ base.T) @ base
    rest = series - (base @ series) @ base
    size = np.maximum((bends**2).sum(axis=1), 1e-12)
    gain = bends @ rest
    squares = float(rest @ rest) - gain**2 / size
    best = int(squares.argmin())
    near = np.flatnonzero(squares <= squares[best] + doubt)
    bent = gain[best] / size[best]
    line = series - bent * np.maximum(np.arange(count) - places[best], 0.0)
    slope = float(at @ line / (at @ at))
    return Kink(
        place=int(places[best]),
        earliest=int(places[near[0]]),
        latest=int(places[near[-1]]),
        before=slope,
        after=slope + float(bent),
        squares=float(squares[best]),
    )
