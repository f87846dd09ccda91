"""Intents: what kind of query a question is. Each looks at what is asked and makes a plan, or leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.comparisons import choice, difference, gap, same, share, spread
from assistant.experts.tables.failure_rows import with_item_and_mode, with_ratings
from assistant.experts.tables.failure_tables import whole_of
from assistant.experts.tables.lexicon import ROW_WORDS, Operation
from assistant.experts.tables.limits import length_of
from assistant.experts.tables.moments import (
    asks_when_it_befell,
    table_concepts,
    tells_when_it_befell,
)
from assistant.experts.tables.plan import (
    Expr,
    Filter,
    Plan,
    Where,
)
from assistant.experts.tables.quantity_ends import end_of_quantity
from assistant.experts.tables.rankings import extreme, grouped_condition, per_period, ranking, series
from assistant.experts.tables.shown_columns import (
    figures_named_in_part,
    is_told_by_key,
    lasts,
    only_figures,
    only_names_rows,
    other_column,
    what_befell,
)
from assistant.experts.tables.taking import counted, figure, take, take_shown
from assistant.experts.tables.units import TIME_UNITS, printed_unit
from assistant.experts.tables.yes_no import exists

Intent = Callable[[Ask], Plan | None]


_OBLIGED = frozenset(
    """
    should must need needs required doit doivent faut devrait shall recommended ought to be
    """.split()
) - {"to", "be"}

_STUFF = frozenset(
    """
    huile graisse eau fioul gazole carburant gaz fluide lubrifiant glycol refrigerant liquide vapeur air oil
    grease water fuel diesel gas coolant lubricant
    """.split()
)
"""What is measured and never counted: ``combien d'huile`` asks for litres."""

_CONSUMES = frozenset("consomme consomment consommation consume consumes consumption".split())


def aggregate(ask: Ask) -> Plan | None:
    """A sum, a mean … of a measure."""
    wanted = ask.has("sum", "mean", "median", "deviation") or (ask.has("count") and _count_of_measure(ask))
    wanted = wanted or _of_all_rows(ask) or _is_spent(ask)
    if not wanted or (
        ask.has("sum") and ask.has("count") and not _count_of_measure(ask) and not ask.has("mean")
    ):
        return None
    if ask.measure_expr() is None:
        return None
    measure, name = figure(ask)
    ask.draft.use(_words_of_money(ask, measure))
    if name in ("max", "min"):
        name = "sum"
    if name == "sum" and _is_list_of_prices(ask, measure):
        return None
    return Plan(kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=measure, aggregate=name)


_PRICES = frozenset("price prices prix tarif".split())
_STOCKED = frozenset("stock stocks hand onhand unit unitaire".split())


def _is_list_of_prices(ask: Ask, measure: Expr | None) -> bool:
    """True for what one piece costs, in a list of parts: such prices add up to nothing."""
    if measure is None or measure.via is not None or measure.kind != "column":
        return False
    priced = set(ask.schema.column(measure.name).words)
    return bool(_PRICES & priced) and any(_STOCKED & set(c.words) for c in ask.schema.columns)


_ALL = frozenset("all tous toutes".split())
_EACH = frozenset("each every chaque list liste show".split())


def _of_all_rows(ask: Ask) -> bool:
    """``What was the cost of all orders?``: what adds up is asked for over all rows, not row by row."""
    words = [token.norm for token in ask.reading.tokens]
    measure = ask.measure
    if measure is None or set(words) & _EACH or ask.has("list", "per", "most", "top", "high", "low"):
        return False
    if not ask.adds_up(measure, ask.draft.expr(measure)):
        return False
    rows = {i for link in ask.draft.links if link.kind == "table" for i in link.words}
    return any(
        word in _ALL and measure.end <= at and rows & set(range(at + 1, at + 4))
        for at, word in enumerate(words)
    )


_CURRENCIES = frozenset({"eur", "usd", "gbp", "chf", "cad"})
_ONE_BY_ONE: tuple[Operation, ...] = (
    "list", "which", "per", "most", "least", "top", "high", "low", "late", "early", "mean", "when", "who",
)  # fmt: skip


def _words_of_money(ask: Ask, measure: Expr | None) -> list[int]:
    """Where ``cost`` stands that a column in euros answers: ``Parts (EUR)`` is what the parts cost."""
    if measure is None or measure.via is not None or measure.kind != "column":
        return []
    if printed_unit(ask.schema.column(measure.name).unit) not in _CURRENCIES:
        return []
    spans = [c for c in ask.reading.concepts if c.concept == "cost"]
    return [at for span in spans for at in range(span.start, span.end)]


