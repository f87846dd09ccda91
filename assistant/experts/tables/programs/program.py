"""A program over a sheet: which rows, which of them, what is told of them. Runs it; chooses nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.clock import today
from assistant.experts.tables.programs.sheet import TOTAL, Cell, Sheet

Test = Literal[
    "is",
    "over",
    "under",
    "least",
    "most",
    "equal",
    "within",
    "empty",
    "filled",
    "not",
    "short",
    "beyond",
    "called",
    "outside",
    "done",
    "undone",
    "overdue",
]
Pick = Literal[
    "all", "first", "last", "highest", "lowest", "next", "previous", "second_high", "second_low",
    "high2", "high3", "high4", "high5", "low2", "low3", "low4", "low5",
]  # fmt: skip
TOPS: tuple[Pick, ...] = ("high2", "high3", "high4", "high5", "low2", "low3", "low4", "low5")
"""Picks of several rows, the number of which is the last letter."""
Tell = Literal[
    "cells",
    "count",
    "different",
    "sum",
    "mean",
    "top",
    "bottom",
    "gap",
    "commonest",
    "rarest",
    "change",
    "head_most",
    "head_least",
    "class_most",
    "class_least",
    "days_to",
    "days_from",
    "days_between",
    "share",
    "share_first",
    "share_second",
    "share_sum",
    "share_sum_first",
    "share_sum_second",
    "rate",
    "per",
    "gap_count",
    "gap_sum",
    "gap_mean",
    "more_rows",
    "more_sum",
    "more_mean",
    "fewer_rows",
    "less_sum",
    "less_mean",
    "span",
]

_TESTS = {
    "over": lambda a, b: a > b,
    "under": lambda a, b: a < b,
    "least": lambda a, b: a >= b,
    "most": lambda a, b: a <= b,
    "equal": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows must meet.

    Attributes:
        rows: Those that do.
        at: Words of the question that say it, by their place.
        whole: Share of the cell's words that the question says; 1 for comparisons.
        beside: Other columns that the cells are held against.
    """

    column: int
    test: Test
    text: str
    number: float
    rows: frozenset[int]
    at: frozenset[int]
    whole: float
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """What a question may mean.

    Attributes:
        where: Conditions, all of which hold; one of which, where ``either``.
        pick: Which of the rows; ``next`` and ``previous`` are their neighbours in the table.
        by: Column of the highest or lowest.
        column: What is told of; None for counts of rows.
        other: Of a change: the column that it is from.
    """

    where: tuple[Condition, ...]
    either: bool
    pick: Pick
    by: int | None
    tell: Tell
    column: int | None
    other: int | None = None

    def ranked_by(self, table: Sheet) -> str:
        """The column of whose values one end is asked for; empty where none is."""
        by = self.column if self.by is None and self.tell in ("top", "bottom") else self.by
        return "" if by is None else table.names[by]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program gives: values as words, or one number; the rows that it read."""

    values: tuple[str, ...]
    number: float | None
    rows: tuple[int, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for programs that say the same."""
        return tuple(sorted(value.lower() for value in self.values))


def selected(program: Program, table: Sheet) -> frozenset[int]:
    """The rows that meet the conditions."""
    if not program.where:
        return frozenset(range(len(table.rows))) - table.totals
    sets = [condition.rows for condition in program.where]
    if any(condition.test != "is" for condition in program.where):
        sets = [rows - table.totals for rows in sets]
    return frozenset.union(*sets) if program.either else frozenset.intersection(*sets)


def picked(table: Sheet, rows: frozenset[int], pick: Pick, by: int | None) -> tuple[int, ...]:
    """The rows that are meant, in the table's order."""
    if pick == "all" or not rows:
        return tuple(sorted(rows))
    if pick in ("first", "last"):
        return (min(rows) if pick == "first" else max(rows),)
    if pick in ("next", "previous"):
        step = 1 if pick == "next" else -1
        return tuple(
            r + step for r in sorted(rows) if 0 <= r + step < len(table.rows) and r + step not in rows
        )
    if by is None:
        return ()
    valued = {row: value for row in rows if (value := table.value(row, by)) is not None}
    if len(valued) < min(2, len(rows)):
        return ()
    if pick in TOPS:
        return _foremost(valued, int(pick[-1]), high=pick.startswith("high"))
    if pick in ("second_high", "second_low"):
        ends = sorted(set(valued.values()), reverse=pick == "second_high")
        return tuple(sorted(r for r, v in valued.items() if v == ends[1])) if len(ends) > 1 else ()
    end = (max if pick == "highest" else min)(valued.values())
    return tuple(sorted(row for row, value in valued.items() if value == end))


def _foremost(valued: Mapping[int, float], many: int, *, high: bool) -> tuple[int, ...]:
    """So many rows from one end; none where the last of them is as far as the next."""
    order = sorted(valued, key=lambda row: -valued[row] if high else valued[row])
    if len(order) <= many or valued[order[many - 1]] == valued[order[many]]:
        return ()
    return tuple(order[:many])


