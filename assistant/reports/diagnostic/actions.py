"""What is to be done: open orders and actions, what documents ask for, what the FMEA recommends."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.open_rows import STATUS, is_open
from assistant.experts.tables.schema import TableSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.history import Event
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.diagnostic.open_rows import ACTION, Open, told_open
from assistant.reports.diagnostic.papers import Papers, name_of, told
from assistant.reports.records import Point, Section, point
from retrieval.records import Scope


def action_points(
    case: Case, papers: Papers, happened: Sequence[Event], modes: Sequence[FittingMode]
) -> tuple[list[Open], list[Point]]:
    """What is open already, and what is asked for or recommended."""
    still = [_order(case, one) for one in happened if is_open(one.row)]
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
    said = told_open(case, event.row, event.told)
    text = case.t(f"Open: {said}", f"Ouvert : {said}")
    columns = tuple(c for c in event.row.schema.columns if event.row.cells[c.name] not in (None, ""))
    evidence = event.row.evidence(columns, text, case.language)
    return Open(point=point(text, [evidence], case.cited), row=event.row)


def _listed(case: Case) -> list[Open]:
    """The rows of action lists in the documents, those that are done left out."""
    names = {one.source: name_of(one) for one in case.documents}
    found: list[Open] = []
    for row in case.tables.rows_of(lambda schema: _is_action_list(schema, names), Scope()):
        if not is_open(row):
            continue
        columns = tuple(
            c for c in row.schema.columns if row.cells[c.name] not in (None, "") and not c.counts_rows
        )
        said = told_open(case, row, ", ".join(case.said(row, column) for column in columns))
        text = case.t(f"Open, by {names[row.source]}: {said}", f"Ouvert, selon {names[row.source]} : {said}")
        said_ = point(text, [row.evidence(columns, text, case.language)], case.cited)
        found.append(Open(point=said_, row=row))
    return found


def _recommended(case: Case, mode: FittingMode) -> Point | None:
    row = mode.line.row
    column = next((c for c in row.schema.columns if set(c.words) & ACTION and row.cells[c.name]), None)
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
        schema.table.source in sources and any(w & ACTION for w in words) and any(w & STATUS for w in words)
    )
