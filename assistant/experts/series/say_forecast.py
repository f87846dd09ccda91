"""Forecasts as sentences, the asked value first. Knows outcomes, no query and no model."""

from __future__ import annotations

from datetime import datetime

from assistant.experts.series import wording as w
from assistant.experts.series.forecast.report import ForecastReport
from assistant.experts.series.forecast.sentences import ReachTold, model
from assistant.experts.series.outcome import Outcome
from assistant.experts.series.voice import Voice


def forecast(v: Voice, outcome: Outcome) -> str:
    """The value at the end of the horizon with its interval, or when the limit is reached."""
    report = outcome.outlook
    if report is None:
        return v.t(
            f"No reading of {v.sensor(outcome.operand)}.", f"Aucune mesure de {v.sensor(outcome.operand)}."
        )
    told = _reach(v, outcome, report) if report.limits else _value(v, outcome, report)
    return f"{told} {_past(v, outcome, report)}"


def _value(v: Voice, outcome: Outcome, report: ForecastReport) -> str:
    name, unit = v.sensor(outcome.operand), outcome.unit_text
    point = report.points(0)[-1]
    value, low, high = (w.with_unit(_four(x), unit, v.language) for x in (point.value, point.low, point.high))
    when, percent = v.at(_round(datetime.fromisoformat(point.time))), v.n(100 * report.coverage)
    return v.t(
        f"{value} is forecast for {name} on {when}, with a {percent} % interval from {low} to {high}.",
        f"{value} : valeur prévue de {name} le {when}, avec un intervalle à {percent} % de {low} à {high}.",
    )


def _reach(v: Voice, outcome: Outcome, report: ForecastReport) -> str:
    told = report.reach_told(0)
    name = v.sensor(outcome.operand)
    limit = w.with_unit(told.limit, outcome.unit_text, v.language)
    end, share = v.at(_round(told.end)), v.n(round(100 * told.probability))
    if told.already:
        at = v.at(outcome.end) if outcome.end else ""
        return v.t(
            f"Already reached: {name} is at or beyond {limit} in its last reading, on {at}.",
            f"Déjà atteint : {name} est à {limit} ou au-delà à sa dernière mesure, le {at}.",
        )
    if told.at is None:
        early = _early(v, told)
        no = ("No, not", "Non, pas") if v.plan.ask == "yes_no" else ("Not", "Pas")
        return v.t(
            f"{no[0]} by {end}: {name} is not forecast to reach {limit} within this horizon "
            f"(probability that it does: {share} %{early}).",
            f"{no[1]} d'ici le {end} : {name} ne devrait pas atteindre {limit} à cet horizon "
            f"(probabilité de l'atteindre : {share} %{early}).",
        )
    lead = v.t("Yes: ", "Oui : ") if v.plan.ask == "yes_no" else ""
    at, first = v.at(_round(told.at)), v.at(_round(told.earliest or told.at))
    percent = v.n(100 * report.coverage)
    last = v.at(_round(told.latest)) if told.latest else None
    until = v.t(f"to {last}" if last else f"to after {end}", f"au {last}" if last else f"à après le {end}")
    le = "le" if lead else "Le"
    return v.t(
        f"{lead}{at} is when {name} is forecast to reach {limit}, with a {percent} % interval from {first} "
        f"{until} (probability that it does by {end}: {share} %).",
        f"{lead}{le} {at} : {name} devrait atteindre {limit}, avec un intervalle à {percent} % du {first} "
        f"{until} (probabilité de l'atteindre d'ici le {end} : {share} %).",
    )


def _early(v: Voice, told: ReachTold) -> str:
    if told.earliest is None or told.probability == 0:
        return ""
    at = v.at(_round(told.earliest))
    return v.t(f", at the earliest on {at}", f", au plus tôt le {at}")


def _past(v: Voice, outcome: Outcome, report: ForecastReport) -> str:
    """By what it was forecast, and how well that did on the past."""
    track, unit = report.track(0), outcome.unit_text
    by, count = model(report.models(0), "fr" if v.french else "en"), v.readings(outcome.readings)
    if track.error is None or track.naive_error is None:
        return v.t(f"It is forecast by {by} from {count}.", f"Prévu par {by} à partir de {count}.")
    error, naive = (w.with_unit(_four(x), unit, v.language) for x in (track.error, track.naive_error))
    season = ""
    if track.seasonal_error is not None:
        told = w.with_unit(_four(track.seasonal_error), unit, v.language)
        season = v.t(
            f", that of the value a season ago {told}", f", celle de la valeur une saison avant de {told}"
        )
    return v.t(
        f"It is forecast by {by} from {count}; over {track.origins} forecasts of the past the mean error was "
        f"{error}, that of the last value {naive}{season}.",
        f"Prévu par {by} à partir de {count} ; sur {track.origins} prévisions du passé, l'erreur moyenne "
        f"était de {error}, celle de la dernière valeur de {naive}{season}.",
    )


def _four(value: float) -> float:
    return float(f"{value:.4g}")


def _round(moment: datetime) -> datetime:
    """Whole seconds."""
    return moment.replace(microsecond=0)
