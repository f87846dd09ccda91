"""The shared space over HTTP: nothing trained is a problem, a place finds its neighbours, old ones are told."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from assistant.space.plant_space import FILE
from retrieval.knowledge import Knowledge
from retrieval.records import Document
from retrieval.space.heads import Head, Heads
from retrieval.space.records import ANCHOR, Concept, SpaceItem
from retrieval.space.store import Space, save_space


@pytest.fixture
def kept(knowledge: Knowledge, stored: Document) -> Space:
    """A space of two items, one of a source that is gone."""
    eye = np.eye(3, dtype=np.float32)
    head = Head(mean=np.zeros(3, dtype=np.float32), shared=eye, private=eye[:, :1].copy())
    space = Space(
        heads=Heads(by_modality={ANCHOR: head, "text": head, "row": head}),
        items=(
            SpaceItem(modality="text", text="Pump P-101 runs.", source=stored.source, page=1),
            SpaceItem(modality="row", text="Tag: P-101", source=stored.source, table="register", row=0),
            SpaceItem(modality="row", text="Tag: P-101", source="plant/gone.csv", table="gone", row=0),
        ),
        concepts=(Concept(name="item:tag_P-101", kind="equipment", label="P-101", text="P-101", group="p"),),
        vectors=np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32),
        anchors=np.array([[1, 0, 0]], dtype=np.float32),
        frozen=np.eye(3, dtype=np.float16),
        links=np.array([[0, 0], [1, 0], [2, 0]]),
        thresholds={"text>row": 0.5},
        sources={stored.source: stored.sha256, "plant/gone.csv": "00"},
        about={"encoder": knowledge.index.embedder.name, "trained": "2031-01-01"},
    )
    save_space(space, knowledge.folder / FILE)
    return space


def test_without_a_space_the_problem_says_how_to_make_one(client: TestClient) -> None:
    for reply in (client.get("/v1/space"), client.post("/v1/space/search", json={"source": "a.txt"})):
        assert reply.status_code == 422
        assert "assistant space train" in reply.json()["detail"]


def test_with_nothing_ingested_no_training_begins(client: TestClient) -> None:
    reply = client.post("/v1/space/train", json={})
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert "too little" in reply.json()["detail"]


def _ended(client: TestClient, place: str) -> dict[str, Any]:
    for _ in range(400):
        body: dict[str, Any] = client.get(place).json()
        if body["status"] in ("done", "failed"):
            return body
        time.sleep(0.02)
    raise AssertionError("the training did not end")


def test_a_training_is_a_job_that_says_why_it_failed_and_keeps_the_space(
    client: TestClient, kept: Space, knowledge: Knowledge
) -> None:
    before = (knowledge.folder / FILE).read_bytes()
    reply = client.post("/v1/space/train", json={"seed": 3})
    assert reply.status_code == 202
    job = reply.json()
    assert (job["object"], job["status"], job["asked"]) == ("space.training", "queued", {"seed": 3})
    assert reply.headers["location"] == f"/v1/space/train/{job['id']}"
    ended = _ended(client, reply.headers["location"])
    assert ended["status"] == "failed"
    assert "too little" in ended["result"]["error"]
    assert (knowledge.folder / FILE).read_bytes() == before
    assert client.get("/v1/space").status_code == 200


def test_a_training_that_is_not_there_is_a_problem(client: TestClient, knowledge: Knowledge) -> None:
    other = knowledge.catalogue.jobs.create("report", {})
    for id_ in ("none", other.id):
        reply = client.get(f"/v1/space/train/{id_}")
        assert reply.status_code == 404
        assert reply.json()["title"] == "Not Found"


@pytest.mark.parametrize("asked", [{"seed": -1}, {"seed": "x"}, {"sed": 1}])
def test_a_training_with_something_else_is_refused(client: TestClient, asked: dict[str, object]) -> None:
    assert client.post("/v1/space/train", json=asked).status_code == 422


def test_a_place_finds_what_is_near_in_sources_that_are_there(client: TestClient, kept: Space) -> None:
    reply = client.post("/v1/space/search", json={"source": "a.txt", "page": 1})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert [one["row"] for one in body["near"]["row"]] == [0]
    assert body["near"]["row"][0]["about"] == ["P-101"]
    assert "1 gone" in body["stale"]


def test_what_it_holds_is_told(client: TestClient, kept: Space) -> None:
    body = client.get("/v1/space").json()
    assert body["items"] == {"text": 1, "row": 2}
    assert "1 gone" in body["stale"]


@pytest.mark.parametrize(
    "asked", [{}, {"q": "a", "source": "b"}, {"q": "a", "page": 1}, {"source": "a", "page": 0}, {"q": ""}]
)
def test_half_questions_are_refused(client: TestClient, asked: dict[str, object]) -> None:
    assert client.post("/v1/space/search", json=asked).status_code == 422


def test_a_source_that_is_not_there_is_named(client: TestClient, kept: Space) -> None:
    reply = client.post("/v1/space/search", json={"source": "nowhere.pdf"})
    assert reply.status_code == 422
    assert "nowhere.pdf" in reply.json()["detail"]
