"""SQL of columns, conditions and joins. Knows plans and DuckDB's words, no whole query."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.experts.tables.plan import AnyOf, Expr, Filter, Where
from assistant.experts.tables.printed_numbers import number_sql
from assistant.experts.tables.relations import Relation
from assistant.experts.tables.schema import quote

_EMPTY = "('', '-', '--', 'none', 'n/a', 'na', 'nil', 'null', 'aucun', 'aucune', 'sans objet')"


_PARTS = {
    "year": "year({0})",
    "quarter": "year({0}) || '-Q' || quarter({0})",
    "month": "strftime({0}, '%Y-%m')",
    "week": "strftime({0}, '%G-W%V')",
    "day": "CAST({0} AS DATE)",
    "weekday": "dayname({0})",
    "hour": "hour({0})",
}


class Joins:
    """Aliases of the tables of one statement.

    Args:
        prefix: Alias of the base table.
    """

    def __init__(self, table: str, *, prefix: str = "t") -> None:
        self.table = table
        self.prefix = prefix
        self.relations: list[Relation] = []

    def alias(self, via: Relation | None) -> str:
        """The alias of the base table, or of the one that a join leads to."""
        if via is None:
            return self.prefix
        if via not in self.relations:
            self.relations.append(via)
        return f"{self.prefix}{self.relations.index(via) + 1}"

    def lines(self) -> list[str]:
        """The joins."""
        found = []
        for number, relation in enumerate(self.relations, 1):
            alias = f"{self.prefix}{number}"
            left, right = f"{self.prefix}.{quote(relation.column)}", f"{alias}.{quote(relation.other_column)}"
            if relation.folded:
                left, right = f"lower({left})", f"lower({right})"
            found.append(f"LEFT JOIN {quote(relation.other)} AS {alias} ON {left} = {right}")
        return found

    def source(self) -> str:
        """The base table and its joins."""
        return "\n".join([f"FROM {quote(self.table)} AS {self.prefix}", *self.lines()])


def literal(value: str) -> str:
    """A string in SQL."""
    return "'" + value.replace("'", "''") + "'"


def expr_sql(expr: Expr, joins: Joins) -> str:
    """SQL of an expression."""
    alias = joins.alias(expr.via)
    if expr.kind == "row":
        return f"{alias}._row"
    if expr.kind == "length":
        start, end = f"{alias}.{quote(expr.name)}", f"{alias}.{quote(expr.second)}"
        return f"date_diff('second', CAST({start} AS TIMESTAMP), CAST({end} AS TIMESTAMP)) / 3600.0"
    if expr.kind == "product":
        return " * ".join(f"{alias}.{quote(name)}" for name in expr.factors)
    if expr.kind == "direction":
        value, upper, lower = (f"{alias}.{quote(name)}" for name in (expr.name, *expr.factors))
        return f"CASE WHEN {value} > {upper} THEN 'High' WHEN {value} < {lower} THEN 'Low' END"
    column = f"{alias}.{quote(expr.name)}"
    if expr.textual_number:
        column = number_sql(column, expr.textual_number)
    return _PARTS[expr.part].format(column) if expr.part else column


def filter_sql(item: Filter, joins: Joins) -> str:
    """SQL of one condition."""
    plain = (
        Expr(name=item.expr.name, via=item.expr.via)
        if item.condition in ("in", "is_null", "not_null")
        else item.expr
    )
    column = expr_sql(plain, joins)
    text = _condition(item, column, joins)
    if not item.negated:
        return text
    return f"({column} IS NULL OR NOT ({text}))"


def _condition(item: Filter, column: str, joins: Joins) -> str:
    kind = item.condition
    if kind == "in":
        if len(item.values) == 1:
            return f"{column} = {literal(item.values[0])}"
        return f"{column} IN ({', '.join(literal(v) for v in item.values)})"
    if kind == "same_as":
        inner = Joins(joins.table, prefix="s")
        selected = expr_sql(item.expr, inner)
        where = where_sql(item.like, inner)
        return f"{column} IN (SELECT {selected} {inner.source()} WHERE {where})".replace("\n", " ")
    if kind == "starts":
        return f"{column} ILIKE {literal(item.values[0].replace('%', '') + '%')}"
    if kind == "tells":
        return " AND ".join(f"regexp_matches({column}, {literal(_whole(v))})" for v in item.values)
    if kind == "contains":
        return " AND ".join(f"regexp_matches({column}, {literal('(?i)' + v)})" for v in item.values)
    if kind in ("is_true", "is_false"):
        return column if kind == "is_true" else f"NOT {column}"
    if kind in ("is_null", "not_null"):
        empty = f"({column} IS NULL OR lower(trim(CAST({column} AS VARCHAR))) IN {_EMPTY})"
        return empty if kind == "is_null" else f"NOT {empty}"
    if kind == "period":
        return _period(item.start, item.end, column)
    if kind == "month":
        return f"month({column}) = {item.numbers[0]}"
    if kind == "day_of_year":
        return f"month({column}) = {item.numbers[0]} AND day({column}) = {item.numbers[1]}"
    if kind == "weekday":
        return f"isodow({column}) IN ({', '.join(map(str, item.numbers))})"
    if kind == "between":
        return f"{column} BETWEEN {number(item.number)} AND {number(item.upper)}"
    if item.other is not None:
        sign = {"column_!=": "<>"}.get(kind, kind.removeprefix("column_"))
        return f"{column} {sign} {expr_sql(item.other, joins)}"
    return f"{column} {'<>' if kind == '!=' else kind} {number(item.number)}"


def _whole(words: str) -> str:
    """A pattern for whole words."""
    return r"\b" + " ".join(re.escape(word) for word in words.split()) + r"\b"


def number(value: float | None) -> str:
    """A number in SQL."""
    assert value is not None
    return str(int(value)) if value == int(value) else repr(value)


def _period(start: datetime | None, end: datetime | None, column: str) -> str:
    parts = []
    if start is not None:
        parts.append(f"{column} >= TIMESTAMP {literal(start.isoformat(' '))}")
    if end is not None:
        parts.append(f"{column} < TIMESTAMP {literal(end.isoformat(' '))}")
    return " AND ".join(parts) or "TRUE"


def where_sql(where: Where, joins: Joins) -> str:
    """SQL of conditions that all hold; empty where there is none."""
    parts = []
    for item in where:
        if isinstance(item, AnyOf):
            parts.append("(" + " OR ".join(f"({filter_sql(f, joins)})" for f in item.filters) + ")")
        else:
            parts.append(filter_sql(item, joins))
    return "\n  AND ".join(parts)
