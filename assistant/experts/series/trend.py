"""How a reading moved: stretches in which it rose, fell or stayed, as straight lines. Knows numbers only.

The readings become medians of equal steps of time, less their daily or other course. Straight pieces are laid
through them by dynamic programming, as many as the Bayesian information criterion pays for (Bai and Perron
2003, doi:10.1002/jae.659); neighbours that go the same way are one stretch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

import numpy as np

from assistant.experts.series.changes.steady import seasonal
from assistant.experts.series.events import moment
from assistant.experts.series.operations import SECOND, Places, Times, Values

Way = Literal["up", "down", "level"]

_STEPS = 240
_FEWEST = 12
"""Medians from which on stretches are told."""
_SHORTEST = 4
"""Medians of a piece."""
_MOST_PIECES = 12
_CLEAR = 5.0
"""A rise counts from so many deviations of a median on."""
_SHARE = 0.12
"""And from this share of all that the medians span."""
_TURNS = 6.0
"""Standard errors from which on a piece is not level."""
_EARNEST = 0.25
"""Share of a rise's mean slope from which on its first pieces are its own."""
_ROUNDING = 1e-6
_INTERRUPTED = 3
"""Steps without a reading that are an interruption."""

Line = tuple[int, int, float, float]
"""First and last place of a piece, and its line's values there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a reading went one way.

    Attributes:
        start, end: Of the first and last reading.
        first, last: The line's value there.
    """

    start: datetime
    end: datetime
    first: float
    last: float
    way: Way

    @property
    def rise(self) -> float:
        """What was added, negative where it fell."""
        return self.last - self.first

    @property
    def per_day(self) -> float:
        """The rise in a day."""
        seconds = (self.end - self.start).total_seconds()
        return self.rise / seconds * 86_400.0 if seconds > 0 else 0.0


