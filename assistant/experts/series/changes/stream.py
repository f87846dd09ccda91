"""Tell changes of level and slope while rows come. Knows the rows so far, ever more coarsely.

A change is told once it has held for twice as long as one must hold, so that it is none of the anomalies that
come and go.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.changes.change import Change
from assistant.experts.series.changes.find import FEWEST, LEAST, Asked, find_changes
from assistant.experts.series.detectors.protocol import Matrix, Values

_MORE = 0.03
"""Share of new rows after which changes are looked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    change: Change
    row: int


class ChangeStream:
    """Takes rows as they come and tells each change of level or slope once.

    It looks through all that it has seen whenever that has grown by three hundredths, so that its work a row
    falls as the log grows, and keeps means of ever more rows, so that its memory does not grow.

    Args:
        sensors: Readings of a row.
        asked: The rate and the step; spreads and correlations are not told live.
        kept: Rows, or means of rows, that are kept at most, an even number; then two neighbours are joined.
    """

    def __init__(self, sensors: int, asked: Asked | None = None, *, kept: int = 1_500) -> None:
        given = asked or Asked()
        kinds = tuple(kind for kind in given.kinds if kind in ("level", "slope"))
        self._rate, self._step, self._kinds = given.rate, given.step_seconds, kinds
        self._kept: Matrix = np.empty((kept, sensors))
        self._filled, self._width = 0, 1
        self._part: list[Values] = []
        self._count, self._next = 0, FEWEST
        self._told: list[_Told] = []

    def update(self, row: Values) -> tuple[Change, ...]:
        """Changes that are certain since this row, most often none; rows count from the first one given.

        Args:
            row: Readings in the sensors' units, shape (sensors,); NaN where missing.

        Raises:
            ValueError: The row has another number of readings.
        """
        if row.shape != (self._kept.shape[1],):
            raise ValueError(f"a row of {self._kept.shape[1]} readings is needed")
        self._part.append(row)
        self._count += 1
        if len(self._part) == self._width:
            self._kept[self._filled] = _mean(np.stack(self._part))
            self._part = []
            self._filled += 1
            if self._filled == self._kept.shape[0]:
                self._join()
        if self._count < self._next:
            return ()
        self._next = max(self._count + LEAST // 2, int(self._count * (1.0 + _MORE)))
        return self._look()

    def _join(self) -> None:
        """Means of two neighbours take their place."""
        half = self._kept.shape[0] // 2
        pairs = self._kept.reshape(half, 2, -1)
        self._kept[:half] = np.stack([_mean(pair) for pair in pairs])
        self._filled, self._width = half, 2 * self._width

    def _look(self) -> tuple[Change, ...]:
        asked = Asked(kinds=self._kinds, rate=self._rate, step_seconds=self._step * self._width)
        found = [self._scaled(c) for c in find_changes(self._kept[: self._filled], asked)]
        held = 2 * max(LEAST, self._filled // 100) * self._width
        sure = [change for change in found if self._count - change.row >= held]
        new = [change for change in sure if not any(_same(change, told) for told in self._told)]
        self._told += [_Told(change=change, row=self._count) for change in new]
        return tuple(new)

    def _scaled(self, change: Change) -> Change:
        """The change in rows of the log."""
        wide = self._width
        per = wide if change.kind == "slope" else 1
        return Change(
            kind=change.kind,
            row=change.row * wide,
            earliest=change.earliest * wide,
            latest=change.latest * wide,
            sensor=change.sensor,
            before=change.before / per,
            after=change.after / per,
            strength=change.strength,
            until=None if change.until is None else change.until * wide,
        )


def _same(change: Change, told: _Told) -> bool:
    """Whether a change was told already; where it lies is known better as more rows come."""
    other = told.change
    slack = max(LEAST, told.row // 50, change.latest - change.earliest, other.latest - other.earliest)
    return other.sensor == change.sensor and abs(other.row - change.row) <= slack


def _mean(rows: Matrix) -> Values:
    """Means of the readings that are there, NaN where there is none."""
    seen = np.isfinite(rows)
    count = seen.sum(axis=0)
    total = np.where(seen, rows, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
