"""``assistant serve``: the chat page, the API and the counters on one port."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note

PORT = 7860


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = PORT,
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Listen beyond this machine without keys.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Serve the chat page, the API (/docs) and /metrics until stopped.

    With --json one object with the address is written as soon as the server listens.
    """
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from ui.server import Address, serve_until_stopped

        def listening(url: str, pid: int) -> None:
            if as_json:
                write({"url": url, "pid": pid, "data": str(settings.data)})
            note(f"chat: {url}   API: {url}/docs   stop with Ctrl-C")

        serve_until_stopped(
            settings, address=Address(host=host, port=port, insecure=insecure), listening=listening
        )
