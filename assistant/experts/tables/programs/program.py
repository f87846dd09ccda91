"""A program over a sheet: which rows, which of them, what is told of them. Runs it; chooses nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.programs.sheet import TOTAL, Sheet

Test = Literal["is", "over", "under", "least", "most", "equal"]
Pick = Literal["all", "first", "last", "highest", "lowest", "next", "previous"]
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
        weight: Share of the weight of the words at ``at`` in the question's.
    """

    column: int
    test: Test
    text: str
    number: float
    rows: frozenset[int]
    at: frozenset[int]
    whole: float


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
    end = (max if pick == "highest" else min)(valued.values())
    return tuple(sorted(row for row, value in valued.items() if value == end))


def run(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """What is told of the rows that ``selected`` and ``picked`` gave; None where there is nothing to tell."""
    if program.tell == "count":
        return _figure(float(len(rows)), rows)
    column = program.column
    if column is None or not rows:
        return None
    if program.tell in ("head_most", "head_least"):
        return _head(table, rows, program.tell == "head_most")
    if program.tell == "change":
        return _change(program, table, rows)
    cells = [table.rows[row][column] for row in rows]
    texts = [cell.text for cell in cells if not cell.empty]
    if program.tell == "cells":
        return Outcome(tuple(dict.fromkeys(texts)), None, rows) if texts else None
    if program.tell == "different":
        return _figure(float(len({text.lower() for text in texts})), rows)
    if program.tell in ("commonest", "rarest"):
        return _by_number_of_rows(texts, rows, program.tell == "commonest")
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
        if c and kind == "number" and table.heads[c] and not any(word & TOTAL for word in table.heads[c])
    ]


def _change(program: Program, table: Sheet, rows: tuple[int, ...]) -> Outcome | None:
    """What a row's number differs by between two columns."""
    if len(rows) != 1 or program.column is None or program.other is None:
        return None
    left, right = (table.rows[rows[0]][c].number for c in (program.column, program.other))
    return _figure(abs(left - right), rows) if left is not None and right is not None else None


def _amount(table: Sheet, row: int, column: int) -> float | None:
    """A number to reckon with: of a date, its year."""
    cell = table.rows[row][column]
    if table.kinds[column] == "date" and cell.day is not None and cell.day >= 10_000:
        return float(cell.day // 10_000)
    return cell.number


def _reckoned(tell: Tell, numbers: list[float], rows: tuple[int, ...]) -> Outcome | None:
    if tell == "gap":
        return _figure(abs(numbers[0] - numbers[1]), rows) if len(numbers) == 2 else None
    if len(numbers) < 2:
        return None
    if tell == "sum":
        return _figure(sum(numbers), rows)
    if tell == "mean":
        return _figure(sum(numbers) / len(numbers), rows)
    return _figure((max if tell == "top" else min)(numbers), rows)


def _by_number_of_rows(texts: list[str], rows: tuple[int, ...], most: bool) -> Outcome | None:
    counts = Counter(text.lower() for text in texts)
    if len(counts) < 2:
        return None
    end = (max if most else min)(counts.values())
    if most and end < 2:
        return None
    named = {text.lower(): text for text in reversed(texts)}
    return Outcome(tuple(named[text] for text, count in counts.items() if count == end), None, rows)


def _figure(number: float, rows: tuple[int, ...]) -> Outcome:
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return Outcome((text,), number, rows)


def compare(test: Test, left: float, right: float) -> bool:
    """Whether a comparison holds."""
    return bool(_TESTS[test](left, right))
