"""Rows of tables in a few words, and as they are cited. Knows no question and no documents."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import level_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence, Rows
from retrieval.records import Language

CELLS = 10
"""Most cells of a row that are cited."""
_CELLS_OF_AN_EVENT = 4
_LONGEST_CELL = 90


def event_words(
    row: KeyedRow, one: AboutRows, language: Language, *, without: ColumnSchema | None = None
) -> str:
    """A row in a few cells: its number, its date, what it says, ``without`` one column."""
    named = [one.ordered] if one.ordered is not None else []
    words = [
        c for c in one.schema.columns
        if c.name not in (row.head, one.column.name) and c != without
        and c.is_text and not c.name.endswith(" (derived)") and row.cells[c.name]
        and len(str(row.cells[c.name])) <= _LONGEST_CELL
    ]  # fmt: skip
    prose = [c for c in words if c.part in ("prose", "name")]
    rest = [c for c in words if c not in prose]
    chosen = [*prose[:2], *rest][:_CELLS_OF_AN_EVENT]
    cells = [row.said(c, language) for c in (*named, *sorted(chosen, key=one.schema.columns.index))]
    head = [row.key] if one.schema.key and (one.ordered is None or row.head != one.ordered.name) else []
    return ", ".join(dict.fromkeys([*head, *cells]))


def cite(one: AboutRows, statement: str, language: Language) -> Evidence:
    """The rows as they are cited, with the query that gives them all."""
    first = one.rows[0]
    filled = tuple(c for c in one.schema.columns if first.cells[c.name] not in (None, ""))[:CELLS]
    evidence = first.evidence(filled, statement, language)
    names = tuple(c.name for c in one.schema.columns)
    return replace(
        evidence,
        sql=one.sql,
        rows=Rows(
            columns=names,
            values=tuple(tuple(row.value(name) for name in names) for row in one.rows),
            total=one.total,
            matched=one.total,
            row_numbers=tuple(row.number for row in one.rows),
        ),
    )


def limits_told(row: KeyedRow, language: Language) -> str:
    """The limits that a row gives: ``H 7.1, HH 11``."""
    columns = [c for c in row.schema.columns if level_of(c) is not None and row.cells[c.name] is not None]
    return ", ".join(f"{c.name} {row.said(c, language)}" for c in columns)