def _is_spent(ask: Ask) -> bool:
    """``Cost of parts for P-1``: what the orders on a thing came to, where they have a column of money."""
    measure = ask.measure
    counts = any(mark.text != "combien" for mark in ask.reading.of("count"))
    if measure is None or not ask.schema.moments() or not ask.found.where or counts or ask.has(*_ONE_BY_ONE):
        return False
    if ask.schema.key in ask.found.columns() or "work order" not in table_concepts(ask.schema):
        return False
    return bool(_words_of_money(ask, ask.draft.expr(measure)))


def _count_of_measure(ask: Ask) -> bool:
    """``how many labour hours``: the number counted is a measure."""
    mark = ask.reading.first("count")
    if mark is None:
        return False
    following = [t.norm for t in ask.reading.tokens[mark.end : mark.end + 2]]
    if _counts_stops(ask) or set(following) & _ORDERS:
        return False
    if ask.measure is not None:
        stocked = set(ask.column(ask.measure).words) & {
            "stock",
            "quantity",
            "qty",
            "hand",
            "quantite",
            "qte",
            "onhand",
        }
        return ask.draft.follows(mark, ask.measure) or bool(stocked)
    return (
        bool(following)
        and following[0] in ("hours", "heures", "minutes", "days", "jours", "hrs")
        and length_of(ask.draft) is not None
    )


_ORDERS = frozenset("order orders commande commandes po pos".split())
_STOPS = frozenset(
    "stop stops stoppage stoppages arret arrets interruption interruptions panne pannes".split()
)


def _counts_stops(ask: Ask) -> bool:
    """``how many stops`` beside a column of their minutes: rows that stopped, no minutes."""
    mark = ask.reading.first("count")
    if mark is None or ask.measure is None or ask.measure.kind != "column":
        return False
    following = [t.norm for t in ask.reading.tokens[mark.end : mark.end + 1]]
    expr = ask.draft.expr(ask.measure)
    if expr.via is not None or not set(following) & _STOPS:
        return False
    return printed_unit(ask.schema.column(expr.name).unit) in TIME_UNITS


def count(ask: Ask) -> Plan | None:
    """Rows, or different values of a column."""
    if not ask.has("count") and not _counts_events(ask):
        return None
    if _is_amount_needed(ask):
        return None
    target: Expr | None = None
    if _counts_stops(ask) and ask.measure is not None:
        stopped = Filter(expr=ask.draft.expr(ask.measure), condition=">", number=0.0)
        return Plan(kind="count", table=ask.schema.name, where=(*ask.found.all, stopped))
    target_link = counted(ask)
    if target_link is not None:
        target = take(ask, target_link)
    elif (pieces := _pieces(ask)) is not None:
        return Plan(
            kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=pieces, aggregate="sum"
        )
    within = whole_of(ask.schema, target.name) if target is not None and target.via is None else None
    return Plan(
        kind="count",
        table=ask.schema.name,
        where=ask.found.all,
        target=target,
        within=Expr(name=within.name) if within is not None else None,
    )


def _is_amount_needed(ask: Ask) -> bool:
    """``combien d'huile faut-il``, ``combien d'eau consomme``: an amount is no number of rows."""
    said = {token.norm for token in ask.reading.tokens}
    needed = bool(_OBLIGED & said) and bool(ask.schema.moments())
    of_stuff = any(
        token.norm in _STUFF
        for mark in ask.reading.of("count")
        for token in ask.reading.tokens[mark.end : mark.end + 1]
    )
    return of_stuff or ((needed or bool(_CONSUMES & said)) and not ask.row_focus)


def _counts_events(ask: Ask) -> bool:
    """``How often did P-1 trip?`` of rows that happened at some time; a list of what may happen has none."""
    obliged = _OBLIGED & {token.norm for token in ask.reading.tokens}
    return ask.has("how_often") and not obliged and bool(ask.schema.moments())


_PIECES = frozenset("qty quantity quantite qte".split())


def _pieces(ask: Ask) -> Expr | None:
    """``How many red LEDs`` of a parts list: the quantities of the lines that name them, not the lines."""
    if not ask.has("count") or not ask.found.where:
        return None
    if (ROW_WORDS | _ORDERS) & {token.norm for token in ask.reading.tokens} or ask.asks_time():
        return None
    return next(
        (
            Expr(name=c.name, textual_number=c.textual_number)
            for c in ask.schema.columns
            if c.is_numeric and len(c.words) == 1 and c.words[0] in _PIECES
        ),
        None,
    )


