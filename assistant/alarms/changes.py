"""What operators changed, by journals and logs of actions: set points, modes, outputs. Knows no question.

A log has columns of the old and the new value, or lines that say both: ``SP changed from 42 to 48 t/h``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import name_words
from assistant.words import fold
from retrieval.identifiers import find_tags

Kind = Literal["setpoint", "mode", "output", ""]

_OLD = frozenset("old previous before ancienne ancien avant precedente precedent prior".split())
_NEW = frozenset("new after nouvelle nouveau apres".split())
_BY = frozenset("operator operateur user utilisateur by par who login".split())
_UNIT = frozenset("unit unite units eu uom".split())
_CALLED = frozenset(
    "operator operateur actions action changes change changements interventions moves".split()
)
_SAYS_CHANGE = re.compile(r"\b(?:chang\w*|modif\w*|operator\w*|opchange|set ?points?|consignes?|sp|mode)\b")
_VALUE = r"(?P<{0}>[-+]?\d+(?:[.,]\d+)?|[a-z]{{2,10}})"
_FROM_TO = re.compile(
    r"(?:\b(?:from|de)\s+)?" + _VALUE.format("old") + r"\s*(?:%|[a-z/°%0-9]{0,6})?\s*(?:\bto\b|\ba\b|"
    r"\bvers\b|->|=>|→|>)\s*"
    + _VALUE.format("new") + r"\s*(?P<unit>[a-zµ°%][\w/°%³²]{0,8})?"
)  # fmt: skip
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("mode", r"\b(?:modes?|auto\w*|man(?:ual|uel)?|cas(?:cade)?)\b"),
    ("setpoint", r"\b(?:sp|set ?points?|consignes?|csp|rsp)\b"),
    ("output", r"\b(?:op|outputs?|sorties?|mv|ouverture)\b"),
)
_MOST_VALUES = 60
_TAGGED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    Attributes:
        old, new: As printed; ``old`` may be empty.
        by: Who made it; empty where no column says so.
    """

    at: datetime
    tag: str
    kind: Kind
    old: str
    new: str
    unit: str
    by: str
    row: KeyedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    at: ColumnSchema
    tag: ColumnSchema
    old: ColumnSchema | None
    new: ColumnSchema | None
    unit: ColumnSchema | None
    by: ColumnSchema | None
    texts: tuple[ColumnSchema, ...]


def is_change_log(schema: TableSchema) -> bool:
    """True for a log or a journal that holds changes by operators."""
    return _columns(schema) is not None


def changes_of(rows: Sequence[KeyedRow]) -> list[Change]:
    """The changes of all logs in order of time, one that stands in two of them once."""
    columns = {row.schema.name: _columns(row.schema) for row in rows}
    found: dict[tuple[object, ...], Change] = {}
    for row in rows:
        held = columns[row.schema.name]
        change = _change(row, held) if held is not None else None
        if change is not None:
            found.setdefault((change.at, change.tag, change.kind, change.new), change)
    return sorted(found.values(), key=lambda one: one.at)


def _change(row: KeyedRow, columns: _Columns) -> Change | None:
    at, tag = row.moment(columns.at), _cell(row, columns.tag)
    if at is None or not tag:
        return None
    said = " ".join(_cell(row, column) for column in columns.texts)
    unit = _cell(row, columns.unit)
    if columns.new is not None:
        old, new = _cell(row, columns.old), _cell(row, columns.new)
        if not new:
            return None
    else:
        plain = fold(said)
        match = _FROM_TO.search(plain) if _SAYS_CHANGE.search(plain) else None
        if match is None:
            return None
        places = plain if len(plain) != len(said) else said
        old, new = (places[slice(*match.span(name))] for name in ("old", "new"))
        unit = unit or (places[slice(*match.span("unit"))] if match["unit"] else "")
    kind: Kind = next((named for named, words in _KINDS if re.search(words, fold(f"{said} {old} {new}"))), "")
    return Change(at=at, tag=tag, kind=kind, old=old, new=new, unit=unit, by=_cell(row, columns.by), row=row)


def _columns(schema: TableSchema) -> _Columns | None:
    at = next((c for c in schema.moments() if c.type == "datetime"), None)
    texts = [c for c in schema.columns if c.is_text and c.filled]
    tag = next((c for c in texts if _holds_tags(c)), None)
    if at is None or tag is None:
        return None
    old = next((c for c in schema.columns if set(c.words) & _OLD), None)
    new = next((c for c in schema.columns if set(c.words) & _NEW and c is not old), None)
    valued = old is not None and new is not None
    if not valued and not (_says_changes(texts, tag) or _is_called(schema)):
        return None
    by = next((c for c in texts if set(c.words) & _BY and c is not tag), None)
    unit = next((c for c in texts if set(c.words) & _UNIT), None)
    return _Columns(
        at=at,
        tag=tag,
        old=old if valued else None,
        new=new if valued else None,
        unit=unit,
        by=by,
        texts=tuple(c for c in texts if c not in (tag, by, unit, old, new)),
    )


def _says_changes(texts: Sequence[ColumnSchema], tag: ColumnSchema) -> bool:
    """True where a column of kinds has one for changes."""
    kinds = (c for c in texts if c is not tag and 0 < c.distinct <= _MOST_VALUES)
    return any(
        re.search(r"\b(?:op ?)?(?:chang\w*|modif\w*)\b|\boperator\b|\bchangement\w*\b", fold(value))
        for column in kinds
        for value, _ in column.values
    )


def _is_called(schema: TableSchema) -> bool:
    named = {*schema.words, *name_words(schema.table.name), *name_words(schema.table.title)}
    return bool(named & {"operator", "operateur", "operateurs", "operators"}) and bool(
        named & (_CALLED | {"log", "journal"})
    )


def _holds_tags(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:40]]
    tags = sum(bool(find_tags(value)) and len(value.split()) == 1 for value in values)
    return bool(values) and tags >= _TAGGED * len(values)


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
