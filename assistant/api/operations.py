"""``/healthz``, ``/readyz``, ``/metrics``: for those who run the server. Knows no question."""

from __future__ import annotations

import os

from fastapi import APIRouter
from fastapi.responses import Response

from assistant.api.desk import FromDesk
from assistant.api.problems import Problem
from assistant.contract import Json

router = APIRouter(tags=["operations"])

SERVICE = "plant-assistant"


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
def healthz() -> Json:
    """200 while the process serves."""
    return {"status": "ok", "service": SERVICE, "pid": os.getpid()}


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz")
def readyz(desk: FromDesk) -> Json:
    """200 where a question can be answered now: the assistant is set up and the catalogue is open.

    ``models`` tells which are in memory: an answer that needs one which is ``waiting`` or ``loading`` waits
    for it. Answers are given without ``language``, which adds sentences, where it has ``failed``.
    """
    service = desk.service
    if service.state == "loading":
        raise Problem(503, "the assistant is still being set up")
    why = service.why if service.state == "failed" else service.broken
    if why:
        raise Problem(503, f"the model could not be loaded: {why}", headers={"Retry-After": "60"})
    return {
        "status": "ready",
        "generation": desk.knowledge.catalogue.generation(),
        "models": {model.name: model.state for model in service.models},
    }


@router.get("/metrics", response_class=Response)
def metrics(desk: FromDesk) -> Response:
    """Counters in Prometheus' format."""
    return Response(desk.metrics.text(), media_type=desk.metrics.content_type)
