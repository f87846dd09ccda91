"""A Plotly figure of sensors with a window and anomalies marked. Pure; knows no store and no page."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

_MOST_POINTS = 4000
"""Points a trace; longer signals are thinned to the lowest and highest reading of each stretch."""
COLOURS = ("#2f80c8", "#d1741c", "#2f9a58", "#9a62c4", "#cc4a58", "#7c8894", "#b09a25", "#1c9a9a")
_GRID = "rgba(128, 128, 128, 0.25)"
_WORDS = "#7d8590"
"""Readable on white and on black."""
_WINDOW = "rgba(47, 128, 200, 0.13)"
_SECOND = 1000.0
_RANGES = (
    (None, 60 * _SECOND),
    (60 * _SECOND, 86_400 * _SECOND - 1),
    (86_400 * _SECOND, "M1"),
    ("M1", "M12"),
    ("M12", None),
)
"""Distances of two ticks in milliseconds or months, for Plotly's ``tickformatstops``."""
_DATES = {
    "en": ("%H:%M:%S\n%Y-%m-%d", "%H:%M\n%Y-%m-%d", "%m-%d\n%Y", "%Y-%m", "%Y"),
    "fr": ("%H:%M:%S\n%d/%m/%Y", "%H:%M\n%d/%m/%Y", "%d/%m\n%Y", "%m/%Y", "%Y"),
}
_HOVER = {"en": "%Y-%m-%d %H:%M:%S", "fr": "%d/%m/%Y %H:%M:%S"}
_MARK = "rgba(209, 60, 60, 0.28)"


def series_figure(
    frame: pd.DataFrame,
    sensors: Sequence[str],
    *,
    window: tuple[datetime, datetime] | None = None,
    marks: Sequence[tuple[datetime, datetime]] = (),
    language: str = "en",
) -> Any:
    """Draws sensors over time, one panel each, sharing the time axis.

    Args:
        frame: A ``time`` column and one column a sensor; missing values are gaps in the line.
        sensors: Columns to draw, in order; those that are not in the frame are left out.
        window: Shaded: what an answer is about.
        marks: Shaded in red: anomalies, events.
        language: In which dates and numbers are written.

    Returns:
        A ``plotly.graph_objects.Figure``.
    """
    import plotly.graph_objects as go

    names = [name for name in sensors if name in frame.columns]
    figure = panels(names, dated=pd.api.types.is_datetime64_any_dtype(frame["time"]), language=language)
    for row, name in enumerate(names, start=1):
        times, values = _thinned(frame["time"], frame[name])
        line = {"color": COLOURS[(row - 1) % len(COLOURS)], "width": 1.3}
        trace = go.Scatter(x=times, y=values, mode="lines", name=name, line=line, connectgaps=False)
        figure.add_trace(trace, row=row, col=1)
    for start, end in marks:
        edge = {"color": _MARK, "width": 1.5}  # so that a short one is seen in a long log
        figure.add_vrect(x0=start, x1=end, fillcolor=_MARK, line=edge, layer="below")
    if window is not None:
        if window[0] == window[1]:
            figure.add_vline(x=window[0], line={"color": COLOURS[0], "width": 1.5, "dash": "dot"})
        else:
            figure.add_vrect(x0=window[0], x1=window[1], fillcolor=_WINDOW, line_width=0, layer="below")
    return figure


def panels(names: Sequence[str], *, dated: bool = False, language: str = "en") -> Any:
    """An empty figure with a panel a name, one time axis; it looks the same on light and on dark pages.

    Args:
        dated: The axis holds dates; they are written in figures, which are the same in every language.
    """
    from plotly.subplots import make_subplots

    count = max(len(names), 1)
    tall = 240 if count == 1 else 170 if count == 2 else 120 if count <= 4 else 84
    gap = 26 / (count * (tall + 26))
    titles = [_short(name) for name in names]
    figure = make_subplots(rows=count, cols=1, shared_xaxes=True, vertical_spacing=gap, subplot_titles=titles)
    figure.update_annotations(x=0.0, xanchor="left", font_size=12)
    figure.update_xaxes(gridcolor=_GRID, linecolor=_GRID, zerolinecolor=_GRID, automargin=True)
    spoken = "fr" if language == "fr" else "en"
    if dated:
        stops = [
            {"dtickrange": list(ends), "value": said}
            for ends, said in zip(_RANGES, _DATES[spoken], strict=True)
        ]
        figure.update_xaxes(tickformatstops=stops, hoverformat=_HOVER[spoken])
    if spoken == "fr":
        figure.update_layout(separators=",\u202f")
    figure.update_yaxes(gridcolor=_GRID, linecolor=_GRID, zerolinecolor=_GRID, automargin=True)
    figure.update_yaxes(nticks=8 if count == 1 else 6 if count == 2 else 5 if count <= 4 else 4)
    figure.update_layout(
        height=70 + count * (tall + 26),
        margin={"l": 56, "r": 14, "t": 28, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": _WORDS, "size": 11},
        showlegend=False,
        hovermode="x unified",
        hoverlabel={"bgcolor": "#2b3440", "font": {"color": "#ffffff"}},
        dragmode="zoom",
    )
    return figure


def _short(name: str) -> str:
    """A name on one line."""
    return textwrap.shorten(name, 90, placeholder="…")


def _thinned(times: pd.Series[Any], values: pd.Series[Any]) -> tuple[Any, Any]:
    """About ``_MOST_POINTS`` points: of each stretch the ends, the lowest, the highest and a missing one.

    So no peak is lost and no gap is bridged.
    """
    if len(values) <= _MOST_POINTS:
        return times, values
    array = values.to_numpy(dtype=np.float64)
    edges = np.linspace(0, array.size, _MOST_POINTS // 4 + 1).astype(int)
    keep: set[int] = set()
    for start, end in pairwise(edges):
        stretch = array[start:end]
        keep |= {int(start), int(end) - 1}
        empty = np.flatnonzero(np.isnan(stretch))
        if empty.size:
            keep.add(int(start + empty[0]))
        if np.isfinite(stretch).any():
            keep |= {int(start + np.nanargmin(stretch)), int(start + np.nanargmax(stretch))}
    places = sorted(keep)
    return times.iloc[places], values.iloc[places]
