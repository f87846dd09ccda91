"""A picture of a detection: sensors, score and ranges in alarm, as PNG or as a page. Knows no detector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.plot_file import write_plot
from assistant.experts.series.detectors.report import DetectionReport
from assistant.experts.series.operations import Places, Values
from assistant.experts.series.plot import series_figure
from assistant.experts.series.png_axes import write_numbers, write_times

_SHOWN = 12
"""Sensors of a picture; of a log with more of them those with the greatest shares, which come first."""
_POINTS = 4_000
_SCORE = {"en": "score (alarm from 1)", "fr": "score (alarme à partir de 1)"}
_TITLE = {"en": ("anomaly", "anomalies"), "fr": ("anomalie", "anomalies")}
_MARK, _NORMAL, _LINE = "#d13c3c", "#2f8f4e", "#1f6fb2"


def write_picture(report: DetectionReport, path: Path, *, most: int = _SHOWN) -> None:
    """Writes a picture; the ending of the name tells its format.

    Args:
        most: Sensors that a PNG shows.

    Raises:
        LogRefused: The ending is neither ``.png`` nor ``.html``.
    """
    write_plot(path, page=partial(page_figure, report), png=partial(_png, report, most=most))


def shown_sensors(report: DetectionReport) -> list[int]:
    """Places of the sensors to draw: the greatest shares over all episodes first, then in order."""
    weight = np.zeros(len(report.log.names))
    for episode in report.found.episodes:
        for part in episode.sensors:
            weight[part.place] += part.share
    return [int(k) for k in np.argsort(-weight, kind="stable")[:_SHOWN]]


def page_figure(
    report: DetectionReport,
    *,
    window: tuple[datetime, datetime] | None = None,
    sensors: Sequence[str] = (),
) -> Any:
    """A Plotly figure of sensors, score and ranges in alarm.

    Args:
        window: Shaded; the normal rows where None, if they follow one another.
        sensors: Those to draw, in this order; where none is named those with the greatest shares.
    """
    names = [name for name in sensors if name in report.log.names]
    names = names or [report.log.names[k] for k in shown_sensors(report)]
    frame = log_frame(report.log, names, others={_SCORE[report.language]: report.found.scores})
    marks = [
        (report.log.moment(e.start_row), report.log.moment(e.end_row)) for e in report.found.episodes[:200]
    ]
    first, last, count = report.found.trained_on
    normal = (report.log.moment(first), report.log.moment(last)) if last - first < count else None
    names = [*frame.columns[1:]]
    return series_figure(frame, names, window=window or normal, marks=marks, language=report.language)


def log_frame(
    log: SensorLog, names: Sequence[str], *, others: Mapping[str, Values] | None = None
) -> pd.DataFrame:
    """Sensors of a log as columns, after their ``time``; an empty row where the log was interrupted.

    So no line is drawn over a gap.

    Args:
        others: More columns, a value a row of the log.
    """
    frame = pd.DataFrame({name: log.values[:, log.names.index(name)] for name in names} | dict(others or {}))
    frame.insert(0, "time", log.times.astype("datetime64[us]"))
    after = np.asarray(log.interruptions(), dtype=np.int64)
    if not after.size:
        return frame
    empty = pd.DataFrame(np.nan, index=after - 0.5, columns=frame.columns[1:])
    empty.insert(0, "time", log.times[after - 1].astype("datetime64[us]") + np.timedelta64(1, "us"))
    return pd.concat([frame, empty]).sort_index(kind="stable").reset_index(drop=True)


def line(log: SensorLog, values: Values) -> tuple[Any, Values]:
    """Times and values to draw, thinned, with a hole where the log was interrupted."""
    kept = kept_places(values)
    holes = np.searchsorted(kept, np.asarray(log.interruptions(), dtype=np.int64))
    times = log_axis(log)[kept]
    missing = np.nan if log.counted else np.datetime64("NaT", "us")
    return np.insert(times, holes, missing), np.insert(values[kept], holes, np.nan)


def log_axis(log: SensorLog) -> Any:
    """Times, or numbers of rows where the log has none."""
    return log.row.astype(np.float64) if log.counted else log.times.astype("datetime64[us]")


def _png(report: DetectionReport, path: Path, *, most: int) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    places = shown_sensors(report)[:most]
    figure = Figure(figsize=(11, 1.6 * (len(places) + 1) + 0.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = np.atleast_1d(figure.subplots(len(places) + 1, 1, sharex=True))
    times = log_axis(report.log)
    first, last, count = report.found.trained_on
    series = [(report.log.names[k], report.log.values[:, k]) for k in places]
    score = (_SCORE[report.language], report.found.scores)
    for axis, (name, values) in zip(axes, [*series, score], strict=True):
        axis.plot(*line(report.log, values), color=_LINE, linewidth=0.8)
        axis.set_title(name, loc="left", fontsize=9)
        if last - first < count:
            axis.axvspan(times[first], times[last], color=_NORMAL, alpha=0.10, linewidth=0)
        for episode in report.found.episodes[:500]:
            ends = (times[episode.start_row], times[episode.end_row])
            axis.axvspan(*ends, color=_MARK, alpha=0.22, linewidth=0)
        axis.tick_params(labelsize=8)
        axis.grid(alpha=0.25)
    axes[-1].axhline(1.0, color=_MARK, linewidth=0.8, linestyle="--")
    axes[-1].set_yscale("symlog")
    top = max(1.2 * float(report.found.scores.max()), 1.5)
    ticks = [0.0, *(10.0**power for power in range(7) if 10.0**power < top)]
    axes[-1].set_ylim(0.0, top)
    axes[-1].set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes[-1].minorticks_off()
    write_numbers(axes[:-1], report.language)
    if not report.log.counted:
        write_times(axes[-1], report.language)
    found = len(report.found.episodes)
    what = _TITLE[report.language][found != 1]
    colon = " :" if report.language == "fr" else ":"
    figure.suptitle(f"{Path(report.log.name).name}{colon} {found} {what}", fontsize=10)
    figure.savefig(path, dpi=110)


def kept_places(values: Values) -> Places:
    """Places of the lowest and highest value of each stretch, so that no peak is lost."""
    if values.size <= _POINTS:
        return np.arange(values.size)
    edges = np.linspace(0, values.size, _POINTS // 2 + 1).astype(int)
    low, high = np.where(np.isnan(values), np.inf, values), np.where(np.isnan(values), -np.inf, values)
    kept = {values.size - 1}
    for first, end in pairwise(edges.tolist()):
        kept |= {first + int(low[first:end].argmin()), first + int(high[first:end].argmax())}
    return np.array(sorted(kept))
