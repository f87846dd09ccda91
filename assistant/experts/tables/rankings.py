"""Intents that make groups or put rows in order: rankings, series, extremes, means a period."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import (
    Assumption,
    Expr,
    Having,
    Plan,
)
from assistant.experts.tables.reading import Mark, mark_number
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.taking import counted, figure, take, take_shown, use_same


def grouped_condition(ask: Ask) -> Plan | None:
    """Groups of one row, or with more or fewer than a number: ``which chillers have over 100 alerts``."""
    having = ask.found.having
    once = ask.reading.first("once")
    group = ask.category
    if group is None or (having is None and once is None):
        return None
    if once is not None:
        ask.draft.use(range(once.start, once.end))
        condition = Having(comparison="=", number=1)
    else:
        assert having is not None
        ask.draft.use(range(*ask.reading.word_span(having.span)))
        condition = Having(comparison=having.comparison, number=having.value, upper=having.upper)
    expr = ask.draft.expr(group)
    ask.draft.use_link(group)
    measure, aggregate = figure(ask) if having is not None and ask.has("sum", "mean") else (None, None)
    target = None
    if having is not None and (counted := next(iter(ask.categories()), None)) is not None:
        target = ask.draft.expr(counted)
        ask.draft.use_link(counted)
    return Plan(
        kind="groups",
        table=ask.schema.name,
        where=ask.found.all,
        group=(expr,),
        having=condition,
        descending=True,
        measure=measure,
        aggregate=aggregate,
        target=target,
    )


def ranking(ask: Ask) -> Plan | None:
    """Groups in order: ``which rule fires most``, ``top 3 chillers``, ``busiest month``."""
    if not ask.has("most", "least", "top", "nth", "high", "low", "long", "short"):
        return None
    group = _ranked_group(ask)
    if group is None:
        return None
    counts = ask.has("most", "least", "top", "nth") or (ask.has("high", "low") and ask.has("count"))
    totals = ask.has("sum", "mean", "median")
    measure = None if group[1] is not None and group[1] is ask.measure else ask.measure_expr()
    if (
        measure is not None
        and not totals
        and not (ask.adds_up(ask.measure, measure) and ask.has("most", "least", "top"))
    ):
        if not (ask.has("top") and ask.measure is not None):
            return None
    elif measure is None and not counts:
        return None
    expr, link = group
    if link is not None:
        ask.draft.use_link(link)
    counted_rows = link is not None and link is ask.measure
    value, aggregate = (None, None) if counted_rows else figure(ask)
    mark = ask.limit()
    nth = ask.reading.first("nth")
    extra = tuple(take(ask, other) for other in ask.group_links if other is not link)
    extra += tuple(e for e in (ask.direction(),) if e is not None)
    return Plan(
        kind="groups",
        table=ask.schema.name,
        where=ask.found.all,
        group=(expr, *extra),
        measure=value,
        aggregate=aggregate,
        descending=ask.descending(),
        limit=mark_number(mark) if mark else None if nth else 1,
        rank=mark_number(nth) if nth else None,
    )


def _ranked_group(ask: Ask) -> tuple[Expr, Link | None] | None:
    if ask.part_focus is not None and ask.found.moment is not None:
        part, position = ask.part_focus
        ask.draft.use([position])
        return Expr(name=ask.found.moment.name, part=part), None
    link = ask.category or next(iter(ask.group_links), None) or _rating(ask)
    return (ask.draft.expr(link), link) if link is not None else None


def _rating(ask: Ask) -> Link | None:
    """A number of few values that is counted, not measured: ``the most common priority``."""
    marks = ask.reading.of("most", "least")
    often = any(re.search(r"common|frequent|often|souvent|courant", m.text) for m in marks)
    links = [link for link in ask.focus if ask.is_measure(link) and ask.column(link).distinct <= 20]
    return links[0] if often and links else None


def per_period(ask: Ask) -> Plan | None:
    """``how many a month on average``: rows by the number of periods."""
    if not ask.has("mean") or ask.group_part is None or ask.measure is not None or ask.found.moment is None:
        return None
    part, position = ask.group_part
    ask.draft.use([position])
    return Plan(
        kind="count",
        table=ask.schema.name,
        where=ask.found.all,
        per_period=part,
        target=Expr(name=ask.found.moment.name),
        assumptions=(Assumption(kind="per_period", words=(part,)),),
    )


def series(ask: Ask) -> Plan | None:
    """One figure for each group: ``alerts per month``, ``hours by chiller``."""
    groups: list[Expr] = []
    if ask.group_part is not None and ask.found.moment is not None:
        groups.append(Expr(name=ask.found.moment.name, part=ask.group_part[0]))
        ask.draft.use([ask.group_part[1]])
    for link in list(ask.group_links):
        groups.append(take(ask, link))
    if not groups and ask.found.sides and ask.has("difference", "count", "sum", "mean") and _wants_each(ask):
        sides = ask.found.sides[0]
        expr = sides[0].expr
        groups.append(replace(expr, part="year") if sides[0].condition == "period" else expr)
        use_same(ask, expr)
    if not groups:
        return None
    if ask.has("mean") and ask.measure is None and len(groups) == 1 and groups[0].part is None:
        return Plan(kind="count", table=ask.schema.name, where=ask.found.all, per_group=groups[0])
    measure, aggregate = figure(ask)
    if (
        measure is None
        and not ask.has("count", "most", "least", "top", "list", "which", "difference", "sum")
        and not groups
    ):
        return None
    target = None
    if measure is None and ask.has("distinct", "count") and (target_link := counted(ask)) is not None:
        target = take(ask, target_link)
    return Plan(
        kind="groups",
        table=ask.schema.name,
        where=ask.found.all,
        group=tuple(groups),
        measure=measure,
        aggregate=aggregate,
        target=target,
        descending=True if groups[0].part is None else None,
    )


def _wants_each(ask: Ask) -> bool:
    words = {t.norm for t in ask.reading.tokens}
    return bool(
        words
        & {
            "each",
            "respectively",
            "respectivement",
            "chacun",
            "chacune",
            "versus",
            "vs",
            "compare",
            "compared",
        }
    )


def extreme(ask: Ask) -> Plan | None:
    """Rows at an end of an order: the highest value, the last date."""
    measure: Expr | None = None
    if ask.has("high", "low", "long", "short", "most", "least", "top", "nth"):
        measure = ask.measure_expr()
        if measure is not None and ask.measure is not None:
            ask.draft.use_link(ask.measure)
        elif measure is not None:
            ask.use_time_words()
    when = ask.has("when") or ask.part_focus is not None
    if measure is None and ask.has("late", "early"):
        moment = ask.found.moment or _year_of(ask)
        if moment is None and any(_OF_AGE.search(m.text) for m in ask.reading.of("late", "early")):
            return None
        measure = Expr(name=moment.name) if moment is not None else Expr(kind="row")
        when = when or _asks_date(ask)
    if measure is None:
        return None
    mark, nth = ask.limit(), ask.reading.first("nth")
    down = ask.descending() if not ask.has("late") or ask.has("high", "low", "long", "short") else True
    if ask.part_focus is not None:
        ask.draft.use([ask.part_focus[1]])
    shown = take_shown(ask)
    if when and ask.found.moment is not None and measure != Expr(name=ask.found.moment.name):
        shown = (Expr(name=ask.found.moment.name), *shown)
    return rows_at_end(ask, measure, descending=down, counting=(mark, nth), show=shown, when=when)


def rows_at_end(
    ask: Ask,
    measure: Expr,
    *,
    descending: bool,
    counting: tuple[Mark | None, Mark | None],
    show: tuple[Expr, ...],
    when: bool,
) -> Plan:
    """The rows at one end of a column.

    Args:
        counting: The words that say how many rows, and the how-many-eth.
    """
    mark, nth = counting
    return Plan(
        kind="extreme",
        table=ask.schema.name,
        where=ask.found.all,
        measure=measure,
        descending=descending,
        limit=mark_number(mark) if mark else None,
        rank=mark_number(nth) if nth else None,
        show=show,
        when=when,
    )


_OF_AGE = re.compile(r"oldest|newest|ancien|recent")
"""What the order of rows does not tell."""
_YEARS = frozenset("year annee".split())


def _year_of(ask: Ask) -> ColumnSchema | None:
    """The one column of years that a table without dates has: ``Année de construction``."""
    columns = [c for c in ask.schema.columns if c.type == "integer" and _YEARS & set(c.words)]
    return columns[0] if len(columns) == 1 else None


def _asks_date(ask: Ask) -> bool:
    """``last date we got …``, ``the last time``: the date itself is the answer."""
    for mark in ask.reading.of("late", "early"):
        following = [t.norm for t in ask.reading.tokens[mark.end : mark.end + 2]]
        if following and following[0] in ("date", "time", "day", "fois", "jour", "one"):
            return True
    return not ask.focus and not ask.row_focus
