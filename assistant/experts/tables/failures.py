"""Failures as rows: ``how many failures of P-7?`` counts the orders with a failure mode. Reads no row.

A register of orders says of each repair how the equipment failed, and nothing of planned work. Where kinds
of failure are asked for, or the column by its name, nothing is done here.
"""

from __future__ import annotations

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.found import Conditions, said
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import ColumnSchema, TableSchema

_NOUNS = frozenset("failure failures breakdown breakdowns defaillance defaillances panne pannes".split())
_VERBS = frozenset("fail fails failed failing defailli repaired repare reparee repares reparees".split())
_KINDS = frozenset(
    """
    mode modes code codes cause causes kind kinds type types sort sorts class classes category categories
    meaning different distinct which what effect effects reason reasons nature
    """.split()
)
"""Words beside which a failure is a column or a kind, and no row."""
_FAILED = frozenset({"failure", "defaillance", "panne", "breakdown"})
_NEAR = 2
_ASKED: tuple[Operation, ...] = (
    "count", "how_often", "when", "late", "early", "most", "gap", "sum", "mean", "exists",
)  # fmt: skip


def tells_failures(reading: Reading, schema: TableSchema) -> bool:
    """True where failures are asked for by name and the rows of a register of orders tell them."""
    return (
        any(token.norm in _NOUNS for token in reading.tokens)
        and reading.has(*_ASKED)
        and _column_of(schema) is not None
    )


def add_failures(draft: Draft, found: Conditions) -> None:
    """Takes ``failures`` and ``fail`` for the rows that say how something failed."""
    column = _column_of(draft.schema)
    if column is None or not draft.reading.has(*_ASKED):
        return
    for at, token in enumerate(draft.reading.tokens):
        is_noun = token.norm in _NOUNS
        if not is_noun and token.norm not in _VERBS:
            continue
        beside = draft.reading.tokens[max(0, at - _NEAR) : at + _NEAR + 1]
        if is_noun and _KINDS & {near.norm for near in beside}:
            continue
        words = said(draft, at, at + 1)
        found.add(Filter(expr=Expr(name=column.name), condition="not_null", words=words), at, at + 1)
        draft.use([at], 0.95)
        for link in draft.open("value", "column", "flag"):
            if link.start <= at < link.end:
                draft.consumed.add(link)
        return


def _column_of(schema: TableSchema) -> ColumnSchema | None:
    """The column of a register of orders that says how something failed; planned work leaves it empty."""
    if "work order" not in table_concepts(schema) or not schema.moments() or is_failure_analysis(schema):
        return None
    return next(
        (
            c
            for c in schema.columns
            if c.is_text
            and set(c.words) & _FAILED
            and "derived" not in c.words
            and 0 < c.filled < schema.rows
        ),
        None,
    )
