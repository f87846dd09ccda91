"""Means, extremes and limits of a parameter at a sampling point, with the rows behind each.

Knows samples and limits, reads no words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.laboratory import say
from assistant.laboratory.judged import value_of
from assistant.laboratory.limits import Limit
from assistant.laboratory.meant import Meant
from assistant.laboratory.samples import Parameter, names_samples, unit_of
from assistant.words import fold
from retrieval.records import Language

_MOST_APART = 12
_FEW = 20
_PEOPLE = frozenset(
    "by par operator operateur technician technicien preleveur analyst analyste laborantin".split()
)
_FIGURE = re.compile(r"\s*[<>≤≥~]?\s*[-+]?\d+(?:[.,]\d+)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement with the rows that it was told from."""

    statement: str
    rows: tuple[KeyedRow, ...]
    limits: tuple[Limit, ...] = ()


def means(meant: Meant, language: Language) -> list[Told]:
    """The mean of each parameter that is named, each point or machine by itself."""
    found = []
    for parameter in meant.named:
        groups = _apart(meant, parameter)
        if not groups or len(groups) > _MOST_APART:
            continue
        rows = tuple(row for group in groups.values() for row in group)
        unit = unit_of(parameter, rows)
        items = [
            say.average(name, _values(group, parameter), unit, _extent(meant, group), language)
            for name, group in groups.items()
        ]
        head = say.head((parameter.name, *meant.labels), language)
        found.append(Told(statement=f"{head}{'; '.join(items)}.", rows=rows))
    return found


def extremes(meant: Meant, high: bool, language: Language) -> list[Told]:
    """The highest or lowest value of each parameter that is named, with its sample, point and day."""
    found = []
    for parameter in meant.named:
        rows = [row for row in meant.rows if value_of(row, parameter) is not None]
        if not rows:
            continue
        pick = max if high else min
        value = pick(_values(rows, parameter))
        first = [row for row in rows if value_of(row, parameter) == value]
        where = [_place(row, meant, parameter, language) for row in first[:_MOST_APART]]
        told = say.extreme(high, value, unit_of(parameter, rows), where, len(rows), language)
        head = say.head((parameter.name, *meant.labels), language)
        found.append(Told(statement=f"{head}{told}", rows=tuple(first)))
    return found


def limits_told(meant: Meant, limits: Sequence[Limit], language: Language) -> list[Told]:
    """The limits of each parameter that is named, by point where they differ; levels side by side."""
    found = []
    for parameter in meant.named:
        own = [one for one in limits if one.parameter == parameter]
        bounds: dict[tuple[str, ...], list[Limit]] = {}
        for one in own:
            for name in _points(meant, one):
                bounds.setdefault(name, []).append(one)
        if not bounds or len(bounds) > _MOST_APART:
            continue
        rows = [row for row in meant.rows if value_of(row, parameter) is not None]
        unit = unit_of(parameter, rows) or next((one.unit for one in own if one.unit), "")
        shared = len({tuple(_sides(group)) for group in bounds.values()}) == 1
        groups = [((), next(iter(bounds.values())))] if shared else list(bounds.items())
        items = [say.limits(names, _sides(group), unit, language) for names, group in groups]
        own_label = next(iter(bounds)) if len(bounds) == 1 and not meant.labels else ()
        labels = (*meant.labels, *own_label)
        head = say.head((parameter.name, *labels), language)
        statement = f"{head}{'; '.join(dict.fromkeys(items))}."
        found.append(Told(statement=statement, rows=tuple(rows[-1:]), limits=tuple(own)))
    return found


def _sides(group: Sequence[Limit]) -> list[tuple[str, float | None, float | None]]:
    return list(dict.fromkeys((one.level, one.low, one.high) for one in group))


def _points(meant: Meant, limit: Limit) -> list[tuple[str, ...]]:
    """The points that a limit is of: those it says, or those of the rows that print it."""
    if limit.only is None:
        return [tuple(limit.where.values())]
    rows = [row for row in meant.rows if row.number in limit.only]
    columns = _label_columns(meant, limit.parameter)
    names = (tuple(str(row.cells[c.name]) for c in columns if row.cells[c.name]) for row in rows)
    return list(dict.fromkeys(names))


def _apart(meant: Meant, parameter: Parameter) -> dict[str, list[KeyedRow]]:
    """The samples with a value, by what tells points or machines apart."""
    columns = _label_columns(meant, parameter)
    found: dict[str, list[KeyedRow]] = {}
    for row in meant.rows:
        if value_of(row, parameter) is not None:
            name = ", ".join(str(row.cells[c.name]) for c in columns if row.cells[c.name])
            found.setdefault(name, []).append(row)
    return found


def _label_columns(meant: Meant, parameter: Parameter) -> list[ColumnSchema]:
    """The columns of few values that differ among the samples with a value: the machine, the point."""
    rows = [row for row in meant.rows if value_of(row, parameter) is not None]
    texts = [
        c
        for c in meant.schema.columns
        if c.is_text and c.name != meant.schema.key and c.part != "prose"
        and c not in (parameter.among, parameter.units)
        and not (parameter.among is not None and names_samples(c))
    ]  # fmt: skip
    texts = [c for c in texts if not (_PEOPLE & set(c.words) or _holds_figures(c))]
    several = [c for c in texts if 1 < len({row.cells[c.name] for row in rows}) <= _FEW]
    return several[:1]


def _holds_figures(column: ColumnSchema) -> bool:
    """True for results that were kept as text for a sign before some: ``<0.4``."""
    figures = sum(bool(_FIGURE.match(text)) for text, _ in column.values)
    return 2 * figures > len(column.values)


def _values(rows: Sequence[KeyedRow], parameter: Parameter) -> list[float]:
    return [value for row in rows if (value := value_of(row, parameter)) is not None]


def _extent(meant: Meant, rows: Sequence[KeyedRow]) -> tuple[date, date] | None:
    """The first and last day of some samples."""
    dates = meant.schema.moments()
    days = [at.date() for row in rows if dates and (at := row.moment(dates[0])) is not None]
    return (min(days), max(days)) if days else None


def _place(row: KeyedRow, meant: Meant, parameter: Parameter, language: Language) -> str:
    """A sample by its name, point or machine, and day."""
    dates = meant.schema.moments()
    at: datetime | None = row.moment(dates[0]) if dates else None
    labels = [
        str(row.cells[c.name])
        for c in _label_columns(meant, parameter)
        if row.cells[c.name] and fold(str(row.cells[c.name])) not in map(fold, meant.labels)
    ]
    names = [row.key] if meant.schema.key else []
    return ", ".join(dict.fromkeys([*names, *labels, *([say.day(at, language)] if at is not None else [])]))
