"""``assistant serve`` as a process: the official client, uploads, commands that go through it, its end."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

Run = Callable[..., Any]
Served = Any


Serve = Callable[..., Served]
QUESTION = "What is the vibration limit of pump P-101?"


def _client(served: Served, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{served.url}/v1", api_key=key, max_retries=0)


def test_the_official_client_asks_and_streams(serve: Serve, run: Run, plant: Path) -> None:
    assert run("ingest", str(plant)).code == 0
    with _client(served := serve()) as client:
        assert [model.id for model in client.models.list()] == ["assistant"]
        messages: Any = [{"role": "user", "content": QUESTION}]
        reply = client.chat.completions.create(model="assistant", messages=messages)
        message: Any = reply.choices[0].message
        assert "4.5" in message.content
        assert message.abstained is False
        assert message.citations[0]["source"] == "plant/standard.txt"
        stream = client.chat.completions.create(
            model="assistant", messages=messages, stream=True, stream_options={"include_usage": True}
        )
        chunks = list(stream)
        text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
        assert text == message.content
        last: Any = [chunk for chunk in chunks if chunk.choices][-1].choices[0]
        assert (last.finish_reason, last.delta.citations[0]["n"]) == ("stop", 1)
        assert chunks[-1].usage is not None
        scoped: Any = client.chat.completions.create(
            model="assistant", messages=messages, extra_body={"sources": ["*.csv"], "since": "2025"}
        )
        assert all(c["source"].endswith(".csv") for c in scoped.choices[0].message.citations)
        with pytest.raises(openai.NotFoundError):
            client.chat.completions.create(model="gpt-4", messages=messages)
        with pytest.raises(openai.UnprocessableEntityError):
            client.chat.completions.create(model="assistant", messages=[])
    assert "assistant_answers_total" in httpx.get(f"{served.url}/metrics", trust_env=False).text


def test_commands_go_through_the_server_and_are_seen_at_once(
    serve: Serve, run: Run, plant: Path, data: Path
) -> None:
    served = serve()
    assert httpx.get(f"{served.url}/v1/documents", trust_env=False).json()["data"] == []
    done = run("ingest", str(plant), "--json")
    assert done.code == 0, done.err
    assert f"the server at {served.url}" in done.err
    assert len(done.json["ingested"]) == 3
    listed = httpx.get(f"{served.url}/v1/documents", trust_env=False).json()
    assert listed["total"] == 3
    hits = httpx.get(f"{served.url}/v1/search", params={"q": "vibration P-101"}, trust_env=False).json()[
        "data"
    ]
    assert hits[0]["source"] == "plant/standard.txt"
    assert run("search", "vibration P-101", "--json").json["hits"][0]["source"] == "plant/standard.txt"
    assert run("forget", "plant/standard.txt", "--json").json == {"forgotten": ["plant/standard.txt"]}
    assert httpx.get(f"{served.url}/v1/documents", trust_env=False).json()["total"] == 2
    assert run("reindex", "--json").json["sources"] == 2
    second = run("serve", "--port", "0", "--json")
    assert (second.code, served.url in second.json["error"]) == (1, True)
    note = json.loads((data / "server.json").read_text(encoding="utf-8"))
    assert (data / "server.json").stat().st_mode & 0o077 == 0
    for token in ("", note["token"] + "x"):
        reply = httpx.post(
            f"{served.url}/local/forget",
            json={"pattern": "*"},
            headers={"X-Assistant-Token": token},
            trust_env=False,
        )
        assert reply.status_code == 404


def test_an_upload_comes_in_and_goes(serve: Serve, data: Path) -> None:
    served = serve()
    with httpx.Client(base_url=served.url, trust_env=False, timeout=60) as client:
        files = {"file": ("../../pump rapport d'été.txt", b"Pump P-109 shall not exceed 3.2 mm/s.\n")}
        reply = client.post("/v1/documents", files=files)
        assert reply.status_code == 202
        for _ in range(300):
            job = client.get(reply.headers["location"]).json()
            if job["status"] in ("done", "failed"):
                break
            time.sleep(0.1)
        assert job["status"] == "done", job
        (document,) = job["result"]["documents"]
        assert document["source"] == "uploads/pump rapport d'été.txt"
        assert client.get(f"/v1/documents/{document['id']}").json()["chunks"] >= 1
        assert client.delete(f"/v1/documents/{document['id']}").json()["deleted"]
        assert client.get(f"/v1/documents/{document['id']}").status_code == 404
        assert not list((data / "objects").glob("??/*"))
        empty = client.post("/v1/documents", files={"file": ("empty.pdf", b"")})
        for _ in range(300):
            job = client.get(empty.headers["location"]).json()
            if job["status"] in ("done", "failed"):
                break
            time.sleep(0.1)
        assert job["status"] == "failed"
        assert "empty" in job["result"]["quarantined"][0]["reason"]


def test_a_server_ends_when_told_and_leaves_no_note(serve: Serve, run: Run, data: Path) -> None:
    served = serve()
    assert (data / "server.json").exists()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert not (data / "server.json").exists()
    assert run("sources", "--json").code == 0


def test_the_note_of_a_killed_server_misleads_nobody(serve: Serve, run: Run, plant: Path, data: Path) -> None:
    served = serve()
    served.process.kill()
    served.process.wait()
    assert (data / "server.json").exists()
    done = run("ingest", str(plant), "--json")
    assert done.code == 0, done.err
    assert "the server at" not in done.err


def test_with_keys_the_api_and_the_page_want_one(serve: Serve) -> None:
    served = serve("--host", "0.0.0.0", extra={"ASSISTANT_KEYS": '["k1", "k2"]'})
    assert httpx.get(f"{served.url}/v1/models", trust_env=False).status_code == 401
    with pytest.raises(openai.AuthenticationError), _client(served, "wrong") as client:
        client.models.list()
    with _client(served, "k2") as client:
        assert [model.id for model in client.models.list()] == ["assistant"]
    assert httpx.get(f"{served.url}/config", trust_env=False).status_code == 401


def test_the_page_is_served_beside_the_api(serve: Serve) -> None:
    served = serve()
    page = httpx.get(served.url, trust_env=False)
    assert page.status_code == 200
    assert "Plant assistant" in page.text
    assert (
        httpx.get(f"{served.url}/v1/nothing", trust_env=False).headers["content-type"]
        == "application/problem+json"
    )


def test_two_people_are_served_and_one_who_leaves_frees_the_turn(serve: Serve, run: Run, plant: Path) -> None:
    assert run("ingest", str(plant)).code == 0
    served = serve()
    body = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}
    for _ in range(3):
        with httpx.stream("POST", f"{served.url}/v1/chat/completions", json=body, trust_env=False) as reply:
            assert reply.status_code == 200
            next(reply.iter_lines())  # and leaves
    answers: list[str] = []

    def ask() -> None:
        reply = httpx.post(
            f"{served.url}/v1/chat/completions", json={**body, "stream": False}, trust_env=False, timeout=60
        )
        answers.append(reply.json()["choices"][0]["message"]["content"])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 4
    assert len(set(answers)) == 1
