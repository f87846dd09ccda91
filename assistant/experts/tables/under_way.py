"""Rows of any table that a window of time touches: dated in it, or under way in it. Knows no question.

A row is dated by any column of times of day but one that says when it is due; it is under way from its actual
start to its actual finish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.experts.tables.about import lists_tags
from assistant.experts.tables.citing import cited
from assistant.experts.tables.figures import cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.timed_rows import CLOCKED, SHOWN
from assistant.records import Evidence, Rows
from retrieval.identifiers import find_tags
from retrieval.records import Language

_MANY_COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Rows of one table that a window touches.

    Attributes:
        rows: The first ones, in their order.
        total: How many there are.
        columns: Those that are told.
    """

    schema: TableSchema
    columns: tuple[ColumnSchema, ...]
    rows: tuple[KeyedRow, ...]
    total: int
    sql: str

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    def told(self, language: Language) -> list[str]:
        """Each row as it is read; a date with what it dates, where a row has several."""
        dated = {c.name for c in self.columns if c.is_moment}
        named = dated if len(dated) > 1 else set()
        return [
            ", ".join(
                f"{c.name} {cell(row.cells[c.name], language)}" if c.name in named else row.said(c, language)
                for c in self.columns
                if row.cells[c.name] not in (None, "")
            )
            for row in self.rows
        ]

    def evidence(self, statement: str, language: Language) -> Evidence:
        """The rows as they are cited."""
        names = tuple(c.name for c in self.columns)
        values = tuple(tuple(row.value(name) for name in names) for row in self.rows)
        numbers = tuple(row.number for row in self.rows)
        return cited(
            self.schema,
            quote="; ".join(self.told(language)),
            score=0.95,
            statement=statement,
            sql=self.sql,
            rows=Rows(
                columns=names, values=values, total=self.total, matched=self.total, row_numbers=numbers
            ),
        )


def touched_rows(
    schemas: Sequence[TableSchema],
    runner: Runner,
    start: datetime,
    end: datetime,
    *,
    tag: str = "",
    under_way: bool = False,
    days: bool = False,
    most: int = SHOWN,
) -> list[Touched]:
    """Rows that a window touches, of every table that keeps times of day.

    Args:
        start, end: Both included.
        tag: What a row must name; any row where empty.
        most: Rows that are given of one table.
        days: True where tables that keep days only count too, but for lists of equipment and instruments.
        under_way: True where rows count that began before the window and ended after it.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    found: list[Touched] = []
    for schema in schemas:
        by_day = days and not lists_tags(schema)
        dated = [c for c in schema.columns if (c.is_moment if by_day else c.type == "datetime")]
        times = [c for c in dated if c.date_role != "other"]
        where = [_within(c, start, end) for c in times]
        interval = _interval(times) if under_way else None
        if interval is not None:
            where.append(f"({_at(interval[0])} <= {_stamp(end)} AND {_at(interval[1])} >= {_stamp(start)})")
        rows, sql = _rows(schema, runner, " OR ".join(where), times) if where else ([], "")
        rows = [row for row in rows if not tag or tag in _tags(row)]
        if rows:
            found.append(
                Touched(schema=schema, columns=_told_columns(schema), rows=tuple(rows[:most]),
                        total=len(rows), sql=sql)
            )  # fmt: skip
    return found


def _rows(
    schema: TableSchema, runner: Runner, where: str, times: Sequence[ColumnSchema]
) -> tuple[list[KeyedRow], str]:
    names = [column.name for column in schema.columns]
    sql = (
        f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(schema.name)} "  # noqa: S608
        f"WHERE {where} ORDER BY {_at(times[0])}, _row"
    )
    found: list[KeyedRow] = []
    for place, *values in runner.run(sql).rows:
        cells = dict(zip(names, values, strict=True))
        key = cells[schema.key or names[0]]
        found.append(KeyedRow(schema=schema, key=str(key), number=int(str(place)), cells=cells, sql=sql))
    return found, sql


def _interval(times: Sequence[ColumnSchema]) -> tuple[ColumnSchema, ColumnSchema] | None:
    """The columns in which a row begins and ends, called alike where several begin it."""
    ends = [c for c in times if c.date_role == "end"]
    starts = [c for c in times if c.date_role == "start"]
    pairs = [(start, end) for end in ends for start in starts]
    return max(pairs, key=lambda pair: len(set(pair[0].words) & set(pair[1].words)), default=None)


def _told_columns(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """All columns; of a wide table its key, its texts and its times of day."""
    if len(schema.columns) <= _MANY_COLUMNS:
        return schema.columns
    return tuple(
        c
        for c in schema.columns
        if c.name == schema.key or c.is_text or (c.type == "datetime" and c.date_role != "other")
    )


def _within(column: ColumnSchema, start: datetime, end: datetime) -> str:
    return f"({_at(column)} BETWEEN {_stamp(start)} AND {_stamp(end)})"


def _at(column: ColumnSchema) -> str:
    return f"CAST({quote(column.name)} AS TIMESTAMP)"


def _stamp(at: datetime) -> str:
    return f"TIMESTAMP '{at:{CLOCKED}}'"


def _tags(row: KeyedRow) -> set[str]:
    return {tag for value in row.cells.values() if isinstance(value, str) for tag in find_tags(value)}
