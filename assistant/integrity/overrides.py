"""Registers of bypasses, inhibits and overrides of safety functions: what is in force, from when to when.

Knows columns and rows, no question's words and no clock.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.experts.tables.done_states import is_done
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import name_words
from assistant.integrity.roles import column_called, is_empty
from assistant.words import fold
from retrieval.identifiers import find_tags

_CALLED = frozenset(
    """
    bypass bypasses bypassed bypassing override overrides overridden inhibit inhibits inhibited inhibition
    inhibitions mos pos forced forces forcing shunt shunts shunte shuntee shuntage shuntages shelved defeat
    defeats defeated deactivated neutralisation neutralisations forcage forcages impairment impairments
    """.split()
)
_ON = frozenset(
    """
    applied on start started from set placed installed activated since begin raised issued activated
    pose posee mis mise debut depuis date active effective
    """.split()
)
_UNTIL = frozenset(
    "until valid validity expiry expires expire expected planned due limit validite prevue prevu "
    "echeance fin".split()
)
_OFF = frozenset(
    """
    removed off cleared lifted restored normalised normalized closed reinstated returned end ended leve levee
    retire retiree depose deposee retour remise remis supprime annule
    """.split()
)
_BY = frozenset("by par who qui operator operateur applicant demandeur name".split())
_REASON = frozenset("reason motif cause justification purpose raison why".split())
_STATUS = frozenset("status state etat statut".split())
_WHAT = frozenset(
    """
    function fonction description designation libelle service securite safety protection overridden bypassed
    shuntee trip alarm what objet
    """.split()
)
_REMOVED = re.compile(r"\b(?:removed|lifted|cleared|restored|leve\w*|retire\w*|normal|off|inacti\w*)\b")
_IN_FORCE = re.compile(
    r"^(?:active|actif|in force|open|on|applied|en cours|en place|pose|posee|bypassed|inhibited)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A row of a register.

    Attributes:
        ref: Its number; empty where it has none.
        until: When it ends or is to end by its approval.
        is_off: True where it was taken off.
    """

    ref: str
    tag: str
    what: str
    reason: str
    by: str
    on: datetime | None
    until: datetime | None
    off: datetime | None
    is_off: bool
    row: KeyedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    ref: ColumnSchema | None
    tag: ColumnSchema
    what: ColumnSchema | None
    reason: ColumnSchema | None
    by: ColumnSchema | None
    on: ColumnSchema
    until: ColumnSchema | None
    off: ColumnSchema | None
    status: ColumnSchema | None


def is_override_register(schema: TableSchema) -> bool:
    """True for a register that tells when overrides were put on and whether they were taken off."""
    return _columns(schema) is not None


def overrides_of(rows: Sequence[KeyedRow]) -> list[Override]:
    """The overrides in printed order."""
    found = []
    for row in rows:
        columns = _columns(row.schema)
        if columns is None or is_empty(row.cells[columns.tag.name]):
            continue
        status, off = _cell(row, columns.status), row.moment(columns.off)
        found.append(
            Override(
                ref=_cell(row, columns.ref),
                tag=_cell(row, columns.tag),
                what=_cell(row, columns.what),
                reason=_cell(row, columns.reason),
                by=_cell(row, columns.by),
                on=row.moment(columns.on),
                until=row.moment(columns.until),
                off=off,
                is_off=_is_off(off, status, columns),
                row=row,
            )
        )
    return found


def _is_off(off: datetime | None, status: str, columns: _Columns) -> bool:
    said = fold(status)
    if off is not None:
        return True
    if columns.off is not None and not said:
        return False
    removed = re.search(
        r"\b(?:removed|lifted|cleared|restored|leve\w*|retire\w*|normal|off|inacti\w*)\b", said
    )
    return (is_done(status) or removed is not None) and _IN_FORCE.match(said) is None


def _columns(schema: TableSchema) -> _Columns | None:
    named = {*schema.words, *name_words(schema.table.name), *name_words(schema.table.title)}
    named |= set(name_words(schema.table.source.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")))
    if not (named | {w for c in schema.columns for w in c.words}) & _CALLED:
        return None
    texts = [c for c in schema.columns if c.is_text]
    tag = next((c for c in texts if _holds_tags(c) and c.name != _ref(schema)), None)
    moments = schema.moments()
    off = next((c for c in schema.columns if set(c.words) & _OFF and not set(c.words) & _BY), None)
    until = next((c for c in moments if set(c.words) & _UNTIL and c is not off), None)
    on = next((c for c in moments if set(c.words) & _ON and c not in (off, until)), None)
    status = column_called(schema, _STATUS, of=lambda c: c in texts)
    if tag is None or on is None or (off is None and status is None):
        return None
    ref = _ref(schema)
    others = [c for c in texts if c not in (tag, status, off) and c.name != ref]
    return _Columns(
        ref=schema.column(ref) if ref and ref != tag.name else None,
        tag=tag,
        what=next((c for c in others if set(c.words) & _WHAT and not set(c.words) & (_BY | _REASON)), None),
        reason=next((c for c in others if set(c.words) & _REASON), None),
        by=next((c for c in others if set(c.words) & _BY and not set(c.words) & _OFF), None),
        on=on,
        until=until,
        off=off if off is not None and off.is_moment else None,
        status=status,
    )


def _ref(schema: TableSchema) -> str | None:
    """The column of numbers, whatever they look like."""
    words = frozenset("ref no n number numero num id mos permit".split())
    first = schema.columns[0]
    return (
        first.name
        if set(first.words) & words or first.name.strip(" .").lower() in ("n°", "nº", "#")
        else None
    )


def _holds_tags(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:40]]
    tags = sum(bool(find_tags(value)) and len(value.split()) <= 2 for value in values)
    return bool(values) and tags >= 0.6 * len(values)


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    return "" if is_empty(value) else str(value).strip()
