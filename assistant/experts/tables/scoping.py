"""Restrict a plan to a scope's period and equipment. Knows plans and the schema, no question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.experts.tables.plan import Expr, Filter, Plan, flat
from assistant.experts.tables.schema import TableSchema
from retrieval.identifiers import normalise
from retrieval.records import Scope

_MIDNIGHT = timedelta(days=1)


def restrict(plan: Plan, schema: TableSchema, scope: Scope, *, moment: str | None) -> Plan:
    """The plan with the scope's period on its date column and the scope's equipment on its column.

    A table without dates, or without the equipment's column, is left as it is.
    """
    extra = tuple(
        f for f in (_period(schema, scope, moment), _equipment(plan, schema, scope)) if f is not None
    )
    if not extra:
        return plan
    sides = tuple(replace(side, where=(*side.where, *extra)) for side in plan.sides)
    return replace(plan, where=(*plan.where, *extra), base=(*plan.base, *extra), sides=sides)


def _period(schema: TableSchema, scope: Scope, moment: str | None) -> Filter | None:
    if scope.since is None and scope.until is None:
        return None
    known = [c.name for c in schema.moments() if c.date_role != "other"]
    name = moment or next(iter(known), None)
    if name is None:
        return None
    until = scope.until
    if until is not None:
        until += _MIDNIGHT if until.hour == until.minute == until.second == 0 else timedelta(seconds=1)
    return Filter(expr=Expr(name=name), condition="period", start=scope.since, end=until)


def _equipment(plan: Plan, schema: TableSchema, scope: Scope) -> Filter | None:
    if not scope.equipment:
        return None
    wanted = {normalise(tag) for tag in scope.equipment}
    for column in schema.columns:
        if column.part not in ("key", "code", "name"):
            continue
        values = tuple(value for value, _ in column.values if normalise(value) in wanted)
        if values:
            named = any(f.expr.name == column.name and f.condition == "in" for f in flat(plan.where))
            return None if named else Filter(expr=Expr(name=column.name), condition="in", values=values)
    return None
