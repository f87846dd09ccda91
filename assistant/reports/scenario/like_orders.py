"""Earlier orders for the same way to fail: by its code, its words, or the report that tells of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from assistant.crossing.failure_lines import FailureLine, equipment_of, stems_of
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.diagnostic.orders import (
    Order,
    figure_unit,
    orders_of,
    rows_evidence,
    spread_of,
    told_columns,
)
from assistant.reports.diagnostic.tasks import routine_orders
from assistant.reports.records import Point, point
from assistant.words import content_words, stem
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Document

_SHOWN = 4
_HEAD = 3
"""Passages of a report that name the order which it is about."""
_LEAST = 2
"""Words of a line that an order must share, where its code is another one."""


def like_orders(case: Case, mode: FittingMode) -> list[Order]:
    """Finished orders on what the line is about, for the same mode, the oldest first."""
    line = mode.line
    code = _code(line)
    named = _named_in(case, [one.document for one in mode.statements])
    found = []
    tags = equipment_of(line) | {case.tag}
    routine = {one.row.number for tag in tags for one in routine_orders(orders_of(case, [tag]))}
    for order in orders_of(case, tags):
        if order.done is None or not _has_figures(order):
            continue
        same = bool(code) and order.code == code
        if same or _same_words(order, line) or (order.row.key in named and order.row.number not in routine):
            found.append(order)
    return found


def order_points(case: Case, orders: Sequence[Order]) -> list[Point]:
    """What like orders took, then the latest of them, the newest first."""
    if not orders:
        return []
    found = [figures_point(case, orders)]
    for order in reversed(orders[-_SHOWN:]):
        found.append(_told(case, order))
    return found


def figures_point(case: Case, orders: Sequence[Order]) -> Point:
    """Hours, downtime and cost of orders: the middle and the range."""
    said = []
    for english, french, spread in (
        ("labour", "main-d'œuvre", spread_of(orders, lambda c: c.labour)),
        ("downtime", "arrêt", spread_of(orders, lambda c: c.down)),
        ("cost", "coût", spread_of(orders, lambda c: c.cost)),
    ):
        if spread is not None:
            said.append(f"{case.t(english, french)} {spread.told(case)}")
    since = min(one.done for one in orders if one.done is not None)
    n = len(orders)
    day = case.day(datetime.combine(since.date(), time()))
    head = case.t(f"{n} like orders since {day}", f"{n} ordres semblables depuis le {day}")
    if n == 1:
        head = case.t(f"One like order, of {day}", f"Un ordre semblable, du {day}")
    text = f"{head}{case.t(': median ', ' : médiane ')}{case.t('; ', ' ; ').join(said)}."
    return point(text, [rows_evidence(case, orders, text)], case.cited)


def _told(case: Case, order: Order) -> Point:
    columns, kinds = told_columns(order), order.columns
    named = {
        id(kinds.labour): case.t("labour", "main-d'œuvre"),
        id(kinds.down): case.t("downtime", "arrêt"),
        id(kinds.cost): case.t("cost", "coût"),
        id(kinds.ended): case.t("finished on", "fini le"),
    }
    cells = []
    for column in columns:
        unit = figure_unit(column) if column.is_numeric and not column.unit else ""
        told = f"{named.get(id(column), '')} {case.said(order.row, column)} {unit}"
        cells.append(told.strip().rstrip(". "))
    on = other_of(case, order)
    head = f"{order.row.key} ({case.t('on', 'sur')} {on})" if on else order.row.key
    text = f"{head}{case.t(': ', ' : ')}{case.t('; ', ' ; ').join(cells)}."
    return point(text, [order.row.evidence(columns, text, case.language)], case.cited)


def other_of(case: Case, order: Order) -> str:
    """The other equipment that an order is on; empty where it is this one."""
    cells = [str(value) for value in order.row.cells.values() if isinstance(value, str)]
    if any(case.tag in find_tags(cell) for cell in cells):
        return ""
    named = [cell for cell in cells if cell != order.row.key and find_tags(cell) == (normalise(cell),)]
    return named[0] if named else ""


def _code(line: FailureLine) -> str:
    """The code that the line gives its mode; empty where it gives none."""
    column = next((c for c in line.row.schema.columns if c.is_text and "code" in c.words), None)
    return str(line.row.cells[column.name] or "").strip().casefold() if column is not None else ""


def _same_words(order: Order, line: FailureLine) -> bool:
    """True where an order holds all words of the mode, or one of them and another one of the line."""
    said = stems_of(order.text)
    mode = {stem(w, "en") for w in content_words(str(line.row.cells[line.columns.mode.name] or ""))}
    shared = mode & said
    return bool(mode) and (shared == mode or (bool(shared) and len(line.stems & said) > _LEAST))


def _has_figures(order: Order) -> bool:
    c = order.columns
    return any(order.value(one) is not None for one in (c.labour, c.down, c.cost))


def _named_in(case: Case, documents: Sequence[Document]) -> frozenset[str]:
    """Orders that reports name in their heads."""
    chunks = [c for one in documents for c in case.chunks_of(one.source)[:_HEAD]]
    return frozenset(name for chunk in chunks for name in chunk.identifiers)
