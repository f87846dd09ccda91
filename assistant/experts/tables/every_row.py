"""Yes or no that rows alone do not tell: whether all are done, whether something is so now. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.plan import Filter, Where
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema, quote
from assistant.records import Evidence

_DONE = (
    r"(?:done|finished|closed|completed|carried out|implemented|resolved|"
    r"faite?s|terminee?s|closes?|clos|cloturee?s|realisee?s|soldee?s|resolues?)"
)
_OF_EVERY = re.compile(
    rf"^\W*(?:have|are|were|has|is)\s+(?:(?:all|every|each|any)\s+(?:of\s+)?)?(?:the|our|these|all)\s+"
    rf"(?:\S+\s+){{1,4}}?(?:been\s+)?{_DONE}\b|"
    rf"^\W*(?:est-ce que\s+)?(?:toutes\s+|tous\s+)?(?:les|nos|ces)\s+(?:\S+\s+){{1,5}}?(?:sont|ont)\b[^?]*?"
    rf"\b{_DONE}\b"
)
_STATE = frozenset("status state statut etat avancement progress done fait".split())


def of_every_row(reading: Reading, schema: TableSchema, where: Where) -> Where | None:
    """The conditions on the rows that a question is about, without what is asked of each.

    None where it is no question after all of them, or no condition is on a column that says how far they are.
    """
    if not _OF_EVERY.match(reading.folded):
        return None
    states = [
        item
        for item in where
        if isinstance(item, Filter)
        and item.expr.via is None
        and _STATE & set(schema.column(item.expr.name).words)
    ]
    return tuple(item for item in where if item is not states[0]) if len(states) == 1 else None


_NOW = re.compile(
    r"^\W*(?:(?:is|are) (?:the|our|this|it|[a-z]+-\d)|"
    r"(?:est-ce que )?(?:la|le|les|l') ?(?:\S+ ){1,3}?(?:est|sont)\b)"
)


def is_present_state(reading: Reading, schema: TableSchema, where: Where) -> bool:
    """True for "is the strainer clogged?" over orders about clogged ones: they say nothing of now."""
    derived = {column.name for column in schema.derived}
    return _NOW.match(reading.folded) is not None and any(
        isinstance(item, Filter) and item.expr.name in derived for item in where
    )


def tells_events(evidence: Evidence, schemas: Sequence[TableSchema]) -> bool:
    """False for rows of a table that lists no events: no orders, and nothing with a time."""
    sql = evidence.sql or ""
    read_from = (s for s in schemas if s.table.source == evidence.source and quote(s.name) in sql)
    schema = next(read_from, None)
    return schema is None or bool(schema.moments()) or "work order" in table_concepts(schema)
