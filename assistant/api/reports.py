"""``/v1/reports``: reports as jobs, and their files. Knows no section and no format's inside."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import Desk, FromDesk
from assistant.api.problems import Problem, not_found
from assistant.contract import Json
from assistant.report_jobs import KIND
from assistant.reports.make import ReportAsked
from assistant.reports.records import ReportKind
from assistant.reports.render.formats import MEDIA, Format
from assistant.scope import parse_scope
from retrieval.records import Job

router = APIRouter(prefix="/v1/reports", tags=["reports"])


class ReportRequest(BaseModel):
    """Which report to write.

    Attributes:
        kind: ``diagnostic``.
        equipment: The tag, in any spelling.
        since, until: A day or time in ISO 8601; the last 90 days that the sources tell of where absent.
        language: The one of most documents about the equipment where absent.
    """

    model_config = ConfigDict(extra="forbid")

    kind: ReportKind = "diagnostic"
    equipment: Annotated[str, Field(min_length=1, max_length=200)]
    since: str | None = None
    until: str | None = None
    language: Literal["en", "fr"] | None = None


@router.post("", status_code=202, response_model=None)
def write(desk: FromDesk, body: ReportRequest) -> JSONResponse:
    """Begins a report; ask for it under ``Location``."""
    scope = parse_scope(since=body.since, until=body.until)
    asked = ReportAsked(
        kind=body.kind,
        equipment=body.equipment,
        since=scope.since,
        until=scope.until,
        language=body.language,
    )
    job = desk.reports.submit(asked)
    return JSONResponse(_json(desk, job), status_code=202, headers={"Location": f"/v1/reports/{job.id}"})


@router.get("/{id}")
def report(id: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """How far a report is; where it is done, what it says."""
    return _json(desk, _job(desk, id))


@router.get(
    "/{id}/file",
    response_class=FileResponse,
    responses={200: {"content": {media.split(";")[0]: {} for media in MEDIA.values()}}},
)
def file(
    id: str,  # noqa: A002 - the contract's name
    desk: FromDesk,
    format_: Annotated[Format, Query(alias="format")] = "html",
) -> FileResponse:
    """The report as a file."""
    job = _job(desk, id)
    if job.state != "done":
        raise Problem(409, f"the report is {job.state}: ask for its file when it is done")
    path = desk.shelf.file(id, format_)
    if path is None:
        raise not_found("the report is gone, and it")
    name = f"{job.payload.get('report')}-{job.payload.get('equipment')}.{format_}"
    return FileResponse(path, media_type=MEDIA[format_], filename=name)


def _job(desk: Desk, id_: str) -> Job:
    job = desk.knowledge.catalogue.jobs.get(id_)
    if job is None or job.kind != KIND:
        raise not_found(f"a report {id_[:80]!r}")
    return job


def _json(desk: Desk, job: Job) -> Json:
    return {
        "id": job.id,
        "object": "report.job",
        "status": job.state,
        "progress": job.progress,
        "asked": dict(job.payload),
        "result": job.result,
        "report": desk.shelf.body(job.id) if job.state == "done" else None,
        "created_at": job.created.isoformat(),
        "updated_at": job.updated.isoformat(),
    }