def run(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """What is told of the rows that ``selected`` and ``picked`` gave; None where there is nothing to tell."""
    if program.tell == "count":
        return figure(float(len(rows)), rows)
    column = program.column
    if column is None or not rows:
        return None
    if program.tell in ("head_most", "head_least"):
        return _head(table, rows, program.tell == "head_most")
    if program.tell == "change":
        return _change(program, table, rows)
    if program.tell in ("class_most", "class_least"):
        return _by_sums(program, table, rows)
    if program.tell in ("days_to", "days_from", "days_between"):
        return _days(program, table, rows)
    cells = [table.rows[row][column] for row in rows]
    texts = [cell.text for cell in cells if not cell.empty]
    if program.tell == "cells":
        return Outcome(tuple(dict.fromkeys(texts)), None, rows) if texts else None
    if program.tell == "different":
        return figure(float(len({text.lower() for text in texts})), rows)
    if program.tell in ("commonest", "rarest"):
        return _by_number_of_rows(texts, rows, program.tell == "commonest", alike=not table.wide)
    numbers = [value for row in rows if (value := _amount(table, row, column)) is not None]
    if not numbers or len(numbers) < len(texts):
        return None
    return _reckoned(program.tell, numbers, rows)


def _head(table: Sheet, rows: tuple[int, ...], most: bool) -> Outcome | None:
    """The column in which a row's number is highest or lowest."""
    if len(rows) != 1:
        return None
    numbers = {c: n for c in measured(table) if (n := table.rows[rows[0]][c].number) is not None}
    if len(numbers) < 2:
        return None
    end = (max if most else min)(numbers.values())
    return Outcome(tuple(table.names[c] for c, number in numbers.items() if number == end), None, rows)


def measured(table: Sheet) -> list[int]:
    """Columns of numbers that have a name and sum up no others."""
    return [
        c
        for c, kind in enumerate(table.kinds)
        if 0 < c < table.real
        and kind == "number"
        and table.heads[c]
        and not any(word & TOTAL for word in table.heads[c])
    ]


def _change(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """What a row's number differs by between two columns."""
    if len(rows) != 1 or program.column is None or program.other is None:
        return None
    left, right = (table.rows[rows[0]][c].number for c in (program.column, program.other))
    return figure(abs(left - right), rows) if left is not None and right is not None else None


def _by_sums(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """The value of column ``other`` whose rows' numbers of ``column`` add up to most or least."""
    if program.column is None or program.other is None:
        return None
    sums: dict[str, float] = {}
    named: dict[str, str] = {}
    for row in rows:
        cell, number = table.rows[row][program.other], table.rows[row][program.column].number
        if not cell.empty and number is not None:
            named.setdefault(cell.text.lower(), cell.text)
            sums[cell.text.lower()] = sums.get(cell.text.lower(), 0.0) + number
    if len(sums) < 2:
        return None
    end = (max if program.tell == "class_most" else min)(sums.values())
    return Outcome(tuple(named[name] for name, total in sums.items() if total == end), None, rows)


def _days(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """Days from today to the date of the one row, from that date to today, or between its two dates."""
    if len(rows) != 1 or program.column is None:
        return None
    at = day_in(table.rows[rows[0]][program.column])
    other = today() if program.other is None else day_in(table.rows[rows[0]][program.other])
    if at is None or other is None:
        return None
    days = (other - at).days if program.tell != "days_to" else (at - other).days
    return figure(float(days), rows) if days >= 0 else None


def day_in(cell: Cell) -> date | None:
    """The day of a cell; None where it leaves out a part of it."""
    with suppress(ValueError):
        return (
            date(int(cell.day // 10_000), int(cell.day // 100 % 100), int(cell.day % 100))
            if cell.day
            else None
        )
    return None


def _amount(table: Sheet, row: int, column: int) -> float | None:
    """A number to reckon with: of a date, its year."""
    cell = table.rows[row][column]
    if table.kinds[column] == "date" and cell.day is not None and cell.day >= 10_000:
        return float(cell.day // 10_000)
    return cell.number


def _reckoned(tell: Tell, numbers: list[float], rows: tuple[int, ...]) -> Outcome | None:
    if tell == "gap":
        return figure(abs(numbers[0] - numbers[1]), rows) if len(numbers) == 2 else None
    if len(numbers) < 2:
        return None
    if tell == "sum":
        return figure(sum(numbers), rows)
    if tell == "mean":
        return figure(sum(numbers) / len(numbers), rows)
    return figure((max if tell == "top" else min)(numbers), rows)


def _by_number_of_rows(texts: list[str], rows: tuple[int, ...], most: bool, *, alike: bool) -> Outcome | None:
    """The texts that stand in most or fewest rows; where all stand in as many, all only if ``alike``."""
    counts = Counter(text.lower() for text in texts)
    if len(counts) < 2 or (not alike and len(set(counts.values())) == 1):
        return None
    end = (max if most else min)(counts.values())
    if most and end < 2:
        return None
    named = {text.lower(): text for text in reversed(texts)}
    return Outcome(tuple(named[text] for text, count in counts.items() if count == end), None, rows)


def figure(number: float, rows: tuple[int, ...]) -> Outcome:
    """A number as an outcome, to four digits behind the point."""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return Outcome((text,), number, rows)


def compare(test: Test, left: float, right: float) -> bool:
    """Whether a comparison holds."""
    return bool(_TESTS[test](left, right))
