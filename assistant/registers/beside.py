"""Columns of another register whose rows are named in this one: where the pump of a work order stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.sheet import Cell, Column, Made, Sheet

_NAMED = 0.6
"""Least share of a column's filled cells that must name rows of the other register."""
_ROWS = 3
_SHORT = 2
"""Least letters and digits of a name."""
_MOST = 6
_CALLED = ("{0} of {1}", "{0} de {1}")
_NOTHING = Cell("", (), None, None)


def joined(question: Asked, table: Sheet, others: Sequence[Sheet]) -> list[Column]:
    """Columns of others that the question's words stand in, for the rows that name one of theirs."""
    found: list[Column] = []
    for other in others:
        if other is not table and (link := _link(table, other)) is not None:
            found += _columns(question, table, other, *link)
    return found[:_MOST]


def called_there(name: str, named_in: str) -> str:
    """What a joined column is called in the register that it is from: ``Status`` of ``Status of Asset``."""
    for called in _CALLED:
        name = name.removesuffix(called.format("", named_in))
    return name


def _link(table: Sheet, other: Sheet) -> tuple[int, int] | None:
    """The column of a table that names rows of another one, and the other's column that they are named in."""
    best: tuple[float, int, int] | None = None
    for key, rows in other.keys.items():
        for column in range(table.real):
            names = [name for name in table.squashed[column] if len(name) >= _SHORT]
            share = sum(name in rows for name in names) / len(names) if len(names) >= _ROWS else 0.0
            if share >= _NAMED and (best is None or share > best[0]):
                best = (share, column, key)
    return best[1:] if best else None


def _columns(question: Asked, table: Sheet, other: Sheet, named_in: int, key: int) -> Iterator[Column]:
    at = [other.keys[key].get(name) for name in table.squashed[named_in]]
    telling = [
        forms
        for forms, weight, token in zip(question.forms, question.weights, question.tokens, strict=True)
        if weight >= 1.0 and len(token.norm) > 1
    ]
    french = int(question.reading.language == "fr")
    for column in range(other.real):
        if column == key:
            continue
        head = frozenset().union(*other.heads[column])
        held = frozenset().union(*(other.forms[row][column] for row in at if row is not None))
        if any(forms & (head | held) for forms in telling):
            name = _CALLED[french].format(other.names[column], table.names[named_in])
            cells = tuple(other.rows[row][column] if row is not None else _NOTHING for row in at)
            yield Column(name, Made("joined", (named_in,)), cells)
