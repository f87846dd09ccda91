"""``/v1/space``: what of every kind is near words or a place, and what the space holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.api.desk import FromDesk
from assistant.api.problems import not_found
from assistant.contract import Json
from assistant.space.plant_space import Wanted
from assistant.space.report import neighbours_json, space_json
from assistant.space_jobs import KIND
from retrieval.records import Job
from retrieval.space.recipe import Recipe

router = APIRouter(prefix="/v1/space", tags=["space"])
_Time = Annotated[str, Field(max_length=100)]


class SpaceSearch(BaseModel):
    """Words, or a place in a source.

    Attributes:
        q: Words, a tag, or the name of a failure mode.
        source: A source, the end of its path, or a log's name.
        page, row: From 1; 0-based data row.
        start, end: Of a log.
        top: Of each kind.
    """

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str | None, Field(min_length=1, max_length=2000)] = None
    source: Annotated[str | None, Field(min_length=1, max_length=1000)] = None
    page: Annotated[int | None, Field(ge=1)] = None
    row: Annotated[int | None, Field(ge=0)] = None
    start: _Time | None = None
    end: _Time | None = None
    top: Annotated[int, Field(ge=1, le=100)] = 3

    @model_validator(mode="after")
    def _one(self) -> SpaceSearch:
        placed = any(one is not None for one in (self.page, self.row, self.start, self.end))
        if (self.q is None) == (self.source is None) or (self.q is not None and placed):
            raise ValueError("give either q, or source with page, row or start and end")
        return self


class SpaceTraining(BaseModel):
    """How the space is trained."""

    model_config = ConfigDict(extra="forbid")

    seed: Annotated[int, Field(ge=0)] = 0


@router.post("/search")
def search(desk: FromDesk, asked: SpaceSearch) -> Json:
    """What is linked to, or near, what is asked: passages, rows, things on drawings, windows of signals."""
    desk.knowledge.refresh()
    wanted = Wanted(
        text=asked.q,
        source=asked.source,
        page=asked.page,
        row=asked.row,
        start=asked.start,
        end=asked.end,
    )
    return {"object": "space.near", **neighbours_json(desk.space.search(wanted, top_k=asked.top))}


@router.post("/train", status_code=202, response_model=None)
def train(desk: FromDesk, asked: SpaceTraining) -> JSONResponse:
    """Begins to train the space anew on all that was ingested; ask for it under ``Location``.

    The space before is searched until the new one is whole.
    """
    job = desk.trainings.submit(Recipe(seed=asked.seed))
    return JSONResponse(
        _training_json(job), status_code=202, headers={"Location": f"/v1/space/train/{job.id}"}
    )


@router.get("/train/{id}")
def training(id: str, desk: FromDesk) -> Json:  # noqa: A002 - as in the other jobs
    """How far a training is; where it is done, what the space holds."""
    job = desk.knowledge.catalogue.jobs.get(id)
    if job is None or job.kind != KIND:
        raise not_found(f"a training {id[:80]!r}")
    return _training_json(job)


@router.get("")
def show(desk: FromDesk) -> Json:
    """What the space holds, its figures on concepts kept from training, whether it is out of date."""
    desk.knowledge.refresh()
    held = desk.space.load()
    return {"object": "space", **space_json(held, desk.space.stale(held))}


def _training_json(job: Job) -> Json:
    return {
        "id": job.id,
        "object": "space.training",
        "status": job.state,
        "progress": job.progress,
        "asked": dict(job.payload),
        "result": job.result,
        "created_at": job.created.isoformat(),
        "updated_at": job.updated.isoformat(),
    }
