from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from assistant.experts.series.plot import series_figure


def frame(rows: int) -> pd.DataFrame:
    times = pd.date_range("2024-03-04", periods=rows, freq="1min")
    return pd.DataFrame({"time": times, "flow": np.sin(np.arange(rows) / 50), "power": np.arange(rows) * 1.0})


def test_one_panel_a_sensor_with_the_window() -> None:
    window = (datetime(2024, 3, 4, 1), datetime(2024, 3, 4, 2))
    figure = series_figure(frame(300), ["flow", "power", "absent"], window=window, marks=[window])
    assert [trace.name for trace in figure.data] == ["flow", "power"]
    assert len({shape.fillcolor for shape in figure.layout.shapes}) == 2


def test_a_moment_is_a_line() -> None:
    moment = datetime(2024, 3, 4, 1)
    assert series_figure(frame(10), ["flow"], window=(moment, moment)).layout.shapes[0].type == "line"


def test_long_signals_are_thinned_and_keep_their_peaks() -> None:
    data = frame(100_000)
    data.loc[54_321, "flow"] = 99.0
    (trace,) = series_figure(data, ["flow"]).data
    assert len(trace.y) <= 4000
    assert max(trace.y) == 99.0


def test_nothing_to_draw() -> None:
    assert len(series_figure(frame(10), ["absent"]).data) == 0


def test_one_signal_has_an_axis_that_can_be_read() -> None:
    figure = series_figure(frame(300), ["flow"])
    assert figure.layout.yaxis.nticks >= 6
    assert figure.layout.height >= 300


def test_a_french_figure_writes_days_first_and_a_decimal_comma() -> None:
    figure = series_figure(frame(10), ["flow"], language="fr")
    stops = [stop.value for stop in figure.layout.xaxis.tickformatstops]
    assert "%d/%m\n%Y" in stops
    assert not any("%Y-%m" in stop for stop in stops)
    assert figure.layout.separators.startswith(",")
    assert series_figure(frame(10), ["flow"]).layout.separators is None
