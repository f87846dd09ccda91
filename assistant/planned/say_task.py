"""A row of planned work in sentences: its date, delay, interval, who and how long. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from assistant.experts.series.wording import day as written_day
from assistant.experts.tables.figures import number
from assistant.intervals import Interval
from assistant.planned.columns import amount_columns, names_part
from assistant.planned.plan import Plan, Task
from assistant.planned.window import Window
from assistant.reliability.say import one_of
from retrieval.records import Language

LISTED = 12
"""Rows that are told one by one."""
_SHORT = 3
"""Digits of a number that may only count rows."""


def day(at: date, language: Language) -> str:
    """``3 December 2026``."""
    return written_day(datetime.combine(at, time()), language)


def days(count: int, language: Language) -> str:
    """``1 day``, ``12 jours``."""
    return f"{count} {one_of(language, 'day', 'jour')}{'s' if count > 1 else ''}"


def hours(amount: float, language: Language) -> str:
    """``23.5 h``."""
    return f"{number(amount, language)} h"


def during(window: Window, language: Language) -> str:
    """``from 1 to 31 December``, ``by 4 December``, ``after 15 December``."""
    start, end = window.start, window.end
    if start is not None and end is not None:
        if start == end:
            return f"{one_of(language, 'on', 'le')} {day(start, language)}"
        if start.day == 1 and end + timedelta(days=1) == Interval(months=1).after(start):
            return f"{one_of(language, 'in', 'en')} {day(start, language).split(' ', 1)[1]}"
        return one_of(
            language,
            f"from {day(start, 'en')} to {day(end, 'en')}",
            f"du {day(start, 'fr')} au {day(end, 'fr')}",
        )
    if end is not None:
        return one_of(language, f"by {day(end, 'en')}", f"jusqu'au {day(end, 'fr')}")
    return one_of(
        language, f"from {day(start or date.min, 'en')} on", f"à partir du {day(start or date.min, 'fr')}"
    )


def tasks(count: int, plan: Plan, language: Language) -> str:
    """``7 tasks``, ``1 étalonnage``: calibrations by their name, orders by theirs."""
    many = count != 1 and not (language == "fr" and count == 0)
    if plan.calibrates:
        word = one_of(language, "calibration", "étalonnage")
    elif plan.finished is not None:
        word = one_of(language, "job", "intervention")
    else:
        word = one_of(language, "task", "tâche")
    return f"{count} {word}{'s' if many else ''}"


def lines(told: Sequence[Task], today: date, language: Language) -> str:
    """The rows one below the other, the first dozen of them; nothing for none."""
    shown = "".join(f"\n• {line(task, today, language)}" for task in told[:LISTED])
    more = len(told) - LISTED
    if more > 0:
        shown += "\n• " + one_of(language, f"and {more} more", f"et {more} de plus")
    return shown


def line(task: Task, today: date, language: Language) -> str:
    """A row: what, on what, when it is due or since when, by whom, how long."""
    french = language == "fr"
    told = f"{called(task)}{' :' if french else ':'} {when(task, today, language)}"
    more = [part for part in (task.who, hours(task.hours, language) if task.hours else "") if part]
    return "; ".join([told, *more]) if not french else " ; ".join([told, *more])


def called(task: Task, language: Language | None = None) -> str:
    """``PM-12 P-7 (Feed pump), oil change``, behind its number; calibrations by name in a language."""
    first, *others = task.names
    name = f"{first} ({', '.join(others)})" if others else first
    plan = task.plan
    parts = [f"{task.row.key} {name}" if _is_numbered(task) else name]
    if task.text and task.text not in task.names:
        parts.append(task.text)
    if plan.calibrates and language is not None:
        parts.append(one_of(language, "calibration", "étalonnage"))
    return ", ".join(parts)


def _is_numbered(task: Task) -> bool:
    """True where a row has a number that people call it by, and no running one."""
    key = task.row.key
    counts = key.isdigit() and len(key) < _SHORT
    return task.plan.schema.key is not None and key not in task.names and not counts


def when(task: Task, today: date, language: Language) -> str:
    """The due date with the delay, and what it was reckoned from."""
    if task.due is None:
        return one_of(language, "no date", "sans date")
    late = task.late(today)
    if task.since is not None:
        return during(Window(start=task.since, end=task.due, rest=""), language)
    told = one_of(language, f"due {day(task.due, language)}", f"échéance le {day(task.due, language)}")
    if task.done and task.finished is not None:
        done = day(task.finished, language)
        late = (task.finished - task.due).days
        told += one_of(language, f", done {done}", f", fait le {done}")
        if late > 0:
            told += one_of(language, f", {days(late, language)} late", f", {days(late, language)} de retard")
    elif late > 0:
        told += one_of(language, f", {days(late, language)} overdue", f", {days(late, language)} de retard")
    return f"{told}{reckoning(task, language)}"


def reckoning(task: Task, language: Language) -> str:
    """``(last 3 May 2026, interval 6 months)`` where the date stands in no cell."""
    if not task.reckoned or task.last is None or task.interval is None:
        return ""
    often: str = task.interval.said("fr" if language == "fr" else "en")
    last = day(task.last, language)
    return one_of(language, f" (last {last}, interval {often})", f" (dernier le {last}, intervalle {often})")


def next_of(task: Task, today: date, language: Language) -> str:
    """When one thing is due next."""
    late, file = task.late(today), task.plan.file
    assert task.due is not None
    if task.since is not None:
        at = when(task, today, language)
        return one_of(
            language,
            f"{called(task, language)} is planned {at} ({file}).",
            f"{called(task, language)} : prévu {at} ({file}).",
        )
    at = day(task.due, language)
    why = reckoning(task, language).strip(" ()")
    last = "" if task.last is None or why else one_of(
        language, f"last {day(task.last, language)}", f"dernier le {day(task.last, language)}"
    )  # fmt: skip
    by = f"{task.plan.who.name} {task.who}" if task.plan.who is not None and task.who else ""
    rest = ", ".join(part for part in (why or last, by, file) if part)
    if late > 0:
        return one_of(
            language,
            f"{called(task, language)} was due on {at} and is {days(late, language)} overdue ({rest}).",
            f"{called(task, language)} : échéance du {at} dépassée, {days(late, language)} de retard "
            f"({rest}).",
        )
    left = one_of(language, "today", "aujourd'hui") if late == 0 else one_of(
        language, f"in {days(-late, language)}", f"dans {days(-late, language)}"
    )  # fmt: skip
    return one_of(
        language,
        f"{called(task, language)} is next due on {at}, {left} ({rest}).",
        f"{called(task)} : prochaine échéance le {at}, {left} ({rest}).",
    )


def whether(task: Task, yes: bool, today: date, language: Language) -> str:
    """Yes or no, then when it is due."""
    head = one_of(language, "Yes", "Oui") if yes else one_of(language, "No", "Non")
    return f"{head}{' : ' if language == 'fr' else ': '}{next_of(task, today, language)}"


def often(task: Task, language: Language) -> str:
    """How often work on a thing comes, with when it was done last."""
    assert task.interval is not None
    assert task.plan.interval is not None
    spoken: str = task.interval.said("fr" if language == "fr" else "en")
    last = ""
    if task.last is not None:
        last = one_of(
            language, f", last {day(task.last, language)}", f", dernier le {day(task.last, language)}"
        )
    where = f"{task.plan.interval.name}, {task.plan.file}"
    return one_of(
        language,
        f"{called(task, language)}: every {spoken}{last} (“{where}”).",
        f"{called(task, language)} : tous les {spoken}{last} (« {where} »).",
    )


def last_of(task: Task, at: date, column: str, language: Language) -> str:
    """When work was last done, by whom where the row names who did it."""
    file = task.plan.file
    by = f", {task.who}" if task.who else ""
    return one_of(
        language,
        f"{called(task, language)} was last done on {day(at, language)} (“{column}”{by}, {file}).",
        f"{called(task, language)} : fait en dernier le {day(at, language)} (« {column} »{by}, {file}).",
    )


def amounts(told: Sequence[Task], language: Language) -> str:
    """How much of which lubricant goes into each point."""
    lines = []
    for task in told:
        cells = [
            f"{column.name} {task.row.said(column, language)}"
            for column in amount_columns(task.plan.schema)
            if task.row.cells[column.name] not in (None, "")
        ]
        part = _part_of(task)
        name = f"{called(task)}{f', {part}' if part else ''}"
        lines.append(f"{name}{one_of(language, ': ', ' : ')}{', '.join(cells)} ({task.plan.file}).")
    return "\n".join(lines)


def _part_of(task: Task) -> str:
    """The part that is lubricated, where a column beside the machine's names it."""
    plan = task.plan
    taken = {c.name for c in (*plan.things, plan.task, *amount_columns(plan.schema)) if c is not None}
    other = next(
        (c for c in plan.schema.columns if c.is_text and c.name not in taken and names_part(c)), None
    )
    return str(task.row.cells[other.name] or "") if other is not None else ""


def done_lines(told: Sequence[Task], language: Language) -> str:
    """The rows that were done, one below the other: what, on what, when, by whom."""
    shown = "".join(f"\n• {_done_line(task, language)}" for task in told[:LISTED])
    more = len(told) - LISTED
    return shown if more <= 0 else shown + "\n• " + one_of(language, f"and {more} more", f"et {more} de plus")


def _done_line(task: Task, language: Language) -> str:
    at = day(task.done_on, language) if task.done_on is not None else ""
    told = f"{called(task)}{one_of(language, ':', ' :')} {at}"
    return f"{told}{one_of(language, ';', ' ;')} {task.who}" if task.who else told
