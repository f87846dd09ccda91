"""The graph over HTTP: SPARQL results, and problems that say what mends them."""

from __future__ import annotations

from fastapi.testclient import TestClient

from retrieval.records import Document


def test_a_query_gives_sparql_results(client: TestClient, stored: Document) -> None:
    query = "SELECT ?l ?p { ?d a plant:Document ; rdfs:label ?l OPTIONAL { ?d plant:page ?p } }"
    reply = client.post("/v1/graph/query", json={"query": query})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["head"] == {"vars": ["l", "p"]}
    assert body["results"]["bindings"] == [{"l": {"type": "literal", "value": stored.source}}]
    assert body["truncated"] is False


def test_an_ask_gives_a_boolean(client: TestClient, stored: Document) -> None:
    assert (
        client.post("/v1/graph/query", json={"query": "ASK { ?d a plant:Drawing }"}).json()["boolean"]
        is False
    )


def test_what_is_not_allowed_is_a_problem(client: TestClient) -> None:
    reply = client.post("/v1/graph/query", json={"query": "DELETE WHERE { ?a ?b ?c }"})
    assert reply.status_code == 422
    assert "only read" in reply.json()["detail"]
    assert client.post("/v1/graph/query", json={"query": "", "limit": 0}).status_code == 422
