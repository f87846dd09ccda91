"""Whether a row is work that is not done yet, and when it is to be done. Knows rows, no documents."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.experts.tables.done_states import is_done
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.overdue import is_cancelled
from assistant.experts.tables.schema import ColumnSchema
from assistant.words import fold

STATUS = frozenset({"status", "statut"})
_STATE = frozenset({"state", "etat"})
"""The state of an order, where a row has dates by which it is to be done; else that of an alarm, say."""
_GONE = re.compile(r"(?:cancel|annul|void|reject|rejet|refus|abandon|superseded|duplicate|doublon)")


def due_of(row: KeyedRow) -> datetime | None:
    """When a row is to be done; None where no column says so."""
    return row.moment(row.schema.due())


def is_open(row: KeyedRow) -> bool:
    """True where the row has a state and it is none of being done."""
    column = status_of(row)
    state = row.cells[column.name] if column is not None else None
    return isinstance(state, str) and not is_over(state) and not is_cancelled(row)


def is_over(state: str) -> bool:
    """True where a state says that the work is done or called off."""
    return is_done(state) or _GONE.match(fold(state).strip()) is not None


def status_of(row: KeyedRow) -> ColumnSchema | None:
    """The column that tells how far the work is."""
    named = named_by(row, STATUS)
    return named if named is not None or row.schema.due() is None else named_by(row, _STATE)


def named_by(row: KeyedRow, words: frozenset[str]) -> ColumnSchema | None:
    """The first column with one of some words in its name."""
    return next((c for c in row.schema.columns if set(c.words) & words), None)
