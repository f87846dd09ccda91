"""What is told of planned work, by what is asked: rows, counts, hours, people. Reads no table itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.schema import ColumnSchema
from assistant.planned import figures, say, say_task
from assistant.planned.asked import Asked
from assistant.planned.choose import Chosen
from assistant.planned.plan import (
    Plan,
    Task,
    failed_at,
)
from assistant.planned.window import Window
from assistant.records import Evidence
from retrieval.identifiers import find_tags
from retrieval.records import Language

_AHEAD = timedelta(days=30)
"""How far is looked ahead where no days are asked for."""
_NEXT_TOLD = 5
_MOST_AMOUNTS = 12
"""Points of lubrication whose quantity is told one by one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of the answer: rows and what is said of them."""

    tasks: Sequence[Task]
    text: str


class PlannedAnswer:
    """One question over the plans that hold what it names."""

    def __init__(self, held: Sequence[Chosen], asked: Asked, language: Language) -> None:
        self._held, self._asked, self._language = held, asked, language
        self._day = asked.day

    def bridge(self) -> Bridge | None:
        """What is told."""
        match self._asked.aim:
            case "next":
                return self._next()
            case "whether":
                return self._whether()
            case "last":
                return self._last()
            case "often":
                return self._often()
            case "due" if self._asked.window is None and any(one.named for one in self._held):
                return self._next()
            case _:
                pieces = [self._piece(one) for one in self._held]
        told = [(one, piece) for one, piece in zip(self._held, pieces, strict=True) if piece is not None]
        if any(piece.tasks for _, piece in told):
            told = [(one, piece) for one, piece in told if piece.tasks]
        reasons = tuple(self._evidence(one, piece) for one, piece in told)
        apart = not any("\n" in piece.text for _, piece in told)
        return Bridge(reasons=reasons, listed=apart and len(reasons) > 1) if reasons else None

    def _piece(self, one: Chosen) -> Told | None:
        match self._asked.aim:
            case "overdue":
                return self._overdue(one) if _standing(one) else None
            case "due":
                return self._due(one)
            case "failed":
                return self._failed(one)
            case "out":
                return self._out(one)
            case "late_done":
                return self._late_done(one)
            case "open":
                return self._open(one)
            case "done":
                return self._done(one)
            case "all":
                return self._all(one)
            case "long":
                return self._long(one)
            case "amount":
                return Told(one.tasks, say_task.amounts(one.tasks[:_MOST_AMOUNTS], self._language))
            case _:
                return self._on_time(one)

    def _overdue(self, one: Chosen) -> Told:
        standing = _standing(one)
        late = [task for task in standing if task.late(self._day) > 0]
        window = self._asked.window
        if window is not None:
            late = [task for task in late if task.due is not None and window.holds(task.due)]
        late.sort(key=_due)
        lead = say.overdue(late, len(standing), one.plan, self._day, self._language)
        return self._shaped(late, lead, one.plan)

    def _due(self, one: Chosen) -> Told:
        window = self._asked.window or Window(start=None, end=self._day + _AHEAD, rest="")
        if one.plan.spans:
            window = window.in_year(one.plan.spans[0][1][1].year)
        standing = sorted(_standing(one), key=_due)
        if window.end is not None and window.end < self._day:
            standing = sorted((t for t in one.tasks if t.due and not t.gone), key=_due)
        found = [task for task in standing if task.is_in(window.start, window.end)]
        before = 0
        if window.start is not None and window.end is not None and window.end >= self._day:
            before = sum(t.late(self._day) > 0 and not window.holds(_due(t)) for t in standing if not t.since)
        if not found:
            last = max((_due(t) for t in one.tasks if t.due is not None), default=None)
            return Told((), say.nothing_due(window, one.plan, last, before, self._language))
        lead = say.due(found, before, window, one.plan, self._day, self._language)
        told = self._shaped(found, lead, one.plan)
        again = figures.again(found, window, self._day)
        if len(again) == len(found):
            return told
        hours = sum(t.hours or 0.0 for t in again) if self._asked.form == "hours" else None
        return Told(told.tasks, f"{told.text}\n{say.repeats(len(again), hours, self._language)}")

    def _open(self, one: Chosen) -> Told:
        found = sorted((t for t in one.tasks if not t.done and not t.gone), key=_due)
        late = sum(t.late(self._day) > 0 for t in found)
        return self._shaped(found, say.still_open(found, late, one.plan, self._day, self._language), one.plan)

    def _shaped(self, found: Sequence[Task], lead: str, plan: Plan) -> Told:
        """The rows as a list, with their hours, or by person or machine."""
        language = self._language
        match self._asked.form:
            case "people" | "things" if found:
                by_person = self._asked.form == "people"
                column = plan.who if by_person and plan.who is not None else plan.things[0]
                day = self._day if self._asked.aim != "done" else date.min
                rows = figures.grouped(found, by_person, day)
                return Told(found, say.groups(rows, lead, column.name, language))
            case "hours" if found:
                return Told(
                    found, say.total(found, lead, language) + say_task.lines(found, self._day, language)
                )
            case _:
                return Told(found, lead + say_task.lines(found, self._day, language))

    def _next(self) -> Bridge | None:
        """The next of what is named, overdue ones first; of all plans together."""
        held = [(task, one) for one in self._held for task in _standing(one)]
        held = [pair for pair in held if not (pair[0].since and pair[0].late(self._day) > 0)]
        found = sorted(held, key=lambda pair: _due(pair[0]))
        if not found:
            return self._nothing_left()
        if not any(one.named for one in self._held):
            ahead = [pair for pair in found if pair[0].late(self._day) <= 0]
            found = ahead or found
        told = found[:_NEXT_TOLD]
        reasons = tuple(
            self._evidence(one, Told([task], say_task.next_of(task, self._day, self._language)))
            for task, one in told
        )
        return Bridge(reasons=reasons, listed=len(reasons) > 1)

    def _nothing_left(self) -> Bridge | None:
        """That all on what is named is done or called off; of tags other sources may tell more."""
        told = [one for one in self._held if one.named and not any(map(find_tags, one.named))]
        reasons = tuple(
            self._evidence(one, Told(one.tasks, say.nothing_left(one.tasks, one.plan, self._language)))
            for one in told
        )
        return Bridge(reasons=reasons, listed=len(reasons) > 1) if reasons else None

    def _last(self) -> Bridge | None:
        """The last time for each kind of work that is named, of all plans together."""
        latest: dict[tuple[str, str], tuple[date, ColumnSchema, Task, Chosen]] = {}
        for one in self._held:
            if not one.named:
                continue
            for task in one.tasks:
                column = one.plan.last if task.last is not None else one.plan.finished
                at = task.last or task.finished
                key = (task.names[0], "" if one.plan.calibrates else task.text)
                if at is not None and column is not None and (key not in latest or latest[key][0] < at):
                    latest[key] = (at, column, task, one)
        if not latest or len(latest) > _NEXT_TOLD:
            return None
        reasons = tuple(
            self._evidence(one, Told([task], say_task.last_of(task, at, column.name, self._language)))
            for at, column, task, one in sorted(latest.values(), key=lambda found: found[0], reverse=True)
        )
        return Bridge(reasons=reasons, listed=len(reasons) > 1)

    def _often(self) -> Bridge | None:
        """The intervals of what is named."""
        found = [
            (task, one)
            for one in self._held
            if one.named or one.narrowed
            for task in one.tasks
            if task.interval is not None and not task.gone
        ]
        if not found or len(found) > _NEXT_TOLD:
            return None
        reasons = tuple(
            self._evidence(one, Told([task], say_task.often(task, self._language))) for task, one in found
        )
        return Bridge(reasons=reasons, listed=len(reasons) > 1)

    def _whether(self) -> Bridge | None:
        found = [(task, one) for one in self._held for task in _standing(one)]
        named = any(one.named for one in self._held)
        few = named or any(one.narrowed for one in self._held)
        if not found or not few or len(found) > _NEXT_TOLD:
            pieces = [(one, self._overdue(one)) for one in self._held]
            some = [pair for pair in pieces if pair[1].tasks] or pieces
            return Bridge(reasons=tuple(self._evidence(one, piece) for one, piece in some))
        reasons = []
        for task, one in sorted(found, key=lambda pair: _due(pair[0])):
            late = task.late(self._day) > 0
            text = say_task.whether(task, late != self._asked.valid, self._day, self._language)
            reasons.append(self._evidence(one, Told([task], text)))
        return Bridge(reasons=tuple(reasons), listed=len(reasons) > 1)

    def _failed(self, one: Chosen) -> Told | None:
        state = self._asked.state
        judged = [task for task in one.tasks if failed_at(task, state) is not None and not task.gone]
        window = self._asked.window if self._asked.aim == "failed" else None
        if window is not None:
            if window.start is not None and window.start > self._day:
                window = window.in_year(window.start.year - 1)
            judged = [task for task in judged if (at := task.done_on) and window.holds(at)]
        bad = [task for task in judged if failed_at(task, state)]
        if not judged:
            return None
        return Told(bad, say.failed(bad, len(judged), one.plan, self._language, state, window))

    def _out(self, one: Chosen) -> Told:
        """Overdue or failed: both make an instrument one that is out of calibration."""
        late = self._overdue(one)
        bad = self._failed(one)
        if bad is None:
            return late
        text = f"{late.text}\n{bad.text}"
        return Told([*late.tasks, *(t for t in bad.tasks if t not in late.tasks)], text)

    def _late_done(self, one: Chosen) -> Told:
        window = self._asked.window
        done = [t for t in one.tasks if t.due is not None and t.finished is not None and not t.gone]
        if window is not None:
            done = [t for t in done if t.finished is not None and window.holds(t.finished)]
        late = sorted((t for t in done if t.due and t.finished and t.finished > t.due), key=_due)
        return Told(
            late,
            say.late_done(late, len(done), one.plan, self._language)
            + say_task.lines(late, self._day, self._language),
        )

    def _done(self, one: Chosen) -> Told | None:
        """What was done in days that are past: of tasks that come again only the last time is known."""
        window = self._asked.window or Window(start=None, end=self._day, rest="")
        if window.start is not None and window.start > self._day:
            window = window.in_year(window.start.year - 1)
        found = sorted((t for t in one.tasks if (at := t.done_on) and window.holds(at)), key=_done_on)
        if not found and (window.yearless or one.plan.finished is None):
            return None
        lead = say.done(found, window, one.plan, self._language)
        if self._asked.form in ("people", "things", "hours"):
            return self._shaped(found, lead, one.plan)
        return Told(found, lead + say_task.done_lines(found, self._language))

    def _all(self, one: Chosen) -> Told | None:
        """What somebody, or a trade, has in a plan altogether."""
        found = [task for task in one.tasks if not task.gone and not (task.done and one.plan.finished)]
        lead = say.listed(len(found), one.plan, self._language)
        if self._asked.form == "hours" and not any(task.hours is not None for task in found):
            return None
        return self._shaped(found, lead, one.plan) if found else None

    def _long(self, one: Chosen) -> Told | None:
        """The tasks that take more, or less, than so many hours; without a bound the longest ones."""
        timed = [task for task in one.tasks if task.hours is not None and not task.gone]
        timed.sort(key=lambda task: -(task.hours or 0.0))
        bound = self._asked.bound
        if not timed:
            return None
        if bound is None:
            found = [task for task in timed if task.hours == timed[0].hours]
        else:
            found = [task for task in timed if task.hours is not None and bound.holds(task.hours)]
        lead = say.lasting(
            len(found), len(timed), bound.said if bound is not None else "", one.plan, self._language
        )
        return Told(found, lead + say_task.lines(found, self._day, self._language))

    def _on_time(self, one: Chosen) -> Told | None:
        window = self._asked.window
        due = [t for t in one.tasks if t.due is not None and not t.gone]
        if window is not None:
            due = [t for t in due if window.holds(_due(t))]
        late = [t for t in due if t.finished is not None and t.finished > _due(t)]
        missing = [t for t in due if not t.done and t.late(self._day) > 0]
        kept = sum(t.finished is not None for t in due) - len(late)
        if not kept + len(late) + len(missing):
            return None
        told = say.on_time(kept, len(late), len(missing), one.plan, self._language)
        return Told([*late, *missing] or due, told)

    def _evidence(self, one: Chosen, piece: Told) -> Evidence:
        told = [task for task in one.tasks if not task.gone]
        notes = say.taken_for_granted(
            one.plan, len(one.tasks) - len(told), sum(t.due is None and not t.done for t in told),
            sum(t.reckoned for t in told), self._language,
        )  # fmt: skip
        rows = [task.row for task in piece.tasks]
        columns = figures.columns_of(one.plan)
        return cited_rows(one.plan.schema, rows, columns, piece.text, caveats=notes)


def _standing(one: Chosen) -> list[Task]:
    """The rows with a date that are neither done nor called off."""
    return [task for task in one.tasks if task.due is not None and not task.done and not task.gone]


def _done_on(task: Task) -> date:
    return task.done_on or date.max


def _due(task: Task) -> date:
    return task.due or date.max
