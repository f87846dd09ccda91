"""Intents that compare: shares, differences, gaps, the same as, one or the other."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.plan import (
    Aggregate,
    AnyOf,
    Expr,
    Filter,
    Plan,
    Side,
    flat,
)
from assistant.experts.tables.taking import figure, take, use_same

_PREDICATES = frozenset(
    """
    is are was were be been being has have had do does did come comes came fall falls fell carry carried
    concern concerns relate relates involve involves belong belongs show shows go goes went occur occurs
    occurred happen happened take takes took lasted with without that which whose where than exceed
    exceeds sont est ont etait etaient concernent concerne vient viennent proviennent portent porte avec
    dont qui depassent fired fire carries got get need needs require requires
    """.split()
)


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
        kind="share",
        table=ask.schema.name,
        where=(*base, *part),
        base=tuple(base),
        measure=ask.draft.expr(measure) if measure is not None and ask.adds_up(measure, None) else None,
    )


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


_MORE = frozenset("more fewer less higher lower longer shorter plus moins".split())


def difference(ask: Ask) -> Plan | None:
    """The same figure for two sides, and how far they are apart."""
    if not ask.has("difference") or not ask.found.sides or not _has_figure(ask):
        return None
    compared = ask.found.sides[0]
    names = {f.expr.name for f in compared}
    common = tuple(item for item in ask.found.all if not _restricts(item, names))
    sides = tuple(Side(label=f.words, where=(*common, f)) for f in compared[:4])
    measure, aggregate = figure(ask)
    return Plan(
        kind="difference",
        table=ask.schema.name,
        where=common,
        sides=sides,
        measure=measure,
        aggregate=aggregate,
    )


def _has_figure(ask: Ask) -> bool:
    """True where a number can be meant; "difference between A and B" alone asks for none."""
    words = {token.norm for token in ask.reading.tokens}
    counts = ask.has("count", "sum", "mean", "median", "most", "least") or bool(words & _MORE)
    return counts or ask.measure_expr() is not None or any(link.kind == "table" for link in ask.draft.links)


def _restricts(item: Filter | AnyOf, names: set[str]) -> bool:
    return any(f.expr.name in names for f in flat((item,)))


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
    alike = Filter(expr=take(ask, shared), condition="same_as", like=(named,), words=shared.column)
    where = (*rest, alike, replace(named, negated=True))
    use_same(ask, named.expr)
    if ask.has("count"):
        return Plan(kind="count", table=ask.schema.name, where=where)
    return Plan(kind="rows", table=ask.schema.name, where=where, show=(named.expr,), target=named.expr)


def spread(ask: Ask) -> Plan | None:
    """``Difference between the highest and the lowest``: how far apart the ends of a measure are."""
    both = ask.has("high", "long") and ask.has("low", "short")
    if not both or not ask.has("difference") or ask.measure_expr() is None:
        return None
    measure, _ = figure(ask)
    return Plan(
        kind="aggregate", table=ask.schema.name, where=ask.found.all, measure=measure, aggregate="range"
    )


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
    measure, aggregate = figure(ask)
    down = not words & {"fewer", "less", "lower", "moins"} and ask.descending()
    use_same(ask, expr)
    return Plan(
        kind="groups",
        table=ask.schema.name,
        where=ask.found.all,
        group=(expr,),
        measure=measure,
        aggregate=aggregate,
        descending=down,
        limit=1,
    )
