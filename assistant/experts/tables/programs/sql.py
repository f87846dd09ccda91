"""A program as the query that a user would write for it. Runs nothing."""

from __future__ import annotations

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition, Program
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.schema import quote
from assistant.experts.tables.sql_terms import literal

_SIGNS = {"over": ">", "under": "<", "least": ">=", "most": "<=", "equal": "="}
_RECKONED = {"sum": "sum", "mean": "avg", "top": "max", "bottom": "min"}


def query(program: Program, question: Asked, table: Sheet, name: str) -> str | None:
    """DuckDB's SQL for a program; None where a column's text would have to be taken apart for it.

    Args:
        name: Of the table.
    """
    where = [_condition(c, question, table) for c in program.where]
    if any(term is None for term in where):
        return None
    if program.by is not None and table.typed[program.by] == "text":
        return None
    met = (" OR " if program.either else " AND ").join(term for term in where if term)
    source = f"FROM {quote(name)}"
    if program.pick in ("next", "previous"):
        inner = f"SELECT min(_row) {source} WHERE {met}"
        source += f" WHERE _row = ({inner}) {'+' if program.pick == 'next' else '-'} 1"
    elif met:
        source += f" WHERE {met}"
    order = _order(program, table)
    return _told(program, table, source, order)


def _order(program: Program, table: Sheet) -> str:
    if program.pick in ("first", "last"):
        return f" ORDER BY _row{' DESC' if program.pick == 'last' else ''} LIMIT 1"
    if program.by is not None:
        column = quote(table.stored[program.by])
        return f" ORDER BY {column}{' DESC NULLS LAST' if program.pick == 'highest' else ''} LIMIT 1"
    return ""


def _told(program: Program, table: Sheet, source: str, order: str) -> str | None:
    if program.tell == "count":
        return f"SELECT count(*) {source}"
    if program.column is None or program.tell in ("head_most", "head_least"):
        return None
    column = quote(table.stored[program.column])
    if program.tell == "cells":
        return f"SELECT {column} {source}{order}"
    if program.tell == "different":
        return f"SELECT count(DISTINCT {column}) {source}"
    if program.tell in ("commonest", "rarest"):
        most = " DESC" if program.tell == "commonest" else ""
        return f"SELECT {column} {source} GROUP BY {column} ORDER BY count(*){most} LIMIT 1"
    if table.typed[program.column] == "text":
        return None
    if program.tell == "change" and program.other is not None:
        return f"SELECT abs({column} - {quote(table.stored[program.other])}) {source}"
    if table.typed[program.column] == "date":
        column = f"year({column})"
    if program.tell == "gap":
        return f"SELECT max({column}) - min({column}) {source}"
    return f"SELECT {_RECKONED[program.tell]}({column}) {source}"


def _condition(condition: Condition, question: Asked, table: Sheet) -> str | None:
    column = quote(table.stored[condition.column])
    typed = table.typed[condition.column]
    if condition.test != "is":
        if typed == "text":
            return None
        figure = f"{condition.number:g}"
        left = f"year({column})" if typed == "date" else column
        return f"{left} {_SIGNS[condition.test]} {figure}"
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
