"""``assistant report``: what all sources tell of a piece of equipment, what may be wrong, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ui.options import DataOption, JsonOption, SinceOption, UntilOption, settings_of
from ui.output import json_alone, note, progress_bar, say

if TYPE_CHECKING:
    from assistant.reports.records import Report, ReportKind, ReportLanguage

_KINDS = ("diagnostic", "scenario")
_LANGUAGES = ("en", "fr")


def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="diagnostic or scenario.")],
    equipment: Annotated[
        str, typer.Option("--equipment", metavar="TAG", help="The equipment, in any spelling.")
    ],
    since: SinceOption = None,
    until: UntilOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", dir_okay=False, help="A .html, .pdf, .docx, .md or .json file."
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="en|fr", help="Default: the one of most documents about it."),
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a report on a machine, each sentence with its evidence.

    diagnostic: signals, findings, failure modes that fit, what to do, what is not known.
    scenario: courses that may be taken, what each takes, needs and risks, side by side; it weighs what
    engineers said of earlier ones (assistant feedback).
    Without a period it is about the last 90 days that the sources tell of.
    """
    if kind not in _KINDS:
        raise typer.BadParameter(f"{kind}: {', '.join(_KINDS)}", param_hint="KIND")
    if language is not None and language not in _LANGUAGES:
        raise typer.BadParameter(f"{language}: en or fr", param_hint="--language")
    with json_alone(as_json) as write:
        from assistant.build_knowledge import open_knowledge
        from assistant.reports.make import ReportAsked, make_report
        from assistant.reports.records import report_json
        from assistant.reports.render.formats import format_of, write_report
        from assistant.scope import parse_scope

        if out is not None:
            format_of(out)
        scope = parse_scope(since=since, until=until)
        asked = ReportAsked(
            kind=cast("ReportKind", kind), equipment=equipment, since=scope.since, until=scope.until,
            language=cast("ReportLanguage | None", language),
        )  # fmt: skip
        knowledge = open_knowledge(settings_of(context, data))
        try:
            with progress_bar("report") as advance:
                made = make_report(
                    asked, knowledge, told_share=lambda share: advance(round(100 * share), 100, "")
                )
        finally:
            knowledge.close()
        if out is not None:
            write_report(made, out)
            note(f"{made.title} ({made.period}): {out}")
        if as_json:
            write(report_json(made))
            return
    _show(made, short=out is not None)


def _show(made: Report, *, short: bool) -> None:
    """The summary, and the whole report where it was not written to a file."""
    from assistant.reports.render.words import labels, markers, place

    frame = labels(made)
    say(f"{made.title}\n{frame.period}\n")
    for one in made.summary:
        say(f"- {one.text}{markers(one.citations)}")
    if short:
        return
    for section in made.sections:
        say(f"\n{section.title}")
        if section.is_empty:
            say(f"  {section.empty}")
        for one in section.points:
            say(f"- {one.text}{markers(one.citations)}")
        for part in section.parts:
            say(f"  {part.title}")
            for one in part.points:
                say(f"  - {one.text}{markers(one.citations)}")
        if section.grid is not None:
            for row, numbers in zip(section.grid.rows, section.grid.citations, strict=True):
                say(f"- {'  '.join(row)}{markers(numbers)}")
    say(f"\n{frame.sources}")
    for citation in made.citations:
        say(f"[{citation.n}] {place(citation, made)}")
