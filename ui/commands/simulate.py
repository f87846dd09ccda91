"""``assistant simulate``: synthetic series like those of a log, as asked in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.log_options import LogArgument, SensorsOption, SeriesOption, chosen_log
from ui.options import DataOption, JsonOption
from ui.output import json_alone, say

if TYPE_CHECKING:
    pass


def simulate(
    context: typer.Context,
    log: LogArgument,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.csv", help="Where to.", dir_okay=False)],
    like: Annotated[
        str,
        typer.Option(
            "--like", help="State, severity, length, rate and changes: 'severe leak, Flow stuck, every 10 s'."
        ),
    ] = "normal",
    rows: Annotated[int | None, typer.Option("-n", "--rows", min=1, help="Rows of each series.")] = None,
    series_count: Annotated[int, typer.Option("--count", min=1, help="How many series.")] = 1,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", metavar="FILE", help="CSV or JSON: start, end, label of known states."),
    ] = None,
    train_until: Annotated[
        str | None, typer.Option(metavar="ROW|TIME", help="First rows that are normal. Default: all.")
    ] = None,
    normal: Annotated[str, typer.Option(metavar="NAME", help="Name of the normal state.")] = "normal",
    onset: Annotated[
        int, typer.Option(min=0, metavar="ROW", help="Normal rows before the state and changes begin.")
    ] = 0,
    method: Annotated[
        Literal["bootstrap", "flow"], typer.Option(help="bootstrap: seconds; flow: a network, a minute.")
    ] = "bootstrap",
    seed: Annotated[int, typer.Option(min=0, help="Another one makes other series.")] = 0,
    sensors: SensorsOption = None,
    series: SeriesOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Of what is said.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make synthetic series that keep how the sensors of a log depend on one another."""
    with json_alone(as_json) as write:
        from assistant.experts.series.concepts.labels import read_labels
        from assistant.experts.series.simulate.report import report_json, simulate_log
        from assistant.experts.series.simulate.simulation import Order

        chosen = chosen_log(context, log, data, series, sensors)
        made = simulate_log(
            chosen,
            like,
            order=Order(rows=rows, series=series_count, onset=onset, method=method, seed=seed),
            labels=() if labels is None else read_labels(labels, chosen),
            train_until=train_until,
            normal=normal,
        )
        with out.open("w", encoding="utf-8", newline="") as file:
            made.write(file)
        body = report_json(made, language)
        if as_json:
            write({**body, "out": str(out)})
            return
    say(f"{out}: {body['said']}")
