"""What is told of a table as evidence, with the place it stands in. Computes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.experts.tables.figures import moment
from assistant.experts.tables.schema import TableSchema
from assistant.records import Cell, Evidence, Rows


def cited(
    schema: TableSchema,
    *,
    statement: str,
    quote: str,
    score: float,
    rows: Rows,
    sql: str | None = None,
    values: tuple[str, ...] = (),
    caveats: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
) -> Evidence:
    """Evidence of one table: file, page, boxes and title are the table's own.

    Args:
        statement: What is said.
        quote: The cells that say it, in words.
        sql: The query that gave ``rows``, where it is worth telling.
        also: Other files that the query joined.
    """
    table = schema.table
    return Evidence(
        kind="table",
        source=table.source,
        quote=quote,
        score=score,
        statement=statement,
        page=table.page,
        boxes=table.boxes,
        sql=sql,
        values=values,
        caveats=caveats,
        also=also,
        headings=(table.title,) if table.title else (),
        rows=rows,
    )


def held_cell(value: object) -> Cell:
    """A value of a query as evidence holds it."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return moment(value, "en") if isinstance(value, date) else str(value)
