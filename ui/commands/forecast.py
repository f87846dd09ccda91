"""``assistant forecast``: what the sensors of a log will do, with intervals, and when they reach a limit."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.experts.series.forecast.names import Method
from ui.log_options import (
    LogArgument,
    PlotOption,
    SensorsOption,
    SeriesOption,
    check_plot,
    found_log,
    named_sensors,
)
from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, progress_bar, say

if TYPE_CHECKING:
    from assistant.experts.series.forecast.report import ForecastReport, Limit

_LINES = 12
"""Lines of a sensor's table."""
_HEAD = {"en": ("time", "value", "low", "high"), "fr": ("heure", "valeur", "bas", "haut")}


def forecast(
    context: typer.Context,
    log: LogArgument,
    horizon: Annotated[
        str, typer.Option("--horizon", metavar="N|TIME", help="Rows, or a length of time (90min, 24h, 3d).")
    ],
    sensors: SensorsOption = None,
    method: Annotated[Method, typer.Option(help="auto chooses and joins by a backtest.")] = "auto",
    coverage: Annotated[
        float, typer.Option(min=0.5, max=0.99, help="Share of readings that the intervals shall hold.")
    ] = 0.9,
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="VALUE|NAME=VALUE", help="Tell when it is reached."),
    ] = None,
    points: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="All values forecast.", dir_okay=False)
    ] = None,
    plot: PlotOption = None,
    series: SeriesOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Of the sentences.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Forecast the sensors of a log with intervals, tried on its past, and tell when a limit is reached."""
    check_plot(plot)
    limits = [_limit(text) for text in limit or ()]
    named = named_sensors(sensors)
    with json_alone(as_json) as write:
        from assistant.build import build_forecasters
        from assistant.experts.series.forecast.picture import write_picture
        from assistant.experts.series.forecast.report import forecast_log

        with progress_bar("Forecasting") as advance:
            report = forecast_log(
                found_log(context, log, data, series),
                horizon,
                build_forecasters(settings_of(context, data), method),
                method=method,
                sensors=named,
                coverage=coverage,
                limits=limits,
                language=language,
                tell=lambda name, done, total: advance(done, total, name),
            )
        if points is not None:
            with points.open("w", encoding="utf-8", newline="") as file:
                report.write_points(file)
        if plot is not None:
            write_picture(report, plot)
        if report.left_out:
            note(f"left out, too few readings: {', '.join(report.left_out)}")
        if as_json:
            write(report.to_json())
            return
    _print(report)


def _print(report: ForecastReport) -> None:
    grid, found = report.grid, report.found
    if report.language == "fr":
        joined = f" (moyennes de {grid.per_slot} mesures)" if grid.per_slot > 1 else ""
        say(f"{report.log.name} : {found.horizon} pas de {grid.step_seconds:g} s{joined}")
    else:
        joined = f" (means of {grid.per_slot} readings)" if grid.per_slot > 1 else ""
        say(f"{report.log.name}: {found.horizon} steps of {grid.step_seconds:g} s{joined}")
    head = _HEAD[report.language]
    for place in range(len(report.log.names)):
        say()
        for sentence in report.told(place):
            say(sentence)
        own = report.points(place)
        shown = own[:: math.ceil(len(own) / _LINES)]
        shown = shown if shown[-1] == own[-1] else (*shown, own[-1])
        say(f"  {head[0]:<26}{head[1]:>12}{head[2]:>12}{head[3]:>12}")
        for point in shown:
            when = point.time.replace("T", " ")
            cells = [f"{value:>12.5g}" for value in (point.value, point.low, point.high)]
            text = "".join(cells)
            say(f"  {when:<26}{text.replace('.', ',') if report.language == 'fr' else text}")


def _limit(text: str) -> Limit:
    from assistant.experts.series.forecast.report import Limit

    name, separator, value = text.rpartition("=")
    try:
        number = float(value.strip().replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or (separator and not name.strip()):
        raise typer.BadParameter(f"{text!r}: a limit is a number (7.1) or NAME=NUMBER (Vibration=7.1)")
    return Limit(value=number, sensor=name.strip() or None)
