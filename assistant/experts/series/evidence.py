"""Outcomes as evidence: what is cited, the rows behind it, and what was assumed. Knows no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.experts.series import wording as w
from assistant.experts.series.names import LogNames
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.plan import Plan, Reading
from assistant.experts.series.say import sentence
from assistant.experts.series.window import Window
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language

_SHOWN = 50
_NOT_ALL_OF_IT = 0.97
"""A reading of words can always be wrong."""


def evidence(
    plan: Plan, outcomes: Sequence[Outcome], reading: Reading, language: Language
) -> tuple[Evidence, ...]:
    """One piece of evidence a log; the first holds the answer, the others what it was compared with."""
    statement = sentence(plan, outcomes, language)
    logs = {o.operand.log.ref.source: o.operand.log for o in outcomes}
    sources = list(logs)
    files = {
        source: _files(log, *_bounds(plan, [o for o in outcomes if o.operand.log is log]))
        for source, log in logs.items()
    }
    tables = [o.unit_source for o in outcomes if o.unit_source]
    found: list[Evidence] = []
    for source in sources:
        own = [o for o in outcomes if o.operand.log.ref.source == source]
        start, end = _bounds(plan, own)
        found.append(
            Evidence(
                kind="series",
                source=files[source][0],
                quote=statement,
                statement=statement,
                score=round(reading.confidence * _NOT_ALL_OF_IT - (0.05 if found else 0.0), 3),
                also=tuple(dict.fromkeys(s for s in (*_flat(files), *tables) if s != files[source][0])),
                rows=_rows(plan, own),
                sql=own[0].sql or None,
                sensor=", ".join(_sensors(plan, own)) or None,
                start=start,
                end=end,
                values=(_first_value(statement),),
                caveats=_caveats(plan, own, reading, language),
            )
        )
    return tuple(found)


def _files(log: LogNames, start: datetime | None, end: datetime | None) -> tuple[str, ...]:
    """The files that a log's evidence stands in: of a joined one those that the window meets."""
    if not log.parts:
        return (log.ref.source,)
    met = [
        part.source
        for part in log.parts
        if (start is None or part.end >= start) and (end is None or part.start <= end)
    ]
    return tuple(met) or (log.parts[0].source,)


def _flat(files: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for names in files.values() for name in names]


def _sensors(plan: Plan, outcomes: Sequence[Outcome]) -> list[str]:
    """Names of the sensors as printed, those of the answer first."""
    labels: list[str] = []
    if plan.each == "sensor":
        labels += [g.label for o in outcomes for g in o.groups[:1] if isinstance(g.label, str)]
    if plan.operation in ("anomalies", "stuck"):
        labels += [
            s
            for o in outcomes
            for i in o.intervals[:3]
            for s, share, _ in i.sensors
            if share >= 0.1 or plan.operation == "stuck"
        ]
    printed = {s.label: s.sensor.name for o in outcomes for s in o.operand.log.sensors}
    names = [printed[label] for label in labels if label in printed]
    names += [s.sensor.name for o in outcomes for s in o.operand.sensors]
    names += [c.sensor.sensor.name for c in plan.conditions]
    return list(dict.fromkeys(names))


def _bounds(plan: Plan, outcomes: Sequence[Outcome]) -> tuple[datetime | None, datetime | None]:
    """The window to show: the event's where one event was asked for, else that of the readings used."""
    first = outcomes[0]
    if plan.operation == "span" and first.moments:
        return first.moments["first"], first.moments["last"]
    if first.intervals and plan.operation in ("longest", "stuck", "gaps"):
        return first.intervals[0].start, first.intervals[0].end
    if first.intervals and plan.operation in ("stopped_at", "started_at", "last_before"):
        run = first.intervals[0]
        return run.before or run.start, run.after or run.end
    starts = [o.start for o in outcomes if o.start is not None]
    ends = [o.end for o in outcomes if o.end is not None]
    return (min(starts) if starts else None), (max(ends) if ends else None)


