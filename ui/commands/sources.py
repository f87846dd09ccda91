"""``assistant sources``: what came in, what replaces or resembles what, and what is in quarantine."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ui.batch_report import check_report_file, write_body
from ui.options import DataOption, JsonOption, ReportOption, settings_of
from ui.output import json_alone, say


def sources(
    context: typer.Context,
    report: ReportOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option("--language", help="Of the report.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sources, copies and near-duplicates, older revisions and the files in quarantine."""
    from assistant.build_knowledge import open_knowledge
    from assistant.contract import document_json, quarantined_json
    from assistant.library import Library

    check_report_file(report)
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        knowledge = open_knowledge(settings)
        try:
            documents = knowledge.catalogue.documents(superseded=True)
            quarantined = knowledge.catalogue.quarantined()
            standing = Library(knowledge, settings).standing()
        finally:
            knowledge.close()
        if report is not None:
            write_body(standing.to_json(), report, language)
        if as_json:
            write(
                {
                    "sources": [document_json(document, language=language) for document in documents],
                    "quarantined": [quarantined_json(file, language=language) for file in quarantined],
                    "alike": standing.to_json()["alike"],
                    "revisions": standing.to_json()["revisions"],
                }
            )
            return
    from assistant.reports.ingestion.sections import Words, likeness

    w = Words(language)
    if not documents and not quarantined:
        none = w.t("nothing has come in yet", "rien n'est encore entré")
        say(f"{none} ({settings.data}): assistant ingest PATH")
    for document in documents:
        pages = "" if document.pages is None else f", {document.pages} pages"
        number = f", {w.t('revision', 'révision')} {document.revision}"
        revision = "" if document.revision == 1 else number
        by = f", {w.t('replaced by', 'remplacé par')} {document.superseded_by}"
        older = "" if document.superseded_by is None else by
        say(f"{document.source}  ({document.media}{pages}{revision}{older})")
    for group in standing.alike:
        say(f"{w.t('alike', 'semblables')}: {likeness(group, language)}: {', '.join(group.sources)}")
    for file in quarantined:
        say(
            f"{w.t('quarantine', 'quarantaine')}: {file.source}: {w.refusal(file.reason)}. "
            f"{w.t('What mends it', 'Remède ')}: {w.refusal(file.hint)}"
        )
