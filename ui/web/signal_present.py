"""Detections, changes, forecasts and windows as rows and Markdown. Pure: knows no component and no store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from assistant.experts.series.changes.change import Change
from assistant.experts.series.changes.report import ChangeReport
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.report import DetectionReport
from assistant.experts.series.forecast.report import ForecastReport
from assistant.experts.series.forecast.sentences import Language, number
from assistant.experts.series.window_pattern import Standing
from assistant.experts.series.wording import moment as said_moment
from assistant.experts.series.wording import stamp
from assistant.records import Citation
from ui.web import signal_words as words
from ui.web.dates import in_cells
from ui.web.present import as_markdown

_MOST_ROWS = 200
_TOLD = 4
"""Sensors of a window that are told."""


def shown(log: SensorLog, drawn: int, language: str) -> str:
    """How large a log is, and how much of it is drawn."""
    steps = np.diff(log.times)
    step = float(np.median(steps)) / 1e6 if steps.size else 0.0
    return words.SHOWN[language].format(
        rows=log.times.size,
        start=stamp(log.moment(0), language),
        end=stamp(log.moment(-1), language),
        step=length(step, language),
        sensors=len(log.names),
        shown=words.SOME_SHOWN[language].format(count=drawn) if drawn < len(log.names) else "",
    )


def length(seconds: float, language: str) -> str:
    """A length of time in the largest unit that it is whole in."""
    for size, unit in ((86_400.0, "j" if language == "fr" else "d"), (3600.0, "h"), (60.0, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"


def by_score(report: DetectionReport) -> list[int]:
    """Places of the ranges, the strongest first; of those whose scores show alike, the longest."""
    episodes = report.found.episodes

    def rank(place: int) -> tuple[float, int]:
        episode = episodes[place]
        return -round(episode.score, 2), episode.start_row - episode.end_row

    return sorted(range(len(episodes)), key=rank)[:_MOST_ROWS]


def range_rows(report: DetectionReport) -> list[list[Any]]:
    """Ranges as rows: number, since, until, score, explanation."""
    rows: list[list[Any]] = []
    language = report.language
    for count, place in enumerate(by_score(report), start=1):
        episode = report.found.episodes[place]
        ends = [stamp(report.log.moment(row), language) for row in (episode.start_row, episode.end_row)]
        score = f"{episode.score:.2f}".replace(".", "," if language == "fr" else ".")
        rows.append([count, *ends, score, report.explanation(place, dated=False)])
    return rows


def judged(report: DetectionReport, language: str) -> str:
    """How many ranges were found, by what."""
    count = len(report.found.episodes)
    field = words.FRENCH["signal_until"] if language == "fr" else words.ENGLISH["signal_until"]
    told = (words.JUDGED if count else words.ALL_NORMAL)[language].format(
        count=count,
        rows=report.log.times.size,
        sensors=len(report.log.names),
        detectors=", ".join(words.detector(name, language) for name in report.detectors),
    )
    until = in_cells(report.normal_until, language)
    slow = report.slow_told(words.IN_FIELD[language].format(field=field.partition(" (")[0], value=until))
    return "\n\n".join((told, *(as_markdown(one) for one in slow)))


def by_strength(report: ChangeReport) -> list[Change]:
    """Changes, the strongest first."""
    return sorted(report.changes, key=lambda change: -change.strength)[:_MOST_ROWS]


def change_rows(report: ChangeReport) -> list[list[Any]]:
    """Changes as rows: number, when, until when, strength, explanation."""
    lasts = words.LASTS[report.language]
    rows: list[list[Any]] = []
    for count, change in enumerate(by_strength(report), start=1):
        until = lasts if change.until is None else stamp(report.moment(change.until), report.language)
        at, told = stamp(report.moment(change.row), report.language), report.explanation(change)
        strength = f"{change.strength:.1f}".replace(".", "," if report.language == "fr" else ".")
        rows.append([count, at, until, strength, told])
    return rows


def changed(report: ChangeReport, language: str) -> str:
    """How many changes were found."""
    count = len(report.changes)
    return (words.CHANGED if count else words.UNCHANGED)[language].format(
        count=count, rows=report.log.times.size, sensors=len(report.log.names)
    )


def ahead_rows(report: ForecastReport) -> list[list[Any]]:
    """Forecasts as rows: sensor, last value with its interval, and what is told, a limit first."""
    rows: list[list[Any]] = []
    for place, name in enumerate(report.log.names):
        last = report.points(place)[-1]
        value, low, high = (number(one, report.language) for one in (last.value, last.low, last.high))
        to = "à" if report.language == "fr" else "to"
        rows.append([name, f"{value} ({low} {to} {high})", " ".join(report.told(place)[::-1])])
    return rows


def forecast(report: ForecastReport, language: str) -> str:
    """How far it was forecast and on what it was tried."""
    said: Language = "fr" if language == "fr" else "en"
    return words.FORECAST[language].format(
        steps=report.found.horizon,
        end=said_moment(datetime.fromisoformat(report.points(0)[-1].time), said),
        sensors=len(report.log.names),
        origins=int(report.found.plan.origins.size),
    )


def pattern(found: Sequence[Standing], cited: Sequence[Citation], language: str) -> str:
    """How sensors stand in a window, and how much the papers say of it."""
    said: Language = "fr" if language == "fr" else "en"
    told = [
        words.SENSOR_STANDS[language].format(
            name=as_markdown(one.name),
            way=words.WAYS[language][one.direction],
            mean=number(one.mean, said),
            usual=number(one.usual, said),
        )
        for one in found[:_TOLD]
    ]
    lines = [words.PATTERN[language].format(told=words.ROOM[language].join(told))] if told else []
    modes = sum(citation.rows is not None for citation in cited)
    spoken = words.SOURCES[language].format(modes=modes, passages=len(cited) - modes)
    return "\n\n".join([*lines, spoken if cited else words.NO_SOURCES[language]])
