"""``assistant drawing``: what a drawing says in words, and what its verification finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.reports.drawing.sources import DrawingKnowledge
    from assistant.reports.drawing.subject import ReportLanguage
    from assistant.reports.drawing_check import DrawingReport
    from assistant.settings import Settings
    from ingest.limits import Limits
    from ingest.parsed import ParsedDocument
    from retrieval.knowledge import Knowledge

_LANGUAGES = ("en", "fr")


def drawing(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="DXF, PDF, picture or DEXPI XML.")
    ],
    against: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, metavar="REGISTER", help="CSV or XLSX: tags, drawings, revisions."
        ),
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER", help="A clause of an ingested standard whose bounds the sheet is held to."
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help='What is known beside the sheet: "the chain is 13 mm wide".'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="PNG", help="The page with the findings marked.")
    ] = None,
    page: Annotated[
        int | None, typer.Option(min=1, help="Page of the picture. Default: the first with a finding.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="en|fr", help="Of the report. Default: the drawing's.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Summarise a drawing and verify title block, revisions, tags, references, dimensions, notes."""
    if language is not None and language not in _LANGUAGES:
        raise typer.BadParameter(f"{language}: en or fr", param_hint="--language")
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.reports.drawing.clauses import clauses_of
        from assistant.reports.drawing.register import read_register
        from assistant.reports.drawing.sources import read_drawing, subject_of
        from assistant.reports.drawing_check import check_drawing, report_json

        register = read_register(against) if against else None
        limits = _limits(settings)
        parsed = read_drawing(file, limits)
        knowledge = _knowledge(settings)
        try:
            subject = subject_of(
                parsed, file.name, language=cast("ReportLanguage | None", language), register=register,
                knowledge=cast("DrawingKnowledge | None", knowledge),
            )  # fmt: skip
            clauses = clauses_of(clause or (), cast("DrawingKnowledge | None", knowledge))
        finally:
            if knowledge is not None:
                knowledge.close()
        report = check_drawing(subject, clauses, told="\n".join(given or ()))
        if out is not None:
            shown = _picture(report, file, parsed, limits, page=page, out=out)
            note(subject.t(f"page {shown} is in {out}", f"la page {shown} est dans {out}"))
        if as_json:
            write(report_json(report))
            return
    _show(report)


def _limits(settings: Settings) -> Limits:
    from ingest.limits import Limits

    ingest = settings.ingest
    return Limits(
        seconds=ingest.seconds_per_file,
        memory_mb=ingest.memory_mb_per_file,
        max_file_mb=ingest.max_file_mb,
        ocr=ingest.ocr,
    )


def _knowledge(settings: Settings) -> Knowledge | None:
    """The data folder where there is one; a verification makes none."""
    if settings.catalogue_url is None and not (settings.data / "catalogue.sqlite").is_file():
        return None
    from assistant.build_knowledge import open_knowledge

    return open_knowledge(settings)


def _picture(
    report: DrawingReport, file: Path, parsed: ParsedDocument, limits: Limits, *, page: int | None, out: Path
) -> int:
    """Writes the marked page; gives its number."""
    from assistant.reports.drawing.picture import mark
    from assistant.reports.drawing.sources import draw_page

    numbered = [(n, f) for n, f in enumerate(report.findings, 1) if f.region is not None]
    shown = page or next((f.page for _, f in numbered if f.page), None) or 1
    here = [(n, f) for n, f in numbered if (f.page or 1) == shown]
    out.write_bytes(mark(draw_page(file, shown, parsed, limits), here, unit=parsed.unit))
    return shown


def _show(report: DrawingReport) -> None:
    from ingest.warnings_french import warning_in_french

    subject = report.subject
    say(report.summary)
    words = {
        "error": subject.t("error", "erreur"),
        "warning": subject.t("warning", "avertissement"),
        "info": subject.t("remark", "remarque"),
    }
    for number, finding in enumerate(report.findings, 1):
        sheet = subject.t("sheet", "feuille")
        where = f", {sheet} {finding.page}" if finding.page and subject.pages > 1 else ""
        say(f"{number}. {words[finding.severity]} ({finding.rule}{where}): {finding.reason}")
    marks = {
        "met": subject.t("met", "respecté"),
        "undecided": subject.t("undecided", "indécis"),
    }
    for verdict in report.clauses:
        if verdict.verdict != "broken":  # it is among the findings
            say(f"{marks[verdict.verdict]}: {verdict.reason}")
    for warning in subject.warnings:
        note(subject.t(warning, warning_in_french(warning)))
