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
from assistant.experts.tables.schema import ColumnSchema, TableSchema

_OVERDUE = re.compile(
    r"\b(?:overdue|past (?:its |their |the )?due(?: date)?|behind schedule|"
    r"(?:is|are|running|being|still) (?:\w+ )?late|late (?:actions?|items?|recommendations?|mocs?|tests?)|"
    r"late (?:(?:purchase )?orders?|pos?|deliver(?:y|ies))|"
    r"en retard|hors delais?|(?:echeance|date) (?:est )?depassee|echue?s?)\b"
)
_NOT_ARRIVED = re.compile(
    r"\b(?:still |toujours )?(?:not|never|non|pas|jamais)(?: yet| encore)? (?:been |ete )?"
    r"(?:received|delivered|arrived|recue?s?|livree?s?|arrivee?s?)(?: yet)?\b"
)
_RESTATED = re.compile(
    r"\b(?:promised|due|promise?s?|prevue?s?|attendue?s?) (?:before|avant) "
    r"(?:today|now|aujourd'?hui|ce jour)\b|"
    r"\b(?:not|non|pas)(?: yet| encore)? (?:done|closed|finished|faite?s?|terminee?s?|closes?)\b"
)
"""What "late" means, in other words behind it."""
_PROMISED = frozenset(
    "promised promise promis promesse committed expected agreed prevu prevue convenue".split()
)
_ARRIVED = frozenset("received receipt delivered arrived reception recu recue livre livree".split())
_STATES = frozenset("status state stat etat statut avancement".split())
_CANCELLED = re.compile(r"(?i)\s*(?:cancel|annul|void|reject|rejet)")


def add_overdue(draft: Draft, found: Conditions) -> None:
    """Takes ``overdue`` where the table has a date that rows are due by, and one that ends them or states."""
    match = _OVERDUE.search(draft.reading.folded)
    if match is None:
        _add_not_arrived(draft, found)
        return
    due, ended = _dates(draft.schema)
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
    said = draft.reading.folded
    for one in (match, *_RESTATED.finditer(said), *_NOT_ARRIVED.finditer(said)):
        _use(draft, one)


def _add_not_arrived(draft: Draft, found: Conditions) -> None:
    """Takes ``not received yet`` where rows have a date of arrival: it is empty."""
    match = _NOT_ARRIVED.search(draft.reading.folded)
    arrived = next((c for c in draft.schema.moments() if _ARRIVED & set(c.words)), None)
    if match is None or arrived is None or len(draft.schema.moments()) < 2:
        return
    start, end = draft.reading.word_span(match.span())
    found.add(Filter(expr=Expr(name=arrived.name), condition="is_null", words=match.group()), start, end)
    _use(draft, match)


def _use(draft: Draft, match: re.Match[str]) -> None:
    start, end = draft.reading.word_span(match.span())
    draft.use(range(start, end))
    for link in draft.open():
        if start <= link.start < end:
            draft.use_link(link)


def _dates(schema: TableSchema) -> tuple[ColumnSchema | None, ColumnSchema | None]:
    """When rows are due and when they end; of orders when they are promised and when they arrive."""
    moments = schema.moments()
    due = schema.due()
    ended = next((c for c in reversed(moments) if c.date_role == "end"), None)
    promised = next((c for c in moments if _PROMISED & set(c.words)), None)
    arrived = next((c for c in moments if _ARRIVED & set(c.words) and c != promised), None)
    if arrived is not None and ended is None and (due or promised) is not None:
        return due or promised, arrived
    return due, ended


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
