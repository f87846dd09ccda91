"""What trips what: cause and effect matrices and lists of trips or interlocks. Knows no question.

A matrix has a row a cause and a column an effect, crossed where the one acts on the other; a list has cause
and effect in a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.hazards import study_of
from assistant.integrity.roles import column_called, continued, in_order, is_empty, title_words
from retrieval.identifiers import find_tags

_CALLED = frozenset(
    """
    trip trips tripping interlock interlocks shutdown esd sis sif cause causes effect effects effet effets
    declenchement declenchements asservissement asservissements verrouillage verrouillages securite securites
    matrice matrix logic logique
    """.split()
)
_CAUSE = frozenset(
    """
    cause causes initiator initiators initiating initiateur trigger input entree sensor capteur detector tag
    repere
    """.split()
)
_EFFECT = frozenset(
    """
    effect effects effet effets action actions consequence output sortie final result trips closes
    stops
    """.split()
)
_SETTING = frozenset("setpoint setting seuil set trip consigne threshold limit sp valeur".split())
_NAMED = frozenset(
    "sif sifs loop boucle interlock interlocks function fonction securite asservissement verrouillage".split()
)
"""What loops are called; a column of their codes is no cause."""
_DONE = frozenset("setting setpoint seuil no id number".split())
_MARKS = re.compile(r"[x✓✔●•o1*]|yes|oui|trip|t|d|a|nc|no", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One cause with one effect.

    Attributes:
        name: What the loop or interlock is called (``SIF-3``); empty where the table does not name it.
        label: What the cause is, in words; empty where the table has none.
        setting: Its trip setting as printed.
        mark: What stands in a matrix's cell, where it is more than a cross.
    """

    cause: str
    name: str
    label: str
    setting: str
    effect: str
    mark: str
    row: KeyedRow
    columns: tuple[ColumnSchema, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    cause: ColumnSchema
    name: ColumnSchema | None
    label: ColumnSchema | None
    setting: ColumnSchema | None
    crossed: tuple[ColumnSchema, ...]
    effect: ColumnSchema | None


def tells_trips(schema: TableSchema) -> bool:
    """True for a matrix of causes and effects, or a list of trips."""
    return _columns(schema) is not None


def trips_of(rows: Sequence[KeyedRow]) -> list[Trip]:
    """Each cause with each of its effects, in printed order."""
    found: list[Trip] = []
    for table in in_order(rows):
        columns = _columns(table[0].schema)
        if columns is not None:
            found += _trips(columns, table)
    return found


def _columns(schema: TableSchema) -> _Columns | None:
    if not title_words(schema) & _CALLED or study_of(schema) is not None:
        return None
    texts = [c for c in schema.columns if c.is_text]
    crossed = tuple(c for c in schema.columns if _is_crossed(c))
    tagged = [c for c in texts if c not in crossed and _tags(c)]
    name = next((c for c in texts if c not in crossed and _is_name(c)), None)
    told = [c for c in tagged if c is not name]
    cause = next((c for c in told if set(c.words) & _CAUSE), None) or next(iter(told or tagged), None)
    if cause is None:
        return None
    name = name if name is not cause else None
    effect = None
    if len(crossed) < 2:
        effect = column_called(schema, _EFFECT, without=_DONE, of=lambda c: c in texts and c is not cause)
        if effect is None:
            return None
        crossed = ()
    setting = column_called(schema, _SETTING, of=lambda c: c not in (cause, effect) and c not in crossed)
    named = frozenset("description label libelle designation service desc name".split())
    return _Columns(
        cause=cause,
        name=name,
        label=column_called(schema, named, of=lambda c: c in texts and c not in (cause, name)),
        setting=setting,
        crossed=crossed,
        effect=effect,
    )


def _is_name(column: ColumnSchema) -> bool:
    """True for codes of loops: ``SIF-3``, ``I-101``."""
    short = column.values and all(len(value.split()) <= 2 for value, _ in column.values)
    coded = sum(any(map(str.isdigit, value)) for value, _ in column.values)
    return bool(set(column.words) & _NAMED and short and coded >= 0.6 * len(column.values))


def _is_crossed(column: ColumnSchema) -> bool:
    """True for an effect of a matrix: crosses or nothing, under a name of its own."""
    if column.type == "boolean":
        return True
    if not column.values and column.is_numeric:
        return column.low == column.high == 1
    return (
        column.is_text
        and 0 < column.distinct <= 4
        and all(_MARKS.fullmatch(v.strip()) for v, _ in column.values)
    )


def _tags(column: ColumnSchema) -> bool:
    tagged = sum(bool(find_tags(value)) for value, _ in column.values)
    return bool(column.values) and tagged >= 0.6 * len(column.values)


def _trips(columns: _Columns, table: Sequence[KeyedRow]) -> list[Trip]:
    causes = continued(table, columns.cause)
    found = []
    for row, cause in zip(table, causes, strict=True):
        effects: list[tuple[str, str, tuple[ColumnSchema, ...]]] = []
        for column in columns.crossed:
            value = row.cells[column.name]
            if value is None or value is False or is_empty(value) or str(value).strip() == "0":
                continue
            mark = (
                ""
                if fold(str(value)).strip() in ("x", "1", "true", "yes", "oui", "✓", "✔", "●", "•")
                else str(value)
            )
            effects.append((column.name, mark, (column,)))
        if columns.effect is not None and not is_empty(row.cells[columns.effect.name]):
            effects.append((str(row.cells[columns.effect.name]), "", (columns.effect,)))
        heads = (columns.name, columns.cause, columns.label, columns.setting)
        shown = tuple(c for c in heads if c is not None)
        found += [
            Trip(
                cause=cause,
                name=_cell(row, columns.name),
                label=_cell(row, columns.label),
                setting=_cell(row, columns.setting),
                effect=effect,
                mark=mark,
                row=row,
                columns=(*shown, *own),
            )
            for effect, mark, own in effects
        ]
    return found


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    if column is None or is_empty(row.cells[column.name]):
        return ""
    return row.said(column, "en")
