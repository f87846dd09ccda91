"""The server that holds a data folder: its note ``server.json`` and a client for its local routes.

Knows HTTP and one file; knows no source and no question.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import AssistantError

_NOTE = "server.json"
_HEALTH_SECONDS = 3.0


class ServerError(AssistantError):
    """The server that holds the data folder refused or broke off."""

    def __init__(self, message: str, *, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """A server as it noted itself.

    Attributes:
        url: Where commands of this machine reach it, without a slash at the end.
        token: What its local routes ask for; only the user who runs the server can read it.
    """

    pid: int
    url: str
    token: str
    since: str


def note_server(folder: Path, server: RunningServer) -> None:
    """Writes the note, readable by this user alone."""
    temporary = folder / f"{_NOTE}.{os.getpid()}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(server), stream)
    temporary.replace(folder / _NOTE)


def remove_note(folder: Path, *, pid: int) -> None:
    """Removes the note, if it is that of process ``pid``."""
    noted = read_note(folder)
    if noted is not None and noted.pid == pid:
        (folder / _NOTE).unlink(missing_ok=True)


def read_note(folder: Path) -> RunningServer | None:
    """The note as it stands; a server that was killed leaves one behind."""
    try:
        noted = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        return RunningServer(
            pid=int(noted["pid"]),
            url=str(noted["url"]),
            token=str(noted["token"]),
            since=str(noted["since"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_server(folder: Path) -> RunningServer | None:
    """The server that holds the data folder: its process lives and answers for itself; else None."""
    noted = read_note(folder)
    if noted is None:
        return None
    import httpx
    import psutil

    if not psutil.pid_exists(noted.pid):
        return None
    try:
        with httpx.Client(timeout=_HEALTH_SECONDS, trust_env=False) as client:
            said = client.get(f"{noted.url}/healthz").json()
    except (httpx.HTTPError, ValueError):
        return None
    is_it = isinstance(said, Mapping) and said.get("pid") == noted.pid
    return noted if is_it else None


def ask_server(
    server: RunningServer,
    route: str,
    body: Mapping[str, object],
    *,
    said: Callable[[Mapping[str, object]], None] | None = None,
) -> dict[str, object]:
    """Has the server do something on one of its local routes; gives the result.

    Args:
        route: ``ingest``, ``forget`` or ``reindex``.
        said: Hears what comes before the result: events ``progress`` and ``waiting``.

    Raises:
        ServerError: The server refused, failed or broke off.
    """
    import httpx

    headers = {"X-Assistant-Token": server.token, "Content-Type": "application/json"}
    sent = json.dumps(dict(body))  # escapes: a path may hold bytes that are no UTF-8
    try:
        with (
            httpx.Client(timeout=httpx.Timeout(10.0, read=60.0), trust_env=False) as client,
            client.stream("POST", f"{server.url}/local/{route}", content=sent, headers=headers) as reply,
        ):
            if reply.status_code != httpx.codes.OK:
                reply.read()
                raise ServerError(_refusal(reply.text, reply.status_code))
            for event in _events(reply.iter_lines()):
                if event.get("event") == "result":
                    result = event["result"]
                    return dict(result) if isinstance(result, Mapping) else {}
                if event.get("event") == "error":
                    code = event.get("exit_code")
                    raise ServerError(str(event["detail"]), exit_code=code if isinstance(code, int) else 1)
                if said is not None:
                    said(event)
    except httpx.HTTPError as error:
        raise ServerError(f"the server at {server.url} broke off ({error}): look at its log") from error
    raise ServerError(f"the server at {server.url} stopped before the end: try again")


def _events(lines: Iterator[str]) -> Iterator[Mapping[str, object]]:
    for line in lines:
        if line.strip():
            yield json.loads(line)


def _refusal(text: str, status: int) -> str:
    with contextlib.suppress(ValueError, AttributeError):
        return f"the server refused: {json.loads(text).get('detail', text)}"
    return f"the server refused with status {status}"
