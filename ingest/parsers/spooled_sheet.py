"""The rows of a large sheet on disk, read from there as often as they are needed. Knows no workbook."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence

from ingest.errors import Unreadable
from ingest.scratch import Scratch

_MOST_CELLS = 20_000_000
"""Of what is put into memory at once."""


class SpooledSheet(Mapping[tuple[int, int], str]):
    """Text by row and column, from 0, of a sheet whose cells lie in a file; also its rows, in order.

    Args:
        rows: Texts of every row from the first one on, empty ones too.
        name: Of the sheet, for what is refused.
    """

    def __init__(self, rows: Iterable[Sequence[str]], *, name: str) -> None:
        self._name = name
        self._scratch = Scratch()
        self._file = self._scratch.folder / "rows.jsonl"
        self._filled = self._width = 0
        with self._file.open("w", encoding="utf-8") as file:
            for row in rows:
                self._filled += sum(map(bool, row))
                self._width = max(self._width, len(row))
                file.write(json.dumps(row) + "\n")

    def rows(self) -> Iterator[list[str]]:
        """The rows, empty ones too, all as wide as the widest."""
        with self._file.open(encoding="utf-8") as file:
            for line in file:
                row: list[str] = json.loads(line)
                yield row + [""] * (self._width - len(row))

    def __len__(self) -> int:
        return self._filled

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return (place for place, _ in self._cells())

    def __getitem__(self, place: tuple[int, int]) -> str:
        for found, text in self._cells():
            if found == place:
                return text
        raise KeyError(place)

    def items(self) -> ItemsView[tuple[int, int], str]:
        """All cells that are not empty.

        Raises:
            Unreadable: They are too many for the memory.
        """
        if self._filled > _MOST_CELLS:
            raise Unreadable(f"sheet {self._name} has more than {_MOST_CELLS:,} cells", "export it as CSV")
        return dict(self._cells()).items()

    def _cells(self) -> Iterator[tuple[tuple[int, int], str]]:
        for number, row in enumerate(self.rows()):
            for column, text in enumerate(row):
                if text:
                    yield (number, column), text
