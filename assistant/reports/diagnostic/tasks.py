"""Tasks that come again: orders of the same words at regular intervals, and rows of a maintenance plan.

When the next one is due is computed from those dates; nothing is assumed where they are not regular.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import Order, orders_of, rows_evidence, spread_of
from assistant.words import fold, tokens, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_FEWEST = 3
_NEAR, _REGULAR = 0.35, 0.7
"""Share by which an interval may differ from the middle one, and of the intervals that may not."""
_SHORTEST = 2.0
_ROWS = 200
_LAST = word_set("last derniere dernier done")
_NEXT = word_set("next prochaine prochain due echeance")
_INTERVAL = word_set("interval intervalle frequency frequence periodicity periodicite period cycle every")
_DAYS = {
    "day": 1.0, "jour": 1.0, "week": 7.0, "semaine": 7.0, "month": 30.44, "mois": 30.44, "year": 365.25,
    "annee": 365.25, "an": 365.25,
}  # fmt: skip
_NAMED = {
    "daily": 1.0, "quotidien": 1.0, "weekly": 7.0, "hebdomadaire": 7.0, "monthly": 30.44, "mensuel": 30.44,
    "quarterly": 91.3, "trimestriel": 91.3, "yearly": 365.25, "annual": 365.25, "annuel": 365.25,
}  # fmt: skip
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that comes again.

    Attributes:
        days: Between two of them.
        last: When it was done last; None where a plan gives the next date alone.
        orders: That it was read from; none where a plan gives it.
    """

    name: str
    text: str
    days: float | None
    last: datetime | None
    due: datetime
    evidence: Evidence
    orders: tuple[Order, ...] = ()


def tasks_of(case: Case) -> list[Task]:
    """The tasks of the equipment; the next one due first."""
    routines = _routines(orders_of(case, [case.tag]))
    found = [*_planned(case), *(_task(case, orders, days) for orders, days in routines)]
    return sorted(found, key=lambda one: one.due)


def routine_orders(every: Sequence[Order]) -> list[Order]:
    """The orders of no failure that come again in the same words at regular intervals."""
    return [order for orders, _ in _routines(every) for order in orders]


def _routines(every: Sequence[Order]) -> list[tuple[list[Order], float]]:
    """Such orders by their words, with the interval in days."""
    groups: dict[str, list[Order]] = defaultdict(list)
    for order in every:
        name = str(order.row.cells[order.columns.about.name] or "")
        if order.done is not None and name:
            groups[_same(name)].append(order)
    timed = [(orders, _interval(orders)) for orders in groups.values() if not _of_failures(orders)]
    return [(orders, days) for orders, days in timed if days is not None]


def _of_failures(orders: Sequence[Order]) -> bool:
    """True where most of the orders state how something failed: a failure that comes again is no plan."""
    return 2 * sum(bool(order.code) for order in orders) > len(orders)


def _interval(orders: Sequence[Order]) -> float | None:
    """The middle interval in days where most are near it; None where they are not, or too few."""
    dates = sorted({order.done.date() for order in orders if order.done is not None})
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    if len(dates) < _FEWEST:
        return None
    middle = float(statistics.median(gaps))
    near = sum(abs(gap - middle) <= _NEAR * middle for gap in gaps)
    return middle if middle >= _SHORTEST and near >= _REGULAR * len(gaps) else None


def _task(case: Case, orders: Sequence[Order], days: float) -> Task:
    done = [order.done for order in orders if order.done is not None]
    last = max(done)
    due = datetime.combine((last + timedelta(days=days)).date(), time())
    name = orders[-1].row.said(orders[-1].columns.about, case.language)
    said = [
        f"{case.t(english, french)} {spread.told(case)}"
        for english, french, spread in (
            ("labour", "main-d'œuvre", spread_of(orders, lambda c: c.labour)),
            ("cost", "coût", spread_of(orders, lambda c: c.cost)),
        )
        if spread is not None
    ]
    mark = case.t("; ", " ; ")
    figures = f"{mark}{mark.join(said)}" if said else ""
    every = number(round(days), case.language)
    text = case.t(
        f"{name}: done {len(orders)} times, about every {every} days, last on {_day(last, case)}; next by "
        f"these dates {_day(due, case)}{_late(due, case)}{figures}.",
        f"{name} : fait {len(orders)} fois, environ tous les {every} jours, la dernière fois le "
        f"{_day(last, case)} ; prochaine fois d'après ces dates le {_day(due, case)}{_late(due, case)}"
        f"{figures}.",
    )
    evidence = rows_evidence(case, orders, text)
    return Task(
        name=name, text=text, days=days, last=last, due=due, evidence=evidence, orders=tuple(orders)
    )  # fmt: skip


