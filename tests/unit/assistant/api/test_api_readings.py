"""``/v1/readings``: a reading is confirmed, listed and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.shapes import ConfirmedListShape, ConfirmedShape, DeletedConfirmationShape
from assistant.records import Message
from assistant.registers.confirmed import BadConfirmation, Confirmed, ConfirmedBook
from assistant.registers.shape import Shape
from retrieval.knowledge import Knowledge

SHAPE = Shape(
    source="m.csv", register="m", tell="cells", pick="all", either=False, column="Hall", by="", other="",
    where=(),
)  # fmt: skip


@pytest.fixture
def heard(fake: Any, knowledge: Knowledge) -> list[tuple[str, str, Sequence[Message]]]:
    """What the assistant was told; it knows the reading ``1a2b`` alone."""
    told: list[tuple[str, str, Sequence[Message]]] = []

    def confirm(text: str, reading: str, *, history: Sequence[Message], language: str | None) -> Confirmed:
        told.append((text, reading, history))
        if reading != "1a2b":
            raise BadConfirmation(f"the question has no reading {reading!r}")
        return ConfirmedBook(knowledge.folder).confirm(text, "en", SHAPE, f"Hall: south ({language}).")

    fake.confirm = confirm
    return told


def test_a_confirmed_reading_is_listed_until_it_is_taken_back(
    client: TestClient, heard: list[tuple[str, str, Sequence[Message]]]
) -> None:
    turns = [{"role": "system", "content": "x"}, {"role": "user", "content": "hello"}]
    body = {"question": "where is it", "reading": "1a2b", "history": turns, "language": "en"}
    answer = client.post("/v1/readings", json=body)
    assert answer.status_code == 201
    kept = answer.json()
    assert (kept["object"], kept["question"], kept["source"]) == ("reading.confirmed", "where is it", "m.csv")
    assert kept["told"] == "Hall: south (en)."
    assert heard == [("where is it", "1a2b", (Message(role="user", content="hello"),))]
    ConfirmedShape.model_validate(kept, strict=True)
    listed = client.get("/v1/readings").json()
    ConfirmedListShape.model_validate(listed, strict=True)
    assert [one["id"] for one in listed["data"]] == [kept["id"]]
    gone = client.delete(f"/v1/readings/{kept['id']}").json()
    assert DeletedConfirmationShape.model_validate(gone, strict=True).deleted
    assert client.get("/v1/readings").json()["data"] == []
    assert client.delete(f"/v1/readings/{kept['id']}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"question": "where is it", "reading": "ffff"},
        {"question": "", "reading": "1a2b"},
        {"question": "x" * 2001, "reading": "1a2b"},
        {"question": "where is it"},
        {"question": "where is it", "reading": "1a2b", "language": "de"},
        {"question": "where is it", "reading": "1a2b", "more": 1},
    ],
)
def test_what_cannot_be_confirmed_is_told_as_a_problem(
    client: TestClient, heard: list[tuple[str, str, Sequence[Message]]], body: dict[str, Any]
) -> None:
    answer = client.post("/v1/readings", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/readings").json()["data"] == []
    assert len(heard) <= 1
