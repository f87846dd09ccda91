"""All programs that a question may mean over a sheet, each with what it gives. Ranks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from assistant.experts.tables.programs.conditions import Asked, conditions, joined
from assistant.experts.tables.programs.program import (
    TOPS,
    Condition,
    Outcome,
    Pick,
    Program,
    Tell,
    measured,
    picked,
    selected,
)
from assistant.experts.tables.programs.shares import told
from assistant.experts.tables.programs.sheet import Sheet

MOST_ROWS = 300
MOST_COLUMNS = 24
MOST_PROGRAMS = 3000
_MOST_VALUES = 12
_MOST_PAIRS = 28
_SEVERAL = ("all", *TOPS)
"""Picks of more rows than one."""


Joined = Iterator[tuple[tuple[Condition, ...], bool]]
Picks = Iterator[tuple[Pick, int | None]]
Tells = Iterator[tuple[Tell, int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Ways:
    """What a question may mean, where that is not what is common to all tables.

    Attributes:
        joined: Conditions as they hold together, and whether one of them is enough.
        picks: How rows are picked, and by which column, given the conditions and how many rows meet them.
        tells: What is told of rows, given the conditions, how the rows are picked and the rows.
        most: How many programs at most.
    """

    joined: Callable[[], Joined]
    picks: Callable[[tuple[Condition, ...], bool, int], Picks]
    tells: Callable[[tuple[Condition, ...], bool, Pick, tuple[int, ...]], Tells]
    most: int = MOST_PROGRAMS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program with its outcome."""

    program: Program
    outcome: Outcome


def candidates(question: Asked, table: Sheet, ways: Ways | None = None) -> list[Candidate]:
    """What the question may mean, and what each meaning gives."""
    if ways is None:
        ways = Ways(
            lambda: joined(conditions(question, table)), partial(picks_of, table), partial(tells_of, table)
        )
    found: list[Candidate] = []
    for where, either in ways.joined():
        rows = selected(Program(where, either, "all", None, "count", None), table)
        if not rows:
            continue
        for pick, by in ways.picks(where, either, len(rows)):
            kept = picked(table, rows, pick, by)
            if not kept or (pick not in _SEVERAL and len(kept) > 3):
                continue
            for tell, column, other in ways.tells(where, either, pick, kept):
                program = Program(where, either, pick, by, tell, column, other)
                outcome = told(program, table, kept)
                if outcome is not None and len(outcome.values) <= _MOST_VALUES:
                    found.append(Candidate(program, outcome))
        if len(found) > ways.most:
            break
    return found[: ways.most]


def picks_of(table: Sheet, where: tuple[Condition, ...], either: bool, rows: int) -> Picks:
    """How rows that meet conditions are picked: all, ends of the table or of a column, neighbours."""
    yield "all", None
    if rows > 1:
        yield "first", None
        yield "last", None
        for column, kind in enumerate(table.kinds):
            if kind != "text":
                yield "highest", column
                yield "lowest", column
    if len(where) == 1 and not either and where[0].test in ("is", "equal") and rows == 1:
        yield "next", None
        yield "previous", None


def tells_of(
    table: Sheet, where: tuple[Condition, ...], either: bool, pick: Pick, kept: tuple[int, ...]
) -> Tells:
    """What is told of the rows that were picked, of which column, and beside which other."""
    rows = len(kept)
    fixed = {c.column for c in where if c.test == "is" and c.whole == 1} if pick == "all" else set()
    for column, kind in enumerate(table.kinds):
        if column not in fixed and (where or pick != "all"):
            yield "cells", column, None
        if pick != "all":
            continue
        if kind != "text" and rows > 1:
            if either and rows == 2:
                yield "gap", column, None
            if kind == "number":
                yield "sum", column, None
                yield "mean", column, None
            yield "top", column, None
            yield "bottom", column, None
        if not either and column not in fixed and rows > 1:
            yield "different", column, None
            yield "commonest", column, None
            yield "rarest", column, None
    if pick == "all" and not either:
        yield "count", None, None
    if rows == 1 and where and not either and pick == "all":
        numbers = measured(table)
        if len(numbers) > 1:
            yield "head_most", numbers[0], None
            yield "head_least", numbers[0], None
        for column, other in list(combinations(numbers, 2))[:_MOST_PAIRS]:
            yield "change", column, other
