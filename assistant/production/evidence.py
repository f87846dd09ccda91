"""The rows behind an amount, as evidence. Knows quantities, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.schema import quote
from assistant.production.ledger import Entry, Ledger
from assistant.production.quantity import Amount, Quantity
from assistant.records import Cell, Evidence, Rows

_SHOWN = 50
_SURE = 0.97


def of_rows(quantity: Quantity, amount: Amount, statement: str, caveats: tuple[str, ...]) -> Evidence:
    """A statement with the rows that its amount was computed from, the first fifty of them."""
    ledger = quantity.part.ledger
    measures = [m.name for m in quantity.part.measures]
    if quantity.over is not None and quantity.over.ledger is ledger:
        measures += [m.name for m in quantity.over.measures]
    measures = list(dict.fromkeys(measures))
    entries = _own(amount.entries, quantity)
    labels = [name for name in ledger.labels if name] or (["part"] if "" in ledger.labels else [])
    columns = ("from", *labels, *measures)
    values = tuple(
        (
            entry.span.start.isoformat() if entry.span is not None else "",
            *(entry.labels.get(name if name != "part" else "", "") for name in labels),
            *(_cell(entry.values.get(name)) for name in measures),
        )
        for entry in entries[:_SHOWN]
    )
    return _cited(quantity, Rows(
        columns=columns,
        values=values,
        total=len(entries),
        matched=len(entries),
        row_numbers=tuple(e.row for e in entries[:_SHOWN]) if len({e.table for e in entries}) == 1 else (),
    ), statement, caveats, _sql(ledger, entries))  # fmt: skip


def of_figures(
    quantity: Quantity,
    head: str,
    told: Sequence[tuple[str, Amount]],
    statement: str,
    caveats: tuple[str, ...],
) -> Evidence:
    """A statement with a table of what was computed, a row a period or label."""
    unit = f" [{quantity.unit}]" if quantity.unit else ""
    ratio = any(amount.parts for _, amount in told)
    columns = (head, f"value{unit}", *(("above", "below") if ratio else ()), "rows")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, round(amount.value, 4), *(round(p, 3) for p in amount.parts), _count(amount.entries))
        for name, amount in told
    )  # fmt: skip
    return _cited(
        quantity,
        Rows(columns=columns, values=rows[:_SHOWN], total=len(rows), matched=len(rows)),
        statement,
        caveats,
        None,
    )


def _own(entries: Sequence[Entry], quantity: Quantity) -> list[Entry]:
    """The rows of the numerator's table, each once."""
    names = {m.name for m in quantity.part.measures}
    found = {(e.table, e.row, e.span): e for e in entries if names & set(e.values)}
    return list(found.values())


def _sql(ledger: Ledger, entries: Sequence[Entry]) -> str | None:
    """The query of the rows, where they stand in one table."""
    if ledger.schema is None or not entries or {e.table for e in entries} != {ledger.schema.name}:
        return None
    rows = ", ".join(str(e.row) for e in entries[:_SHOWN])
    names = ", ".join(quote(c.name) for c in ledger.schema.columns)
    return f"SELECT _row, {names} FROM {quote(ledger.schema.name)} WHERE _row IN ({rows})"  # noqa: S608


def _cited(
    quantity: Quantity, rows: Rows, statement: str, caveats: tuple[str, ...], sql: str | None
) -> Evidence:
    ledger = quantity.part.ledger
    over = quantity.over.ledger.sources if quantity.over is not None else ()
    also = tuple(s for s in dict.fromkeys((*ledger.sources, *over)) if s != ledger.sources[0])
    table = ledger.schema.table if ledger.schema is not None else None
    told = "; ".join(" ".join(str(cell) for cell in row) for row in rows.values[:_SHOWN])
    return Evidence(
        kind="table",
        source=ledger.sources[0],
        quote=told or statement,
        score=_SURE,
        statement=statement,
        page=table.page if table else None,
        boxes=table.boxes if table else (),
        headings=(ledger.title,),
        also=also,
        rows=rows,
        sql=sql,
        caveats=caveats,
    )


def _count(entries: Sequence[Entry]) -> int:
    return len({(entry.table, entry.row) for entry in entries})


def _cell(value: float | None) -> Cell:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 6)
