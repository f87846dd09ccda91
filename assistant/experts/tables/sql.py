"""From a plan to one SELECT that a person can read and run. Knows plans and DuckDB's words, no question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import Expr, Having, Plan, Where, flat
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import Joins, expr_sql, literal, number, where_sql

ROWS_SHOWN = 50
_COMPARING = frozenset(
    {">", ">=", "<", "<=", "between", "period", "column_>", "column_>=", "column_<", "column_<="}
)
_AGGREGATES = {
    "sum": "sum({0})",
    "mean": "avg({0})",
    "median": "median({0})",
    "deviation": "stddev_samp({0})",
    "min": "min({0})",
    "max": "max({0})",
    "range": "max({0}) - min({0})",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """SQL of a plan.

    Attributes:
        text: The statement that answers.
        rows: A statement that gives the total and the first row numbers of the rows that went in.
        tables: Names of the tables used, the base table first.
    """

    text: str
    rows: str
    tables: tuple[str, ...]


def build(plan: Plan, index: TableIndex) -> Query:
    """The SQL of a plan over its base table."""
    schema = index.schema(plan.table)
    joins = Joins(plan.table)
    if plan.kind == "groups":
        text = _groups(plan, index, joins)
    else:
        text = _BUILDERS[plan.kind](plan, schema, joins)
    rows = _rows_statement(plan.where, Joins(plan.table))
    used = [plan.table, *(relation.other for relation in joins.relations)]
    return Query(text=text, rows=rows, tables=tuple(dict.fromkeys(used)))


def with_group(plan: Plan, group: Sequence[object]) -> str:
    """The rows statement restricted to one group of the result."""
    joins = Joins(plan.table)
    parts = [where_sql(plan.where, joins)]
    for expr, value in zip(plan.group, group, strict=False):
        parts.append(f"CAST({expr_sql(expr, joins)} AS VARCHAR) = {literal(str(value))}")
    return _numbered(" AND ".join(part for part in parts if part), joins)


def _clause(where: Where, joins: Joins, *more: str) -> str:
    parts = [part for part in (where_sql(where, joins), *more) if part]
    return "\nWHERE " + "\n  AND ".join(parts) if parts else ""


def _numbered(condition: str, joins: Joins) -> str:
    where = f"\nWHERE {condition}" if condition else ""
    return f"SELECT count(*) OVER () AS total, t._row\n{joins.source()}{where}\nORDER BY t._row LIMIT 200"


def _rows_statement(where: Where, joins: Joins) -> str:
    return _numbered(where_sql(where, joins), joins)


def _figure(plan: Plan, joins: Joins) -> str:
    if plan.measure is not None and plan.aggregate is not None:
        return _AGGREGATES[plan.aggregate].format(expr_sql(plan.measure, joins))
    if plan.target is not None:
        return f"count(DISTINCT {expr_sql(plan.target, joins)})"
    return "count(*)"


def _count(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    if plan.per_period is not None and plan.target is not None:
        return _count_per_period(plan, schema, joins)
    if plan.per_group is not None:
        group = expr_sql(plan.per_group, joins)
        where = _clause(plan.where, joins, f"{group} IS NOT NULL")
        size = f"count(DISTINCT {group})"
        return f"SELECT count(*) / {size} AS mean, count(*) AS n, {size} AS groups\n{joins.source()}{where}"
    figure = _figure(plan, joins)
    if plan.within is not None and plan.target is not None:
        whole, part = expr_sql(plan.within, joins), expr_sql(plan.target, joins)
        where = _clause(plan.where, joins, f"{part} IS NOT NULL")
        return f"SELECT count(DISTINCT ({whole}, {part})) AS n, {figure} AS names\n{joins.source()}{where}"
    where = _clause(plan.where, joins)
    return f"SELECT {figure} AS n\n{joins.source()}{where}"


def _count_per_period(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    """Rows by the number of periods between the first and the last day that the question or the table has."""
    assert plan.target is not None
    assert plan.per_period is not None
    bounds = schema.column(plan.target.name)
    assert isinstance(bounds.low, datetime)
    assert isinstance(bounds.high, datetime)
    start, end = bounds.low, bounds.high
    for item in flat(plan.where):
        if item.condition == "period" and item.expr.name == plan.target.name:
            start = max(start, item.start) if item.start else start
            end = min(end, _just_before(item.end)) if item.end else end
    where = _clause(plan.where, joins)
    first, last = literal(start.isoformat(" ")), literal(end.isoformat(" "))
    periods = f"(date_diff('{plan.per_period}', TIMESTAMP {first}, TIMESTAMP {last}) + 1)"
    return (
        f"SELECT count(*) / {periods} AS mean, count(*) AS n, {periods} AS periods\n{joins.source()}{where}"
    )


def _just_before(moment: datetime) -> datetime:
    return moment - timedelta(seconds=1)


def _aggregate(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    assert plan.measure is not None
    measure = expr_sql(plan.measure, joins)
    figure = _figure(plan, joins)
    where = _clause(plan.where, joins)
    return f"SELECT {figure} AS {plan.aggregate}, count({measure}) AS n\n{joins.source()}{where}"


def _share(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    part = " AND ".join(f"({where_sql((item,), joins)})" for item in plan.where if item not in plan.base)
    whole = "count(*)" if plan.measure is None else f"sum({expr_sql(plan.measure, joins)})"
    where = _clause(plan.base, joins)
    return (
        f"SELECT 100.0 * {whole} FILTER (WHERE {part}) / {whole} AS percent,\n"
        f"       {whole} FILTER (WHERE {part}) AS part, {whole} AS whole\n{joins.source()}{where}"
    )


def _groups(plan: Plan, index: TableIndex, joins: Joins) -> str:
    groups = [expr_sql(expr, joins) for expr in plan.group]
    names = [quote(_group_name(expr)) for expr in plan.group]
    labels = _labels(plan, index, joins)
    figure = _figure(plan, joins)
    where = _clause(plan.where, joins, *(f"{g} IS NOT NULL" for g in groups))
    having = f"\nHAVING {_having(plan.having, figure)}" if plan.having else ""
    direction = "DESC" if plan.descending else "ASC"
    qualify = ""
    if plan.rank is not None:
        qualify = f"\nQUALIFY dense_rank() OVER (ORDER BY {figure} {direction}) = {plan.rank}"
    elif plan.limit is not None:
        qualify = f"\nQUALIFY rank() OVER (ORDER BY {figure} {direction}) <= {plan.limit}"
    order = f"figure {direction}, " if plan.descending is not None else ""
    selected = ", ".join(f"{g} AS {n}" for g, n in zip(groups, names, strict=True))
    return (
        f"SELECT {selected}{labels}, {figure} AS figure\n{joins.source()}{where}\n"
        f"GROUP BY {', '.join(groups)}{having}{qualify}\nORDER BY {order}{', '.join(names)}\nLIMIT 1000"
    )


def _group_name(expr: Expr) -> str:
    return expr.part or ("direction" if expr.kind == "direction" else expr.name)


def _labels(plan: Plan, index: TableIndex, joins: Joins) -> str:
    """The name beside a group's code: of the table itself, or of a table that it joins."""
    if len(plan.group) != 1 or plan.group[0].part is not None or plan.group[0].via is not None:
        return ""
    found = index.label_of(plan.table, plan.group[0].name)
    return f", any_value({joins.alias(found[0])}.{quote(found[1])}) AS label" if found else ""