def _rows(plan: Plan, outcomes: Sequence[Outcome]) -> Rows | None:
    """Values behind the sentence, as a small table."""
    first = outcomes[0]
    columns: tuple[str, ...]
    values: list[tuple[Cell, ...]] = []
    if first.outlook is not None:
        columns = ("sensor", "time", "forecast", "low", "high")
        for outcome in outcomes:
            name = outcome.operand.sensors[0].sensor.name
            points = outcome.outlook.points(0) if outcome.outlook is not None else ()
            values += [(name, p.time.replace("T", " "), p.value, p.low, p.high) for p in points]
    elif first.groups:
        columns = (plan.each or "day", plan.operation, "readings")
        for group in first.groups:
            label = group.label.isoformat(sep=" ") if isinstance(group.label, datetime) else group.label
            values.append((label, round(group.value, 6), group.readings))
    elif first.intervals:
        columns = ("start", "end", "readings", "seconds")
        for i in first.intervals:
            ends = (i.start.isoformat(sep=" "), i.end.isoformat(sep=" "))
            values.append((*ends, i.readings, round(i.seconds, 3)))
    else:
        columns = ("sensor", "statistic", "value", "readings")
        for outcome in outcomes:
            name = ", ".join(s.sensor.name for s in outcome.operand.sensors)
            values += [(name, k, round(x, 6), outcome.readings) for k, x in outcome.values.items()]
    if not values:
        return None
    matched = first.matching if plan.conditions and not plan.is_statistic else first.readings
    return Rows(
        columns=columns,
        values=tuple(values[:_SHOWN]),
        total=max(first.total, len(values)),
        matched=matched,
        row_numbers=first.rows,
    )


def _first_value(statement: str) -> str:
    return statement.split(" ", 1)[0].rstrip(":,;")


def _caveats(
    plan: Plan, outcomes: Sequence[Outcome], reading: Reading, language: Language
) -> tuple[str, ...]:
    """What was assumed, in the question's language."""
    french = language == "fr"
    found = [text for outcome in outcomes for text in _of_window(outcome, language)]
    for outcome in outcomes:
        if outcome.unit_source:
            told = outcome.unit_source
            found.append(f"L'unité vient de {told}." if french else f"The unit is taken from {told}.")
        asked = plan.unit is not None and plan.unit.dimension != "time"
        if asked and outcome.unit is None and outcome.values:
            found.append(
                "L'unité du capteur n'est pas connue : valeur non convertie."
                if french
                else "The sensor's unit is not stated, so the value is not converted."
            )
        if outcome.method and not french:
            found.append(outcome.method[0].upper() + outcome.method[1:] + ".")
        if outcome.details.get("off_by", 0) > max(1.0, 0.5 * outcome.operand.log.ref.step_seconds):
            found.append(
                "Mesure la plus proche du moment demandé."
                if french
                else "The reading nearest to the moment asked for."
            )
        joined = outcome.outlook.grid.per_slot if outcome.outlook is not None else 1
        if joined > 1:
            found.append(
                f"Chaque valeur prévue est la moyenne de {joined} mesures."
                if french
                else f"Each value forecast is the mean of {joined} readings."
            )
    if any(c.said in ("running", "off") for c in plan.conditions):
        name = plan.conditions[0].sensor.label
        found.append(f"L'état est déduit de {name}." if french else f"Whether it runs is told from {name}.")
    if reading.aside:
        found.append(
            f"« {reading.aside} » n'est pas une date : toutes les mesures de la période ont été lues."
            if french
            else f"“{reading.aside}” is no date: all readings of the period were looked at."
        )
    if reading.inherited:
        found.append(
            "Complété d'après la question précédente." if french else "Completed from the question before."
        )
    return tuple(dict.fromkeys(found))


def _of_window(outcome: Outcome, language: Language) -> list[str]:
    """Assumptions on the window."""
    french = language == "fr"
    window, ref = outcome.operand.window, outcome.operand.log.ref
    found: list[str] = []
    if "year" in window.guessed:
        year = window.start.year
        found.append(
            f"L'année {year} vient de l'enregistrement."
            if french
            else f"The year {year} is taken from the log."
        )
    if "month" in window.guessed or "order" in window.guessed:
        day = w.day(window.start, language)
        found.append(f"La date est lue comme le {day}." if french else f"The date is read as {day}.")
    if "end" in window.guessed:
        found.append(
            "La période est comptée depuis la fin de l'enregistrement."
            if french
            else "The period is counted from the end of the log."
        )
    if "part" in window.guessed and window.clock is None:
        span = w.window(window, language, start=ref.start, end=ref.end)
        found.append(f"Période lue comme : {span}." if french else f"The period is read as: {span}.")
    if _reaches_over(window, ref.start, ref.end, ref.step_seconds):
        span = w.stretch(ref.start, ref.end, language)
        found.append(
            f"L'enregistrement ne couvre que la période {span}." if french else f"The log covers only {span}."
        )
    return found


def _reaches_over(window: Window, start: datetime, end: datetime, step: float) -> bool:
    """True where the window reaches over the log by more than a few steps."""
    if window.whole:
        return False
    before, after = (start - window.start).total_seconds(), (window.end - end).total_seconds()
    return max(before, after) > max(3 * step, 60.0)
