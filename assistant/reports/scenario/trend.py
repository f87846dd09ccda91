"""When a sensor will pass a limit, where its forecast beats the last value on its own past. No cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.forecast.members import candidates
from assistant.experts.series.forecast.report import ForecastReport, Limit, forecast_log
from assistant.experts.series.forecast.sentences import number, reached
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Point, point

_DAYS = 7
_SHARE = 0.2
"""The horizon: days, at most this share of what the log holds."""
_BETTER = 0.9
"""Mean error that a forecast may have of that of the last value, to be told as a trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What is told of a sensor's course to a limit.

    Attributes:
        text: When the limit is reached, or that it is not; empty where no trend is found.
        reaches: True where the limit is expected to be passed within the horizon.
        error, naive: Mean errors on its past of the forecast and of the last value; None where not known.
    """

    name: str
    text: str
    reaches: bool
    evidence: Evidence
    error: float | None
    naive: float | None
    origins: int

    def point(self, case: Case) -> Point:
        """It as a sentence."""
        return point(self.text, [replace(self.evidence, statement=self.text)], case.cited)


def no_trend_point(case: Case, found: Sequence[Trend]) -> Point | None:
    """One sentence on the sensors whose forecast does not beat the last value; None where all do."""
    flat = [one for one in found if not one.text]
    if not flat:
        return None
    against = case.t("against", "contre")
    names = "; ".join(
        one.name
        if one.error is None or one.naive is None
        else f"{one.name} ({number(one.error, case.language)} {against} {number(one.naive, case.language)})"
        for one in flat
    )
    origins = max(one.origins for one in flat)
    text = case.t(
        f"No trend is found for {names}: over {origins} forecasts of the past the mean error of the best "
        "forecast was not clearly below that of the last value.",
        f"Aucune tendance trouvée pour {names} : sur {origins} prévisions du passé, l'erreur moyenne de la "
        "meilleure prévision n'était pas nettement sous celle de la dernière valeur.",
    )
    return point(text, [replace(one.evidence, statement=text) for one in flat], case.cited)


def trends(case: Case, log: SensorLog, source: str, limits: dict[str, float]) -> list[Trend]:
    """The course of sensors to the limits nearest to them; none where the log is too short to try it."""
    known = log.only(list(limits))
    end = int(np.searchsorted(known.times, _microseconds(case.until), side="right"))
    if end < 2:
        return []
    past = replace(known, times=known.times[:end], row=known.row[:end], values=known.values[:end])
    held = (past.times[-1] - past.times[0]) / 1e6
    seconds = int(min(_DAYS * 86_400, _SHARE * held))
    try:
        report = forecast_log(
            past,
            f"{seconds}s",
            candidates(),
            limits=[Limit(value=value, sensor=name) for name, value in limits.items()],
            language=case.language,
        )
    except LogRefused:
        return []
    return [_trend(case, report, place, source) for place in range(len(report.log.names))]


def _trend(case: Case, report: ForecastReport, place: int, source: str) -> Trend:
    name, track, told = report.log.names[place], report.track(place), report.reach_told(place)
    error, naive = track.error, track.naive_error
    found = error is not None and naive is not None and error < _BETTER * naive
    text = ""
    if found and error is not None and naive is not None:
        own, last = number(error, case.language), number(naive, case.language)
        text = reached(name, told, coverage=report.coverage, language=case.language) + case.t(
            f" Over {track.origins} forecasts of its past the mean error was {own}, that of the last value "
            f"{last}.",
            f" Sur {track.origins} prévisions de son passé l'erreur moyenne était de {own}, celle de la "
            f"dernière valeur de {last}.",
        )
    start, end = report.log.moment(0), report.log.moment(report.log.times.size - 1)
    evidence = Evidence(
        kind="series", source=source, quote=f"{name}, {start:%Y-%m-%d %H:%M} – {end:%Y-%m-%d %H:%M}",
        score=0.9, sensor=name, start=start, end=end,
    )  # fmt: skip
    return Trend(
        name=name,
        text=text,
        reaches=found and not told.already and told.at is not None,
        evidence=evidence,
        error=error,
        naive=naive,
        origins=track.origins,
    )


def _microseconds(moment: datetime) -> int:
    return int(np.datetime64(moment, "us").astype(np.int64))
