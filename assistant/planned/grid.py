"""Plans that are grids: a row a task, a column a month or week, a mark where the task is to be done.

A mark says in which month or week, not on which day, and an ``X`` does not tell whether it was done. Knows no
question.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.planned.from_today import MONTHS
from assistant.planned.plan import Plan, Task, bare_plan, bare_task

_FEWEST_MONTHS, _FEWEST_WEEKS = 6, 12
_LONGEST_MARK = 5
_WEEK = re.compile(r"(?:s|w|wk|kw|sem|semaine|week)\.? ?0?(?P<n>\d{1,2})")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NONE = re.compile(r"\W*|0|n/?a|non|no|false")
_DONE = re.compile(r"(?:ok|done|fait|f|r|realise|v|✓|✔|☑)")

Span = tuple[date, date]


def grid_of(schema: TableSchema, year: int) -> Plan | None:
    """The plan that a grid is; None for any other table.

    Args:
        year: Taken where neither title nor file says one.
    """
    told = _YEAR.search(f"{schema.table.title} {schema.table.source.rsplit('/', 1)[-1]}")
    spans = _spans(schema, int(told[0]) if told is not None else year)
    return bare_plan(schema, spans) if spans else None


def grid_tasks(plan: Plan, rows: Iterable[KeyedRow]) -> list[Task]:
    """A task for each mark of a grid."""
    found: list[Task] = []
    for row in rows:
        task = bare_task(plan, row)
        for name, (first, last) in plan.spans if task is not None else ():
            mark = fold(str(row.cells[name] if row.cells[name] is not None else "")).strip()
            if task is not None and not _NONE.fullmatch(mark):
                done = _DONE.fullmatch(mark) is not None
                found.append(replace(task, due=last, since=first, done=done))
    return found


def _spans(schema: TableSchema, year: int) -> tuple[tuple[str, Span], ...]:
    """The columns that are months, or weeks, with their days; none where they are too few."""
    marked = [c for c in schema.columns if _holds_marks(c)]
    months = [(c.name, _month(year, at)) for c in marked if (at := _month_of(c))]
    if len(months) >= _FEWEST_MONTHS and len(set(months)) == len(months):
        return tuple(months)
    weeks = [(c.name, span) for c in marked if (span := _week(c, year)) is not None]
    return tuple(weeks) if len(weeks) >= _FEWEST_WEEKS else ()


def _holds_marks(column: ColumnSchema) -> bool:
    """True for crosses and short codes, or ones; amounts of a month are no marks."""
    if column.is_text:
        return column.complete and all(len(value) <= _LONGEST_MARK for value, _ in column.values)
    return column.type == "boolean" or (column.type == "integer" and column.low == column.high == 1)


def _month_of(column: ColumnSchema) -> int:
    """The month that a column is called; 0 for any other."""
    words = [word for word in column.words if not word.isdigit()]
    return MONTHS.get(words[0], 0) if len(words) == 1 else 0


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _week(column: ColumnSchema, year: int) -> Span | None:
    match = _WEEK.fullmatch(fold(column.name).strip())
    try:
        monday = date.fromisocalendar(year, int(match["n"]), 1) if match is not None else None
    except ValueError:
        return None
    return (monday, monday + timedelta(days=6)) if monday is not None else None
