"""Changes put into rows without any physics: shift, drift, spikes, stuck and others. Knows arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from assistant.experts.series.simulate.protocol import Matrix

Change = Literal["shift", "drift", "oscillation", "spikes", "noise", "stuck", "delay"]
CHANGES: tuple[Change, ...] = get_args(Change)

_SPIKE_EVERY = 25
"""Rows between spikes, on the mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of one sensor from a row on.

    Attributes:
        place: Column of the sensor.
        size: In the sensor's unit; signed. Of noise its deviation, of an oscillation its amplitude. Unused by
            ``stuck`` and ``delay``.
        rows: Of a delay, how many rows; of an oscillation, the rows of a period.
    """

    change: Change
    place: int
    size: float = 0.0
    rows: float = 0.0


def apply_edit(values: Matrix, edit: Edit, rng: np.random.Generator, *, begin: int = 0) -> Matrix:
    """The rows with a change from row ``begin`` on; the others stay as they are.

    Args:
        values: Shape (rows, sensors), in the sensors' units.
    """
    changed = values.copy()
    column = changed[begin:, edit.place]
    count = column.size
    if not count:
        return changed
    match edit.change:
        case "shift":
            column += edit.size
        case "drift":
            column += edit.size * np.arange(1, count + 1) / count
        case "oscillation":
            column += edit.size * np.sin(2.0 * np.pi * np.arange(count) / max(edit.rows, 2.0))
        case "noise":
            column += abs(edit.size) * rng.normal(size=count)
        case "spikes":
            struck = rng.random(count) < 1.0 / _SPIKE_EVERY
            struck[rng.integers(count)] = True
            column[struck] += edit.size * (1.0 + 0.3 * rng.random(int(struck.sum())))
        case "stuck":
            column[:] = column[0]
        case "delay":
            late = round(edit.rows)
            column[:] = values[np.maximum(np.arange(begin, begin + count) - late, 0), edit.place]
    return changed
