"""Intents: what kind of query a question is. Each looks at what is asked and makes a plan, or leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.conditions import length_of
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import (
    Aggregate,
    AnyOf,
    Assumption,
    Expr,
    Filter,
    Having,
    Plan,
    Side,
    Where,
    flat,
)
from assistant.experts.tables.reading import mark_number

Intent = Callable[[Ask], Plan | None]

_PREDICATES = frozenset(
    """is are was were be been being has have had do does did come comes came fall falls fell carry carried concern concerns
    relate relates involve involves belong belongs show shows go goes went occur occurs occurred happen happened take takes took
    lasted with without that which whose where than exceed exceeds sont est ont etait etaient concernent concerne vient viennent
    proviennent portent porte avec dont qui depassent fired fire carries got get need needs require requires""".split()
)


_OBLIGED = frozenset("should must need needs required doit doivent faut devrait shall recommended ought to be".split()) - {"to", "be"}


def gap(ask: Ask) -> Plan | None:
    """Time between rows that follow one another, or from the first to the last."""
    mark = ask.reading.first("gap")
    moment = ask.found.moment
    if mark is None or moment is None or ask.has("share"):
        return None
    if (
        ask.measure is not None
        and ask.is_measure(ask.measure)
        and not ask.has("long", "short", "mean", "high")
    ):
        return None
    expr = Expr(name=moment.name)
    ask.draft.use(range(mark.start, mark.end))
    ask.use_time_words()
    if ask.has("late") and ask.has("early"):
        return Plan(kind="span", table=ask.schema.name, where=ask.found.all, measure=expr)
    aggregate: Aggregate = "mean" if ask.has("mean") else "min" if ask.has("short", "low") else "max"
    return Plan(kind="gap", table=ask.schema.name, where=ask.found.all, measure=expr, aggregate=aggregate)


def share(ask: Ask) -> Plan | None:
    """Rows with something in rows of something, in percent."""
    mark = ask.reading.first("share")
    if mark is None or not ask.found.where:
        return None
    region = _of_region(ask, mark.end)
    base: list[Filter | AnyOf] = []
    part: list[Filter | AnyOf] = []
    for number, item in enumerate(ask.found.where):
        start, _ = ask.found.positions[number]
        (base if region is not None and region[0] <= start < region[1] else part).append(item)
    if not part:
        chosen = next(
            (i for i in base if not isinstance(i, AnyOf) and i.condition in ("is_true", "is_false")), base[0]
        )
        part = [chosen]
        base.remove(chosen)
    elif not base:
        base = [i for i in part if not isinstance(i, AnyOf) and i.condition == "period" and len(part) > 1]
        part = [i for i in part if i not in base]
    measure = ask.measure
    if measure is not None:
        ask.draft.use_link(measure)
    return Plan(
        kind="share", table=ask.schema.name, where=(*base, *part), base=tuple(base),
        measure=ask.draft.expr(measure) if measure is not None and ask.adds_up(measure, None) else None,
    )  # fmt: skip


def _of_region(ask: Ask, start: int) -> tuple[int, int] | None:
    """The words of the whole: behind ``of``, up to the verb."""
    tokens = ask.reading.tokens
    first = next(
        (
            i
            for i in range(max(0, start - 1), min(start + 3, len(tokens)))
            if tokens[i].norm in ("of", "des", "de", "du", "d")
        ),
        None,
    )
    if first is None:
        return None
    end = next((i for i in range(first + 1, len(tokens)) if tokens[i].norm in _PREDICATES), len(tokens))
    return first, end


def difference(ask: Ask) -> Plan | None:
    """The same figure for two sides, and how far they are apart."""
    if not ask.has("difference") or not ask.found.sides:
        return None
    compared = ask.found.sides[0]
    names = {f.expr.name for f in compared}
    common = tuple(item for item in ask.found.all if not _restricts(item, names))
    sides = tuple(Side(label=f.words, where=(*common, f)) for f in compared[:4])
    measure, aggregate = _figure(ask)
    return Plan(
        kind="difference", table=ask.schema.name, where=common, sides=sides, measure=measure, aggregate=aggregate
    )  # fmt: skip


def _restricts(item: Filter | AnyOf, names: set[str]) -> bool:
    return any(f.expr.name in names for f in flat((item,)))


def _figure(ask: Ask) -> tuple[Expr | None, Aggregate | None]:
    """What is compared or ranked: rows where no measure is named."""
    measure = ask.measure
    aggregate: Aggregate | None = None
    for operation, name in (
        ("mean", "mean"),
        ("median", "median"),
        ("deviation", "deviation"),
        ("sum", "sum"),
    ):
        if ask.has(operation):  # type: ignore[arg-type]
            aggregate = name  # type: ignore[assignment]
            break
    expr = ask.measure_expr()
    if expr is None:
        return None, None
    if measure is not None:
        ask.draft.use_link(measure)
    else:
        ask.use_time_words()
    if aggregate is None:
        aggregate = "sum" if ask.adds_up(measure, expr) else "max" if ask.descending() else "min"
    return expr, aggregate


def same(ask: Ask) -> Plan | None:
    """``Which terminal has the same depth as terminal 1``: other rows with the value of a named one."""
    mark = ask.reading.first("same")
    if mark is None or not ask.has("which", "who", "list", "count"):
        return None
    shared = next((link for link in ask.columns() if ask.draft.follows(mark, link)), None)
    named = next(
        (f for f in flat(ask.found.all) if f.condition == "in" and f.expr.via is None and not f.negated), None
    )
    if shared is None or named is None or shared.column == named.expr.name:
        return None
    ask.draft.use(range(mark.start, mark.end))
    rest = tuple(item for item in ask.found.all if item is not named)
    alike = Filter(expr=_take(ask, shared), condition="same_as", like=(named,), words=shared.column)
    where = (*rest, alike, replace(named, negated=True))
    _use_same(ask, named.expr)
    if ask.has("count"):
        return Plan(kind="count", table=ask.schema.name, where=where)
    return Plan(kind="rows", table=ask.schema.name, where=where, show=(named.expr,), target=named.expr)


def spread(ask: Ask) -> Plan | None:
    """``Difference between the highest and the lowest``: how far apart the ends of a measure are."""
    both = ask.has("high", "long") and ask.has("low", "short")
    if not both or not ask.has("difference") or ask.measure_expr() is None:
        return None
    measure, _ = _figure(ask)
    return Plan(kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=measure, aggregate="range")


def choice(ask: Ask) -> Plan | None:
    """``Which had more alerts, A or B?``: the named groups, ranked."""
    if not ask.found.sides or not ask.has("which", "who", "exists"):
        return None
    words = {t.norm for t in ask.reading.tokens}
    if not words & {"or", "ou"} or not (
        words & {"more", "fewer", "less", "higher", "lower", "plus", "moins", "longer"}
        or ask.has("most", "least", "high", "low")
    ):
        return None
    expr = ask.found.sides[0][0].expr
    if ask.found.sides[0][0].condition == "period":
        expr = replace(expr, part="year")
    measure, aggregate = _figure(ask)
    down = not words & {"fewer", "less", "lower", "moins"} and ask.descending()
    _use_same(ask, expr)
    return Plan(
        kind="groups", table=ask.schema.name, where=ask.found.all, group=(expr,), measure=measure, aggregate=aggregate,
        descending=down, limit=1,
    )  # fmt: skip


def _use_same(ask: Ask, expr: Expr) -> None:
    for link in ask.columns():
        if link.column == expr.name:
            ask.draft.use_link(link)


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
    measure, aggregate = _figure(ask) if having is not None and ask.has("sum", "mean") else (None, None)
    target = None
    if having is not None and (counted := next(iter(ask.categories()), None)) is not None:
        target = ask.draft.expr(counted)
        ask.draft.use_link(counted)
    return Plan(
        kind="groups", table=ask.schema.name, where=ask.found.all, group=(expr,), having=condition, descending=True,
        measure=measure, aggregate=aggregate, target=target,
    )  # fmt: skip


def ranking(ask: Ask) -> Plan | None:
    """Groups in order: ``which rule fires most``, ``top 3 chillers``, ``busiest month``."""
    if not ask.has("most", "least", "top", "nth", "high", "low", "long", "short"):
        return None
    group = _ranked_group(ask)
    if group is None:
        return None
    counts = ask.has("most", "least", "top", "nth") or (ask.has("high", "low") and ask.has("count"))
    totals = ask.has("sum", "mean", "median")
    measure = ask.measure_expr()
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
    figure, aggregate = _figure(ask)
    mark = ask.limit()
    nth = ask.reading.first("nth")
    extra = tuple(_take(ask, other) for other in ask.group_links if other is not link)
    extra += tuple(e for e in (ask.direction(),) if e is not None)
    return Plan(
        kind="groups", table=ask.schema.name, where=ask.found.all, group=(expr, *extra), measure=figure, aggregate=aggregate,
        descending=ask.descending(), limit=mark_number(mark) if mark else None if nth else 1,
        rank=mark_number(nth) if nth else None,
    )  # fmt: skip


def _take(ask: Ask, link: Link) -> Expr:
    ask.draft.use_link(link)
    return ask.draft.expr(link)


def _ranked_group(ask: Ask) -> tuple[Expr, Link | None] | None:
    if ask.part_focus is not None and ask.found.moment is not None:
        part, position = ask.part_focus
        ask.draft.use([position])
        return Expr(name=ask.found.moment.name, part=part), None
    link = ask.category or next(iter(ask.group_links), None)
    return (ask.draft.expr(link), link) if link is not None else None


def per_period(ask: Ask) -> Plan | None:
    """``how many a month on average``: rows by the number of periods."""
    if not ask.has("mean") or ask.group_part is None or ask.measure is not None or ask.found.moment is None:
        return None
    part, position = ask.group_part
    ask.draft.use([position])
    return Plan(
        kind="count", table=ask.schema.name, where=ask.found.all, per_period=part,
        target=Expr(name=ask.found.moment.name), assumptions=(Assumption(kind="per_period", words=(part,)),),
    )  # fmt: skip


def series(ask: Ask) -> Plan | None:
    """One figure for each group: ``alerts per month``, ``hours by chiller``, ``corrective against preventive``."""
    groups: list[Expr] = []
    if ask.group_part is not None and ask.found.moment is not None:
        groups.append(Expr(name=ask.found.moment.name, part=ask.group_part[0]))
        ask.draft.use([ask.group_part[1]])
    for link in list(ask.group_links):
        groups.append(_take(ask, link))
    if not groups and ask.found.sides and ask.has("difference", "count", "sum", "mean") and _wants_each(ask):
        sides = ask.found.sides[0]
        expr = sides[0].expr
        groups.append(replace(expr, part="year") if sides[0].condition == "period" else expr)
        _use_same(ask, expr)
    if not groups:
        return None
    measure, aggregate = _figure(ask)
    if (
        measure is None
        and not ask.has("count", "most", "least", "top", "list", "which", "difference", "sum")
        and not groups
    ):
        return None
    target = None
    if measure is None and ask.has("distinct", "count") and (counted := _counted(ask)) is not None:
        target = _take(ask, counted)
    return Plan(
        kind="groups", table=ask.schema.name, where=ask.found.all, group=tuple(groups), measure=measure, aggregate=aggregate,
        target=target, descending=True if groups[0].part is None else None,
    )  # fmt: skip


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
        moment = ask.found.moment
        measure = Expr(name=moment.name) if moment is not None else Expr(kind="row")
        when = when or _asks_date(ask)
    if measure is None:
        return None
    mark, nth = ask.limit(), ask.reading.first("nth")
    down = ask.descending() if not ask.has("late") or ask.has("high", "low", "long", "short") else True
    if ask.part_focus is not None:
        ask.draft.use([ask.part_focus[1]])
    shown = _shown(ask)
    if when and ask.found.moment is not None and measure != Expr(name=ask.found.moment.name):
        shown = (Expr(name=ask.found.moment.name), *shown)
    return Plan(
        kind="extreme", table=ask.schema.name, where=ask.found.all, measure=measure, descending=down,
        limit=mark_number(mark) if mark else None, rank=mark_number(nth) if nth else None,
        show=shown, when=when,
    )  # fmt: skip


def _asks_date(ask: Ask) -> bool:
    """``last date we got …``, ``the last time``: the date itself is the answer."""
    for mark in ask.reading.of("late", "early"):
        following = [t.norm for t in ask.reading.tokens[mark.end : mark.end + 2]]
        if following and following[0] in ("date", "time", "day", "fois", "jour", "one"):
            return True
    return not ask.focus and not ask.row_focus


def _shown(ask: Ask) -> tuple[Expr, ...]:
    """Columns asked for; those that are open are used up."""
    shown: list[Expr] = []
    for link in ask.focus:
        if link in ask.draft.consumed:
            continue
        shown.append(_take(ask, link))
    for link in ask.columns():
        shown.append(_take(ask, link))
    return tuple(dict.fromkeys(shown))


def aggregate(ask: Ask) -> Plan | None:
    """A sum, a mean … of a measure."""
    wanted = ask.has("sum", "mean", "median", "deviation") or (ask.has("count") and _count_of_measure(ask))
    if not wanted or (
        ask.has("sum") and ask.has("count") and not _count_of_measure(ask) and not ask.has("mean")
    ):
        return None
    if ask.measure_expr() is None:
        return None
    measure, name = _figure(ask)
    if name in ("max", "min"):
        name = "sum"
    return Plan(kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=measure, aggregate=name)


def _count_of_measure(ask: Ask) -> bool:
    """``how many labour hours``: the number counted is a measure."""
    mark = ask.reading.first("count")
    if mark is None:
        return False
    if ask.measure is not None:
        stocked = set(ask.column(ask.measure).words) & {"stock", "quantity", "qty", "hand", "quantite", "qte", "onhand"}
        return ask.draft.follows(mark, ask.measure) or bool(stocked)
    following = [t.norm for t in ask.reading.tokens[mark.end : mark.end + 2]]
    return (
        bool(following)
        and following[0] in ("hours", "heures", "minutes", "days", "jours", "hrs")
        and length_of(ask.draft) is not None
    )


def count(ask: Ask) -> Plan | None:
    """Rows, or different values of a column."""
    if not ask.has("count") and not (ask.has("how_often") and not _OBLIGED & {t.norm for t in ask.reading.tokens}):
        return None
    target: Expr | None = None
    counted = _counted(ask)
    if counted is not None:
        target = _take(ask, counted)
    return Plan(kind="count", table=ask.schema.name, where=ask.found.all, target=target)


def _counted(ask: Ask) -> Link | None:
    for mark in ask.reading.of("count", "distinct"):
        if mark.text.startswith(("how many times", "combien de fois")):
            continue
        for link in ask.categories():
            if ask.draft.follows(mark, link) and not ask.row_focus_between(mark, link):
                return link
    return None


def absent(ask: Ask) -> Plan | None:
    """Values that have no row: ``which rules never fired``."""
    if not ask.has("never", "missing") or not ask.has("which", "list", "count"):
        return None
    open_marks = [
        m for m in ask.reading.of("never", "missing") if not any(i in ask.draft.used for i in range(m.start, m.end))
    ]
    target = ask.category
    if not open_marks or target is None or (
        ask.has("missing") and not ask.has("never") and not (ask.found.where or ask.row_focus)
    ):
        return None
    expr = _take(ask, target)
    for relation in ask.draft.index.relations_of(ask.schema.name):
        if relation.column == expr.name and expr.via is None and relation.unique and relation.contained > 0.9:
            expr = Expr(name=relation.other_column, via=relation)
            break
    return Plan(kind="absent", table=ask.schema.name, where=ask.found.all, target=expr)


def exists(ask: Ask) -> Plan | None:
    """Is there a row."""
    if not ask.has("exists", "never") or ask.has("which", "when", "how_long", "list"):
        return None
    if not ask.found.where:
        return None
    sides = next((s for s in ask.found.sides if s[0].condition == "in" and len(s) == 2), None)
    if sides is not None and {"or", "ou"} & {t.norm for t in ask.reading.tokens}:
        return Plan(
            kind="rows", table=ask.schema.name, where=ask.found.all, show=(sides[0].expr,), target=sides[0].expr
        )
    return Plan(kind="exists", table=ask.schema.name, where=ask.found.all, show=_shown(ask))


def rows(ask: Ask) -> Plan | None:
    """Rows, or the columns of them that are asked for."""
    when = ask.has("when") and ask.found.moment is not None
    row_focus = ask.row_focus
    if ask.has("how_long") and (length := length_of(ask.draft)) is not None and not ask.focus:
        ask.use_time_words()
        keyed = ask.schema.key in ask.found.columns()
        if not keyed and len(ask.found.where) > 0:
            return Plan(
                kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=length, aggregate="sum"
            )
        return Plan(kind="rows", table=ask.schema.name, where=ask.found.all, show=(length,))
    shown = list(_shown(ask))
    for kind in ("who", "where"):
        if ask.has(kind) and not any(ask.is_person(e.name) for e in shown if e.via is None) and (column := ask.attribute(kind)) is not None:  # type: ignore[arg-type]
            shown.insert(0, Expr(name=column.name))
    if when and ask.found.moment is not None:
        shown.insert(0, Expr(name=ask.found.moment.name))
    if not shown and not ask.found.where:
        return None
    restricted = ask.found.columns()
    asked = [e for e in shown if e.name not in restricted]
    guessed = [] if row_focus else [e for e in (_other_column(ask),) if e is not None]
    shown = asked or guessed
    distinct = bool(shown) and not row_focus
    return Plan(
        kind="rows", table=ask.schema.name, where=ask.found.all, show=tuple(shown), when=when,
        target=shown[0] if distinct and shown else None,
        guessed_column=not asked and not ask.has("meaning") and not row_focus,
        asks_rows=row_focus, answers_who=any(ask.is_person(e.name) for e in shown if e.via is None),
    )  # fmt: skip


def _other_column(ask: Ask) -> Expr | None:
    """What says something of the value that was named: its name, its code, or the next column."""
    for item in flat(ask.found.all):
        if item.condition != "in" or item.expr.via is not None:
            continue
        name = item.expr.name
        kin = ask.schema.label_of(name) or ask.schema.code_of(name)
        if kin is not None:
            return Expr(name=kin)
        names = [c.name for c in ask.schema.columns]
        after = names[names.index(name) + 1 :]
        if ask.schema.key != name and after:
            return Expr(name=after[0])
    return None


INTENTS: tuple[Intent, ...] = (
    gap, share, spread, same, difference, choice, absent, grouped_condition, ranking, per_period, series, extreme, aggregate, count,
    exists, rows,
)  # fmt: skip
"""In the order in which they are tried."""


def restrictions(plan: Plan) -> Where:
    """All conditions of a plan, those of its sides included."""
    return (*plan.where, *(item for side in plan.sides for item in side.where))
