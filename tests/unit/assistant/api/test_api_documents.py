"""Sources over HTTP: uploads as jobs, listing, deletion, page pictures, search."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient

from assistant.api.documents import parse_boxes
from assistant.api.problems import Problem
from assistant.library import Library, Upload, upload_targets
from ingest.errors import Unreadable
from ingest.page_pictures import PagePictures
from ingest.report import IngestedFile, IngestReport
from retrieval.knowledge import Knowledge
from retrieval.records import Document, Revision
from tests.unit.assistant.api.conftest import chunk_of, put_in


@pytest.fixture
def deliveries(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[tuple[str, bytes]]]]:
    """What the library is asked to bring in; nothing is parsed."""
    seen: list[tuple[str, list[tuple[str, bytes]]]] = []

    def bring_in(self: Library, uploads: Sequence[Upload], *, collection: str, **_: Any) -> IngestReport:
        seen.append((collection, [(upload.name, upload.path.read_bytes()) for upload in uploads]))
        file = IngestedFile(
            source="plant/a.txt",
            kind="text",
            media="text",
            revision=1,
            pages=1,
            chunks=1,
            rows=0,
            seconds=0.1,
        )
        return IngestReport(ingested=(file,), seconds=0.1, file="/data/reports/ingest.html")

    monkeypatch.setattr(Library, "ingest_uploads", bring_in)
    return seen


def _until_done(client: TestClient, location: str) -> dict[str, Any]:
    pause = threading.Event()
    for _ in range(500):
        job: dict[str, Any] = client.get(location).json()
        if job["status"] in ("done", "failed"):
            return job
        pause.wait(0.01)
    raise AssertionError("the job does not end")


def test_an_upload_is_a_job_that_names_its_documents(
    client: TestClient, stored: Document, deliveries: list[tuple[str, list[tuple[str, bytes]]]]
) -> None:
    files = [("file", ("../../etc/a.txt", b"one")), ("file", ("b.txt", b"two"))]
    reply = client.post("/v1/documents", files=files, data={"collection": "plant"})
    assert reply.status_code == 202
    job = _until_done(client, reply.headers["location"])
    assert job["status"] == "done"
    assert job["result"]["documents"] == [{"id": "doc-1", "source": "plant/a.txt"}]
    assert "/data/reports" not in json.dumps(job)  # where the server keeps things is its own affair
    assert deliveries == [("plant", [("a.txt", b"one"), ("b.txt", b"two")])]
    assert not any(client.app.state.desk.jobs.incoming.iterdir())  # type: ignore[attr-defined]


def test_a_delivery_that_fails_says_why(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> IngestReport:
        raise OSError("disk full")

    monkeypatch.setattr(Library, "ingest_uploads", fail)
    reply = client.post("/v1/documents", files={"file": ("a.txt", b"x")})
    job = _until_done(client, reply.headers["location"])
    assert (job["status"], job["result"]) == ("failed", {"error": "disk full"})


def test_uploads_without_a_file_are_refused(client: TestClient) -> None:
    assert client.post("/v1/documents", json={}).status_code == 415
    reply = client.post("/v1/documents", data={"collection": "x"}, files={"note": (None, "y")})
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")


def test_a_client_that_leaves_while_it_sends_is_no_failure_of_ours(client: TestClient) -> None:
    messages = [{"type": "http.request", "body": b"--b", "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"multipart/form-data; boundary=b")]
    scope = {
        "type": "http", "method": "POST", "path": "/v1/documents", "raw_path": b"/v1/documents",
        "query_string": b"", "headers": headers, "scheme": "http", "http_version": "1.1", "root_path": "",
        "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    anyio.run(client.app, scope, receive, send)
    assert sent[0]["status"] == 400


def test_two_uploads_of_one_name_are_two_sources() -> None:
    from pathlib import Path

    uploads = [Upload(path=Path(str(n)), name=name) for n, name in enumerate(["a.pdf", "A.pdf", "x/a.pdf"])]
    sources = [target.source for target in upload_targets(uploads, collection="u")]
    assert sources == ["u/a.pdf", "u/A-2.pdf", "u/a-3.pdf"]


def test_listing_and_one_document(client: TestClient, stored: Document) -> None:
    listed = client.get("/v1/documents").json()
    assert (listed["total"], listed["has_more"]) == (1, False)
    assert listed["data"][0]["source"] == "plant/a.txt"
    assert client.get("/v1/documents", params={"source": "*.pdf"}).json()["data"] == []
    one = client.get("/v1/documents/doc-1").json()
    assert (one["chunks"], one["tables"], one["series"]) == (1, [], [])
    assert client.get("/v1/documents/none").status_code == 404


def test_deleting(
    client: TestClient, stored: Document, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[str] = []
    monkeypatch.setattr(Knowledge, "forget", lambda self, source: forgotten.append(source) or True)
    reply = client.delete("/v1/documents/doc-1").json()
    assert reply == {"id": "doc-1", "object": "document", "deleted": True, "sources": ["plant/a.txt"]}
    assert forgotten == ["plant/a.txt"]
    assert client.delete("/v1/documents/none").status_code == 404


def test_only_the_document_of_the_id_is_deleted(
    client: TestClient, stored: Document, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(["export [1].csv", "export 1.csv", "odd*.csv", "odd-1.csv"]):
        named = replace(stored, id=f"copy-{number}", source=f"plant/{name}", path=name)
        put_in(knowledge, Revision(document=named, chunks=(chunk_of(named),)))
    forgotten: list[str] = []
    monkeypatch.setattr(Knowledge, "forget", lambda self, source: forgotten.append(source) or True)
    client.delete("/v1/documents/copy-0")
    client.delete("/v1/documents/copy-2")
    assert forgotten == ["plant/export [1].csv", "plant/odd*.csv"]


def test_page_pictures(client: TestClient, stored: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, Any, float, Any]] = []

    def get(
        self: PagePictures, document: Document, page: int, *, boxes: Any, scale: float, crop: Any
    ) -> bytes:
        seen.append((page, boxes, scale, crop))
        return b"\x89PNG"

    monkeypatch.setattr(PagePictures, "get", get)
    reply = client.get("/v1/documents/doc-1/pages/1.png", params={"boxes": "1,2,3,4;5,6,7,8.5", "scale": 1.5})
    assert (reply.content, reply.headers["content-type"]) == (b"\x89PNG", "image/png")
    assert seen == [(1, ((1, 2, 3, 4), (5, 6, 7, 8.5)), 1.5, None)]
    assert client.get("/v1/documents/doc-1/pages/1.png", params={"crop": "1,2,3,4"}).status_code == 200
    assert seen[1] == (1, (), 2.0, (1, 2, 3, 4))
    assert client.get("/v1/documents/doc-1/pages/1.png", params={"crop": "1,2"}).status_code == 422
    assert (
        client.get("/v1/documents/doc-1/pages/1.png", params={"crop": "1,2,3,4;1,2,3,4"}).status_code == 422
    )
    assert client.get("/v1/documents/doc-1/pages/2.png").status_code == 404
    assert client.get("/v1/documents/doc-1/pages/0.png").status_code == 422
    assert client.get("/v1/documents/none/pages/1.png").status_code == 404
    assert client.get("/v1/documents/doc-1/pages/1.png", params={"scale": 99}).status_code == 422


def test_a_page_that_cannot_be_drawn_is_a_problem(
    client: TestClient, stored: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(*_: Any, **__: Any) -> bytes:
        raise Unreadable("no pages", "none needed")

    monkeypatch.setattr(PagePictures, "get", get)
    assert client.get("/v1/documents/doc-1/pages/1.png").json()["detail"] == "no pages (none needed)"


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,x", "1,2,3,nan", "1,2,3,1e99", "1,2,3,4,5"])
def test_boxes_that_are_none(text: str) -> None:
    with pytest.raises(Problem):
        parse_boxes(text)


def test_search(
    client: TestClient, stored: Document, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    from retrieval.records import Hit

    asked: list[Any] = []

    def search(self: Knowledge, query: str, *, scope: Any, top_k: int) -> list[Hit]:
        asked.append((query, scope.equipment, top_k))
        return [Hit(chunk=self.catalogue.chunks_of("plant/a.txt")[0], score=0.5, scores={"dense": 0.25})]

    monkeypatch.setattr(Knowledge, "search", search)
    monkeypatch.setattr(Knowledge, "refresh", lambda self: False)
    reply = client.get("/v1/search", params={"q": "pump", "k": 3, "equipment": "P-101"}).json()
    assert asked == [("pump", ("P-101",), 3)]
    assert reply["data"][0]["scores"] == {"dense": 0.25}
    assert client.get("/v1/search").status_code == 422
    assert client.get("/v1/search", params={"q": "x", "k": 0}).status_code == 422


def test_a_job_of_another_kind_is_no_document(client: TestClient, knowledge: Knowledge) -> None:
    report = knowledge.catalogue.jobs.create("report", {})
    assert client.get(f"/v1/documents/{report.id}").status_code == 404
