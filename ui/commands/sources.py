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
    from assistant.build import open_knowledge
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
                    "sources": [document_json(document) for document in documents],
                    "quarantined": [quarantined_json(file) for file in quarantined],
                    "alike": standing.to_json()["alike"],
                    "revisions": standing.to_json()["revisions"],
                }
            )
            return
    if not documents and not quarantined:
        say(f"nothing has come in yet ({settings.data}): assistant ingest PATH")
    for document in documents:
        pages = "" if document.pages is None else f", {document.pages} pages"
        revision = "" if document.revision == 1 else f", revision {document.revision}"
        older = "" if document.superseded_by is None else f", replaced by {document.superseded_by}"
        say(f"{document.source}  ({document.media}{pages}{revision}{older})")
    from assistant.reports.ingestion.sections import likeness

    for group in standing.alike:
        say(f"alike: {likeness(group, language)}: {', '.join(group.sources)}")
    for file in quarantined:
        say(f"quarantine: {file.source}: {file.reason}. What mends it: {file.hint}")
