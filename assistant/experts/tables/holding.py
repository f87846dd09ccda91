"""Cells that hold some words, as evidence with their rows. Knows no question and tells nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.index import TableIndex, Value
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.vocabulary import TRANSLATED
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Rows
from retrieval.records import Language

_ROWS_SHOWN = 20
_SCORE = 0.95


def cells_holding(
    words: Sequence[str], language: Language, index: TableIndex, runner: Runner, tables: frozenset[str]
) -> dict[str, Evidence]:
    """For each file the first cell that holds all the words, in any form, with the rows that have it.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    held = [_values_with(word, language, index) for word in words]
    found: dict[str, Evidence] = {}
    for number in sorted(set.intersection(*held)) if held else ():
        value = index.values[number]
        schema = index.schemas[value.table]
        if schema.name in tables and schema.table.source not in found:
            found[schema.table.source] = _evidence(schema, value, runner)
    return found


def _values_with(word: str, language: Language, index: TableIndex) -> set[int]:
    """The values that hold a word in any form, or what it is in the other language."""
    other: Language = "en" if language == "fr" else "fr"
    said = ((word, language), *((named, other) for named in glossary().translate(word, to=other).split()))
    return {
        place.value
        for named, tongue in said
        for form, sure in index.vocabulary.expand(named, tongue)
        if sure >= TRANSLATED
        for place in index.by_word.get(form, ())
    }


def _evidence(schema: TableSchema, value: Value, runner: Runner) -> Evidence:
    sql = (
        f"SELECT _row, {quote(value.column)} FROM {quote(schema.name)} "  # noqa: S608
        f"WHERE {quote(value.column)} = {literal(value.text)} ORDER BY _row"
    )
    result = runner.run(sql)
    rows = Rows(
        columns=(value.column,),
        values=tuple(tuple(held_cell(cell) for cell in row[1:]) for row in result.rows[:_ROWS_SHOWN]),
        total=len(result.rows),
        matched=len(result.rows),
        row_numbers=tuple(int(str(row[0])) for row in result.rows[:_ROWS_SHOWN]),
    )
    return cited(schema, statement=value.text, quote=value.text, score=_SCORE, rows=rows, sql=sql)
