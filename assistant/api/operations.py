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


@router.get("/healthz")
def healthz() -> Json:
    """200 while the process serves."""
    return {"status": "ok", "service": SERVICE, "pid": os.getpid()}


@router.get("/readyz")
def readyz(desk: FromDesk) -> Json:
    """200 where a question can be answered now: the model is loaded and the catalogue is open."""
    if desk.service.state == "loading":
        raise Problem(503, "the model is still loading")
    if desk.service.state == "failed":
        raise Problem(
            503, f"the model could not be loaded: {desk.service.why}", headers={"Retry-After": "60"}
        )
    return {"status": "ready", "generation": desk.knowledge.catalogue.generation()}


@router.get("/metrics", response_class=Response)
def metrics(desk: FromDesk) -> Response:
    """Counters in Prometheus' format."""
    return Response(desk.metrics.text(), media_type=desk.metrics.content_type)
