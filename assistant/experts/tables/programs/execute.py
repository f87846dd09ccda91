"""Runs a query over one small sheet in a database of its own, which reads and writes no file."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import duckdb

from assistant.errors import QueryRefused
from assistant.experts.tables.programs.program import Outcome
from assistant.experts.tables.programs.sheet import Cell, Kind, Sheet, day_of, number_of, read_cell
from assistant.experts.tables.schema import quote

TABLE = "t"
"""The sheet's name in a query, whose rows ``_row`` counts from 1."""
MOST_VALUES = 200
_SECONDS = 5.0
_STORED = {"number": "DOUBLE", "date": "DATE", "text": "VARCHAR"}


class SheetRunner:
    """One sheet as a table ``t``; ``num(text)`` and ``day(text)`` are what its cells are compared by."""

    def __init__(self, table: Sheet) -> None:
        self._database = duckdb.connect(
            ":memory:",
            config={"enable_external_access": "false", "threads": "1", "memory_limit": "256MB"},
        )
        for name, function, gives in (("num_of", number_of, "DOUBLE"), ("day", _day, "BIGINT")):
            self._database.create_function(name, function, ["VARCHAR"], gives)
        self._database.execute("CREATE MACRO num(cell) AS num_of(CAST(cell AS VARCHAR))")
        columns = [f"{quote(n)} {_STORED[kind]}" for n, kind in zip(table.stored, table.typed, strict=True)]
        self._database.execute(f"CREATE TABLE {TABLE} (_row INTEGER, {', '.join(columns)})")
        rows = [
            [number, *(_value(cell, kind) for cell, kind in zip(row, table.typed, strict=True))]
            for number, row in enumerate(table.rows, 1)
        ]
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._database.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", rows)  # noqa: S608
        self._database.execute("SET lock_configuration = true")

    def run(self, query: str) -> Outcome:
        """The first column of what a query gives, each value once.

        Raises:
            QueryRefused: It is no single SELECT, cannot be run, or takes too long.
        """
        try:
            statements = self._database.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise QueryRefused("only one SELECT is run")
            limit = threading.Timer(_SECONDS, self._database.interrupt)
            limit.start()
            try:
                found = self._database.execute(statements[0]).fetchmany(MOST_VALUES)
            finally:
                limit.cancel()
        except duckdb.Error as error:
            raise QueryRefused(f"the query cannot be run: {error}") from error
        return _outcome([row[0] for row in found])

    def close(self) -> None:
        """Frees the table."""
        self._database.close()


def _day(text: str) -> int | None:
    found = day_of(text)
    return None if found is None else int(found)


def _value(cell: Cell, kind: Kind) -> object:
    if kind == "text":
        return cell.text or None
    if kind == "number":
        return cell.number
    if cell.day is None:
        return None
    return f"{cell.day // 10_000:04.0f}-{cell.day // 100 % 100:02.0f}-{cell.day % 100:02.0f}"


def _outcome(values: Sequence[object]) -> Outcome:
    cells = [read_cell(value) for value in values]
    texts = tuple(dict.fromkeys(cell.text for cell in cells if not cell.empty))
    return Outcome(texts, cells[0].number if len(texts) == 1 else None, ())