def absent(ask: Ask) -> Plan | None:
    """Values that have no row: ``which rules never fired``."""
    if not ask.has("never", "missing") or not ask.has("which", "list", "count"):
        return None
    open_marks = [
        m
        for m in ask.reading.of("never", "missing")
        if not any(i in ask.draft.used for i in range(m.start, m.end))
    ]
    target = ask.category
    if (
        not open_marks
        or target is None
        or (ask.has("missing") and not ask.has("never") and not (ask.found.where or ask.row_focus))
    ):
        return None
    expr = take(ask, target)
    for relation in ask.draft.index.relations_of(ask.schema.name):
        if relation.column == expr.name and expr.via is None and relation.unique and relation.contained > 0.9:
            expr = Expr(name=relation.other_column, via=relation)
            break
    return Plan(kind="absent", table=ask.schema.name, where=ask.found.all, target=expr)


_WHO_IS = re.compile(r"\b(?:who (?:is|are|was|were) the|qui (?:est|sont|etait) (?:le|la|les|l))\b")
"""``who is the manufacturer``: the column is named, and no other person is asked for."""


_KEPT = frozenset(
    """
    keep kept stored stocked located found sit sits range rangee ranges rangees stocke stockee stockes
    stockees situe situee trouve trouvent
""".split()
)
"""What a place does to a thing: the column of places says it."""


def rows(ask: Ask) -> Plan | None:
    """Rows, or the columns of them that are asked for."""
    when = ask.has("when") and ask.found.moment is not None
    if (not when and asks_when_it_befell(ask.reading)) or not tells_when_it_befell(ask.draft):
        return None
    row_focus = ask.row_focus
    if ask.has("how_long") and (length := length_of(ask.draft)) is not None and not ask.focus:
        ask.use_time_words()
        keyed = ask.schema.key in ask.found.columns()
        if not keyed and len(ask.found.where) > 0:
            return Plan(
                kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=length, aggregate="sum"
            )
        return Plan(kind="rows", table=ask.schema.name, where=ask.found.all, show=(length,))
    shown = with_ratings(ask, list(take_shown(ask))) or what_befell(ask)
    for kind in ("who", "where"):
        if (
            ask.has(kind)
            and not (kind == "who" and shown and _WHO_IS.search(ask.reading.folded))
            and not any(ask.is_person(e.name) for e in shown if e.via is None)
            and (column := ask.attribute(kind)) is not None
        ):
            shown.insert(0, Expr(name=column.name))
            if kind == "who":
                ask.use_doing()
            if kind == "where":
                ask.draft.use(i for i, t in enumerate(ask.reading.tokens) if t.norm in _KEPT)
    if when and ask.found.moment is not None:
        shown.insert(0, Expr(name=ask.found.moment.name))
    if not shown and not ask.found.where and not row_focus:
        return None
    if not shown and not row_focus and only_names_rows(ask):
        return Plan(kind="count", table=ask.schema.name, where=ask.found.all)
    restricted = ask.found.columns()
    asked = [e for e in shown if e.name not in restricted]
    if ask.draft.names_key and not row_focus and restricted and is_told_by_key(ask, restricted):
        asked.append(Expr(name=ask.schema.key or ""))
    guessed = [] if row_focus else [e for e in (other_column(ask),) if e is not None]
    if not row_focus and restricted:
        asked = figures_named_in_part(ask, asked)
    shown = with_item_and_mode(ask, asked) or guessed
    if ask.has("how_long") and len(shown) == 1 and lasts(ask, shown[0]) and ask.schema.key not in restricted:
        return Plan(
            kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=shown[0], aggregate="sum"
        )
    distinct = bool(shown) and not row_focus and not only_figures(ask, shown)
    return Plan(
        kind="rows",
        table=ask.schema.name,
        where=ask.found.all,
        show=tuple(shown),
        when=when,
        target=shown[0] if distinct and shown else None,
        guessed_column=not asked and not ask.has("meaning") and not row_focus,
        asks_rows=row_focus,
        answers_who=bool(_WHO_IS.search(ask.reading.folded) and any(map(ask.is_told_in_words, shown)))
        or any(ask.is_person(e.name) for e in shown if e.via is None),
    )


INTENTS: tuple[Intent, ...] = (
    gap,
    share,
    spread,
    same,
    difference,
    choice,
    absent,
    end_of_quantity,
    grouped_condition,
    ranking,
    per_period,
    series,
    extreme,
    aggregate,
    count,
    exists,
    rows,
)
"""In the order in which they are tried."""


def restrictions(plan: Plan) -> Where:
    """All conditions of a plan, those of its sides included."""
    return (*plan.where, *(item for side in plan.sides for item in side.where))
