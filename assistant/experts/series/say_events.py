"""Events, days, stops and starts as sentences, the asked value first. Knows outcomes, no query."""

from __future__ import annotations

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Interval, Outcome
from assistant.experts.series.say_groups import day_list
from assistant.experts.series.voice import Voice

_SHOWN = 6
_KINDS = {
    "days_any": ("at least one", "au moins une des"),
    "days_all": ("all", "toutes les"),
    "days_none": ("none", "aucune des"),
}


def event(v: Voice, outcome: Outcome) -> str:
    """What was asked of the readings that meet the conditions."""
    match v.plan.operation:
        case "share":
            return _share(v, outcome)
        case "duration":
            return _duration(v, outcome)
        case "longest":
            return _longest(v, outcome)
        case "span":
            return _span(v, outcome)
        case "first_where" | "last_where":
            return _edge(v, outcome)
        case "exists":
            return _exists(v, outcome)
        case "episodes":
            return _episodes(v, outcome)
    lasting = v.plan.lasting_seconds is not None or v.plan.lasting_readings is not None
    return _episodes(v, outcome) if lasting else _readings(v, outcome)


def _readings(v: Voice, outcome: Outcome) -> str:
    what, meets = v.meeting(outcome.operand)
    when, m, n, runs = v.when(outcome.operand), outcome.matching, outcome.readings, outcome.total
    more = v.t(f", in {runs} separate runs", f", en {runs} séries distinctes") if runs > 1 else ""
    several = len(v.plan.conditions) > 1
    verb = ("has" if m == 1 else "have") if several else "is" if m == 1 else "are"
    return v.t(
        f"{m} of {n} {what} {when} {verb} {meets.removeprefix('with ')}{more}.",
        f"{m} des {n} {what} {when} {'est' if m < 2 else 'sont'} {meets}{more}.",
    )


def _episodes(v: Voice, outcome: Outcome) -> str:
    what, meets = v.meeting(outcome.operand)
    count, when = outcome.total, v.when(outcome.operand)
    shown = [f"{v.stretch(i)} ({v.readings(i.readings)})" for i in outcome.intervals[:_SHOWN]]
    told = v.listed(shown) + (" …" if count > _SHOWN else "")
    lead = (
        "" if v.plan.ask != "yes_no" else v.t("Yes: " if count else "No: ", "Oui : " if count else "Non : ")
    )
    tail = v.t(f": {told}", f" : {told}") if count else ""
    return v.t(
        f"{lead}{count} {'range' if count == 1 else 'ranges'} of {what} {meets} {when}{tail}.",
        f"{lead}{count} plage{'s' if count > 1 else ''} de {what} {meets} {when}{tail}.",
    )


def _share(v: Voice, outcome: Outcome) -> str:
    what, meets = v.meeting(outcome.operand)
    m, n, when = outcome.matching, outcome.readings, v.when(outcome.operand)
    percent = v.n(100 * m / n) if n else "0"
    return v.t(
        f"{percent} % of the {what} {when} are {meets}: {m} of {n}.",
        f"{percent} % des {what} {when} sont {meets} : {m} sur {n}.",
    )


def _duration(v: Voice, outcome: Outcome) -> str:
    what, meets = v.meeting(outcome.operand)
    seconds, runs, when = outcome.seconds, outcome.total, v.when(outcome.operand)
    counted, told, plural = v.readings(outcome.matching), v.asked_length(seconds), "s" if runs > 1 else ""
    return v.t(
        f"{told} in all for {what} {meets} {when}: {counted} in {runs} {'run' if runs == 1 else 'runs'}.",
        f"{told} au total pour les {what} {meets} {when} : {counted} en {runs} série{plural}.",
    )