def _planned(case: Case) -> list[Task]:
    """Rows of a plan: a task of the equipment with an interval and its last date, or with its next date."""
    found = []
    for about in case.tables.about(case.tag, Scope(), _ROWS):
        interval = _column(about.schema.columns, _INTERVAL, moment=False)
        last = _column(about.schema.columns, _LAST, moment=True)
        following = _column(about.schema.columns, _NEXT - {"due", "echeance"}, moment=True)
        if about.role == "event" or (interval is None and following is None):
            continue
        for row in about.rows:
            task = _of_plan(case, row, interval, last, following, about.column)
            if task is not None:
                found.append(task)
    return found


def _of_plan(
    case: Case,
    row: KeyedRow,
    interval: ColumnSchema | None,
    last: ColumnSchema | None,
    following: ColumnSchema | None,
    fits: ColumnSchema,
) -> Task | None:
    done = row.moment(last)
    days = _days(row, interval)
    due = row.moment(following)
    if due is None and done is not None and days is not None:
        due = datetime.combine((done + timedelta(days=days)).date(), time())
    if due is None:
        return None
    named = [
        c for c in row.schema.columns
        if c.is_text and c.name != fits.name and c.part in ("name", "prose") and row.cells[c.name]
    ]  # fmt: skip
    name = row.said(named[0], case.language) if named else row.key
    columns = tuple(c for c in (*named[:1], interval, last, following) if c is not None and row.cells[c.name])
    said = ", ".join(f"{c.name} {case.said(row, c)}" for c in columns if c not in named)
    text = case.t(
        f"{name} ({row.key}): {said}; next {_day(due, case)}{_late(due, case)}.",
        f"{name} ({row.key}) : {said} ; prochaine fois le {_day(due, case)}{_late(due, case)}.",
    )
    evidence = row.evidence(columns, text, case.language)
    return Task(name=name, text=text, days=days, last=done, due=due, evidence=evidence)


def _days(row: KeyedRow, interval: ColumnSchema | None) -> float | None:
    """An interval in days; None where it has no unit of time."""
    held = row.cells[interval.name] if interval is not None else None
    if interval is None or held in (None, ""):
        return None
    if isinstance(held, int | float) and not isinstance(held, bool):
        unit = _unit(f"{interval.unit or ''} {' '.join(interval.words)}")
        return float(held) * unit if unit is not None else None
    text = fold(str(held))
    named = next((days for word, days in _NAMED.items() if word in text), None)
    match = _LENGTH.search(text)
    unit = _unit(match[2]) if match is not None else None
    return float(match[1].replace(",", ".")) * unit if match is not None and unit is not None else named


def _unit(text: str) -> float | None:
    words = {word.rstrip("s") if word != "mois" else word for word in tokens(fold(text))}
    return next((days for word, days in _DAYS.items() if word in words), None)


def _same(name: str) -> str:
    """A task's words without tags and figures' signs: the same for each time it was done."""
    for tag in find_tags(name):
        name = name.replace(tag, "")
    return " ".join(tokens(fold(name)))


def _late(due: datetime, case: Case) -> str:
    late = (case.until.date() - due.date()).days
    if late <= 0:
        return ""
    s = "s" if late > 1 else ""
    return case.t(
        f", {late} day{s} before the end of the period", f", {late} jour{s} avant la fin de la période"
    )


def _day(moment: datetime, case: Case) -> str:
    return case.day(datetime.combine(moment.date(), time()))


def _column(columns: Sequence[ColumnSchema], words: frozenset[str], *, moment: bool) -> ColumnSchema | None:
    return next((c for c in columns if set(c.words) & words and c.is_moment == moment), None)
