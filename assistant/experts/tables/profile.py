"""What a table holds, told by its columns: rows, spans of dates, common values, ranges. Runs no query."""

from __future__ import annotations

from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import cell, listed
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language

_SURE = 0.95
_MOST_NAMES = 12
_MOST_COLUMNS = 3
_MOST_VALUES = 4
_REPEATED = 2.0
"""Rows a value, on average, from which the values of a column are worth counting."""


def profile(schema: TableSchema, language: Language) -> list[Evidence]:
    """Sentences on a table, the most telling first: its columns, its dates, its values."""
    table, french = schema.table, language == "fr"
    file = table.source.rsplit("/", 1)[-1]
    named = f" “{table.title}”" if table.title and table.title.lower() not in file.lower() else ""
    named = named.replace("“", "« ").replace("”", " »") if french else named
    shown = [column.name for column in schema.columns[:_MOST_NAMES]]
    more = len(schema.columns) - len(shown)
    columns = listed([*shown, *([f"{more} {'autres' if french else 'more'}"] if more else [])], language)
    head = (
        f"{file} contient un tableau{named} de {table.row_count} lignes : {columns}."
        if french
        else f"{file} holds a table{named} of {table.row_count} rows: {columns}."
    )
    told = [_evidence(schema, head, (), ())]
    told += [
        one for one in (_dates(schema, language), _values(schema, language), _ranges(schema, language)) if one
    ]
    return told


def _dates(schema: TableSchema, language: Language) -> Evidence | None:
    """From when to when the rows are: by the column of the start, else by the only one."""
    dated = [c for c in schema.columns if c.is_moment and c.low is not None and c.high is not None]
    column = next((c for c in dated if c.date_role == "start"), dated[0] if dated else None)
    if column is None:
        return None
    low, high = cell(column.low, language), cell(column.high, language)
    text = (
        f"{column.name} va du {low} au {high}."
        if language == "fr"
        else f"{column.name} runs from {low} to {high}."
    )
    return _evidence(schema, text, (column.name, column.name), ((low, high),))


def _values(schema: TableSchema, language: Language) -> Evidence | None:
    """How often the commonest values of its columns of words come."""
    columns = [
        c
        for c in schema.columns
        if c.is_text and c.values and c.part != "prose" and 1 < c.distinct * _REPEATED <= c.filled
    ][:_MOST_COLUMNS]
    if not columns:
        return None
    many = "les plus fréquents" if language == "fr" else "most often"
    parts = []
    for column in columns:
        counted = ", ".join(f"{value} ({count})" for value, count in column.values[:_MOST_VALUES])
        parts.append(
            f"{column.name} {many if column.distinct > _MOST_VALUES else ''}".strip() + f": {counted}"
        )
    rows = tuple((c.name, value, count) for c in columns for value, count in c.values[:_MOST_VALUES])
    return _evidence(schema, f"{'; '.join(parts)}.", ("column", "value", "count"), rows)


def _ranges(schema: TableSchema, language: Language) -> Evidence | None:
    """The extremes of its columns of measures."""
    columns = [c for c in schema.columns if _is_measure(c)][:_MOST_COLUMNS]
    if not columns:
        return None
    between = "de {} à {}" if language == "fr" else "from {} to {}"
    told = (
        f"{c.name} {between.format(cell(c.low, language), cell(c.high, language))}"
        + (f" {c.unit}" if c.unit and c.unit not in c.name else "")
        for c in columns
    )
    rows = tuple((c.name, held_cell(c.low), held_cell(c.high)) for c in columns)
    return _evidence(schema, f"{'; '.join(told)}.", ("column", "low", "high"), rows)


def _is_measure(column: ColumnSchema) -> bool:
    return (
        column.is_numeric and column.part == "measure" and not column.names_things and not column.counts_rows
        and column.low is not None and column.high is not None and column.low != column.high
    )  # fmt: skip


def _evidence(
    schema: TableSchema, statement: str, columns: tuple[str, ...], values: tuple[tuple[Cell, ...], ...]
) -> Evidence:
    rows = Rows(columns=columns, values=values, total=len(values)) if values else Rows(
        columns=tuple(c.name for c in schema.columns), values=(), total=schema.table.row_count
    )  # fmt: skip
    return cited(schema, statement=statement, quote=statement, score=_SURE, rows=rows)
