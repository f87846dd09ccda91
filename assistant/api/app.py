"""The HTTP API as one app. Wires routes, guard and errors; knows no route's inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from assistant.api import (
    chat,
    diagnose,
    documents,
    forecast,
    graph,
    local,
    operations,
    problems,
    readings,
    reference,
    reports,
    search,
    series,
    similar,
    simulate,
    space,
)
from assistant.api.desk import Desk
from assistant.api.guard import Guard
from assistant.api.metrics import Metrics
from assistant.endpoints import build_endpoints
from assistant.experts.tables.expert import TableExpert
from assistant.graph.plant import PlantGraphs
from assistant.jobs import IngestJobs
from assistant.library import Library
from assistant.report_jobs import ReportJobs
from assistant.reports.shelf import ReportShelf
from assistant.seen_before.plant import PlantHistory
from assistant.space.plant_space import PlantSpace
from assistant.space_jobs import SpaceJobs
from ingest.page_pictures import PagePictures

if TYPE_CHECKING:
    from assistant.service import AssistantService
    from assistant.settings import Settings
    from retrieval.knowledge import Knowledge

_ABOUT = (
    "Answers from the plant's own documents, tables, drawings and sensors, each with its evidence. "
    "Errors are problem documents (RFC 9457). With keys configured every /v1 route needs "
    "'Authorization: Bearer KEY'."
)
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
_MB = 1_000_000
_ROUTES = (
    operations, chat, documents, search, graph, series, forecast, diagnose, similar, simulate, space, reports,
    readings, local, reference,
)  # fmt: skip
_WITHOUT_KEY = (operations, local, reference)
_BEARER = HTTPBearer(auto_error=False, description="A key of the server.")
"""Describes in OpenAPI what ``Guard`` asks for."""


def create_app(
    assistant: AssistantService[Any],
    knowledge: Knowledge,
    settings: Settings,
    *,
    local_token: str | None = None,
    loopback: bool = True,
) -> FastAPI:
    """The API over one data folder.

    Args:
        assistant: Answers; ``readyz`` is 503 until it is set up.
        local_token: Opens ``/local`` to commands that show it.
        loopback: True where the server listens on this machine alone.
    """
    library, shelf = Library(knowledge, settings), ReportShelf(knowledge.folder)
    tables = TableExpert(knowledge)
    graphs = PlantGraphs(knowledge, tables)
    shared = PlantSpace(knowledge, tables, graphs)
    desk = Desk(
        service=assistant,
        knowledge=knowledge,
        settings=settings,
        library=library,
        jobs=IngestJobs(library, knowledge),
        reports=ReportJobs(knowledge, shelf, tables),
        shelf=shelf,
        pictures=PagePictures(knowledge.objects),
        metrics=Metrics(),
        graphs=graphs,
        history=PlantHistory(knowledge, tables),
        endpoints=build_endpoints(settings),
        space=shared,
        trainings=SpaceJobs(knowledge, shared),
    )
    _watch(desk)
    app = FastAPI(
        title="Plant assistant",
        description=_ABOUT,
        version="1",
        docs_url=None,
        redoc_url=None,
        responses={"default": problems.DESCRIPTION},
        lifespan=_lifespan,
    )
    app.state.desk = desk
    described = [Depends(_BEARER)] if settings.keys else []
    for module in _ROUTES:
        app.include_router(module.router, dependencies=None if module in _WITHOUT_KEY else described)
    app.add_api_route("/v1/{rest:path}", _no_such_route, methods=_METHODS, include_in_schema=False)
    problems.install(app)
    app.add_middleware(desk.metrics.counted)
    app.add_middleware(
        Guard,
        keys=[key.get_secret_value() for key in settings.keys],
        token=local_token,
        loopback=loopback,
        upload_bytes=settings.ingest.max_file_mb * _MB,
    )
    return app


def _watch(desk: Desk) -> None:
    """Counters that are read when they are asked for."""
    service, watch = desk.service, desk.metrics.watch
    watch("assistant_waiting", "Questions that wait.", lambda: service.turns.waiting)
    watch("assistant_answering", "Questions in work.", lambda: service.turns.held)
    watch("assistant_ready", "1 where it can answer.", lambda: service.state == "ready")
    watch(
        "assistant_language_loaded", "1 where the language model is in memory.",
        lambda: service.model_state("language") == "loaded",
    )  # fmt: skip
    watch("assistant_documents", "Sources in force.", lambda: len(desk.knowledge.catalogue.documents()))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    queues = (desk.jobs, desk.reports, desk.trainings)
    for queue in queues:
        await run_in_threadpool(queue.start)
    try:
        yield
    finally:
        for queue in queues:
            await run_in_threadpool(queue.close)
        await run_in_threadpool(desk.pictures.close)


async def _no_such_route(request: Request) -> None:
    """404 for what is not offered, 405 where another method is; a page mounted behind never sees it."""
    others = [
        route
        for route in request.app.router.routes
        if getattr(route, "endpoint", None) is not _no_such_route and not isinstance(route, Mount)
    ]
    allowed = [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in others)
    ]
    if allowed:
        raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
    raise HTTPException(404)
