"""Registers of relief valves: what they are set to, at what they opened in their test, when that is due.

Knows columns and rows, no question's words and no clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.integrity.roles import column_called, title_words

_VALVES = frozenset("psv psvs prv prvs srv relief soupape soupapes prd prds rv rvs safety surete".split())
_SET = frozenset("set tarage tarages consigne setpress setpressure setpoint".split())
_POPPED = frozenset(
    """
    pop popped popping prepop opened opening ouverture lifted lift constatee releve found leve
    poppress asfoundpress asfound
    """.split()
)
_PRESSURE = frozenset("setpress setpressure pressure press pression p bar barg psi psig kpa mpa".split())
_TESTED = frozenset(
    "test tested essai epreuve controle controlee inspection verification overhaul revision".split()
)
_LAST = frozenset("lasttest lasttestdate last dernier derniere previous done".split())
_NEXT = frozenset("nexttest nexttestdate nextduedate next due prochain prochaine echeance".split())
_INTERVAL = frozenset("interval frequency periodicite periodicity intervalle frequence".split())
_PROTECTS = frozenset(
    "protects protected protege protegee equipment equipement vessel capacite served".split()
)
_TAG = frozenset("tag repere valve psv soupape item no id".split())
_DEFAULT_UNIT = re.compile(r"(?:^|[\s_(])(barg?|psig?|kpa|mpa)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Valve:
    """A valve of a register.

    Attributes:
        set_at, popped: Pressures in ``unit``; ``popped`` is None where the cell holds no number.
        found: The cell of the opening as printed, where it holds no number (``did not pop``).
        due: The next test: as printed, else the last and the interval.
        is_reckoned: True where ``due`` is not printed.
    """

    name: str
    protects: str
    set_at: float
    unit: str
    popped: float | None
    found: str
    tested: date | None
    due: date | None
    is_reckoned: bool
    row: KeyedRow

    @property
    def off(self) -> float | None:
        """By what share of the set pressure it opened above it."""
        return None if self.popped is None or not self.set_at else self.popped / self.set_at - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    name: ColumnSchema
    protects: ColumnSchema | None
    set_at: ColumnSchema
    popped: ColumnSchema | None
    tested: ColumnSchema | None
    due: ColumnSchema | None
    interval: ColumnSchema | None


def is_relief_register(schema: TableSchema) -> bool:
    """True for a register of relief valves with their set pressures."""
    return _columns(schema) is not None


def valves_of(rows: Sequence[KeyedRow]) -> list[Valve]:
    """The valves that have a set pressure, in printed order."""
    found = []
    for row in rows:
        columns = _columns(row.schema)
        valve = _valve(row, columns) if columns is not None else None
        if valve is not None:
            found.append(valve)
    return found


def _columns(schema: TableSchema) -> _Columns | None:
    is_called = bool(title_words(schema) & _VALVES)
    set_at = column_called(
        schema,
        _SET,
        without=_POPPED,
        of=lambda c: c.is_numeric and (is_called or bool(set(c.words) & _PRESSURE)),
    )
    if set_at is None:
        return None
    names = [c for c in schema.columns if c.is_text and c.part in ("key", "code", "name")]
    name = next((c for c in names if c.name == schema.key), None) or next(
        (c for c in names if set(c.words) & _TAG), None
    )
    popped = column_called(schema, _POPPED, of=lambda c: c is not set_at and not c.is_moment)
    if name is None or not (is_called or popped is not None):
        return None
    moments = schema.moments()
    due = next((c for c in moments if set(c.words) & _NEXT), None)
    tested = next((c for c in moments if c is not due and set(c.words) & (_LAST | _TESTED)), None)
    return _Columns(
        name=name,
        protects=column_called(schema, _PROTECTS, of=lambda c: c is not name and c.is_text),
        set_at=set_at,
        popped=popped,
        tested=tested,
        due=due,
        interval=column_called(schema, _INTERVAL, of=lambda c: c.is_numeric),
    )


def _valve(row: KeyedRow, columns: _Columns) -> Valve | None:
    set_at = _number(row, columns.set_at)
    if set_at is None or not row.cells[columns.name.name]:
        return None
    popped = _number(row, columns.popped)
    cell = row.cells[columns.popped.name] if columns.popped is not None else None
    tested, due = row.moment(columns.tested), row.moment(columns.due)
    reckoned = _reckoned(row, tested.date() if tested else None, columns.interval)
    unit = columns.set_at.unit or _said_unit(columns.set_at.name)
    return Valve(
        name=str(row.cells[columns.name.name]).strip(),
        protects=str(row.cells[columns.protects.name] or "") if columns.protects is not None else "",
        set_at=set_at,
        unit=unit,
        popped=popped,
        found=str(cell or "").strip() if popped is None else "",
        tested=tested.date() if tested else None,
        due=due.date() if due else reckoned,
        is_reckoned=due is None and reckoned is not None,
        row=row,
    )


def _said_unit(name: str) -> str:
    match = _DEFAULT_UNIT.search(name)
    return match[1].lower() if match else ""


def _reckoned(row: KeyedRow, tested: date | None, interval: ColumnSchema | None) -> date | None:
    """The last test and its interval; of an interval whose unit is not told nothing is reckoned."""
    every = _number(row, interval)
    if tested is None or every is None or interval is None:
        return None
    unit = f"{interval.unit or ''} {' '.join(interval.words)}"
    months = every * 12 if re.search(r"\b(?:years?|ans?|yr)\b", unit) else every
    if months == every and not re.search(r"\b(?:months?|mois)\b", unit):
        return None
    at = tested.year * 12 + tested.month - 1 + round(months)
    year, month = divmod(at, 12)
    return date(year, month + 1, min(tested.day, calendar.monthrange(year, month + 1)[1]))


def _number(row: KeyedRow, column: ColumnSchema | None) -> float | None:
    value = row.cells[column.name] if column is not None else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return float(str(value).replace(",", ".")) if value is not None else None
    except ValueError:
        return None
