"""Rows of any table that fall into a window of time: what was recorded then. Knows no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import cell, moment
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.records import Evidence, Rows
from retrieval.records import Language

SHOWN = 12
"""Rows that are told of one table."""

CLOCKED = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRows:
    """Rows of one table within a window.

    Attributes:
        column: The column of times.
        rows: ``(data row, cells)`` in order of time, at most ``SHOWN``.
        total: How many there are.
    """

    schema: TableSchema
    column: ColumnSchema
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    total: int
    sql: str

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    def told(self, language: Language) -> list[str]:
        """Each row as it is read: its time, then its other cells."""
        place = [c.name for c in self.schema.columns].index(self.column.name)
        return [
            ", ".join(
                [moment(cells[place], language)]
                + [cell(v, language) for at, v in enumerate(cells) if at != place and v not in (None, "")]
            )
            for _, cells in self.rows
        ]

    def evidence(self, statement: str, language: Language) -> Evidence:
        """The rows as they are cited."""
        return cited(
            self.schema,
            quote="; ".join(self.told(language)),
            score=0.95,
            statement=statement,
            sql=self.sql,
            rows=Rows(
                columns=tuple(c.name for c in self.schema.columns),
                values=tuple(tuple(held_cell(value) for value in cells) for _, cells in self.rows),
                total=self.total,
                matched=self.total,
                row_numbers=tuple(number for number, _ in self.rows),
            ),
        )


def rows_between(
    schemas: Sequence[TableSchema], runner: Runner, start: datetime, end: datetime
) -> list[TimedRows]:
    """Rows from ``start`` to ``end``, both included, of every table that keeps times of day.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    found: list[TimedRows] = []
    for schema in schemas:
        column = _time_of(schema)
        if column is None or not _overlaps(column, start, end):
            continue
        names = ", ".join(quote(c.name) for c in schema.columns)
        at = f"CAST({quote(column.name)} AS TIMESTAMP)"
        where = f"{at} BETWEEN TIMESTAMP '{start:{CLOCKED}}' AND TIMESTAMP '{end:{CLOCKED}}'"
        sql = f"SELECT _row, {names} FROM {quote(schema.name)} WHERE {where} ORDER BY {at}, _row"  # noqa: S608
        rows = runner.run(sql).rows
        if rows:
            told = tuple((int(str(row[0])), row[1:]) for row in rows[:SHOWN])
            found.append(TimedRows(schema=schema, column=column, rows=told, total=len(rows), sql=sql))
    return found


def _time_of(schema: TableSchema) -> ColumnSchema | None:
    """The column that says when a row began; None where the table keeps no times of day."""
    clocked = [c for c in schema.columns if c.type == "datetime"]
    return next((c for c in clocked if c.date_role in ("start", "any")), clocked[0] if clocked else None)


def _overlaps(column: ColumnSchema, start: datetime, end: datetime) -> bool:
    low, high = column.low, column.high
    return isinstance(low, datetime) and isinstance(high, datetime) and low <= end and high >= start
