"""Cycles, noise and lags as sentences, the asked value first. Knows outcomes."""

from __future__ import annotations

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.voice import Voice


def season(v: Voice, outcome: Outcome) -> str:
    """How long the cycle of a sensor is, or that there is none."""
    name, when = v.sensor(outcome.operand), v.when(outcome.operand)
    counted = v.readings(outcome.readings)
    asked = v.plan.ask == "yes_no"
    if outcome.seconds <= 0:
        lead = v.t("No: ", "Non : ") if asked else ""
        return lead + v.t(
            f"no cycle shows in {name} {when}; nothing repeats in {counted}.",
            f"aucun cycle n'apparaît dans {name} {when} ; rien ne se répète dans {counted}.",
        )
    lead = v.t("Yes: ", "Oui : ") if asked else ""
    period = v.asked_length(outcome.seconds)
    swing = w.with_unit(outcome.values["swing"], outcome.unit_text, v.language)
    return lead + v.t(
        f"{period} is the period of the cycle of {name} {when}; it swings by ±{swing} ({counted}).",
        f"{period} : période du cycle de {name} {when} ; amplitude de ±{swing} ({counted}).",
    )


def noise(v: Voice, outcome: Outcome) -> str:
    """How much a sensor scatters around its trend and cycle."""
    name, when = v.sensor(outcome.operand), v.when(outcome.operand)
    counted = v.readings(outcome.readings)
    if "noise" not in outcome.values:
        return v.t(
            f"{name} does not move {when}: it has no noise ({counted}).",
            f"{name} ne varie pas {when} : aucun bruit ({counted}).",
        )
    value = w.with_unit(outcome.values["noise"], outcome.unit_text, v.language)
    return v.t(
        f"{value} is the noise of {name} {when}: its standard deviation around trend and cycle ({counted}).",
        f"{value} : bruit de {name} {when}, écart-type autour de la tendance et du cycle ({counted}).",
    )


def lag(v: Voice, outcome: Outcome) -> str:
    """Which of two sensors follows the other, and by how long."""
    when, operand = v.when(outcome.operand), outcome.operand
    first, second = (v.sensor(operand, i) for i in range(2))
    if not outcome.details.get("alike"):
        return v.t(
            f"No lag can be told: {first} and {second} do not move together at any lag {when}.",
            f"Aucun retard à dire : {first} et {second} n'évoluent ensemble à aucun décalage {when}.",
        )
    tie = v.n(round(outcome.values["correlation"], 3))
    leader, follower = (first, second) if outcome.seconds >= 0 else (second, first)
    gap = v.asked_length(abs(outcome.seconds))
    if outcome.seconds == 0:
        return v.t(
            f"0 s: {first} and {second} move at the same time {when} (correlation {tie}).",
            f"0 s : {first} et {second} évoluent en même temps {when} (corrélation {tie}).",
        )
    if v.plan.ask == "order":
        return v.t(
            f"{leader} leads: {follower} follows it by {gap} {when} (correlation {tie} at that lag).",
            f"{leader} précède : {follower} le suit avec {gap} de retard {when} "
            f"(corrélation {tie} à ce décalage).",
        )
    return v.t(
        f"{gap} is the lag by which {follower} follows {leader} {when} (correlation {tie} at that lag).",
        f"{gap} : retard de {follower} sur {leader} {when} (corrélation {tie} à ce décalage).",
    )
