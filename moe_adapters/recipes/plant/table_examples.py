"""Make examples of table questions: a compact table that still holds what is asked. Reads no files."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import NOT_FOUND, Style, build_turns, cite, table_source

_CELL = 60
_FEWEST_ROWS = 2
_MOST_ROWS = 10
_REMOVED = 0.08
_MOST_QUESTIONS = 10


def relevant_rows(item: TableQuestion, rng: random.Random, *, most: int = _MOST_ROWS) -> list[list[str]]:
    """Header and at most ``most`` rows, in their order: all that are needed, others at random.

    Where the needed rows are not known the table is kept whole, since any row may count.
    """
    return _rows_with(item, set(item.needed), rng, most=most)


def _rows_with(
    item: TableQuestion, needed: set[int], rng: random.Random, *, most: int = _MOST_ROWS
) -> list[list[str]]:
    body = list(range(1, len(item.rows)))
    if needed and len(body) > most:
        keep = set(needed)
        others = [number for number in body if number not in keep]
        rng.shuffle(others)
        keep |= set(others[: max(0, most - len(keep))])
        body = sorted(keep)
    return [[_short(cell) for cell in item.rows[number]] for number in [0, *body]]


def _short(cell: str) -> str:
    return cell if len(cell) <= _CELL else cell[:_CELL].rsplit(" ", 1)[0] + "…"


def stands_in_table(item: TableQuestion) -> bool:
    """True where the answer can be looked up: it is a cell, or words of one."""
    return _holds(item.rows, item.answer)


def _holds(rows: Sequence[Sequence[str]], answer: str) -> bool:
    wanted = re.compile(rf"(?<!\w){re.escape(answer.lower())}(?!\w)")
    return any(wanted.search(cell.lower()) for row in rows for cell in row)


def table_example(item: TableQuestion, *, seed: int) -> Example:
    """The example of a question over a table, whose rows are drawn by the seed and the item's id."""
    rows = relevant_rows(item, random.Random(f"{seed}:{item.id}"))
    return _example(item, rows, absent=False)


def _example(item: TableQuestion, rows: Sequence[Sequence[str]], *, absent: bool) -> Example:
    style: Style = "sentence" if item.written else "span"
    return Example(
        id=item.id,
        task="abstain_table" if absent else item.task,
        modality="table",
        language="en",
        messages=build_turns(item.question, (table_source(item.title, rows),), style=style),
        answer=NOT_FOUND if absent else cite(item.answer, (1,)),
        aliases=() if absent else item.aliases,
        group=item.group,
        source=item.source,
        licence=item.licence,
    )


def table_sheets(items: Iterable[TableQuestion], *, seed: int) -> Iterator[tuple[Example, ...]]:
    """Questions over the same table together, as ``SheetBuilder`` does with passages.

    A sheet's table has the rows that its questions need; a small part of them lose theirs, where no other
    question needs them, and are to be abstained from.
    """
    by_table: dict[tuple[str, object, bool], list[TableQuestion]] = defaultdict(list)
    for item in items:
        by_table[item.title, item.rows, item.written].append(item)
    for own in by_table.values():
        rng = random.Random(f"{seed}:{own[0].id}:sheet")
        rng.shuffle(own)
        known = [item for item in own if item.needed]
        whole = [item for item in own if not item.needed]
        for some in (known, whole):
            for start in range(0, len(some), _MOST_QUESTIONS):
                yield _table_sheet(some[start : start + _MOST_QUESTIONS], rng)


def _table_sheet(items: Sequence[TableQuestion], rng: random.Random) -> tuple[Example, ...]:
    absent = {item.id for item in items if item.needed and rng.random() < _REMOVED}
    needed = {row for item in items if item.id not in absent for row in item.needed}
    first = items[0]
    gone = {row for item in items if item.id in absent for row in item.needed} - needed
    kept = [row for row in range(len(first.rows)) if row not in gone]
    table = replace(first, rows=tuple(first.rows[row] for row in kept))
    rows = _rows_with(table, {kept.index(row) for row in needed}, rng)
    made = (
        _example(item, rows, absent=item.id in absent)
        for item in items
        if item.id not in absent or (len(rows) > _FEWEST_ROWS and not _holds(rows, item.answer))
    )
    return tuple(made)
