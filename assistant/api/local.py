"""``/local``: what commands of the same machine ask of the server that holds their data folder.

The caller shows the token of ``server.json``, which only the user who runs the server can read. The
answer is a stream of JSON lines: ``progress`` and ``waiting`` while it works, ``result`` or ``error`` last.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.api.events import stream_events
from assistant.contract import Json
from ingest.errors import IngestError
from ingest.lock import Holder
from ingest.report import IngestProgress
from retrieval.errors import RetrievalError

router = APIRouter(prefix="/local", include_in_schema=False)

Say = Callable[[Json], None]
Work = Callable[[Say, threading.Event], Json]


class IngestRequest(BaseModel):
    """Files and folders of this machine, and how to bring them in."""

    model_config = ConfigDict(extra="forbid")

    paths: list[Path] = Field(min_length=1)
    collection: str | None = None
    workers: int | None = Field(default=None, ge=1)
    engine: Literal["local", "ray"] | None = None
    force: bool = False
    prune: bool = False
    language: Literal["en", "fr"] = "en"


class ForgetRequest(BaseModel):
    """A source, a relative path or a glob."""

    model_config = ConfigDict(extra="forbid")

    pattern: str


@router.post("/ingest", response_model=None)
async def ingest(body: IngestRequest, request: Request, desk: FromDesk) -> StreamingResponse:
    """Brings files in, as the command would by itself."""

    def work(say: Say, cancel: threading.Event) -> Json:
        options = desk.library.options(
            collection=body.collection,
            workers=body.workers,
            engine=body.engine,
            force=body.force,
            prune=body.prune,
        )
        report = desk.library.ingest(
            body.paths,
            options=options,
            progress=lambda progress: say(_progress(progress)),
            waiting=lambda holder: say(_waiting(holder)),
            cancel=cancel,
            language=body.language,
        )
        return {"report": report.to_json(), "exit_code": report.exit_code}

    return _lines(request, work)


@router.post("/forget", response_model=None)
async def forget(body: ForgetRequest, request: Request, desk: FromDesk) -> StreamingResponse:
    """Deletes sources."""
    return _lines(request, lambda _say, _cancel: {"forgotten": desk.library.forget(body.pattern)})


@router.post("/reindex", response_model=None)
async def reindex(request: Request, desk: FromDesk) -> StreamingResponse:
    """Rebuilds the indexes."""

    def work(say: Say, cancel: threading.Event) -> Json:
        sources = desk.library.reindex(
            progress=lambda done, total: say({"event": "progress", "done": done, "total": total}),
            waiting=lambda holder: say(_waiting(holder)),
            cancel=cancel,
        )
        return {"sources": sources}

    return _lines(request, work)


def _lines(request: Request, work: Work) -> StreamingResponse:
    async def body() -> AsyncIterator[str]:
        async for line in stream_events(request, lambda cancel: _events(work, cancel)):
            yield "\n" if line is None else json.dumps(line) + "\n"

    return StreamingResponse(body(), media_type="application/x-ndjson")


def _events(work: Work, cancel: threading.Event) -> Iterator[Json]:
    """What the work says while it runs in a thread, then how it ended."""
    said: queue.Queue[Json | None] = queue.Queue()
    end: list[Json] = []

    def run() -> None:
        try:
            end.append({"event": "result", "result": work(said.put, cancel)})
        except FileNotFoundError as error:
            end.append(_error(f"there is no {error.filename}", 2))
        except (IngestError, RetrievalError, OSError) as error:
            end.append(_error(str(error), 1))
        finally:
            said.put(None)

    thread = threading.Thread(target=run, name="local-work", daemon=True)
    thread.start()
    while (line := said.get()) is not None:
        yield line
    thread.join()
    yield from end or [_error("an internal error: see the server's log", 1)]


def _error(detail: str, code: int) -> Json:
    return {"event": "error", "detail": detail, "exit_code": code}


def _progress(progress: IngestProgress) -> Json:
    return {"event": "progress", **asdict(progress)}


def _waiting(holder: Holder | None) -> Json:
    return {"event": "waiting", "holder": None if holder is None else str(holder)}
