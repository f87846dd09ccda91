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
_COLOURS = ("#1f6fb2", "#d1741c", "#2f8f4e", "#8a4fb0", "#b23a48", "#5b6670", "#a08a1f", "#1c8f8f")
_WINDOW = "rgba(31, 111, 178, 0.10)"
_MARK = "rgba(209, 60, 60, 0.22)"


def series_figure(
    frame: pd.DataFrame,
    sensors: Sequence[str],
    *,
    window: tuple[datetime, datetime] | None = None,
    marks: Sequence[tuple[datetime, datetime]] = (),
) -> Any:
    """Draws sensors over time, one panel each, sharing the time axis.

    Args:
        frame: A ``time`` column and one column a sensor; missing values are gaps in the line.
        sensors: Columns to draw, in order; those that are not in the frame are left out.
        window: Shaded: what an answer is about.
        marks: Shaded in red: anomalies, events.

    Returns:
        A ``plotly.graph_objects.Figure``.
    """
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    names = [name for name in sensors if name in frame.columns]
    figure = make_subplots(rows=max(len(names), 1), cols=1, shared_xaxes=True, vertical_spacing=0.04)
    for row, name in enumerate(names, start=1):
        times, values = _thinned(frame["time"], frame[name])
        line = {"color": _COLOURS[(row - 1) % len(_COLOURS)], "width": 1.3}
        trace = go.Scatter(x=times, y=values, mode="lines", name=name, line=line, connectgaps=False)
        figure.add_trace(trace, row=row, col=1)
        figure.update_yaxes(title_text=_short(name), title_font_size=11, row=row, col=1)
    for start, end in marks:
        figure.add_vrect(x0=start, x1=end, fillcolor=_MARK, line_width=0, layer="below")
    if window is not None:
        if window[0] == window[1]:
            figure.add_vline(x=window[0], line={"color": _COLOURS[0], "width": 1.5, "dash": "dot"})
        else:
            figure.add_vrect(x0=window[0], x1=window[1], fillcolor=_WINDOW, line_width=0, layer="below")
    figure.update_layout(
        height=140 + 170 * max(len(names), 1),
        margin={"l": 80, "r": 20, "t": 30, "b": 40},
        showlegend=False,
        template="plotly_white",
        hovermode="x unified",
    )
    return figure


def _short(name: str) -> str:
    """A name in at most three lines of about 18 letters, as high as a panel allows."""
    return "<br>".join(textwrap.wrap(name, 18, max_lines=3, placeholder="…"))


def _thinned(times: pd.Series[Any], values: pd.Series[Any]) -> tuple[Any, Any]:
    """At most ``_MOST_POINTS`` points: first, lowest, highest and last of each stretch; no peak is lost."""
    if len(values) <= _MOST_POINTS:
        return times, values
    array = values.to_numpy(dtype=np.float64)
    edges = np.linspace(0, array.size, _MOST_POINTS // 4 + 1).astype(int)
    keep: set[int] = set()
    for start, end in pairwise(edges):
        stretch = array[start:end]
        keep |= {int(start), int(end) - 1}
        if np.isfinite(stretch).any():
            keep |= {int(start + np.nanargmin(stretch)), int(start + np.nanargmax(stretch))}
    places = sorted(keep)
    return times.iloc[places], values.iloc[places]
