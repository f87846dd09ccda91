"""What the plant does not tell, by an endpoint: said to be from outside, with its date; asked last, and little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, RDFS
from sparql_server import SparqlServer, serving

from assistant.crossing.outside import Outside
from assistant.crossing.outside_queries import may_be_sent
from assistant.records import Evidence
from retrieval.graph import terms
from retrieval.graph.linked.endpoint import Endpoint
from retrieval.graph.linked.endpoints import Endpoints
from retrieval.graph.linked.kept import Kept
from retrieval.graph.statement import Place, Read
from retrieval.graph.store import PlantGraph
from retrieval.records import Language, Scope

from .mill import question, tables

WORLD = "endpoint:world http://world.example/entity/"
EN = "According to world (outside knowledge, fetched on 2031-01-02), "
FR = "Selon world (connaissance extérieure, consultée le 2031-01-02), "


@pytest.fixture
def server(socket_enabled: Any) -> Iterator[SparqlServer]:
    with serving() as state:
        yield state


Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def outside(tmp_path: Path, server: SparqlServer) -> Outside:
    (tmp_path / "mill").mkdir()
    expert = tables(tmp_path / "mill")
    schema = next(s for s in expert.schemas() if s.table.source.endswith("machines.csv"))
    read = Read(Place(schema.table.source, table=schema.name, row=0))
    read.say(terms.tagged("SW-12"), RDF.type, terms.EQUIPMENT)
    read.say(terms.tagged("SW-12"), RDFS.label, "SW-12")
    read.say(terms.tagged("SW-12"), terms.PLANT.kind, "Foil bearing of the saw")
    graph = PlantGraph([read])
    endpoint = Endpoint(name="world", url=server.url, seconds=5)
    quiet = Endpoint(name="quiet", url=server.url, chat=False)
    endpoints = Endpoints(
        [quiet, endpoint], kept=Kept(tmp_path / "linked"), clock=lambda: datetime(2031, 1, 2, tzinfo=UTC)
    )
    return Outside(endpoints, graph_of=lambda: graph, row_at=expert.row_at)


def told(
    outside: Outside, text: str, language: Language = "en", found: tuple[Evidence, ...] = ()
) -> list[tuple[str, str]]:
    bridge = outside.answer(question(text, language), Scope(), found)
    return (
        [(r.statement or "", f"{r.source} {r.label or ''}".strip()) for r in bridge.reasons] if bridge else []
    )


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("What is a magnetic bearing?", "en",
         [(EN + "magnetic bearing: bearing that carries its load by magnetic levitation.", WORLD + "Q1"),
          (EN + "magnetic bearing is a kind of bearing.", WORLD + "Q1")]),
        ("What are Magnetic Bearings according to world?", "en",
         [(EN + "magnetic bearing: bearing that carries its load by magnetic levitation.", WORLD + "Q1"),
          (EN + "magnetic bearing is a kind of bearing.", WORLD + "Q1")]),
        ("Qu'est-ce qu'un palier magnétique ?", "fr",
         [(FR + "palier magnétique : palier qui porte sa charge par lévitation magnétique.", WORLD + "Q1"),
          (FR + "palier magnétique est une sorte de bearing.", WORLD + "Q1")]),
        ("What kinds of bearings are there?", "en",
         [(EN + "foil bearing is a kind of bearing.", WORLD + "Q3"),
          (EN + "magnetic bearing is a kind of bearing.", WORLD + "Q1")]),
        ("Which of our machines are bearings?", "en",
         [("SW-12 is a foil bearing, by its row: “Foil bearing of the saw”.", "site/machines.csv"),
          (EN + "foil bearing is a kind of bearing.", WORLD + "Q3")]),
    ],
)  # fmt: skip
def test_an_endpoint_tells_what_the_plant_does_not(
    outside: Outside, text: str, language: Language, expected: list[tuple[str, str]]
) -> None:
    assert sorted(told(outside, text, language)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "What is P-101A?",
        "What is WO-4711?",
        "What is the pressure of the header?",
        "Why did the pump trip?",
        'What is a "} SERVICE <http://evil.example/> {"?',
        "What is a magnetic bearing according to report.pdf?",
        "What is a magnetic bearing according to quiet?",
        "Is SW-12 a bearing?",
    ],
)
def test_nothing_is_sent_for_other_questions(outside: Outside, server: SparqlServer, text: str) -> None:
    told(outside, text)
    assert server.asked == [] or "pressure" in text
    assert not [query for _, query, _ in server.asked if "evil" in query]


def test_what_documents_say_of_the_term_stays_first(outside: Outside, server: SparqlServer) -> None:
    own = Evidence(kind="text", source="site/a.pdf", quote="Magnetic bearings need no oil.", score=0.6)
    assert told(outside, "What is a magnetic bearing?", found=(own,)) == []
    assert server.asked == []
    other = Evidence(kind="text", source="site/a.pdf", quote="Bearings are greased.", score=0.6)
    assert len(told(outside, "What is a magnetic bearing?", found=(other,))) == 2


def test_an_endpoint_that_fails_is_told_and_not_asked_again_at_once(
    outside: Outside, server: SparqlServer
) -> None:
    server.mode = "closed"
    bridge = outside.answer(question("What is a magnetic bearing?"), Scope(), ())
    assert bridge is not None
    assert bridge.refusal is not None
    assert "outside knowledge could not be asked: endpoint world answers 401" in bridge.refusal
    own = Evidence(kind="text", source="site/a.pdf", quote="Bearings are greased.", score=0.6)
    assert outside.answer(question("What is a foil bearing?"), Scope(), (own,)) is None
    assert len(server.asked) == 1


def test_a_narrowed_scope_asks_nobody(outside: Outside, server: SparqlServer) -> None:
    assert outside.answer(question("What is a magnetic bearing?"), Scope(sources=("*.pdf",)), ()) is None
    assert server.asked == []


@pytest.mark.parametrize(
    ("term", "sent"),
    [("thrust bearing", True), ("palier de butée", True), ("clapet d'arrêt", True), ("P-101A", False),
     ("pump 7", False), ("x" * 90, False), ("a", False), ('a" b', False), ("a\\b", False), ("a\nb}", False)],
)  # fmt: skip
def test_terms_of_the_trade_alone_may_be_sent(term: str, sent: bool) -> None:
    assert may_be_sent(term) is sent
