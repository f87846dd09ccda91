"""SERVICE: endpoints of the settings are asked within bounds, kept with their date; nothing else is fetched."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS
from sparql_server import SparqlServer, serving

from retrieval.errors import BadQuery, EndpointFailed
from retrieval.graph import terms
from retrieval.graph.linked import kept as kept_module
from retrieval.graph.linked.endpoint import Endpoint
from retrieval.graph.linked.endpoints import Endpoints
from retrieval.graph.linked.kept import Kept
from retrieval.graph.linked.results import read_results
from retrieval.graph.query import Answers, run_query
from retrieval.graph.statement import Place, Read
from retrieval.graph.store import PlantGraph

JOIN = """SELECT ?e ?d {
  ?e plant:kind ?kind .
  SERVICE endpoint:world { ?x rdfs:label ?l ; <http://schema.org/description> ?d }
  FILTER(str(?l) = ?kind) }"""


@pytest.fixture
def server(socket_enabled: Any) -> Iterator[SparqlServer]:
    with serving() as state:
        yield state


class Asker:
    """Queries over a plant of one blower, with one endpoint."""

    def __init__(self, folder: Path, server: SparqlServer) -> None:
        read = Read(Place("site/register.csv", table="register", row=0))
        read.say(terms.tagged("K-7A"), terms.PLANT.kind, "Roots")
        read.say(terms.tagged("K-7A"), RDFS.label, "K-7A")
        self.graph = PlantGraph([read])
        self.folder = folder
        self.server = server
        self.now = datetime(2031, 1, 2, tzinfo=UTC)
        self.endpoint: dict[str, Any] = {"seconds": 2.0}

    def endpoints(self) -> Endpoints:
        one = Endpoint(name="world", url=self.server.url, **self.endpoint)
        return Endpoints([one], kept=Kept(self.folder / "linked"), clock=lambda: self.now)

    def ask(self, query: str = JOIN) -> Answers:
        return run_query(self.graph, query, endpoints=self.endpoints())


@pytest.fixture
def asker(tmp_path: Path, server: SparqlServer) -> Asker:
    return Asker(tmp_path, server)


def test_one_query_goes_across_the_plant_and_the_endpoint(asker: Asker) -> None:
    answers = asker.ask()
    assert [tuple(map(str, row)) for row in answers.rows] == [
        ("urn:plant:item:tag_K-7A", "blower with two lobes")
    ]
    (service,) = answers.services
    assert (service.endpoint, service.rows, service.fetched, service.error) == ("world", 5, asker.now, "")
    ((method, query, headers),) = asker.server.asked
    assert method == "GET"
    assert query.startswith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT * WHERE {")
    assert "K-7A" not in query, "nothing of the plant is sent that the query does not name"
    assert "authorization" not in headers


def test_the_address_itself_and_a_prefix_of_the_query_name_it_too(asker: Asker) -> None:
    body = "{ ?x e:label 'Roots'@en }".replace("e:", "rdfs:")
    for text in (
        f"SELECT ?x {{ SERVICE <{asker.server.url}> {body} }}",
        f"PREFIX my: <urn:plant:endpoint:> SELECT ?x {{ {{ SERVICE my:world {body} }} UNION {{ ?x a my:None }} }}",
        f"# SERVICE <http://evil.example/> {{ }}\nSELECT ?x {{ SERVICE endpoint:world {body} FILTER('SERVICE {{' != '') }}",
    ):
        assert [str(row[0]) for row in asker.ask(text).rows] == ["http://world.example/entity/Q4"], text
    two = f"SELECT ?x ?y {{ SERVICE endpoint:world {body} SERVICE endpoint:world {{ ?y rdfs:label 'bearing'@en }} }}"
    assert [tuple(str(n)[-2:] for n in row) for row in asker.ask(two).rows] == [("Q4", "Q2")]
    none = "SELECT * { SERVICE endpoint:world { ?x rdfs:label 'nothing' } }"
    assert asker.ask(none).rows == ()


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * { SERVICE <http://169.254.169.254/latest/meta-data> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE <URL/../admin> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE <URL?x=1> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE <file:///etc/passwd> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE endpoint:other { ?a ?b ?c } }", "there are endpoint:world"),
        ("SELECT * { BIND(<http://evil.example/> AS ?s) SERVICE ?s { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE SILENT <http://evil.example/> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { SERVICE endpoint:world { SERVICE <http://evil.example/> { ?a ?b ?c } } }", "inside SERVICE"),
        ("SELECT * { SERVICE endpoint:world { { SELECT * { SERVICE endpoint:world { ?a ?b ?c } } } } }", "inside"),
        ("SELECT * { SERVICE endpoint:world { ?a ?b ?c } SERVICE <http://evil.example/> { ?a ?b ?c } }", "no endpoint"),
        ("SELECT * { " + "SERVICE endpoint:world { ?a ?b ?c } " * 5 + "}", "4 SERVICE at most"),
        ("SELECT * { SERVICE endpoint:world { ?a ?b ?c }", "no SPARQL"),
        ("SELECT * { SERVICE endpoint:world { ?a ?b ?c ", "not closed"),
        ("SELECT * { SERVICE endpoint:world ?a ?b ?c }", "in braces"),
        ("PREFIX endpoint: <http://evil.example/> SELECT * { SERVICE endpoint:world { ?a ?b ?c } }", "no endpoint"),
        ("SELECT * { SERVICE # }\n<http://evil.example/> { ?a ?b ?c } }", "is no endpoint"),
        ("SELECT * { s\\u0065rvice <http://evil.example/> { ?a ?b ?c } }", "no SPARQL|SERVICE"),
    ],
)  # fmt: skip
def test_nothing_else_is_asked(asker: Asker, query: str, word: str) -> None:
    with pytest.raises(BadQuery, match=word):
        asker.ask(query.replace("URL", asker.server.url))
    assert not [query for _, query, _ in asker.server.asked if "evil" in query]


def test_without_endpoints_service_is_refused(asker: Asker) -> None:
    for endpoints in (None, Endpoints([], kept=Kept(asker.folder))):
        with pytest.raises(BadQuery, match="SERVICE is refused"):
            run_query(
                asker.graph,
                f"SELECT * {{ SERVICE <{asker.server.url}> {{ ?a ?b ?c }} }}",
                endpoints=endpoints,
            )
    assert asker.server.asked == []


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        ("redirect", "another host"),
        ("redirect to a file", "another host"),
        ("ring", "in a ring"),
        ("closed", "401 Unauthorized: check user and password"),
        ("page", "text/html"),
        ("packed", "gzip"),
        ("no result", "no SPARQL result"),
        ("huge", "more than 8192 KiB"),
        ("drip", "did not answer in 0.5 s"),
    ],
)
def test_an_endpoint_that_misbehaves_is_an_error_that_says_how(asker: Asker, mode: str, word: str) -> None:
    asker.server.mode, asker.endpoint = mode, {"seconds": 0.5 if mode == "drip" else 5.0}
    began = time.monotonic()
    with pytest.raises(EndpointFailed, match=word) as told:
        asker.ask()
    assert time.monotonic() - began < 3
    assert asker.server.url not in str(told.value)
    silent = asker.ask("SELECT ?l { item:tag_K-7A rdfs:label ?l SERVICE SILENT endpoint:world { ?x ?y ?z } }")
    assert [str(row[0]) for row in silent.rows] == ["K-7A"]
    assert word.split(" ")[0] in silent.services[0].error
    assert silent.services[0].fetched is None


def test_a_dead_endpoint_is_told(asker: Asker) -> None:
    asker.server.url = "http://127.0.0.1:9/sparql"
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        asker.ask()


@pytest.mark.parametrize("mode", ["moved", "post only"])
def test_its_own_host_may_redirect_and_ask_for_post(asker: Asker, mode: str) -> None:
    asker.server.mode = mode
    assert len(asker.ask().rows) == 1


def test_a_long_query_is_asked_by_post(asker: Asker) -> None:
    labels = " ".join(f"'label {n}'" for n in range(200))
    asker.ask(f"SELECT * {{ SERVICE endpoint:world {{ VALUES ?l {{ {labels} }} ?x rdfs:label ?l }} }}")
    assert [method for method, _, _ in asker.server.asked] == ["POST"]


def test_credentials_are_shown_to_the_endpoint_and_to_nobody_else(
    asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    asker.endpoint["authorization"] = "Bearer s3cret"
    asker.ask()
    assert asker.server.asked[0][2]["authorization"] == "Bearer s3cret"
    asker.server.mode = "echo"
    with pytest.raises(EndpointFailed, match="400 Bad Request: bad query from Bearer …") as told:
        asker.ask("SELECT * { SERVICE endpoint:world { ?a ?b 1 } }")
    assert "s3cret" not in str(told.value) + repr(asker.endpoints().all()) + caplog.text
    assert not [path for path in asker.folder.rglob("*.json") if b"s3cret" in path.read_bytes()]


def test_rows_are_bounded_and_that_is_said(asker: Asker) -> None:
    asker.endpoint["rows"] = 1
    answers = asker.ask("SELECT * { SERVICE endpoint:world { ?x rdfs:label ?l } }")
    assert len(answers.rows) == 1
    assert answers.services[0].truncated
    assert asker.server.asked[0][1].endswith("LIMIT 2")


def test_answers_are_kept_with_their_date_and_asked_again_when_due(asker: Asker) -> None:
    asker.ask()
    first = asker.now
    asker.now += timedelta(days=6)
    assert asker.ask().services[0].fetched == first
    assert len(asker.server.asked) == 1
    asker.now += timedelta(days=2)
    assert asker.ask().services[0].fetched == asker.now
    assert len(asker.server.asked) == 2
    second = asker.now
    asker.now += timedelta(days=30)
    asker.server.mode = "closed"
    (service,) = asker.ask().services
    assert (service.fetched, service.rows) == (second, 5)
    assert "401" in service.error, "older rows are given, and why is said"
    kept = Kept(asker.folder / "linked")
    assert kept.count("world") == 1
    assert kept.forget("world") == 1
    with pytest.raises(EndpointFailed):
        asker.ask()


def test_another_address_does_not_answer_with_what_was_kept(asker: Asker) -> None:
    asker.ask()
    asker.server.url = asker.server.url.replace("/sparql", "/other")
    asker.ask()
    assert len(asker.server.asked) == 2


def test_what_a_kill_or_a_bad_disk_left_is_no_answer(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    asker.ask()
    (path,) = asker.folder.rglob("*.json")
    path.write_bytes(path.read_bytes()[:40])
    assert len(asker.ask().rows) == 1
    assert len(asker.server.asked) == 2
    monkeypatch.setattr(kept_module, "MOST_FILES", 2)
    for number in range(4):
        asker.ask(f"SELECT * {{ SERVICE endpoint:world {{ ?x ?y {number} }} }}")
    assert Kept(asker.folder / "linked").count("world") == 2


def test_a_chat_does_not_wait_for_an_endpoint_that_just_failed(asker: Asker) -> None:
    endpoints = asker.endpoints()
    (one,) = endpoints.all()
    asker.server.mode = "closed"
    for _ in range(3):
        with pytest.raises(EndpointFailed):
            endpoints.fetch(one, "SELECT * { ?a ?b ?c }", patient=False)
    assert len(asker.server.asked) == 1


@pytest.mark.parametrize(
    "binding",
    [
        {"type": "uri", "value": "http://a b>/\ud800"},
        {"type": "literal", "value": "half \ud800"},
        {"type": "literal", "value": "1E999999999", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        {"type": "literal", "value": "x", "xml:lang": "e n"},
        {"type": "bnode", "value": "b"},
        {"type": "literal", "value": "x" * 100_000},
    ],
)
def test_values_are_made_harmless(binding: dict[str, str]) -> None:
    body = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": [{"a": binding}]}})
    _, rows, _ = read_results(body.encode(), name="world", rows=10)
    (value,) = rows[0]
    assert value is not None
    assert len(str(value)) <= 20_000
    assert value.n3().encode()


@pytest.mark.parametrize(
    "body",
    ["", "[]", '{"head":{"vars":["a b"]},"results":{"bindings":[]}}', "[" * 100_000, '{"boolean":true}'],
)
def test_what_is_no_result_is_refused(body: str) -> None:
    with pytest.raises(EndpointFailed):
        read_results(body.encode(), name="world", rows=10)
