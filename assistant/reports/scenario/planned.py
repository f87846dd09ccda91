"""The course "at the next task": tasks that come again, when the next is due, and what waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.crossing.failure_lines import stems_of
from assistant.experts.tables.figures import number
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.gather import Gathered
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.diagnostic.orders import spread_of
from assistant.reports.diagnostic.tasks import Task, tasks_of
from assistant.reports.records import Point, point
from assistant.reports.scenario.course import Cell, Course, course_target, step_of
from assistant.reports.scenario.parts import SparePart, late_point, parts_cell
from assistant.reports.scenario.rating import rated_cell, rating_points
from assistant.reports.scenario.said import Said, deferral_points

_SHOWN = 6


def planned_course(
    case: Case,
    gathered: Gathered,
    mode: FittingMode | None,
    said: Said | None,
    parts: Sequence[SparePart],
    worked: Sequence[Point],
) -> Course | None:
    """The course; None where no task of the equipment comes again.

    Args:
        parts: That mending the mode needs.
        worked: How one sees that mending worked.
    """
    tasks = tasks_of(case)
    if not tasks:
        return None
    near = _touching(tasks, mode)
    chosen = near[0] if near else next((one for one in tasks if one.due >= case.until), tasks[-1])
    rest = [one for one in tasks if one is not chosen]
    shown = [chosen, *rest][:_SHOWN]
    told = [point(one.text, [one.evidence], case.cited) for one in shown]
    steps = tuple(
        step_of(case, one, about=f"task {task.name}") for one, task in zip(told, shown, strict=True)
    )
    days = (chosen.due - case.until).total_seconds() / 86_400
    title = case.t(f"planned: at the next “{chosen.name}”", f"planifié : au prochain « {chosen.name} »")
    waits = late_point(
        case, parts, days, f"“{chosen.name}”" if case.language == "en" else f"« {chosen.name} »"
    )
    cons = [waits] if waits is not None else []
    cons += [_overdue(case, one) for one in tasks if one.due.date() < case.until.date()]
    cons += list(gathered.signals.limits[:2])
    cons += rating_points(case, mode.line) if mode is not None else []
    return Course(
        key="planned",
        title=title,
        target=course_target(case, title, told[:1], about=f"planned {chosen.name}"),
        steps=steps,
        pros=tuple(_pros(case, chosen, days, near)),
        cons=tuple(cons),
        first=tuple(deferral_points(case, said)) if said is not None else (),
        worked=tuple(worked[:3]),
        time=Cell(text=_time(case, chosen), citations=told[0].citations),
        cost=_cost(case, chosen, told[0]),
        parts=parts_cell(case, parts) if parts else Cell(),
        risk=rated_cell(case, mode.line) if mode is not None else Cell(),
    )


def _touching(tasks: Sequence[Task], mode: FittingMode | None) -> list[Task]:
    """Tasks that share a word with the line, those that share most first."""
    if mode is None:
        return []
    shared = [(len(mode.line.stems & stems_of(one.name)), one) for one in tasks]
    return [one for weight, one in sorted(shared, key=lambda item: -item[0]) if weight]


def _pros(case: Case, chosen: Task, days: float, near: Sequence[Task]) -> list[Point]:
    found = []
    if days >= 0:
        left = number(round(days), case.language)
        text = case.t(
            f"“{chosen.name}” is due {left} days after the end of the period.",
            f"« {chosen.name} » est prévu {left} jours après la fin de la période.",
        )
        found.append(point(text, [chosen.evidence], case.cited))
    if near:
        text = case.t(
            f"“{chosen.name}” touches what the mode that fits best is about.",
            f"« {chosen.name} » touche à ce dont parle le mode qui correspond le mieux.",
        )
        found.append(point(text, [chosen.evidence], case.cited))
    return found


def _overdue(case: Case, task: Task) -> Point:
    late = (case.until.date() - task.due.date()).days
    text = case.t(
        f"“{task.name}” is overdue by {late} days already.", f"« {task.name} » a déjà {late} jours de retard."
    )
    return point(text, [task.evidence], case.cited)


def _time(case: Case, task: Task) -> str:
    spread = spread_of(task.orders, lambda c: c.labour)
    labour = case.t("; labour", " ; main-d'œuvre")
    takes = f"{labour} {spread.told(case)}" if spread is not None else ""
    return f"{case.t('next', 'prochaine fois')} {case.day(task.due)}{takes}"


def _cost(case: Case, task: Task, told: Point) -> Cell:
    spread = spread_of(task.orders, lambda c: c.cost)
    if spread is None:
        return Cell()
    text = case.t(f"the task alone {spread.told(case)}", f"la tâche seule {spread.told(case)}")
    return Cell(text=text, citations=told.citations)
