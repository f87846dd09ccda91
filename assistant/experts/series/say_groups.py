"""Values of days, hours, sensors or logs as sentences, the value first. Knows outcomes, no query."""

from __future__ import annotations

from datetime import datetime

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.voice import Voice

_EACH = {
    "hour": ("hourly", "par heure", "hour", "heure"),
    "day": ("daily", "par jour", "day", "jour"),
    "week": ("weekly", "par semaine", "week", "semaine"),
    "month": ("monthly", "par mois", "month", "mois"),
    "weekday": ("weekday", "par jour de semaine", "day of the week", "jour de la semaine"),
    "hour_of_day": ("hour-of-day", "par heure du jour", "hour of the day", "heure du jour"),
    "sensor": ("", "", "sensor", "capteur"),
    "log": ("", "", "log", "enregistrement"),
}
_EVENTS = {
    "readings": ("number of readings with {c}", "nombre de mesures avec {c}"),
    "exists": ("number of readings with {c}", "nombre de mesures avec {c}"),
    "share": ("share of readings with {c}", "part des mesures avec {c}"),
    "duration": ("time with {c}", "durée avec {c}"),
    "longest": ("unbroken time with {c}", "durée ininterrompue avec {c}"),
    "span": (
        "time from first to last reading with {c}",
        "durée de la première à la dernière mesure avec {c}",
    ),
    "episodes": ("number of ranges with {c}", "nombre de plages avec {c}"),
    "missing": ("number of missing values", "nombre de valeurs manquantes"),
    "stops": ("number of stops", "nombre d'arrêts"),
    "starts": ("number of starts", "nombre de démarrages"),
    "gaps": ("number of gaps", "nombre de trous"),
    "stuck": ("number of stuck stretches", "nombre de passages figés"),
    "anomalies": ("number of anomalous ranges", "nombre de plages anormales"),
    "rows": ("number of rows", "nombre de lignes"),
    "coverage": ("length", "durée"),
}
_LENGTHS = frozenset({"duration", "longest", "span", "coverage"})
_SHOWN = 12


def grouped(v: Voice, outcome: Outcome) -> str:
    """The groups asked for: the extreme one, those within a limit, their average, or all."""
    plan, each = v.plan, v.plan.each or "day"
    what = _what(v, outcome)
    if plan.group_limit is not None:
        return _within(v, outcome, what)
    if not outcome.groups:
        name, when = v.sensor(outcome.operand), v.when(outcome.operand)
        return v.t(f"There are no readings of {name} {when}.", f"Il n'y a aucune mesure de {name} {when}.")
    shown = [
        f"{w.group_label(g.label, each, v.language)} ({_value(v, outcome, g.value)})" for g in outcome.groups
    ]
    if plan.pick is not None:
        return _picked(v, outcome, what, shown)
    if plan.ask == "value" and each not in ("sensor", "log"):
        mean = _value(v, outcome, sum(g.value for g in outcome.groups) / len(outcome.groups))
        count, unit = len(outcome.groups), v.t(_EACH[each][2], _EACH[each][3])
        units = unit if unit.endswith("s") else f"{unit}s"
        return v.t(
            f"{mean} is the average {what}, over {count} {units}.",
            f"{mean} en moyenne : {what}, sur {count} {units}.",
        )
    first = v.listed(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
    return v.t(f"{first}: {what}, {len(shown)} in all.", f"{first} : {what}, {len(shown)} au total.")


def _within(v: Voice, outcome: Outcome, what: str) -> str:
    """Days whose value is within a limit."""
    assert v.plan.group_limit is not None
    limit, count, total = v.limit(v.plan.group_limit), len(outcome.groups), outcome.total
    days = day_list(v, outcome)
    if v.plan.ask == "list" and days:
        return v.t(
            f"{days}: on these {count} of {total} days the {what} was {limit}.",
            f"{days} : ces {count} jours sur {total}, {what} {limit}.",
        )
    tail = v.t(f": {days}", f" : {days}") if days else ""
    return v.t(
        f"{count} of {total} days have a {what} {limit}{tail}.",
        f"{count} jour{'s' if count > 1 else ''} sur {total} : {what} {limit}{tail}.",
    )


def _picked(v: Voice, outcome: Outcome, what: str, shown: list[str]) -> str:
    plan, each = v.plan, v.plan.each or "day"
    high = plan.pick == "highest"
    extreme = v.t(plan.pick or "", "le plus élevé" if high else "le plus bas")
    if plan.operation in _LENGTHS:
        extreme = v.t("longest" if high else "shortest", "la plus longue" if high else "la plus courte")
    if plan.top > 1:
        best = v.listed(shown[: plan.top])
        return v.t(f"{best}: the {extreme} {what}.", f"{best} : {what}, {extreme}.")
    group = outcome.groups[0]
    label, value = w.group_label(group.label, each, v.language), _value(v, outcome, group.value)
    counted = f" ({v.readings(group.readings)})"
    if plan.ask == "day" or each in ("sensor", "log"):
        return v.t(
            f"{label} is the {_EACH[each][2]} with the {extreme} {what}: {value}{counted}.",
            f"{label} : {_EACH[each][3]} avec {what} {extreme}, {value}{counted}.",
        )
    return v.t(
        f"{value} is the {extreme} {what}, on {label}{counted}.",
        f"{value} : {what}, {extreme}, {label}{counted}.",
    )


def day_list(v: Voice, outcome: Outcome) -> str:
    """The days of the groups as stretches."""
    return w.days([g.label for g in outcome.groups if isinstance(g.label, datetime)], v.language)


def _what(v: Voice, outcome: Outcome) -> str:
    """What the groups' values are: ``daily mean of X in June 2020``."""
    plan, operand = v.plan, outcome.operand
    each = plan.each or "day"
    if plan.is_statistic and plan.operation != "correlation":
        name = v.statistic(plan.statistics[0])
    elif plan.operation == "correlation":
        name = v.t("correlation with ", "corrélation avec ") + v.sensor(operand)
    else:
        en, fr = _EVENTS.get(plan.operation, ("value", "valeur"))
        name = v.t(en, fr).format(c=v.conditions())
    subject = ""
    if plan.is_statistic and plan.operation != "correlation" and each != "sensor" and operand.sensors:
        label = operand.sensors[0].label if each == "log" else v.sensor(operand)
        subject = v.t(f" of {label}", f" de {label}")
    adjective = v.t(_EACH[each][0], _EACH[each][1])
    place = "" if each == "log" else f" {v.when(operand)}"
    filtered = v.filtered() if plan.is_statistic else ""
    if v.french:
        return f"{name} {adjective}".strip() + f"{subject}{filtered}{place}"
    return f"{adjective} {name}".strip() + f"{subject}{filtered}{place}"


def _value(v: Voice, outcome: Outcome, value: float) -> str:
    operation = v.plan.operation
    if operation in _LENGTHS:
        return w.in_hours(value, v.language)
    if operation == "share":
        return f"{v.n(100 * value)} %"
    if not v.plan.is_statistic or operation in ("count", "correlation"):
        return v.n(value)
    return w.with_unit(value, outcome.unit_text, v.language)
