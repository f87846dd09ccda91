"""All programs that a question may mean over a sheet, each with what it gives. Ranks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from assistant.experts.tables.programs.conditions import Asked, conditions, joined
from assistant.experts.tables.programs.program import (
    Condition,
    Outcome,
    Pick,
    Program,
    Tell,
    measured,
    picked,
    run,
    selected,
)
from assistant.experts.tables.programs.sheet import Sheet

MOST_ROWS = 300
MOST_COLUMNS = 24
MOST_PROGRAMS = 3000
_MOST_VALUES = 12
_MOST_PAIRS = 28


Tells = Callable[[Sheet, Pick, tuple[int, ...]], Iterator[tuple[Tell, int | None, int | None]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program with its outcome."""

    program: Program
    outcome: Outcome


def candidates(
    question: Asked, table: Sheet, stated: Sequence[Condition] | None = None, more: Tells | None = None
) -> list[Candidate]:
    """What the question may mean, and what each meaning gives.

    Args:
        stated: Conditions that the question may state; those of ``conditions`` where None.
        more: What else may be told of rows: given the table, how they are picked and the rows.
    """
    found: list[Candidate] = []
    for where, either in joined(conditions(question, table) if stated is None else stated):
        rows = selected(Program(where, either, "all", None, "count", None), table)
        if not rows:
            continue
        for pick, by in _picks(table, where, either, len(rows)):
            kept = picked(table, rows, pick, by)
            if not kept or (pick != "all" and len(kept) > 3):
                continue
            tells = _tells(table, where, either, pick, len(kept))
            for tell, column, other in chain(tells, more(table, pick, kept) if more else ()):
                program = Program(where, either, pick, by, tell, column, other)
                outcome = run(program, table, kept)
                if outcome is not None and len(outcome.values) <= _MOST_VALUES:
                    found.append(Candidate(program, outcome))
        if len(found) > MOST_PROGRAMS:
            break
    return found[:MOST_PROGRAMS]


def _picks(
    table: Sheet, where: tuple[Condition, ...], either: bool, rows: int
) -> Iterator[tuple[Pick, int | None]]:
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


def _tells(
    table: Sheet, where: tuple[Condition, ...], either: bool, pick: Pick, rows: int
) -> Iterator[tuple[Tell, int | None, int | None]]:
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
    if pick == "all" and (not either):
        yield "count", None, None
    if rows == 1 and where and not either and pick == "all":
        numbers = measured(table)
        if len(numbers) > 1:
            yield "head_most", numbers[0], None
            yield "head_least", numbers[0], None
        for column, other in list(combinations(numbers, 2))[:_MOST_PAIRS]:
            yield "change", column, other
