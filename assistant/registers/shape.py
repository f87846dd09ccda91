"""A program in the names of its register, to be kept and found again. Reads no question, runs nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from assistant.contract import Json
from assistant.experts.tables.programs.program import Program
from assistant.registers.features import Register

_TELLS, _TOLD, _PICKS, _ROWS = 0.25, 0.3, 0.15, 0.3
"""What each part of a program weighs in how alike two are."""
_TEXTS = ("source", "register", "tell", "pick", "column", "by", "other")


@dataclass(frozen=True, slots=True)
class Held:
    """A condition: the cells of a column are held to a test."""

    column: str
    test: str
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a program reads, by name.

    Attributes:
        source, register: The file, and the table in it.
        column, by, other: Names of columns; empty where the program has none.
    """

    source: str
    register: str
    tell: str
    pick: str
    either: bool
    column: str
    by: str
    other: str
    where: tuple[Held, ...]

    @property
    def id(self) -> str:
        """Tells it from other programs, in twelve letters."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def shape_of(register: Register, program: Program) -> Shape:
    """A program over a register in names."""
    names = register.table.names

    def name(column: int | None) -> str:
        return names[column] if column is not None else ""

    where = tuple(sorted((Held(names[c.column], c.test, c.text) for c in program.where), key=repr))
    return Shape(
        source=register.schema.table.source,
        register=register.schema.name,
        tell=program.tell,
        pick=program.pick,
        either=program.either,
        column=name(program.column),
        by=name(program.by),
        other=name(program.other),
        where=where,
    )


def alike(one: Shape, other: Shape) -> float:
    """How much of a program another one does, 0 to 1; which cells rows are chosen by makes no difference.

    0 where they read different registers: ``P-101`` and ``P-102`` of one column are alike.
    """
    if (one.source, one.register) != (other.source, other.register):
        return 0.0
    mine, theirs = (Counter((held.column, held.test) for held in shape.where) for shape in (one, other))
    most = max(mine.total(), theirs.total())
    return (
        _TELLS * (one.tell == other.tell)
        + _TOLD * ((one.column, one.other) == (other.column, other.other))
        + _PICKS * ((one.pick, one.by) == (other.pick, other.by))
        + _ROWS * ((mine & theirs).total() / most if most else 1.0)
    )


def shape_json(shape: Shape) -> Json:
    """A shape as it is kept."""
    body: Json = asdict(shape)
    return body


def read_shape(body: object) -> Shape | None:
    """A shape from JSON; None where it is none."""
    if not isinstance(body, dict):
        return None
    try:
        where = tuple(Held(*(str(held[key]) for key in ("column", "test", "text"))) for held in body["where"])
        texts: dict[str, Any] = {key: str(body[key]) for key in _TEXTS}
        return Shape(**texts, either=bool(body["either"]), where=where)
    except (KeyError, TypeError):
        return None