def _having(having: Having, figure: str) -> str:
    if having.comparison == "between":
        return f"{figure} BETWEEN {number(having.number)} AND {number(having.upper)}"
    return f"{figure} {'<>' if having.comparison == '!=' else having.comparison} {number(having.number)}"


def _identity(plan: Plan, schema: TableSchema, joins: Joins, taken: Iterable[str]) -> list[str]:
    """Columns that say which row it is: the key, or names and codes that no condition fixes."""
    del joins
    taken = set(taken)
    if schema.key is not None:
        label = schema.label_of(schema.key) or next(
            (c.name for c in schema.columns if c.part == "name"), None
        )
        names = [n for n in (schema.key, label) if n is not None and n not in taken]
        return [f"t.{quote(n)}" for n in names]
    fixed = {item.expr.name for item in flat(plan.where) if item.condition in ("in", "is_true", "is_false")}
    columns = [
        c.name
        for c in schema.columns
        if c.part in ("name", "code")
        and c.name not in taken
        and c.name not in fixed
        and c.filled > 0.5 * schema.rows
    ]
    return [f"t.{quote(name)}" for name in columns[:4]]


def _judged(plan: Plan) -> list[str]:
    """Columns that a condition compares: whoever checks the rows wants to see by how much they meet it."""
    compared = [item for item in flat(plan.where) if item.condition in _COMPARING]
    exprs = [expr for item in compared for expr in (item.expr, item.other) if expr is not None]
    return [f"t.{quote(e.name)}" for e in exprs if e.kind == "column" and e.via is None and e.part is None]


