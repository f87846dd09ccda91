"""Long measurements in pieces, so that a run goes on where one was broken off. Knows files, no figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar, cast

from eval.benchmark import RunOptions
from eval.journal import append_line, opened_lines
from eval.provenance import settings_record
from eval.result import RunHeader

Piece = TypeVar("Piece")


class Pieces:
    """What was measured, one piece a line of the journal; the first line says which run they belong to.

    A piece comes back as JSON keeps it, whether it was measured now or before, so that a run that was
    broken off ends with the figures of one that was not.

    Args:
        benchmark: Its name.
        options: Of the run; the journal belongs to its settings and to the commit.

    Attributes:
        settings: As the report has them.
        earlier: How many pieces an earlier run had measured.

    Raises:
        JournalMismatch: The file holds results of another run.
    """

    def __init__(self, benchmark: str, options: RunOptions) -> None:
        self.settings = settings_record(options.settings)
        self._path = options.results
        header = RunHeader(benchmark=benchmark, settings=self.settings)
        lines = opened_lines(self._path, header)
        self._known = {str(line["piece"]): line["found"] for line in lines}
        self._asked = 0
        self.earlier = 0

    def piece(self, key: str, measure: Callable[[], Piece]) -> Piece:
        """The piece of that key: from the journal, else measured and on the disk when this returns.

        Args:
            key: All that tells the piece from the others.
            measure: Gives numbers, texts, lists and dicts only.
        """
        self._asked += 1
        if key in self._known:
            self.earlier += 1
        else:
            record = json.dumps({"piece": key, "found": measure()})
            append_line(self._path, record)
            self._known[key] = json.loads(record)["found"]
        return cast(Piece, self._known[key])

    def within(self, group: str) -> Callable[[str, Callable[[], float]], float]:
        """Measures figures whose keys begin with the group."""
        return lambda name, measure: self.piece(f"{group} {name}", measure)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of a run in parts; empty where it was none."""
        if not self.earlier:
            return ()
        return (
            f"{self.earlier} of {self._asked} pieces come from the journal of an earlier, broken-off run; "
            "the seconds are of this one",
        )
