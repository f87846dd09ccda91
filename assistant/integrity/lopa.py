"""Layers of protection analysis: a scenario's initiating frequency and its PFDs. Knows no question.

A sheet has a row a scenario and a column a layer, or a row a layer, the scenario's other cells empty or
repeated. The mitigated frequency is the initiating frequency times each factor (PFDs, conditional modifiers).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.roles import column_called, in_order, is_empty

_FREQUENCY = frozenset("frequency frequence freq frequences frequencies".split())
_TARGET = frozenset(
    "target tolerable tmel cible acceptable criterion criteria critere objectif maximum tolerated "
    "admissible".split()
)
_RESULT = frozenset(
    "mitigated residual residuelle mitigee result resultante final finale calculated calculee".split()
)
_MODIFIER = frozenset(
    "modifier modifiers modificateur enabling enabler ignition occupancy probability probabilite presence "
    "conditional conditionnel inflammation vulnerability".split()
)
_SCENARIO = frozenset("scenario scenarios case cas ref no number hazard evenement event id".split())
_TEXT = frozenset("description consequence consequences designation libelle title titre deviation".split())
_CAUSE = frozenset("initiating initiateur cause causes initiator initiatrice".split())
_LAYER = frozenset(
    "layer layers ipl ipls couche couches barriere barrieres safeguard safeguards protection "
    "protections".split()
)
_NUMBER = re.compile(
    r"^[<≤~]?\s*(\d+(?:[.,]\d+)?)(?:\s*(?:e|x ?10\^?|\*10\^?|×10\^?)\s*([-−+]?\d+))?\s*(?:/.*)?$"
)
_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario with one initiating event.

    Attributes:
        frequency, target, told: A year; ``told`` is the sheet's own mitigated frequency.
        factors: Names and values of PFDs and modifiers in printed order.
    """

    name: str
    text: str
    cause: str
    frequency: float | None
    factors: tuple[tuple[str, float], ...]
    target: float | None
    told: float | None
    rows: tuple[KeyedRow, ...]
    columns: tuple[ColumnSchema, ...]

    @property
    def pfd(self) -> float:
        """The product of the factors; 1 without any."""
        return math.prod(value for _, value in self.factors)

    @property
    def mitigated(self) -> float | None:
        """What is left of the initiating frequency; None where the sheet does not tell that."""
        return None if self.frequency is None else self.frequency * self.pfd

    @property
    def is_met(self) -> bool | None:
        """Whether the mitigated frequency is within the target; None where either is not told."""
        if self.mitigated is None or self.target is None:
            return None
        return self.mitigated <= self.target * (1 + _SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    name: ColumnSchema
    text: ColumnSchema | None
    cause: ColumnSchema | None
    frequency: ColumnSchema
    factors: tuple[ColumnSchema, ...]
    layer: ColumnSchema | None
    target: ColumnSchema | None
    told: ColumnSchema | None


def is_lopa(schema: TableSchema) -> bool:
    """True for a sheet that gives initiating frequencies and PFDs."""
    return _columns(schema) is not None


def scenarios_of(rows: Sequence[KeyedRow]) -> list[Scenario]:
    """The scenarios of all sheets in printed order, those with several initiating events each apart."""
    found: list[Scenario] = []
    for table in in_order(rows):
        columns = _columns(table[0].schema)
        if columns is None:
            continue
        groups: list[list[KeyedRow]] = []
        for row in table:
            if groups and _goes_on(groups[-1][0], row, columns):
                groups[-1].append(row)
            elif not is_empty(row.cells[columns.name.name]):
                groups.append([row])
        found += [_scenario(group, columns) for group in groups]
    return found


def _goes_on(first: KeyedRow, row: KeyedRow, columns: _Columns) -> bool:
    """True for a further layer of a scenario: what names it is empty or the same."""
    if len(columns.factors) != 1 and columns.layer is None:
        return False
    for column in (columns.name, columns.cause, columns.frequency):
        if column is None or is_empty(row.cells[column.name]):
            continue
        if str(row.cells[column.name]) != str(first.cells[column.name]):
            return False
    return True


def _scenario(rows: Sequence[KeyedRow], columns: _Columns) -> Scenario:
    factors = []
    for row in rows:
        layer = _cell(row, columns.layer)
        for column in columns.factors:
            value = number_of(row.cells[column.name])
            if value is not None and 0 < value <= 1:
                factors.append((layer if layer and len(columns.factors) == 1 else _label(column), value))
    shown = (columns.name, columns.cause, columns.frequency, columns.layer, *columns.factors, columns.target)
    return Scenario(
        name=_first(rows, columns.name),
        text=_first(rows, columns.text),
        cause=_first(rows, columns.cause),
        frequency=_first_number(rows, columns.frequency),
        factors=tuple(factors),
        target=_first_number(rows, columns.target),
        told=_first_number(rows, columns.told),
        rows=tuple(rows),
        columns=tuple(column for column in shown if column is not None),
    )


def _columns(schema: TableSchema) -> _Columns | None:
    factors = tuple(c for c in schema.columns if _is_factor(c))
    others = [c for c in schema.columns if c not in factors]
    figures = [c for c in others if _is_figure(c)]
    target = next((c for c in figures if set(c.words) & _TARGET), None)
    told = next((c for c in figures if c is not target and set(c.words) & _RESULT), None)
    frequency = next(
        (c for c in figures if c not in (target, told) and set(c.words) & (_FREQUENCY | {"initiating"})), None
    )
    if frequency is None or not any("pfd" in c.words for c in factors):
        return None
    texts = [c for c in others if c not in figures]
    cause = column_called(schema, _CAUSE, of=lambda c: c in texts)
    name = next((c for c in texts if set(c.words) & _SCENARIO and c is not cause), None) or texts[0]
    rest = [c for c in texts if c not in (name, cause)]
    layer = next((c for c in rest if set(c.words) & _LAYER), None) if len(factors) == 1 else None
    return _Columns(
        name=name,
        text=next((c for c in rest if set(c.words) & _TEXT and c is not layer), None),
        cause=cause,
        frequency=frequency,
        factors=factors,
        layer=layer,
        target=target,
        told=told,
    )


def _is_factor(column: ColumnSchema) -> bool:
    """True for PFDs and conditional modifiers: numbers up to one."""
    named = "pfd" in column.words or (set(column.words) & _MODIFIER and not set(column.words) & _FREQUENCY)
    if not named or set(column.words) & (_RESULT | _TARGET | {"total"}):
        return False
    return column.filled == 0 or _is_figure(column)


def _is_figure(column: ColumnSchema) -> bool:
    if column.is_numeric:
        return True
    values = [value for value, _ in column.values]
    return bool(values) and all(number_of(value) is not None or is_empty(value) for value in values)


def number_of(value: object) -> float | None:
    """``1E-5``, ``0,1``, ``1 x 10^-5``, ``0.1 /yr``; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    match = _NUMBER.match(fold(str(value)).strip())
    if match is None:
        return None
    power = int((match[2] or "0").replace("−", "-"))
    return float(match[1].replace(",", ".")) * 10.0**power


def _label(column: ColumnSchema) -> str:
    """``BPCS`` of ``PFD BPCS``."""
    return re.sub(r"(?i)\bpfd\b|[()]", " ", column.name).strip(" -–:/") or column.name


def _first(rows: Sequence[KeyedRow], column: ColumnSchema | None) -> str:
    return next((cell for row in rows if (cell := _cell(row, column))), "")


def _first_number(rows: Sequence[KeyedRow], column: ColumnSchema | None) -> float | None:
    held = (number_of(row.cells[column.name]) for row in rows) if column is not None else iter(())
    return next((value for value in held if value is not None), None)


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    return "" if is_empty(value) else str(value).strip()
