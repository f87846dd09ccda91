"""``/v1/reports``: reports as jobs, their files, and feedback on them. Knows no section."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import Desk, FromDesk
from assistant.api.problems import Problem, not_found
from assistant.api.shapes import ReportJobShape, answers
from assistant.contract import Json
from assistant.report_jobs import KIND
from assistant.reports.feedback.book import FeedbackBook, read_targets
from assistant.reports.feedback.records import LONGEST_NOTE, Target, Verdict, feedback_json
from assistant.reports.make import ReportAsked
from assistant.reports.records import ReportKind
from assistant.reports.render.formats import MEDIA, Format
from assistant.scope import parse_scope
from retrieval.records import Job

router = APIRouter(prefix="/v1/reports", tags=["reports"])


class FeedbackRequest(BaseModel):
    """What an engineer says of a report.

    Attributes:
        target: Id of a failure mode, course or step, as ``targets`` of the report lists them.
        hours, cost: What it takes by them; cost in the currency of the sources.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    target: Annotated[str, Field(min_length=1, max_length=100)]
    verdict: Verdict
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    hours: float | None = None
    cost: float | None = None


class ReportRequest(BaseModel):
    """Which report to write.

    Attributes:
        kind: ``diagnostic`` or ``scenario``.
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


@router.post("", status_code=202, **answers(ReportJobShape, status=202))
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


@router.get("/{id}", **answers(ReportJobShape))
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


@router.post("/{id}/feedback", status_code=201)
def give_feedback(id: str, desk: FromDesk, body: FeedbackRequest) -> Json:  # noqa: A002 - the contract's name
    """Accepts, rejects or corrects a failure mode, course or step; the next report weighs it."""
    equipment, targets = _reported(desk, id)
    book = FeedbackBook(desk.knowledge.folder)
    given = book.give(
        equipment,
        body.target,
        verdict=body.verdict,
        note=body.note,
        hours=body.hours,
        cost=body.cost,
        targets=targets,
    )
    return feedback_json(given)


@router.get("/{id}/feedback")
def all_feedback(id: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """All that engineers said on the equipment of the report, the first one first."""
    equipment, _ = _reported(desk, id)
    given = FeedbackBook(desk.knowledge.folder).of(equipment)
    return {"object": "list", "equipment": equipment, "data": [feedback_json(one) for one in given]}


@router.delete("/{id}/feedback/{feedback}")
def withdraw_feedback(id: str, feedback: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """Takes feedback back."""
    equipment, _ = _reported(desk, id)
    if not FeedbackBook(desk.knowledge.folder).withdraw(feedback, equipment=equipment):
        raise not_found(f"feedback {feedback[:80]!r} on {equipment}")
    return {"object": "report.feedback", "id": feedback, "deleted": True}


def _reported(desk: Desk, id_: str) -> tuple[str, tuple[Target, ...]]:
    """The equipment of a report, and what feedback may be given on."""
    job = _job(desk, id_)
    if job.state != "done":
        raise Problem(409, f"the report is {job.state}: give feedback when it is done")
    body = desk.shelf.body(id_)
    if body is None:
        raise not_found("the report is gone, and it")
    return str(body["equipment"]), read_targets(body.get("targets"))


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
