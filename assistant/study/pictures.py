"""What a case shows beside its question, as PNG: pictures and windows of logs. Knows files and curves."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from assistant.errors import AssistantError, BadStudy
from assistant.experts.series.detectors.log import SensorLog, find_log
from assistant.experts.series.detectors.picture import line
from assistant.experts.series.png_axes import write_times
from assistant.scope import parse_time
from assistant.study.records import Case, Window
from ingest.errors import IngestError

_MOST_PIXELS = 60_000_000
_SIDE = 1600
_MOST_BYTES = 60_000_000
_MOST_CURVES = 8


def draw_case(case: Case, folder: Path) -> None:
    """Writes ``CASE-1.png``, ``CASE-2.png``, …: its pictures, then its windows.

    Raises:
        BadStudy: A picture or a log cannot be shown.
    """
    for number, path in enumerate(case.pictures, start=1):
        _picture(path, folder / f"{case.id}-{number}.png")
    for number, window in enumerate(case.windows, start=len(case.pictures) + 1):
        _curves(window, folder / f"{case.id}-{number}.png")


def pictures_of(case: Case, folder: Path) -> list[Path]:
    """The files that were drawn for a case."""
    count = len(case.pictures) + len(case.windows)
    return [folder / f"{case.id}-{number}.png" for number in range(1, count + 1)]


def _picture(path: Path, target: Path) -> None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise BadStudy(f"{path.name} has more than {_MOST_PIXELS // 1_000_000} million pixels")
                image.thumbnail((_SIDE, _SIDE))
                image.convert("RGB").save(target)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise BadStudy(f"{path.name} is no picture that can be read: {error}") from error


def _curves(window: Window, target: Path) -> None:
    if window.log.stat().st_size > _MOST_BYTES:
        raise BadStudy(f"{window.log.name} is larger than {_MOST_BYTES // 1_000_000} MB: cut the window out")
    try:
        log = find_log(str(window.log))
        log = log.only(window.sensors) if window.sensors else log
        if window.start or window.end:
            since = parse_time(window.start or "1970-01-02", end=False)
            until = parse_time(window.end or "2200-01-01", end=True)
            first, end = log.between(since, until)
            kept = np.zeros(log.times.size, dtype=bool)
            kept[first:end] = True
            log = log.rows(kept)
    except (AssistantError, IngestError) as error:
        raise BadStudy(f"window of {window.log.name}: {error}") from error
    if log.times.size < 2:
        raise BadStudy(
            f"window of {window.log.name}: there are no readings from {window.start} to {window.end}"
        )
    if len(log.names) > _MOST_CURVES:
        raise BadStudy(f"window of {window.log.name}: name {_MOST_CURVES} 'sensors' at most")
    _draw(log, target)


def _draw(log: SensorLog, target: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 1.5 * len(log.names) + 0.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = np.atleast_1d(figure.subplots(len(log.names), 1, sharex=True))
    for axis, name, values in zip(axes, log.names, log.values.T, strict=True):
        axis.plot(*line(log, values), color="#1f6fb2", linewidth=0.9)
        axis.set_title(name, loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.grid(alpha=0.25)
    if not log.counted:
        write_times(axes[-1], "und")
    figure.savefig(target, dpi=110)
