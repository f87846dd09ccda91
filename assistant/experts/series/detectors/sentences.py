"""Tell an episode in a sentence, in English and French. Knows no detector's arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from assistant.experts.series.detectors.certificate import Certificate
from assistant.experts.series.detectors.detection import Direction, Episode, SensorPart

Language = Literal["en", "fr"]

_WAYS: Mapping[Language, Mapping[Direction, str]] = {
    "en": {
        "high": "above its usual level",
        "low": "below its usual level",
        "decorrelated": "no longer in step with the other sensors",
        "unsteady": "more unsteady than usual",
        "still": "steadier than usual",
    },
    "fr": {
        "high": "au-dessus de son niveau habituel",
        "low": "en dessous de son niveau habituel",
        "decorrelated": "ne suit plus les autres capteurs",
        "unsteady": "plus instable que d'habitude",
        "still": "plus figé que d'habitude",
    },
}

_TOLD = 0.005
"""Share of estimated readings from which they are spoken of."""


def explain(
    episode: Episode,
    names: Sequence[str],
    *,
    start: str,
    end: str,
    normal: tuple[str, str] | int,
    past: Sequence[str] = (),
    language: Language = "en",
    dated: bool = True,
) -> str:
    """Which sensors, since when, in which way and compared with what.

    Args:
        names: Of the sensors.
        start, end: Of the episode, as the user reads times.
        normal: First and last time of the normal rows; how many where they are the calmest of the log.
        past: When the earlier episodes that are alike began.
        dated: Whether the times of the episode are told.
    """
    told = [_sensor(part, names, language) for part in episode.sensors if part.share >= 0.15]
    told = told or [_sensor(episode.sensors[0], names, language)]
    rows = episode.end_row - episode.start_row + 1
    if language == "fr":
        head = f"Du {start} au {end} ({rows} lignes) : " if dated else ""
        text = f"{head}{' ; '.join(told)}"
        text += f". {_compared_fr(normal)}"
        return text + (f" Ressemble à l'épisode commencé le {', '.join(past)}." if past else "")
    head = f"From {start} to {end} ({rows} rows): " if dated else ""
    text = f"{head}{'; '.join(told)}"
    text += f". {_compared(normal)}"
    return text + (f" Like the earlier episode that began at {', '.join(past)}." if past else "")


def _compared(normal: tuple[str, str] | int) -> str:
    if isinstance(normal, int):
        return f"Compared with the calmest {normal} rows of the log."
    return f"Compared with the normal period from {normal[0]} to {normal[1]}."


def _compared_fr(normal: tuple[str, str] | int) -> str:
    if isinstance(normal, int):
        return f"Comparé aux {normal} lignes les plus calmes de l'enregistrement."
    return f"Comparé à la période normale du {normal[0]} au {normal[1]}."


def tell_certificate(
    certificate: Certificate | None,
    episode: Episode,
    names: Sequence[str],
    *,
    moment: str,
    language: Language = "en",
) -> str:
    """How far readings may be off before the alarm could end.

    Args:
        moment: Of the certificate's row, as the user reads times; any text where there is none.
    """
    if certificate is None:
        if language == "fr":
            return "Non certifié : trop près du seuil, ou des valeurs manquaient."
        return "Not certified: too near to where alarms begin, or readings were missing."
    told = [part.place for part in episode.sensors if np.isfinite(certificate.alone[part.place])][:2]
    sizes = [f"{_figure(float(certificate.alone[k]), language)} ({names[k]})" for k in told]
    share = _figure(certificate.together, language)
    if language == "fr":
        return (
            f"Certifié : la ligne du {moment} reste en alarme si les valeurs d'un seul capteur, sur les "
            f"{certificate.rows} lignes jusqu'à elle, étaient fausses de moins de {' ou '.join(sizes)}, ou "
            f"celles de tous les capteurs de moins de {share} de leur écart habituel."
        )
    return (
        f"Certified: the row of {moment} stays in alarm if the readings of one sensor alone, in the "
        f"{certificate.rows} rows up to it, were off by less than {' or '.join(sizes)}, or those of all "
        f"sensors by less than {share} of their usual deviation."
    )


def _figure(value: float, language: Language) -> str:
    text = f"{value:.2g}"
    return text.replace(".", ",") if language == "fr" else text


def _sensor(part: SensorPart, names: Sequence[str], language: Language) -> str:
    way = _WAYS[language][part.direction]
    share = f"{100 * part.share:.0f}"
    name = names[part.place]
    if language == "fr":
        mean, usual = f"{part.mean:.4g}".replace(".", ","), f"{part.usual:.4g}".replace(".", ",")
        text = f"{name} {way} (moyenne {mean}, d'habitude {usual} ; part {share} %"
        return text + (
            f" ; {100 * part.imputed:.0f} % des valeurs estimées)" if part.imputed >= _TOLD else ")"
        )
    text = f"{name} {way} (mean {part.mean:.4g}, usually {part.usual:.4g}; share {share} %"
    return text + (
        f"; {100 * part.imputed:.0f} % of its values are estimates)" if part.imputed >= _TOLD else ")"
    )
