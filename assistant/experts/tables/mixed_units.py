"""Rows of several units, ``Electricity (MWh)`` beside ``Water (m³)``, make no sum. Knows columns, plans."""

from __future__ import annotations

import re

from assistant.experts.tables.plan import Plan, flat
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from ingest.parsers.units import is_unit

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,12})[)\]]\s*$")
_MIXES = frozenset(("sum", "mean", "median"))


def mixes_units(schema: TableSchema, plan: Plan) -> bool:
    """True for a sum or mean over rows that measure in several units and of which none is named."""
    if plan.kind != "aggregate" or plan.aggregate not in _MIXES:
        return False
    named = {item.expr.name for item in flat(plan.where)}
    return any(column.name not in named and len(_units(column)) > 1 for column in schema.columns)


def _units(column: ColumnSchema) -> set[str]:
    """The units in brackets behind a column's values; none where it has no text or many values have none."""
    if not column.is_text or not column.complete or not column.values:
        return set()
    found = [match.group(1) for value, _ in column.values if (match := _IN_BRACKETS.search(value))]
    known = {unit for unit in found if is_unit(unit)}
    return known if len(found) == len(column.values) else set()
