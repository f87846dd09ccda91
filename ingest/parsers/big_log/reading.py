"""Read a long log part by part: what ``tabular`` and ``sensor_log`` do with all rows at once.

Knows parts of printed cells; reads no file. What cannot be read so (several machines' rows of readings in one
file, a column of times for each sensor, clocks without a date, parts that disagree) is said to be uneven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from ingest.parsed import Block as TextBlock
from ingest.parsed import ParsedSeries
from ingest.parsers.big_log.long import read_long
from ingest.parsers.big_log.stored import Stored
from ingest.parsers.big_log.uneven import Again, Uneven
from ingest.parsers.big_log.wide import read_wide
from ingest.parsers.grid import Grid, Parts
from ingest.parsers.log_parts import FEWEST_ROWS
from ingest.parsers.log_roles import Facts, Roles, may_be_counter, roles_of
from ingest.parsers.long_log import descriptions, long_columns, pairs_of, plain_long_columns
from ingest.parsers.sensor_log import states_of, words_over_time
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.total_row import total_of
from ingest.parsers.typed_column import Context

_MOST_TIMES = 4
"""How often the parts are read again since later ones told more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BigLog:
    """The series of a file, the remarks in it as text, and what was mended and assumed."""

    series: tuple[ParsedSeries, ...]
    blocks: tuple[TextBlock, ...]
    notes: tuple[str, ...]


def read_big_log(rows: Parts, parts: Iterable[Grid], *, name: str, context: Context) -> BigLog:
    """Reads the rows of a table as a log.

    Args:
        parts: The first ones, and those that follow, as ``rows`` gives them.

    Raises:
        Uneven: It is no log, or one that must be read whole.
    """
    for _ in range(_MOST_TIMES):
        try:
            stored = _stored(parts, context)
            break
        except Again as again:
            context, parts = again.context, rows.parts()
    else:
        raise Uneven("its parts go on telling otherwise")
    return _Reading(stored, rows, name).log()


def _stored(parts: Iterable[Grid], context: Context) -> Stored:
    stored, known = Stored(), context
    last: Grid | None = None
    try:
        for part in parts:
            known = stored.take(part, known)
            last = part
    finally:
        stored.close()
    stored.order_told(context)
    if last is None or total_of(last):
        raise Uneven("the last row sums up the others")
    return stored


class _Reading:
    """One table that is perhaps a log."""

    def __init__(self, stored: Stored, rows: Parts, name: str) -> None:
        assert stored.axis is not None
        self._stored = stored
        self._notes = rows.notes
        self._name = name
        self._grid = replace(rows.blank(), columns=())
        self._columns = stored.typed()
        named = sum(not self._is_ghost(index) for index in range(len(stored.columns)))
        self._described = len(self._grid.descriptions) >= 0.5 * named
        empty = [
            column.name
            for index, column in enumerate(stored.columns)
            if not column.filled and column.name and not self._is_ghost(index)
        ]
        said = tuple(f"{name} has no value in any row." for name in empty)
        self._axis: TimeAxis = replace(stored.axis, notes=(*stored.axis.notes, *said))

    def log(self) -> BigLog:
        """The log.

        Raises:
            Uneven: It is none.
        """
        stored = self._stored
        count = stored.row_count
        if stored.timed < 0.8 * count or count < FEWEST_ROWS:
            raise Uneven("many rows state no time")
        types = [column.kind or "text" for column in stored.columns]
        if pairs_of(self._grid.names, types, [not column.filled for column in stored.columns]):
            raise Uneven("each sensor has a column of times")
        roles = roles_of([self._facts(index) for index in range(len(stored.columns))], count, self._axis.used)
        if not roles.channels:
            raise Uneven("it holds no readings")
        series, told = self._export(roles)
        if not series and roles.crowded:
            raise Uneven("its texts differ from row to row")
        series = series or read_wide(stored, self._grid, self._columns, self._axis, roles, self._name)
        series = series or self._plain_long(roles)
        if not series:
            raise Uneven("its rows are no readings over time")
        notes = [note for column in stored.columns for note in column.typed(None).notes]
        blocks = [*self._told(), *told, *self._texts(roles)]
        return BigLog(series=series, blocks=tuple(blocks), notes=(*self._notes, *notes))

    def _told(self) -> list[TextBlock]:
        if not self._described:
            return []
        return [TextBlock(kind="paragraph", text="\n".join(self._grid.descriptions))]

    def _is_ghost(self, index: int) -> bool:
        """True for a column without a printed name in which nothing is written."""
        column = self._stored.columns[index]
        gone = column.told.gone if column.told is not None else ()
        return column.kind is None and not gone and column.name == f"column_{index + 1}"

    def _facts(self, index: int) -> Facts:
        column = self._stored.columns[index]
        kind = column.kind or "text"
        counts = column.counts and (kind != "integer" or may_be_counter(column.name))
        if kind == "text" and column.codes is None and not counts and index not in self._axis.used:
            raise Uneven(f"{column.name} holds very many texts")
        return Facts(type=kind, filled=column.filled, distinct=len(column.texts), counts=counts)

    def _export(self, roles: Roles) -> tuple[tuple[ParsedSeries, ...], list[TextBlock]]:
        texts = sorted((*roles.states, *roles.constants))
        columns = self._columns
        if not self._stored.combined and any(texts):
            return (), []
        what = long_columns(self._grid, columns, channels=roles.channels, texts=texts)
        if what is None or roles.remarks:
            return (), []
        series = read_long(self._stored, self._grid, columns, self._axis, what, self._name)
        told = descriptions(columns, what, texts) if series else ""
        return series, [TextBlock(kind="paragraph", text=told)] if told else []

    def _plain_long(self, roles: Roles) -> tuple[ParsedSeries, ...]:
        ways = plain_long_columns(self._grid, self._columns, channels=roles.channels, states=roles.states)
        if ways and not self._stored.combined:
            raise Uneven("too many texts stand together")
        for what in ways:
            series = read_long(self._stored, self._grid, self._columns, self._axis, what, self._name)
            if series:
                return series
        return ()

    def _texts(self, roles: Roles) -> Iterator[TextBlock]:
        for index in (*roles.remarks, *roles.states):
            words = list(self._stored.columns[index].texts)
            if states_of(words) is not None:
                continue
            told = words_over_time(
                self._grid.names[index],
                self._words(index, words),
                remarks=index in roles.remarks,
                row_count=self._stored.row_count,
            )
            if told is not None:
                yield told

    def _words(self, index: int, words: Sequence[str]) -> Iterator[tuple[np.datetime64, str | None]]:
        texts = [*words, None]
        return chain.from_iterable(
            zip(block.times, (texts[code] for code in block.values[index].tolist()), strict=True)
            for block in self._stored.blocks([index])
        )
