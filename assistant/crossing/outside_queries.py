"""What an endpoint is asked about a term, and its rows as statements. Knows SPARQL, asks nobody.

Names and definitions by the relations that RDFS, SKOS, Dublin Core and schema.org have for them; order by
RDFS, SKOS and Wikidata's "subclass of".
"""

from __future__ import annotations

import re

from rdflib import RDFS, SKOS, Literal, URIRef

from assistant.graph.taxonomy import singular
from assistant.words import tokens
from retrieval.graph.linked.endpoint import Fetched
from retrieval.graph.statement import Place, Read
from retrieval.identifiers import find

_PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <http://schema.org/>"""
_NAMED = "rdfs:label|skos:prefLabel|skos:altLabel"
_DEFINED = "skos:definition|schema:description|rdfs:comment|dcterms:description"
_UNDER = "rdfs:subClassOf|skos:broader|<http://www.wikidata.org/prop/direct/P279>"
_OURS = 'lang(?{0}) IN ("", "en", "fr")'
_TERM = re.compile(r"[^\W\d_][\w '’()./+-]{1,79}")


def may_be_sent(term: str) -> bool:
    """True for a term of the trade; what holds a tag, a number or an order is the plant's and stays here."""
    plain = _TERM.fullmatch(term) is not None and not any(c.isdigit() for c in term)
    return plain and not find(term)


def meaning_query(term: str) -> str:
    """Names, definitions and wider notions of what bears a name."""
    return f"""{_PREFIXES}
SELECT ?s ?l ?d ?c ?k WHERE {{
  VALUES ?l {{ {_spelt(term)} }}
  ?s {_NAMED} ?l .
  OPTIONAL {{ ?s {_DEFINED} ?d FILTER({_OURS.format("d")}) }}
  OPTIONAL {{ ?s {_UNDER} ?c . ?c rdfs:label|skos:prefLabel ?k FILTER({_OURS.format("k")}) }}
}} LIMIT 300"""


def kinds_query(term: str, *, rows: int) -> str:
    """All that is below what bears a name, each with what it is right below."""
    return f"""{_PREFIXES}
SELECT ?s ?l ?n ?d ?c WHERE {{
  VALUES ?l {{ {_spelt(term)} }}
  ?s {_NAMED} ?l .
  ?c ({_UNDER})* ?s .
  ?n {_UNDER} ?c .
  ?n rdfs:label|skos:prefLabel ?d FILTER({_OURS.format("d")})
}} LIMIT {rows + 1}"""


def meanings_read(fetched: Fetched) -> Read:
    """The rows of ``meaning_query`` as statements of the endpoint."""
    read = Read(Place(source_of(fetched.endpoint), graph=""))
    for s, label, definition, wider, name in _rows(fetched, 5):
        _say(read, s, RDFS.label, label)
        _say(read, s, SKOS.definition, definition)
        _say(read, s, RDFS.subClassOf, wider)
        _say(read, wider, RDFS.label, name)
    return read


def kinds_read(fetched: Fetched) -> Read:
    """The rows of ``kinds_query`` as statements of the endpoint."""
    read = Read(Place(source_of(fetched.endpoint), graph=""))
    for s, label, lower, name, wider in _rows(fetched, 5):
        _say(read, s, RDFS.label, label)
        _say(read, lower, RDFS.label, name)
        _say(read, lower, RDFS.subClassOf, wider)
    return read


def source_of(endpoint: str) -> str:
    """How an endpoint is cited."""
    return f"endpoint:{endpoint}"


def _spelt(term: str) -> str:
    """The ways to write a term, in the languages and in none."""
    words = " ".join(term.replace("’", "'").split())
    one = " ".join(singular(word) for word in tokens(words))
    ways = dict.fromkeys(
        way for each in (words, one) for way in (each, each.lower(), each[:1].upper() + each[1:].lower())
    )
    return " ".join(f'"{way}"{language}' for way in ways if way for language in ("", "@en", "@fr"))


def _rows(fetched: Fetched, count: int) -> list[tuple[object, ...]]:
    return [row for row in fetched.rows if len(row) == count]


def _say(read: Read, subject: object, predicate: URIRef, value: object) -> None:
    if isinstance(subject, URIRef) and isinstance(value, URIRef | Literal):
        read.say(subject, predicate, value)
