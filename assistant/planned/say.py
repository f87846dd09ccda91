"""Planned work in sentences: rows with dates and delays, counts, hours; English, French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistant.experts.series.wording import day as written_day
from assistant.experts.tables.figures import number
from assistant.intervals import Interval
from assistant.planned.plan import Plan, Task
from assistant.planned.window import Window
from assistant.reliability.say import one_of, percent
from retrieval.records import Language

_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What falls to one person or machine.

    Attributes:
        hours: None where no row tells hours.
        late: The longest delay in days, 0 or less where nothing is overdue.
        rank: What groups are ordered by.
    """

    name: str
    count: int
    hours: float | None
    late: int
    rank: float


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
    shown = "".join(f"\n• {line(task, today, language)}" for task in told[:_LISTED])
    more = len(told) - _LISTED
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
    """``P-7 (Feed pump), oil change``, jobs behind their number; calibrations by name in a language."""
    first, *others = task.names
    name = f"{first} ({', '.join(others)})" if others else first
    plan = task.plan
    is_job = plan.finished is not None and plan.schema.key is not None
    parts = [f"{task.row.key} {name}" if is_job and task.row.key not in task.names else name]
    if task.text and task.text not in task.names:
        parts.append(task.text)
    if plan.calibrates and language is not None:
        parts.append(one_of(language, "calibration", "étalonnage"))
    return ", ".join(parts)


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


def overdue(late: Sequence[Task], standing: int, plan: Plan, today: date, language: Language) -> str:
    """How many are overdue, by how long."""
    at, file, of = day(today, language), plan.file, len(late)
    if not late:
        return one_of(
            language,
            f"Nothing is overdue on {at} among {tasks(standing, plan, language)} in {file}.",
            f"Rien n'est en retard au {at} parmi {tasks(standing, plan, language)} dans {file}.",
        )
    most, least = max(t.late(today) for t in late), min(t.late(today) for t in late)
    span = (
        days(most, language)
        if most == least
        else f"{least} {one_of(language, 'to', 'à')} {days(most, language)}"
    )
    verb = one_of(language, "is" if of == 1 else "are", "")
    return one_of(
        language,
        f"{of} of {tasks(standing, plan, language)} {verb} overdue on {at}, by {span} ({file}):",
        f"En retard au {at} : {of} sur {tasks(standing, plan, language)}, de {span} ({file}) :",
    )


def due(
    found: Sequence[Task], before: int, window: Window, plan: Plan, today: date, language: Language
) -> str:
    """How many are due in a window, and how many have been since before."""
    file, count = plan.file, tasks(len(found), plan, language)
    verb = "is" if len(found) == 1 else "are"
    told = one_of(
        language,
        f"{count} {verb} due {during(window, language)} ({file})",
        f"{count} à échéance {during(window, language)} ({file})",
    )
    late = sum(task.late(today) > 0 for task in found)
    if late and window.start is None:
        told += one_of(language, f", {late} of them overdue already", f", dont {late} déjà en retard")
    if before:
        told += one_of(
            language, f", besides {before} overdue from before", f", en plus de {before} en retard d'avant"
        )
    return told + ((" :" if language == "fr" else ":") if found else ".")


def nothing_due(window: Window, plan: Plan, last: date | None, before: int, language: Language) -> str:
    """That nothing falls into a window, with how far the plan goes."""
    file, when_ = plan.file, during(window, language)
    told = one_of(language, f"Nothing is due {when_} in {file}", f"Rien à échéance {when_} dans {file}")
    if before:
        told += one_of(language, f"; {before} overdue from before", f" ; {before} en retard d'avant")
    if last is not None and window.start is not None and last < window.start:
        told += one_of(
            language,
            f" (the latest date there is {day(last, 'en')})",
            f" (la dernière date y est le {day(last, 'fr')})",
        )
    return f"{told}."


def nothing_left(rows: Sequence[Task], plan: Plan, language: Language) -> str:
    """That no row is still to be done, with how many there are and why."""
    done, gone = sum(task.done for task in rows), sum(task.gone and not task.done for task in rows)
    undated = len(rows) - done - gone
    parts = [
        f"{count} {one_of(language, english, french)}"
        for count, english, french in (
            (done, "done", "faites"), (gone, "called off", "annulées"), (undated, "without a date", "sans "
            "date")
        )
        if count
    ]  # fmt: skip
    told = ", ".join(parts)
    return one_of(
        language,
        f"Nothing is still to be done with a date in {plan.file}: of {len(rows)} rows {told}.",
        f"Plus rien à faire à une date donnée dans {plan.file} : sur {len(rows)} lignes, {told}.",
    )


def total(found: Sequence[Task], lead: str, language: Language) -> str:
    """The hours of some rows."""
    known = [task.hours for task in found if task.hours is not None]
    missing = len(found) - len(known)
    told = one_of(
        language, f"{hours(sum(known), language)} in all", f"{hours(sum(known), language)} au total"
    )
    if missing:
        told += one_of(
            language, f", {missing} rows without hours left out", f", {missing} lignes sans durée exclues"
        )
    return f"{told}{' : ' if language == 'fr' else ': '}{lead[:1].lower()}{lead[1:]}"


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


