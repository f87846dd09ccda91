"""What a user should know of a detection before believing it, in English and French. Knows no arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.experts.series.detectors.detection import LogDetection
from assistant.experts.series.detectors.sentences import Language
from assistant.experts.series.detectors.worth import supported_rate

_LASTING = 0.3
"""Share of the later rows in alarm from which a new regime is as likely as a fault."""

_MISSING = 0.05
"""Share of rows without a reading from which it is spoken of."""


def notes(found: LogDetection, rows: int, language: Language) -> tuple[str, ...]:
    """Whether the rate asked for can be promised, and whether the later rows are like those learnt from.

    Args:
        rows: Of the log.
    """
    return (*_promise(found, language), *_regime(found, rows, language))


def missing(sensors: Sequence[tuple[str, float, str | None]], language: Language) -> tuple[str, ...]:
    """Which sensors were estimated for a good part of the log, since when where they never came back.

    Args:
        sensors: Name, share of the rows without a reading, and the last reading's time where it was lost.
    """
    told = []
    for name, share, since in sensors:
        if share < _MISSING and since is None:
            continue
        part = f"{100 * share:.0f} %"
        if language == "fr":
            after = f" ; plus aucune après le {since}" if since else ""
            told.append(f"{name} : {part} des lignes sans mesure, estimées par les autres capteurs{after}.")
        else:
            after = f"; none after {since}" if since else ""
            told.append(f"{name}: {part} of the rows have no reading, estimated from the others{after}.")
    return tuple(told)


def clock_back(moments: Sequence[str], language: Language) -> tuple[str, ...]:
    """That an hour is there twice, which is why a range may end before it began.

    Args:
        moments: Times of the last rows before the clock went back.
    """
    if language == "fr":
        return tuple(
            f"L'horloge a reculé d'une heure après le {one} (fin de l'heure d'été) : cette heure est là deux "
            f"fois sous les mêmes temps ; ses lignes sont jugées dans l'ordre du fichier."
            for one in moments
        )
    return tuple(
        f"The clock went back an hour after {one} (daylight saving): that hour is there twice under the same "
        f"times; its rows are judged in the order of the file."
        for one in moments
    )


def slow(told: Sequence[tuple[str, float, float, str, str]], how: str, language: Language) -> tuple[str, ...]:
    """Which sensors went slowly where no alarm was since they were learnt from there, and what judges them.

    Args:
        told: Name, level and time where it began and where it ended, as ``(name, from, to, since, until)``.
        how: What the user says to judge them.
    """
    if not told:
        return ()
    if language == "fr":
        ways = " ; ".join(
            f"{name} est passé de {_figure(a, language)} à {_figure(b, language)} "
            f"entre le {since} et le {until}"
            for name, a, b, since, until in told
        )
        return (
            f"{ways} : plus loin que jamais auparavant, lentement et sans alarme durable, car les lignes les "
            f"plus calmes comptent comme normales, celles-là aussi. Pour les juger, dites jusqu'à quand tout "
            f"était normal : {how}.",
        )
    ways = "; ".join(
        f"{name} went from {_figure(a, language)} to {_figure(b, language)} between {since} and {until}"
        for name, a, b, since, until in told
    )
    return (
        f"{ways}: further than ever before, slowly and without a lasting alarm, since the calmest rows count "
        f"as normal and these are among them. To have them judged, say until when all was normal: {how}.",
    )


def _figure(value: float, language: Language) -> str:
    text = f"{value:.3g}"
    return text.replace(".", ",") if language == "fr" else text


def _promise(found: LogDetection, language: Language) -> tuple[str, ...]:
    """That the normal rows are too few for the rate, with how many would do."""
    worth, rate, learnt = found.fitted.worth, found.fitted.threshold.rate, found.trained_on[2]
    held = supported_rate(worth)
    if held <= rate:
        return ()
    needed = _rounded(learnt * (1.0 / rate - 1.0) / worth)
    asked, able = _percent(rate, language), _percent(held, language)
    if language == "fr":
        return (
            f"Les {learnt} lignes normales se ressemblent tant qu'elles valent environ {round(worth)} lignes "
            f"indépendantes : {asked} de fausses alarmes est extrapolé, {able} peut être tenu. Il faudrait "
            f"environ {needed} lignes normales.",
        )
    return (
        f"The {learnt} normal rows are so much alike that they are worth about {round(worth)} independent "
        f"ones: a false-alarm rate of {asked} is extrapolated, {able} can be held. About {needed} "
        f"normal rows would be needed.",
    )


def _regime(found: LogDetection, rows: int, language: Language) -> tuple[str, ...]:
    """That much of what came after the normal rows is in alarm, where these came first."""
    end = found.trained_on[1] + 1
    if found.trained_on[0] > 0 or end != found.trained_on[2] or rows - end < end // 4:
        return ()
    share = float(found.alarm[end:].mean())
    if share < _LASTING:
        return ()
    told = f"{100 * share:.0f} %"
    if language == "fr":
        return (
            f"{told} des lignes après la partie normale sont en alarme : un défaut qui dure, ou un régime "
            f"que cette partie ne montre pas. Si ce régime est normal, apprenez aussi de ses lignes "
            f"(--train-until) ou laissez le seuil suivre (--regime free).",
        )
    return (
        f"{told} of the rows after the normal part are in alarm: a fault that lasts, or a regime that the "
        f"normal part does not show. If that regime is normal, learn from its rows too (--train-until) or "
        f"let the alarms follow (--regime free).",
    )


def _percent(rate: float, language: Language) -> str:
    text = f"{100 * rate:.2g}"
    return f"{text.replace('.', ',')} %" if language == "fr" else f"{text} %"


def _rounded(count: float) -> int:
    """Two digits are enough for what is an estimate."""
    size = 10.0 ** max(int(math.log10(max(count, 1.0))) - 1, 0)
    return int(math.ceil(count / size) * size)
