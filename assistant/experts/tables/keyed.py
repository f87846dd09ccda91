"""The row that an identifier is the key of, with its cells as evidence. Plans nothing, ranks nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import with_unit
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import squash
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language

SURE = 0.97
"""Score of a cell that was looked up by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRow:
    """A row of a table that lists things by number or tag.

    Attributes:
        key: The identifier as printed there.
        number: 0-based data row of the source.
        cells: Value by column name, those of empty cells None.
        sql: The query that gave the row.
    """

    schema: TableSchema
    key: str
    number: int
    cells: Mapping[str, object]
    sql: str

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    @property
    def head(self) -> str:
        """The column that tells the row: its key, or the first one where it has none."""
        return self.schema.key or self.schema.columns[0].name

    def said(self, column: ColumnSchema, language: Language) -> str:
        """A cell as it is read, with its unit."""
        return with_unit(self.cells[column.name], column.unit, language)

    def moment(self, column: ColumnSchema | None) -> datetime | None:
        """The time in a cell, a day's first for a day; None without a column or where it holds no time."""
        held = self.cells[column.name] if column is not None else None
        if isinstance(held, datetime):
            return held.replace(tzinfo=None)
        return datetime.combine(held, time()) if isinstance(held, date) else None

    def value(self, name: str) -> Cell:
        """A cell as evidence holds it."""
        return held_cell(self.cells[name])

    def evidence(self, columns: tuple[ColumnSchema, ...], statement: str, language: Language) -> Evidence:
        """Some cells of the row, with what they say."""
        told = tuple(self.said(c, language) for c in columns)
        shown = "; ".join(f"{c.name}: {text}" for c, text in zip(columns, told, strict=True))
        head = self.head
        names = (head, *(c.name for c in columns if c.name != head))
        return cited(
            self.schema,
            quote=f"{head} {self.key} · {shown}" if shown else f"{head} {self.key}",
            score=SURE,
            statement=statement,
            sql=self.sql,
            values=(self.key, *told),
            rows=Rows(
                columns=names,
                values=(tuple(held_cell(self.cells[name]) for name in names),),
                total=1,
                matched=1,
                row_numbers=(self.number,),
            ),
        )


def keyed_rows(identifier: str, index: TableIndex, runner: Runner, tables: frozenset[str]) -> list[KeyedRow]:
    """The row of each table whose key is the identifier in any spelling; none where several rows have it.

    Raises:
        assistant.errors.QueryRefused: The query could not be run.
    """
    found: list[KeyedRow] = []
    for schema, key, value in _places(identifier, index):
        if schema.name not in tables:
            continue
        names = [column.name for column in schema.columns]
        sql = (
            f"SELECT _row, {', '.join(quote(name) for name in names)} FROM {quote(schema.name)} "  # noqa: S608
            f"WHERE {quote(key.name)} = {literal(value) if isinstance(value, str) else value}"
        )
        rows = runner.run(sql, rows=2).rows
        if len(rows) == 1:
            cells = dict(zip(names, rows[0][1:], strict=True))
            number = int(str(rows[0][0]))
            found.append(
                KeyedRow(schema=schema, key=str(cells[key.name]), number=number, cells=cells, sql=sql)
            )
    return found


def rows_of(schema: TableSchema, runner: Runner, *, most: int) -> list[KeyedRow]:
    """The rows of a table, at most ``most``.

    Raises:
        assistant.errors.QueryRefused: The query could not be run.
    """
    return _rows(schema, runner, "", most=most)


def numbered_rows(schema: TableSchema, runner: Runner, numbers: Sequence[int]) -> list[KeyedRow]:
    """The rows of a table with some numbers, in order.

    Raises:
        assistant.errors.QueryRefused: The query could not be run.
    """
    wanted = ", ".join(str(number) for number in numbers)
    return _rows(schema, runner, f" WHERE _row IN ({wanted}) ORDER BY _row", most=len(numbers))


def _rows(schema: TableSchema, runner: Runner, tail: str, *, most: int) -> list[KeyedRow]:
    names = [column.name for column in schema.columns]
    sql = f"SELECT _row, {', '.join(quote(name) for name in names)} FROM {quote(schema.name)}"  # noqa: S608
    found: list[KeyedRow] = []
    for row in runner.run(f"{sql}{tail}", rows=most).rows:
        cells = dict(zip(names, row[1:], strict=True))
        key = cells[schema.key or names[0]]
        number = int(str(row[0]))
        one = f"{sql} WHERE _row = {number}"
        found.append(KeyedRow(schema=schema, key=str(key), number=number, cells=cells, sql=one))
    return found


def _places(identifier: str, index: TableIndex) -> list[tuple[TableSchema, ColumnSchema, str | int]]:
    """Key columns that may hold the identifier, with the value to look for."""
    found: list[tuple[TableSchema, ColumnSchema, str | int]] = []
    for number in index.by_spelling.get(squash(identifier), ()):
        value = index.values[number]
        schema = index.schemas[value.table]
        if value.column == schema.key:
            found.append((schema, schema.column(value.column), value.text))
    digits = identifier.rsplit("-", 1)[-1]
    if digits.isdigit():
        for schema in index.schemas:
            if schema.key is not None and (key := schema.column(schema.key)).type == "integer":
                found.append((schema, key, int(digits)))
    return found
