"""``/v1/documents``: files in, sources out, pictures of pages. Knows no parser and no index."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from assistant.api.desk import Desk, FromDesk
from assistant.api.problems import Problem, not_found
from assistant.api.shapes import (
    DeletedDocumentShape,
    DocumentListShape,
    DocumentOrJobShape,
    JobShape,
    answers,
)
from assistant.contract import Json, document_json, figure_json, quarantined_json
from assistant.jobs import KIND
from assistant.library import UPLOADS, Upload
from assistant.scope import parse_scope
from ingest.errors import Unreadable
from ingest.names import file_name
from retrieval.records import Box, Document, Job

router = APIRouter(prefix="/v1/documents", tags=["documents"])

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "collection": {"type": "string", "default": UPLOADS},
                    },
                }
            }
        },
    }
}
_MAX_FILES = 1000


@router.post("", status_code=202, openapi_extra=_FORM, **answers(JobShape, status=202))
async def upload(request: Request, desk: FromDesk) -> JSONResponse:
    """Takes files in; they are read in behind. Ask for the job under ``Location``.

    A file of the same name and collection again is a new revision of the same source.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "send the files as multipart/form-data, in fields called 'file'")
    async with request.form(max_files=_MAX_FILES) as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if not files:
            raise Problem(422, "no file came with the request: send it in a field called 'file'")
        folder = desk.jobs.incoming / uuid.uuid4().hex
        uploads = await run_in_threadpool(_keep, files, folder)
        collection = str(form.get("collection") or UPLOADS)
    job = await run_in_threadpool(desk.jobs.submit, uploads, collection=collection)
    headers = {"Location": f"/v1/documents/{job.id}"}
    return JSONResponse(_job_json(job), status_code=202, headers=headers)


@router.get("", **answers(DocumentListShape))
def documents(
    desk: FromDesk,
    source: Annotated[list[str] | None, Query(description="glob over sources")] = None,
    equipment: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    offset: Annotated[int, Query(ge=0)] = 0,
    language: Annotated[Literal["en", "fr"], Query(description="of reasons, hints and warnings")] = "en",
) -> Json:
    """The sources, older revisions too (``superseded_by``), and what is in quarantine with what mends it."""
    scope = parse_scope(sources=source or (), equipment=equipment or ())
    found = desk.knowledge.catalogue.documents(scope, superseded=True)
    shown = found[offset : offset + limit]
    return {
        "object": "list",
        "data": [document_json(document, language=language) for document in shown],
        "total": len(found),
        "has_more": offset + len(shown) < len(found),
        "quarantined": [
            quarantined_json(file, language=language) for file in desk.knowledge.catalogue.quarantined()
        ],
    }


@router.get("/{id}", **answers(DocumentOrJobShape))
def document(id: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """A source with what was found in it, or the job of an upload."""
    job = desk.knowledge.catalogue.jobs.get(id)
    if job is not None and job.kind == KIND:
        return _job_json(job)
    found = _document(desk, id)
    catalogue = desk.knowledge.catalogue
    scope = parse_scope(sources=[found.source])
    tables = [table for table in catalogue.tables(scope) if table.source == found.source]
    series = [ref for ref in catalogue.series(scope) if ref.source == found.source]
    return {
        **document_json(found),
        "chunks": len(catalogue.chunks_of(found.source)),
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "rows": table.row_count,
                "columns": [
                    {"name": column.name, "type": column.type, "unit": column.unit}
                    for column in table.columns
                ],
            }
            for table in tables
        ],
        "series": [
            {
                "name": ref.name,
                "rows": ref.row_count,
                "start": ref.start.isoformat(),
                "end": ref.end.isoformat(),
                "step_seconds": ref.step_seconds,
                "sensors": [{"name": sensor.name, "unit": sensor.unit} for sensor in ref.sensors],
            }
            for ref in series
        ],
        "figures": [figure_json(figure) for figure in catalogue.figures(source=found.source)],
        "entities": len(catalogue.entities(source=found.source)),
    }


@router.delete("/{id}", **answers(DeletedDocumentShape))
def delete(id: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """Deletes a source with its attachments, its index entries and its files."""
    found = _document(desk, id)
    gone = desk.library.forget(found.source)
    return {"id": id, "object": "document", "deleted": True, "sources": gone}


@router.get(
    "/{id}/pages/{page}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The picture of the page."}},
)
def page_picture(
    id: str,  # noqa: A002 - the contract's name
    page: Annotated[int, InPath(ge=1)],
    desk: FromDesk,
    boxes: Annotated[str | None, Query(description="x0,y0,x1,y1;… in the unit of the citation")] = None,
    scale: Annotated[float, Query(ge=0.25, le=4.0, description="pixels a PDF point")] = 2.0,
    crop: Annotated[str | None, Query(description="x0,y0,x1,y1: only this part, as a figure's box")] = None,
) -> Response:
    """A page as a picture, with boxes marked; with ``crop`` the part of it that a figure takes."""
    found = _document(desk, id)
    marks, parts = parse_boxes(boxes or ""), parse_boxes(crop or "")
    if len(parts) > 1:
        raise Problem(422, "crop takes one box: x0,y0,x1,y1")
    if found.pages is not None and page > found.pages:
        raise not_found(f"page {page}: {found.source} has {found.pages} pages; it")
    try:
        content = desk.pictures.get(found, page, boxes=marks, scale=scale, crop=parts[0] if parts else None)
    except Unreadable as error:
        raise Problem(422, str(error)) from error
    return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def parse_boxes(text: str) -> tuple[Box, ...]:
    """Boxes from ``x0,y0,x1,y1;…``.

    Raises:
        Problem: The text is something else.
    """
    boxes: list[Box] = []
    for part in filter(None, text.split(";")):
        try:
            edges = tuple(float(edge) for edge in part.split(","))
        except ValueError:
            edges = ()
        if len(edges) != 4 or not all(-1e6 < edge < 1e6 for edge in edges):
            raise Problem(422, f"boxes are x0,y0,x1,y1 joined by ';', not {part[:40]!r}")
        boxes.append(edges)
    return tuple(boxes)


def _keep(files: list[UploadFile], folder: Path) -> list[Upload]:
    """Copies the files of a request to where their delivery waits."""
    folder.mkdir(parents=True)
    uploads = []
    for number, file in enumerate(files):
        path = folder / str(number)
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        uploads.append(Upload(path=path, name=file_name(file.filename or "")))
    return uploads


def _document(desk: Desk, id_: str) -> Document:
    found = desk.knowledge.catalogue.document_by_id(id_)
    if found is None:
        raise not_found(f"a document or job {id_[:80]!r}")
    return found


def _job_json(job: Job) -> Json:
    return {
        "id": job.id,
        "object": "job",
        "kind": job.kind,
        "status": job.state,
        "progress": job.progress,
        "files": job.payload.get("files", []),
        "collection": job.payload.get("collection"),
        "result": job.result,
        "created_at": job.created.isoformat(),
        "updated_at": job.updated.isoformat(),
    }
