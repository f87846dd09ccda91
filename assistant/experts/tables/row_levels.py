"""The levels that a row gives for its instrument: alarms and trips, high and low. Knows no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import Level, level_of
from assistant.experts.tables.schema import ColumnSchema
from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class RowLevel:
    """A level of a row, in the unit of its column."""

    row: KeyedRow
    column: ColumnSchema
    level: Level
    value: float

    @property
    def is_high(self) -> bool:
        """Whether readings pass it upwards."""
        return self.level.side == "high"

    def is_passed(self, reading: float) -> bool:
        """Whether a reading reaches or passes it."""
        return reading >= self.value if self.is_high else reading <= self.value

    def told(self, language: Language) -> str:
        """``H 7.1 mm/s``."""
        return f"{self.column.name} {self.row.said(self.column, language)}"


def levels_of(row: KeyedRow) -> list[RowLevel]:
    """The levels of a row, in the order of its columns."""
    found = []
    for column in row.schema.columns:
        level, value = level_of(column), row.cells[column.name]
        if level is not None and isinstance(value, int | float):
            found.append(RowLevel(row, column, level, float(value)))
    return found


def gravest(levels: Sequence[RowLevel], reading: float) -> RowLevel | None:
    """The gravest of some levels that a reading reaches or passes."""
    passed = [one for one in levels if one.is_passed(reading)]
    return max(passed, key=lambda one: one.level.gravity, default=None)
