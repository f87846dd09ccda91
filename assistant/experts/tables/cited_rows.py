"""Rows of a table behind a statement, as evidence. Knows rows and columns, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.keyed import SURE, KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.records import Evidence, Rows

_SHOWN = 50


def cited_rows(
    schema: TableSchema,
    rows: Sequence[KeyedRow],
    columns: Sequence[ColumnSchema],
    statement: str,
    *,
    caveats: tuple[str, ...] = (),
    quoted: str = "",
) -> Evidence:
    """A statement with the rows of one table that it was told from, the first fifty of them in full.

    Args:
        rows: Of that table; none where a statement is of rows that are not there.
        quoted: The rows in words; by default their cells.
    """
    names = tuple(dict.fromkeys(c.name for c in columns))
    shown = rows[:_SHOWN]
    numbers = [row.number for row in rows]
    values = tuple(tuple(held_cell(row.cells[name]) for name in names) for row in shown)
    told = "; ".join(
        ", ".join(f"{name} {cell}" for name, cell in zip(names, line, strict=True) if cell not in (None, ""))
        for line in values[:10]
    )
    within = ", ".join(map(str, numbers[:_SHOWN]))
    sql = (
        f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(schema.name)} "  # noqa: S608
        f"WHERE _row IN ({within})"
    )
    return cited(
        schema,
        statement=statement,
        quote=quoted or told or statement,
        score=SURE,
        rows=Rows(
            columns=names,
            values=values,
            total=len(rows),
            matched=len(rows),
            row_numbers=tuple(numbers[:_SHOWN]),
        ),
        sql=sql if rows else None,
        caveats=caveats,
    )
