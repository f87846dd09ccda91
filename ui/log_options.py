"""What the commands over a sensor log share: its name, its sensors, its picture. Knows no command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import settings_of

if TYPE_CHECKING:
    from assistant.experts.series.detectors.log import SensorLog

LogArgument = Annotated[
    str,
    typer.Argument(
        metavar="LOG", help="A file, or the name of an ingested log; a pattern ('day_*.csv') joins several."
    ),
]
SensorsOption = Annotated[
    list[str] | None, typer.Option("--sensors", metavar="NAME", help="Only these; commas separate them.")
]
SeriesOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Which log of a file that holds several.")
]
PlotOption = Annotated[Path | None, typer.Option(metavar="FILE.png|html", help="A picture.", dir_okay=False)]


def named_sensors(given: Sequence[str] | None) -> list[str]:
    """The names of ``--sensors``, given several times or with commas."""
    return [name for text in given or () for name in text.split(",") if name.strip()]


def check_plot(plot: Path | None) -> None:
    """Refuses a picture of another kind.

    Raises:
        typer.BadParameter: It is neither a .png nor an .html file.
    """
    if plot is not None and plot.suffix.lower() not in (".png", ".html"):
        raise typer.BadParameter(f"{plot.name}: a plot is a .png or an .html file")


def chosen_log(
    context: typer.Context, name: str, data: Path | None, series: str | None, sensors: Sequence[str] | None
) -> SensorLog:
    """A log with the sensors of ``--sensors`` alone, with all where none is named."""
    found, named = found_log(context, name, data, series), named_sensors(sensors)
    return found.only(named) if named else found


def found_log(context: typer.Context, name: str, data: Path | None, series: str | None) -> SensorLog:
    """The log in a file, or the ingested one of that name; a pattern joins those that fit it."""
    from assistant.build_knowledge import open_knowledge
    from assistant.experts.series.detectors.log import files_like, find_log, ingested_log

    if Path(name).expanduser().exists() or files_like(name):
        return find_log(name, series=series)
    knowledge = open_knowledge(settings_of(context, data))
    try:
        return ingested_log(name, knowledge, series=series)
    finally:
        knowledge.close()
