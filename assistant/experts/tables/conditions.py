"""What a question restricts rows to: values, flags, numbers, periods, empty cells, columns compared. Ranks nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.experts.tables.dates import Period, month_start
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import AnyOf, Assumption, Condition, Expr, Filter, Where, flat
from assistant.experts.tables.quantities import CONTRARY, HOURS, Quantity, unit_of_time
from assistant.experts.tables.reading import Mark
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import LONGEST_PHRASE, concepts_of
from assistant.experts.tables.words import name_words

_FINISHED = frozenset(
    "close closed closes closing finish finished finishes finishing complete completed completes completing end ended "
    "ends done cloture cloturee clotures cloturees termine terminee termines terminees fini finie acheve fermes resolved"
    .split()
)  # fmt: skip
_STARTED = frozenset(
    "start started starts begin began begins open opened opens raise raised created create reported report issued "
    "commence debute ouvert ouverts cree crees signale signales declenche".split()
)
_OVER = re.compile(
    r"\b(above|over|exceed\w*|greater than|higher than|more than|larger than|beyond|after|later than|au dessus|superieure?s? a|depass\w+|apres)\b"
)
_UNDER = re.compile(
    r"\b(below|under|less than|lower than|fewer than|smaller than|beneath|before|earlier than|en dessous|inferieure?s? a|sous|avant)\b"
)
_OUTWARD = re.compile(r"\b(outside|out of|hors)\b")


@dataclass
class Conditions:
    """What was found.

    Attributes:
        where: Conditions, with the words they came from.
        sides: Conditions on one column of which the question names several, to be compared.
        having: A number that is compared with a figure of groups.
        moment: The date column in force, if periods were named or it was asked for.
        outside: Periods that lie wholly outside the table, with the table's own first and last time.
        conflicts: Words that name parts of several values of one column, and no value that has them all.
    """

    where: list[Filter | AnyOf] = field(default_factory=list)
    positions: dict[int, tuple[int, int]] = field(default_factory=dict)
    sides: list[tuple[Filter, ...]] = field(default_factory=list)
    having: Quantity | None = None
    moment: ColumnSchema | None = None
    outside: list[tuple[Period, datetime, datetime]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    def add(self, item: Filter | AnyOf, start: int, end: int) -> None:
        """Adds a condition that words ``[start, end)`` say."""
        self.positions[len(self.where)] = (start, end)
        self.where.append(item)

    @property
    def all(self) -> Where:
        """All conditions."""
        return tuple(self.where)

    def columns(self) -> set[str]:
        """Names of the columns that are restricted."""
        return {item.expr.name for item in flat(self.all)}


def find_conditions(draft: Draft) -> Conditions:
    """Takes all conditions out of a draft; their links are used up."""
    found = Conditions()
    _add_products(draft, found)
    _add_quantities(draft, found)
    _add_empty(draft, found)
    _add_column_comparisons(draft, found)
    _add_values(draft, found)
    _add_flags(draft, found)
    found.moment = choose_moment(draft, found)
    _add_periods(draft, found)
    return found


def is_negated(draft: Draft, start: int, end: int) -> Mark | None:
    """The negation that covers words ``[start, end)``: ``leaving PMs aside``, ``not preventive``."""
    for mark in draft.reading.of("negation"):
        if mark.end <= start and start - mark.end <= 3:
            text = draft.reading.between(mark.end, start)
            if "," in text or "?" in text or re.search(r"\b(but|only|mais)\b", text):
                continue
            between = range(mark.end, start)
            if any((link := draft.link_at(i)) and link.kind in ("value", "flag", "column") for i in between):
                continue
            if mark.text in ("leaving", "setting") and not re.search(
                r"\b(aside|out)\b", " ".join(t.norm for t in draft.reading.tokens[end : end + 3])
            ):
                continue
            return mark
    return None


def _words(draft: Draft, start: int, end: int) -> str:
    tokens = draft.reading.tokens
    return draft.reading.text[tokens[start].start : tokens[end - 1].end]


def _add_values(draft: Draft, found: Conditions) -> None:
    by_column: dict[tuple[str, str], list[tuple[Link, bool]]] = {}
    for link in draft.open("value"):
        negation = is_negated(draft, link.start, link.end)
        if negation is not None:
            draft.use(range(negation.start, negation.end))
        by_column.setdefault((link.table, link.column), []).append((link, negation is not None))
    for links in by_column.values():
        for negated in (False, True):
            alike = _together(draft, [link for link, no in links if no == negated], found)
            if not alike:
                continue
            parts = tuple(_value_filter(draft, link, found, negated=negated) for link in alike)
            if len(parts) > 1:
                found.sides.append(parts)
            values = tuple(dict.fromkeys(v for part in parts for v in part.values))
            words = " / ".join(part.words for part in parts)
            merged = Filter(expr=parts[0].expr, condition="in", values=values, negated=negated, words=words)
            if len(alike) == 1:
                _note_rivals(draft, alike[0], merged, found)
            found.add(merged, alike[0].start, alike[-1].end)


_JOINING = re.compile(r"\b(and|or|et|ou|vs|versus|plus|than|que|both|with|nor)\b|[,&+/;]")


def _together(draft: Draft, links: list[Link], found: Conditions) -> list[Link]:
    """Values of one column: several where ``and`` or ``or`` joins them, else those that all the words name."""
    kept: list[Link] = []
    for link in links:
        before = kept[-1] if kept else None
        if before is None or _JOINING.search(draft.reading.between(before.end, link.start)):
            kept.append(link)
            continue
        shared = tuple(value for value in before.values if value in link.values)
        near = all(draft.reading.is_stop(i) for i in range(before.end, link.start))
        if shared:
            kept[-1] = replace(before, values=shared, end=link.end, score=max(before.score, link.score))
            draft.use(link.words, link.score)
            continue
        if near:
            found.conflicts.append(_words(draft, before.start, link.end))
        if (link.exact, link.end - link.start, link.score) > (
            before.exact,
            before.end - before.start,
            before.score,
        ):
            kept[-1] = link
        draft.consumed.add(link)
    return kept


def _value_filter(draft: Draft, link: Link, found: Conditions, *, negated: bool) -> Filter:
    draft.use_link(link)
    words = _words(draft, link.start, link.end)
    if not link.spelled:
        found.assumptions.append(Assumption(kind="spelling", words=(words, link.values[0])))
    if not link.exact and len(link.values) > 1:
        found.assumptions.append(Assumption(kind="many_values", words=(words, link.column, *link.values[:6])))
    return Filter(expr=draft.expr(link), condition="in", values=link.values, negated=negated, words=words)


def _note_rivals(draft: Draft, link: Link, merged: Filter, found: Conditions) -> None:
    """Says so where the same words are a value of a second column alike; the first one is taken."""
    if merged.negated or link.via is not None or draft.column(link).part == "prose":
        return
    labels = {draft.schema.label_of(link.column), draft.schema.code_of(link.column)}
    rivals = [
        r.column for r in draft.rivals(link)
        if r.via is None and (r.start, r.end) == (link.start, link.end) and r.score >= link.score - 0.01
        and r.column not in labels and draft.column(r).part != "prose" and set(r.values) == set(link.values)
    ]  # fmt: skip
    if rivals:
        words = (merged.words, link.column, *rivals)
        found.assumptions.append(Assumption(kind="either_column", words=words))


def _add_flags(draft: Draft, found: Conditions) -> None:
    by_column: dict[str, list[tuple[Link, bool]]] = {}
    for link in draft.open("flag"):
        negation = is_negated(draft, link.start, link.end)
        draft.use_link(link)
        truth = bool(link.truth)
        if negation is not None:
            draft.use(range(negation.start, negation.end))
            truth = not truth
        by_column.setdefault(link.column, []).append((link, truth))
    for links in by_column.values():
        truths = {truth for _, truth in links}
        filters = tuple(
            Filter(
                expr=draft.expr(link), condition="is_true" if truth else "is_false",
                words=_words(draft, link.start, link.end),
            )
            for link, truth in links
        )  # fmt: skip
        if len(truths) == 1:
            found.add(filters[0], links[0][0].start, links[0][0].end)
        else:
            found.sides.append(filters)


def _add_quantities(draft: Draft, found: Conditions) -> None:
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
        if link is not None and (draft.column(link).is_numeric):
            _add_number(draft, found, quantity, link, (start, end))
        elif quantity.hours is not None and quantity.explicit and (length := length_of(draft)) is not None:
            found.add(_number_filter(length, quantity, hours=True, draft=draft), start, end)
            draft.use(range(start, end))
        elif quantity.explicit and found.having is None and draft.reading.asks_at(start):
            found.having = quantity


def _add_number(
    draft: Draft, found: Conditions, quantity: Quantity, link: Link, span: tuple[int, int]
) -> None:
    column = draft.column(link)
    hours = column.type == "duration"
    negation = is_negated(draft, *span)
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
        expr=expr, condition=quantity.comparison, number=quantity.value * factor,
        upper=None if quantity.upper is None else quantity.upper * factor,
        words=draft.reading.text[slice(*quantity.span)],
    )  # fmt: skip


def length_of(draft: Draft) -> Expr | None:
    """What says how long a row lasts: a column of duration, or the time from its start to its end."""
    spans = [c for c in draft.schema.columns if c.part == "span"]
    named = [c for c in spans if set(c.words) & {"duration", "length", "duree", "lasted", "downtime", "time"}]
    if named or (len(spans) == 1 and draft.schema.interval is None):
        return Expr(name=(named or spans)[0].name)
    if draft.schema.interval is not None:
        return Expr(kind="length", name=draft.schema.interval[0], second=draft.schema.interval[1])
    return Expr(name=spans[0].name) if spans else None


def _add_empty(draft: Draft, found: Conditions) -> None:
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
            if (
                draft.column(link).head
                or mark.operation == "present"
                and draft.column(link).filled == draft.schema.rows
            ):
                continue
            condition: Condition = "is_null" if mark.operation == "missing" else "not_null"
            found.add(
                Filter(expr=draft.expr(link), condition=condition, words=_words(draft, mark.start, link.end)),
                mark.start, link.end,
            )  # fmt: skip
            draft.use_link(link)
            draft.use(range(mark.start, mark.end))
            break


def _add_column_comparisons(draft: Draft, found: Conditions) -> None:
    """``value above the upper bound``, ``finished after the due date``, ``stock below minimum``."""
    links = [
        link for link in draft.open("column") if draft.column(link).is_numeric or draft.column(link).is_moment
    ]
    for right in links:
        start = max(
            (link.end for link in draft.links if link.end <= right.start), default=max(0, right.start - 4)
        )
        text = draft.reading.between(max(start, right.start - 5), right.start)
        over, under = _OVER.search(text), _UNDER.search(text)
        if not (over or under) or right in draft.consumed:
            continue
        others = [link for link in links if link is not right]
        left = draft.nearest_before(right.start, others, reach=5)
        if left is None:
            left = next((link for link in others if link.start == right.end), None)
        expr = draft.expr(left) if left is not None else _partner(draft, right)
        if expr is None:
            continue
        found.add(
            Filter(
                expr=expr, condition="column_>" if over else "column_<", other=draft.expr(right),
                words=_words(draft, left.start if left else right.start, right.end),
            ),
            left.start if left else right.start, right.end,
        )  # fmt: skip
        draft.use(range(max(0, right.start - 3), right.start))
        draft.use_link(right)
        if left is not None:
            draft.use_link(left)


def _partner(draft: Draft, right: Link) -> Expr | None:
    """What a limit is the limit of: the column called value or measure, or one that shares a word with it."""
    column = draft.column(right)
    alike = [
        c for c in draft.schema.columns
        if c.name != column.name and c.type in (column.type, "integer", "number") and c.is_numeric == column.is_numeric
    ]  # fmt: skip
    for c in alike:
        if set(c.words) & {"value", "measure", "measured", "reading", "actual", "valeur", "mesure", "releve"}:
            return Expr(name=c.name, textual_number=c.textual_number)
    limits = {
        "min",
        "max",
        "minimum",
        "maximum",
        "upper",
        "lower",
        "limit",
        "bound",
        "threshold",
        "due",
        "target",
        "planned",
    }
    if not set(column.words) & limits:
        return None
    for c in alike:
        if (set(c.words) & set(column.words)) - limits or c.is_moment:
            return Expr(name=c.name, textual_number=c.textual_number)
    return None


def _add_products(draft: Draft, found: Conditions) -> None:
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
    words = _words(draft, target.start, max(mark.end, target.end)) if target.start < mark.end else mark.text
    found.add(
        Filter(expr=draft.expr(target), condition=condition, other=Expr(kind="product", factors=tuple(factors)), words=words),
        target.start, mark.end,
    )  # fmt: skip
    draft.use_link(target)
    for link in links:
        if link.column in factors:
            draft.use_link(link)
    for used in (mark, unequal or equal):
        if used is not None:
            draft.use(range(used.start, used.end))


def table_concepts(schema: TableSchema) -> frozenset[str]:
    """What a table is about, by the phrases of its name, title and key."""
    phrases = [name_words(schema.table.name), name_words(schema.table.title), schema.words, name_words(schema.key or "")]
    return frozenset(
        concept
        for words in phrases
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST_PHRASE, len(words)) + 1)
        for concept in concepts_of(words[i:j])
    )


def choose_moment(draft: Draft, found: Conditions) -> ColumnSchema | None:
    """The date column that a question means: named, or by its verb, or the natural one of the table."""
    moments = draft.schema.moments()
    if not moments:
        return None
    for link in draft.open("column"):
        if draft.column(link).is_moment and link.via is None:
            draft.use_link(link)
            return draft.column(link)
    if len(moments) == 1:
        return moments[0]
    words = {token.norm for token in draft.reading.tokens}
    roles = {c.date_role: c for c in reversed(moments)}
    wanted = [r for r, verbs in (("end", _FINISHED), ("start", _STARTED)) if words & verbs and r in roles]
    order = (
        ("end", "any", "start", "other")
        if "work order" in table_concepts(draft.schema)
        else ("any", "start", "end", "other")
    )
    chosen = roles[wanted[0]] if wanted else next(roles[role] for role in order if role in roles)  # type: ignore[index]
    found.assumptions.append(Assumption(kind="date_column", words=(chosen.name,)))
    return chosen


def _add_periods(draft: Draft, found: Conditions) -> None:
    if not draft.reading.periods or found.moment is None:
        return
    filters: list[tuple[Filter, int, int]] = []
    for period in draft.reading.periods:
        start, end = draft.reading.word_span(period.span)
        made = _period_filter(draft, found, period)
        if made is not None:
            filters.append((made, start, end))
            draft.use(range(start, end))
    positive = [f for f, _, _ in filters if f.condition == "period"]
    others = [item for item in filters if item[0].condition != "period"]
    if len(positive) > 1 and not any(f.start is None or f.end is None for f in positive):
        found.sides.append(tuple(positive))
        spans = [(s, e) for f, s, e in filters if f.condition == "period"]
        found.add(AnyOf(filters=tuple(positive)), spans[0][0], spans[-1][1])
    else:
        for f, s, e in filters:
            if f.condition == "period":
                found.add(f, s, e)
    for f, s, e in others:
        found.add(f, s, e)


def _period_filter(draft: Draft, found: Conditions, period: Period) -> Filter | None:
    moment = found.moment
    assert moment is not None
    expr = Expr(name=moment.name)
    low, high = moment.low, moment.high
    if not isinstance(low, datetime) or not isinstance(high, datetime):
        return None
    if period.guessed:
        found.assumptions.append(
            Assumption(kind="guessed_date", words=(period.words, str(period.start)[:10]))
        )
    if period.is_absolute:
        if (period.end is not None and period.end <= low) or (
            period.start is not None and period.start > high
        ):
            found.outside.append((period, low, high))
        elif (period.start and period.start < low - timedelta(days=31)) or (
            period.end and period.end > high + timedelta(days=31)
        ):
            found.assumptions.append(
                Assumption(kind="partly_outside", words=(moment.name, str(low)[:10], str(high)[:10]))
            )
        return Filter(expr=expr, condition="period", start=period.start, end=period.end, words=period.words)
    if period.last is not None:
        start = _counted_back(high, *period.last)
        found.assumptions.append(Assumption(kind="counted_back", words=(str(high)[:10],)))
        return Filter(expr=expr, condition="period", start=start, end=None, words=period.words)
    if period.weekdays:
        return Filter(expr=expr, condition="weekday", numbers=period.weekdays, words=period.words)
    if period.month is None:
        return None
    return _yearless(found, period, expr, low, high)


def _yearless(found: Conditions, period: Period, expr: Expr, low: datetime, high: datetime) -> Filter | None:
    assert period.month is not None
    years = [
        y for y in range(low.year, high.year + 1)
        if month_start(y, period.month + 1) > low and month_start(y, period.month) <= high
    ]  # fmt: skip
    if len(years) == 1:
        start = month_start(years[0], period.month)
        end = month_start(years[0], period.month + 1)
        if period.day:
            start = start + timedelta(days=period.day - 1)
            end = start + timedelta(days=1)
        return Filter(expr=expr, condition="period", start=start, end=end, words=period.words)
    found.assumptions.append(Assumption(kind="all_years", words=(period.words,)))
    if period.day:
        return Filter(
            expr=expr, condition="day_of_year", numbers=(period.month, period.day), words=period.words
        )
    return Filter(expr=expr, condition="month", numbers=(period.month,), words=period.words)


def _counted_back(high: datetime, number: int, unit: str) -> datetime:
    if unit in ("day", "week"):
        return high - timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
    total = high.year * 12 + high.month - 1 - months
    return datetime(total // 12, total % 12 + 1, min(high.day, 28), high.hour, high.minute)
