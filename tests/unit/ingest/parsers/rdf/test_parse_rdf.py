"""RDF files: every syntax gives the same passages; what is hostile is refused, and nothing is fetched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.rdf import read
from ingest.parsers.rdf.read import read_rdf
from ingest.parsers.registry import HEAD_BYTES, parser_for

TURTLE = """# kinds of bearings
@prefix m: <https://mill.example/m#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://mill.example/m> a owl:Ontology ; rdfs:label "Mill model"@en .
m:Bearing a owl:Class ; rdfs:label "bearing"@en , "palier"@fr .
m:Thrust a owl:Class ; rdfs:subClassOf m:Bearing , [ a owl:Restriction ; owl:onProperty m:p ] ;
  rdfs:label "thrust bearing"@en , "palier de butée"@fr ; skos:altLabel "axial bearing"@en ;
  skos:definition "Takes the load along the shaft."@en , "Reprend la charge le long de l'arbre."@fr .
m:k7 a m:RootsBlower ; skos:notation "K-7A" ; m:ratedFlow 230 .
"""
PASSAGES = [
    ("bearing", None),
    ("palier", None),
    (
        "thrust bearing",
        "thrust bearing: Takes the load along the shaft.\nAlso called: axial bearing.\n"
        "thrust bearing is a kind of bearing",
    ),
    (
        "palier de butée",
        "palier de butée: Reprend la charge le long de l'arbre.\npalier de butée est une sorte de palier",
    ),
    ("K-7A", "K-7A: roots blower\nnotation: K-7A\nrated flow: 230"),
]
XML = '<?xml version="1.0"?><!DOCTYPE rdf:RDF [{}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</rdf:RDF>'


def parsed(folder: Path, name: str, text: str) -> ParsedDocument:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)


def passages(document: ParsedDocument) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for block in document.blocks:
        if block.kind == "heading":
            found.append((block.text, None))
        else:
            found[-1] = (found[-1][0], block.text)
    return found


def written(syntax: str) -> str:
    if syntax in ("trig", "nquads"):
        quads = Dataset()
        quads.graph("urn:g").parse(data=TURTLE)
        return quads.serialize(format=syntax)
    return Graph().parse(data=TURTLE).serialize(format=syntax)


def test_names_definitions_and_kinds_become_passages(tmp_path: Path) -> None:
    document = parsed(tmp_path, "a.ttl", TURTLE)
    assert (document.media, document.title, document.language) == ("rdf", "Mill model", "en")
    assert passages(document) == PASSAGES
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("a.nt", "nt"),
        ("a.rdf", "xml"),
        ("a.owl", "pretty-xml"),
        ("a.jsonld", "json-ld"),
        ("a.trig", "trig"),
        ("a.nq", "nquads"),
        ("a.n3", "turtle"),
        ("a.txt", "turtle"),
        ("without", "nt"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of what it will call otherwise
def test_every_syntax_says_the_same(tmp_path: Path, name: str, syntax: str) -> None:
    document = parsed(tmp_path, name, written(syntax))
    assert document.media == "rdf"
    assert sorted(name for name, _ in passages(document)) == sorted(name for name, _ in PASSAGES)
    assert dict(passages(document))["thrust bearing"] == dict(PASSAGES)["thrust bearing"]


def test_graphs_of_the_file_stay_apart_and_nameless_things_get_the_same_names(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    path.write_text("@prefix e: <urn:e#> . e:g { e:a e:b [ e:c 1 ] . } e:a e:b 2 .", encoding="utf-8")
    file = read_rdf(path, name="a.trig")
    assert set(file.statements) == {"", "urn:e#g"}
    assert {str(s.subject) for s in file.all()} == {"urn:e#a", "urn:plant:nameless:a.trig:1"}
    assert read_rdf(path, name="a.trig") == file


def test_short_names_of_editors_are_put_in(tmp_path: Path) -> None:
    text = (
        XML.format(
            "<!-- as editors write --><!ENTITY owl \"http://www.w3.org/2002/07/owl#\" >\n<!ENTITY m 'https://m#'>",
            '<rdf:Description rdf:about="&m;Pump"><rdf:type rdf:resource="&owl;Class"/>'
            '<l xmlns="http://www.w3.org/2000/01/rdf-schema#"/></rdf:Description>',
        )
        .replace("<l xmlns", '<label xml:lang="fr" xmlns')
        .replace('#"/></rdf:D', '#">pompe</label></rdf:D')
    )
    assert passages(parsed(tmp_path, "a.owl", text)) == [("pompe", None)]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.rdf", XML.format('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', "&b;"), "XML entities"),
        ("a.rdf", XML.format('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "XML entities"),
        ("a.rdf", XML.format('<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;', ""), "XML entities"),
        ("a.rdf", XML.replace(" [{}]", ' SYSTEM "http://example.org/a.dtd"').format(""), "XML entities"),
        ("a.rdf", XML.format('<!ENTITY a "' + "x" * 299 + '">', "&a;" * 300_000), "XML entities"),
        ("a.rdf", XML.format("", "<rdf:li>" * 200 + "</rdf:li>" * 200), "nested deeper"),
        ("a.jsonld", '{"@context": "http://example.org/c", "@id": "urn:a", "name": "x"}', "not fetched"),
        ("a.jsonld", '[{"@context": {"n": {"@id": "urn:n", "@context": ["http://example.org/c"]}}}]', "not fetched"),
        ("a.jsonld", '{"@context": {"@import": "http://example.org/c"}, "@id": "urn:a"}', "not fetched"),
        ("a.jsonld", "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("a.jsonld", '{"@id": ', "no valid JSON"),
        ("a.ttl", TURTLE[:-30], "no Turtle that can be read: it ends in the middle"),
        ("a.ttl", "@prefix a: <urn:a#> . a:b a:c " + "(" * 3000 + ")" * 3000 + " .", "nested deeper"),
        ("a.ttl", TURTLE.replace("m:ratedFlow 230", "} 230"), "no Turtle that can be read: at line"),
        ("a.nt", "<urn:a b> <urn:p> <urn:c> .", "no N-Triples"),
        ("a.ttl", "@prefix a: <urn:a#> .", "no statement"),
        ("a.owl", "Prefix(:=<http://x#>)\nOntology(<http://x>)", "functional syntax"),
        ("a.owl", '<?xml version="1.0"?><Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
        ("a.rdf", '<?xml version="1.0"?><rows><row a="1"/></rows>', "not that of RDF"),
        ("a.rdf", "Just words.", "no Turtle"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable, match=reason):
        parsed(tmp_path, name, text)
    assert time.monotonic() - began < 10


def test_statements_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_STATEMENTS", 10)
    text = "".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(11))
    with pytest.raises(Unreadable, match="more than 10 statements"):
        parsed(tmp_path, "a.nt", text)
    monkeypatch.setattr(read, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="MiB"):
        parsed(tmp_path, "a.nt", text)


def test_imports_are_named_and_not_followed(tmp_path: Path) -> None:
    text = TURTLE.replace("a owl:Ontology ;", "a owl:Ontology ; owl:imports <http://example.org/other> ;")
    assert parsed(tmp_path, "a.ttl", text).warnings == (
        "It builds on other files, which were not fetched: http://example.org/other.",
    )


def test_values_stay_as_written_and_names_can_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        "@prefix x: <http://www.w3.org/2001/XMLSchema#> .\n"
        '<urn:a> <urn:b> "1E999999999"^^x:decimal , "007"^^x:integer , "half \\uD800" ; <urn:c> <http://x/\\u0020y> .',
        encoding="utf-8",
    )
    file = read_rdf(path, name="a.ttl")
    assert [str(s.value) for s in file.all()] == ["1E999999999", "007", "half \ufffd", "http://x/%20y"]
    graph = Graph()
    for one in file.all():
        graph.add((one.subject, one.predicate, one.value))
    assert "007" in graph.serialize(format="nt")


def test_a_query_in_a_text_is_no_rdf(tmp_path: Path) -> None:
    assert parsed(tmp_path, "a.txt", "PREFIX a: <urn:a>\nSELECT * { ?a ?b ?c }").media == "text"


def test_comments_do_not_make_the_search_long(tmp_path: Path) -> None:
    began = time.monotonic()
    parsed(tmp_path, "a.html", "<!---->" * 250 + "words")
    with pytest.raises(Unreadable):
        parsed(tmp_path, "a.rdf", "<!---->" * 1000 + "words")
    assert time.monotonic() - began < 5
