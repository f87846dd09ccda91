"""Tell an episode in a sentence, in English and French. Knows no detector's arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from assistant.experts.series.detectors.certificate import Certificate
from assistant.experts.series.detectors.episodes import Comparison, Direction, Episode, SensorPart

Language = Literal["en", "fr"]

_WAYS: Mapping[Language, Mapping[Direction, str]] = {
    "en": {
        "high": "above its usual level",
        "low": "below its usual level",
        "decorrelated": "no longer in step with the other sensors",
        "unsteady": "more unsteady than usual",
        "still": "steadier than usual",
        "unusual": "takes a course that is not usual for it",
    },
    "fr": {
        "high": "au-dessus de son niveau habituel",
        "low": "en dessous de son niveau habituel",
        "decorrelated": "ne suit plus les autres capteurs",
        "unsteady": "plus instable que d'habitude",
        "still": "plus figé que d'habitude",
        "unusual": "suit une allure qui n'est pas habituelle",
    },
}

_CHANGED: Mapping[Language, tuple[str, str]] = {
    "en": ("below where it stood just before", "above where it stood just before"),
    "fr": ("en dessous de son niveau juste avant", "au-dessus de son niveau juste avant"),
}
_COMPARED: Mapping[Language, Mapping[Comparison, str]] = {
    "en": {
        "usual": "mean {mean}, usually {other}",
        "before": "mean {mean}, before {other}",
        "others": "mean {mean} instead of {other} as they let expect",
    },
    "fr": {
        "usual": "moyenne {mean}, d'habitude {other}",
        "before": "moyenne {mean}, avant {other}",
        "others": "moyenne {mean} au lieu de {other} d'après eux",
    },
}
_ESTIMATED: Mapping[Language, str] = {
    "en": "; {share:.0f} % of its values are estimates",
    "fr": " ; {share:.0f} % des valeurs estimées",
}

_TOLD = 0.005
"""Share of estimated readings from which they are spoken of."""


class _Words(NamedTuple):
    """How times are told."""

    head: str
    normal: str
    like: str


_TIMES: Mapping[Language, _Words] = {
    "en": _Words(
        head="From {start} to {end} ({rows} row{s}): ",
        normal="Compared with the normal period from {} to {}.",
        like="Like the earlier episode that began at {}.",
    ),
    "fr": _Words(
        head="Du {start} au {end} ({rows} ligne{s}) : ",
        normal="Comparé à la période normale du {} au {}.",
        like="Ressemble à l'épisode commencé le {}.",
    ),
}
_ROWS: Mapping[Language, _Words] = {
    "en": _Words(
        head="From row {start} to {end} ({rows} row{s}): ",
        normal="Compared with the normal rows {} to {}.",
        like="Like the earlier episode that began at row {}.",
    ),
    "fr": _Words(
        head="De la ligne {start} à la ligne {end} ({rows} ligne{s}) : ",
        normal="Comparé aux lignes normales {} à {}.",
        like="Ressemble à l'épisode commencé à la ligne {}.",
    ),
}


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
    counted: bool = False,
    compared: bool = True,
) -> str:
    """Which sensors, since when, in which way and compared with what.

    Args:
        names: Of the sensors.
        start, end: Of the episode, as the user reads times.
        normal: First and last time of the normal rows; how many where they are the calmest of the log.
        past: When the earlier episodes that are alike began.
        dated: Whether the times of the episode are told.
        counted: Whether what stands for times are numbers of rows.
        compared: Whether the normal rows are told.
    """
    told = [_sensor(part, names, language) for part in episode.sensors if part.share >= 0.15]
    told = told or [_sensor(episode.sensors[0], names, language)]
    rows = episode.end_row - episode.start_row + 1
    words = _ROWS if counted else _TIMES
    head = words[language].head.format(start=start, end=end, rows=rows, s="s" if rows > 1 else "")
    separator = " ; " if language == "fr" else "; "
    text = f"{head if dated else ''}{separator.join(told)}."
    if compared:
        usual = words[language].normal
        text += f" {_calmest(normal, language) if isinstance(normal, int) else usual.format(*normal)}"
    return text + (f" {words[language].like.format(', '.join(past))}" if past else "")


def _calmest(count: int, language: Language) -> str:
    if language == "fr":
        return f"Comparé aux {count} lignes les plus calmes de l'enregistrement."
    return f"Compared with the calmest {count} rows of the log."


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
    against, value = part.compared
    way = _WAYS[language][part.direction]
    if against == "before":
        way = _CHANGED[language][part.direction == "high"]
    mean, other = _four(part.mean, language), _four(value, language)
    told = _COMPARED[language][against].format(mean=mean, other=other)
    estimated = _ESTIMATED[language].format(share=100 * part.imputed) if part.imputed >= _TOLD else ""
    colon = " ; " if language == "fr" else "; "
    share = f"{'part' if language == 'fr' else 'share'} {100 * part.share:.0f} %"
    level = "" if part.direction == "unusual" else told + colon  # a course is no level
    return f"{names[part.place]} {way} ({level}{share}{estimated})"


def _four(value: float, language: Language) -> str:
    text = f"{value:.4g}"
    return text.replace(".", ",") if language == "fr" else text


def tell_standing(drive: str, language: Language) -> str:
    """That a drive is near zero in a range, which may be a stop and no fault."""
    if language == "fr":
        return f"{drive} est alors proche de zéro : sa machine est peut-être simplement à l'arrêt."
    return f"{drive} is near zero meanwhile: its machine may just stand still."
