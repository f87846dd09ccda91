"""Numbers, lengths of time, empty cells, columns compared with columns or a product. Ranks nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions, is_negated, said
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import Condition, Expr, Filter
from assistant.experts.tables.quantities import CONTRARY, HOURS, Quantity, unit_of_time
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.units import TIME_UNITS, same_unit, unit_of
from assistant.experts.tables.word_weights import CONTENT, word_weight
from ingest.parsers.units import is_unit

_OVER = re.compile(
    r"\b(above|over|exceed\w*|greater than|higher than|more than|larger than|beyond|after|later than|"
    r"au dessus|superieure?s? a|depass\w+|apres)\b"
)


_UNDER = re.compile(
    r"\b(below|under|less than|lower than|fewer than|smaller than|beneath|before|earlier than|en "
    r"dessous|inferieure?s? a|sous|avant)\b"
)


def add_quantities(draft: Draft, found: Conditions) -> None:
    """Numbers that a column, a length of time or a figure of groups is compared with."""
    taken = {i for m in draft.reading.of("top", "nth", "once") for i in range(m.start, m.end)}
    numeric = [
        link
        for link in draft.open("column")
        if draft.column(link).is_numeric or draft.column(link).part == "code"
    ]
    for quantity in draft.reading.quantities:
        start, end = draft.reading.word_span(quantity.span)
        if set(range(start, end)) & taken or any(
            link.start <= i < link.end
            for link in draft.links
            if link.kind == "value"
            for i in range(start, end)
        ):
            continue
        named = [k for k in numeric if k.exact and start <= k.start < end and k not in draft.consumed]
        link = draft.nearest_before(start, numeric) or next(iter(named), None)
        link = link or draft.nearest_after(end, numeric, reach=2)
        measured = _measured_in(draft, quantity, link)
        if measured is not None:
            _add_measured(draft, found, quantity, measured, (start, end))
        elif link is not None and (draft.column(link).is_numeric):
            _add_number(draft, found, quantity, link, (start, end))
        elif quantity.hours is not None and quantity.explicit and (length := length_of(draft)) is not None:
            found.add(_number_filter(length, quantity, hours=True, draft=draft), start, end)
            draft.use(range(start, end))
        elif (
            quantity.explicit
            and found.having is None
            and draft.reading.asks_at(start)
            and not _has_unit(draft, quantity)
        ):
            found.having = quantity


def _measured_in(draft: Draft, quantity: Quantity, near: Link | None) -> ColumnSchema | None:
    """The one column of numbers in the unit of a quantity: ``10 g`` is no resistance; None for a time.

    The question must name it, or name another column beside the number.
    """
    unit = unit_of(quantity.unit or "") or quantity.unit
    if unit is None or unit in TIME_UNITS or quantity.hours is not None:
        return None
    columns = [c for c in draft.schema.columns if c.is_numeric and same_unit(unit, c.unit)]
    if len(columns) != 1 or (near is not None and near.column == columns[0].name):
        return None
    named = any(link.kind == "column" and link.column == columns[0].name for link in draft.links)
    return columns[0] if named or near is not None else None


def _add_measured(
    draft: Draft, found: Conditions, quantity: Quantity, column: ColumnSchema, span: tuple[int, int]
) -> None:
    """A number that its unit gives to a column, named beside it or not."""
    expr = Expr(name=column.name, textual_number=column.textual_number)
    found.add(_number_filter(expr, quantity, hours=False, draft=draft), *span)
    for link in draft.open("column"):
        if link.via is None and link.column == column.name:
            draft.use_link(link)
    start, end = span
    with_unit = end < len(draft.reading.tokens) and draft.reading.tokens[end].norm == quantity.unit
    draft.use(range(start, end + with_unit))


def _has_unit(draft: Draft, quantity: Quantity) -> bool:
    """True for ``over 90 °C``: no number of rows."""
    following = re.match(r"\s*([^\s,;:?!]+)", draft.reading.text[quantity.span[1] :])
    return quantity.unit is not None or bool(following and is_unit(following[1]))


def _add_number(
    draft: Draft, found: Conditions, quantity: Quantity, link: Link, span: tuple[int, int]
) -> None:
    column = draft.column(link)
    hours = column.type == "duration"
    negation = is_negated(draft, *span) or is_negated(draft, link.start, link.end)
    if negation is not None:
        quantity = replace(quantity, comparison=CONTRARY[quantity.comparison])
        draft.use(range(negation.start, negation.end))
    quantity = _in_unit(quantity, column.unit)
    found.add(
        _number_filter(draft.expr(link), quantity, hours=hours, draft=draft),
        min(link.start, span[0]),
        max(link.end, span[1]),
    )
    draft.use_link(link)
    draft.use(range(*span))


def _in_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """The number in the column's unit of time, where both have one."""
    theirs = unit_of_time(unit or "")
    if theirs is None or quantity.hours is None:
        return quantity
    factor = HOURS[quantity.unit or ""] / HOURS[theirs]
    upper = None if quantity.upper is None else quantity.upper * factor
    return replace(quantity, value=quantity.value * factor, upper=upper)


