"""Statistics, readings and comparisons as sentences, the value first. Knows outcomes, no query."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.voice import Voice


def statistic(v: Voice, outcome: Outcome) -> str:
    """One operand's statistic."""
    operation = v.plan.operation
    if operation == "correlation":
        return _correlation(v, outcome)
    if operation == "value_at":
        return _value_at(v, outcome)
    if operation == "summary":
        return _summary(v, outcome)
    if len(outcome.values) > 1:
        return _several_statistics(v, outcome)
    name = next(iter(outcome.values))
    where = f"{v.sensor(outcome.operand)} {v.when(outcome.operand)}{v.filtered()}"
    value, what = v.value(outcome, name), v.statistic(name)
    reached = outcome.moments.get(name)
    counted = v.readings(outcome.readings)
    if v.plan.ask == "time" and reached is not None:
        at = v.at(reached)
        return v.t(
            f"{at} is when {where} reached its {what}: {value}.",
            f"Le {at}, {where} a atteint son {what} : {value}.",
        )
    if name == "slope":
        return _slope(v, outcome, where)
    if name == "change":
        return _change(v, outcome, where, counted)
    tail = "" if name == "count" else v.t(f", over {counted}", f", sur {counted}")
    if reached is not None:
        at = v.at(reached)
        tail = v.t(f", reached on {at}{tail}", f", atteint le {at}{tail}")
    if outcome.raw is not None:
        raw = w.with_unit(outcome.raw[0], outcome.raw[1], v.language)
        tail += v.t(f" ({raw} in the sensor's unit)", f" ({raw} dans l'unité du capteur)")
    return v.t(f"{value} is the {what} of {where}{tail}.", f"{value} : {what} de {where}{tail}.")


def _slope(v: Voice, outcome: Outcome, where: str) -> str:
    """The slope, and whether it is more than noise; the way first where that is asked."""
    slope, counted = outcome.values["slope"], v.readings(outcome.readings)
    clear = outcome.details.get("clear", 1.0) > 0
    way = v.t("rising", "en hausse") if slope > 0 else v.t("falling", "en baisse")
    if not clear:
        way = v.t("no clear trend: less than its noise makes", "sans tendance nette : moins que son bruit")
    value, what = v.value(outcome, "slope"), v.statistic("slope")
    if v.plan.ask != "direction":
        return v.t(
            f"{value} is the {what} of {where} ({way}), over {counted}.",
            f"{value} : {what} de {where} ({way}), sur {counted}.",
        )
    if not clear:
        return v.t(
            f"Steady: {where} has no clear trend; {value} is the {what}, less than its noise makes, "
            f"over {counted}.",
            f"Stable : aucune tendance nette de {where} ; {value} : {what}, moins que n'en fait son bruit, "
            f"sur {counted}.",
        )
    return v.t(
        f"{way.capitalize()}: {value} is the {what} of {where}, over {counted}.",
        f"{way.capitalize()} : {value} est la {what} de {where}, sur {counted}.",
    )


def _change(v: Voice, outcome: Outcome, where: str, counted: str) -> str:
    """A rise or fall by its size."""
    change = outcome.values["change"]
    size = w.with_unit(abs(change), outcome.unit_text, v.language)
    moved = v.t("rise" if change >= 0 else "fall", "hausse" if change >= 0 else "baisse")
    return v.t(
        f"{size} is the {moved} of {where} from the first to the last of {counted}.",
        f"{size} de {moved} pour {where}, de la première à la dernière des {counted}.",
    )


def _correlation(v: Voice, outcome: Outcome) -> str:
    operand = outcome.operand
    pair = v.listed([v.sensor(operand, i) for i in range(len(operand.sensors))])
    value, counted = v.n(round(outcome.values["correlation"], 4)), v.readings(outcome.readings)
    where = f"{pair} {v.when(operand)}{v.filtered()}"
    return v.t(
        f"{value} is the Pearson correlation of {where}, over {counted} that both have.",
        f"{value} : corrélation de Pearson entre {where}, sur {counted} communes.",
    )


def _value_at(v: Voice, outcome: Outcome) -> str:
    assert outcome.start is not None
    value = w.with_unit(outcome.values["value"], outcome.unit_text, v.language)
    name, at = v.sensor(outcome.operand), v.at(outcome.start)
    return v.t(f"{value} is the reading of {name} on {at}.", f"{value} : mesure de {name} le {at}.")


