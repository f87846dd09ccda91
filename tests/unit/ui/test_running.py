"""The note of a server, and what is made of one that misleads."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from ui import running
from ui.running import (
    RunningServer,
    ServerError,
    ask_server,
    find_server,
    note_server,
    read_note,
    remove_note,
)

HERE = RunningServer(pid=os.getpid(), url="http://127.0.0.1:1", token="t", since="2025-01-01T00:00:00")


@contextmanager
def _answers(monkeypatch: pytest.MonkeyPatch, handler: Any) -> Iterator[None]:
    real = httpx.Client

    def client(**options: Any) -> httpx.Client:
        return real(transport=httpx.MockTransport(handler), **options)

    with monkeypatch.context() as patch:
        patch.setattr(httpx, "Client", client)
        yield


def test_the_note_is_read_back_and_for_its_user_alone(tmp_path: Path) -> None:
    note_server(tmp_path, HERE)
    assert read_note(tmp_path) == HERE
    assert stat.S_IMODE((tmp_path / "server.json").stat().st_mode) == 0o600
    remove_note(tmp_path, pid=HERE.pid + 1)
    assert read_note(tmp_path) == HERE
    remove_note(tmp_path, pid=HERE.pid)
    assert read_note(tmp_path) is None


@pytest.mark.parametrize(
    "text", ["", "[]", '{"pid": 1}', '{"pid": "x", "url": "", "token": "", "since": ""}']
)
def test_a_damaged_note_is_no_server(tmp_path: Path, text: str) -> None:
    (tmp_path / "server.json").write_text(text, encoding="utf-8")
    assert find_server(tmp_path) is None


def test_a_server_is_who_answers_for_its_own_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note_server(tmp_path, HERE)
    for body, found in (({"pid": HERE.pid}, HERE), ({"pid": 1}, None), ([], None)):
        with _answers(monkeypatch, lambda _, body=body: httpx.Response(200, json=body)):
            assert find_server(tmp_path) == found
    assert find_server(tmp_path) is None  # nobody listens on that port


def test_results_come_after_what_is_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"event": "progress", "done": 1, "total": 2}, {"event": "result", "result": {"sources": 2}}]
    text = "\n" + "\n".join(json.dumps(line) for line in lines)
    heard: list[Any] = []

    def handler(request: httpx.Request) -> httpx.Response:
        assert request.headers["x-assistant-token"] == "t"
        assert request.url.path == "/local/reindex"
        return httpx.Response(200, text=text)

    with _answers(monkeypatch, handler):
        assert ask_server(HERE, "reindex", {}, said=heard.append) == {"sources": 2}
    assert heard == lines[:1]


def test_a_path_that_is_no_utf8_reaches_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ["/plant/relev\udce9s.csv"]

    def handler(request: httpx.Request) -> httpx.Response:
        assert request.headers["content-type"] == "application/json"
        assert json.loads(request.content) == {"paths": paths}
        return httpx.Response(200, text='{"event": "result", "result": {"report": 1}}')

    with _answers(monkeypatch, handler):
        assert ask_server(HERE, "ingest", {"paths": paths}) == {"report": 1}


@pytest.mark.parametrize(
    ("reply", "word", "code"),
    [
        (httpx.Response(404, json={"detail": "there is none"}), "there is none", 1),
        (httpx.Response(500, text="oh"), "500", 1),
        (httpx.Response(200, text='{"event": "error", "detail": "no file", "exit_code": 2}'), "no file", 2),
        (httpx.Response(200, text='{"event": "progress", "done": 1, "total": 1}'), "before the end", 1),
    ],
)
def test_what_goes_wrong_is_said(
    monkeypatch: pytest.MonkeyPatch, reply: httpx.Response, word: str, code: int
) -> None:
    with _answers(monkeypatch, lambda _: reply), pytest.raises(ServerError, match=word) as raised:
        ask_server(HERE, "ingest", {"paths": ["x"]})
    assert raised.value.exit_code == code
    assert running.ServerError is ServerError
