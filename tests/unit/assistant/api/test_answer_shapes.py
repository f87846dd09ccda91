"""What OpenAPI says of the answers is what comes: no field is missing, none is untold."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from assistant.api.shapes import (
    ChatCompletionShape,
    DeletedDocumentShape,
    DocumentDetailsShape,
    DocumentListShape,
    JobShape,
    ModelListShape,
    ReportJobShape,
    SearchShape,
)
from assistant.library import Library
from ingest.report import IngestReport
from retrieval.knowledge import Knowledge
from retrieval.records import Document, Hit

QUESTION = {"messages": [{"role": "user", "content": "limit?"}]}


def _told(schema: dict[str, Any], path: str, method: str, status: str) -> str:
    content = schema["paths"][path][method]["responses"][status]["content"]
    return str(content["application/json"]["schema"]["$ref"].rpartition("/")[2])


def _is(shape: type[BaseModel], reply: Any) -> None:
    assert shape.model_validate(reply, strict=True).model_dump(exclude_unset=True, by_alias=True) == reply


def test_answers_have_the_shapes_that_openapi_tells(
    client: TestClient, stored: Document, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(self: Knowledge, query: str, **_: Any) -> list[Hit]:
        return [Hit(chunk=self.catalogue.chunks_of("plant/a.txt")[0], score=0.5, scores={"dense": 0.25})]

    monkeypatch.setattr(Knowledge, "search", search)
    monkeypatch.setattr(Knowledge, "refresh", lambda self: False)
    monkeypatch.setattr(Knowledge, "forget", lambda self, source: True)
    schema = client.get("/openapi.json").json()
    for method, path, asked, shape in (
        ("get", "/v1/models", {}, ModelListShape),
        ("post", "/v1/chat/completions", {"json": QUESTION}, ChatCompletionShape),
        ("get", "/v1/documents", {}, DocumentListShape),
        ("get", "/v1/search", {"params": {"q": "pump"}}, SearchShape),
    ):
        assert _told(schema, path, method, "200") == shape.__name__
        _is(shape, client.request(method, path, **asked).json())
    _is(DocumentDetailsShape, client.get("/v1/documents/doc-1").json())
    _is(DeletedDocumentShape, client.delete("/v1/documents/doc-1").json())
    assert _told(schema, "/v1/documents/{id}", "get", "200") == "DocumentOrJobShape"
    assert _told(schema, "/v1/documents/{id}", "delete", "200") == "DeletedDocumentShape"


def test_jobs_have_the_shapes_that_openapi_tells(
    client: TestClient, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "ingest_uploads", lambda *_, **__: IngestReport(seconds=0.1))
    schema = client.get("/openapi.json").json()
    sent = client.post("/v1/documents", files={"file": ("a.txt", b"x")})
    _is(JobShape, sent.json())
    pause = threading.Event()
    while (job := client.get(sent.headers["location"]).json())["status"] in ("queued", "running"):
        pause.wait(0.01)
    _is(JobShape, job)
    asked = {"report": "diagnostic", "equipment": "P-1", "since": None, "until": None, "language": None}
    report = knowledge.catalogue.jobs.create("report", asked)
    _is(ReportJobShape, client.get(f"/v1/reports/{report.id}").json())
    assert _told(schema, "/v1/documents", "post", "202") == "JobShape"
    assert _told(schema, "/v1/reports", "post", "202") == "ReportJobShape"
    assert _told(schema, "/v1/reports/{id}", "get", "200") == "ReportJobShape"


def test_the_key_is_told_where_one_is_asked_for(make_client: Callable[..., TestClient]) -> None:
    schema = make_client(keys=("k",)).get("/openapi.json").json()
    assert schema["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert schema["paths"]["/v1/search"]["get"]["security"] == [{"HTTPBearer": []}]
    assert "security" not in schema["paths"]["/healthz"]["get"]
    assert "securitySchemes" not in make_client().get("/openapi.json").json()["components"]


def test_the_page_of_the_api_shows_what_is_answered(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "answer 200: application/json" in page
    assert "answered_by" in page
