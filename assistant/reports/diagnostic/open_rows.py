"""How an open order or action is told: what it is, where it stands, when it is due. Knows no document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.crossing import say_due
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.open_rows import due_of, named_by, status_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import order_columns
from assistant.reports.records import Point
from assistant.words import fold
from retrieval.identifiers import find, find_tags

ACTION = frozenset("action actions mesure measure".split())
_OWNER = frozenset("owner responsible responsable pilote assigned assignee".split())
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


def told_open(case: Case, row: KeyedRow, otherwise: str) -> str:
    """An open row in words; ``otherwise`` where no column says what is to be done."""
    known = order_columns(row.schema)
    what = named_by(row, ACTION) or (known.about if known is not None else None)
    if what is None or row.cells[what.name] in (None, ""):
        head = otherwise
    else:
        head = row.said(what, case.language)
        if find(row.key):
            head = f"{row.key}, {head}"
        head += "".join(f", {one}" for one in _more(case, row, what))
    state = status_of(row)
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
