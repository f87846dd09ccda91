"""Readings on a steady step: the step found, gaps left open, duplicates averaged. Knows no model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from assistant.experts.series.forecast.protocol import Matrix
from assistant.experts.series.operations import SECOND, Mask, Times

MOST_SLOTS = 12_000
"""Slots looked at, the last ones of the log: older ones tell little of what comes."""
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Slots of one step; the last slot is centred on the log's last reading.

    Attributes:
        start: Microseconds since 1970 of the first slot.
        step: Microseconds.
        values: Shape (slots, sensors); mean of the readings of the slot, NaN where there is none.
        per_slot: Readings that a slot joins where none is missing.
    """

    start: int
    step: int
    values: Matrix
    per_slot: int = 1

    @property
    def slots(self) -> int:
        """How many."""
        return int(self.values.shape[0])

    @property
    def step_seconds(self) -> float:
        """The step in seconds."""
        return self.step / SECOND

    def moment(self, slot: int) -> datetime:
        """Time of a slot; slots from ``slots`` on lie in the future."""
        return _EPOCH + timedelta(microseconds=self.start + slot * self.step)


def usual_step(times: Times) -> int:
    """Median of the steps between readings in microseconds; 0 where no two times differ."""
    steps = np.diff(times)
    steps = steps[steps > 0]
    return int(np.median(steps)) if steps.size else 0


def regular(times: Times, values: Matrix, *, per_slot: int = 1, most: int = MOST_SLOTS) -> Grid:
    """Puts readings on a steady grid.

    Args:
        times: Microseconds, rising; some may be equal.
        per_slot: Usual steps that one slot joins.
        most: Slots looked at, the last ones.

    Raises:
        ValueError: No two times differ.
    """
    usual = usual_step(times)
    if usual <= 0:
        raise ValueError("no two readings have different times")
    step = usual * per_slot
    slot = -np.floor((times[-1] - times) / step + 0.5).astype(np.int64)
    kept = slot > -most
    slot, found = slot[kept], values[kept]
    slot = slot - slot[0]
    slots = int(slot[-1]) + 1
    filled: Matrix = np.full((slots, values.shape[1]), np.nan)
    for j in range(values.shape[1]):
        good = np.isfinite(found[:, j])
        count = np.bincount(slot[good], minlength=slots)
        total = np.bincount(slot[good], weights=found[good, j], minlength=slots)
        present = count > 0
        filled[present, j] = total[present] / count[present]
    return Grid(
        start=int(times[-1]) - (slots - 1) * step,
        step=step,
        values=filled,
        per_slot=per_slot,
    )


def carried(values: Matrix, seasons: tuple[int, ...]) -> tuple[Matrix, Mask]:
    """Values without holes, and which of them are readings.

    A hole takes the last reading; one longer than half a season takes what was a season before. An estimate
    depends on earlier rows only, so that a backtest sees no later reading. Rows before a sensor's first
    reading take that reading.

    Args:
        values: Shape (rows, sensors), each sensor with at least one reading; NaN where missing.
        seasons: Rows of each sensor's season; 1 where it has none.
    """
    observed = np.isfinite(values)
    filled = values.copy()
    for j, season in enumerate(seasons):
        own = filled[:, j]
        good = observed[:, j]
        last = np.maximum.accumulate(np.where(good, np.arange(own.size), -1))
        own[:] = own[np.where(last >= 0, last, int(np.argmax(good)))]
        if season <= 1:
            continue
        age = np.where(last >= 0, np.arange(own.size) - last, 0)
        for row in np.flatnonzero(age > season // 2):
            if row >= season:
                own[row] = own[row - season]
    return filled, observed
