"""A batch's report on the terminal, short, and in a file, whole. Knows the report's JSON, no catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import typer

from ui.output import note, say

_SHOWN = 20
_SUFFIXES = (".html", ".htm", ".md", ".json")


def check_report_file(path: Path | None) -> None:
    """Refuses a file of another format before work begins."""
    if path is not None and path.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(
            f"{path.name}: give a file that ends in {', '.join(_SUFFIXES)}", param_hint="--report"
        )


def write_body(body: Mapping[str, Any], path: Path, language: Literal["en", "fr"]) -> None:
    """Writes the whole report in the format of the file's suffix."""
    from datetime import datetime

    from assistant.reports.ingestion.render import write_report
    from ingest.report import IngestReport

    write_report(IngestReport.from_json(body), path, language=language, at=datetime.now().astimezone())
    note(f"le rapport est dans {path}" if language == "fr" else f"the report is in {path}")


def show_report(body: Mapping[str, Any], language: Literal["en", "fr"]) -> None:
    """The batch in a few lines: counts, what is wrong, what is doubtful, where the rest stands."""
    from assistant.reports.ingestion.sections import Words, headline, likeness, state
    from ingest.report import IngestReport

    report = IngestReport.from_json(body)
    words = Words(language)
    t = words.t
    say(headline(report, language))
    notes = [
        f"{file.source}: {words.warning(warning)}" for file in report.ingested for warning in file.warnings
    ]
    _list(t("note", "remarque"), notes, language)
    mends = t("What mends it", "Remède ")
    refused = [
        f"{file.source}: {words.refusal(file.reason)}. {mends}: {words.refusal(file.hint)}"
        for file in report.quarantined
    ]
    _list(t("quarantine", "quarantaine"), refused, language)
    members = [
        member for family in report.revisions for member in family.members if member.state != "in force"
    ]
    _list(t("revision", "révision"), [f"{m.source}: {state(m, language)}" for m in members], language)
    alike = [f"{likeness(group, language)}: {_names(group.sources)}" for group in report.alike]
    _list(t("alike", "semblables"), alike, language)
    if report.vanished:
        english = "sources are no longer on disk and still answer (--prune forgets):"
        french = "sources ne sont plus sur le disque et répondent encore (--prune les oublie) :"
        say(f"  {len(report.vanished)} {t(english, french)}")
        for source in report.vanished[:_SHOWN]:
            say(f"    {source}")
    if report.file:
        say(t(f"whole report: {report.file}", f"rapport complet : {report.file}"))


def _list(what: str, lines: Sequence[str], language: Literal["en", "fr"]) -> None:
    for line in lines[:_SHOWN]:
        say(f"  {what}: {line}")
    if len(lines) > _SHOWN:
        more = len(lines) - _SHOWN
        say(f"  {what}: " + (f"et {more} autres" if language == "fr" else f"and {more} more"))


def _names(sources: Sequence[str]) -> str:
    shown = ", ".join(sources[:4])
    return shown if len(sources) <= 4 else f"{shown} … ({len(sources)})"
