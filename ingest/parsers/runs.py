"""Runs of one value in a column that is read block by block. Knows numbers, no log and no sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ingest.parsers.column_blocks import Array, Column

HELD = 5
"""Readings in a row that count as a value being held."""

Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class End:
    """An end of the range: its value, how often it was held, and for how many readings together."""

    value: float
    times: int = 0
    readings: int = 0


@dataclass(slots=True)
class Runs:
    """What the runs of a column are like; places count missing values too.

    Attributes:
        first: The first value.
        longest: Readings of the longest run, the first of equally long ones.
        lengths: How many runs have which length.
    """

    first: float = math.nan
    longest: int = 0
    longest_value: float = math.nan
    longest_begin: int = 0
    longest_end: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    highest: End = field(default_factory=lambda: End(-math.inf))
    lowest: End = field(default_factory=lambda: End(math.inf))

    @property
    def usual_length(self) -> float:
        """Median of the lengths."""
        total, seen = sum(self.lengths.values()), 0
        middle: list[int] = []
        for length in sorted(self.lengths):
            seen += self.lengths[length]
            middle += [length] * (sum(rank < seen for rank in ((total - 1) // 2, total // 2)) - len(middle))
        return sum(middle) / 2 if middle else 0.0

    def take(self, values: Array, lengths: Places, begins: Places, ends: Places) -> None:
        """Takes in whole runs, in order."""
        if not len(values):
            return
        if math.isnan(self.first):
            self.first = float(values[0])
        place = int(np.argmax(lengths))
        if int(lengths[place]) > self.longest:
            self.longest, self.longest_value = int(lengths[place]), float(values[place])
            self.longest_begin, self.longest_end = int(begins[place]), int(ends[place])
        some, often = np.unique(lengths, return_counts=True)
        self.lengths.update(dict(zip(some.tolist(), often.tolist(), strict=True)))
        top, bottom = float(values.max()), float(values.min())
        if top > self.highest.value:
            self.highest = End(top)
        if bottom < self.lowest.value:
            self.lowest = End(bottom)
        for end in (self.highest, self.lowest):
            held = lengths[(values == end.value) & (lengths >= HELD)]
            end.times += len(held)
            end.readings += int(held.sum())


def runs_of(column: Column) -> Runs:
    """The runs of a column, missing values passed over."""
    runs = Runs()
    for values, lengths, begins, ends in _runs(column):
        runs.take(values, lengths, begins, ends)
    return runs


def _runs(column: Column) -> Iterator[tuple[Array, Places, Places, Places]]:
    """Values, lengths, first and last places of runs; the last one of a block waits for the next block."""
    offset = 0
    open_: tuple[float, int, int, int] | None = None
    for block in column.blocks():
        held = np.flatnonzero(~np.isnan(block))
        readings = block[held]
        held = held + offset
        offset += len(block)
        if not len(readings):
            continue
        edges = np.flatnonzero(np.diff(readings) != 0) + 1
        starts, stops = np.concatenate([[0], edges]), np.concatenate([edges, [len(readings)]])
        values, lengths = readings[starts], stops - starts
        begins, ends = held[starts], held[stops - 1]
        if open_ is not None:
            if open_[0] == values[0]:
                lengths[0] += open_[1]
                begins[0] = open_[2]
            else:
                values, lengths = np.append(open_[0], values), np.append(open_[1], lengths)
                begins, ends = np.append(open_[2], begins), np.append(open_[3], ends)
        yield values[:-1], lengths[:-1], begins[:-1], ends[:-1]
        open_ = (float(values[-1]), int(lengths[-1]), int(begins[-1]), int(ends[-1]))
    if open_ is not None:
        yield tuple(np.asarray([part]) for part in open_)  # type: ignore[misc]
