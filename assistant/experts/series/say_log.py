"""Coverage, gaps, missing and stuck values, sensors and anomalies of a log as sentences. Knows outcomes."""

from __future__ import annotations

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Interval, Outcome
from assistant.experts.series.say_abnormal import abnormal
from assistant.experts.series.voice import Voice

_SHOWN = 3


def report(v: Voice, outcome: Outcome) -> str:
    """What was asked of the log as a whole."""
    match v.plan.operation:
        case "gaps":
            return _gaps(v, outcome)
        case "missing":
            return _missing(v, outcome)
        case "stuck":
            return _stuck(v, outcome)
        case "step":
            return _step(v, outcome)
        case "sensors":
            return _sensors(v, outcome)
        case "rows":
            log, when, count = outcome.operand.log.display, v.when(outcome.operand), outcome.readings
            return v.t(f"{count} rows in {log} {when}.", f"{count} lignes dans {log} {when}.")
        case "unit":
            return _unit(v, outcome)
        case "anomalies":
            return abnormal(v, outcome) + _stops(v, outcome)
    return _coverage(v, outcome)


def _gaps(v: Voice, outcome: Outcome) -> str:
    name, when = v.sensor(outcome.operand), v.when(outcome.operand)
    step, count = v.length(outcome.details["step"]), outcome.total
    if not outcome.intervals:
        counted = v.readings(outcome.readings)
        return v.t(
            f"No gap: {name} has a reading every {step} {when} ({counted}).",
            f"Aucun trou : {name} a une mesure toutes les {step} {when} ({counted}).",
        )
    worst = outcome.intervals[0]
    where = v.stretch(worst)
    if v.plan.ask in ("duration", "time", "end"):
        lasts = v.asked_length(worst.seconds)
        which = v.t(f"longest of {count} gaps", f"plus long des {count} trous")
        if count == 1:
            which = v.t("only gap", "seul trou")
        return v.t(
            f"{lasts} is the {which} in {name} {when}: {where}.",
            f"{lasts} : {which} de {name} {when}, {where}.",
        )
    lasts = v.length(worst.seconds)
    return v.t(
        f"{count} {'gap' if count == 1 else 'gaps'} of more than 1.5 steps of {step} in {name} {when}; "
        f"the longest lasts {lasts}, {where}.",
        f"{count} trou{'s' if count > 1 else ''} de plus de 1,5 pas de {step} dans {name} {when} ; "
        f"le plus long dure {lasts}, {where}.",
    )


def _missing(v: Voice, outcome: Outcome) -> str:
    rows, expected = int(outcome.details["rows"]), int(outcome.details["expected"])
    when, log = v.when(outcome.operand), outcome.operand.log.display
    if len(outcome.groups) == 1:
        group, name = outcome.groups[0], v.sensor(outcome.operand)
        absent = int(group.value)
        share = v.n(100 * absent / rows) if rows else "0"
        first = f"{share} %, {absent}" if v.plan.ask == "list" else f"{absent}"
        there = group.readings
        return v.t(
            f"{first} of {rows} rows have no value of {name} {when}; {there} readings are there, {expected} "
            "are expected at a steady step.",
            f"{first} lignes sur {rows} sans valeur de {name} {when} ; {there} mesures présentes, {expected} "
            "attendues à pas constant.",
        )
    ranked = sorted(outcome.groups, key=lambda g: -g.value)
    if v.plan.each == "sensor" and ranked:
        most = ranked[-1] if v.plan.pick == "lowest" else ranked[0]
        extreme = v.t(
            "fewest" if v.plan.pick == "lowest" else "most", "moins" if v.plan.pick == "lowest" else "plus"
        )
        return v.t(
            f"{most.label} has the {extreme} missing values {when}: {int(most.value)} of {rows} rows.",
            f"{most.label} : le {extreme} de valeurs manquantes {when}, {int(most.value)} lignes sur {rows}.",
        )
    shown = v.listed([f"{g.label} ({int(g.value)})" for g in ranked[:12]])
    return v.t(
        f"{outcome.matching} missing values in {rows} rows of {log} {when}: {shown}.",
        f"{outcome.matching} valeurs manquantes sur {rows} lignes de {log} {when} : {shown}.",
    )


