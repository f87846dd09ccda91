"""A picture of a forecast: last readings, values to come with intervals, limits. Knows no model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.experts.series.detectors.plot_file import write_plot
from assistant.experts.series.forecast.report import ForecastReport
from assistant.experts.series.plot import panels
from assistant.experts.series.png_axes import write_numbers, write_times

_SHOWN = 12
"""Sensors at most, in order; those with a limit come first."""
_LINE, _AHEAD, _MARK = "#2f80c8", "#d1741c", "#d13c3c"


def write_picture(report: ForecastReport, path: Path) -> None:
    """Writes a picture; the ending of the name tells its format.

    Raises:
        LogRefused: The ending is neither ``.png`` nor ``.html``.
    """
    write_plot(path, page=partial(page_figure, report), png=partial(_png, report))


def shown_sensors(report: ForecastReport) -> list[int]:
    """Places of the sensors to draw."""
    return sorted(range(len(report.log.names)), key=lambda place: place not in report.limits)[:_SHOWN]


def _courses(report: ForecastReport) -> tuple[Any, Any, Any]:
    """Times and readings of the past that is drawn (four horizons), and times to come."""
    slots, horizon = report.grid.slots, report.found.horizon
    first = max(0, slots - max(4 * horizon, 100))
    past = [report.grid.moment(k) for k in range(first, slots)]
    ahead = [report.grid.moment(k) for k in range(slots, slots + horizon)]
    return past, report.grid.values[first:], ahead


def page_figure(report: ForecastReport, *, sensors: Sequence[str] = ()) -> Any:
    """A Plotly figure of last readings, values to come with their intervals, and limits.

    Args:
        sensors: Those to draw, in this order; where none is named those with a limit come first.
    """
    import plotly.graph_objects as go

    named = [report.log.names.index(name) for name in sensors if name in report.log.names]
    places = named or shown_sensors(report)
    past, values, ahead = _courses(report)
    low, high = report.found.interval(report.coverage)
    names = [report.log.names[k] for k in places]
    figure = panels(names, dated=isinstance(ahead[0], datetime), language=report.language)
    for row, k in enumerate(places, start=1):
        band = {"x": [*ahead, *ahead[::-1]], "y": [*high[:, k], *low[::-1, k]]}
        figure.add_trace(
            go.Scatter(
                **band, fill="toself", line={"width": 0}, fillcolor="rgba(209,116,28,0.25)", hoverinfo="skip"
            ),
            row,
            1,
        )
        figure.add_trace(
            go.Scatter(x=past, y=values[:, k], name=report.log.names[k], line={"color": _LINE, "width": 1.2}),
            row,
            1,
        )
        figure.add_trace(
            go.Scatter(
                x=ahead,
                y=report.found.point[:, k],
                name=report.log.names[k],
                line={"color": _AHEAD, "width": 1.8},
            ),
            row,
            1,
        )
        if k in report.limits:
            figure.add_hline(y=report.limits[k].limit, line={"color": _MARK, "dash": "dash"}, row=row, col=1)
    return figure


def _png(report: ForecastReport, path: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    places = shown_sensors(report)
    past, values, ahead = _courses(report)
    low, high = report.found.interval(report.coverage)
    figure = Figure(figsize=(11, 2.0 * len(places) + 0.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = np.atleast_1d(figure.subplots(len(places), 1, sharex=True))
    for axis, k in zip(axes, places, strict=True):
        axis.plot(past, values[:, k], color=_LINE, linewidth=0.9)
        axis.fill_between(ahead, low[:, k], high[:, k], color=_AHEAD, alpha=0.22, linewidth=0)
        axis.plot(ahead, report.found.point[:, k], color=_AHEAD, linewidth=1.4)
        if k in report.limits:
            axis.axhline(report.limits[k].limit, color=_MARK, linewidth=0.9, linestyle="--")
        axis.set_title(report.log.names[k], loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.grid(alpha=0.25)
    write_numbers(axes, report.language)
    write_times(axes[-1], report.language)
    figure.suptitle(title(report), fontsize=10)
    figure.savefig(path, dpi=110)


def title(report: ForecastReport) -> str:
    """The log, how far ahead, and what the intervals hold."""
    name, steps, percent = Path(report.log.name).name, report.found.horizon, f"{100 * report.coverage:g} %"
    if report.language == "fr":
        return f"{name} : {steps} pas, intervalle à {percent}"
    return f"{name}: {steps} steps, {percent} interval"
