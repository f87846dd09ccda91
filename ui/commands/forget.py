"""``assistant forget``: a source goes, with its attachments, its index entries and its files."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say


def forget(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="A source, a path that fits one source only, or a glob.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Delete a source and all that was made of it. The file on disk stays."""
    from ui.running import ask_server, find_server

    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        server = find_server(settings.data)
        gone: Any
        if server is not None:
            note(f"the server at {server.url} (process {server.pid}) holds {settings.data}: it does the work")
            gone = ask_server(server, "forget", {"pattern": source})["forgotten"]
        else:
            from assistant.build_knowledge import open_knowledge
            from assistant.library import Library

            knowledge = open_knowledge(settings)
            try:
                gone = Library(knowledge, settings).forget(source)
            finally:
                knowledge.close()
        if as_json:
            write({"forgotten": gone})
    if not gone:
        note(f"assistant: no source fits {source!r}: 'assistant sources' lists them")
        raise typer.Exit(1)
    if not as_json:
        for name in gone:
            say(f"forgotten: {name}")
        note("what is still on disk comes in again with the next ingest, unless a .assistantignore names it")