def _number_filter(expr: Expr, quantity: Quantity, *, hours: bool, draft: Draft) -> Filter:
    factor = (quantity.hours or quantity.value) / quantity.value if hours and quantity.value else 1.0
    return Filter(
        expr=expr,
        condition=quantity.comparison,
        number=quantity.value * factor,
        upper=None if quantity.upper is None else quantity.upper * factor,
        words=draft.reading.text[slice(*quantity.span)],
    )


def length_of(draft: Draft) -> Expr | None:
    """What says how long a row lasts: a column of duration, or the time from its start to its end."""
    spans = [c for c in draft.schema.columns if c.part == "span"]
    named = [c for c in spans if set(c.words) & {"duration", "length", "duree", "lasted", "downtime", "time"}]
    if named or (len(spans) == 1 and draft.schema.interval is None):
        return Expr(name=(named or spans)[0].name)
    if draft.schema.interval is not None:
        return Expr(kind="length", name=draft.schema.interval[0], second=draft.schema.interval[1])
    return Expr(name=spans[0].name) if spans else None


def add_empty(draft: Draft, found: Conditions) -> None:
    """``no recommended action``, ``without a finish date``, ``have a recommended action``."""
    for mark in draft.reading.of("missing", "present"):
        for link in draft.open("column"):
            if (
                link.via
                or link.column == draft.schema.key
                or not draft.follows(mark, link)
                or link.start - mark.end > 2
            ):
                continue
            if (
                draft.column(link).filled == draft.schema.rows
                and mark.operation == "missing"
                and not draft.column(link).is_text
            ):
                continue
            if draft.column(link).head or (
                mark.operation == "present" and draft.column(link).filled == draft.schema.rows
            ):
                continue
            condition: Condition = "is_null" if mark.operation == "missing" else "not_null"
            found.add(
                Filter(expr=draft.expr(link), condition=condition, words=said(draft, mark.start, link.end)),
                mark.start,
                link.end,
            )
            draft.use_link(link)
            draft.use(range(mark.start, mark.end))
            break