def _longest(v: Voice, outcome: Outcome) -> str:
    if not outcome.intervals:
        return _none(v, outcome)
    run = outcome.intervals[0]
    what, meets = v.meeting(outcome.operand)
    when, where, counted = v.when(outcome.operand), v.stretch(run), v.readings(run.readings)
    if v.plan.ask == "time":
        begins, ends, lasts = v.at(run.start), v.at(run.end), v.length(run.seconds)
        return v.t(
            f"{begins} is when the longest run of {what} {meets} {when} begins; it ends on {ends} "
            f"({counted}, {lasts}).",
            f"Le {begins} commence la plus longue série de {what} {meets} {when} ; elle finit le {ends} "
            f"({counted}, {lasts}).",
        )
    if v.plan.ask == "count":
        lasts = v.length(run.seconds)
        return v.t(
            f"{counted} in a row is the longest run of {what} {meets} {when}: {where} ({lasts}).",
            f"{counted} d'affilée : plus longue série de {what} {meets} {when}, {where} ({lasts}).",
        )
    lasts = v.asked_length(run.seconds)
    return v.t(
        f"{lasts} is the longest time of {what} {meets} {when}: {where} ({counted} in a row).",
        f"{lasts} : plus longue durée de {what} {meets} {when}, {where} ({counted} d'affilée).",
    )


def _none(v: Voice, outcome: Outcome) -> str:
    what, meets = v.meeting(outcome.operand)
    when, extremes = v.when(outcome.operand), ""
    if {"min", "max"} <= set(outcome.values) and v.plan.conditions[0].said != "flagged":
        low, high = (w.with_unit(outcome.values[k], outcome.unit_text, v.language) for k in ("min", "max"))
        extremes = v.t(f" (they lie between {low} and {high})", f" (elles vont de {low} à {high})")
    return v.t(
        f"None of the {outcome.readings} {what} {when} is {meets}{extremes}.",
        f"Aucune des {outcome.readings} {what} {when} n'est {meets}{extremes}.",
    )


def _edge(v: Voice, outcome: Outcome) -> str:
    if not outcome.matching:
        return _none(v, outcome)
    first = v.plan.operation == "first_where"
    here, there = ("first", "last") if first else ("last", "first")
    at, other = v.at(outcome.moments[here]), v.at(outcome.moments[there])
    what, meets = v.meeting(outcome.operand)
    when, count = v.when(outcome.operand), outcome.matching
    if count == 1:
        return v.t(
            f"{at} is the only one of the {what} {when} that is {meets}.",
            f"Le {at} : seule des {what} {when} {meets}.",
        )
    edges = ("première", "dernière") if first else ("dernière", "première")
    return v.t(
        f"{at} is the {here} of {count} {what} {meets} {when}; the {there} is on {other}.",
        f"Le {at} : {edges[0]} des {count} {what} {meets} {when} ; la {edges[1]} date du {other}.",
    )


def _span(v: Voice, outcome: Outcome) -> str:
    if not outcome.matching:
        return _none(v, outcome)
    first, last = outcome.moments["first"], outcome.moments["last"]
    told, where = v.asked_length((last - first).total_seconds()), w.stretch(first, last, v.language)
    what, meets = v.meeting(outcome.operand)
    count = outcome.matching
    return v.t(
        f"{told} pass from the first to the last of {count} {what} {meets}: {where}.",
        f"{told} entre la première et la dernière des {count} {what} {meets} : {where}.",
    )


def _exists(v: Voice, outcome: Outcome) -> str:
    if not outcome.matching:
        return v.t("No. ", "Non. ") + _none(v, outcome)
    what, meets = v.meeting(outcome.operand)
    when, m, n, first = (
        v.when(outcome.operand),
        outcome.matching,
        outcome.readings,
        v.at(outcome.moments["first"]),
    )
    if v.plan.always:
        all_of = m == n
        return v.t(
            f"{'Yes' if all_of else 'No'}: {m} of {n} {what} {when} are {meets}.",
            f"{'Oui' if all_of else 'Non'} : {m} des {n} {what} {when} sont {meets}.",
        )
    return v.t(
        f"Yes: {m} of {n} {what} {when} {'is' if m == 1 else 'are'} {meets}, the first on {first}.",
        f"Oui : {m} des {n} {what} {when} {'est' if m < 2 else 'sont'} {meets}, la première le {first}.",
    )


