"""Shares, rates and groups beside each other: what a program tells of rows against other rows."""

from __future__ import annotations

from collections.abc import Callable, Collection

from assistant.experts.tables.programs.program import Outcome, Program, figure, run
from assistant.experts.tables.programs.sheet import Sheet

_GROUPED = ("gap_", "more_", "fewer_", "less_")
_PERCENT = 100.0


def told(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """What a program gives of the rows that were picked; None where there is nothing to tell."""
    if program.tell.startswith("share"):
        return _share(program, table, rows)
    if program.tell in ("rate", "per"):
        return _rate(program, table, rows)
    if program.tell == "span":
        return _span(program, table, rows)
    if program.tell.startswith(_GROUPED):
        return _groups(program, table, rows)
    return run(program, table, rows)


def _share(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """Percent of the rows, or of a column's sum, among all rows or those that one condition alone keeps."""
    whole = frozenset(range(len(table.rows))) - table.totals
    if program.tell.endswith(("_first", "_second")):
        if len(program.where) != 2:
            return None
        whole = program.where[program.tell.endswith("_second")].rows - table.totals
    if not set(rows) < whole:
        return None
    if not program.tell.startswith("share_sum"):
        return figure(_PERCENT * len(rows) / len(whole), rows)
    part, of = _total(table, rows, program.column), _total(table, whole, program.column)
    return figure(_PERCENT * part / of, rows) if part is not None and of else None


def _rate(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """The sum of one column by that of another, in percent where it is a ``rate``."""
    counted = tuple(
        r for r in rows if all(_number(table, r, c) is not None for c in (program.column, program.other))
    )
    part, of = _total(table, counted, program.column), _total(table, counted, program.other)
    if part is None or not of:
        return None
    return figure((_PERCENT if program.tell == "rate" else 1.0) * part / of, counted)


def _span(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """How far the last row's number is from the first's."""
    numbers = [number for row in rows if (number := _number(table, row, program.column)) is not None]
    return figure(abs(numbers[-1] - numbers[0]), rows) if len(numbers) > 1 else None


def _groups(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """How far two groups of rows are apart, or which of them has more or less."""
    if not program.either or len(program.where) != 2:
        return None
    measure: Callable[[Collection[int]], float | None] = {
        "count": len,
        "rows": len,
        "sum": lambda own: _total(table, own, program.column),
        "mean": lambda own: _mean(table, own, program.column),
    }[program.tell.split("_")[1]]
    left, right = (measure(c.rows & frozenset(rows)) for c in program.where)
    if left is None or right is None:
        return None
    if program.tell.startswith("gap_"):
        return figure(abs(left - right), rows)
    if left == right:
        return None
    most = program.tell.startswith("more_")
    return Outcome((program.where[(right > left) if most else (right < left)].text,), None, rows)


def _number(table: Sheet, row: int, column: int | None) -> float | None:
    return table.rows[row][column].number if column is not None else None


def _total(table: Sheet, rows: Collection[int], column: int | None) -> float | None:
    numbers = [number for row in rows if (number := _number(table, row, column)) is not None]
    return sum(numbers) if numbers else None


def _mean(table: Sheet, rows: Collection[int], column: int | None) -> float | None:
    total = _total(table, rows, column)
    counted = sum(_number(table, row, column) is not None for row in rows)
    return total / counted if total is not None else None