def stretches(times_N: Times, values_N: Values) -> list[Stretch]:
    """The stretches of a series, in order of time; none where there are too few readings.

    A stretch does not go on over an interruption: a machine that was repaired starts anew.

    Args:
        times_N: Microseconds since 1970, rising.
        values_N: Readings; NaN where missing.
    """
    held = np.isfinite(values_N)
    times, values = times_N[held], values_N[held]
    if times.size < _FEWEST:
        return []
    width = max(1, -(-int(times[-1] - times[0] + 1) // _STEPS), int(np.median(np.diff(times))))
    slots = (times - times[0]) // width
    starts = np.flatnonzero(np.diff(slots, prepend=-1))
    ends = np.append(starts[1:], times.size) - 1
    if starts.size < _FEWEST:
        return []
    medians = np.array([np.median(values[a : b + 1]) for a, b in zip(starts, ends, strict=True)])
    place: Places = slots[starts].astype(np.int64)
    figures = medians - seasonal(medians, place, width / SECOND)
    noise = _noise(figures)
    span = float(np.subtract(*np.percentile(figures, [98, 2])))
    least = max(_CLEAR * noise, _SHARE * span, _ROUNDING * float(np.abs(medians).max()))
    found: list[Stretch] = []
    for first, last in _unbroken(times[starts], times[ends], width):
        part = slice(first, last + 1)
        lines = [
            _line(place[part], figures[part], a, b) for a, b in _pieces(place[part], figures[part], noise)
        ]
        found += [
            Stretch(moment(times[starts[first + a]]), moment(times[ends[first + b]]), low, high, way)
            for a, b, low, high, way in _grouped(lines, noise, least)
        ]
    return found


def _unbroken(starts: Times, ends: Times, width: int) -> list[tuple[int, int]]:
    """First and last place of each run of medians without an interruption, those of a few left out."""
    breaks = np.flatnonzero(starts[1:] - ends[:-1] > _INTERRUPTED * width) + 1
    edges = [0, *breaks.tolist(), starts.size]
    return [(a, b - 1) for a, b in pairwise(edges) if b - a >= _SHORTEST]


def _noise(figures: Values) -> float:
    """Standard deviation of a median around a smooth course, from second differences."""
    bends = figures[2:] - 2 * figures[1:-1] + figures[:-2]
    return float(1.4826 * np.median(np.abs(bends)) / np.sqrt(6.0))


def _pieces(place: Places, y: Values, noise: float) -> list[tuple[int, int]]:
    """First and last place of each straight piece."""
    count = y.size
    most = min(_MOST_PIECES, count // _SHORTEST)
    cost = _costs(place.astype(np.float64), y)
    best = np.full((most + 1, count + 1), np.inf)
    came = np.zeros((most + 1, count + 1), np.int64)
    best[0, 0] = 0.0
    for pieces in range(1, most + 1):
        for end in range(pieces * _SHORTEST, count + 1):
            options = best[pieces - 1, : end - _SHORTEST + 1] + cost[: end - _SHORTEST + 1, end - 1]
            came[pieces, end] = int(options.argmin())
            best[pieces, end] = options[came[pieces, end]]
    errors = np.maximum(best[1:, count] / count, max(noise, 1e-12) ** 2)
    worth = count * np.log(errors) + 3 * np.arange(1, most + 1) * np.log(count)
    found, end = [], count
    for pieces in range(int(np.argmin(worth)) + 1, 0, -1):
        start = int(came[pieces, end])
        found.append((start, end - 1))
        end = start
    return found[::-1]


def _costs(x: Values, y: Values) -> Values:
    """[count, count] squared error of the line from one place to another, both included."""
    count = x.size
    sums = {
        name: np.concatenate([[0.0], np.cumsum(part)])
        for name, part in (("x", x), ("y", y), ("xx", x * x), ("xy", x * y), ("yy", y * y))
    }
    first, last = np.arange(count)[:, None], np.arange(count)[None, :] + 1
    n = np.maximum(last - first, 1).astype(np.float64)
    of = {name: part[last] - part[first] for name, part in sums.items()}
    spread = of["xx"] - of["x"] ** 2 / n
    slope = np.divide(
        of["xy"] - of["x"] * of["y"] / n, spread, out=np.zeros_like(spread), where=spread > 1e-9
    )
    error = of["yy"] - of["y"] ** 2 / n - slope * (of["xy"] - of["x"] * of["y"] / n)
    return np.where(last - first >= _SHORTEST, np.maximum(error, 0.0), np.inf)


def _line(place: Places, figures: Values, a: int, b: int) -> Line:
    x = place[a : b + 1].astype(np.float64)
    slope, offset = np.polyfit(x, figures[a : b + 1], 1)
    return a, b, float(offset + slope * x[0]), float(offset + slope * x[-1])


def _grouped(lines: list[Line], noise: float, least: float) -> list[tuple[int, int, float, float, Way]]:
    """Pieces that follow each other one way, as one; what goes little is level."""
    runs: list[list[Line]] = []
    for line in _with_jumps(lines, least):
        if runs and _sign(line, noise) == _sign(runs[-1][-1], noise) != 0:
            runs[-1].append(line)
        else:
            runs.append([line])
    found: list[tuple[int, int, float, float, Way]] = []
    for run in runs:
        rise = run[-1][3] - run[0][2]
        way: Way = "level" if abs(rise) < least else "up" if rise > 0 else "down"
        begin, end = _earnest(run) if way != "level" else (0, len(run))
        for part, told in ((run[:begin], "level"), (run[begin:end], way), (run[end:], "level")):
            if part:
                found.append((part[0][0], part[-1][1], part[0][2], part[-1][3], told))  # type: ignore[arg-type]
    joined = found[:1]
    for one in found[1:]:
        last = joined[-1]
        if one[4] == last[4] == "level":
            joined[-1] = (last[0], one[1], last[2], one[3], "level")
        else:
            joined.append(one)
    return joined


def _with_jumps(lines: list[Line], least: float) -> list[Line]:
    """The pieces with a short one between two where it jumps from one level to another."""
    found = lines[:1]
    for before, line in pairwise(lines):
        if abs(line[2] - before[3]) >= least:
            found.append((before[1], line[0], before[3], line[2]))
        found.append(line)
    return found


def _sign(line: Line, noise: float) -> int:
    """1 where a piece rises beyond its noise, -1 where it falls, 0 else."""
    a, b, first, last = line
    return int(np.sign(last - first)) if abs(last - first) > _TURNS * noise / np.sqrt(b - a + 1) else 0


def _earnest(run: list[Line]) -> tuple[int, int]:
    """The pieces without those at both ends that go far slower than the rest."""
    begin, end = 0, len(run)
    while end - begin > 1:
        mean = (run[end - 1][3] - run[begin][2]) / (run[end - 1][1] - run[begin][0])
        if _slope(run[begin]) / mean < _EARNEST:
            begin += 1
        elif _slope(run[end - 1]) / mean < _EARNEST:
            end -= 1
        else:
            break
    return begin, end


def _slope(line: Line) -> float:
    a, b, first, last = line
    return (last - first) / (b - a)
