"""From a plan and its result to a sentence in English or French. Knows plans and results, runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.experts.tables import figures
from assistant.experts.tables.describe import column_words, where_words
from assistant.experts.tables.left_out import names_values
from assistant.experts.tables.run import Result
from assistant.experts.tables.say_groups import tell_groups
from assistant.experts.tables.say_rows import tell_extreme, tell_rows
from assistant.experts.tables.teller import Teller, Told
from assistant.experts.tables.wording import RANKS, SENTENCES, say, word

_PERIODS = {
    "year": "an",
    "month": "mois",
    "week": "semaine",
    "day": "jour",
    "quarter": "trimestre",
    "hour": "heure",
}


def tell_count(teller: Teller, result: Result) -> Told:
    """Rows or different values, counted."""
    plan, row = teller.plan, result.rows[0]
    if plan.per_period is not None or plan.per_group is not None:
        return _tell_count_each(teller, row)
    if plan.target is not None:
        return _tell_distinct(teller, row)
    count = int(str(row[0]))
    key = "count_none" if count == 0 else "count_one" if count == 1 else "count"
    sentence = teller.say(key, n=count, noun=teller.noun(count), cond=teller.cond())
    # who asks for a reading and not for a count is not told surely that there are no rows
    asked = count > 0 or teller.reading.has("count", "how_often", "exists", "never", "sum")
    asked = asked and (count > 0 or names_values(teller.reading, teller.plan.where))
    return Told(statement=sentence, values=(str(count),), found=asked)


def _tell_count_each(teller: Teller, row: Sequence[object]) -> Told:
    """Rows of the mean period or group."""
    plan, n, cond = teller.plan, teller.number(row[0]), teller.cond()
    if plan.per_period is not None:
        part = _PERIODS.get(plan.per_period, plan.per_period) if teller.language == "fr" else plan.per_period
        sentence = teller.say(
            "per_period", n=n, noun=teller.noun(2), part=part, total=row[1], periods=row[2], cond=cond
        ).replace("moiss", "mois")
    else:
        assert plan.per_group is not None
        column = column_words(plan.per_group, teller.language)
        sentence = teller.say(
            "per_group", n=n, noun=teller.noun(2), column=column, total=row[1], groups=row[2], cond=cond
        )
    return Told(statement=sentence, values=(n, str(row[1]), str(row[2])))


def _tell_distinct(teller: Teller, row: Sequence[object]) -> Told:
    """Different values, and the parts of things that they stand for."""
    plan, count = teller.plan, int(str(row[0]))
    assert plan.target is not None
    column, noun, cond = column_words(plan.target, teller.language), teller.noun(2), teller.cond()
    if plan.within is not None and row[1] != row[0]:
        within = column_words(plan.within, teller.language)
        sentence = teller.say(
            "parts", n=count, names=row[1], column=column, within=within, noun=noun, cond=cond
        )
        return Told(statement=sentence, values=(str(count), str(row[1])))
    sentence = teller.say("distinct", n=count, column=column, noun=noun, cond=cond)
    return Told(statement=sentence, values=(str(count),))


def tell_aggregate(teller: Teller, result: Result) -> Told:
    """A sum, a mean …"""
    plan = teller.plan
    value, count = result.rows[0]
    column = column_words(plan.measure, teller.language)
    if value is None:
        return Told(
            statement=teller.say("aggregate_none", column=column, noun=teller.noun(2), cond=teller.cond()),
            found=False,
        )
    shown = teller.measured(value, plan.measure)
    sentence = teller.say(
        "aggregate",
        value=shown,
        aggregate=word(plan.aggregate or "sum", teller.language),
        column=column,
        n=count,
        noun=teller.noun(int(str(count))),
        cond=teller.cond(),
    )
    return Told(statement=sentence, values=(shown, str(count)))


def tell_share(teller: Teller, result: Result) -> Told:
    """A share in percent, with the two counts."""
    plan = teller.plan
    percent, part, whole = result.rows[0]
    base = teller.cond(plan.base)
    if not whole:
        return Told(statement=teller.say("share_none", noun=teller.noun(2), base=base), found=False)
    own = tuple(item for item in plan.where if item not in plan.base)
    shown = figures.number(percent, teller.language, digits=2)
    sentence = teller.say(
        "share",
        percent=shown,
        part=teller.number(part),
        whole=teller.number(whole),
        noun=teller.noun(2),
        base=base,
        cond=where_words(own, teller.language, teller._naming),
    )
    return Told(statement=sentence, values=(shown, teller.number(part), teller.number(whole)))


def _days(teller: Teller, value: object) -> str:
    amount = float(str(value))
    folded = teller.reading.folded
    if "hour" in folded or "heure" in folded or (amount < 2 and "day" not in folded and "jour" not in folded):
        return figures.hours(amount * 24, teller.language)
    if "week" in folded and "weeks" in folded.split("?")[0].split():
        return f"{teller.number(amount / 7)} {'semaines' if teller.language == 'fr' else 'weeks'}"
    return (
        f"{figures.number(amount, teller.language, digits=1)} "
        f"{'jours' if teller.language == 'fr' else 'days'}"
    )


def tell_gap(teller: Teller, result: Result) -> Told:
    """Time between rows that follow one another."""
    plan = teller.plan
    if not result.rows or result.rows[0][0] is None:
        return Told(statement=teller.say("gap_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    row = result.rows[0]
    value = _days(teller, row[0])
    since, until = (figures.moment(end, teller.language) for end in row[1:3])
    key = "gap_mean" if plan.aggregate == "mean" else "gap"
    sentence = teller.say(
        key,
        value=value,
        noun=teller.noun(2),
        cond=teller.cond(),
        since=since,
        until=until,
        n=row[-1],
        column=column_words(plan.measure, teller.language),
        rank=say(RANKS, "long" if plan.aggregate == "max" else "short", teller.language),
    )
    return Told(statement=sentence, values=(value, since, until))


def tell_span(teller: Teller, result: Result) -> Told:
    """Time from the first to the last row."""
    row = result.rows[0]
    if row[0] is None:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    value = _days(teller, row[0])
    since, until = (figures.moment(end, teller.language) for end in row[1:3])
    sentence = teller.say(
        "span", value=value, n=row[3], noun=teller.noun(2), cond=teller.cond(), since=since, until=until
    )
    return Told(statement=sentence, values=(value, since, until))


def tell_exists(teller: Teller, result: Result) -> Told:
    """Yes or no, with how many and, where they are few, which."""
    if not result.rows:
        none = teller.say("exists_not", noun=teller.noun(2), cond=teller.cond())
        return Told(statement=none, values=("0",), found=names_values(teller.reading, teller.plan.where))
    row, columns = result.rows[0], result.columns
    count = int(str(row[1]))
    last = ""
    if "first" in columns and row[columns.index("first")] is not None:
        ends = (figures.moment(row[columns.index(name)], teller.language) for name in ("first", "last"))
        last = say(SENTENCES, "last_on", teller.language).format(*ends)
    names = [n for n in columns if n not in ("_row", "n", "first", "last")]
    if names and count <= NAMED:
        cells = [
            ", ".join(figures.cell(r[columns.index(n)], teller.language) for n in names) for r in result.rows
        ]
        last += f" ({'; '.join(cells)})"
    sentence = teller.say("exists", n=count, noun=teller.noun(count), cond=teller.cond(), last=last)
    return Told(statement=sentence, values=(str(count),))


def tell_difference(teller: Teller, result: Result) -> Told:
    """How far two sides are apart."""
    plan = teller.plan
    row = [0 if v is None else v for v in result.rows[0]]
    shown = [teller.measured(v, plan.measure) if plan.measure else teller.number(v) for v in row]
    if len(row) != 2:
        sides = [f"{side.label} {text}" for side, text in zip(plan.sides, shown, strict=True)]
        return Told(
            statement=teller.say("sides", sides=teller.listed(sides), cond=teller.cond()), values=tuple(shown)
        )
    apart = abs(float(str(row[0])) - float(str(row[1])))
    value = teller.measured(
        apart if isinstance(row[0], float) or isinstance(row[1], float) else int(apart), plan.measure
    )
    sentence = teller.say(
        "difference",
        value=value,
        first=shown[0],
        second=shown[1],
        a=plan.sides[0].label,
        b=plan.sides[1].label,
        cond=teller.cond(),
    )
    return Told(statement=sentence, values=(value, *shown))


def tell_absent(teller: Teller, result: Result) -> Told:
    """Values that have no row."""
    column = column_words(teller.plan.target, teller.language)
    names = [figures.cell(row[0], teller.language) for row in result.rows]
    if not names:
        return Told(
            statement=teller.say("absent_none", column=column, noun=teller.noun(2), cond=teller.cond())
        )
    sentence = teller.say(
        "absent",
        values=teller.listed(names),
        n=len(names),
        column=column,
        noun=teller.noun(2),
        cond=teller.cond(),
    )
    return Told(statement=sentence, values=tuple(names[:50]))


NAMED = 5
"""Rows that a yes names."""

_TELLERS: dict[str, Callable[[Teller, Result], Told]] = {
    "count": tell_count,
    "aggregate": tell_aggregate,
    "share": tell_share,
    "groups": tell_groups,
    "extreme": tell_extreme,
    "rows": tell_rows,
    "gap": tell_gap,
    "span": tell_span,
    "exists": tell_exists,
    "difference": tell_difference,
    "absent": tell_absent,
}


def tell_result(teller: Teller, result: Result) -> Told:
    """The sentence for a result of the teller's plan."""
    return _TELLERS[teller.plan.kind](teller, result)
