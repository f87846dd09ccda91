"""Planned work: what is overdue, due in some days or next, by whom, for how long, and what failed its check.

"What maintenance is due this month?", "quels étalonnages sont en retard ?". Plans, calibration registers,
rounds, statutory inspections and lists of orders tell it; each answer says which column is the due date and
what was reckoned from the last date and the interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.crossing.planned_answer import PlannedAnswer
from assistant.crossing.sources import NamesIn
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.planned.asked import Asked, asked_of
from assistant.planned.choose import choose, is_called
from assistant.planned.grid import grid_of, grid_tasks
from assistant.planned.plan import (
    Plan,
    Task,
    amounts_of,
    bare_task,
    judged_by,
    names_who_did,
    plans_of,
    tasks_of,
)
from assistant.records import Question
from assistant.same_words import own_stems
from assistant.words import content_words
from retrieval.records import Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_MOST_PLANS = 5


class PlannedWork:
    """Answers from the plans that hold all that a question names.

    Args:
        rows_of: Reads plans.
        names_in: Tells which documents are named: a question about one is only its plan's.
        today: Gives the day.
    """

    def __init__(self, *, rows_of: RowsOf, names_in: NamesIn, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._names_in = names_in
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is told, a piece a plan; None where nothing of the kind is asked or no plan holds it."""
        asked = asked_of(question.text, self._today(), question.language)
        if asked is None:
            return None
        named = self._names_in(question.text, question.language, scope)
        plans = self._amounts(scope) if asked.aim == "amount" else self._plans(scope)
        held = [
            one
            for plan, tasks in plans
            if (named.how != "number" or plan.source in named.sources)
            and (one := choose(asked.rest, plan, tasks)) is not None
            and _has(one.plan, asked)
        ]
        if any(one.named for one in held):
            held = [one for one in held if one.named]
        if not all(one.loose for one in held):
            held = [one for one in held if not one.loose]
        said = frozenset(stem for word in content_words(asked.rest) for stem in own_stems(word))
        if called := [one for one in held if is_called(one.plan, said)]:
            held = called
        pointed = any(one.named or one.narrowed for one in held)
        if not held or not (pointed or asked.aim != "next" or asked.says_work):
            return None
        if asked.aim in ("all", "amount") and not pointed:
            return None
        return PlannedAnswer(held[:_MOST_PLANS], asked, question.language).bridge()

    def _amounts(self, scope: Scope) -> list[tuple[Plan, list[Task]]]:
        """The lists that tell how much of a lubricant goes where."""
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        for row in self._rows_of(lambda schema: amounts_of(schema) is not None, scope):
            rows[row.schema.name].append(row)
        found = []
        for held in rows.values():
            plan = amounts_of(held[0].schema)
            tasks = [task for row in held if plan is not None and (task := bare_task(plan, row)) is not None]
            if plan is not None and tasks:
                found.append((plan, tasks))
        return found

    def _plans(self, scope: Scope) -> list[tuple[Plan, list[Task]]]:
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        plans: dict[str, list[Plan]] = {}

        def wanted(schema: TableSchema) -> bool:
            grid = grid_of(schema, self._today().year)
            plans[schema.name] = [grid] if grid is not None else plans_of(schema)
            return bool(plans[schema.name])

        for row in self._rows_of(wanted, scope):
            rows[row.schema.name].append(row)
        return [
            (tasks[0].plan, tasks)
            for name, found in plans.items()
            for plan in found
            if (tasks := (grid_tasks if plan.spans else tasks_of)(plan, rows[name]))
        ]


def _has(plan: Plan, asked: Asked) -> bool:
    """True where a plan holds what an aim needs; the marks of a grid tell what is planned alone."""
    match asked.aim:
        case aim if plan.spans and aim not in ("due", "next"):
            return False
        case "late_done" | "on_time":
            return plan.finished is not None and plan.due is not None
        case "failed":
            by_error = None not in judged_by(plan, asked.state or "found")
            return by_error or (plan.verdict is not None and asked.state != "found")
        case "out":
            return plan.calibrates
        case "last" if asked.form == "people":
            return plan.last is not None and names_who_did(plan)
        case "last" | "done":
            return plan.last is not None or plan.finished is not None
        case "open":
            return plan.finished is not None and not plan.states
        case "long":
            return plan.hours is not None
        case "all":
            return asked.form != "hours" or plan.hours is not None
        case "amount":
            return True
        case _:
            return (asked.form != "hours" or plan.hours is not None) and (
                asked.form != "people" or plan.who is not None
            )