def days(v: Voice, outcome: Outcome) -> str:
    """On how many or which days."""
    what, meets = v.meeting(outcome.operand)
    kind = v.t(*_KINDS[v.plan.operation])
    when, count, total, told = (
        v.when(outcome.operand),
        len(outcome.groups),
        outcome.total,
        day_list(v, outcome),
    )
    if v.plan.ask == "list" and told:
        return v.t(
            f"{told}: on these {count} of {total} days {when} {kind} of the {what} are {meets}.",
            f"{told} : ces {count} jours sur {total} {when}, {kind} {what} sont {meets}.",
        )
    tail = v.t(f": {told}", f" : {told}") if told else ""
    return v.t(
        f"{count} of {total} days {when} have {kind} of the {what} {meets}{tail}.",
        f"{count} jour{'s' if count > 1 else ''} sur {total} {when} avec {kind} {what} {meets}{tail}.",
    )


def switches(v: Voice, outcome: Outcome) -> str:
    """When a machine stopped or started."""
    operand = outcome.operand
    name, when = v.sensor(operand), v.when(operand)
    told = [text for interval in outcome.intervals if (text := _switch(v, interval))]
    if not told:
        if outcome.state is None:
            return v.t(f"No such change of {name} {when}.", f"Aucun changement d'état de {name} {when}.")
        state = v.t(
            "ran all the time" if outcome.state else "stood still all the time",
            "a fonctionné tout le temps" if outcome.state else "est restée à l'arrêt tout le temps",
        )
        return v.t(
            f"None: by {name} the machine {state} {when}.",
            f"Aucun : d'après {name}, la machine {state} {when}.",
        )
    lead = "" if v.plan.ask != "yes_no" else v.t("Yes: ", "Oui : ")
    sign = v.limit(v.plan.conditions[0])
    more = v.t(f" ({len(told)} in all)", f" ({len(told)} au total)") if len(told) > 1 else ""
    shown = v.listed(told[:_SHOWN]) + (" …" if len(told) > _SHOWN else "")
    return v.t(
        f"{lead}{shown}, by {name} {sign}{more}.", f"{lead}{_capital(shown)}, d'après {name} {sign}{more}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _switch(v: Voice, interval: Interval) -> str:
    match v.plan.operation:
        case "last_before":
            if interval.before is None:
                return ""
            at, stop = v.at(interval.before), w.clock(interval.start)
            return v.t(
                f"{at} is the last reading before the stop at {stop}",
                f"le {at} : dernière mesure avant l'arrêt de {stop}",
            )
        case "started_at":
            if interval.after is None:
                return ""
            at, since = v.at(interval.after), _since(v, interval)
            return v.t(
                f"{at} is when it is back (stopped from {since})", f"le {at} : reprise (arrêt depuis {since})"
            )
    if interval.before is None:
        return ""
    at, before = v.at(interval.start), w.clock(interval.before)
    return v.t(
        f"{at} is when it stops (last reading before: {before})",
        f"le {at} : arrêt (mesure précédente : {before})",
    )


def _since(v: Voice, interval: Interval) -> str:
    same_day = interval.after is not None and interval.start.date() == interval.after.date()
    return w.clock(interval.start) if same_day else v.at(interval.start)


def switch_count(v: Voice, outcome: Outcome) -> str:
    """How often a machine stopped or started."""
    starts = v.plan.operation == "starts"
    moments = [i.after if starts else i.start for i in outcome.intervals if (i.after if starts else i.before)]
    name, count, when = v.sensor(outcome.operand), len(moments), v.when(outcome.operand)
    shown = v.listed([v.at(m) for m in moments[:_SHOWN] if m is not None]) + (" …" if count > _SHOWN else "")
    what = v.t("start" if starts else "stop", "démarrage" if starts else "arrêt") + (
        "" if count == 1 else "s"
    )
    tail = v.t(f": {shown}", f" : {shown}") if moments else ""
    return v.t(f"{count} {what} by {name} {when}{tail}.", f"{count} {what} d'après {name} {when}{tail}.")
