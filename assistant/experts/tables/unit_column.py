"""Tables of properties, ``Property | Value | Unit``: a value is told with its unit, never the unit alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.tables.plan import Expr, Filter, Plan
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import norms

_UNITS = frozenset("unit units unite unites uom".split())
_READINGS = frozenset("value reading measured found valeur releve relevee mesure mesuree lecture".split())


def reading_among(schema: TableSchema, names: Sequence[str]) -> str | None:
    """The column of values or readings, where the first of these columns gives their unit alone."""
    words = {column.name: set(column.words) for column in schema.columns}
    if not words[names[0]] <= _UNITS:
        return None
    return next((name for name in names if words[name] & _READINGS), None)


def with_unit(schema: TableSchema, plan: Plan) -> Plan:
    """The plan with value and unit side by side, where it shows either, or the row of one property alone."""
    unit = next((c.name for c in schema.columns if c.words and set(c.words) <= _UNITS), None)
    value = reading_among(schema, [unit, *(c.name for c in schema.columns)]) if unit else None
    if unit is None or value is None or plan.kind not in ("rows", "count"):
        return plan
    both = (Expr(name=value), Expr(name=unit))
    shown = {expr.name for expr in plan.show}
    if plan.kind == "rows" and shown & {value, unit}:
        rest = tuple(expr for expr in plan.show if expr.name not in (value, unit))
        return replace(plan, show=(*both, *rest))
    named = [item for item in plan.where if isinstance(item, Filter) and item.condition == "in"]
    alone = len(named) == len(plan.where) == 1 and plan.target is None and not plan.show
    return replace(plan, kind="rows", target=both[0], show=both) if alone else plan


def is_with_unit(show: Sequence[Expr]) -> bool:
    """True for a value and its unit, and nothing else."""
    return len(show) == 2 and set(norms(show[1].name)) <= _UNITS