def _stuck(v: Voice, outcome: Outcome) -> str:
    when, log, least = v.when(outcome.operand), outcome.operand.log.display, int(outcome.details["least"])
    if not outcome.intervals:
        return v.t(
            f"None: no sensor asked for in {log} holds one value for {least} readings or more {when}.",
            f"Aucun : dans {log}, aucun capteur ne garde la même valeur {least} mesures ou plus {when}.",
        )
    longest, count = outcome.intervals[0], outcome.total
    if v.plan.ask in ("time", "end"):
        at = v.at(longest.end if v.plan.ask == "end" else longest.start)
        edge = v.t(*(("last", "dernière") if v.plan.ask == "end" else ("first", "première")))
        return v.t(
            f"{at} is the {edge} reading of {_held(v, longest)}.",
            f"Le {at} : {edge} mesure de {_held(v, longest)}.",
        )
    if v.plan.ask == "duration":
        lasts = v.asked_length(longest.seconds)
        return v.t(f"{lasts}: {_held(v, longest)}.", f"{lasts} : {_held(v, longest)}.")
    told = v.listed([_held(v, i) for i in outcome.intervals[:_SHOWN]])
    return v.t(
        f"{count} stuck {'stretch' if count == 1 else 'stretches'} {when}: {told}.",
        f"{count} passage{'s' if count > 1 else ''} figé{'s' if count > 1 else ''} {when} : {told}.",
    )


def _held(v: Voice, interval: Interval) -> str:
    name, value, _ = interval.sensors[0]
    told = f"{v.stretch(interval)} ({v.readings(interval.readings)}, {v.length(interval.seconds)})"
    return v.t(f"{name} stuck at {v.n(value)} {told}", f"{name} figé à {v.n(value)} {told}")


def _step(v: Voice, outcome: Outcome) -> str:
    step = outcome.details["step"]
    text, log = v.length(step), outcome.operand.log.display
    seconds = "" if text == f"{v.n(step)} s" else f" ({v.n(step)} s)"
    share = v.n(round(100 * outcome.details["irregular"], 1))
    return v.t(
        f"{text}{seconds} is the sampling step of {log} (median); {share} % of the steps differ by more than "
        "5 %.",
        f"{text}{seconds} : pas d'échantillonnage de {log} (médiane) ; {share} % des pas s'en écartent de "
        "plus de 5 %.",
    )


def _coverage(v: Voice, outcome: Outcome) -> str:
    if outcome.start is None or outcome.end is None:
        return v.t("No rows in that period.", "Aucune ligne sur cette période.")
    log, rows, step = outcome.operand.log.display, outcome.readings, v.length(outcome.details["step"])
    if v.plan.ask == "duration":
        lasts, span = v.asked_length(outcome.seconds), w.stretch(outcome.start, outcome.end, v.language)
        return v.t(
            f"{lasts} is the length of {log}: {span} ({rows} rows).",
            f"{lasts} : durée de {log}, {span} ({rows} lignes).",
        )
    first, last = v.at(outcome.start), v.at(outcome.end)
    return v.t(
        f"{first} to {last} is what {log} covers ({rows} rows, one every {step}).",
        f"Du {first} au {last} : c'est ce que couvre {log} ({rows} lignes, une toutes les {step}).",
    )


def _sensors(v: Voice, outcome: Outcome) -> str:
    log = outcome.operand.log
    names = [s.label + (f" [{s.sensor.unit}]" if s.sensor.unit else "") for s in log.measures]
    told, flags = v.listed(names), v.listed([s.label for s in log.flags])
    tail = v.t(f", and the labels {flags}", f", et les étiquettes {flags}") if flags else ""
    return v.t(
        f"{len(names)} sensors in {log.display}: {told}{tail}.",
        f"{len(names)} capteurs dans {log.display} : {told}{tail}.",
    )


def _stops(v: Voice, outcome: Outcome) -> str:
    """Stops, where it was asked what happened."""
    if not outcome.switches:
        return ""
    name = v.named(v.plan.conditions[0].sensor.label, outcome.operand)
    told = []
    for stop in outcome.switches[:_SHOWN]:
        until = (
            ""
            if stop.after is None
            else v.t(f", back on {v.at(stop.after)}", f", reprise le {v.at(stop.after)}")
        )
        told.append(v.t(f"on {v.at(stop.start)}{until}", f"le {v.at(stop.start)}{until}"))
    more = " …" if len(outcome.switches) > _SHOWN else ""
    listed = "; ".join(told) + more
    return v.t(f" By {name} it stopped {listed}.", f" D'après {name}, arrêt {listed}.")


def _unit(v: Voice, outcome: Outcome) -> str:
    name = v.sensor(outcome.operand)
    if outcome.unit_text is None:
        return v.t(f"No source states the unit of {name}.", f"Aucune source n'indique l'unité de {name}.")
    source = (
        v.t(f", as {outcome.unit_source} says", f", d'après {outcome.unit_source}")
        if outcome.unit_source
        else ""
    )
    return v.t(
        f"{outcome.unit_text} is the unit of {name}{source}.",
        f"{outcome.unit_text} : unité de {name}{source}.",
    )
