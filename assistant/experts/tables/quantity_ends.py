"""Rows at one end of the quantity that a superlative names: the oldest by its making. Knows no SQL.

Where no column holds the quantity a table does not tell: neither all its rows nor another column's end.
"""

from __future__ import annotations

from typing import Literal

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.limits import length_of
from assistant.experts.tables.link import Link
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.plan import Assumption, Expr, Plan, flat
from assistant.experts.tables.quantity_columns import (
    columns_of,
    dates_rows,
    is_age,
    is_due,
    lasting,
    making,
    speaks_of_care,
    the_one,
)
from assistant.experts.tables.rankings import rows_at_end
from assistant.experts.tables.reading import Mark, Reading, mark_number
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.superlatives import Superlative, superlatives
from assistant.experts.tables.taking import take_shown

End = tuple[Expr, bool] | Literal["as read"] | None
"""What is compared and whether it falls; ``as read`` where other intents say it; None: no column holds it."""
_RANKING: tuple[Operation, ...] = ("most", "least", "high", "low", "long", "short", "late", "early")
_OF_GROUPS: tuple[Operation, ...] = (
    "count", "sum", "mean", "median", "share", "per", "difference", "gap", "how_often", "after", "before",
)  # fmt: skip
_EVENTS = frozenset(
    """
    failure event alert anomaly breakdown fault inspection test calibration replacement repair cleaning
    lubrication overhaul reading leak preventive corrective
    """.split()
) | {"work order", "oil analysis"}
"""What befalls things, or is done to them."""
_ORDERS = frozenset("order orders ordre ordres request requests demande demandes".split())
_TIMED: frozenset[str] = frozenset(("length", "speed"))
_IS_THE = frozenset("is are was were the est sont etait etaient le la les l".split())
"""Between a column and what is said of it: ``which interval is the longest``."""
_ORDINALS = frozenset("second third fourth 2nd 3rd 4th 2e 3e deuxieme troisieme quatrieme".split())
_OF = frozenset("de d".split())
"""Behind ``combien``: rows are counted."""
_INTERVALS = frozenset(
    "interval intervalle frequency frequence periodicite periodicity delay delai duration duree time".split()
)


def end_of_quantity(ask: Ask) -> Plan | None:
    """Rows at an end that a superlative names by its quantity, where a column holds it and is not named."""
    asked = _asked(ask)
    if len(asked) != 1 or _ranks_or_adds_up(ask, asked[0]):
        return None
    found = _end(ask, asked[0])
    if found is None or found == "as read":
        return None
    measure, falls = found
    ask.draft.use(asked[0].words)
    for link in ask.columns():
        if (link.via is None and link.column == measure.name) or set(link.words) & set(asked[0].words):
            ask.draft.use_link(link)
    _tell_date_used(ask, measure)
    shown = tuple(expr for expr in take_shown(ask) if expr != measure)
    moment = ask.found.moment
    if ask.has("when") and moment is not None and moment.name != measure.name and _is_named(ask, moment):
        shown = (Expr(name=moment.name), *shown)
    dated = any(column.name == measure.name for column in ask.schema.moments())
    return rows_at_end(
        ask, measure, descending=falls, counting=_counting(ask, asked[0]), show=shown, when=dated
    )


def _counting(ask: Ask, one: Superlative) -> tuple[Mark | None, Mark | None]:
    """How many from the end, and the how-many-eth: the word before a superlative where no phrase says it."""
    mark, nth = ask.limit(), ask.reading.first("nth")
    at = one.start - 1
    named = ask.draft.link_at(at) is not None or (at > 0 and not ask.reading.is_stop(at - 1))
    if at < 0 or named or mark is not None or nth is not None:
        return mark, nth
    word = ask.reading.tokens[at].norm
    said = Mark("nth" if word in _ORDINALS else "top", at, one.start, word)
    if mark_number(said) is None:
        return None, None
    ask.draft.use([at])
    return (None, said) if said.operation == "nth" else (said, None)


def _ranks_or_adds_up(ask: Ask, one: Superlative) -> bool:
    """True where groups, sums or another order are asked for besides: ``how many of the oldest``."""
    named = {i for link in _columns_named(ask) for i in link.words}
    others = [m for m in ask.reading.of(*_RANKING) if m.end <= one.start or m.start >= one.end]
    if ask.part_focus is not None or any(not set(range(m.start, m.end)) <= named for m in others):
        return True
    return any(not _asks_amount(ask, mark) for mark in ask.reading.of(*_OF_GROUPS))


