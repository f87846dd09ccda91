"""What a table lists, by its columns: failures, orders, instruments, equipment, spare parts. Reads no row."""

from __future__ import annotations

import re
from typing import Literal

from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from retrieval.identifiers import find_names, find_tags, normalise

Role = Literal["failures", "orders", "sensors", "equipment", "parts", "codes"]

_EQUIPMENT = frozenset(
    "equipment equipements equipement asset machine tag repere unit fits installed".split()
)
_INSTRUMENT = frozenset(
    "range calibration alarm alarme signal loop etendue etalonnage setpoint instrument instruments".split()
)
_BEARERS = _EQUIPMENT | frozenset("instrument sensor capteur item loop mark name nom number".split())
"""Words of a column whose tags are those of things; a list of rules or codes has tags of another kind."""
_PART = frozenset("part parts spare article piece pieces rechange".split())
_MEANS = frozenset("meaning description signification libelle designation label".split())
_TWO_NUMBERS = re.compile(r"\b(?P<letters>[A-Z]{1,6}-?)(?P<first>\d{2,5})/(?P<second>\d{2,5})\b")
"""``FAN-101/102`` are two."""
_MOSTLY = 0.6
_LOOKED_AT = 200


def tags_in(text: object) -> tuple[str, ...]:
    """The normalised tags of a cell, equipment that is named by noun and number among them."""
    words = str(text) if text is not None else ""
    numbered = [
        normalise(f"{pair['letters']}{pair[number]}")
        for pair in _TWO_NUMBERS.finditer(words)
        for number in ("first", "second")
    ]
    return tuple(dict.fromkeys((*numbered, *find_tags(words), *find_names(words))))


def is_of_tags(column: ColumnSchema) -> bool:
    """True where most values of a column are tags, or short texts that name one."""
    values = [value for value, _ in column.values[:_LOOKED_AT]]
    named = sum(bool(tags_in(value)) and len(value.split()) <= 4 for value in values)
    return column.is_text and bool(values) and named >= _MOSTLY * len(values)


def role_of(schema: TableSchema) -> Role | None:
    """What the rows of a table are; None for tables that list none of these."""
    if is_failure_analysis(schema):
        return "failures"
    if "work order" in table_concepts(schema) and schema.key is not None and schema.moments():
        return "orders"
    key = key_of(schema)
    words = {word for column in schema.columns for word in column.words}
    if key is not None and is_of_tags(key) and set(key.words) & _BEARERS:
        return "sensors" if words & _INSTRUMENT else "equipment"
    named = set(schema.words) | {word for c in schema.columns[:2] for word in c.words}
    if key is not None and named & _PART and equipment_column(schema) is not None:
        return "parts"
    if key is not None and "code" in key.words and meaning_of(schema) is not None:
        return "codes"
    return None


def key_of(schema: TableSchema) -> ColumnSchema | None:
    """The column that identifies a row; the first one where it is filled and without repeats."""
    if schema.key is not None:
        return schema.column(schema.key)
    first = schema.columns[0] if schema.columns else None
    unique = first is not None and first.is_text and first.filled == first.distinct == schema.rows > 0
    return first if unique else None


def equipment_column(schema: TableSchema) -> ColumnSchema | None:
    """The first column that says which equipment a row is about, the key apart."""
    return next(iter(equipment_columns(schema)), None)


def equipment_columns(schema: TableSchema) -> list[ColumnSchema]:
    """The columns that say which equipment a row is about, by its tag or by noun and number."""
    key = key_of(schema)
    found = (c for c in schema.columns if c is not key and c.is_text and set(c.words) & _EQUIPMENT)
    return [c for c in found if is_of_tags(c)]


def meaning_of(schema: TableSchema) -> ColumnSchema | None:
    """The column that says in words what a row is: what names its key, or is called a description."""
    label = schema.label_of(schema.key) if schema.key is not None else None
    if label is not None:
        return schema.column(label)
    return called(schema, *_MEANS) or called(schema, "service", "name", "nom", "title")


def called(schema: TableSchema, *words: str) -> ColumnSchema | None:
    """The first column of texts whose name has one of the words."""
    return next((c for c in schema.columns if c.is_text and set(c.words) & set(words)), None)
