"""``assistant similar``: whether a stretch of a log was seen before, with what was recorded then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.log_options import LogArgument, SensorsOption, SeriesOption, named_sensors
from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, say

if TYPE_CHECKING:
    from assistant.seen_before.records import SeenBefore

_PAPERS = {"en": "What documents tell of the like:", "fr": "Ce que disent les documents :"}
_SOURCES = 4


def similar(
    context: typer.Context,
    log: LogArgument,
    start: Annotated[
        str | None, typer.Option(metavar="ROW|TIME", help="First reading of the stretch.")
    ] = None,
    end: Annotated[str | None, typer.Option(metavar="ROW|TIME", help="Last reading of the stretch.")] = None,
    anomaly: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Instead: anomaly N of what 'detect' finds.")
    ] = None,
    train_until: Annotated[
        str | None,
        typer.Option(metavar="ROW|TIME", help="How many first rows are normal, or the last normal time."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Other logs in files, of the same sensors, to look through."),
    ] = None,
    top: Annotated[int, typer.Option("-k", "--top", min=1, max=50, help="Stretches that are shown.")] = 5,
    sensors: SensorsOption = None,
    series: SeriesOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Of the sentences.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell whether a stretch of a log was seen before: alike stretches, and what was recorded around them."""
    if (anomaly is None) == (start is None or end is None):
        raise typer.BadParameter("say which stretch: --start and --end, or --anomaly N")
    with json_alone(as_json) as write:
        from assistant.build_knowledge import open_plant_history
        from assistant.experts.series.detectors.log import files_like
        from assistant.seen_before.files import seen_in_files
        from assistant.seen_before.report import to_json
        from assistant.seen_before.stretch import Wanted

        wanted = Wanted(start=start or "", end=end or "", anomaly=anomaly, train_until=train_until)
        named = named_sensors(sensors)
        if Path(log).expanduser().exists() or files_like(log):
            found = seen_in_files(
                log, wanted, also=also or (), series=series, sensors=named, top_k=top, language=language
            )
        elif also:
            raise typer.BadParameter("--also goes with a LOG in a file; ingested logs are all looked through")
        else:
            with open_plant_history(settings_of(context, data)) as plant:
                found = plant.seen(log, wanted, series=series, sensors=named, top_k=top, language=language)
        if as_json:
            write(to_json(found))
            return
    _show(found)


def _show(found: SeenBefore) -> None:
    from assistant.seen_before.say import headline, recorded_line, told

    say(headline(found))
    shown = found.seen or (found.matches[:1] if found.verdict != "usual" else ())
    for number, match in enumerate(shown, start=1):
        say(f"{number}. {told(match, found)}")
        for one in match.recorded:
            say(f"   {recorded_line(one, found.language)}")
    if found.papers and found.verdict != "usual":
        say(_PAPERS[found.language])
        for paper in found.papers[:_SOURCES]:
            where = f", p. {paper.page}" if paper.page is not None else ""
            say(f"- {' '.join(paper.quote.split())} ({paper.source}{where})")
