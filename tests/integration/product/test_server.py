"""``assistant serve`` as a process: the official client, uploads, commands that go through it, its end."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

QUESTION = "What is the vibration limit of pump P-101?"
MESSAGES: Any = [{"role": "user", "content": QUESTION}]


@pytest.fixture(scope="module")
def shared(make_product: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A product whose server began over an empty catalogue and then was given the plant by a command."""
    product = make_product(tmp_path_factory.mktemp("served"))
    product.served = product.serve()
    product.before = product.served.get("/v1/documents").json()
    product.came = product.run("ingest", str(product.plant()), "--json")
    return product


@pytest.fixture
def client(shared: Any) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{shared.served.url}/v1", api_key="none", max_retries=0) as client:
        yield client


def test_a_command_goes_through_the_server_and_is_seen_at_once(shared: Any) -> None:
    assert shared.before["data"] == []
    assert shared.came.code == 0, shared.came.err
    assert f"the server at {shared.served.url}" in shared.came.err
    assert len(shared.came.json["ingested"]) == 3
    assert shared.served.get("/v1/documents").json()["total"] == 3
    found = shared.served.get("/v1/search", params={"q": "vibration P-101"}).json()
    assert found["data"][0]["source"] == "plant/standard.txt"
    here = shared.run("search", "vibration P-101", "--json").json
    assert here["hits"][0]["source"] == "plant/standard.txt"


def test_the_official_client_gets_a_cited_answer(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["assistant"]
    reply = client.chat.completions.create(model="assistant", messages=MESSAGES)
    message: Any = reply.choices[0].message
    assert "4.5" in message.content
    assert message.abstained is False
    assert message.citations[0]["source"] == "plant/standard.txt"


def test_the_official_client_streams_the_same_answer(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="assistant", messages=MESSAGES).choices[0].message.content
    chunks = list(
        client.chat.completions.create(
            model="assistant", messages=MESSAGES, stream=True, stream_options={"include_usage": True}
        )
    )
    spoken = [chunk for chunk in chunks if chunk.choices]
    assert "".join(chunk.choices[0].delta.content or "" for chunk in spoken) == whole
    last: Any = spoken[-1].choices[0]
    assert (last.finish_reason, last.delta.citations[0]["n"]) == ("stop", 1)
    assert chunks[-1].usage is not None


def test_the_official_client_restricts_and_is_told_what_is_wrong(client: openai.OpenAI) -> None:
    scoped: Any = client.chat.completions.create(
        model="assistant", messages=MESSAGES, extra_body={"sources": ["*.csv"], "since": "2025"}
    )
    assert all(c["source"].endswith(".csv") for c in scoped.choices[0].message.citations)
    with pytest.raises(openai.NotFoundError, match="gpt-4"):
        client.chat.completions.create(model="gpt-4", messages=MESSAGES)
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model="assistant", messages=[])


def test_several_people_are_served_and_one_who_leaves_frees_the_turn(shared: Any) -> None:
    body = {"messages": MESSAGES, "stream": True}
    for _ in range(3):
        url = f"{shared.served.url}/v1/chat/completions"
        with httpx.stream("POST", url, json=body, trust_env=False) as reply:
            assert reply.status_code == 200
            next(reply.iter_lines())  # and leaves
    answers: list[str] = []

    def ask() -> None:
        reply = shared.served.post("/v1/chat/completions", json={**body, "stream": False})
        answers.append(reply.json()["choices"][0]["message"]["content"])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert "assistant_answers_total" in shared.served.get("/metrics").text


def test_an_upload_comes_in_and_goes(shared: Any) -> None:
    served = shared.served
    objects = set((shared.data / "objects").glob("??/*"))
    files = {"file": ("../../pump rapport d'été.txt", b"Pump P-109 shall not exceed 3.2 mm/s.\n")}
    job = _job(served, served.post("/v1/documents", files=files))
    assert job["status"] == "done", job
    (document,) = job["result"]["documents"]
    assert document["source"] == "uploads/pump rapport d'été.txt"
    assert served.get(f"/v1/documents/{document['id']}").json()["chunks"] >= 1
    assert httpx.delete(f"{served.url}/v1/documents/{document['id']}", trust_env=False).json()["deleted"]
    assert served.get(f"/v1/documents/{document['id']}").status_code == 404
    assert set((shared.data / "objects").glob("??/*")) == objects
    job = _job(served, served.post("/v1/documents", files={"file": ("empty.pdf", b"")}))
    assert job["status"] == "failed"
    assert "empty" in job["result"]["quarantined"][0]["reason"]


def _job(served: Any, reply: httpx.Response) -> Any:
    assert reply.status_code == 202
    for _ in range(600):
        job = served.get(reply.headers["location"]).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_the_page_is_served_beside_the_api(shared: Any) -> None:
    page = shared.served.get("/")
    assert page.status_code == 200
    assert "Plant assistant" in page.text
    unknown = shared.served.get("/v1/nothing")
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/problem+json")


def test_a_second_server_on_the_same_data_is_refused(shared: Any) -> None:
    second = shared.run("serve", "--port", "0", "--json")
    assert (second.code, shared.served.url in second.json["error"]) == (1, True)


def test_the_local_routes_are_for_those_who_can_read_the_note(shared: Any) -> None:
    note = json.loads((shared.data / "server.json").read_text(encoding="utf-8"))
    assert (shared.data / "server.json").stat().st_mode & 0o077 == 0
    for token in ("", note["token"] + "x"):
        headers = {"X-Assistant-Token": token}
        assert shared.served.post("/local/forget", json={"pattern": "*"}, headers=headers).status_code == 404


def test_forgetting_and_reindexing_go_through_the_server(shared: Any) -> None:
    before = shared.served.get("/v1/documents").json()["total"]
    assert shared.run("forget", "standard.txt", "--json").json == {"forgotten": ["plant/standard.txt"]}
    assert shared.served.get("/v1/documents").json()["total"] == before - 1
    assert shared.run("reindex", "--json").json["sources"] == before - 1


def test_a_server_ends_when_told_and_a_killed_ones_note_misleads_nobody(product: Any) -> None:
    served = product.serve("--host", "0.0.0.0", extra={"ASSISTANT_KEYS": '["k1", "k2"]'})
    assert served.get("/v1/models").status_code == 401
    with pytest.raises(openai.AuthenticationError), _with_key(served, "wrong") as client:
        client.models.list()
    with _with_key(served, "k2") as client:
        assert [model.id for model in client.models.list()] == ["assistant"]
    assert served.get("/config").status_code == 401
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert not (product.data / "server.json").exists()

    served = product.serve()
    served.process.kill()
    served.process.wait()
    assert (product.data / "server.json").exists()
    done = product.run("ingest", str(product.plant()), "--json")
    assert done.code == 0, done.err
    assert "the server at" not in done.err


def _with_key(served: Any, key: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{served.url}/v1", api_key=key, max_retries=0)
