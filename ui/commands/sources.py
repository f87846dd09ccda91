"""``assistant sources``: what came in, and what is in quarantine with what mends it."""

from __future__ import annotations

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, say


def sources(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """List the sources and the files in quarantine."""
    from assistant.build import open_knowledge
    from assistant.contract import document_json, quarantined_json

    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        knowledge = open_knowledge(settings)
        try:
            documents = knowledge.catalogue.documents(superseded=True)
            quarantined = knowledge.catalogue.quarantined()
        finally:
            knowledge.close()
        if as_json:
            write(
                {
                    "sources": [document_json(document) for document in documents],
                    "quarantined": [quarantined_json(file) for file in quarantined],
                }
            )
            return
    if not documents and not quarantined:
        say(f"nothing has come in yet ({settings.data}): assistant ingest PATH")
    for document in documents:
        pages = "" if document.pages is None else f", {document.pages} pages"
        revision = "" if document.revision == 1 else f", revision {document.revision}"
        say(f"{document.source}  ({document.media}{pages}{revision})")
    for file in quarantined:
        say(f"quarantine: {file.source}: {file.reason}. What mends it: {file.hint}")
