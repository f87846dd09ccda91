"""Columns of registers by what they are called, cells that go on from the row above. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from retrieval.identifiers import find, find_tags

MACHINE = frozenset(
    "equipment equipement asset machine tag repere item materiel vessel line ligne circuit equnr unit".split()
)
_NOTHING = frozenset({"", "-", "–", "—", "none", "aucun", "aucune", "neant", "n/a", "na", "nil", "ras", "/"})


def column_called(
    schema: TableSchema,
    words: frozenset[str],
    *,
    without: frozenset[str] = frozenset(),
    of: Callable[[ColumnSchema], bool] | None = None,
) -> ColumnSchema | None:
    """The first column whose name has one of the words and none of others."""
    named = (c for c in schema.columns if set(c.words) & words and not set(c.words) & without)
    return next((c for c in named if of is None or of(c)), None)


def is_empty(value: object) -> bool:
    """True for a cell that says nothing, in words too."""
    return value is None or fold(str(value)).strip(" .") in _NOTHING


def continued(rows: Sequence[KeyedRow], column: ColumnSchema | None) -> list[str]:
    """The cells of a column, an empty one going on with the one above it.

    Rows stand in the order of the source.
    """
    told: list[str] = []
    for row in rows:
        value = row.cells[column.name] if column is not None else None
        told.append(str(value).strip() if value not in (None, "") else (told[-1] if told else ""))
    return told


def in_order(rows: Sequence[KeyedRow]) -> list[list[KeyedRow]]:
    """The rows of each table, in the order of the source."""
    tables: dict[str, list[KeyedRow]] = {}
    for row in rows:
        tables.setdefault(row.schema.name, []).append(row)
    return [sorted(table, key=lambda row: row.number) for table in tables.values()]


def title_words(schema: TableSchema) -> set[str]:
    """What a table is called, and its columns."""
    return {*schema.words, *(word for column in schema.columns for word in column.words)}


def title_tags(schema: TableSchema) -> frozenset[str]:
    """Tags that a table's title or file names."""
    title = f"{schema.table.title or ''} {schema.table.source.rsplit('/', 1)[-1].replace('_', ' ')}"
    return frozenset(find_tags(title))


def without_tags(text: str) -> str:
    """A text whose tags are blanked, with the ``/B`` behind one of a pair."""
    for item in reversed([item for item in find(text) if item.kind == "tag"]):
        rest = re.sub(r"^(?:\s?/\s?[A-Za-z]\b)+", " ", text[item.end :])
        text = f"{text[: item.start]} {rest}"
    return text
