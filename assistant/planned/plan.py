"""Which table lists planned work, and what its rows tell: what, on what, by when. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.experts.tables import open_rows
from assistant.experts.tables.done_states import is_done, is_undone
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold, name_words
from assistant.intervals import Interval, interval_of, is_unit
from assistant.planned import columns as named
from assistant.reliability.register import tells_kind, work_kind
from assistant.words import stem

_ELSE = frozenset(
    "delivery livraison invoice facture payment paiement training formation habilitation habilitations "
    "contract contrat contrats purchase achat achats project projet revue employee salarie stock stocks "
    "product products produit produits production batch batches lot customer client sales "
    "spare spares document documents action actions permit permis budget forecast".split()
)
"""Words of lists with dates to come that are no work on machines."""
_CALIBRATION = frozenset(
    "calibration cal etalonnage etalonnages metrologie metrology calibrated etalonne".split()
)
_GONE = re.compile(
    r"(?:inactive|inactif|suspend\w*|draft|obsolete|retired|hors service|disabled|out of (?:service|use)|"
    r"not in use|"
    r"scrapped|withdrawn|decommissioned|reformee?s?|declassee?s?|mise? au rebut)"
)
_DONE = re.compile(r"\b(?:teco|clsd|cnf|comp|closed|done|fait|ok fait|realisee?|execute)\b")
_DID = frozenset(
    "realise realisee execute effectue fait done performed carried calibrated etalonne inspected verifie "
    "controle checked completed".split()
)
_NEAR = 0.6
_DAYS_OFF = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A table of planned work and the columns that matter here.

    Attributes:
        things: Columns that name what work is done on, codes before names.
        task: What is done; None where the table's name or columns say it for all rows.
        activity: Stems of what the columns of dates say that is done, as ``calibr``.
        due: By when; where None it is reckoned from ``last`` and ``interval``.
        finished: When a row was done: rows are single jobs, not tasks that come again.
        spans: Of a grid the columns that stand for months or weeks, with their first and last day.
    """

    schema: TableSchema
    things: tuple[ColumnSchema, ...]
    task: ColumnSchema | None
    activity: frozenset[str]
    due: ColumnSchema | None
    last: ColumnSchema | None
    interval: ColumnSchema | None
    unit: ColumnSchema | None
    finished: ColumnSchema | None
    who: ColumnSchema | None
    hours: ColumnSchema | None
    states: tuple[ColumnSchema, ...]
    kind: ColumnSchema | None
    verdict: ColumnSchema | None
    error: ColumnSchema | None
    tolerance: ColumnSchema | None
    spans: tuple[tuple[str, tuple[date, date]], ...] = ()

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self.source.rsplit("/", 1)[-1]

    @property
    def calibrates(self) -> bool:
        """True for a register of calibrations."""
        told = (self.verdict, self.error, *self.dated)
        words = {*name_words(self.schema.table.title), *name_words(self.schema.table.name)}
        return bool((words | {word for c in told if c is not None for word in c.words}) & _CALIBRATION)

    @property
    def dated(self) -> tuple[ColumnSchema, ...]:
        """The columns that tell when."""
        return tuple(c for c in (self.due, self.last, self.interval, self.finished) if c is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of a plan.

    Attributes:
        names: What the work is done on, as printed, codes before names.
        text: What is done; empty where the plan says it for all rows.
        due: None where the row gives neither a date nor a last date with an interval.
        reckoned: True where ``due`` is the last date and the interval, not a cell.
        done: True for a job that is finished.
        gone: True where a state says that nothing will be done any more.
        hours: Hours of work; None where none are told.
        planned: False where a column of kinds does not say that it is planned work.
        failed: Whether it passed or failed when it was last checked; None where that is not told.
        since: The first day of the month or week that a grid marks, ``due`` its last; None for a day.
    """

    plan: Plan
    row: KeyedRow
    names: tuple[str, ...]
    text: str
    due: date | None
    reckoned: bool
    last: date | None
    interval: Interval | None
    finished: date | None
    done: bool
    gone: bool
    who: str
    hours: float | None
    planned: bool
    failed: bool | None
    since: date | None = None

    @property
    def done_on(self) -> date | None:
        """When it was done, or done last."""
        return self.finished or self.last

    def is_in(self, first: date | None, last: date | None) -> bool:
        """True where it is due between two days, or in a month or week that lies between them."""
        if self.due is None or (last is not None and self.due > last):
            return False
        return first is None or (self.since or self.due) >= first

    def late(self, today: date) -> int:
        """Days since it was due; negative where it is to come, 0 where no date is told."""
        return (today - self.due).days if self.due is not None else 0


def plans_of(schema: TableSchema) -> list[Plan]:
    """The plans that a table holds, one for each kind of work that has dates of its own; none for others."""
    if is_failure_analysis(schema) or _is_else(schema):
        return []
    due = named.due_columns(schema)
    last = named.last_columns(schema, due)
    often = named.interval_columns(schema)
    things = named.thing_columns(schema)
    if not things or not (due or (last and often)):
        return []
    apart = _activities([*due, *last, *often])
    found = [_plan(schema, things, of, due, last, often) for of in apart or [frozenset()]]
    return [plan for plan in found if plan is not None]


def _is_else(schema: TableSchema) -> bool:
    words = {*schema.words, *name_words(schema.table.title), *name_words(schema.key or "")}
    dates = {word for c in schema.moments() for word in c.words}
    return bool((words | dates) & _ELSE)


def _activities(dated: Sequence[ColumnSchema]) -> list[frozenset[str]]:
    """The kinds of work that columns have dates for, where there are several of the same part."""
    found = list(dict.fromkeys(of for c in dated if (of := named.activity_of(c))))
    repeated = [of for of in found if sum(named.activity_of(c) == of for c in dated) > 1]
    return repeated if len(repeated) > 1 else [frozenset().union(*found)] if found else []


def _plan(
    schema: TableSchema,
    things: Sequence[ColumnSchema],
    activity: frozenset[str],
    due: Sequence[ColumnSchema],
    last: Sequence[ColumnSchema],
    often: Sequence[ColumnSchema],
) -> Plan | None:
    def own(columns: Sequence[ColumnSchema]) -> ColumnSchema | None:
        fit = [c for c in columns if not (of := named.activity_of(c)) or of <= activity]
        return next((c for c in fit if named.activity_of(c)), fit[0] if fit else None)

    by, done, every = own(due), own(last), own(often)
    if by is None and (done is None or every is None):
        return None
    finished = named.finished_column(schema, [*due, *last]) if by else None
    task = named.task_column(schema, things)
    taken = [c for c in (*things, task) if c is not None]
    verdict = named.verdict_column(schema)
    return Plan(
        schema=schema, things=tuple(things), task=task, activity=activity, due=by, last=done, interval=every,
        unit=named.unit_column(schema), finished=finished, who=named.who_column(schema, taken),
        hours=named.hours_column(schema), states=tuple(named.status_columns(schema)),
        kind=next((c for c in schema.columns if c is not task and tells_kind(c)), None), verdict=verdict,
        error=named.error_column(schema), tolerance=named.tolerance_column(schema),
    )  # fmt: skip


def bare_plan(schema: TableSchema, spans: tuple[tuple[str, tuple[date, date]], ...]) -> Plan | None:
    """The plan of a grid; None where no column names machines."""
    things = named.thing_columns(schema)
    if not things or _is_else(schema):
        return None
    task = named.task_column(schema, things)
    taken = [c for c in (*things, task) if c is not None]
    return Plan(
        schema=schema, things=tuple(things), task=task, activity=frozenset(), due=None, last=None,
        interval=None, unit=None, finished=None, who=named.who_column(schema, taken),
        hours=named.hours_column(schema), states=(), kind=None, verdict=None, error=None, tolerance=None,
        spans=spans,
    )  # fmt: skip


def amounts_of(schema: TableSchema) -> Plan | None:
    """The list of lubrication points that a table is, also one without dates; None for others."""
    return bare_plan(schema, ()) if named.amount_column(schema) is not None else None


def bare_task(plan: Plan, row: KeyedRow) -> Task | None:
    """A row of a plan as its columns tell it; None where it names no thing."""
    return _task(plan, row)


def tasks_of(plan: Plan, rows: Iterable[KeyedRow]) -> list[Task]:
    """The rows of a plan that name a thing, in their order; those that are called off are marked."""
    rows = list(rows)
    plan = _with_last(plan, rows)
    return [task for row in rows if (task := _task(plan, row)) is not None]


def _with_last(plan: Plan, rows: Sequence[KeyedRow]) -> Plan:
    """A date of the end is the last date where the due date follows it by the interval, row by row."""
    if plan.finished is None or plan.last is not None or plan.interval is None:
        return plan
    told = [(row.moment(plan.finished), row.moment(plan.due), _interval(plan, row)) for row in rows]
    whole = [(end.date(), by.date(), often) for end, by, often in told if end and by and often]
    near = sum(abs((often.after(end) - by).days) <= _DAYS_OFF for end, by, often in whole)
    if whole and near >= _NEAR * len(whole):
        return replace(plan, last=plan.finished, finished=None)
    return plan


def _interval(plan: Plan, row: KeyedRow) -> Interval | None:
    column = plan.interval
    if column is None:
        return None
    unit = column.unit or next((word for word in column.words if _is_unit_word(word)), "")
    if plan.unit is not None and not unit:
        unit = str(row.cells[plan.unit.name] or "")
    return interval_of(row.cells[column.name], unit)


def _is_unit_word(word: str) -> bool:
    return len(word) > 1 and is_unit(word)


def _task(plan: Plan, row: KeyedRow) -> Task | None:
    said_names = (_said(row, c) for c in plan.things)
    names = tuple(dict.fromkeys(name for name in said_names if any(map(str.isalnum, name))))
    if not names:
        return None
    last, often = row.moment(plan.last), _interval(plan, row)
    written = row.moment(plan.due)
    due = written.date() if written is not None else None
    reckoned = False
    if last is not None and often is not None and (due is None or due <= last.date()):
        due, reckoned = often.after(last.date()), True
    finished = row.moment(plan.finished)
    said = [fold(_said(row, c)) for c in plan.states]
    over = (
        any((open_rows.is_over(one) or _DONE.search(one)) and not is_undone(one) for one in said)
        and plan.last is None
    )
    gone = any(_GONE.match(one) for one in said) or any(_is_gone(one) for one in said)
    kind = work_kind(plan.kind, row)
    return Task(
        plan=plan, row=row, names=names, text=_said(row, plan.task), due=due, reckoned=reckoned,
        last=last.date() if last is not None else None, interval=often,
        finished=finished.date() if finished is not None else None, done=finished is not None or over,
        gone=gone, who=_said(row, plan.who), hours=_hours(plan, row),
        planned=kind == "planned" or plan.kind is None, failed=_failed(plan, row),
    )  # fmt: skip


def _is_gone(state: str) -> bool:
    return open_rows.is_over(state) and not is_done(state)


def _failed(plan: Plan, row: KeyedRow) -> bool | None:
    """The verdict; where there is none, whether the error found is more than allowed."""
    if plan.verdict is not None:
        passed = named.passed(_said(row, plan.verdict))
        return None if passed is None else not passed
    error, allowed = number(row, plan.error), number(row, plan.tolerance)
    return abs(error) > abs(allowed) if error is not None and allowed is not None else None


def failed_at(task: Task, state: str) -> bool | None:
    """Whether it failed when it was checked: as ``found``, as ``left``, or (empty) by its verdict.

    None where the row does not tell it.
    """
    if not state:
        return task.failed
    error, allowed = (number(task.row, column) for column in judged_by(task.plan, state))
    return abs(error) > abs(allowed) if error is not None and allowed is not None else (
        task.failed if state == "left" and task.plan.verdict is not None else None
    )  # fmt: skip


def judged_by(plan: Plan, state: str) -> tuple[ColumnSchema | None, ColumnSchema | None]:
    """The columns of the error as found or as left and of what is allowed."""
    return (plan.error if state == "found" else named.left_column(plan.schema)), plan.tolerance


def names_who_did(plan: Plan) -> bool:
    """True where a column names who did the work, not who is to do it."""
    return plan.who is not None and bool(set(map(fold, plan.who.words)) & _DID)


def _hours(plan: Plan, row: KeyedRow) -> float | None:
    told = number(row, plan.hours)
    minutes = plan.hours is not None and (fold(plan.hours.unit or "") or plan.hours.words[-1]) in (
        "min",
        "mn",
    )
    return told / 60 if told is not None and minutes else told


def number(row: KeyedRow, column: ColumnSchema | None) -> float | None:
    """The number of a cell, hours of a duration; None where it holds none."""
    value = row.cells[column.name] if column is not None else None
    if value is None or isinstance(value, bool):
        return None
    seconds = getattr(value, "total_seconds", None)
    if callable(seconds):
        return float(seconds()) / 3600
    match = named.NUMBER.match(str(value))
    return float(match[1].replace(",", ".").replace("−", "-")) if match is not None else None


def _said(row: KeyedRow, column: ColumnSchema | None) -> str:
    return str(row.cells[column.name] or "").strip() if column is not None else ""


def stems(words: Iterable[str]) -> frozenset[str]:
    """Stems of words by the rules of either language."""
    return frozenset(
        s for word in words for s in (stem(fold(word), "en"), stem(fold(word), "fr"), stem(word, "fr"))
    )
