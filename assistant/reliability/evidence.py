"""The orders behind a figure, as evidence. Knows registers and orders, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.citing import cited
from assistant.experts.tables.figures import listed
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Cell, Evidence, Rows
from assistant.reliability.register import Register, Work, kind_words
from retrieval.records import Language

_SHOWN = 50
_SURE = 0.97


def of_works(register: Register, works: Sequence[Work], statement: str, caveats: tuple[str, ...]) -> Evidence:
    """A statement with the orders that it was computed from, the first fifty of them in full."""
    columns = _columns(register)
    keys = "; ".join(work.row.key for work in works[:_SHOWN])
    quoted = f"{register.schema.key or columns[0].name}: {keys}" if keys else ""
    rows = [work.row for work in works]
    return cited_rows(register.schema, rows, columns, statement, caveats=caveats, quoted=quoted)


def of_figures(
    register: Register,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    statement: str,
    caveats: tuple[str, ...],
) -> Evidence:
    """A statement with a table of what was computed, a row a machine."""
    told = "; ".join(
        f"{row[0]}: " + ", ".join(f"{name} {cell}" for name, cell in zip(columns[1:], row[1:], strict=True))
        for row in rows[:_SHOWN]
    )
    return cited(
        register.schema,
        statement=statement,
        quote=told,
        score=_SURE,
        rows=Rows(columns=columns, values=tuple(rows), total=len(rows), matched=len(rows)),
        values=tuple(str(row[0]) for row in rows),
        caveats=caveats,
    )


def counted_as(register: Register, language: Language) -> str:
    """What counts as a failure in a register, so that a reader can check the choice."""
    french = language == "fr"
    kinds = kind_words(register)
    if kinds and register.kind is not None:
        told = f"{register.kind.name} {listed(kinds, language)}"
    elif register.kind is not None:
        told = f"{register.kind.name} {'non' if french else 'no'}"
    else:
        name = register.mode.name if register.mode is not None else ""
        told = f"{name} {'rempli' if french else 'filled'}"
    return (
        f"Sont comptées comme pannes les lignes avec {told} ; les annulées sont écartées."
        if french
        else f"Rows with {told} count as failures; cancelled ones are left out."
    )


def _columns(register: Register) -> tuple[ColumnSchema, ...]:
    """The register's key, then what tells of an order."""
    key = register.schema.column(register.schema.key) if register.schema.key else None
    told = (
        key, register.raised, *register.machines, register.kind, register.mode, register.text,
        register.finished, register.downtime, *register.costs,
    )  # fmt: skip
    return tuple(dict.fromkeys(c for c in told if c is not None))
