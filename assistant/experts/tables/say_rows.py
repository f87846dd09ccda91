"""Sentences about rows: the highest, the last, lists and single cells. Knows plans and results."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables import figures
from assistant.experts.tables.describe import column_words
from assistant.experts.tables.plan import Plan, flat
from assistant.experts.tables.quantity_columns import tells_year
from assistant.experts.tables.run import Result
from assistant.experts.tables.teller import Teller, Told
from assistant.experts.tables.unit_column import is_with_unit
from assistant.experts.tables.wording import word

_NAMES_SHOWN = 3
_SHORT_CODE = 3


def _row_words(teller: Teller, result: Result, row: Sequence[object], *, skip: Sequence[str] = ()) -> str:
    parts = []
    units = {column.name: column.unit for column in teller.schema.columns if column.type != "duration"}
    lengths = {f"{e.name} → {e.second}": e for e in teller.plan.show if e.kind == "length"}
    moments = [column.name for column in teller.schema.moments()]
    dates = moments if teller.plan.when and len(moments) > 1 else []
    key = teller.schema.key
    if key in result.columns and len(result.rows) > 1 and not teller.plan.show:
        text = figures.cell(row[result.columns.index(key)], teller.language)
        return f"{text} ({more})" if text.isdigit() and (more := _naming(teller, result, row)) else text
    for name, value in zip(result.columns, row, strict=True):
        if name in ("_row", "measure", "n", *skip) or value is None:
            continue
        if name in lengths:
            length = lengths[name]
            parts.append(f"{column_words(length, teller.language)} {teller.measured(value, length)}")
            continue
        told = figures.with_unit(value, units.get(name), teller.language)
        parts.append(f"{name} {told}" if name in dates else told)
    return ", ".join(parts) or f"{word('order in the table', teller.language)} {row[0]}"


def _naming(teller: Teller, result: Result, row: Sequence[object]) -> str:
    """What names a row whose key is a mere number: its first names and codes."""
    cells = dict(zip(result.columns, row, strict=True))
    named = [
        figures.cell(cells[column.name], teller.language)
        for column in teller.schema.columns
        if column.is_text and column.part in ("name", "code") and cells.get(column.name) is not None
    ]
    return ", ".join(named[:_NAMES_SHOWN])


def tell_extreme(teller: Teller, result: Result) -> Told:
    """The rows at one end of an order."""
    plan = teller.plan
    if not result.rows or plan.measure is None:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    first, count = result.rows[0], len(result.rows)
    value = teller.measured(first[1], plan.measure)
    measured = teller.column_of(plan.measure)
    is_moment = measured is not None and measured.is_moment
    rows = [_row_words(teller, result, row) for row in result.rows]
    when = _moment_of(teller, result, first) if plan.when and not is_moment else None
    more: dict[str, object] = {"value": value, "n": count, "noun": teller.noun(count)}
    if when is not None:
        key, more = "extreme_row", {**more, "shown": when, "noun": teller.noun(1)}
    elif is_moment and not plan.show and (plan.limit or 1) == 1:
        key, more = "extreme_date", {**more, "rows": teller.listed(rows[:3])}
    elif (plan.limit or 1) > 1 or (plan.measure.kind == "row" and count > 1):
        pairs = zip(rows, result.rows, strict=True)
        shown = [f"{text} ({teller.measured(row[1], plan.measure)})" for text, row in pairs]
        key, more = "extreme_list", {**more, "rows": teller.listed(shown), "noun": teller.noun(2)}
    elif plan.show:
        cells = list(dict.fromkeys(_told_words(teller, result, row) for row in result.rows))
        key, more = "extreme_row", {**more, "shown": teller.listed(cells)}
    else:
        some = [f"({r})" if count > 1 else r for r in rows[:6]]
        key, more = "extreme_value", {**more, "rows": teller.listed(some)}
    dated = is_moment or (measured is not None and tells_year(measured))
    rank = teller.rank(*_extreme_keys(plan, dated=dated))
    if plan.rank is not None:
        rank = f"{rank} (n° {plan.rank})"
    column = column_words(plan.measure, teller.language)
    sentence = teller.say(key, rank=rank, column=column, cond=teller.cond(), **more)
    values = (value, *rows[:20])
    return Told(statement=sentence, values=values if when is None else (when, *values))


def _extreme_keys(plan: Plan, *, dated: bool) -> tuple[str, ...]:
    if dated:
        return ("late",) if plan.descending else ("early",)
    return ("high", "long", "most", "top")[:2] if plan.descending else ("low", "short")


def _shown_words(teller: Teller, row: Sequence[object]) -> str:
    return ", ".join(figures.cell(value, teller.language) for value in row[2 : 2 + len(teller.plan.show)])


def _told_words(teller: Teller, result: Result, row: Sequence[object]) -> str:
    """What is shown of a row; a mere code such as ``H`` with the names beside it."""
    shown = _shown_words(teller, row)
    if len(shown) > _SHORT_CODE:
        return shown
    others = [name for name in _naming(teller, result, row).split(", ") if name != shown]
    return f"{shown} ({', '.join(others)})" if any(others) else shown


def _moment_of(teller: Teller, result: Result, row: Sequence[object]) -> str | None:
    moments = {c.name for c in teller.schema.moments()}
    for name, value in zip(result.columns, row, strict=True):
        if name in moments and value is not None:
            return figures.moment(value, teller.language)
    return None


def tell_rows(teller: Teller, result: Result) -> Told:
    """Single cells, lists of values, rows."""
    plan = teller.plan
    if not result.rows:
        searched = any(item.condition == "contains" for item in flat(plan.where))
        none = teller.say("rows_none", noun=teller.noun(2), cond=teller.cond())
        return Told(statement=none, found=searched)
    if plan.target is None:
        names = [name for name in result.columns if name != "_row"]
        if plan.show or len(names) < len(teller.schema.columns):
            shown = [_row_words(teller, result, row) for row in result.rows]
        else:
            shown = [
                ", ".join(
                    f"{n} {figures.cell(v, teller.language)}"
                    for n, v in zip(names, row[1:], strict=True)
                    if v is not None
                )
                for row in result.rows[:5]
            ]
        total = len(result.rows)
        sentence = teller.say(
            "rows_list", n=total, noun=teller.noun(total), cond=teller.cond(), values=teller.listed(shown)
        )
        return Told(statement=sentence, values=tuple(shown[:50]))
    named = plan.show[:1] if is_with_unit(plan.show) else plan.show
    column = figures.listed([column_words(e, teller.language) for e in named], teller.language)
    size = len(plan.show)
    filled = [row for row in result.rows if any(v is not None and str(v).strip() for v in row[:size])]
    if not filled:
        return Told(statement=teller.say("rows_empty", column=column, cond=teller.cond()))
    shown = [
        (" " if is_with_unit(plan.show) else ", ").join(
            teller.measured(v, e) for v, e in zip(row[:size], plan.show, strict=True)
        )
        for row in filled
    ]
    shown = list(dict.fromkeys(" ".join(text.split()) for text in shown))
    sentence = teller.say("rows_values", column=column, values=teller.listed(shown), cond=teller.cond())
    return Told(statement=sentence, values=tuple(shown[:50]))
