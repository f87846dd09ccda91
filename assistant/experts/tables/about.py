"""What tables hold on a tag: its row, what belongs to it, what happened to it. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.failure_tables import is_failure_analysis, rating_of
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import squash
from retrieval.identifiers import find_tags

Role = Literal["own", "part", "event", "mode", "list"]
"""The row of the tag itself; things that belong to it; what happened to it; its failure modes; any other."""

_ORDER: dict[Role, int] = {"own": 0, "part": 1, "event": 2, "mode": 3, "list": 4}
_KEYS_READ = 12
_DIGITS = re.compile(r"\d+")
_NUMBERED = frozenset(
    "wo ot bt di order orders ordre ordres bon notification avis ticket incident event evenement".split()
)
"""What the number of an event is called."""
_TAGGED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutRows:
    """Rows of one table that name a tag.

    Attributes:
        column: The column that names it.
        value: How it is named there, as in ``P-7A/B``.
        rows: The first of them: events the newest first, failure modes the gravest first.
        total: How many there are.
        ordered: The column they are sorted by; None where they stand as in the table.
        last_of_all: The smallest value of that column: when the first event was.
        sql: The query that gave them, all of them without its limit.
    """

    schema: TableSchema
    role: Role
    column: ColumnSchema
    value: str
    rows: tuple[KeyedRow, ...]
    total: int
    ordered: ColumnSchema | None
    sql: str
    last_of_all: object = None


def about_tag(
    tag: str, index: TableIndex, runner: Runner, tables: frozenset[str], *, most: int
) -> list[AboutRows]:
    """The tables that name a tag in a column of its own, in the order of their roles.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    spelled = squash(tag)
    spellings = (index.by_spelling, index.by_shared_tag, index.by_listed_tag)
    places = tuple(dict.fromkeys(place for one in spellings for place in one.get(spelled, ())))
    named: dict[tuple[int, str], list[str]] = {}
    for place in places:
        value = index.values[place]
        named.setdefault((value.table, value.column), []).append(value.text)
    found: list[AboutRows] = []
    for (number, name), texts in named.items():
        schema = index.schemas[number]
        if schema.name in tables:
            found.append(_about(schema, schema.column(name), texts, runner, most))
    return sorted(found, key=lambda one: (_ORDER[one.role], one.schema.table.source))


def _about(
    schema: TableSchema, column: ColumnSchema, texts: Sequence[str], runner: Runner, most: int
) -> AboutRows:
    role = _role(schema, column)
    ordered = _sorted_by(schema, role)
    names = [one.name for one in schema.columns]
    where = f"{quote(column.name)} IN ({', '.join(literal(text) for text in dict.fromkeys(texts))})"
    base = f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(schema.name)}"  # noqa: S608
    order = f" ORDER BY {quote(ordered.name)} DESC NULLS LAST" if ordered is not None else " ORDER BY _row"
    sql = f"{base} WHERE {where}{order}"
    least = f"min({quote(ordered.name)})" if ordered is not None else "NULL"
    counted = f"SELECT count(*), {least} FROM {quote(schema.name)} WHERE {where}"  # noqa: S608
    total, last = runner.run(counted, rows=1).rows[0]
    rows = []
    for number, *values in runner.run(f"{sql} LIMIT {most}", rows=most).rows:
        cells = dict(zip(names, values, strict=True))
        key = cells[schema.key or names[0]]
        rows.append(
            KeyedRow(schema=schema, key=str(key), number=int(str(number)), cells=cells,
                     sql=f"{base} WHERE _row = {number}")
        )  # fmt: skip
    return AboutRows(
        schema=schema, role=role, column=column, value=texts[0], rows=tuple(rows),
        total=int(str(total)), ordered=ordered, sql=sql, last_of_all=last,
    )  # fmt: skip


def _role(schema: TableSchema, column: ColumnSchema) -> Role:
    if column.name == schema.key:
        return "own"
    if is_failure_analysis(schema):
        return "mode"
    if lists_tags(schema):
        return "part"
    return "event" if _sorted_by(schema, "event") is not None else "list"


def lists_tags(schema: TableSchema) -> bool:
    """True where the rows are equipment or instruments, each with its tag."""
    if schema.key is None:
        return False
    keys = [text for text, _ in schema.column(schema.key).values[:_KEYS_READ]]
    tagged = bool(keys) and sum(bool(find_tags(key)) for key in keys) >= _TAGGED * len(keys)
    return tagged and not _numbers_events(schema, keys)


def _numbers_events(schema: TableSchema, keys: Sequence[str]) -> bool:
    """True for orders with numbers like tags, as ``W-3714``: one series, begun and ended, or so called."""
    if len({_DIGITS.sub("", key) for key in keys}) > 1 or schema.key is None:
        return False
    roles = {column.date_role for column in schema.moments()}
    called = set(schema.column(schema.key).words) & _NUMBERED
    return {"start", "end"} <= roles or bool(called and roles - {"other"})


def _sorted_by(schema: TableSchema, role: Role) -> ColumnSchema | None:
    """The start of events, the rating of failure modes."""
    if role == "mode":
        return rating_of(schema)
    if role != "event":
        return None
    dated = schema.moments()
    starts = [column for column in dated if column.date_role == "start"]
    return starts[0] if starts else dated[0] if dated else None
