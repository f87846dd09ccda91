"""RDF files in the graph of a small plant: their own graphs, joined with its items, and what is asked of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rdflib import URIRef

from assistant.crossing.notions import Notions
from assistant.experts.tables.expert import TableExpert
from assistant.experts.text.named import DocumentNames
from assistant.graph.plant import PlantGraphs
from assistant.records import Question
from ingest.parsers.rdf.parse import parse_rdf
from retrieval.graph.export import write_graph
from retrieval.graph.query import run_query
from retrieval.knowledge import Knowledge
from retrieval.records import Chunk, Document, Language, Revision, Scope

from .conftest import Put
from .test_plant import asked

SOURCE = "site/models/mill.ttl"
MODEL = """
@prefix m: <https://mill.example/m#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sosa: <http://www.w3.org/ns/sosa/> .
m:Rotating a owl:Class ; rdfs:label "rotating machine"@en , "machine tournante"@fr ;
  rdfs:comment "Machine with a turning shaft."@en , "Machine à arbre tournant."@fr .
m:Blower a owl:Class ; rdfs:subClassOf m:Rotating ; rdfs:label "blower"@en , "surpresseur"@fr .
m:Motor a owl:Class ; rdfs:subClassOf m:Rotating ; rdfs:label "motor"@en , "moteur"@fr .
m:Loop a owl:Class ; rdfs:subClassOf m:Loop2 . m:Loop2 rdfs:subClassOf m:Loop ; rdfs:label "loop"@en .
m:one a m:Blower ; skos:notation "K 7 A" ; rdfs:label "First blower"@en ; m:feeds m:V-80 .
m:V-80 a m:Vessel ; rdfs:label "K-7A and K-7B"@en .
m:two a m:Motor ; m:assetTag "M-7A" ; m:secondTag "x" ; dcterms:identifier "K-7B" .
m:TT_71A sosa:isHostedBy m:one .
<urn:plant:record:site/report.txt> dcterms:source "somebody else" .
"""


@pytest.fixture(scope="module")
def modelled(plant: Knowledge, put: Put, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    path = tmp_path_factory.mktemp("model") / "mill.ttl"
    path.write_text(MODEL, encoding="utf-8")
    key = plant.objects.put_file(path)
    chunks, heading = [], ""
    for number, block in enumerate(parse_rdf(path).blocks):
        heading = block.text if block.kind == "heading" else heading
        if block.kind != "heading":
            chunks.append(
                Chunk(id=f"m{number}", source=SOURCE, kind="text", ordinal=number, text=block.text,
                      headings=(heading,), language="fr" if "tourn" in heading else "en")
            )  # fmt: skip
    document = Document(
        id=SOURCE, source=SOURCE, collection="site", path="models/mill.ttl", media="rdf", sha256=key, revision=1,
        title="mill", language="en", ingested_at=datetime(2031, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    put(Revision(document=document, chunks=tuple(chunks)))
    return plant


@pytest.fixture(scope="module")
def graphs(modelled: Knowledge) -> PlantGraphs:
    return PlantGraphs(modelled, TableExpert(modelled))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        # one query across the model and the instrument list
        (
            "SELECT DISTINCT ?s { ?m a/rdfs:subClassOf* <https://mill.example/m#Rotating> . "
            "?s sosa:isHostedBy ?m ; a sosa:Sensor }",
            [("urn:plant:item:channel_site-log-csv_load",), ("urn:plant:item:tag_TT-71A",),
             ("urn:plant:item:tag_VT-72A",)],
        ),
        # either name may be used
        ("SELECT ?l { <https://mill.example/m#one> <https://mill.example/m#feeds>/rdfs:label ?l }",
         [("K-7A and K-7B",)]),
        ("SELECT ?m { VALUES ?m { <https://mill.example/m#one> } ?m a plant:Equipment }",
         [("urn:plant:item:tag_K-7A",)]),
        ("SELECT ?o { item:tag_K-7A owl:sameAs ?o }", [("https://mill.example/m#one",)]),
        # the name alone says which instrument it is
        ("SELECT ?o { item:tag_TT-71A owl:sameAs ?o }", [("https://mill.example/m#TT_71A",)]),
        # two tags of the plant: which of them it is nobody says
        ("SELECT ?o { ?o <https://mill.example/m#secondTag> ?x }", [("https://mill.example/m#two",)]),
        # its statements stand in a graph of their own, with the file
        (
            "SELECT DISTINCT ?s ?g { GRAPH ?r { <https://mill.example/m#Blower> rdfs:subClassOf ?x } "
            "?r dcterms:source ?s ; plant:graph ?g }",
            [(SOURCE, "")],
        ),
        # no file speaks of this program's own records
        ('SELECT ?x { ?x dcterms:source "somebody else" }', []),
    ],
)  # fmt: skip
def test_the_model_is_joined_with_the_plant(
    graphs: PlantGraphs, query: str, rows: list[tuple[str, ...]]
) -> None:
    assert sorted(set(asked(graphs, f"PREFIX owl: <http://www.w3.org/2002/07/owl#> {query}"))) == rows


def test_things_keep_the_plants_own_names(graphs: PlantGraphs) -> None:
    assert graphs.current().label(URIRef("urn:plant:item:tag_K-7A")) == "K-7A"


def told(
    modelled: Knowledge, graphs: PlantGraphs, text: str, language: Language = "en"
) -> list[tuple[str, str]]:
    notions = Notions(
        graph_of=graphs.current,
        row_at=TableExpert(modelled).row_at,
        library=modelled.catalogue,
        names_in=DocumentNames(modelled.catalogue).find,
    )
    bridge = notions.cross(Question(text=text, asked=text, language=language), Scope())
    return (
        [(r.statement or "", f"{r.source} {r.label or ''}".strip()) for r in bridge.reasons] if bridge else []
    )


M = f"{SOURCE} https://mill.example/m#"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("What is a rotating machine?", "en",
         [("According to mill.ttl, rotating machine: Machine with a turning shaft.", M + "Rotating")]),
        ("Qu'est-ce qu'une machine tournante selon l'ontologie ?", "fr",
         [("Selon mill.ttl, machine tournante : Machine à arbre tournant.", M + "Rotating")]),
        ("What kinds of rotating machines are there?", "en",
         [("blower is a kind of rotating machine.", M + "Blower"),
          ("motor is a kind of rotating machine.", M + "Motor")]),
        ("Which of our machines are rotating machines?", "en",
         [("According to mill.ttl, K-7A is a blower.", M + "one"),
          ("K-7B is a blower, by its row: “Blower B”.", "site/register.csv"),
          ("M-7A is a motor, by its row: “Motor”.", "site/register.csv"),
          ("According to mill.ttl, two is a motor.", M + "two"),
          ("According to mill.ttl, blower is a kind of rotating machine.", M + "Blower"),
          ("According to mill.ttl, motor is a kind of rotating machine.", M + "Motor")]),
        ("K-7B est-il un surpresseur ?", "fr",
         [("K-7B : surpresseur, d'après sa ligne : « Blower B ».", "site/register.csv")]),
    ],
)  # fmt: skip
def test_questions_are_answered_with_the_file_or_the_row(
    modelled: Knowledge, graphs: PlantGraphs, text: str, language: Language, expected: list[tuple[str, str]]
) -> None:
    assert told(modelled, graphs, text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What is a magnetic bearing?",
        "What is the blower?",
        "What is a rotating machine according to report.txt?",
        "Which machines are hot?",
        "What kinds of loops are there in a very long and winding question, and why?",
        "Is K-7B a motor?",
    ],
)
def test_other_questions_are_left_to_the_experts(modelled: Knowledge, graphs: PlantGraphs, text: str) -> None:
    assert told(modelled, graphs, text) == []


def test_a_ring_of_classes_ends(modelled: Knowledge, graphs: PlantGraphs) -> None:
    assert told(modelled, graphs, "What kinds of loops are there?") == [
        ("Loop is a kind of loop.", f"{SOURCE} https://mill.example/m#Loop")
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of what it will call otherwise
def test_the_graph_with_the_model_can_be_written(
    graphs: PlantGraphs, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    for ending in (".ttl", ".trig", ".nq", ".rdf"):
        write_graph(graphs.current(), folder / f"plant{ending}")
        assert "mill.example" in (folder / f"plant{ending}").read_text(encoding="utf-8")


def test_a_model_that_is_forgotten_is_gone(modelled: Knowledge, graphs: PlantGraphs, put: Put) -> None:
    from retrieval import revisions
    from retrieval.database import writer

    assert len(run_query(graphs.current(), "SELECT ?x { ?x a <https://mill.example/m#Blower> }").rows) == 1
    with writer(modelled.catalogue.engine).begin() as connection:
        revisions.forget(connection, SOURCE)
    assert not run_query(graphs.current(), "SELECT ?x { ?x a <https://mill.example/m#Blower> }").rows
    assert not [s for s in graphs.current().matching() if s.place.graph is not None]
    assert graphs.current().same == {}
