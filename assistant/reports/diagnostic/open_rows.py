"""How an open order or action is told: what it is, where it stands, when it is due. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.crossing import say_due
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.overdue import is_cancelled
from assistant.experts.tables.schema import ColumnSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import order_columns
from assistant.reports.records import Point
from assistant.words import fold
from retrieval.identifiers import find, find_tags

STATUS = frozenset({"status", "statut"})
ACTION = frozenset("action actions mesure measure".split())
_STATE = frozenset({"state", "etat"})
"""The state of an order, where a row has dates by which it is to be done; else that of an alarm, say."""
_OWNER = frozenset("owner responsible responsable pilote assigned assignee".split())
_DONE = re.compile(r"clos|done|complet|cancel|finish|termin|fait|annul|sold|realis|cloture")
_PLAINLY_OPEN = frozenset({"open", "opened", "ouvert", "ouverte"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An order or action that is open, and its row."""

    point: Point
    row: KeyedRow

    @property
    def due(self) -> datetime | None:
        """When it is to be done; None where no column says so."""
        return due_of(self.row)

    def is_late(self, case: Case) -> bool:
        """True where it was to be done before the day of the report."""
        return self.due is not None and self.due.date() < case.today


def due_of(row: KeyedRow) -> datetime | None:
    """When a row is to be done; None where no column says so."""
    return row.moment(row.schema.due())


def is_open(row: KeyedRow) -> bool:
    """True where the row has a state and it is none of being done."""
    column = _status(row)
    state = row.cells[column.name] if column is not None else None
    return isinstance(state, str) and not _DONE.search(fold(state)) and not is_cancelled(row)


def told_open(case: Case, row: KeyedRow, otherwise: str) -> str:
    """An open row in words; ``otherwise`` where no column says what is to be done."""
    known = order_columns(row.schema)
    what = _first(row, ACTION) or (known.about if known is not None else None)
    if what is None or row.cells[what.name] in (None, ""):
        head = otherwise
    else:
        head = row.said(what, case.language)
        if find(row.key):
            head = f"{row.key}, {head}"
        head += "".join(f", {one}" for one in _more(case, row, what))
    state = _status(row)
    said = row.said(state, case.language) if state is not None else ""
    parts = [head]
    if said and fold(said) not in _PLAINLY_OPEN:
        parts.append(case.t(f"status {said}", f"état {said}"))
    due = due_of(row)
    if due is not None:
        parts.append(say_due.standing(case.language, due.date(), case.today))
    return case.t("; ", " ; ").join(parts)


def _more(case: Case, row: KeyedRow, what: ColumnSchema) -> list[str]:
    """The other thing that it is on, and who is to do it."""
    found = []
    for column in row.schema.columns:
        held = row.cells[column.name]
        if not isinstance(held, str) or not held or column.name == what.name or held == row.key:
            continue
        tags = find_tags(held)
        if (len(tags) == 1 and len(held) <= len(tags[0]) + 2 and tags[0] != case.tag) or (
            set(column.words) & _OWNER
        ):
            found.append(row.said(column, case.language))
    return found


def _status(row: KeyedRow) -> ColumnSchema | None:
    named = _first(row, STATUS)
    return named if named is not None or row.schema.due() is None else _first(row, _STATE)


def _first(row: KeyedRow, words: frozenset[str]) -> ColumnSchema | None:
    return next((c for c in row.schema.columns if set(c.words) & words), None)
