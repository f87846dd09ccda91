"""Rows of a log that name a thing: what was recorded of it, and when. Knows no question.

A log is a table with one column of times, each with its time of day. A register of orders has several dates
and is none: its rows say when an order was written, not when something happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.experts.tables.figures import cell, moment
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.records import Evidence
from retrieval.identifiers import find_tags
from retrieval.records import Language

_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRow:
    """A row of a log.

    Attributes:
        row: Its cells; its key is the time as printed.
        moment: When it was recorded.
    """

    row: KeyedRow
    moment: datetime

    @property
    def words(self) -> str:
        """What its cells of text say."""
        held = (self.row.cells[column.name] for column in self.row.schema.columns if column.is_text)
        return " | ".join(str(value) for value in held if value is not None)

    def told(self, language: Language) -> str:
        """The row as it is read: its time, then its other cells."""
        filled = [v for v in self.row.cells.values() if v not in (None, "") and v != self.moment]
        return ", ".join([moment(self.moment, language), *(cell(value, language) for value in filled)])

    def evidence(self, statement: str, language: Language) -> Evidence:
        """The row as it is cited."""
        columns = tuple(c for c in self.row.schema.columns if self.row.cells[c.name] not in (None, ""))
        return self.row.evidence(columns, statement, language)


def logged_rows(schemas: Sequence[TableSchema], runner: Runner, tag: str) -> list[LoggedRow]:
    """The rows of logs that name a tag, in any spelling, in order of time.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    found: list[LoggedRow] = []
    for schema in schemas:
        times = [column for column in schema.columns if column.is_moment]
        if len(times) == 1 and times[0].type == "datetime":
            found += _of_log(schema, times[0], runner, tag)
    return sorted(found, key=lambda row: row.moment)


def _of_log(schema: TableSchema, times: ColumnSchema, runner: Runner, tag: str) -> list[LoggedRow]:
    texts = [quote(column.name) for column in schema.columns if column.is_text]
    if not texts:
        return []
    names = [column.name for column in schema.columns]
    number = literal("%" + tag.rsplit("-", 1)[-1] + "%")
    where = " OR ".join(f"{text} ILIKE {number}" for text in texts)
    sql = f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(schema.name)} WHERE {where}"  # noqa: S608
    found: list[LoggedRow] = []
    for place, *values in runner.run(sql, rows=_MOST).rows:
        cells = dict(zip(names, values, strict=True))
        at = cells[times.name]
        spoken = " | ".join(str(value) for value in values if isinstance(value, str))
        if not isinstance(at, datetime) or tag not in find_tags(spoken):
            continue
        one = f"{sql.split(' WHERE ')[0]} WHERE _row = {place}"
        row = KeyedRow(schema=schema, key=moment(at, "en"), number=int(str(place)), cells=cells, sql=one)
        found.append(LoggedRow(row=row, moment=at.replace(tzinfo=None)))
    return found