def _asks_amount(ask: Ask, mark: Mark) -> bool:
    """True for ``how much did it cost``, ``how many hours has it``: neither a sum nor a count."""
    behind = {token.norm for token in ask.reading.tokens[mark.end : mark.end + 1]}
    measured = (link for link in ask.columns() if ask.is_measure(link) and ask.draft.follows(mark, link))
    return (
        mark.text == "how much"
        or (mark.text == "combien" and not behind & _OF)
        or (mark.operation == "count" and any(measured))
    )


def asks_unheld_quantity(ask: Ask) -> bool:
    """True where a superlative names a quantity that no column of the table holds.

    So too ``is P-1 the oldest pump?``: of the one row that is named nothing is the end.
    """
    ends = [_end(ask, one) for one in _asked(ask)]
    if ends and _is_of_one_row(ask):
        return ask.has("exists") or ends != ["as read"] * len(ends)
    return None in ends


def lists_regardless(ask: Ask, plan: Plan) -> bool:
    """True for rows told one by one where a superlative asks for the first of them, whatever it is of."""
    if plan.kind not in ("rows", "exists"):
        return False
    return any(not (one.of_making or ask.draft.used.keys() & set(one.words)) for one in _all(ask))


def held_by(reading: Reading, schema: TableSchema) -> frozenset[str] | None:
    """The columns whose ends a question may mean; None where no superlative names a quantity.

    So too a column of figures or dates that is named: ``heaviest load``.
    """
    asked = [one for one in superlatives(reading) if one.quantity != "any"]
    if len({one.quantity for one in asked}) != 1:
        return None
    held = columns_of(schema, asked[0].quantity)
    if asked[0].quantity in _TIMED:
        held += lasting(schema)
    elif asked[0].of_event:
        held += tuple(c for c in schema.moments() if not is_due(c))
    elif asked[0].quantity == "age" and not held and "work order" not in table_concepts(schema):
        held = tuple(c for c in schema.moments() if dates_rows(c))
    said = {token.norm for token in reading.tokens}
    named = (c for c in schema.columns if (c.is_numeric or c.is_moment) and said & set(c.words))
    return frozenset(c.name for c in (*held, *named))


def tells_end(plan: Plan, held: frozenset[str]) -> bool:
    """True where a plan goes by one of some columns, over rows that no word names in part only."""
    in_part = any(assumption.kind == "many_values" for assumption in plan.assumptions)
    return plan.measure is not None and plan.measure.name in held and not in_part


def _all(ask: Ask) -> list[Superlative]:
    """The superlatives that are no part of a column's name or a value, in a sentence that asks."""
    return [
        one
        for one in superlatives(ask.reading)
        if ask.reading.asks_at(one.start) and not any(_spells(ask, link, one) for link in ask.draft.links)
    ]


def _asked(ask: Ask) -> list[Superlative]:
    return [one for one in _all(ask) if one.quantity != "any"]


def _spells(ask: Ask, link: Link, one: Superlative) -> bool:
    """True for a value with the very words, or a column called so: ``Oldest sample``."""
    if not set(link.words) & set(one.words):
        return False
    said = {ask.reading.tokens[i].norm for i in one.words}
    return link.kind == "value" or (link.kind == "column" and said <= set(ask.column(link).words))


def _end(ask: Ask, one: Superlative) -> End:
    if one.quantity == "age":
        return _end_of_age(ask, one)
    if any(_stands_beside(ask, link, one) for link in ask.columns() if _compares(ask, link)):
        return "as read"
    if one.quantity in _TIMED and (ask.has("gap") or any(c.concept == "due" for c in ask.reading.concepts)):
        return "as read"
    measures = [link for link in ask.columns() if ask.is_measure(link)]
    own = [link for link in measures if set(link.words) & set(one.words)]
    if own:
        return "as read" if len(own) == len(measures) else (ask.draft.expr(own[0]), one.most)
    return _end_of_held(ask, one)


def _end_of_held(ask: Ask, one: Superlative) -> End:
    """The end of the column whose header holds the quantity; of a time where a length or speed may be one."""
    held = columns_of(ask.schema, one.quantity)
    column = the_one(held, one.quantity)
    if column is not None:
        return _expr(column), one.most
    if one.quantity not in _TIMED or held:
        return None
    if length_of(ask.draft) is not None:
        return "as read"
    lasts = the_one(lasting(ask.schema), one.quantity)
    return None if lasts is None else (_expr(lasts), one.most == (one.quantity == "length"))


