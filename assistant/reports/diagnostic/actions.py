"""What is to be done: open orders and actions, what documents ask for, what the FMEA recommends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.history import Event
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.diagnostic.papers import Papers, name_of, told
from assistant.reports.records import Point, Section, point
from assistant.words import fold
from retrieval.records import Scope

_STATUS = frozenset({"status", "statut"})
_ACTION = frozenset({"action", "actions", "mesure", "measure"})
_DONE = re.compile(r"clos|done|complet|cancel|finish|termin|fait|annul|sold|realis|cloture")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An order or action that is open, and its row."""

    point: Point
    row: KeyedRow


def action_points(
    case: Case, papers: Papers, happened: Sequence[Event], modes: Sequence[FittingMode]
) -> tuple[list[Open], list[Point]]:
    """What is open already, and what is asked for or recommended."""
    still = [_order(case, one) for one in happened if _is_open(one.row)]
    still += _listed(case)
    asked = [told(one, case) for one in papers.asks]
    asked += [point_ for mode in modes if (point_ := _recommended(case, mode)) is not None]
    return still, asked


def actions_section(case: Case, still: Sequence[Open], asked: Sequence[Point]) -> Section:
    """Open ones first."""
    return Section(
        key="actions",
        title=case.t("What is to be done", "Ce qui reste à faire"),
        points=(*(one.point for one in still), *asked),
        empty=case.t(
            "No open order or action, and no recommendation, was found.",
            "Aucun ordre ni action ouverts, et aucune recommandation, n'ont été trouvés.",
        ),
    )


def _order(case: Case, event: Event) -> Open:
    text = case.t(f"Open: {event.told}", f"Ouvert : {event.told}")
    columns = tuple(c for c in event.row.schema.columns if event.row.cells[c.name] not in (None, ""))
    said = point(text, [event.row.evidence(columns, text, case.language)], case.cited)
    return Open(point=said, row=event.row)


def _listed(case: Case) -> list[Open]:
    """The rows of action lists in the documents, those that are done left out."""
    names = {one.source: name_of(one) for one in case.documents}
    found: list[Open] = []
    for row in case.tables.rows_of(lambda schema: _is_action_list(schema, names), Scope()):
        if not _is_open(row):
            continue
        columns = tuple(
            c for c in row.schema.columns if row.cells[c.name] not in (None, "") and not c.counts_rows
        )
        said = ", ".join(_cell(row, column, case) for column in columns)
        text = case.t(f"Open, by {names[row.source]}: {said}", f"Ouvert, selon {names[row.source]} : {said}")
        said_ = point(text, [row.evidence(columns, text, case.language)], case.cited)
        found.append(Open(point=said_, row=row))
    return found


def _cell(row: KeyedRow, column: ColumnSchema, case: Case) -> str:
    said = row.said(column, case.language)
    return f"{column.name} {said}" if column.is_moment else said


def _recommended(case: Case, mode: FittingMode) -> Point | None:
    row = mode.line.row
    column = next((c for c in row.schema.columns if set(c.words) & _ACTION and row.cells[c.name]), None)
    if column is None:
        return None
    failure = row.said(mode.line.columns.mode, case.language)
    said = row.said(column, case.language)
    text = case.t(
        f"Against “{failure}” the FMEA recommends: {said}",
        f"Contre « {failure} », l'AMDEC recommande : {said}",
    )
    return point(text, [row.evidence((mode.line.columns.mode, column), text, case.language)], case.cited)


def _is_action_list(schema: TableSchema, sources: dict[str, str]) -> bool:
    words = [set(column.words) for column in schema.columns]
    return (
        schema.table.source in sources and any(w & _ACTION for w in words) and any(w & _STATUS for w in words)
    )


def _is_open(row: KeyedRow) -> bool:
    """True where the row has a state and it is none of being done."""
    column = next((c for c in row.schema.columns if set(c.words) & _STATUS), None)
    state = row.cells[column.name] if column is not None else None
    return isinstance(state, str) and not _DONE.search(fold(state))
