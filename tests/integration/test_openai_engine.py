"""The engine against a small OpenAI-compatible server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from assistant.engines.openai_engine import OpenAIEngine
from assistant.errors import EngineError, EngineUnavailable
from assistant.records import Message

ASK = (Message(role="user", content="hello"),)


class Server(BaseHTTPRequestHandler):
    asked: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": "qwen3-8b", "object": "model", "created": 0,
                                                     "owned_by": "x", "max_model_len": 2048}]})  # fmt: skip

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body)
        if self.headers["Authorization"] != "Bearer key":
            return self._json(401, {"error": {"message": "bad key"}})
        if type(self).status != 200:
            return self._json(type(self).status, {"error": {"message": "broken"}})
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for word in ("Hello", " plant", "."):
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m",
                     "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]}  # fmt: skip
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")
        return None

    def _json(self, status: int, content: dict[str, Any]) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def address() -> Iterator[str]:
    Server.asked.clear()
    Server.status = 200
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_streams_with_the_first_model_of_the_server(address: str) -> None:
    engine = OpenAIEngine(base_url=address, api_key="key")
    assert list(engine.stream(ASK, max_tokens=8, stop=("\n",))) == ["Hello", " plant", "."]
    assert Server.asked[0]["model"] == "qwen3-8b"
    assert Server.asked[0]["temperature"] == 0.0
    assert Server.asked[0]["stop"] == ["\n"]
    assert "response_format" not in Server.asked[0]
    assert engine.context_tokens == 2048
    assert engine.capable


def test_a_schema_is_enforced_by_the_server(address: str) -> None:
    schema = {"type": "object", "properties": {"sql": {"type": "string"}}}
    list(OpenAIEngine(base_url=address, model="m-8b", api_key="key").stream(ASK, max_tokens=8, schema=schema))
    assert Server.asked[0]["response_format"]["json_schema"]["schema"] == schema


def test_cancel_ends_the_stream(address: str) -> None:
    cancel = threading.Event()
    stream = OpenAIEngine(base_url=address, model="m", api_key="key").stream(ASK, max_tokens=8, cancel=cancel)
    assert next(stream) == "Hello"
    cancel.set()
    assert list(stream) == []


def test_failures_say_what_mends_them(address: str) -> None:
    with pytest.raises(EngineUnavailable, match="ASSISTANT_API_KEY"):
        list(OpenAIEngine(base_url=address, model="m", api_key="wrong").stream(ASK, max_tokens=8))
    with pytest.raises(EngineUnavailable, match="serves qwen3-8b"):
        OpenAIEngine(base_url=address, model="other", api_key="key").load()
    with pytest.raises(EngineUnavailable, match="ASSISTANT_BASE_URL"):
        list(OpenAIEngine(base_url="http://127.0.0.1:9/v1", model="m").stream(ASK, max_tokens=8))
    Server.status = 400
    with pytest.raises(EngineError, match="400"):
        list(OpenAIEngine(base_url=address, model="m", api_key="key").stream(ASK, max_tokens=8))
