"""``Action 4``, ``step no. 3``: the row with that number, where a table counts its rows. Reads no row."""

from __future__ import annotations

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions, said
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.words import name_words, stems

_BETWEEN = frozenset("no n nr number numero num nos".split())
_OF_TABLE, _OF_COLUMN = 1.0, 0.85
"""How surely the word before the number says what the rows are: the table's name, or a column's alone."""


def add_row_number(draft: Draft, found: Conditions) -> None:
    """Takes a number behind what the rows are called for the row of that number."""
    counter = next((column for column in draft.schema.columns if column.counts_rows), None)
    if counter is None:
        return
    tokens = draft.reading.tokens
    for at, token in enumerate(tokens):
        if not token.norm.isdigit() or at in draft.used:
            continue
        before = at - 1
        while before >= 0 and tokens[before].norm in _BETWEEN:
            before -= 1
        sure = _called(draft, before) if before >= 0 else 0.0
        if sure == 0.0:
            continue
        words = said(draft, before, at + 1)
        item = Filter(expr=Expr(name=counter.name), condition="=", number=float(token.norm), words=words)
        found.add(item, before, at + 1)
        draft.use(range(before, at + 1), sure)
        draft.consumed.update(link for link in draft.links if _overlaps(link, before, at + 1))
        return


def _called(draft: Draft, at: int) -> float:
    """How surely a word says what the rows of the table are."""
    word = stems(draft.reading.tokens[at].norm)
    names = (draft.schema.name, draft.schema.table.title)
    if any(len(name_words(name)) == 1 and word & stems(name_words(name)[0]) for name in names):
        return _OF_TABLE
    alone = any(len(column.words) == 1 and word & stems(column.words[0]) for column in draft.schema.columns)
    return _OF_COLUMN if alone else 0.0


def _overlaps(link: Link, start: int, end: int) -> bool:
    return link.start < end and start < link.end
