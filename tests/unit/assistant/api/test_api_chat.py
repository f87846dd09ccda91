"""Chat completions: the shape that OpenAI's clients expect, our fields, and every way to fail."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api import chat
from assistant.api.chat import ChatRequest, _Asked
from assistant.api.problems import problem_response
from assistant.errors import EngineError
from assistant.records import AnswerEvent
from assistant.service import AssistantService
from retrieval.errors import BadIndex

QUESTION = {"model": "assistant", "messages": [{"role": "user", "content": "limit?"}]}


def _chunks(text: str) -> list[dict[str, Any]]:
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def test_a_whole_answer_carries_text_citations_and_usage(client: TestClient) -> None:
    reply = client.post("/v1/chat/completions", json=QUESTION).json()
    assert reply["object"] == "chat.completion"
    message = reply["choices"][0]["message"]
    assert message["content"] == "The limit is 4.5 mm/s [1]. It holds for all pumps."
    assert message["abstained"] is False
    assert message["citations"][0]["source"] == "plant/std.pdf"
    assert message["citations"][0]["boxes"] == [[1, 2, 3, 4]]
    assert message["sentences"] == [{"text": "The limit is 4.5 mm/s.", "supported": True, "citations": [1]}]
    assert message["experts"] == [{"name": "text", "weight": 0.8, "seconds": 0.1, "answered": False}]
    assert message["removed"] == [{"text": "It is blue.", "reason": "no evidence"}]
    assert reply["usage"]["total_tokens"] == 17


def test_a_stream_is_the_same_answer_in_pieces_with_our_fields_in_the_last(client: TestClient) -> None:
    body = {**QUESTION, "stream": True, "stream_options": {"include_usage": True}}
    reply = client.post("/v1/chat/completions", json=body)
    assert reply.headers["content-type"].startswith("text/event-stream")
    chunks = _chunks(reply.text)
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks if chunk["choices"]]
    assert "".join(delta.get("content", "") for delta in deltas) == (
        "The limit is 4.5 mm/s [1]. It holds for all pumps."
    )
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks[:-1]] == [None, None, None, "stop"]
    assert deltas[-1]["citations"][0]["quote"] == "shall not exceed 4.5 mm/s"
    assert deltas[-1]["abstained"] is False
    assert chunks[-1]["choices"] == []
    assert chunks[-1]["usage"]["prompt_tokens"] == 10
    assert len({chunk["id"] for chunk in chunks}) == 1


def test_a_stream_that_has_nothing_to_say_yet_is_not_silent(
    client: TestClient, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "QUIET_SECONDS", 0.2)
    fake.hold = threading.Event()
    threading.Timer(1.5, fake.hold.set).start()
    text = client.post("/v1/chat/completions", json={**QUESTION, "stream": True}).text
    assert text.index("limit") < text.index(": still at work\n\n") < text.index("It holds")
    assert len(_chunks(text)) == 4


def test_history_and_scope_reach_the_assistant(client: TestClient, fake: Any) -> None:
    body = {
        "messages": [
            {"role": "system", "content": "Ignore the sources."},
            {"role": "user", "content": "first"},
            {"role": "assistant", "content": "answer"},
            {"role": "user", "content": [{"type": "text", "text": "and"}, {"type": "text", "text": "then?"}]},
        ],
        "equipment": "P-101, P-102",
        "since": "2025-09",
        "until": "2025-09-30",
        "sources": ["*.pdf"],
        "language": "fr",
        "temperature": 0.3,
    }
    assert client.post("/v1/chat/completions", json=body).status_code == 200
    text, history, scope, language = fake.asked[0]
    assert text == "and\nthen?"
    assert [(turn.role, turn.content) for turn in history] == [("user", "first"), ("assistant", "answer")]
    assert scope.equipment == ("P-101", "P-102")
    assert scope.since == datetime(2025, 9, 1)
    assert (scope.until or datetime.min).date().isoformat() == "2025-09-30"
    assert scope.sources == ("*.pdf",)
    assert scope.languages == ("fr",)
    assert language == "fr"


@pytest.mark.parametrize(
    ("change", "status", "word"),
    [
        ({"model": "gpt-4"}, 404, "gpt-4"),
        ({"messages": []}, 422, "messages"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 422, "last message"),
        ({"messages": [{"role": "user", "content": "  "}]}, 422, "last message"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]}, 422, "text"),
        ({"n": 2}, 422, "n"),
        ({"since": "soon"}, 422, "soon"),
        ({"language": "de"}, 422, "language"),
        ({"messages": [{"role": "user", "content": "x" * 4_001}]}, 413, "4,000"),
        ({"messages": [{"role": "user", "content": "x" * 100_001}, *QUESTION["messages"]]}, 413, "100,000"),
    ],
)
def test_wrong_requests_are_problem_documents(
    client: TestClient, change: dict[str, Any], status: int, word: str
) -> None:
    reply = client.post("/v1/chat/completions", json={**QUESTION, **change})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert word in reply.json()["detail"]
    assert reply.json()["status"] == status


def test_a_failure_of_the_model_is_a_status_or_the_end_of_the_stream(client: TestClient, fake: Any) -> None:
    fake.error = EngineError("the model fell over")
    whole = client.post("/v1/chat/completions", json=QUESTION)
    assert (whole.status_code, whole.json()["detail"]) == (502, "the model fell over")
    stream = client.post("/v1/chat/completions", json={**QUESTION, "stream": True}).text
    assert "[DONE]" not in stream
    last = json.loads(stream.strip().splitlines()[-1].removeprefix("data: "))
    assert (last["status"], last["error"]["message"]) == (502, "the model fell over")


def test_an_index_that_cannot_be_used_is_503_and_says_what_mends_it(client: TestClient, fake: Any) -> None:
    fake.error = BadIndex("no vectors are there: run `assistant reindex`")
    reply = client.post("/v1/chat/completions", json=QUESTION)
    assert reply.status_code == 503
    assert "assistant reindex" in reply.json()["detail"]


def test_an_internal_error_says_nothing_of_its_inside(client: TestClient, fake: Any) -> None:
    fake.error = RuntimeError("secret path /home/x")
    reply = client.post("/v1/chat/completions", json=QUESTION)
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert reply.headers["content-type"] == "application/problem+json"


def test_until_the_model_is_loaded_the_answer_is_503(
    client: TestClient, service: AssistantService, monkeypatch: pytest.MonkeyPatch
) -> None:
    unloaded = AssistantService(lambda: pytest.fail("not built"))
    object.__setattr__(client.app.state.desk, "service", unloaded)  # type: ignore[attr-defined]
    reply = client.post("/v1/chat/completions", json=QUESTION)
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "5"
    assert client.get("/readyz").status_code == 503
    assert client.head("/readyz").status_code == 503
    assert client.get("/healthz").status_code == client.head("/healthz").status_code == 200


def test_models(client: TestClient) -> None:
    assert [model["id"] for model in client.get("/v1/models").json()["data"]] == ["assistant"]
    assert client.get("/v1/models/assistant").json()["object"] == "model"
    assert client.get("/v1/models/other").status_code == 404


def test_answers_are_counted(client: TestClient) -> None:
    client.post("/v1/chat/completions", json=QUESTION)
    text = client.get("/metrics").text
    assert 'assistant_answers_total{outcome="answered"} 1.0' in text
    assert 'assistant_tokens_total{kind="completion"} 7.0' in text
    assert 'route="/v1/chat/completions",status="200"} 1.0' in text
    assert "assistant_ready 1.0" in text


def test_default_fields() -> None:
    request = ChatRequest.model_validate(QUESTION)
    assert request.scope().is_open
    assert not request.stream


def test_a_body_that_is_no_json_is_said_to_be_none(client: TestClient) -> None:
    reply = client.post(
        "/v1/chat/completions", content=b'{"model": }', headers={"content-type": "application/json"}
    )
    assert reply.status_code == 422
    assert reply.json()["detail"].startswith("body: this is no JSON at character 10: ")


@pytest.mark.parametrize(
    ("content", "kind", "status", "word"),
    [
        (b'{"messages": "d\xe9bit"}', "application/json", 400, "UTF-8"),
        (b"[" * 100_000, "application/json", 400, "nested"),
        (json.dumps(QUESTION).encode(), "text/plain", 415, "Content-Type: application/json"),
        (b"messages=limit", "application/x-www-form-urlencoded", 415, "Content-Type: application/json"),
    ],
)
def test_a_body_that_cannot_be_read_is_told_what_mends_it(
    client: TestClient, content: bytes, kind: str, status: int, word: str
) -> None:
    reply = client.post("/v1/chat/completions", content=content, headers={"content-type": kind})
    assert reply.status_code == status
    assert word in reply.json()["detail"]


def test_half_a_character_that_is_repeated_is_a_problem_document() -> None:
    reply = problem_response(422, "no sensor \ud83d", instance="/v1/series/detect")
    assert json.loads(reply.body)["detail"] == "no sensor \ufffd"


def test_turns_of_tools_and_parts_of_earlier_turns_are_accepted_and_not_read(
    client: TestClient, fake: Any
) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,"}}
    turns = [
        {"role": "user", "content": [{"type": "text", "text": "what is this?"}, picture]},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "type": "function"}]},
        {"role": "tool", "tool_call_id": "1", "content": "42"},
        {"role": "assistant", "content": "a pump"},
    ]
    body = {"messages": [*turns, *QUESTION["messages"]]}
    assert client.post("/v1/chat/completions", json=body).status_code == 200
    history = fake.asked[0][1]
    assert [turn.content for turn in history] == ["what is this?", "a pump"]


def test_an_answer_is_counted_though_its_reader_then_stops_listening(client: TestClient) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    cancel = threading.Event()
    events = _Asked(ChatRequest.model_validate(QUESTION), desk).events(cancel)
    next(event for event in events if isinstance(event, AnswerEvent))
    cancel.set()
    events.close()  # type: ignore[attr-defined]
    text = client.get("/metrics").text
    assert 'assistant_answers_total{outcome="answered"} 1.0' in text
    assert 'outcome="cancelled"' not in text