def _summary(v: Voice, outcome: Outcome) -> str:
    values = {k: w.with_unit(x, outcome.unit_text, v.language) for k, x in outcome.values.items()}
    where = f"{v.sensor(outcome.operand)} {v.when(outcome.operand)}{v.filtered()}"
    low, high, counted = values["min"], values["max"], v.readings(outcome.readings)
    return v.t(
        f"{values['mean']} is the mean of {where}, between {low} and {high} ({counted}).",
        f"{values['mean']} en moyenne pour {where}, entre {low} et {high} ({counted}).",
    )


def _several_statistics(v: Voice, outcome: Outcome) -> str:
    parts = v.listed([f"{v.value(outcome, k)} ({v.statistic(k)})" for k in outcome.values])
    where = f"{v.sensor(outcome.operand)} {v.when(outcome.operand)}{v.filtered()}"
    counted = v.readings(outcome.readings)
    if v.plan.ask == "time" and outcome.moments:
        name, at = next(iter(outcome.moments.items()))
        told = v.at(at)
        return v.t(
            f"{told} is when {where} reached its {v.statistic(name)}: {parts}, over {counted}.",
            f"Le {told}, {where} a atteint son {v.statistic(name)} : {parts}, sur {counted}.",
        )
    return v.t(f"{parts} for {where}, over {counted}.", f"{parts} pour {where}, sur {counted}.")


def compared(v: Voice, outcomes: Sequence[Outcome]) -> str:
    """The same statistic of several logs, windows or sensors."""
    name = (
        "value" if v.plan.operation == "value_at" else v.plan.statistics[0] if v.plan.statistics else "mean"
    )
    pairs = [(_place(v, o, outcomes), o.values[name]) for o in outcomes if name in o.values]
    units = [o.unit_text if name != "count" else None for o in outcomes if name in o.values]
    unit, alike = units[0] if units else None, len(set(units)) <= 1
    told = v.listed(
        [
            f"{w.with_unit(value, own, v.language)} {place}"
            for (place, value), own in zip(pairs, units, strict=True)
        ]
    )
    labels = {o.operand.sensors[0].label for o in outcomes if o.operand.sensors}
    what = v.t("reading", "mesure") if name == "value" else v.statistic(name)
    if len(labels) == 1:
        what += v.t(" of ", " de ") + next(iter(labels))
    what += v.filtered()
    values = [value for _, value in pairs]
    if len(values) != 2 or not alike:  # of two units there is no difference, ratio or higher one
        return v.t(f"{told}: that is the {what}.", f"{told} : {what}.")
    first, second = values
    if v.plan.combine == "which":
        return _higher(v, outcomes, told, what, unit)
    if v.plan.combine in (None, "list"):
        gap = w.with_unit(abs(first - second), unit, v.language)
        return v.t(
            f"{told}: that is the {what}, a difference of {gap}.", f"{told} : {what}, soit un écart de {gap}."
        )
    if v.plan.combine == "ratio" and second:
        ratio = v.n(first / second)
        return v.t(f"{ratio} is the ratio: the {what} is {told}.", f"{ratio} : rapport ; {what} : {told}.")
    if v.plan.combine == "percent" and first:
        percent = 100 * (second - first) / abs(first)
        more = v.t("higher" if percent >= 0 else "lower", "de plus" if percent >= 0 else "de moins")
        share = f"{v.n(abs(percent))} % {more}"
        return v.t(f"{share}: the {what} is {told}.", f"{share} : {what} {told}.")
    gap = w.with_unit(abs(first - second), unit, v.language)
    return v.t(f"{gap} is the difference: the {what} is {told}.", f"{gap} d'écart : {what}, {told}.")


def _higher(v: Voice, outcomes: Sequence[Outcome], told: str, what: str, unit: str | None) -> str:
    """Which of two is higher, and by how much."""
    name = v.plan.statistics[0]
    high, low = sorted(outcomes, key=lambda o: -o.values[name])
    gap = w.with_unit(high.values[name] - low.values[name], unit, v.language)
    first, second = v.sensor(high.operand), v.sensor(low.operand)
    if high.values[name] == low.values[name]:
        return v.t(f"Neither: {told}, the {what}.", f"Aucun des deux : {told}, {what}.")
    return v.t(
        f"{first} is higher than {second}, by {gap}: {told}, the {what}.",
        f"{first} est au-dessus de {second}, de {gap} : {told}, {what}.",
    )


def _place(v: Voice, outcome: Outcome, outcomes: Sequence[Outcome]) -> str:
    """What tells one operand from the others: its log, sensor or window."""
    operand = outcome.operand
    if len({o.operand.log.ref.id for o in outcomes}) > 1:
        return v.t(f"in {operand.log.display}", f"dans {operand.log.display}")
    if len({o.operand.sensors for o in outcomes}) > 1:
        return v.t(f"for {v.sensor(operand)}", f"pour {v.sensor(operand)}")
    return v.when(operand)
