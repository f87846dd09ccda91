"""Sentences about groups: rankings, series, groups of one. Knows plans and results."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables import figures
from assistant.experts.tables.describe import column_words
from assistant.experts.tables.run import Result
from assistant.experts.tables.teller import LISTED, Teller, Told
from assistant.experts.tables.wording import RANKS, say, word


def _group_label(teller: Teller, row: Sequence[object], columns: Sequence[str]) -> str:
    size = len(teller.plan.group)
    parts = [
        f"{column_words(e, teller.language)} {figures.cell(v, teller.language)}"
        if isinstance(v, bool)
        else figures.cell(v, teller.language)
        for e, v in zip(teller.plan.group, row[:size], strict=True)
    ]
    text = ", ".join(parts)
    if "label" in columns and row[columns.index("label")] is not None:
        label = figures.cell(row[columns.index("label")], teller.language)
        if label != text:
            return f"{text} ({label})"
    return text


def _group_figure(teller: Teller, value: object) -> str:
    plan = teller.plan
    if plan.measure is not None:
        name = word(plan.aggregate or "sum", teller.language)
        return (
            f"{teller.measured(value, plan.measure)} ({name} {column_words(plan.measure, teller.language)})"
        )
    count = int(str(value))
    if plan.target is not None:
        return f"{count} {column_words(plan.target, teller.language)}"
    return f"{count} {teller.noun(count)}"


def tell_groups(teller: Teller, result: Result) -> Told:
    """A ranking, or one figure a group."""
    plan, language = teller.plan, teller.language
    column = ", ".join(column_words(e, language) if e.part is None else e.part for e in plan.group)
    if plan.having is not None:
        return _tell_having(teller, result, column)
    if not result.rows:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    names = [_group_label(teller, row, result.columns) for row in result.rows]
    numbers = tuple(teller.number(row[-1]) for row in result.rows)
    values = tuple(v for pair in zip(names, numbers, strict=True) for v in pair)[:60]
    single = plan.limit == 1 or plan.rank is not None
    if single:
        down = plan.descending is not False
        rank = say(
            RANKS,
            ("most" if down else "least") if plan.measure is None else ("high" if down else "low"),
            language,
        )
        rank = f"{rank} (n° {plan.rank})" if plan.rank is not None else rank
        key = "group_top" if len(names) == 1 else "group_ties"
        figure = _group_figure(teller, result.rows[0][-1])
        sentence = teller.say(
            key, group=names[0], groups=teller.listed(names), rank=rank, figure=figure, cond=teller.cond()
        )
        return Told(statement=sentence, values=values)
    shown = [f"{name} ({number})" for name, number in zip(names, _plain_figures(teller, result), strict=True)]
    what = (
        teller.noun(2)
        if plan.measure is None
        else f"{word(plan.aggregate or 'sum', language)} {column_words(plan.measure, language)}"
    )
    sentence = teller.say(
        "group_list", groups=teller.listed(shown), column=column, figure=what, cond=teller.cond()
    )
    return Told(statement=sentence, values=values)


def _plain_figures(teller: Teller, result: Result) -> list[str]:
    return [
        teller.measured(row[-1], teller.plan.measure)
        if teller.plan.measure is not None
        else teller.number(row[-1])
        for row in result.rows
    ]


def _tell_having(teller: Teller, result: Result, column: str) -> Told:
    having = teller.plan.having
    assert having is not None
    number = teller.number(having.number)
    sign = {
        "=": "exactly " if teller.language != "fr" else "exactement ",
        ">": "> ",
        ">=": "≥ ",
        "<": "< ",
        "<=": "≤ ",
        "!=": "≠ ",
    }
    figure = f"{sign.get(having.comparison, '')}{number} {teller.noun(int(having.number))}"
    names = [_group_label(teller, row, result.columns) for row in result.rows]
    if not names:
        return Told(statement=teller.say("group_none", column=column, cond=teller.cond(), figure=figure))
    shown = [f"{name} ({teller.number(row[-1])})" for name, row in zip(names, result.rows, strict=True)]
    if teller.reading.has("count") or len(names) > LISTED:
        key = "group_many"
    else:
        key = "group_once"
        shown = names if having.comparison == "=" else shown
    sentence = teller.say(
        key, n=len(names), groups=teller.listed(shown), column=column, cond=teller.cond(), figure=figure
    )
    return Told(statement=sentence, values=tuple(names[:50]))