def failed(bad: Sequence[Task], judged: int, plan: Plan, language: Language) -> str:
    """How many were found out of tolerance, with their errors."""
    file = plan.file
    if not bad:
        return one_of(
            language,
            f"None of {judged} rows in {file} failed.",
            f"Aucune des {judged} lignes de {file} n'est non conforme.",
        )
    column = plan.verdict
    by = (
        column.name
        if column is not None
        else one_of(language, "error above tolerance", "écart au-delà de la tolérance")
    )
    head = one_of(
        language,
        f"{len(bad)} of {judged} failed when last checked ({by}, {file}):",
        f"{len(bad)} sur {judged} non conformes au dernier contrôle ({by}, {file}) :",
    )
    return head + "".join(f"\n• {_failed_line(task, language)}" for task in bad[:_LISTED])


def _failed_line(task: Task, language: Language) -> str:
    parts = [called(task)]
    plan = task.plan
    for column in (plan.verdict, plan.error, plan.tolerance):
        if column is not None and task.row.cells[column.name] is not None:
            parts.append(f"{column.name} {task.row.said(column, language)}")
    if task.last is not None:
        parts.append(day(task.last, language))
    return ", ".join(parts)


def on_time(kept: int, late: int, missing: int, plan: Plan, language: Language) -> str:
    """Which share was done by its due date."""
    total_ = kept + late + missing
    return one_of(
        language,
        f"{percent(kept / total_, language)} were done by their due date: {kept} of {total_}, {late} late, "
        f"{missing} past due and not done ({plan.file}).",
        f"{percent(kept / total_, language)} faites à l'échéance : {kept} sur {total_}, {late} en retard, "
        f"{missing} échues et non faites ({plan.file}).",
    )


def late_done(late: Sequence[Task], done: int, plan: Plan, language: Language) -> str:
    """How many were done after their due date."""
    file = plan.file
    return one_of(
        language,
        f"{len(late)} of {done} finished rows were done after their due date ({file})"
        + (":" if late else "."),
        f"{len(late)} sur {done} lignes terminées ont été faites après l'échéance ({file})"
        + (" :" if late else "."),
    )


def groups(rows: Sequence[Group], lead: str, column: str, language: Language) -> str:
    """Tasks, hours and delays by person or machine, most first, with which one that is."""
    first = rows[0]
    best = [row.name for row in rows if row.rank == first.rank]
    head = one_of(
        language,
        f"{column} with the most: {_and(best, 'and')}. ",
        f"{column} avec le plus : {_and(best, 'et')}. ",
    )
    told = "".join(f"\n• {_group(row, language)}" for row in rows[:_LISTED])
    return f"{head}{lead}{told}"


def _group(row: Group, language: Language) -> str:
    parts = [str(row.count)]
    if row.hours:
        parts.append(hours(row.hours, language))
    if row.late > 0:
        late = days(row.late, language)
        parts.append(one_of(language, f"up to {late} overdue", f"jusqu'à {late} de retard"))
    return f"{row.name}{' :' if language == 'fr' else ':'} {', '.join(parts)}"


def _and(names: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def repeats(count: int, amount: float | None, language: Language) -> str:
    """How often tasks come in a window if those of short intervals are done again in it."""
    more = f", {hours(amount, language)}" if amount else ""
    return one_of(
        language,
        f"Counting what comes again within these days by its interval: {count}{more}.",
        f"En comptant ce qui revient dans ces jours selon sa périodicité : {count}{more}.",
    )


def still_open(found: Sequence[Task], late: int, plan: Plan, today: date, language: Language) -> str:
    """How many jobs are not done, and how many of them are overdue."""
    count, file = tasks(len(found), plan, language), plan.file
    at = day(today, language)
    return one_of(
        language,
        f"{count} not done, {late} of them overdue on {at} ({file})" + (":" if found else "."),
        f"{count} non faites, dont {late} en retard au {at} ({file})" + (" :" if found else "."),
    )


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


def taken_for_granted(
    plan: Plan, left_out: int, undated: int, reckoned: int, language: Language
) -> tuple[str, ...]:
    """Which column is the due date, what was reckoned, which rows were left out."""
    told: list[str] = []
    if plan.spans:
        first, last = plan.spans[0][0], plan.spans[-1][0]
        year = plan.spans[0][1][1].year
        told.append(
            one_of(
                language,
                f"Marks in the columns {first} to {last} are taken for work planned in {year}; they do not "
                f"tell "
                "whether it was done.",
                f"Les marques des colonnes {first} à {last} sont lues comme travaux prévus en {year} ; "
                f"elles ne "
                "disent pas s'ils sont faits.",
            )
        )
    if plan.due is not None and reckoned == 0:
        told.append(
            one_of(
                language, f"Due date: column “{plan.due.name}”.", f"Échéance : colonne « {plan.due.name} »."
            )
        )
    elif plan.last is not None and plan.interval is not None:
        last, often = plan.last.name, plan.interval.name
        told.append(
            one_of(
                language,
                f"Due dates are reckoned from “{last}” and “{often}”.",
                f"Échéances calculées de « {last} » et « {often} ».",
            )
            if plan.due is None
            else one_of(
                language,
                f"Due date: column “{plan.due.name}”; of {reckoned} rows reckoned from “{last}” and "
                f"“{often}”.",
                f"Échéance : colonne « {plan.due.name} » ; pour {reckoned} lignes calculée de « {last} » "
                f"et « {often} ».",
            )
        )
    if left_out:
        told.append(
            one_of(
                language,
                f"{left_out} rows called off or inactive are left out.",
                f"{left_out} lignes annulées ou inactives sont écartées.",
            )
        )
    if undated:
        told.append(one_of(language, f"{undated} rows give no due date.", f"{undated} lignes sans échéance."))
    return tuple(told)
