"""Registers of actions and recommendations: what is due by when, closed when, by whom. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables.done_states import is_done
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.integrity.roles import column_called, is_empty
from assistant.words import fold

_DUE = frozenset(
    "due target deadline echeance echeances prevue prevu planned delai butoir limite butee".split()
)
_CLOSED = frozenset(
    """
    closed closure completed completion done finished actual soldee solde cloture cloturee clos close realise
    realisee terminee termine fait faite
    """.split()
)
_STATUS = frozenset("status state etat statut avancement".split())
_OWNER = frozenset("owner responsible responsable pilote porteur assigned who qui charge actionee".split())
_TEXT = frozenset(
    """
    action actions recommendation recommendations recommandation recommandations title titre description
    libelle designation subject objet mesure mesures finding constat
    """.split()
)
_GONE = re.compile(r"\b(?:rejected|cancel+ed|withdrawn|rejetee?|annulee?|abandonnee?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A row of a register.

    Attributes:
        ref: Its number as printed.
        closed: When it was closed; None where that is not told.
        is_closed: True where its state or a date says so.
    """

    ref: str
    text: str
    owner: str
    due: date
    closed: date | None
    is_closed: bool
    state: str
    row: KeyedRow
    columns: tuple[ColumnSchema, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    ref: ColumnSchema
    due: ColumnSchema
    closed: ColumnSchema | None
    status: ColumnSchema | None
    owner: ColumnSchema | None
    text: ColumnSchema | None


def is_action_register(schema: TableSchema) -> bool:
    """True for a list of numbered actions with the day by which each is due."""
    return _columns(schema) is not None


def actions_of(rows: Sequence[KeyedRow]) -> list[Action]:
    """The actions that have a number and a due day, in printed order."""
    found = []
    for row in rows:
        columns = _columns(row.schema)
        due = row.moment(columns.due) if columns is not None else None
        ref = _cell(row, columns.ref) if columns is not None else ""
        if columns is None or due is None or not ref:
            continue
        closed, state = row.moment(columns.closed), _cell(row, columns.status)
        found.append(
            Action(
                ref=ref,
                text=_cell(row, columns.text),
                owner=_cell(row, columns.owner),
                due=due.date(),
                closed=closed.date() if closed is not None else None,
                is_closed=closed is not None or is_done(state) or bool(_GONE.search(fold(state))),
                state=state,
                row=row,
                columns=_shown(columns),
            )
        )
    return found


def _shown(columns: _Columns) -> tuple[ColumnSchema, ...]:
    named = (columns.ref, columns.text, columns.owner, columns.due, columns.closed, columns.status)
    return tuple(column for column in named if column is not None)


def _columns(schema: TableSchema) -> _Columns | None:
    moments = schema.moments()
    due = next((c for c in moments if set(c.words) & _DUE and not set(c.words) & _CLOSED), None)
    texts = [c for c in schema.columns if c.is_text]
    ref = schema.column(schema.key) if schema.key is not None else None
    ref = ref or next((c for c in texts if c.part in ("key", "code")), None)
    text = column_called(schema, _TEXT, of=lambda c: c in texts and c is not ref)
    if due is None or ref is None or text is None:
        return None
    return _Columns(
        ref=ref,
        due=due,
        closed=next((c for c in moments if set(c.words) & _CLOSED), None),
        status=column_called(schema, _STATUS, of=lambda c: c in texts),
        owner=column_called(schema, _OWNER, of=lambda c: c in texts and c not in (ref, text)),
        text=text,
    )


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    return "" if is_empty(value) else str(value).strip()
