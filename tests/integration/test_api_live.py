"""The API under a live server: who waits is told, who leaves stops the answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.records import Answer, AnswerEvent, Event, SentenceEvent
from assistant.service import AssistantService
from assistant.settings import Settings
from retrieval.knowledge import Knowledge, KnowledgeSettings

BODY: Any = {"messages": [{"role": "user", "content": "x"}]}
SECONDS = 20


class Patient:
    """Says a sentence, then waits until it is let go on or stopped."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.asked = threading.Event()
        self.stopped = threading.Event()

    def ask(self, text: str, *, cancel: threading.Event, **_: Any) -> Iterator[Event]:
        self.asked.set()
        yield SentenceEvent(text="One.", citations=())
        while not self.go_on.wait(0.02):
            if cancel.is_set():
                self.stopped.set()
                return
        yield AnswerEvent(answer=Answer(text="One.", abstained=False, language="en"))


@pytest.fixture
def patient() -> Patient:
    return Patient()


@pytest.fixture
def url(patient: Patient, tmp_path: Path) -> Iterator[str]:
    knowledge = Knowledge.open(tmp_path, settings=KnowledgeSettings())
    service = AssistantService(lambda: patient)
    service.load()
    app = create_app(service, knowledge, Settings(data=tmp_path))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    patient.go_on.set()
    server.should_exit = True
    thread.join()
    listener.close()
    knowledge.close()


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, trust_env=False, timeout=SECONDS) as client:
        yield client


def test_leaving_a_stream_stops_the_answer(client: httpx.Client, patient: Patient) -> None:
    with client.stream("POST", "/v1/chat/completions", json={**BODY, "stream": True}) as reply:
        lines = reply.iter_lines()
        while "One." not in next(lines):
            pass
    assert patient.stopped.wait(SECONDS)


def test_leaving_before_the_whole_answer_stops_it(client: httpx.Client, patient: Patient) -> None:
    with pytest.raises(httpx.ReadTimeout):
        client.post("/v1/chat/completions", json=BODY, timeout=1.0)
    assert patient.stopped.wait(SECONDS)


def test_who_waits_is_told_how_many_are_ahead(client: httpx.Client, patient: Patient) -> None:
    first = threading.Thread(target=lambda: client.post("/v1/chat/completions", json=BODY))
    first.start()
    assert patient.asked.wait(SECONDS)
    with client.stream("POST", "/v1/chat/completions", json={**BODY, "stream": True}) as reply:
        lines = reply.iter_lines()
        while (line := next(lines)) != ": waiting, 1 ahead":
            assert "One." not in line
        metrics = client.get("/metrics").text
        assert "assistant_waiting 1.0" in metrics
        assert "assistant_answering 1.0" in metrics
        patient.go_on.set()
        rest = list(lines)
    first.join()
    assert rest[-2] == "data: [DONE]"
