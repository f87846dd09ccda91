"""Work orders of a table, by what their columns are for; what like ones took. Knows columns' words."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.records import Evidence, Rows
from assistant.reports.diagnostic.case import Case
from retrieval.records import Scope

_MOST = 1_000
"""Orders that are read of one piece of equipment, the newest ones."""
_CITED = 60
"""Rows that one citation holds."""
_DESCRIPTION = frozenset(
    "description designation libelle objet title titre task tache travaux intitule subject text texte".split()
)
_REMARKS = frozenset("remarks remark remarques remarque comment comments commentaire notes note".split())
_LABOUR = frozenset("labour labor manhours heures hours effort oeuvre".split())
_HOURS = frozenset("manhours heures hours".split())
_DOWN = frozenset("downtime arret outage indisponibilite immobilisation".split())
_COST = frozenset("cost costs cout couts montant amount".split())
_CODE = frozenset("failure defaillance defaut panne fault damage dommage".split())
_STATUS = frozenset("status statut state etat".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderColumns:
    """What the columns of a table of orders are for; None where it has none such."""

    about: ColumnSchema
    remarks: ColumnSchema | None
    code: ColumnSchema | None
    labour: ColumnSchema | None
    down: ColumnSchema | None
    cost: ColumnSchema | None
    ended: ColumnSchema | None
    due: ColumnSchema | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A work order.

    Attributes:
        done: When it was finished; None where it was not.
        code: Of how it failed, folded; empty where it states none.
    """

    row: KeyedRow
    columns: OrderColumns
    text: str
    done: datetime | None
    code: str

    def value(self, column: ColumnSchema | None) -> float | None:
        """A figure of the order."""
        held = self.row.cells[column.name] if column is not None else None
        return float(held) if isinstance(held, int | float) and not isinstance(held, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What like orders took: the middle, the least and the most of ``n`` orders that say it."""

    middle: float
    least: float
    most: float
    n: int
    unit: str

    def told(self, case: Case) -> str:
        """It in words: ``5.5 h (2 to 9, n = 13)``."""
        middle, least, most = (number(x, case.language) for x in (self.middle, self.least, self.most))
        to = case.t("to", "à")
        span = f"{least} {to} {most}, " if self.n > 1 else ""
        return f"{middle} {self.unit}".rstrip() + f" ({span}n = {self.n})"


def orders_of(case: Case, tags: Collection[str]) -> list[Order]:
    """The orders on pieces of equipment up to the end of the period, the oldest first."""
    found: dict[tuple[str, int], Order] = {}
    for tag in sorted(tags):
        for about in case.tables.about(tag, Scope(), _MOST):
            columns = order_columns(about.schema) if about.role == "event" else None
            if columns is None:
                continue
            for row in about.rows:
                found.setdefault((row.schema.name, row.number), _order(row, columns))
    known = [one for one in found.values() if one.done is None or one.done <= case.until]
    return sorted(known, key=lambda one: (one.done is None, one.done or datetime.max, one.row.number))


def order_columns(schema: TableSchema) -> OrderColumns | None:
    """The columns of a table of orders; None where it does not say what was done."""
    about = _first(schema, _DESCRIPTION, lambda c: c.is_text and c.part in ("name", "prose"))
    labour = _first(schema, _LABOUR, lambda c: c.is_numeric and not set(c.words) & _DOWN)
    cost = _first(schema, _COST, lambda c: c.is_numeric)
    status = _first(schema, _STATUS, lambda c: c.is_text)
    if about is None or not (labour or cost or status):
        return None
    return OrderColumns(
        about=about,
        remarks=_first(schema, _REMARKS, lambda c: c.is_text),
        code=_first(schema, _CODE, lambda c: c.is_text),
        labour=labour,
        down=_first(schema, _DOWN, lambda c: c.is_numeric),
        cost=cost,
        ended=next((c for c in reversed(schema.moments()) if c.date_role == "end"), None)
        or next((c for c in schema.moments() if c.date_role != "other"), None),
        due=schema.due(),
    )


def figure_unit(column: ColumnSchema) -> str:
    """The unit of a column of figures: hours where its heading says so, ``Man-hours``, ``Heures MO``."""
    return column.unit or ("h" if set(column.words) & _HOURS else "")


def spread_of(
    orders: Sequence[Order], column: Callable[[OrderColumns], ColumnSchema | None]
) -> Spread | None:
    """What orders say in a column; None where none says anything."""
    values: list[float] = []
    unit = ""
    for order in orders:
        chosen = column(order.columns)
        value = order.value(chosen)
        if value is not None and chosen is not None:
            values.append(value)
            unit = figure_unit(chosen) or unit
    if not values:
        return None
    return Spread(
        middle=statistics.median(values), least=min(values), most=max(values), n=len(values), unit=unit
    )


def rows_evidence(case: Case, orders: Sequence[Order], statement: str) -> Evidence:
    """One citation of several orders: their rows, and the query that gives them."""
    first = orders[-1]
    columns = told_columns(first)
    evidence = first.row.evidence(columns, statement, case.language)
    if len(orders) == 1:
        return evidence
    cited = [one for one in orders if one.row.schema.name == first.row.schema.name][-_CITED:]
    names = tuple(dict.fromkeys((first.row.head, *(c.name for c in first.row.schema.columns))))
    numbers = tuple(one.row.number for one in cited)
    keys = ", ".join(one.row.key for one in cited)
    return replace(
        evidence,
        quote=f"{first.row.head}: {keys}",
        sql=re.sub(r"WHERE _row = \d+$", f"WHERE _row IN ({', '.join(map(str, numbers))})", first.row.sql),
        rows=Rows(
            columns=names,
            values=tuple(tuple(one.row.value(name) for name in names) for one in cited),
            total=len(cited),
            matched=len(cited),
            row_numbers=numbers,
        ),
    )


def told_columns(order: Order) -> tuple[ColumnSchema, ...]:
    """The columns of an order that a sentence on it tells."""
    c = order.columns
    chosen = (c.about, c.ended, c.labour, c.down, c.cost, c.remarks)
    return tuple(one for one in chosen if one is not None and order.row.cells[one.name] not in (None, ""))


def _order(row: KeyedRow, columns: OrderColumns) -> Order:
    said = [row.cells[c.name] for c in (columns.about, columns.remarks) if c is not None]
    code = row.cells[columns.code.name] if columns.code is not None else None
    return Order(
        row=row,
        columns=columns,
        text=" ".join(str(one) for one in said if one),
        done=row.moment(columns.ended),
        code=str(code or "").strip().casefold(),
    )


def _first(
    schema: TableSchema, words: frozenset[str], fits: Callable[[ColumnSchema], bool]
) -> ColumnSchema | None:
    return next((c for c in schema.columns if set(c.words) & words and fits(c)), None)
