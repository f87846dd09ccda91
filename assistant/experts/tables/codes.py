"""What a code means: its row in the table that lists the codes. Builds no plan and runs one query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.rowsearch import FoundRows
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal

_NAMES = frozenset(
    """
    meaning description definition explanation designation label title name signification description
    definition libelle designation intitule nom
    """.split()
)
_ASKED = re.compile(
    r"(?:what (?:is|are|does)(?: the)?(?: (?!of |for )\w+){0,3}? "
    r"(?:code )?(?P<one>[a-z0-9]{2,10}(?:-[a-z0-9]+)?)"
    r"(?: (?:mean|means|stand for|stands for|refer to))?"
    r"|(?:meaning|definition) of(?: the)?(?: \w+)?? (?P<two>[a-z0-9]{2,10}(?:-[a-z0-9]+)?)"
    r"|que (?:veut dire|signifie)(?: le| la| l')?(?: \w+)?? (?P<three>[a-z0-9]{2,10}(?:-[a-z0-9]+)?))"
    r"(?P<place> (?:on|in|for|at|of|sur|dans|pour|de|du|d')[ '][^?]{1,40})?\W*"
)


def meaning_of_code(
    reading: Reading, index: TableIndex, runner: Runner, tables: Iterable[str]
) -> FoundRows | None:
    """The row that says what a code means; None where no table lists the code once with a name beside it.

    Raises:
        QueryRefused: The query could not be run.
    """
    match = _ASKED.fullmatch(reading.folded.strip())
    code = next((part for part in match.groups() if part), None) if match else None
    if code is None or not (reading.has("meaning") or "code" in reading.folded.split()):
        return None
    within = set(tables)
    listed = [(s, *found) for s in index.schemas if s.name in within for found in _listed(s, code)]
    if not listed or (match is not None and match["place"] and len({s.name for s, *_ in listed}) > 1):
        return None
    schema, column, value, name = max(listed, key=lambda one: (_shared(one[1], one[3]), one[1].distinct))
    return _row(schema, column, value, name, runner)


def _shared(column: ColumnSchema, name: ColumnSchema) -> int:
    """How many words a column of names shares with that of codes: ``code`` and ``code description``."""
    return len(set(column.words) & set(name.words))


def _listed(schema: TableSchema, code: str) -> Iterator[tuple[ColumnSchema, str, ColumnSchema]]:
    """Columns of codes, the code as printed, and a column that names it."""
    for column in schema.columns:
        if not column.is_text or column.distinct != column.filled or column.filled < 2:
            continue
        value = next((text for text, _ in column.values if text.casefold() == code), None)
        if value is None or not (value.isupper() or any(c.isdigit() for c in value)):
            continue
        for name in schema.columns:
            if name is not column and set(name.words) & _NAMES:
                yield column, value, name


def _row(
    schema: TableSchema, column: ColumnSchema, value: str, name: ColumnSchema, runner: Runner
) -> FoundRows | None:
    columns = ", ".join(f"t.{quote(c.name)}" for c in schema.columns)
    sql = (
        f"SELECT t._row,\n  {columns}\nFROM {quote(schema.name)} AS t\n"
        f"WHERE t.{quote(column.name)} = {literal(value)}"
    )
    result = runner.run(sql, rows=2)
    if len(result.rows) != 1:
        return None
    row = dict(zip(result.columns, result.rows[0], strict=True))
    meaning = row[name.name]
    if meaning is None:
        return None
    return FoundRows(
        schema=schema,
        column=name.name,
        cells=(str(meaning),),
        context=f"{column.name} {value}",
        numbers=(int(str(row["_row"])),),
        rows=(tuple(result.rows[0][1:]),),
        sql=sql,
        coverage=1.0,
        matched=(value,),
    )