def add_column_comparisons(draft: Draft, found: Conditions) -> None:
    """``value above the upper bound``, ``finished after the due date``, ``stock below minimum``."""
    links = [
        link for link in draft.open("column") if draft.column(link).is_numeric or draft.column(link).is_moment
    ]
    for right in links:
        start = max(
            (link.end for link in draft.links if link.end <= right.start), default=max(0, right.start - 4)
        )
        before = range(max(start, right.start - 5), right.start)
        text = draft.reading.between(before.start, before.stop)
        over, under = _OVER.search(text), _UNDER.search(text)
        compared = over or under
        if compared is None or right in draft.consumed or _names_another(draft, before, compared.end()):
            continue
        others = [link for link in links if link is not right]
        left = draft.nearest_before(right.start, others, reach=5)
        if left is None:
            left = next((link for link in others if link.start == right.end), None)
        expr, limit = draft.expr(left) if left is not None else _partner(draft, right), draft.expr(right)
        if expr is None:
            continue
        if left is not None and left.start == right.end and _is_limit(draft, left) > _is_limit(draft, right):
            expr, limit = limit, expr  # ``sous le stock minimum``: the limit is named behind
        found.add(
            Filter(
                expr=expr,
                condition="column_>" if over else "column_<",
                other=limit,
                words=said(draft, left.start if left else right.start, right.end),
            ),
            left.start if left else right.start,
            right.end,
        )
        draft.use(range(max(0, right.start - 3), right.start))
        draft.use_link(right)
        if left is not None:
            draft.use_link(left)


def _names_another(draft: Draft, words: range, after: int) -> bool:
    """True where a word of weight stands between a comparison and its column: ``under warranty were raised``.

    Args:
        words: Places of the words before the column.
        after: Where the comparison ends in their text (``Reading.between``).
    """
    reading = draft.reading
    begin = (reading.tokens[words.start - 1].end if words.start else 0) + after
    return any(
        word_weight(reading, i) >= CONTENT and i not in draft.used
        for i in words
        if reading.tokens[i].start >= begin
    )


_LIMITS = frozenset(
    "min max minimum maximum upper lower limit limite bound threshold seuil due target planned".split()
)


def _is_limit(draft: Draft, link: Link) -> bool:
    return bool(set(draft.column(link).words) & _LIMITS)


def _partner(draft: Draft, right: Link) -> Expr | None:
    """What a limit is the limit of: the column called value or measure, or one that shares a word with it."""
    column = draft.column(right)
    alike = [
        c
        for c in draft.schema.columns
        if c.name != column.name
        and c.type in (column.type, "integer", "number")
        and c.is_numeric == column.is_numeric
    ]
    for c in alike:
        if set(c.words) & {"value", "measure", "measured", "reading", "actual", "valeur", "mesure", "releve"}:
            return Expr(name=c.name, textual_number=c.textual_number)
    if not _is_limit(draft, right):
        return None
    for c in alike:
        if (set(c.words) & set(column.words)) - _LIMITS or c.is_moment:
            return Expr(name=c.name, textual_number=c.textual_number)
    return None


def add_products(draft: Draft, found: Conditions) -> None:
    """``RPN doesn't match SxOxD``: a column beside the product of others, by initials or names."""
    mark = draft.reading.first("product")
    unequal, equal = draft.reading.first("unequal"), draft.reading.first("equal")
    if mark is None or (unequal is None and equal is None):
        return
    numeric = [c for c in draft.schema.columns if c.is_numeric]
    letters = re.findall(r"[a-z]", re.sub(r"[x×*](?=\s?[a-z])|(?<=[a-z])\s?[x×*]", " ", mark.text))
    factors = [c.name for letter in letters for c in numeric if c.words and c.words[0].startswith(letter)]
    links = [link for link in draft.open("column") if draft.column(link).is_numeric]
    if len(mark.text) > 12 or len(factors) != len(letters):
        factors = [link.column for link in links if link.start >= mark.end]
    target = next((link for link in links if link.column not in factors), None)
    if target is None or len(factors) < 2:
        return
    condition: Condition = "column_!=" if unequal is not None else "column_="
    words = said(draft, target.start, max(mark.end, target.end)) if target.start < mark.end else mark.text
    found.add(
        Filter(
            expr=draft.expr(target),
            condition=condition,
            other=Expr(kind="product", factors=tuple(factors)),
            words=words,
        ),
        target.start,
        mark.end,
    )
    draft.use_link(target)
    for link in links:
        if link.column in factors:
            draft.use_link(link)
    for used in (mark, unequal or equal):
        if used is not None:
            draft.use(range(used.start, used.end))
