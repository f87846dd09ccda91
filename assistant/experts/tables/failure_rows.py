"""What must stand beside a cell of a failure analysis to mean something: the item, the mode, the ratings.

``Which failure modes have an RPN above 30?`` asks for lines of items, not for a list of words; an RPN alone
says nothing where an item fails in several ways. Knows columns, reads no row.
"""

from __future__ import annotations

import re

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.failure_tables import columns_of, items_of
from assistant.experts.tables.plan import Expr, flat

_ITEMS_TOLD = 2
"""The finest columns of items that are told: a part is known within what it is part of."""
_ALL_RATINGS = re.compile(
    r"\b(?:(?:other |all |the )*(?:numerical|numeric) (?:values|figures|data|scores)|ratings|"
    r"(?:all|other) (?:the )?scores|valeurs numeriques|cotations)\b"
)


def with_ratings(ask: Ask, shown: list[Expr]) -> list[Expr]:
    """The columns shown, and all numbers of a failure analysis where its ratings are asked for together."""
    match = _ALL_RATINGS.search(ask.reading.folded)
    if match is None or columns_of(ask.schema) is None:
        return shown
    ask.draft.use(range(*ask.reading.word_span(match.span())))
    ratings = [Expr(name=c.name) for c in ask.schema.columns if c.is_numeric and c.is_text is False]
    return [*shown, *(e for e in ratings if e not in shown)]


def with_item_and_mode(ask: Ask, shown: list[Expr]) -> list[Expr]:
    """The columns shown, behind those that say of which item and failure mode a cell of an analysis is.

    Items are added where a condition picks lines and none of them says which item; the mode, where numbers
    alone are asked for. What a condition compares is told with its line.
    """
    found = columns_of(ask.schema)
    if found is None or not shown or any(e.via is not None or e.kind != "column" for e in shown):
        return shown
    names = {e.name for e in shown}
    single = {f.expr.name for f in flat(ask.found.all) if f.condition == "in"}
    lead: list[Expr] = []
    items = [c.name for c in items_of(ask.schema)]
    if ask.found.where and not (set(items) & (names | single)):
        lead += [Expr(name=name) for name in items[-_ITEMS_TOLD:]]
    numbers = {c.name for c in ask.schema.columns if c.is_numeric}
    if (names <= numbers or lead) and found.mode.name not in names | single:
        lead.append(Expr(name=found.mode.name))
    if not lead:
        return shown
    compared = [f.expr for f in flat(ask.found.all) if f.number is not None and f.expr.name in numbers]
    extra = [e for e in dict.fromkeys(compared) if e.name not in names and e.kind == "column"]
    return [*lead, *shown, *extra]
