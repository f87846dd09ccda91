"""A program as the query that a user would write for it. Runs nothing."""

from __future__ import annotations

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition, Program
from assistant.experts.tables.programs.sheet import Kind, Sheet
from assistant.experts.tables.schema import quote
from assistant.experts.tables.sql_terms import literal

_SIGNS = {"over": ">", "under": "<", "least": ">=", "most": "<=", "equal": "="}
_SAID = frozenset(
    ("cells", "different", "commonest", "rarest", "change", "gap", "sum", "mean", "top", "bottom")
)
"""What is told that one query over one column can give."""
_PICKED = frozenset(("all", "first", "last", "highest", "lowest", "next", "previous"))
_RECKONED = {"sum": "sum", "mean": "avg", "top": "max", "bottom": "min"}


def query(
    program: Program, question: Asked, table: Sheet, name: str, *, functions: bool = False
) -> str | None:
    """DuckDB's SQL for a program; None where it cannot be said.

    Args:
        name: Of the table.
        functions: ``num`` and ``day`` (see ``execute``) take a column's text apart; without them what would
            need that cannot be said.
    """
    read = {program.column, program.by, program.other, *(c.column for c in program.where)}
    if any(column is not None and column >= table.real for column in read):
        return None
    where = [condition_term(c, question, table, functions=functions) for c in program.where]
    by = valued(table, program.by, functions=functions) if program.by is not None else ""
    if by is None or any(term is None for term in where) or program.pick not in _PICKED:
        return None
    met = (" OR " if program.either else " AND ").join(term for term in where if term)
    source = f"FROM {quote(name)}"
    if program.pick in ("next", "previous"):
        inner = f"SELECT min(_row) {source} WHERE {met}"
        source += f" WHERE _row = ({inner}) {'+' if program.pick == 'next' else '-'} 1"
    elif met:
        source += f" WHERE {met}"
    return _told(program, table, source, _order(program, by), functions=functions)


def valued(table: Sheet, column: int, *, functions: bool) -> str | None:
    """What a column is compared by: itself, or what its text begins with or tells; None where text is all."""
    name = quote(table.stored[column])
    if table.typed[column] != "text":
        return name
    if not functions or table.kinds[column] == "text":
        return None
    return f"{'num' if table.kinds[column] == 'number' else 'day'}({name})"


def _order(program: Program, by: str) -> str:
    if program.pick in ("first", "last"):
        return f" ORDER BY _row{' DESC' if program.pick == 'last' else ''} LIMIT 1"
    return f" ORDER BY {by}{' DESC NULLS LAST' if program.pick == 'highest' else ''} LIMIT 1" if by else ""


def _told(program: Program, table: Sheet, source: str, order: str, *, functions: bool) -> str | None:
    if program.tell == "count":
        return f"SELECT count(*) {source}"
    if program.column is None or program.tell not in _SAID:
        return None
    column = quote(table.stored[program.column])
    if program.tell == "cells":
        return f"SELECT {column} {source}{order}"
    if program.tell == "different":
        return f"SELECT count(DISTINCT {column}) {source}"
    if program.tell in ("commonest", "rarest"):
        most = " DESC" if program.tell == "commonest" else ""
        return f"SELECT {column} {source} GROUP BY {column} ORDER BY count(*){most} LIMIT 1"
    amount = valued(table, program.column, functions=functions)
    if amount is None:
        return None
    if program.tell == "change" and program.other is not None:
        other = valued(table, program.other, functions=functions)
        return f"SELECT abs({amount} - {other}) {source}" if other is not None else None
    if table.kinds[program.column] == "date":
        amount = _year(amount, table.typed[program.column])
    if program.tell == "gap":
        return f"SELECT max({amount}) - min({amount}) {source}"
    return f"SELECT {_RECKONED[program.tell]}({amount}) {source}"


def _year(day: str, typed: Kind) -> str:
    return f"{day} // 10000" if typed == "text" else f"year({day})"


def condition_term(condition: Condition, question: Asked, table: Sheet, *, functions: bool) -> str | None:
    """What stands behind WHERE for a condition; None where it cannot be said. ``functions``: as above."""
    column = quote(table.stored[condition.column])
    typed = table.typed[condition.column]
    if condition.test in ("empty", "filled"):
        return f"{column} IS {'NOT ' if condition.test == 'filled' else ''}NULL"
    if condition.test != "is" and condition.test not in _SIGNS:
        return None
    if condition.test != "is":
        left = valued(table, condition.column, functions=functions)
        if left is None:
            return None
        if table.kinds[condition.column] == "date":
            left = _year(left, typed)
        return f"{left} {_SIGNS[condition.test]} {condition.number:g}"
    if typed == "number":
        number = next((question.numbers[i] for i in sorted(condition.at) if i in question.numbers), None)
        return f"{column} = {number:g}" if number is not None else None
    if typed == "date":
        year = next((question.numbers[i] for i in sorted(condition.at) if i in question.numbers), None)
        return f"year({column}) = {year:g}" if year is not None and year > 31 else None
    if condition.whole == 1 and all(
        table.rows[row][condition.column].text == condition.text for row in condition.rows
    ):
        return f"{column} = {literal(condition.text)}"
    words = [question.tokens[i].text for i in sorted(condition.at)]
    return " AND ".join(f"{column} ILIKE {literal(f'%{word}%')}" for word in words)
