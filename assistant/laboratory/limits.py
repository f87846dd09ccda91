"""The limits of samples: in headers, in the row of a result, or in a table with a row a parameter.

Knows columns and rows; judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.set_ranges import set_range
from assistant.laboratory.samples import Parameter, bare, name_stems, parameter_column, parameters_of
from assistant.words import fold

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LOW = re.compile(r"(?<!\w)(?:min(?:i|imum|imale?)?|low|lower|basse?|inf(?:erieure?)?|lsl|from|least)(?!\w)")
_HIGH = re.compile(r"(?<!\w)(?:max(?:i|imum|imale?)?|high|upper|haute?|sup(?:erieure?)?|usl|to|most)(?!\w)")
_FIRST = re.compile(r"(?<!\w)(?:warning|warn|alert|alerte|caution|attention|surveillance|preavis)(?!\w)")
_SECOND = re.compile(r"(?<!\w)(?:alarm|alarme|action|critical|critique|reject|rejet|danger|limite?)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a parameter may be.

    Attributes:
        low, high: Either may be None.
        level: The limit's name where there are several (``Alarm``); empty for the only one.
        where: Labels of the samples that it holds for, by column of the sample table; empty for all.
        source: File of the table that holds it; empty where the header does.
        row: 0-based row there.
        unit: As that table prints it; empty where it prints none.
        only: Numbers of the rows that print it beside their result; None where it does not stand there.
    """

    parameter: Parameter
    low: float | None
    high: float | None
    level: str = ""
    where: Mapping[str, str]
    source: str = ""
    row: int = -1
    unit: str = ""
    only: frozenset[int] | None = None

    def passed_by(self, value: float) -> bool:
        """True for a value outside."""
        return (self.low is not None and value < self.low) or (self.high is not None and value > self.high)


def header_limits(parameters: Sequence[Parameter]) -> list[Limit]:
    """``pH (6.8-7.6)``, ``Turbidity NTU (max 0.5)``."""
    found = []
    for parameter in parameters:
        if parameter.among is not None:
            continue
        for words in _IN_BRACKETS.findall(parameter.column.name):
            told = set_range(words.strip())
            if told is not None:
                found.append(Limit(parameter=parameter, low=told[0], high=told[1], where={}))
    return found


def row_limits(parameters: Sequence[Parameter], rows: Sequence[KeyedRow]) -> list[Limit]:
    """The limits that rows of results print beside them, where a table has one row a parameter and sample."""
    long = {p.value: p for p in parameters if p.among is not None}
    levels = _level_columns(rows[0].schema) if rows and long else {}
    held: dict[tuple[str, str, float | None, float | None], set[int]] = {}
    for row in rows if levels else ():
        said = next((str(row.cells[p.among.name] or "") for p in long.values() if p.among), "")
        if said in long:
            for level, low, high in _bounds(row, said, levels):
                held.setdefault((said, level, low, high), set()).add(row.number)
    return [
        Limit(parameter=long[said], low=low, high=high, level=level, where={}, only=frozenset(numbers))
        for (said, level, low, high), numbers in held.items()
    ]


def might_limit(schema: TableSchema) -> bool:
    """True for a table with a column of parameters and columns of limits that lists no samples itself."""
    return (
        parameter_column(schema) is not None
        and bool(_level_columns(schema))
        and not any(p.among is not None for p in parameters_of(schema))
    )


def table_limits(
    parameters: Sequence[Parameter], samples: TableSchema, rows: Sequence[KeyedRow]
) -> list[Limit]:
    """The limits of a table whose rows name parameters, and may name a sample's label beside.

    Args:
        rows: Of one table for which ``might_limit`` is true.
    """
    schema = rows[0].schema
    column, levels = parameter_column(schema), _level_columns(schema)
    if column is None:
        return []
    labels = _shared_labels(schema, samples, column)
    unit = next((c for c in schema.columns if fold(c.name) in ("unit", "unite", "units", "unites")), None)
    found: list[Limit] = []
    for row in rows:
        said = str(row.cells[column.name] or "")
        parameter = _called(said, parameters)
        where = {own: str(row.cells[theirs]) for theirs, own in labels.items() if row.cells[theirs]}
        if parameter is None:
            continue
        for level, low, high in _bounds(row, said, levels):
            found.append(Limit(
                parameter=parameter, low=low, high=high, level=level, where=where, source=schema.table.source,
                row=row.number, unit=str(row.cells[unit.name] or "") if unit is not None else "",
            ))  # fmt: skip
    return found


def _bounds(
    row: KeyedRow, said: str, levels: Mapping[str, str]
) -> list[tuple[str, float | None, float | None]]:
    """Each level's name, lowest and highest value in a row."""
    values = {name: _number(row.cells[name]) for name in levels}
    sides = {name: kind for name, kind in levels.items() if kind in ("low", "high")}
    found: list[tuple[str, float | None, float | None]] = []
    if sides:
        low = next((values[n] for n, kind in sides.items() if kind == "low"), None)
        high = next((values[n] for n, kind in sides.items() if kind == "high"), None)
        if low is not None or high is not None:
            found.append(("", low, high))
    least = _LOW.search(fold(said)) is not None
    for name, kind in levels.items():
        value = values[name]
        if kind == "level" and value is not None:
            found.append((name, value, None) if least else (name, None, value))
    return found


def _called(said: str, parameters: Sequence[Parameter]) -> Parameter | None:
    """The only parameter that a cell names."""
    wanted = name_stems(said)
    exact = [
        p
        for p in parameters
        if p.stems == wanted or bare(p.value or p.column.name) == bare(said) or p.others & wanted
    ]
    near = exact or [p for p in parameters if wanted and wanted <= p.stems]
    return near[0] if len(near) == 1 else None


def _level_columns(schema: TableSchema) -> dict[str, str]:
    """Columns of limits: ``low``, ``high``, or ``level`` where the row says which side it is on."""
    found: dict[str, str] = {}
    for column in schema.columns:
        if column.type not in ("integer", "number"):
            continue
        name = fold(column.name)
        if _LOW.search(name) and not _HIGH.search(name):
            found[column.name] = "low"
        elif _HIGH.search(name):
            found[column.name] = "high"
        elif _FIRST.search(name) or _SECOND.search(name):
            found[column.name] = "level"
    return found


def _shared_labels(schema: TableSchema, samples: TableSchema, column: ColumnSchema) -> dict[str, str]:
    """Columns whose values are those of a sample's label: the sampling point, the machine."""
    found = {}
    for theirs in schema.columns:
        if not theirs.is_text or theirs is column:
            continue
        values = {fold(value) for value, _ in theirs.values}
        for own in samples.columns:
            if own.is_text and values and values & {fold(value) for value, _ in own.values}:
                found[theirs.name] = own.name
    return found


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
