"""Columns of numbers block by block: in memory, or in a file where they are too long for it. Knows no log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

BLOCK = 65_536
"""Values of a block."""

_KNOWN = 200_000
"""Different values that are counted in memory; of more, ranges are counted in several passes."""
_BINS = 65_536
_PARTITION = 1_000_000
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

Array = npt.NDArray[Any]


class Column(Protocol):
    """A column that is read front to back, as often as needed."""

    def __len__(self) -> int: ...

    def blocks(self) -> Iterator[Array]:
        """Its values in order."""
        ...

    def at(self, place: int) -> Any:
        """One value."""
        ...


class Whole:
    """A column in memory: one block."""

    def __init__(self, values: Array) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def blocks(self) -> Iterator[Array]:
        """All of it at once."""
        yield self._values

    def at(self, place: int) -> Any:
        """One value."""
        return self._values[place]


class ColumnFile:
    """A column in a file, to which blocks are appended; not to be read while it grows without ``close``.

    Args:
        path: A file of its own.
        kind: NumPy's name of the type.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._kind = np.dtype(kind)
        self._count = 0
        self._file: Any = path.open("wb")

    def __len__(self) -> int:
        return self._count

    def append(self, values: Array) -> None:
        """Adds values at the end."""
        found = np.ascontiguousarray(values, dtype=self._kind)
        self._file.write(found.view(np.uint8).data if len(found) else b"")
        self._count += len(found)

    def last(self, count: int) -> Array:
        """The values that were added last."""
        self._file.flush()
        return self.part(self._count - count, self._count)

    def close(self) -> None:
        """No more comes."""
        self._file.close()

    def part(self, start: int, stop: int) -> Array:
        """The values ``[start, stop)``."""
        stop = min(stop, self._count)
        size = self._kind.itemsize
        return np.fromfile(self._path, self._kind, max(0, stop - start), offset=start * size)

    def blocks(self) -> Iterator[Array]:
        """Its values in order."""
        for start in range(0, self._count, BLOCK):
            yield self.part(start, start + BLOCK)

    def at(self, place: int) -> Any:
        """One value."""
        return self.part(place, place + 1)[0]


def median_of(blocks: Callable[[], Iterator[Array]]) -> float:
    """The exact median of whole numbers that may be too many for the memory; 0 where there are none.

    Args:
        blocks: Gives them from the start; called several times.
    """
    total, known = 0, None
    low, high = np.iinfo(np.int64).max, np.iinfo(np.int64).min
    for block in blocks():
        if len(block):
            total += len(block)
            low, high = min(low, int(block.min())), max(high, int(block.max()))
    if not total:
        return 0.0
    known = _counted(blocks)
    first, second = (total - 1) // 2, total // 2
    if known is not None:
        values, counts = known
        ends = np.cumsum(counts)
        one, other = (int(values[np.searchsorted(ends, rank, side="right")]) for rank in (first, second))
    else:
        one = _ranked(blocks, first, low, high)
        other = one if first == second else _ranked(blocks, second, low, high)
    return float(np.mean(np.asarray([one, other], dtype=np.int64)))


def distinct_of(column: Column) -> int:
    """How many different numbers a column holds, not-a-numbers left out."""
    known = np.zeros(0)
    total = 0
    for block in column.blocks():
        values = np.unique(block[~np.isnan(block)])
        total += len(values)
        known = values if not len(known) else np.union1d(known, values)
        if len(known) > _PARTITION:
            break
    else:
        return len(known)
    return _distinct_by_parts(column)


def _distinct_by_parts(column: Column) -> int:
    """The same in several passes, each over those values that have one remainder of a hash."""
    parts = -(-len(column) // _PARTITION)
    found = 0
    for part in range(parts):
        kept: list[Array] = []
        for block in column.blocks():
            values = block[~np.isnan(block)] + 0.0
            marks = (values.view(np.uint64) * _SPREAD) >> np.uint64(40)
            kept.append(np.unique(values[marks % np.uint64(parts) == part]))
        found += len(np.unique(np.concatenate(kept)))
    return found


def _counted(blocks: Callable[[], Iterator[Array]]) -> tuple[Array, Array] | None:
    """Different values, ascending, and how often each comes; None where they are too many."""
    values, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for block in blocks():
        some, often = np.unique(block, return_counts=True)
        merged, places = np.unique(np.concatenate([values, some]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, often]), len(merged)).astype(np.int64)
        values = merged
        if len(values) > _KNOWN:
            return None
    return values, counts


def _ranked(blocks: Callable[[], Iterator[Array]], rank: int, low: int, high: int) -> int:
    """The value of a rank, from 0: the range that holds it is narrowed down by counting."""
    while low < high:
        width = -(-(high - low + 1) // _BINS)
        counts = np.zeros(_BINS + 1, dtype=np.int64)
        for block in blocks():
            inside = block[(block >= low) & (block <= high)]
            counts += np.bincount((inside - low) // width, minlength=_BINS + 1)
        ends = np.cumsum(counts)
        place = int(np.searchsorted(ends, rank, side="right"))
        rank -= int(ends[place - 1]) if place else 0
        low, high = low + place * width, min(high, low + (place + 1) * width - 1)
    return low
