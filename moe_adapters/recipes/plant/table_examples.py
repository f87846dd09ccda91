"""Make examples of table questions: a compact table that still holds what is asked. Reads no files."""

from __future__ import annotations

import random
import re

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import Style, build_turns, cite, table_source

_CELL = 60
_MOST_ROWS = 10


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
    wanted = re.compile(rf"(?<!\w){re.escape(item.answer.lower())}(?!\w)")
    return any(wanted.search(cell.lower()) for row in item.rows for cell in row)


def table_example(item: TableQuestion, *, seed: int, task: str | None = None) -> Example:
    """The example of a question over a table."""
    rng = random.Random(f"{seed}:{item.id}")
    style: Style = "sentence" if item.written else "span"
    source = table_source(item.title, relevant_rows(item, rng))
    return Example(
        id=item.id,
        task=task or item.task,
        modality="table",
        language="en",
        messages=build_turns(item.question, (source,), style=style),
        answer=cite(item.answer, (1,)),
        aliases=item.aliases,
        group=item.group,
        source=item.source,
        licence=item.licence,
    )
