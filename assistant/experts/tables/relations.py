"""Which columns of different tables hold the same things, so that tables can be joined. Knows values only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.schema import ColumnSchema, TableSchema

MOST_TABLES_A_VALUE = 40
"""Values that stand in more columns than this (``yes``, ``OK``) join nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A join from one table to another.

    Attributes:
        table, column: The side that is joined from.
        other, other_column: The side that is joined to.
        unique: True where the other side holds each value once: the join adds columns, no rows.
        folded: True where the sides differ in case.
        contained: Share of this side's values that the other side holds.
    """

    table: str
    column: str
    other: str
    other_column: str
    unique: bool
    folded: bool
    contained: float


def find_relations(schemas: Sequence[TableSchema]) -> tuple[Relation, ...]:
    """Joins in both directions between columns that share at least four fifths of one side's values."""
    holders: dict[str, set[tuple[int, str]]] = defaultdict(set)
    columns: dict[tuple[int, str], ColumnSchema] = {}
    for number, schema in enumerate(schemas):
        for column in schema.columns:
            if _joins(column):
                columns[number, column.name] = column
                for value in _folded(column):
                    holders[value].add((number, column.name))
    shared: dict[tuple[tuple[int, str], tuple[int, str]], int] = defaultdict(int)
    for places in holders.values():
        if 2 <= len(places) <= MOST_TABLES_A_VALUE:
            for left in places:
                for right in places:
                    if left[0] != right[0]:
                        shared[left, right] += 1
    found: list[Relation] = []
    for (left, right), count in sorted(shared.items()):
        relation = _relation(schemas, columns, left, right, count)
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _joins(column: ColumnSchema) -> bool:
    return (
        column.is_text and column.part in ("key", "code", "name") and column.distinct >= 1 and column.complete
    )


def _folded(column: ColumnSchema) -> frozenset[str]:
    return frozenset(value.strip().casefold() for value, _ in column.values)


def _relation(
    schemas: Sequence[TableSchema],
    columns: dict[tuple[int, str], ColumnSchema],
    left: tuple[int, str],
    right: tuple[int, str],
    shared: int,
) -> Relation | None:
    here, there = columns[left], columns[right]
    contained = shared / max(1, len(_folded(here)))
    alike = bool(set(here.words) & set(there.words))
    if contained < (0.5 if alike else 0.8) or (shared < 2 and not alike):
        return None
    exact = {v for v, _ in here.values} & {v for v, _ in there.values}
    return Relation(
        table=schemas[left[0]].name,
        column=here.name,
        other=schemas[right[0]].name,
        other_column=there.name,
        unique=there.distinct == there.filled == schemas[right[0]].rows,
        folded=len(exact) < shared,
        contained=contained,
    )
