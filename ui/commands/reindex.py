"""``assistant reindex``: the indexes anew from the catalogue."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, progress_bar, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.lock import Holder


def reindex(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Rebuild the indexes from the catalogue, after a change of the embedding model for example."""
    from ui.running import ask_server, find_server

    settings = settings_of(context, data)
    began = time.monotonic()
    with json_alone(as_json) as write:
        with progress_bar("reindex") as advance:
            server = find_server(settings.data)
            sources: Any
            if server is not None:
                note(f"the server at {server.url} (process {server.pid}) does the work")

                def said(event: Mapping[str, Any]) -> None:
                    if event.get("event") == "progress":
                        advance(int(event["done"]), int(event["total"]), "")

                sources = ask_server(server, "reindex", {}, said=said)["sources"]
            else:
                from assistant.build_knowledge import open_knowledge
                from assistant.library import Library

                def waiting(holder: Holder | None) -> None:
                    note(f"waiting: {holder or 'another process'} is writing to {settings.data}")

                knowledge = open_knowledge(settings)
                try:
                    sources = Library(knowledge, settings).reindex(
                        progress=lambda done, total: advance(done, total, ""), waiting=waiting
                    )
                finally:
                    knowledge.close()
        seconds = round(time.monotonic() - began, 3)
        if as_json:
            write({"sources": sources, "seconds": seconds})
            return
    say(f"{sources} sources indexed again; {seconds:.1f} s")