def _extreme(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    assert plan.measure is not None
    measure = expr_sql(plan.measure, joins)
    shown = [expr_sql(expr, joins) for expr in plan.show]
    taken = [e.name for e in plan.show] + [plan.measure.name]
    moments = [
        f"t.{quote(c.name)}" for c in schema.moments() if c.name not in taken and c.date_role != "other"
    ][:1]
    columns = [*shown, *_identity(plan, schema, joins, taken), *moments]
    direction = "DESC" if plan.descending else "ASC"
    where = _clause(plan.where, joins, f"{measure} IS NOT NULL")
    place = f"= {plan.rank}" if plan.rank else f"<= {plan.limit or 1}"
    ranking = "dense_rank" if plan.rank else "rank"
    return (
        f"SELECT t._row, {measure} AS "
        f"measure{''.join(', ' + c for c in dict.fromkeys(columns))}\n{joins.source()}{where}\n"
        f"QUALIFY {ranking}() OVER (ORDER BY {measure} {direction}) {place}\nORDER BY measure "
        f"{direction}, t._row\nLIMIT 1000"
    )


def _rows(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    shown = [expr_sql(expr, joins) for expr in plan.show]
    if plan.target is not None and shown:
        names = ", ".join(f"{s} AS {quote(e.name or 'hours')}" for s, e in zip(shown, plan.show, strict=True))
        where = _clause(plan.where, joins)
        return (
            f"SELECT {names}, count(*) AS n\n{joins.source()}{where}\nGROUP BY {', '.join(shown)}\n"
            f"ORDER BY min(t._row)\nLIMIT 1000"
        )
    taken = [e.name for e in plan.show]
    fixed = {item.expr.name for item in flat(plan.where) if item.condition == "in" and len(item.values) == 1}
    shown = [
        f"{expr_sql(e, joins)} AS {quote(f'{e.name} → {e.second}')}"
        if e.kind == "length"
        else expr_sql(e, joins)
        for e in plan.show
        if e.name not in fixed
    ]
    columns = [*_identity(plan, schema, joins, taken), *shown]
    columns = [*columns, *_judged(plan)] if columns else [f"t.{quote(c.name)}" for c in schema.columns]
    if not shown and schema.key is not None and schema.key in {item.expr.name for item in flat(plan.where)}:
        columns = [f"t.{quote(c.name)}" for c in schema.columns]
    where = _clause(plan.where, joins)
    return (
        f"SELECT t._row, {', '.join(dict.fromkeys(columns))}\n{joins.source()}{where}\nORDER BY "
        f"t._row\nLIMIT 1000"
    )


def _gap(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    assert plan.measure is not None
    column = f"CAST({expr_sql(plan.measure, joins)} AS TIMESTAMP)"
    where = _clause(plan.where, joins, f"{column} IS NOT NULL")
    inner = (
        f"  SELECT lag({column}) OVER (ORDER BY {column}) AS since, {column} AS until\n  "
        + joins.source().replace("\n", "\n  ")
        + where.replace("\n", "\n  ")
    )
    days = "date_diff('second', since, until) / 86400.0"
    if plan.aggregate == "mean":
        return (
            f"SELECT avg({days}) AS days, min(since) AS since, max(until) AS until, count(since) AS "
            f"n\nFROM (\n{inner}\n)"
        )
    direction = "DESC" if plan.aggregate == "max" else "ASC"
    return (
        f"SELECT {days} AS days, since, until\nFROM (\n{inner}\n)\nWHERE since IS NOT NULL\nORDER "
        f"BY days {direction}, since\nLIMIT 1"
    )


def _span(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    assert plan.measure is not None
    column = f"CAST({expr_sql(plan.measure, joins)} AS TIMESTAMP)"
    where = _clause(plan.where, joins)
    return (
        f"SELECT date_diff('second', min({column}), max({column})) / 86400.0 AS days, min({column}) AS "
        f"since, "
        f"max({column}) AS until, count(*) AS n\n{joins.source()}{where}"
    )


def _exists(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    moments = [c for c in schema.moments() if c.date_role != "other"][:1]
    ends = [
        f"{f}(t.{quote(c.name)}) OVER () AS {n}"
        for c in moments
        for f, n in (("min", "first"), ("max", "last"))
    ]
    columns = _identity(plan, schema, joins, ())
    where = _clause(plan.where, joins)
    selected = ["count(*) OVER () AS n", *ends, *dict.fromkeys(columns)]
    return (
        f"SELECT t._row, {', '.join(selected)}\n{joins.source()}{where}\nORDER BY t._row\nLIMIT {ROWS_SHOWN}"
    )


def _difference(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    figures = []
    for number_, side in enumerate(plan.sides, 1):
        own = tuple(item for item in side.where if item not in plan.where)
        figures.append(f"{_figure(plan, joins)} FILTER (WHERE {where_sql(own, joins)}) AS side{number_}")
    where = _clause(plan.where, joins)
    joined = ",\n       ".join(figures)
    return f"SELECT {joined}\n{joins.source()}{where}"


def _absent(plan: Plan, schema: TableSchema, joins: Joins) -> str:
    del schema
    assert plan.target is not None
    target = expr_sql(plan.target, joins)
    where = _clause(plan.where, joins, f"{target} IS NOT NULL")
    inner = f"SELECT {target} {joins.source()}{where}".replace("\n", "\n  ")
    if plan.target.via is not None:
        every = Joins(plan.target.via.other)
        column = expr_sql(Expr(name=plan.target.name), every)
    else:
        every = Joins(plan.table)
        column = expr_sql(plan.target, every)
    return (
        f"SELECT DISTINCT {column} AS {quote(plan.target.name)}\n{every.source()}\nWHERE {column} IS "
        f"NOT NULL AND {column} NOT IN (\n"
        f"  {inner}\n)\nORDER BY 1\nLIMIT 1000"
    )


_BUILDERS = {
    "count": _count,
    "aggregate": _aggregate,
    "share": _share,
    "extreme": _extreme,
    "rows": _rows,
    "gap": _gap,
    "span": _span,
    "exists": _exists,
    "difference": _difference,
    "absent": _absent,
}
