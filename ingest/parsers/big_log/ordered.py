"""Rows of a long log in the order of their times: sorted runs on disk, merged. Knows rows, no sensor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.parsers.big_log.stored import Block, Stored
from ingest.parsers.column_blocks import ColumnFile
from ingest.scratch import Scratch

RUN_ROWS = 262_144
"""Rows that are sorted in memory, and rows of all runs together that are held while they are merged."""

_FEWEST = 1_024
"""Rows of a run that are read at a time, at least."""


def in_order(
    stored: Stored, indexes: Sequence[int], *, keep: Callable[[Block], Any] | None = None
) -> Iterator[Block]:
    """Rows that have a time, by time; those of one time as the file has them.

    Args:
        indexes: Columns whose values come along.
        keep: Gives a mask of the rows that are wanted; all where it is None.
    """
    if stored.in_order:
        yield from _wanted(stored, indexes, keep)
        return
    scratch = Scratch()
    runs = [
        _Run(scratch.folder, number, block.taken(np.argsort(block.times, kind="stable")))
        for number, block in enumerate(_wanted(stored, indexes, keep, size=RUN_ROWS))
    ]
    for run in runs:
        run.share(max(_FEWEST, RUN_ROWS // len(runs)))
    yield from _merged(runs)
    scratch.discard()


def _wanted(
    stored: Stored, indexes: Sequence[int], keep: Callable[[Block], Any] | None, **size: int
) -> Iterator[Block]:
    for block in stored.blocks(indexes, **size):
        wanted = ~np.isnat(block.times)
        if keep is not None:
            wanted &= keep(block)
        found = block if wanted.all() else block.taken(wanted)
        if len(found.rows):
            yield found


class _Run:
    """Sorted rows in files, read front to back."""

    def __init__(self, folder: Path, number: int, block: Block) -> None:
        parts: dict[Any, Any] = {"rows": block.rows, "times": block.times, **block.values}
        self._files: dict[Any, ColumnFile] = {}
        for name, values in parts.items():
            file = ColumnFile(folder / f"{number}.{name}", values.dtype.str)
            file.append(values)
            file.close()
            self._files[name] = file
        self._next = 0
        self._count = len(block.rows)
        self._share = _FEWEST
        self._held: Block | None = None

    def share(self, rows: int) -> None:
        """How many rows it may hold."""
        self._share = rows

    def filled(self) -> bool:
        """Reads on where nothing is held; False at its end."""
        if self._held is not None and len(self._held.rows):
            return True
        if self._next >= self._count:
            return False
        found: dict[Any, Any] = {
            name: file.part(self._next, self._next + self._share) for name, file in self._files.items()
        }
        self._next += self._share
        self._held = Block(found.pop("rows"), found.pop("times"), found)
        return True

    @property
    def first(self) -> Any:
        """Time of the first row that is held."""
        assert self._held is not None
        return self._held.times[0]

    @property
    def last(self) -> Any:
        """Time of the last row that is held."""
        assert self._held is not None
        return self._held.times[-1]

    def take(self, until: Any, *, with_it: bool) -> Block:
        """Takes the held rows that are before a time, or up to it."""
        assert self._held is not None
        end = int(np.searchsorted(self._held.times, until, side="right" if with_it else "left"))
        found, self._held = self._held.taken(slice(None, end)), self._held.taken(slice(end, None))
        return found


def _merged(runs: Sequence[_Run]) -> Iterator[Block]:
    """All rows by time; rows of one time by run, each run being of rows after those of the run before."""
    while live := [run for run in runs if run.filled()]:
        cut = min(run.last for run in live)
        parts = [run.take(cut, with_it=False) for run in live]
        joined = _joined([part for part in parts if len(part.rows)])
        if joined is not None:
            yield joined.taken(np.argsort(joined.times, kind="stable"))
        equal: list[Block] = []
        for run in live:
            while run.filled() and run.first == cut:
                equal.append(run.take(cut, with_it=True))
                if sum(len(part.rows) for part in equal) >= RUN_ROWS:
                    yield from filter(None, [_joined(equal)])
                    equal = []
        yield from filter(None, [_joined(equal)])


def _joined(parts: Sequence[Block]) -> Block | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Block(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.times for part in parts]),
        {index: np.concatenate([part.values[index] for part in parts]) for index in parts[0].values},
    )
