"""What each column of a sensor log is for. Knows names and counts of values; reads no row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from ingest.parsers.column_types import is_identifier
from ingest.parsers.grid import Grid
from ingest.parsers.log_parts import ASSET
from ingest.parsers.long_log import (
    counts_rows,
    names_units,
)
from ingest.parsers.reading_quality import column_it_judges, is_quality
from ingest.parsers.typed_column import TypedColumn
from retrieval.records import ColumnType

_READINGS = frozenset({"integer", "number", "duration", "boolean"})
_COUNTER = re.compile(
    r"^(?:row|record|rn|rec|index|idx|no\.?|n°|nr|#|id|scan|sample|ligne|column_1|unnamed.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells the role of a column.

    Attributes:
        filled: Rows that have a value.
        distinct: Different values of a column of words.
        counts: True where it only counts the rows on.
    """

    type: ColumnType
    filled: int
    distinct: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """What each column of a log is for."""

    channels: tuple[int, ...]
    states: tuple[int, ...]
    remarks: tuple[int, ...]
    constants: tuple[int, ...]
    crowded: bool
    """True where a text column differs from row to row: these are events, no readings."""


def columns_facts(grid: Grid, columns: Sequence[TypedColumn]) -> list[Facts]:
    """What tells the role of each column."""
    return [_facts(name, column) for name, column in zip(grid.names, columns, strict=True)]


def _facts(name: str, column: TypedColumn) -> Facts:
    words = column.column.type not in _READINGS
    return Facts(
        type=column.column.type,
        filled=len(column.values) - column.values.null_count,
        distinct=len(pc.unique(column.values.drop_null())) if words else 0,
        counts=counts_rows(name, column) or _is_counter(name, column),
    )


def roles_of(facts: Sequence[Facts], row_count: int, used: frozenset[int]) -> Roles:
    """What each column is for, ``used`` being those that the time was made of."""
    channels, states, remarks, constants = [], [], [], []
    crowded = False
    for index, fact in enumerate(facts):
        if index in used or fact.counts:
            continue
        if fact.type in _READINGS:
            channels.append(index)
        elif fact.filled == 0:
            continue
        elif fact.distinct == 1 and fact.filled > 0.5 * row_count:
            constants.append(index)
        elif fact.distinct > 0.5 * fact.filled and fact.filled > 0.3 * row_count:
            crowded = True
        elif fact.distinct <= max(20, 0.02 * fact.filled) and fact.filled > 0.3 * row_count:
            states.append(index)
        else:
            remarks.append(index)
    crowded = crowded or len(states) + len(remarks) > len(channels) + 1
    return Roles(tuple(channels), tuple(states), tuple(remarks), tuple(constants), crowded)


def may_be_counter(name: str) -> bool:
    """True for the header of a column that may only count the rows on."""
    return bool(_COUNTER.match(name.strip())) or is_identifier(name)


def _is_counter(name: str, column: TypedColumn) -> bool:
    if column.column.type != "integer" or not may_be_counter(name):
        return False
    values = column.values.drop_null().to_numpy(zero_copy_only=False)
    return len(values) > 1 and bool((np.diff(values) == 1).mean() > 0.95)


def judges_of(grid: Grid, columns: Sequence[TypedColumn], roles: Roles) -> dict[int, list[int]]:
    """Columns that say how good readings are, with the channels that each of them judges."""
    found: dict[int, list[int]] = {}
    names = {
        index: grid.names[index].split("[")[0].split("(")[0].strip().casefold() for index in roles.channels
    }
    for index in (*roles.channels, *roles.states):
        if is_quality(grid.names[index], columns[index]):
            about = column_it_judges(grid.names[index]).casefold()
            judged = [i for i, name in names.items() if i != index and about in ("", name)]
            if judged:
                found[index] = judged
    return found


def equipment_of(grid: Grid, columns: Sequence[TypedColumn], roles: Roles) -> tuple[str, ...]:
    """Machines that every row names."""
    named = [i for i in roles.constants if ASSET.search(grid.names[i]) and not names_units(grid.names[i])]
    return tuple(str(pc.unique(columns[index].values.drop_null())[0].as_py()) for index in named)
