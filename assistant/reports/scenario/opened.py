"""The course "as the open orders and actions say". Knows what is open, no failure mode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.experts.tables.keyed import KeyedRow
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.open_rows import Open
from assistant.reports.records import Point, point
from assistant.reports.scenario.course import Cell, Course, course_target, step_of
from assistant.words import word_set

_STATUS = word_set("status statut state etat")
_WAITS = ("wait", "attente", "hold", "suspend")


def open_course(case: Case, still: Sequence[Open]) -> Course | None:
    """The course; None where nothing is open."""
    if not still:
        return None
    title = case.t("as the open orders and actions say", "comme le disent les ordres et actions ouverts")
    points = [one.point for one in still]
    numbers = tuple(dict.fromkeys(n for one in points for n in one.citations))
    dues = sorted(one.due for one in still if one.due is not None)
    late = [one for one in still if one.is_late(case)]
    waiting = [one for one in still if _waits(one.row)]
    n = len(still)
    decided = case.t(
        f"{n} orders and actions have been decided already.", f"{n} ordres et actions sont déjà décidés."
    )
    if n == 1:
        decided = case.t(
            "One order or action has been decided already.", "Un ordre ou une action est déjà décidé."
        )
    return Course(
        key="open",
        title=title,
        target=course_target(case, title, points, about="open"),
        steps=tuple(step_of(case, one) for one in points),
        pros=(Point(text=decided, citations=numbers),),
        cons=tuple(_overdue(case, one) for one in late),
        first=tuple(_waiting(case, one) for one in waiting),
        time=Cell(text=_span(case, dues), citations=numbers if dues else ()),
        parts=Cell(
            text=case.t(f"{len(waiting)} waits for parts or release", f"{len(waiting)} en attente")
            if waiting
            else "",
            citations=tuple(n for one in waiting for n in one.point.citations),
        ),
        risk=Cell(
            text=case.t(f"{len(late)} overdue", f"{len(late)} en retard") if dues else "",
            citations=tuple(n for one in late for n in one.point.citations) or (numbers if dues else ()),
        ),
    )


def _waits(row: KeyedRow) -> bool:
    column = next((c for c in row.schema.columns if c.is_text and set(c.words) & _STATUS), None)
    state = str(row.cells[column.name] or "").casefold() if column is not None else ""
    return any(word in state for word in _WAITS)


def _overdue(case: Case, one: Open) -> Point:
    when = case.day(one.due) if one.due is not None else ""
    name = _name(one.row, case)
    text = case.t(f"Overdue since {when}: {name}.", f"En retard depuis le {when} : {name}.")
    return point(text, [one.row.evidence((), text, case.language)], case.cited)


def _waiting(case: Case, one: Open) -> Point:
    column = next(c for c in one.row.schema.columns if c.is_text and set(c.words) & _STATUS)
    state = one.row.said(column, case.language)
    name = _name(one.row, case)
    text = case.t(f"{name} stands at {state}.", f"{name} : état {state}.")
    return point(text, [one.row.evidence((column,), text, case.language)], case.cited)


def _name(row: KeyedRow, case: Case) -> str:
    """What an order or action is called: its number, or its longest words where that is only a count."""
    if not row.key.strip(".").isdigit():
        return row.key
    texts = [row.said(c, case.language) for c in row.schema.columns if c.is_text and row.cells[c.name]]
    return max(texts, key=len, default=row.key)


def _span(case: Case, dues: Sequence[datetime]) -> str:
    if not dues:
        return ""
    first, last = case.day(dues[0]), case.day(dues[-1])
    if first == last:
        return case.t(f"due {first}", f"échéance {first}")
    return case.t(f"due {first} to {last}", f"échéances du {first} au {last}")
