"""Planned work in sentences: counts, hours, groups, what was left out; English, French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables.schema import ColumnSchema
from assistant.planned.plan import Plan, Task, judged_by
from assistant.planned.say_task import LISTED, called, day, days, during, hours, tasks
from assistant.planned.window import Window
from assistant.reliability.say import one_of, percent
from retrieval.records import Language


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


_STATES = {
    "": ("failed", "non conformes"),
    "found": ("were out of tolerance as found", "hors tolérance avant réglage"),
    "left": ("were out of tolerance as left", "hors tolérance après réglage"),
}


def failed(
    bad: Sequence[Task], judged: int, plan: Plan, language: Language, state: str = "",
    window: Window | None = None,
) -> str:  # fmt: skip
    """How many were out of tolerance, as found or as left where that is asked, with their errors.

    Of days that are asked for it says that the last check fell in them.
    """
    file = plan.file
    if window is not None:
        file = f"{file}, {one_of(language, 'last checked', 'dernier contrôle')} {during(window, language)}"
    if not bad:
        return one_of(
            language,
            f"None of {judged} rows in {file} failed.",
            f"Aucune des {judged} lignes de {file} n'est non conforme.",
        )
    error, allowed = judged_by(plan, state)
    by_error = bool(state) and error is not None and allowed is not None
    column = plan.verdict
    by = (
        f"{error.name} > {allowed.name}"
        if by_error and error is not None and allowed is not None
        else column.name
        if column is not None
        else one_of(language, "error above tolerance", "écart au-delà de la tolérance")
    )
    english, french = _STATES[state]
    head = one_of(
        language,
        f"{len(bad)} of {judged} {english} when last checked ({by}, {file}):",
        f"{len(bad)} sur {judged} {french} au dernier contrôle ({by}, {file}) :",
    )
    shown = (error, allowed) if by_error else (plan.verdict, plan.error, plan.tolerance)
    more = len(bad) - LISTED
    rest = f"\n• {one_of(language, f'and {more} more', f'et {more} de plus')}" if more > 0 else ""
    return head + "".join(f"\n• {_failed_line(task, shown, language)}" for task in bad[:LISTED]) + rest


def _failed_line(task: Task, shown: Sequence[ColumnSchema | None], language: Language) -> str:
    parts = [called(task)]
    for column in shown:
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
    told = "".join(f"\n• {_group(row, language)}" for row in rows[:LISTED])
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


def done(found: Sequence[Task], window: Window, plan: Plan, language: Language) -> str:
    """How many rows were done in some days, by the column that says when."""
    column = plan.finished or plan.last
    name = column.name if column is not None else ""
    by = one_of(language, f"“{name}”, {plan.file}", f"« {name} », {plan.file}")
    if plan.finished is None:
        by += one_of(
            language, "; only the last time of each is known", " ; seule la dernière fois est connue"
        )
    end = one_of(language, ":", " :") if found else "."
    count, within = tasks(len(found), plan, language), during(window, language)
    was = "was" if len(found) == 1 else "were"
    return one_of(language, f"{count} {was} done {within} ({by}){end}", f"{count} {within} ({by}){end}")


def listed(count: int, plan: Plan, language: Language) -> str:
    """How many rows of a plan are meant."""
    end = one_of(language, ":", " :")
    return f"{tasks(count, plan, language)} {one_of(language, 'in', 'dans')} {plan.file}{end}"


def lasting(count: int, of: int, said: str, plan: Plan, language: Language) -> str:
    """How many tasks take as long as is asked for; the longest ones where no bound is."""
    end = one_of(language, ":", " :") if count else "."
    if not said:
        english, french = f"The longest of {of} in {plan.file}", f"Le plus long sur {of} dans {plan.file}"
        return one_of(language, english, french) + end
    counted = tasks(count, plan, language)
    return one_of(
        language,
        f"{counted} of {of} in {plan.file} ({said}){end}",
        f"{counted} sur {of} dans {plan.file} ({said}){end}",
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
