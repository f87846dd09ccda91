"""``Which work orders are overdue?``: due in the past, neither finished nor cancelled. Ranks nothing."""

from __future__ import annotations

import re
from datetime import datetime, time

from assistant.clock import today
from assistant.experts.tables.done_states import is_done
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema

_OVERDUE = re.compile(
    r"\b(?:overdue|past (?:its |their |the )?due(?: date)?|behind schedule|"
    r"(?:is|are|running|being|still) (?:\w+ )?late|late (?:actions?|items?|recommendations?|mocs?|tests?)|"
    r"en retard|hors delais?|(?:echeance|date) (?:est )?depassee|echue?s?)\b"
)
_STATES = frozenset("status state stat etat statut avancement".split())
_CANCELLED = re.compile(r"(?i)\s*(?:cancel|annul|void|reject|rejet)")


def add_overdue(draft: Draft, found: Conditions) -> None:
    """Takes ``overdue`` where the table has a date that rows are due by, and one that ends them or states."""
    match = _OVERDUE.search(draft.reading.folded)
    if match is None:
        return
    due = draft.schema.due()
    ended = next((c for c in reversed(draft.schema.moments()) if c.date_role == "end"), None)
    done = [(column, values) for column in draft.schema.columns if (values := _done(column))]
    if due is None or (ended is None and not done):
        return
    start, end = draft.reading.word_span(match.span())
    day = datetime.combine(today(), time())
    found.add(Filter(expr=Expr(name=due.name), condition="period", end=day, words=match.group()), start, end)
    if ended is not None:
        found.add(Filter(expr=Expr(name=ended.name), condition="is_null", words=match.group()), start, end)
        done = []
    gone = [(column, values) for column in draft.schema.columns if (values := _cancelled(column))]
    for column, values in (*done, *gone):
        expr = Expr(name=column.name)
        item = Filter(expr=expr, condition="in", values=values, negated=True, words=match.group())
        found.add(item, start, end)
    draft.use(range(start, end))
    for link in draft.open():
        if start <= link.start < end:
            draft.use_link(link)


def _cancelled(column: ColumnSchema) -> tuple[str, ...]:
    """The values of a column of states that say that nothing will be done any more."""
    if not column.is_text or not column.complete or column.distinct > 20:
        return ()
    return tuple(value for value, _ in column.values if _CANCELLED.match(value))


def _done(column: ColumnSchema) -> tuple[str, ...]:
    """The values of a column of states that say that a row is done with."""
    if not column.is_text or not column.complete or column.distinct > 20 or not set(column.words) & _STATES:
        return ()
    return tuple(value for value, _ in column.values if is_done(value))


def is_cancelled(row: KeyedRow) -> bool:
    """True where a state of a row says that nothing will be done any more."""
    texts = (c for c in row.schema.columns if c.name != row.schema.key)
    return any(str(row.cells[c.name]) in _cancelled(c) for c in texts if row.cells[c.name] is not None)
