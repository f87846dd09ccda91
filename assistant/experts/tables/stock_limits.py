"""``Which parts are at or below the reorder point?``: the stock of a row beside the least there should be."""

from __future__ import annotations

import re

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema

_LEAST = (
    r"(?:min(?:i|ima|imum|imale?s?)?|reorder(?:ing)?|re-order|safety|securite|alerte|seuil|"
    r"point de commande|rop)"
)
_BELOW = re.compile(
    r"\b(?P<equal>(?:at|equal to) or )?(?:below|under|beneath|less than|lower than|short of|sous|"
    r"en dessous|au dessous|inferieure?s?|moins)(?P<or_equal> or (?:at|equal to)| ou egale?s?)?"
    r"(?: (?:a|au|than|de|du|que|d))?(?: (?:the|le|la|les|l|their|its|leurs?|son|sa))?[ ']?(?:\w+ ){0,2}?"
    rf"{_LEAST}\b(?: (?:stock|point|level|quantity|qty|quantite|niveau|alerte|securite))?"
)
_WANTED = re.compile(
    r"\b(?:(?:to|must|should|be) (?:be )?re-?order(?:ed)?|need(?:s|ed)? re-?ordering|re-?ordering needed|"
    r"low (?:on|in) stock|stock (?:is |are )?(?:too )?low|running low|"
    r"(?:a|faut(?:[- ]il)?) (?:(?:re)?commander|reapprovisionner)|"
    r"stock (?:est |trop )?(?:bas|faible|insuffisant))\b"
)
_STOCK = frozenset("stock stocks hand onhand qty quantity quantite qte available disponible dispo".split())
_LIMIT = frozenset(
    "min mini minima minimum minimal minimale reorder safety securite seuil threshold alerte rop".split()
)

_BY_OTHER_NAMES = 0.9
"""How surely a list is meant whose columns are not called as the question has it."""


def add_stock_limits(draft: Draft, found: Conditions) -> None:
    """Takes the comparison where a table has one column of stocks and one of their least."""
    reading = draft.reading
    below, wanted = _BELOW.search(reading.folded), _WANTED.search(reading.folded)
    match = below or wanted
    columns = _columns(draft) if match is not None else None
    if match is None or columns is None:
        return
    stock, least = columns
    or_equal = bool(below and (below["equal"] or below["or_equal"])) or (below is None and _orders_at(least))
    start, end = reading.word_span(match.span())
    found.add(
        Filter(
            expr=Expr(name=stock.name, textual_number=stock.textual_number),
            condition="column_<=" if or_equal else "column_<",
            other=Expr(name=least.name, textual_number=least.textual_number),
            words=reading.text[slice(*match.span())],
        ),
        start,
        end,
    )
    said = {token.norm for token in reading.tokens}
    draft.use(range(start, end), 1.0 if said & {*stock.words, *least.words} else _BY_OTHER_NAMES)
    for link in draft.open("column"):
        if link.column in (stock.name, least.name):
            draft.use_link(link)
    for link in draft.open():
        if start <= link.start < end:
            draft.use_link(link)


def _orders_at(least: ColumnSchema) -> bool:
    """A reorder point is where one orders; a minimum may still be held."""
    return bool({"reorder", "rop"} & set(least.words))


def _columns(draft: Draft) -> tuple[ColumnSchema, ColumnSchema] | None:
    """The stock and its least; None where either is missing, or there are several of them."""
    numeric = [column for column in draft.schema.columns if column.is_numeric]
    least = [column for column in numeric if _LIMIT & set(column.words)]
    stock = [column for column in numeric if _STOCK & set(column.words) and column not in least]
    return (stock[0], least[0]) if len(stock) == len(least) == 1 else None
