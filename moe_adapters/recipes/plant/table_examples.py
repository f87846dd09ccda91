"""Make examples of table questions: a compact table that still holds what is asked. Reads no files."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import NOT_FOUND, Style, build_turns, cite, table_source

_CELL = 60
_FEWEST_ROWS = 2
_MOST_ROWS = 10
_REMOVED = 0.08


def relevant_rows(item: TableQuestion, rng: random.Random, *, most: int = _MOST_ROWS) -> list[list[str]]:
    """Header and at most ``most`` rows, in their order: all that are needed, others at random.

    Where the needed rows are not known the table is kept whole, since any row may count.
    """
    body = list(range(1, len(item.rows)))
    if item.needed and len(body) > most:
        keep = set(item.needed)
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


def table_example(item: TableQuestion, *, seed: int, removing: bool = False) -> Example:
    """The example of a question over a table.

    Args:
        item: The question.
        seed: With the item's id it draws the rows.
        removing: A small part loses the rows that answer it and is to be abstained from.
    """
    rng = random.Random(f"{seed}:{item.id}")
    style: Style = "sentence" if item.written else "span"
    rows = relevant_rows(item, rng)
    absent = removing and bool(item.needed) and rng.random() < _REMOVED
    if absent:
        gone = {tuple(_short(cell) for cell in item.rows[number]) for number in item.needed}
        rows = [row for row in rows if tuple(row) not in gone]
        absent = len(rows) > _FEWEST_ROWS and not _holds(rows, item.answer)
        rows = rows if absent else relevant_rows(item, rng)
    source = table_source(item.title, rows)
    return Example(
        id=item.id,
        task="abstain_table" if absent else item.task,
        modality="table",
        language="en",
        messages=build_turns(item.question, (source,), style=style),
        answer=NOT_FOUND if absent else cite(item.answer, (1,)),
        aliases=() if absent else item.aliases,
        group=item.group,
        source=item.source,
        licence=item.licence,
    )
