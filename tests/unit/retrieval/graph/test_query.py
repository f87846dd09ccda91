"""What a query may do and what it gives."""

from __future__ import annotations

import time

import pytest
from rdflib import RDF, RDFS, Literal

from retrieval.errors import BadQuery, QueryTooLong
from retrieval.graph import terms
from retrieval.graph.query import _timed, run_query
from retrieval.graph.statement import Place, Read
from retrieval.graph.store import PlantGraph


def made(count: int = 3) -> PlantGraph:
    reads = []
    for number in range(count):
        read = Read(Place("site/register.csv", table="register", row=number))
        read.say(terms.tagged(f"K-{number + 100}"), RDF.type, terms.EQUIPMENT)
        read.say(terms.tagged(f"K-{number + 100}"), RDFS.label, f"K-{number + 100}")
        reads.append(read)
    return PlantGraph(reads)


def test_rows_are_bounded_and_that_is_said() -> None:
    answers = run_query(made(), "SELECT ?l { ?e a plant:Equipment ; rdfs:label ?l } ORDER BY ?l", rows=2)
    assert answers.columns == ("l",)
    assert answers.rows == ((Literal("K-100"),), (Literal("K-101"),))
    assert answers.truncated
    assert not run_query(made(), "SELECT ?e { ?e a plant:Equipment }", rows=3).truncated


def test_ask_construct_and_unbound_variables() -> None:
    graph = made()
    assert run_query(graph, "ASK { item:tag_K-100 a plant:Equipment }").rows == ((Literal(True),),)
    built = run_query(
        graph, "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e rdfs:label ?l . ?e a plant:Equipment }"
    )
    assert built.columns == ("subject", "predicate", "object")
    assert len(built.rows) == 3
    optional = run_query(graph, "SELECT ?e ?x { ?e a plant:Equipment OPTIONAL { ?e plant:kind ?x } }")
    assert {row[1] for row in optional.rows} == {None}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "only read"),
        ("LOAD <http://example.org/x.ttl>", "only read"),
        ("SELECT * { SERVICE <http://example.org/sparql> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { { SELECT * { OPTIONAL { SERVICE ?x { ?a ?b ?c } } } } }", "SERVICE"),
        ("SELECT * FROM <http://example.org/x.ttl> { ?a ?b ?c }", "FROM"),
        ("SELECT * FROM NAMED <http://example.org/x.ttl> { ?a ?b ?c }", "FROM"),
        ('SELECT * { ?a rdfs:label ?l FILTER regex(?l, "(a+)+b") }', "REGEX"),
        ("SELECT * { ?a rdfs:label ?l FILTER regex(?l, ?l) }", "REGEX"),
        ('SELECT (replace(?l, "(x*)*y", "") AS ?r) { ?a rdfs:label ?l }', "REPLACE"),
        ("SELECT * { ?a nobody:knows ?b }", "nobody"),
        ("SELEC ?a", "no SPARQL"),
        ('SELECT (?x + 0 AS ?y) { BIND("1E99999999"^^xsd:decimal AS ?x) }', "too large"),
        ("SELECT * { " + " " * 20_000 + "?a ?b ?c }", "characters"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_reason(query: str, word: str) -> None:
    with pytest.raises(BadQuery, match=word):
        run_query(made(), query)


def test_a_plain_pattern_is_allowed() -> None:
    answers = run_query(made(), 'SELECT ?l { ?e rdfs:label ?l FILTER regex(?l, "^k-10[12]$", "i") }')
    assert len(answers.rows) == 2


_FINALIZERS = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""What is raised inside one is dropped by Python, and that it was."""


@_FINALIZERS
@pytest.mark.parametrize(
    "query",
    [
        "SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { { SELECT ?a ?c { ?a ?b ?c } } { SELECT ?d ?f { ?d ?e ?f } } FILTER(?c = ?f && ?a != ?d) }",
    ],
)
def test_a_query_that_takes_too_long_is_ended(query: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTooLong, match="ran past"):
        run_query(made(400), query, seconds=0.2)
    assert time.monotonic() - began < 5


@_FINALIZERS
def test_work_that_spends_its_time_in_finalizers_is_ended_too() -> None:
    def count(numbers: int) -> None:
        for number in range(numbers):
            len(str(number))

    class Finalized:
        def __del__(self) -> None:
            count(20_000)

    def work() -> str:
        began = time.monotonic()
        while time.monotonic() - began < 20:
            Finalized()
            count(1_000)
        return "ran on"

    with pytest.raises(QueryTooLong):
        _timed(work, 0.1)


def test_what_work_raises_or_gives_comes_through() -> None:
    def fails() -> str:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        _timed(fails, 5)
    assert _timed(lambda: "done", 5) == "done"


def test_work_that_swallows_exceptions_is_ended_too() -> None:
    def work() -> str:
        began = time.monotonic()
        while time.monotonic() - began < 5:
            try:
                for _ in range(1_000):
                    len(str(began))
            except Exception:  # noqa: BLE001 - as the library does
                continue
        return "ran on"

    with pytest.raises(QueryTooLong):
        _timed(work, 0.2)
