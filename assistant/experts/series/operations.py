"""Computations on signals that depend on the order of readings. Pure functions on arrays; know no files.

``times`` are ``int64`` microseconds in rising order, ``values`` ``float64`` without missing ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Readings ``[first, last]`` in a row, both included."""

    first: int
    last: int

    @property
    def readings(self) -> int:
        """How many."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Two successive readings that are too far apart; times in microseconds."""

    start: int
    end: int

    @property
    def seconds(self) -> float:
        """Time between the two readings."""
        return (self.end - self.start) / SECOND


def hold_seconds(times: Times, step_seconds: float, *, longest: float = 3.0) -> Values:
    """How long each reading holds: until the next one, at most ``longest`` steps; the last one a step."""
    if times.size == 0:
        return np.zeros(0)
    following = np.diff(times) / SECOND
    held = np.minimum(following, longest * step_seconds) if step_seconds > 0 else following
    return np.append(held, step_seconds)


def run_bounds(mask: Mask) -> tuple[Places, Places]:
    """First and last index of each unbroken run of true readings, in order."""
    if mask.size == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    edges = np.flatnonzero(np.diff(mask.astype(np.int8)))
    first = np.concatenate(([0], edges + 1))
    last = np.concatenate((edges, [mask.size - 1]))
    true = mask[first]
    return first[true], last[true]


def runs(mask: Mask) -> list[Run]:
    """Unbroken runs of true readings, in order."""
    return [Run(int(a), int(b)) for a, b in zip(*run_bounds(mask), strict=True)]


def run_seconds(times: Times, first: Places, last: Places, step_seconds: float) -> Values:
    """How long runs last: each until the next reading after it, a step where there is none."""
    if times.size == 0:
        return np.zeros(0)
    following = np.append(times[1:], times[-1] + round(step_seconds * SECOND))
    return np.asarray((following[last] - times[first]) / SECOND)


def duration_seconds(times: Times, mask: Mask, step_seconds: float) -> float:
    """Time for which the condition holds, each reading holding until the next."""
    return float(hold_seconds(times, step_seconds)[mask].sum())


def gaps(times: Times, step_seconds: float, *, factor: float = 1.5) -> list[Gap]:
    """Places where the next reading comes later than ``factor`` steps."""
    if times.size < 2 or step_seconds <= 0:
        return []
    wide = np.flatnonzero(np.diff(times) > factor * step_seconds * SECOND)
    return [Gap(int(times[i]), int(times[i + 1])) for i in wide]


def stuck_runs(values: Values, *, readings: int = 10, resting: float | None = 0.0) -> list[Run]:
    """Runs of at least ``readings`` equal values; those at ``resting`` (a machine at rest) do not count."""
    if values.size < 2:
        return []
    same = np.concatenate(([False], np.diff(values) == 0))
    found = [Run(run.first - 1, run.last) for run in runs(same)]
    return [r for r in found if r.readings >= readings and (resting is None or values[r.first] != resting)]


def expected_readings(start: int, end: int, step_seconds: float) -> int:
    """How many readings a window holds at a steady step, both ends included."""
    return int((end - start) / SECOND / step_seconds + 0.5) + 1 if step_seconds > 0 else 0
