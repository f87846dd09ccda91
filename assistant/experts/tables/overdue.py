"""``Which work orders are overdue?``: due in the past, neither finished nor cancelled. Ranks nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema

_OVERDUE = re.compile(
    r"\b(?:overdue|past (?:its |their |the )?due(?: date)?|behind schedule|"
    r"en retard|(?:echeance|date) (?:est )?depassee|echue?s?)\b"
)
_CANCELLED = re.compile(r"(?i)\s*(?:cancel|annul|void|reject|rejet)")


def add_overdue(draft: Draft, found: Conditions) -> None:
    """Takes ``overdue`` where the table has a date that rows are due by and one that ends them."""
    match = _OVERDUE.search(draft.reading.folded)
    if match is None:
        return
    due = draft.schema.due()
    ended = next((c for c in reversed(draft.schema.moments()) if c.date_role == "end"), None)
    if due is None or ended is None:
        return
    start, end = draft.reading.word_span(match.span())
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    found.add(
        Filter(expr=Expr(name=due.name), condition="period", end=today, words=match.group()), start, end
    )
    found.add(Filter(expr=Expr(name=ended.name), condition="is_null", words=match.group()), start, end)
    for column in draft.schema.columns:
        gone = _cancelled(column)
        if gone:
            expr = Expr(name=column.name)
            item = Filter(expr=expr, condition="in", values=gone, negated=True, words=match.group())
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


def is_cancelled(row: KeyedRow) -> bool:
    """True where a state of a row says that nothing will be done any more."""
    texts = (c for c in row.schema.columns if c.name != row.schema.key)
    return any(str(row.cells[c.name]) in _cancelled(c) for c in texts if row.cells[c.name] is not None)
