"""Samples judged by their limits, and how a parameter moves. Knows rows and limits, no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scipy.stats import kendalltau, theilslopes

from assistant.experts.tables.keyed import KeyedRow
from assistant.laboratory.limits import Limit
from assistant.laboratory.samples import Parameter
from assistant.words import fold

_FEWEST = 5
_SURE = 0.05
_MONTH = 30.0


@dataclass(frozen=True, slots=True)
class Passed:
    """A sample outside a limit."""

    row: KeyedRow
    limit: Limit
    value: float


@dataclass(frozen=True, slots=True)
class Moved:
    """How a parameter moved.

    Attributes:
        slope: Median change in 30 days (Theil and Sen).
        p: Of Kendall's test that it does not move.
    """

    first: tuple[datetime, float]
    last: tuple[datetime, float]
    count: int
    slope: float
    p: float

    @property
    def is_sure(self) -> bool:
        """True where chance alone would seldom make such an order."""
        return self.p < _SURE


def holds_for(limit: Limit, row: KeyedRow) -> bool:
    """True where a limit is of the row itself, or of its machine, sampling point …"""
    if limit.only is not None:
        return row.number in limit.only
    return all(fold(str(row.cells[name] or "")) == fold(value) for name, value in limit.where.items())


def value_of(row: KeyedRow, parameter: Parameter) -> float | None:
    """A sample's value; None where it has none."""
    if parameter.among is not None and row.cells[parameter.among.name] != parameter.value:
        return None
    cell = row.cells[parameter.column.name]
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def passed(rows: Sequence[KeyedRow], limits: Sequence[Limit]) -> tuple[list[Passed], int]:
    """Each value outside a limit, and how many values were judged."""
    found, judged = [], 0
    for row in rows:
        for limit in limits:
            value = value_of(row, limit.parameter)
            if value is None or not holds_for(limit, row):
                continue
            judged += 1
            if limit.passed_by(value):
                found.append(Passed(row, limit, value))
    return found, judged


def moved(readings: Sequence[tuple[datetime, float]]) -> Moved | None:
    """How values moved over time; None where there are fewer than five."""
    if len(readings) < _FEWEST:
        return None
    ordered = sorted(readings)
    days = [(at - ordered[0][0]).total_seconds() / 86400 for at, _ in ordered]
    values = [value for _, value in ordered]
    p = float(kendalltau(days, values).pvalue)
    slope = float(theilslopes(values, days).slope) * _MONTH
    return Moved(ordered[0], ordered[-1], len(ordered), slope, 1.0 if p != p else p)
