"""Errors as problem documents (RFC 9457). Knows our errors and HTTP's status codes, no route."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from assistant.errors import (
    AssistantError,
    BadScope,
    Cancelled,
    EngineError,
    EngineUnavailable,
    SettingsError,
    UnknownEquipment,
)
from assistant.experts.series.detectors.log import LogRefused
from assistant.registers.confirmed import BadConfirmation
from assistant.reports.feedback.records import BadFeedback
from ingest.errors import Busy as BatchRunning
from ingest.errors import IngestError
from ingest.storable import storable_text
from retrieval.errors import (
    AmbiguousSource,
    BadCatalogue,
    BadIndex,
    BadQuery,
    BadSpace,
    Busy,
    EndpointFailed,
    RetrievalError,
)

logger = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (BadScope, 422),
    (LogRefused, 422),
    (UnknownEquipment, 422),
    (BadFeedback, 422),
    (BadConfirmation, 422),
    (SettingsError, 422),
    (Cancelled, 503),
    (EngineUnavailable, 503),
    (EngineError, 502),
    (AssistantError, 500),
    (AmbiguousSource, 409),
    (BadQuery, 422),
    (BadSpace, 422),
    (EndpointFailed, 502),
    (Busy, 503),
    (BatchRunning, 503),
    (BadCatalogue, 503),
    (BadIndex, 503),
    (RetrievalError, 500),
    (IngestError, 500),
)
_OPTION = re.compile(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)\b")
_RETRY = "5"
_UNREADABLE = "There was an error parsing the body"
"""FastAPI's words for a body that is no JSON for another reason than its grammar."""

DESCRIPTION: dict[str, object] = {
    "description": "A problem document (RFC 9457).",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail", "instance"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string", "description": "What is wrong and what mends it."},
                    "instance": {"type": "string"},
                    "error": {"type": "object", "description": "The same for OpenAI's clients."},
                },
            }
        }
    },
}
"""What OpenAPI says of every error."""


class Problem(Exception):
    """A request that cannot be served.

    Args:
        status: HTTP status code.
        detail: What is wrong and what mends it.
        headers: Further headers of the response.
        members: Further members of the document.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = dict(members or {})


def not_found(what: str) -> Problem:
    """404 with a word on what was looked for."""
    return Problem(404, f"{what} is not here")


def problem_body(
    status: int, detail: str, *, instance: str, members: Mapping[str, object] | None = None
) -> dict[str, object]:
    """The members of a problem document of type ``about:blank``: its title is that of the status.

    The member ``error`` repeats it as OpenAI's clients read it.
    """
    title = HTTPStatus(status).phrase
    detail = storable_text(detail)  # it may repeat what the caller sent
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": instance,
        "error": {"message": detail, "type": title, "code": str(status)},
        **(members or {}),
    }


def problem_response(
    status: int,
    detail: str,
    *,
    instance: str,
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, object] | None = None,
) -> JSONResponse:
    """The response that carries a problem document."""
    body = problem_body(status, detail, instance=instance, members=members)
    wait = {"Retry-After": _RETRY} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return JSONResponse(
        body, status_code=status, headers={**wait, **(headers or {})}, media_type="application/problem+json"
    )


def status_of(error: Exception) -> int:
    """The status of one of our errors; 500 for any other."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def install(app: FastAPI) -> None:
    """Makes every error of the app a problem document."""
    app.add_exception_handler(Problem, _of_problem)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(ClientDisconnect, _of_leaving)
    app.add_exception_handler(RequestValidationError, _of_validation)
    for kind, _ in _STATUS:
        app.add_exception_handler(kind, _of_ours)
    app.add_exception_handler(Exception, _of_anything)


async def _of_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem_response(
        error.status, error.detail, instance=request.url.path, headers=error.headers, members=error.members
    )


async def _of_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    details = {
        404: f"there is no {request.url.path} here: see /docs",
        405: f"{request.method} is not offered here: see /docs",
    }
    if error.detail == _UNREADABLE:
        return problem_response(400, _unreadable(error.__cause__), instance=request.url.path)
    plain = error.detail == HTTPStatus(error.status_code).phrase
    detail = details.get(error.status_code, str(error.detail)) if plain else str(error.detail)
    return problem_response(
        error.status_code, detail, instance=request.url.path, headers=dict(error.headers or {})
    )


def _unreadable(cause: BaseException | None) -> str:
    """Why a body is no JSON, where it is not its grammar."""
    if isinstance(cause, UnicodeDecodeError):
        return f"the body is no UTF-8 at byte {cause.start}: write the JSON in UTF-8"
    if isinstance(cause, RecursionError):
        return "the body is nested too deep"
    return f"the body cannot be read as JSON: {cause}"


async def _of_leaving(request: Request, _error: Exception) -> JSONResponse:
    return problem_response(400, "the connection ended before all had come", instance=request.url.path)


async def _of_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if isinstance(error.body, bytes) and error.body:  # it was not taken for JSON
        detail = "send the body as JSON, with Content-Type: application/json"
        return problem_response(415, detail, instance=request.url.path)
    errors = [_wrong(found) for found in error.errors()]
    detail = "; ".join(f"{found['pointer']}: {found['detail']}" for found in errors[:3])
    return problem_response(422, detail, instance=request.url.path, members={"errors": errors})


def _wrong(found: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, and where."""
    if found["type"] == "json_invalid":
        why = found.get("ctx", {}).get("error", "it cannot be read")
        return {"detail": f"this is no JSON at character {found['loc'][-1]}: {why}", "pointer": "body"}
    return {"detail": str(found["msg"]), "pointer": "/".join(str(part) for part in found["loc"])}


async def _of_ours(request: Request, error: Exception) -> JSONResponse:
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s %s: %s", request.method, request.url.path, error)
    return problem_response(status, _by_fields(str(error)), instance=request.url.path)


def _by_fields(detail: str) -> str:
    """A message in which options of the command line are called as fields of a body: ``train_until``."""
    return _OPTION.sub(lambda match: match[1].replace("-", "_"), detail)


async def _of_anything(request: Request, error: Exception) -> JSONResponse:
    number = uuid.uuid4().hex[:12]
    logger.error("%s %s failed (%s)", request.method, request.url.path, number, exc_info=error)
    detail = f"an internal error: the log says more under {number}"
    return problem_response(500, detail, instance=request.url.path, members={"log": number})
