"""The graph of a small plant: what is in it, where it stands, that it follows the catalogue."""

from __future__ import annotations

import pytest

from assistant.graph.plant import PlantGraphs
from retrieval import revisions
from retrieval.database import writer
from retrieval.graph.query import run_query
from retrieval.knowledge import Knowledge


def asked(graphs: PlantGraphs, query: str) -> list[tuple[str, ...]]:
    answers = run_query(graphs.current(), query)
    return sorted(tuple(str(node) for node in row) for row in answers.rows)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (
            "SELECT ?l { ?s sosa:isHostedBy item:tag_K-7A ; rdfs:label ?l }",
            [("Load",), ("TT-71A",), ("VT-72A",)],
        ),
        (
            "SELECT DISTINCT ?s ?m { ?x plant:toldBy/rdfs:label ?s ; plant:failureMode/rdfs:label ?m }",
            [("TT-71A", "Seizure"), ("TT-71B", "Seizure")],
        ),
        (
            "SELECT DISTINCT ?l { ?e plant:failsBy item:failure-mode_seizure ; a plant:Equipment ; rdfs:label ?l }",
            [("K-7A",), ("K-7B",), ("M-7A",)],
        ),
        (
            "SELECT DISTINCT ?l { ?c plant:partOf item:tag_M-7A ; rdfs:label ?l }",
            [("Bearing",)],
        ),
        (
            "SELECT ?o { ?o a plant:WorkOrder ; plant:failureCode/^plant:failureCode item:failure-mode_seizure }",
            [("urn:plant:item:order_WO-9001",)],
        ),
        ("SELECT ?l { item:tag_M-7A plant:belongsWith/rdfs:label ?l }", [("K-7A",)] * 1),
        ("SELECT DISTINCT ?l { item:tag_K-7A plant:shownOn/rdfs:label ?l }", [("site/PID-7.pdf",)]),
        ("SELECT ?b { item:tag_K-7A plant:connectedTo ?b }", [("urn:plant:item:tag_V-80",)]),
        ("SELECT ?l { ?c a plant:Clause ; plant:mentions item:tag_K-7A ; rdfs:label ?l }", [("3.1.2",)]),
        ("SELECT ?x { ?d plant:mentions item:tag_Z-999 }", []),
        ('SELECT ?e { ?e a plant:Equipment FILTER contains(str(?e), "RUL") }', []),
        ("SELECT ?m { item:failure-code_MT010b dcterms:description ?m }", [("Worn",)]),
        ("SELECT ?d { ?d plant:recordedIn ?log . ?d a plant:Equipment }", []),
    ],
)
def test_relations_are_there(graphs: PlantGraphs, query: str, rows: list[tuple[str, ...]]) -> None:
    assert sorted(set(asked(graphs, query))) == rows


def test_every_statement_has_its_file_and_row_or_page(graphs: PlantGraphs) -> None:
    found = asked(
        graphs,
        "SELECT ?source ?row { GRAPH ?g { item:tag_VT-72A sosa:isHostedBy ?e } "
        "?g dcterms:source ?source ; plant:row ?row }",
    )
    assert found == [("site/instruments.csv", "2")]
    paged = asked(
        graphs,
        "SELECT ?source ?page { GRAPH ?g { ?c a plant:Clause } ?g dcterms:source ?source ; plant:page ?page }",
    )
    assert paged == [("site/report.txt", "4")]
    graph = graphs.current()
    assert all(statement.place.source for statement in graph.matching())
    assert len(list(graph.matching())) == len(graph)


def test_the_graph_follows_the_catalogue(graphs: PlantGraphs, plant: Knowledge) -> None:
    before = graphs.current()
    assert graphs.current() is before
    with writer(plant.catalogue.engine).begin() as connection:
        revisions.forget(connection, "site/instruments.csv")
    assert asked(graphs, "SELECT ?s { ?s sosa:isHostedBy item:tag_K-7B }") == []
    assert not [s for s in graphs.current().matching() if s.place.source == "site/instruments.csv"]
