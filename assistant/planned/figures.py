"""Counts over the rows of a plan: repeats within days, sums by person or machine. Knows no question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from assistant.experts.tables.schema import ColumnSchema
from assistant.planned.plan import Plan, Task
from assistant.planned.say import Group
from assistant.planned.window import Window

_MOST_REPEATS = 2000


def again(found: Sequence[Task], window: Window, today: date) -> list[Task]:
    """The rows of a window, each as often as its interval brings it again before the window ends."""
    told = list(found)
    if window.end is None:
        return told
    for task in found:
        at = task.due
        while task.interval is not None and at is not None and at >= today and len(told) < _MOST_REPEATS:
            at = task.interval.after(at)
            if at > window.end:
                break
            told.append(task)
    return told


def grouped(tasks: Sequence[Task], by_person: bool, day: date) -> list[Group]:
    """Who or what the rows fall to: by hours for people where rows tell them, else by number of rows."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[(task.who or "–") if by_person else task.names[0]].append(task)
    timed = by_person and any(task.hours for task in tasks)
    rows = [_group(name, own, timed, day) for name, own in groups.items()]
    return sorted(rows, key=lambda row: (-row.rank, row.name))


def _group(name: str, own: Sequence[Task], timed: bool, day: date) -> Group:
    known = [task.hours for task in own if task.hours is not None]
    hours = sum(known) if known else None
    return Group(
        name=name, count=len(own), hours=hours, late=max(0 if task.done else task.late(day) for task in own),
        rank=(hours or 0.0) if timed else float(len(own)),
    )  # fmt: skip


def columns_of(plan: Plan) -> tuple[ColumnSchema, ...]:
    """The columns that tell of a row, its key first."""
    key = plan.schema.column(plan.schema.key) if plan.schema.key else None
    told = (
        key, *plan.things, plan.task, plan.due, plan.last, plan.interval, plan.unit, plan.finished, plan.who,
        plan.hours, *plan.states, plan.verdict, plan.error, plan.tolerance,
    )  # fmt: skip
    return tuple(dict.fromkeys(c for c in told if c is not None))
