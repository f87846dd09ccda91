"""``assistant detect``: the anomalies of a log, explained, or its lasting changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.experts.series.detectors.names import Method, Regime
from ui.log_options import (
    LogArgument,
    PlotOption,
    SensorsOption,
    SeriesOption,
    check_plot,
    found_log,
    named_sensors,
)
from ui.options import DataOption, JsonOption
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.experts.series.changes.report import ChangeReport
    from assistant.experts.series.detectors.episodes import Episode
    from assistant.experts.series.detectors.report import DetectionReport

_SHOWN = 40
"""Anomalies or changes at most on the screen, the strongest; ``--json`` gives all."""
_LEFT_OUT = {
    "en": "left out, no readings in the normal rows",
    "fr": "laissés de côté, sans mesure dans les lignes normales",
}

_HIDDEN = {
    ("en", "anomalies"): "{count} weaker anomalies are not shown: --json gives all",
    ("en", "changes"): "{count} weaker changes are not shown: --json gives all",
    ("fr", "anomalies"): "{count} anomalies plus faibles ne sont pas montrées : --json les donne toutes",
    ("fr", "changes"): "{count} changements plus faibles ne sont pas montrés : --json les donne tous",
}


def detect(
    context: typer.Context,
    log: LogArgument,
    sensors: SensorsOption = None,
    train_until: Annotated[
        str | None,
        typer.Option(metavar="ROW|TIME", help="How many first rows are normal, or the last normal time."),
    ] = None,
    method: Annotated[
        Method,
        typer.Option(
            "--method", "--detector", help="auto chooses and joins detectors; energy certifies its alarms."
        ),
    ] = "auto",
    false_alarm_rate: Annotated[
        float, typer.Option(min=1e-6, max=0.2, help="Share of normal rows that may be in alarm.")
    ] = 0.01,
    regime: Annotated[
        Regime,
        typer.Option(
            help="How far the begin of alarms may follow the rows after the normal ones: free keeps the "
            "rate on any data, but faults that last fade."
        ),
    ] = "bounded",
    changes: Annotated[
        bool,
        typer.Option(
            "--changes", help="Tell when a level, slope, spread or correlation changed, not what is abnormal."
        ),
    ] = False,
    scores: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Score of each row.", dir_okay=False)
    ] = None,
    plot: PlotOption = None,
    series: SeriesOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Of the explanations.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what is not normal in a sensor log, and say which sensors, since when and in which way."""
    check_plot(plot)
    named = named_sensors(sensors)
    if changes:
        if scores is not None or train_until is not None:
            raise typer.BadParameter("--changes takes no --scores and no --train-until")
        with json_alone(as_json) as write:
            from assistant.experts.series.changes.picture import write_picture as write_changes
            from assistant.experts.series.changes.report import changes_of

            found = changes_of(found_log(context, log, data, series), sensors=named, language=language)
            if plot is not None:
                write_changes(found, plot)
            if as_json:
                write(found.to_json())
                return
        _show_changes(found)
        return
    with json_alone(as_json) as write:
        from assistant.experts.series.detectors.picture import write_picture
        from assistant.experts.series.detectors.report import detect_log

        report = detect_log(
            found_log(context, log, data, series),
            sensors=named,
            train_until=train_until,
            method=method,
            false_alarm_rate=false_alarm_rate,
            regime=regime,
            language=language,
        )
        if scores is not None:
            with scores.open("w", encoding="utf-8", newline="") as file:
                report.write_scores(file)
        if plot is not None:
            write_picture(report, plot)
        if report.left_out:
            note(f"{_LEFT_OUT[language]}: {', '.join(report.left_out)}")
        if as_json:
            write(report.to_json())
            return
    for told in report.notes:
        note(told)
    _show(report)


def _show(report: DetectionReport) -> None:
    log, episodes = report.log, report.found.episodes
    learnt, joined = report.found.trained_on[2], ", ".join(report.detectors)
    if report.language == "fr":
        sensors, found = _counted(len(log.names), "capteur"), _counted(len(episodes), "anomalie")
        say(f"{log.name} : {log.times.size} lignes, {sensors}, {found}")
        say(f"détecteurs : {joined} ; {learnt} lignes normales")
    else:
        sensors = _counted(len(log.names), "sensor")
        found = _counted(len(episodes), "anomaly", "anomalies")
        say(f"{log.name}: {log.times.size} rows, {sensors}, {found}")
        say(f"detectors: {joined}; {learnt} normal rows")
    strongest = sorted(range(len(episodes)), key=lambda n: -_weight(episodes[n]))[:_SHOWN]
    for number in sorted(strongest):
        episode = episodes[number]
        score = f"{episode.score:.1f}"
        say(
            f"{number + 1}. score {score.replace('.', ',') if report.language == 'fr' else score}, "
            f"p {episode.p_value:.2g}"
        )
        say(f"   {report.explanation(number)}")

    _say_hidden(len(episodes) - len(strongest), report.language, "anomalies")


def _weight(episode: Episode) -> float:
    """How strong an anomaly is, and how long."""
    return float(episode.score * (episode.end_row - episode.start_row + 1) ** 0.5)


def _say_hidden(count: int, language: Literal["en", "fr"], kind: Literal["anomalies", "changes"]) -> None:
    if count:
        note(_HIDDEN[language, kind].format(count=count))


def _show_changes(report: ChangeReport) -> None:
    found = report.changes
    shown = sorted(sorted(found, key=lambda c: -c.strength)[:_SHOWN], key=lambda c: c.row)
    log = report.log
    if report.language == "fr":
        sensors, changes = _counted(len(log.names), "capteur"), _counted(len(found), "changement")
        say(f"{log.name} : {log.times.size} lignes, {sensors}, {changes}")
    else:
        sensors, changes = _counted(len(log.names), "sensor"), _counted(len(found), "change")
        say(f"{log.name}: {log.times.size} rows, {sensors}, {changes}")
    for change in shown:
        say(report.explanation(change))
    _say_hidden(len(found) - len(shown), report.language, "changes")


def _counted(count: int, one: str, several: str | None = None) -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
