"""Cut a series into stretches with one level or one straight line each, exactly. Knows one series of numbers.

Source: the optimal partitioning of Jackson et al., "An algorithm for optimal partitioning of data on an
interval", IEEE Signal Processing Letters 12, 2005; that every stretch may choose between a level and a line
is ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.operations import Places, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Values ``[first, end)`` lie around ``level + slope * (place - middle)``.

    Attributes:
        level: Mean of the values.
        slope: Change from one place to the next; 0 where a level is enough.
    """

    first: int
    end: int
    level: float
    slope: float

    @property
    def size(self) -> int:
        """How many values."""
        return self.end - self.first

    @property
    def middle(self) -> float:
        """Place at which the line is at its level."""
        return 0.5 * (self.first + self.end - 1)

    def at(self, place: float) -> float:
        """The line at a place, which may lie outside."""
        return self.level + self.slope * (place - self.middle)


def segments(series: Values, *, penalty: float, least: int, lines: bool) -> tuple[Segment, ...]:
    """The cut with the least sum of squares, a penalty for each change and half of it for each line.

    The time is quadratic in the number of values: 2,000 take about a tenth of a second.

    Args:
        series: In units of its noise, without NaN.
        penalty: Sum of squares that a change must save.
        least: Values that a stretch has at least.
        lines: Whether a stretch may be a line; else all are levels.
    """
    count = series.size
    if count < 2 * least:
        return (_fitted(series, 0, count, sloped=False),)
    sums = _Sums(series)
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    before = np.zeros(count + 1, dtype=np.int64)
    sloped = np.zeros(count + 1, dtype=np.bool_)
    for end in range(least, count + 1):
        first = np.arange(0, end - least + 1)
        flat, line = sums.costs(first, end, lines=lines)
        line = line + 0.5 * penalty
        total = best[: first.size] + np.minimum(flat, line)
        place = int(total.argmin())
        best[end], before[end] = total[place] + penalty, place
        sloped[end] = bool(line[place] < flat[place])
    found: list[Segment] = []
    end = count
    while end > 0:
        found.append(_fitted(series, int(before[end]), end, sloped=bool(sloped[end])))
        end = int(before[end])
    return tuple(reversed(found))


class _Sums:
    """Running sums from which the cost of any stretch follows."""

    def __init__(self, series: Values) -> None:
        centred = series - series.mean()
        place = np.arange(series.size, dtype=np.float64)
        self._one = np.concatenate(([0.0], np.cumsum(centred)))
        self._two = np.concatenate(([0.0], np.cumsum(centred**2)))
        self._cross = np.concatenate(([0.0], np.cumsum(centred * place)))

    def costs(self, first: Places, end: int, *, lines: bool) -> tuple[Values, Values]:
        """Sums of squares around a level and around a line, of the stretches ``[first, end)``."""
        size = (end - first).astype(np.float64)
        total = self._one[end] - self._one[first]
        flat = np.maximum(self._two[end] - self._two[first] - total**2 / size, 0.0)
        if not lines:
            return flat, np.full(flat.size, np.inf)
        middle = 0.5 * (first + end - 1)
        cross = self._cross[end] - self._cross[first] - middle * total
        spread = np.maximum(size * (size**2 - 1.0) / 12.0, 1e-9)
        return flat, np.maximum(flat - cross**2 / spread, 0.0)


def _fitted(series: Values, first: int, end: int, *, sloped: bool) -> Segment:
    values = series[first:end]
    level = float(values.mean())
    if not sloped:
        return Segment(first=first, end=end, level=level, slope=0.0)
    place = np.arange(values.size) - 0.5 * (values.size - 1)
    return Segment(first=first, end=end, level=level, slope=float(place @ values / (place @ place)))
