"""Which date column a question means, and its periods as conditions on it. Knows no clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from assistant.experts.tables.date_ranges import month_start
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.period import Period
from assistant.experts.tables.plan import AnyOf, Assumption, Expr, Filter
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import LONGEST_PHRASE, concepts_of
from assistant.experts.tables.words import name_words

_FINISHED = frozenset(
    """
    close closed closes closing finish finished finishes finishing complete completed completes completing
    end ended ends done cloture cloturee clotures cloturees termine terminee termines terminees fini finie
    acheve fermes resolved
    """.split()
)


_STARTED = frozenset(
    """
    start started starts begin began begins open opened opens raise raised created create reported report
    issued commence debute ouvert ouverts cree crees signale signales declenche
    """.split()
)
_HAPPENED = frozenset(
    """
    trip trips tripped fail fails failed break breaks broke broken leak leaks leaked stop stops stopped seize
    seized occur occurs occurred happen happened arrete arretee tombe tombee casse cassee grippe grippee
    survenu survenue declenche declenchee disjoncte disjonctee
    failure failures breakdown breakdowns panne pannes defaillance defaillances
    """.split()
)
"""What befalls equipment: an order is raised then, and finished when it is long over."""
_RAISED = frozenset(
    """
    raised reported requested created opened issued notified demande ouverture creation emission signale
    signalement
    """.split()
)
"""Words of the column that says when an order was asked for."""
_CARE = frozenset(
    """
    calibration calibrated etalonnage inspection inspected installation installed installe commissioning
    purchase purchased achat manufacture manufactured fabrication certificate certificat greasing graissage
    overhaul birth review
    """.split()
)
"""Dates of what is done to equipment by plan: they do not say when something befell it."""

_PLANNED = frozenset({"preventive", "planned", "scheduled"})

DATE_VERBS = _FINISHED | _STARTED
"""Verbs that say which of several dates is meant."""


def table_concepts(schema: TableSchema) -> frozenset[str]:
    """What a table is about, by the phrases of its name, title and key."""
    phrases = [
        name_words(schema.table.name),
        name_words(schema.table.title),
        schema.words,
        name_words(schema.key or ""),
    ]
    return frozenset(
        concept
        for words in phrases
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST_PHRASE, len(words)) + 1)
        for concept in concepts_of(words[i:j])
    )


def asks_when_it_befell(reading: Reading) -> bool:
    """True for ``when did it trip?``."""
    return reading.has("when") and any(token.norm in _HAPPENED for token in reading.tokens)


_WHAT_BEFELL = re.compile(
    r"^\W*(?:what (?:has |had |else )?(?:happened|occurred|went wrong)"
    r"|qu['’ ]?est[- ]il arrive|que s['’ ]?est[- ]il (?:passe|produit))\b"
)


def asks_what_befell(reading: Reading) -> bool:
    """True for ``what happened to the trimmer?``: rows with a time may tell it, a list of parts never."""
    return _WHAT_BEFELL.search(reading.folded) is not None


def tells_when_it_befell(draft: Draft) -> bool:
    """False for a list of planned work and repairs alike of which no row is known to be what befell.

    The dates of all orders on a machine do not say when it tripped.
    """
    if not asks_when_it_befell(draft.reading):
        return True
    tokens = draft.reading.tokens
    is_told = any(token.norm in _HAPPENED and i in draft.used for i, token in enumerate(tokens))
    return is_told or not any(
        _PLANNED & {*name_words(value), *concepts_of(name_words(value))}
        for column in draft.schema.columns
        if column.is_text and column.complete
        for value, _ in column.values
    )


def choose_moment(draft: Draft, found: Conditions) -> ColumnSchema | None:
    """The date column that a question means: named, or by its verb, or the natural one of the table."""
    words = {token.norm for token in draft.reading.tokens}
    moments = draft.schema.moments()
    if asks_when_it_befell(draft.reading):
        moments = tuple(c for c in moments if not _CARE & set(c.words) or words & set(c.words))
    if not moments:
        return None
    for link in draft.open("column"):
        if draft.column(link).is_moment and link.via is None:
            draft.use_link(link)
            return draft.column(link)
    if len(moments) == 1:
        return moments[0]
    roles = {c.date_role: c for c in reversed(moments)}
    said = (("end", _FINISHED), ("start", _STARTED), ("start", _HAPPENED))
    wanted = [role for role, verbs in said if words & verbs and role in roles]
    order = (
        ("end", "any", "start", "other")
        if "work order" in table_concepts(draft.schema) and not _is_raised(roles.get("start"), draft.reading)
        else ("any", "start", "end", "other")
    )
    chosen = roles[wanted[0]] if wanted else next(roles[role] for role in order if role in roles)
    found.assumptions.append(Assumption(kind="date_column", words=(chosen.name,)))
    return chosen


def _is_raised(start: ColumnSchema | None, reading: Reading) -> bool:
    """True where orders, not their hours or costs, are asked for and a column says when each was raised.

    Orders of a year are those raised in it; what they took is known, and booked, when they are done.
    """
    summed = reading.has("sum", "mean", "median", "deviation", "how_long")
    return start is not None and bool(_RAISED & set(start.words)) and not summed


def add_periods(draft: Draft, found: Conditions) -> None:
    """The periods of a question as conditions on the date column in force."""
    if not draft.reading.periods or found.moment is None:
        return
    filters: list[tuple[Filter, int, int]] = []
    for period in draft.reading.periods:
        start, end = draft.reading.word_span(period.span)
        made = _period_filter(found, period)
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


def _period_filter(found: Conditions, period: Period) -> Filter | None:
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
        start = counted_back(high, *period.last)
        day = (str(high)[:10],)
        found.assumptions.append(
            Assumption(kind="counted_back", words=day)
            if period.last[0]
            else Assumption(kind="of_newest", words=day)
        )
        return Filter(expr=expr, condition="period", start=start, end=None, words=period.words)
    if period.weekdays:
        return Filter(expr=expr, condition="weekday", numbers=period.weekdays, words=period.words)
    if period.month is None:
        return None
    return _yearless(found, period, expr, low, high)


def _yearless(found: Conditions, period: Period, expr: Expr, low: datetime, high: datetime) -> Filter | None:
    assert period.month is not None
    years = [
        y
        for y in range(low.year, high.year + 1)
        if month_start(y, period.month + 1) > low and month_start(y, period.month) <= high
    ]
    if period.onwards:
        began = [y for y in (high.year, high.year - 1) if month_start(y, period.month) <= high]
        start = month_start(began[0], period.month) + timedelta(days=(period.day or 1) - 1)
        return Filter(expr=expr, condition="period", start=start, end=None, words=period.words)
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


def counted_back(high: datetime, number: int, unit: str) -> datetime:
    """A moment so many days, months … before; with 0 the beginning of the day, month … that it falls in."""
    if not number:
        midnight = high.replace(hour=0, minute=0, second=0, microsecond=0)
        if unit in ("day", "week"):
            return midnight - timedelta(days=high.weekday() if unit == "week" else 0)
        first = {"month": high.month, "quarter": (high.month - 1) // 3 * 3 + 1, "year": 1}[unit]
        return midnight.replace(month=first, day=1)
    if unit in ("day", "week"):
        return high - timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
    total = high.year * 12 + high.month - 1 - months
    return datetime(total // 12, total % 12 + 1, min(high.day, 28), high.hour, high.minute)
