"""A picture of what changed for good: sensors, their levels, and when something changed. Knows no finder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.experts.series.changes.change import Change, Kind
from assistant.experts.series.changes.report import ChangeReport
from assistant.experts.series.detectors.picture import line, log_axis, log_frame
from assistant.experts.series.detectors.plot_file import write_plot
from assistant.experts.series.plot import series_figure
from assistant.experts.series.png_axes import write_numbers, write_times

_SHOWN = 12
"""Sensors of a picture; of a log with more of them those with the strongest changes."""
_MOST_LINES = 60
"""Changes drawn, the strongest."""
_APART = 0.13
"""Share of the log between two changes that are both named."""
_COLOURS: Mapping[Kind, str] = {
    "level": "#d13c3c",
    "slope": "#9a62c4",
    "spread": "#d1741c",
    "correlation": "#2f9a58",
}
_WORDS: Mapping[str, Mapping[Kind, str]] = {
    "en": {"level": "level", "slope": "slope", "spread": "spread", "correlation": "correlation"},
    "fr": {"level": "niveau", "slope": "pente", "spread": "dispersion", "correlation": "corrélation"},
}
_LINE, _LEVEL = "#1f6fb2", "#202830"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """What the level of a sensor was over rows ``[first, end)``."""

    first: int
    end: int
    value: float


def write_picture(report: ChangeReport, path: Path) -> None:
    """Writes a picture; the ending of the name tells its format.

    Raises:
        LogRefused: The ending is neither ``.png`` nor ``.html``.
    """
    write_plot(path, page=partial(page_figure, report), png=partial(_png, report))


def shown_sensors(report: ChangeReport) -> list[str]:
    """Sensors to draw: those with the strongest changes first, then in order."""
    strength = np.zeros(len(report.log.names))
    for change in report.changes:
        for place in _places(change):
            strength[place] = max(strength[place], change.strength)
    return [report.log.names[k] for k in np.argsort(-strength, kind="stable")[:_SHOWN]]


def page_figure(
    report: ChangeReport, *, window: tuple[datetime, datetime] | None = None, sensors: Sequence[str] = ()
) -> Any:
    """A Plotly figure: each change a line in its sensor's panel, levels as steps.

    Args:
        window: Shaded.
        sensors: Those to draw, in this order; where none is named those with the strongest changes.
    """
    names = [name for name in sensors if name in report.log.names] or shown_sensors(report)
    figure = series_figure(log_frame(report.log, names), names, window=window, language=report.language)
    lines, told = list(figure.layout.shapes), list(figure.layout.annotations)
    for row, name in enumerate(names, start=1):
        place, axis = report.log.names.index(name), "" if row == 1 else str(row)
        for level in _levels(report, place):
            ends = [report.moment(level.first), report.moment(level.end - 1)]
            line = {"color": _COLOURS["level"], "width": 2.0}
            figure.add_scatter(
                x=ends, y=[level.value] * 2, mode="lines", line=line, hoverinfo="skip", row=row, col=1
            )
        over = {"xref": f"x{axis}", "yref": f"y{axis} domain"}
        lines += [{**over, **_line(report, change)} for change in _drawn(report, place)]
        told += [{**over, **_name(report, change)} for change in _named(report, place)]
    figure.update_layout(shapes=lines, annotations=told)
    return figure


def _line(report: ChangeReport, change: Change) -> dict[str, Any]:
    """A Plotly shape over the height of a panel."""
    at = report.moment(change.row).isoformat()
    line = {"color": _COLOURS[change.kind], "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _name(report: ChangeReport, change: Change) -> dict[str, Any]:
    """A Plotly annotation at the top of a panel."""
    return {
        "x": report.moment(change.row).isoformat(), "y": 1, "xanchor": "left", "yanchor": "top",
        "text": _WORDS[report.language][change.kind], "showarrow": False,
        "font": {"size": 10, "color": _COLOURS[change.kind]},
    }  # fmt: skip


def _png(report: ChangeReport, path: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    names = shown_sensors(report)
    figure = Figure(figsize=(11, 1.6 * len(names) + 0.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = np.atleast_1d(figure.subplots(len(names), 1, sharex=True))
    times = log_axis(report.log)
    words = _WORDS[report.language]
    for axis, name in zip(axes, names, strict=True):
        place = report.log.names.index(name)
        values = report.log.values[:, place]
        axis.plot(*line(report.log, values), color=_LINE, linewidth=0.8)
        for level in _levels(report, place):
            axis.plot(times[[level.first, level.end - 1]], [level.value] * 2, color=_LEVEL, linewidth=1.6)
        for change in _drawn(report, place):
            at, colour = times[min(change.row, times.size - 1)], _COLOURS[change.kind]
            axis.axvline(at, color=colour, linewidth=1.2, linestyle="--")
        for change in _named(report, place):
            at, colour = times[min(change.row, times.size - 1)], _COLOURS[change.kind]
            axis.annotate(
                words[change.kind], (at, 1.0), xycoords=("data", "axes fraction"), xytext=(3, -9),
                textcoords="offset points", fontsize=7, color=colour,
            )  # fmt: skip
        axis.set_title(name, loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.grid(alpha=0.25)
    write_numbers(axes, report.language)
    if not report.log.counted:
        write_times(axes[-1], report.language)
    what = " : {} changements" if report.language == "fr" else ": {} changes"
    figure.suptitle(f"{Path(report.log.name).name}{what.format(len(report.changes))}", fontsize=10)
    figure.savefig(path, dpi=110)


def _places(change: Change) -> tuple[int, ...]:
    return (change.sensor,) if change.partner is None else (change.sensor, change.partner)


def _drawn(report: ChangeReport, place: int) -> list[Change]:
    """Changes of a sensor or of its correlations, among the strongest of the log."""
    strongest = sorted(report.changes, key=lambda c: -c.strength)[:_MOST_LINES]
    return sorted((c for c in strongest if place in _places(c)), key=lambda c: c.row)


def _named(report: ChangeReport, place: int) -> list[Change]:
    """Those of the changes drawn whose names do not fall on one another."""
    named: list[Change] = []
    for change in _drawn(report, place):
        if not named or change.row - named[-1].row > _APART * report.log.times.size:
            named.append(change)
    return named


def _levels(report: ChangeReport, place: int) -> Iterator[_Level]:
    """The level before, between and after the changes of a sensor's level, each up to its next change.

    What follows a change of slope is no level, and is not drawn as one.
    """
    steps = [c for c in report.changes if c.sensor == place and c.kind == "level"]
    bends = {c.row for c in report.changes if c.sensor == place and c.kind == "slope"}
    edges = sorted(bends | {step.row for step in steps})
    rows = int(report.log.times.size)
    for number, step in enumerate(steps):
        before = max((edge for edge in edges if edge < step.row), default=0)
        after = min((edge for edge in edges if edge > step.row), default=rows)
        if number == 0 and before not in bends:
            yield _Level(first=before, end=step.row, value=step.before)
        yield _Level(first=step.row, end=after, value=step.after)
