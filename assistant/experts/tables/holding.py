"""Cells that hold some words, as evidence with their rows. Knows no question and tells nothing of them.

Values are looked up in the index; those of columns with more than it keeps are read by queries.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import partial

from assistant.errors import QueryRefused
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.index import WORDS_INDEXED, TableIndex
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.text.word_forms import WordForms
from assistant.records import Evidence, Rows
from retrieval.words import beginning, near_terms

_LOG = logging.getLogger(__name__)
_ROWS_SHOWN = 20
_SCORE = 0.95
_READ = 1000
"""Cells that a query gives at a time."""


Cited = Callable[[], Evidence]
"""Makes evidence of a cell with the rows that have it: a query each, so for the cells that are told only."""


def cells_holding(
    forms: WordForms, index: TableIndex, runner: Runner, tables: frozenset[str]
) -> dict[str, Cited]:
    """For each file with a table a cell that holds all the words."""
    found: dict[str, Cited] = {}
    for number in sorted(_may_hold(forms, index)):
        value = index.values[number]
        schema = index.schemas[value.table]
        if schema.name in tables and schema.table.source not in found and forms.are_in(value.text):
            found[schema.table.source] = partial(_evidence, schema, value.column, value.text, runner)
    for schema in index.schemas:
        if schema.name in tables and schema.table.source not in found:
            cell = _left_out(forms, schema, runner)
            if cell is not None:
                found[schema.table.source] = partial(_evidence, schema, *cell, runner)
    return found


def _may_hold(forms: WordForms, index: TableIndex) -> set[int]:
    """The values with a word near each that is sought, and those of which only the first words are known."""
    held: set[int] = set()
    for way in forms.ways:
        words = [
            {place.value for word in near_terms(index.by_word, stems) for place in index.by_word[word]}
            for stems in way
        ]
        held |= set.intersection(*words)
    return held | {n for n, value in enumerate(index.values) if len(value.words) == WORDS_INDEXED}


def _left_out(forms: WordForms, schema: TableSchema, runner: Runner) -> tuple[str, str] | None:
    """Column and text of a cell that holds the words, in columns with more values than the index keeps."""
    for column in schema.columns:
        name, last = quote(column.name), -1
        while not column.complete:
            sql = (
                f"SELECT _row, {name} FROM {quote(schema.name)} "  # noqa: S608
                f"WHERE ({_begins(forms, name)}) AND _row > {last} ORDER BY _row LIMIT {_READ}"
            )
            rows = _run(sql, schema, runner)
            for _, text in rows:
                if forms.are_in(str(text)):
                    return column.name, str(text)
            if len(rows) < _READ:
                break
            last = int(str(rows[-1][0]))
    return None


def _run(sql: str, schema: TableSchema, runner: Runner) -> Sequence[Sequence[object]]:
    """The rows; none where the query was refused, which is logged: other tables still answer."""
    try:
        return runner.run(sql).rows
    except QueryRefused as error:
        _LOG.warning("cells of %s are not read: %s", schema.table.source, error)
        return ()


def _begins(forms: WordForms, column: str) -> str:
    """The condition that words of a cell begin as those that are sought."""
    folded = f"strip_accents(lower({column}))"
    ways = []
    for way in forms.ways:
        heads = ("|".join(sorted({re.escape(beginning(stem)) for stem in stems})) for stems in way)
        tests = (f"regexp_matches({folded}, {literal(f'(^|[^a-z0-9])({head})')})" for head in heads)
        ways.append("(" + " AND ".join(tests) + ")")
    return " OR ".join(ways)


def _evidence(schema: TableSchema, column: str, text: str, runner: Runner) -> Evidence:
    sql = (
        f"SELECT _row, {quote(column)} FROM {quote(schema.name)} "  # noqa: S608
        f"WHERE {quote(column)} = {literal(text)} ORDER BY _row"
    )
    found = _run(sql, schema, runner)
    rows = Rows(
        columns=(column,),
        values=tuple(tuple(held_cell(cell) for cell in row[1:]) for row in found[:_ROWS_SHOWN]),
        total=len(found),
        matched=len(found),
        row_numbers=tuple(int(str(row[0])) for row in found[:_ROWS_SHOWN]),
    )
    return cited(schema, statement=text, quote=text, score=_SCORE, rows=rows, sql=sql)
