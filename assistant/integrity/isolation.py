"""Lists of isolations (lock-out, consignation): what is closed, opened and locked before work on a machine.

Knows columns and rows, no question's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.integrity.roles import MACHINE, column_called, continued, in_order, title_tags, title_words
from retrieval.identifiers import find_tags

_LISTS = frozenset(
    """
    isolation isolations isolement lockout loto tagout lock locks consignation consignations
    condamnation
    """.split()
)
_POINTS = frozenset(
    "point points organe device valve vanne isolation element breaker depart energy energie source".split()
)
_DONE = frozenset("action position state etat operation method methode manoeuvre isolated required".split())
_ORDER = frozenset("step no order ordre n seq sequence etape item rang pos".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """The points of one machine in one list, in the order in which they are done.

    Attributes:
        columns: What is told of each, the order and the machine left out.
    """

    machine: str
    rows: tuple[KeyedRow, ...]
    columns: tuple[ColumnSchema, ...]


def is_isolation_list(schema: TableSchema) -> bool:
    """True for a list of isolations: called so, with points and what is done to them."""
    if not title_words(schema) & _LISTS or schema.rows < 1:
        return False
    point, done = column_called(schema, _POINTS), column_called(schema, _DONE | _LISTS)
    return point is not None and done is not None and len(schema.columns) >= 3


def isolations_of(rows: Sequence[KeyedRow], machine: str) -> list[Isolation]:
    """The points of a machine, list by list; none where no list names it."""
    found = []
    for table in in_order(rows):
        schema = table[0].schema
        named = _machines(schema)
        order = column_called(schema, _ORDER, of=lambda c: c.is_numeric or c.part == "code")
        if named is None:
            own = table if machine in title_tags(schema) or _is_for(table, machine) else []
        else:
            cells = continued(table, named)
            own = [row for row, cell in zip(table, cells, strict=True) if machine in find_tags(cell)]
        if order is not None and order.is_numeric:
            own.sort(key=lambda row: _rank(row, order))
        told = tuple(c for c in schema.columns if c is not named and c is not order)
        if own:
            found.append(Isolation(machine=machine, rows=tuple(own), columns=told))
    return found


def _is_for(table: Sequence[KeyedRow], machine: str) -> bool:
    """True for a list numbered as the machine (``ISO-431A``) that its cells name, no other of its kind."""
    kind, _, number = machine.partition("-")
    if not any(number and tag.partition("-")[2] == number for tag in title_tags(table[0].schema)):
        return False
    cells = " \n".join(str(v) for row in table for v in row.cells.values() if isinstance(v, str))
    return {tag for tag in find_tags(cells) if tag.partition("-")[0] == kind} == {machine}


def _machines(schema: TableSchema) -> ColumnSchema | None:
    """The column of the machines: called so, its cells tags that come again; not that of the points."""
    for column in schema.columns:
        if (
            column.is_text
            and set(column.words) & MACHINE
            and not set(column.words) & (_POINTS - {"isolation"})
        ):
            tagged = sum(bool(find_tags(value)) for value, _ in column.values)
            comes_again = column.distinct < schema.rows or not title_tags(schema)
            if column.values and tagged >= 0.5 * len(column.values) and comes_again:
                return column
    return None


def _rank(row: KeyedRow, order: ColumnSchema) -> float:
    value = row.cells[order.name]
    return float(value) if isinstance(value, int | float) else float("inf")
