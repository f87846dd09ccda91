"""The rows behind a figure: a number alone cannot be checked by who reads it. Tells nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import Expr, Plan, flat
from assistant.experts.tables.run import Result, Runner
from assistant.experts.tables.sql import build


def counted_rows(plan: Plan, index: TableIndex, runner: Runner) -> Result | None:
    """The rows that a count counted, with what it asked of them, or the values; None for any other plan.

    Raises:
        assistant.errors.QueryRefused: The query could not be run.
    """
    if plan.kind != "count" or plan.per_period is not None or plan.per_group is not None:
        return None
    if plan.target is not None:
        listed = replace(plan, kind="rows", show=(plan.target,))
    else:
        asked = [item.expr for item in flat(plan.where) if item.expr.part is None]
        prose = [Expr(name=c.name) for c in index.schema(plan.table).columns if c.part == "prose"]
        listed = replace(plan, kind="rows", show=tuple(dict.fromkeys([*asked, *prose[:1]])))
    result = runner.run(build(listed, index).text)
    return result if result.rows else None


def of_one_row(plan: Plan, index: TableIndex, result: Result) -> Plan | None:
    """The cell with what names its row, where a sum or a mean is over one row; None for any other plan."""
    measure = plan.measure
    if plan.kind != "aggregate" or plan.aggregate not in ("sum", "mean", "median") or measure is None:
        return None
    if measure.kind != "column" or measure.via is not None or not result.rows or result.rows[0][-1] != 1:
        return None
    said = {item.expr.name for item in flat(plan.where)} | {measure.name}
    columns = index.schema(plan.table).columns
    naming = [Expr(name=c.name) for c in columns if c.name not in said and (c.is_text or c.is_moment)]
    shown = (measure, *naming[:1])
    return replace(plan, kind="rows", aggregate=None, measure=None, show=shown, target=measure)