def _end_of_age(ask: Ask, one: Superlative) -> End:
    """By when things were made; events by their own date, never by one to come that is not named."""
    schema, moment, made = ask.schema, ask.found.moment, making(ask.schema)
    beside = [link for link in _columns_named(ask) if _stands_beside(ask, link, one)]
    if any(ask.column(link).is_moment and ask.column(link) not in made for link in beside):
        return "as read"
    if one.of_making and _is_of_one_row(ask):
        return "as read"
    events, care = _befalls(ask, one), _is_care(ask, one)
    orders = "work order" in table_concepts(schema)
    tables_care = speaks_of_care(schema.words) and not ask.draft.names_key
    own = [c for c in schema.moments() if dates_rows(c, of_care=care or tables_care)]
    if made and not (events or care or orders or (own and one.of_event and not one.of_making)):
        best = next((c for c in made if _is_named(ask, c)), made[0])
        return _expr(best), one.most == is_age(best)
    if one.of_making or (moment is not None and _is_named(ask, moment)):
        return "as read"
    if one.of_event:
        own = own or [c for c in schema.moments() if not is_due(c)]
    elif orders and not events and any(ask.column(link).is_text for link in beside):
        return None  # of orders no date says how old the asset is
    chosen = moment if moment in own else next(iter(own), None)
    if chosen is None:
        return None
    return "as read" if chosen == moment and ask.has("late", "early") else (_expr(chosen), not one.most)


def _befalls(ask: Ask, one: Superlative) -> bool:
    """True where what the superlative is said of befalls things or is done to them: the oldest alarm."""
    places = set(_noun(ask, one))
    if any(ask.reading.tokens[i].norm in _ORDERS for i in places):
        return True
    return any(c.concept in _EVENTS and places & set(range(c.start, c.end)) for c in ask.reading.concepts)


def _is_care(ask: Ask, one: Superlative) -> bool:
    """True for the oldest inspection."""
    return speaks_of_care(tuple(ask.reading.tokens[i].norm for i in _noun(ask, one)))


def _noun(ask: Ask, one: Superlative) -> tuple[int, ...]:
    """The words of weight beside a superlative: the first behind it, and the one that it is said of."""
    tokens = ask.reading.tokens
    behind = next((i for i in range(one.end, len(tokens)) if not ask.reading.is_stop(i)), None)
    before = next((i for i in range(one.start - 1, -1, -1) if tokens[i].norm not in _IS_THE), None)
    inside = (i for i in range(one.start, one.end) if i not in one.words)
    return tuple(i for i in (before, behind, *inside) if i is not None)


def _compares(ask: Ask, link: Link) -> bool:
    """True for a number, a date, or a time in words: ``6 months``."""
    column = ask.column(link)
    return ask.is_measure(link) or column.is_moment or bool(_INTERVALS & set(column.words))


def _stands_beside(ask: Ask, link: Link, one: Superlative) -> bool:
    """True for a column that a superlative is said of: ``longest interval``, ``la masse la plus lourde``."""
    if set(link.words) & set(one.words):
        return False
    if link.start >= one.end:
        return all(ask.reading.is_stop(i) for i in range(one.end, link.start))
    return all(ask.reading.tokens[i].norm in _IS_THE for i in range(link.end, one.start))


def _columns_named(ask: Ask) -> list[Link]:
    """Links to the table's own columns, used or not."""
    return [link for link in ask.draft.links if link.kind == "column" and link.via is None]


def _is_named(ask: Ask, column: ColumnSchema) -> bool:
    return any(link.column == column.name for link in _columns_named(ask))


def _is_of_one_row(ask: Ask) -> bool:
    """True for ``is P-1 the oldest pump?``: of one row alone nothing is the end."""
    return any(
        item.condition == "in"
        and item.expr.via is None
        and item.expr.name == ask.schema.key
        and len(item.values) == 1
        for item in flat(ask.found.all)
    )


def _tell_date_used(ask: Ask, measure: Expr) -> None:
    """Takes back which date was chosen, where another column is compared and no period needs the date."""
    moment = ask.found.moment
    if moment is None or moment.name in {*ask.found.columns(), measure.name}:
        return
    ask.found.assumptions = [a for a in ask.found.assumptions if a.kind != "date_column"]
    if any(c.name == measure.name for c in ask.schema.moments()) and not _is_named(
        ask, ask.schema.column(measure.name)
    ):
        ask.found.assumptions.append(Assumption(kind="date_column", words=(measure.name,)))


def _expr(column: ColumnSchema) -> Expr:
    return Expr(name=column.name, textual_number=column.textual_number)
