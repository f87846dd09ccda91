"""Long sequences of which all but a few items lie in a file. Knows no item's meaning."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from ingest.scratch import Scratch

T = TypeVar("T")

IN_MEMORY = 1_000
"""Items up to which there is no file."""

_TOGETHER = 100
"""Items that are written and read at a time."""


class Spool(Sequence[T], Generic[T]):
    """A sequence that grows at its end. Read front to back it holds some dozens of items in memory.

    It can be pickled: another process reads the same file, so what is handed on must lie in a folder that
    stays (``path``); otherwise the file goes with the spool.

    Args:
        path: Where its file will be.
    """

    def __init__(self, items: Iterable[T] = (), *, path: Path | None = None) -> None:
        self._path = path
        self._scratch: Scratch | None = None
        self._places: list[int] = [0]
        self._tail: list[T] = []
        self._changed: dict[int, T] = {}
        self._read: tuple[int, list[T]] = (-1, [])
        self.extend(items)

    def append(self, item: T) -> None:
        """Adds an item."""
        self._tail.append(item)
        if len(self._tail) >= (IN_MEMORY if len(self._places) == 1 else 2 * _TOGETHER):
            self._write()

    def extend(self, items: Iterable[T]) -> None:
        """Adds items."""
        for item in items:
            self.append(item)

    def changed(self, place: int, item: T) -> Spool[T]:
        """The same with another item at a place; one in memory for each that is changed."""
        self._changed[place] = item
        return self

    def discard(self) -> None:
        """Removes the file; the spool is not to be read again."""
        if self._path is not None and len(self._places) > 1:
            self._path.unlink(missing_ok=True)

    def __len__(self) -> int:
        return (len(self._places) - 1) * _TOGETHER + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        for place in range(len(self)):
            yield self._item(place)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        count = len(self)
        if isinstance(place, slice):
            return [self._item(one) for one in range(*place.indices(count))]
        if not -count <= place < count:
            raise IndexError(place)
        return self._item(place % count)

    def __getstate__(self) -> dict[str, Any]:
        if self._path is None and len(self._places) > 1:
            raise pickle.PicklingError("the file of this sequence goes with it")
        return {**self.__dict__, "_scratch": None, "_read": (-1, [])}

    def _item(self, place: int) -> T:
        if place in self._changed:
            return self._changed[place]
        written = (len(self._places) - 1) * _TOGETHER
        if place >= written:
            return self._tail[place - written]
        number, inside = divmod(place, _TOGETHER)
        if self._read[0] != number:
            with self._file.open("rb") as file:
                file.seek(self._places[number])
                self._read = (number, pickle.load(file))  # noqa: S301 - written by this program
        return self._read[1][inside]

    @property
    def _file(self) -> Path:
        if self._path is not None:
            return self._path
        self._scratch = self._scratch or Scratch()
        return self._scratch.folder / "items"

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as file:
            for start in range(0, len(self._tail) - _TOGETHER + 1, _TOGETHER):
                pickle.dump(self._tail[start : start + _TOGETHER], file, pickle.HIGHEST_PROTOCOL)
                self._places.append(file.tell())
        del self._tail[: len(self._tail) // _TOGETHER * _TOGETHER]


def rewritten(items: Sequence[T], change: Callable[[T], T]) -> Sequence[T]:
    """Each item changed; as a spool where they are one."""
    return Spool(map(change, items)) if isinstance(items, Spool) else tuple(map(change, items))


def with_items(items: Sequence[T], changed: dict[int, T]) -> Sequence[T]:
    """The sequence with other items at some places."""
    if isinstance(items, Spool):
        for place, item in changed.items():
            items.changed(place, item)
        return items
    return tuple(changed.get(place, item) for place, item in enumerate(items))
