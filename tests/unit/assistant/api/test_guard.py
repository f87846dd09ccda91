"""Who may come in: keys, hosts, origins, sizes, tokens; and what unknown routes say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from retrieval.records import Document

Make = Callable[..., TestClient]


def test_with_keys_every_v1_route_wants_one(make_client: Make) -> None:
    client = make_client(keys=("first", "second"))
    for path in ("/v1/models", "/v1/documents", "/v1/nothing", "/v1"):
        reply = client.get(path)
        assert reply.status_code == 401, path
        assert reply.headers["www-authenticate"] == "Bearer"
        assert reply.headers["content-type"] == "application/problem+json"
    for header in ("Bearer wrong", "Basic first", "first", "Bearer ", "Bearer firs", "Bearer é"):
        assert client.get("/v1/models", headers={"Authorization": header.encode()}).status_code == 401
    for key in ("first", "second"):
        assert client.get("/v1/models", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1:80", ""]
)
def test_on_loopback_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7860", "127.0.0.1:7860", "[::1]:7860"])
def test_on_loopback_its_own_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_beyond_loopback_any_name_is_served(make_client: Make) -> None:
    client = make_client(keys=("k",), loopback=False)
    assert client.get("/healthz", headers={"Host": "assistant.example"}).status_code == 200


def test_pages_of_other_sites_cannot_post(client: TestClient) -> None:
    body = {"messages": [{"role": "user", "content": "x"}]}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/v1/chat/completions", json=body, headers=headers).status_code == 403
    assert (
        client.post("/v1/chat/completions", json=body, headers={"Origin": "http://localhost"}).status_code
        == 200
    )


def test_local_routes_want_the_token_and_are_not_there_without(make_client: Make) -> None:
    closed, opened = make_client(), make_client(token="t0ken")
    assert (
        closed.post("/local/forget", json={"pattern": "x"}, headers={"X-Assistant-Token": ""}).status_code
        == 404
    )
    assert opened.post("/local/forget", json={"pattern": "x"}).status_code == 404
    good = opened.post("/local/forget", json={"pattern": "x"}, headers={"X-Assistant-Token": "t0ken"})
    assert good.status_code == 200
    assert '"forgotten": []' in good.text


def test_large_bodies_are_refused_by_their_header_and_by_their_bytes(client: TestClient) -> None:
    assert client.post("/v1/chat/completions", content=b"x" * 2_100_000).status_code == 413

    def pieces() -> object:
        for _ in range(30):
            yield b" " * 100_000

    reply = client.post(
        "/v1/chat/completions", content=pieces(), headers={"Content-Type": "application/json"}
    )
    assert reply.status_code == 413
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/chat/completions", 405),
        ("PUT", "/v1/documents", 405),
        ("GET", "/x", 404),
    ],
)
def test_unknown_routes_and_methods_are_problem_documents(
    client: TestClient, method: str, path: str, status: int
) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == "about:blank"
    if status == 405:
        assert "POST" in reply.headers["allow"]


def test_a_body_that_is_no_json_is_a_problem_document(client: TestClient) -> None:
    reply = client.post("/v1/chat/completions", content=b"{", headers={"Content-Type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["errors"]


def test_the_description_names_problem_documents(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"], path
            assert "422" not in operation["responses"]
    assert "/local/ingest" not in schema["paths"]


def test_docs_need_no_network_and_escape(client: TestClient, stored: Document) -> None:
    page = client.get("/docs").text
    assert "/v1/chat/completions" in page
    assert "<script" not in page
    assert "/local" not in page
