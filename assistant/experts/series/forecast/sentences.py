"""Tell a forecast in sentences, in English and French. Knows numbers and times as text, no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.series.wording import moment

Language = Literal["en", "fr"]

_DOUBT = 0.05
"""Probability from which a limit is not said to stay unreached without a doubt."""
_MODELS: Mapping[str, tuple[str, str]] = {
    "naive": ("the last value", "la dernière valeur"),
    "seasonal_naive": ("the value a season ago", "la valeur d'une saison avant"),
    "mean": ("the recent mean", "la moyenne récente"),
    "trend": ("the recent straight line", "la droite récente"),
    "ets": ("exponential smoothing", "le lissage exponentiel"),
    "theta": ("the theta method", "la méthode thêta"),
    "autoreg": ("an autoregression", "une autorégression"),
    "linear": ("a learned linear map", "une application linéaire apprise"),
    "joint": (
        "a learned linear map of all sensors",
        "une application linéaire apprise sur tous les capteurs",
    ),
    "foundation": ("a foundation model", "un modèle de fondation"),
    "llm_digits": ("a language model reading digits", "un modèle de langue lisant des chiffres"),
    "llm_sentences": ("a language model reading sentences", "un modèle de langue lisant des phrases"),
}


def model_words(name: str, language: str) -> str:
    """What a forecaster is called in a sentence."""
    return _MODELS.get(name, (name, name))[language == "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """How the forecaster did on the past.

    Attributes:
        error, naive_error: Mean absolute errors in the sensor's unit; None where no reading came.
        seasonal_error: That of the value a season ago; None where there is no season.
        coverage: Asked for, 0 to 1.
        held: Share of later readings inside earlier intervals; None where it could not be counted.
        origins: Forecasts of the past.
    """

    error: float | None
    naive_error: float | None
    seasonal_error: float | None
    coverage: float
    held: float | None
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachTold:
    """When a limit is reached, in times.

    Attributes:
        end: Last time forecast.
        at, earliest, latest: None where beyond ``end``.
    """

    limit: float
    above: bool
    already: bool
    probability: float
    end: datetime
    at: datetime | None
    earliest: datetime | None
    latest: datetime | None


def number(value: float, language: Language) -> str:
    """Four figures, with a decimal comma in French."""
    text = f"{value:.4g}"
    if "e" in text:
        text = f"{value:.4e}" if abs(value) < 1e-3 else f"{value:.0f}"
    return text.replace(".", ",") if language == "fr" else text


def model(names: Sequence[str], language: Language) -> str:
    """What forecasts: one model, or the mean of several."""
    told = [model_words(name, language) for name in names]
    if len(told) == 1:
        return told[0]
    if language == "fr":
        return "la moyenne de : " + ", ".join(told)
    return "the mean of " + ", ".join(told[:-1]) + " and " + told[-1]


def outlook(
    name: str,
    *,
    value: float,
    low: float,
    high: float,
    when: datetime,
    models: Sequence[str],
    track: Track,
    language: Language,
) -> str:
    """The value at the end of the horizon with its interval, by what, and how well that did."""
    percent = number(100 * track.coverage, language)
    at = [number(x, language) for x in (value, low, high)]
    if language == "fr":
        text = (
            f"{name} : {at[0]} prévu le {moment(when, language)} "
            f"(intervalle à {percent} % : de {at[1]} à {at[2]})"
        )
        text += f", par {model(models, language)}."
    else:
        text = (
            f"{name}: {at[0]} forecast for {moment(when, language)} "
            f"({percent} % interval: {at[1]} to {at[2]})"
        )
        text += f", by {model(models, language)}."
    return text + _past(track, language)


def _past(track: Track, language: Language) -> str:
    if track.error is None or track.naive_error is None:
        return ""
    error, naive = number(track.error, language), number(track.naive_error, language)
    if track.seasonal_error is not None:
        season = number(track.seasonal_error, language)
        naive += f" ; une saison avant : {season}" if language == "fr" else f"; a season ago: {season}"
    if language == "fr":
        text = f" Sur {track.origins} prévisions du passé, l'erreur moyenne était de {error}"
        text += f" (dernière valeur : {naive})"
        if track.held is not None:
            text += (
                f" ; les intervalles contenaient {number(round(100 * track.held, 1), language)} % des mesures"
            )
        return text + "."
    text = f" Over {track.origins} forecasts of the past its mean error was {error} (last value: {naive})"
    if track.held is not None:
        text += f"; the intervals held {number(round(100 * track.held, 1), language)} % of the readings"
    return text + "."


def reached(name: str, told: ReachTold, *, coverage: float, language: Language) -> str:
    """When the sensor reaches the limit, between which times, or that it does not within the horizon."""
    limit, end = number(told.limit, language), moment(told.end, language)
    percent, share = number(100 * coverage, language), number(round(100 * told.probability), language)
    if told.already:
        return (
            f"{name} a déjà atteint {limit}." if language == "fr" else f"{name} has reached {limit} already."
        )
    if told.at is None:
        low = moment(told.earliest, language) if told.earliest is not None and told.probability > 0 else ""
        doubted = told.probability >= _DOUBT
        if language == "fr":
            more, likely = f", au plus tôt le {low}" if low else "", "probablement " if doubted else ""
            return (
                f"{name} n'atteint {likely}pas {limit} d'ici le {end} "
                f"(probabilité de l'atteindre : {share} %{more})."
            )
        more, likely = f", at the earliest {low}" if low else "", "probably " if doubted else ""
        return f"{name} {likely}does not reach {limit} by {end} (probability that it does: {share} %{more})."
    begin = moment(told.earliest if told.earliest is not None else told.at, language)
    if language == "fr":
        last = f"le {moment(told.latest, language)}" if told.latest is not None else f"après le {end}"
        text = f"{name} atteint {limit} vers le {moment(told.at, language)}"
        return text + f" (à {percent} % entre le {begin} et {last} ; d'ici le {end} : {share} %)."
    last = moment(told.latest, language) if told.latest is not None else f"after {end}"
    text = f"{name} reaches {limit} about {moment(told.at, language)}"
    return text + f" ({percent} % between {begin} and {last}; by {end}: {share} %)."
