"""``assistant eval``: one benchmark, beside its baselines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, print_json, progress_bar, say


def evaluate(
    context: typer.Context,
    benchmark: Annotated[str | None, typer.Argument(metavar="BENCHMARK", help="See --list.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the benchmarks.")] = False,
    bench_data: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, metavar="DIR", help="Folder of the data sets."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many cases.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Journal (JSON lines); broken off runs go on.")
    ] = None,
    baselines_only: Annotated[
        bool, typer.Option("--baselines-only", help="Ask the baselines alone, in benchmarks of questions.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a benchmark in a temporary data folder and print its scores beside those of its baselines."""
    if list_:
        from eval.runner import available

        names = available()
        if as_json:
            print_json({"benchmarks": names})
        else:
            for name in names:
                say(name)
        return
    if benchmark is None:
        raise typer.BadParameter("name a benchmark: 'assistant eval --list' shows them")
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from eval.runner import run

        with progress_bar(benchmark) as advance:
            report = run(
                benchmark,
                bench_data=bench_data or settings.bench_data,
                limit=limit,
                settings=settings,
                out=out,
                baselines_only=baselines_only,
                progress=lambda step, done, total: advance(done, total, step),
            )
        if as_json:
            write(report.to_json())
            return
    say(f"{report.benchmark}: {report.n} cases, {report.errors} errors, {report.seconds:.0f} s")
    for name, value in report.scores.items():
        low_high = report.intervals.get(name)
        interval = f"  ({low_high[0]:.3f} to {low_high[1]:.3f})" if low_high else ""
        say(f"  {name:<28} {value:.4f}{interval}")
    for baseline, scores in report.baselines.items():
        say(f"  baseline {baseline}: " + ", ".join(f"{k} {v:.4f}" for k, v in scores.items()))
    for text in report.notes:
        say(f"  note: {text}")
    if report.results is not None:
        say(f"  results: {report.results}")
