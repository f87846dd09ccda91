"""Yes or no that rows alone do not tell: whether all are done, whether something is so now. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.plan import Filter, Where
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.words import name_words, norms, same_family
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
_SENTENCE = 4
"""Words from which a cell is no name or state but what somebody wrote."""
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
    r"is there (?:any )?\w+ in (?:the|our)|"
    r"(?:est-ce que )?(?:la|le|les|l') ?(?:\S+ ){1,3}?(?:est|sont)\b)"
)


_DOING = re.compile(
    r"\b(?P<doing>(?!being\b|bearing\b|coupling\b|ring\b|spring\b|bushing\b|housing\b)\w{3,}ing)\W*$"
)
"""What a thing does now, last in a question: "is the pump vibrating?"."""


def is_present_state(reading: Reading, schema: TableSchema, where: Where) -> bool:
    """True for "is the strainer clogged?" over what was or may be: orders of the past, modes of failure."""
    if _NOW.match(reading.folded) is None:
        return False
    derived = {column.name for column in schema.derived}
    if any(isinstance(item, Filter) and item.expr.name in derived for item in where):
        return True
    if is_failure_analysis(schema) or _are_told_of(schema, where):
        return True
    doing = _DOING.search(reading.folded)
    return doing is not None and not any(
        isinstance(item, Filter) and _is_said_by(item, doing["doing"]) for item in where
    )


def _are_told_of(schema: TableSchema, where: Where) -> bool:
    """True where the conditions are on dated sentences alone: what was written of a day."""
    texts = [item for item in where if isinstance(item, Filter)]
    return (
        bool(schema.moments())
        and bool(texts)
        and all(
            item.condition == "in" and all(len(name_words(value)) >= _SENTENCE for value in item.values)
            for item in texts
        )
    )


def _is_said_by(item: Filter, word: str) -> bool:
    """True where a condition holds what a word says: a value of that family."""
    return any(same_family(word, other) for other in norms(f"{item.words} {' '.join(item.values)}"))


def tells_events(evidence: Evidence, schemas: Sequence[TableSchema]) -> bool:
    """False for rows of a table that lists no events: no orders, and nothing with a time."""
    sql = evidence.sql or ""
    read_from = (s for s in schemas if s.table.source == evidence.source and quote(s.name) in sql)
    schema = next(read_from, None)
    return schema is None or bool(schema.moments()) or "work order" in table_concepts(schema)
