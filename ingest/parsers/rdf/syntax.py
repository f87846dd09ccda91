"""Tell in which syntax an RDF file is written, by its first words and its name. Parses nothing."""

from __future__ import annotations

import re
from typing import Literal

Syntax = Literal["turtle", "nt", "xml", "json-ld", "trig", "nquads"]

_BY_SUFFIX: dict[str, Syntax] = {
    ".ttl": "turtle",
    ".n3": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".owl": "xml",
    ".jsonld": "json-ld",
    ".trig": "trig",
    ".nq": "nquads",
}
SUFFIXES = frozenset(_BY_SUFFIX)
NAMES: dict[Syntax, str] = {
    "turtle": "Turtle",
    "nt": "N-Triples",
    "xml": "RDF/XML",
    "json-ld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
}
COMMENT = r"<!--(?:(?!-->).)*-->"
"""Of XML; it can be read in one way only, so that no file makes the search long."""
_XML = re.compile(
    rf"\s*(?:<\?xml[^>]*>\s*)?(?:{COMMENT}\s*)*"
    r"(?:<!DOCTYPE\s[^\[>]*(?:\[[^\]]*\]\s*)?>\s*)?"
    rf"(?:{COMMENT}\s*)*<rdf:RDF\b",
    re.DOTALL,
)
_DIRECTIVE = re.compile(
    r"(?:@prefix\s+[\w.-]*:\s*<[^>]*>\s*\.|@base\s+<[^>]*>\s*\.|PREFIX\s+[\w.-]*:\s*<[^>]*>|BASE\s+<[^>]*>)",
    re.IGNORECASE,
)
_TRIPLE = re.compile(
    r'(?:<[^<>\s]+>|_:\S+)\s+<[^<>\s]+>\s+(?:<[^<>\s]+>|_:\S+|"[^\n]*")[^\n]*\.\s*(?:#.*)?$', re.MULTILINE
)
_GRAPH = re.compile(r"(?:^|[.}])\s*(?:GRAPH\s+)?(?:<[^<>]*>|[\w.-]*:[\w.-]*)?\s*\{", re.MULTILINE)
_ASKS = re.compile(r"^\s*(?:SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b", re.IGNORECASE | re.MULTILINE)
_OWL_XML = re.compile(rf"\s*(?:<\?xml[^>]*>\s*)?(?:{COMMENT}\s*)*<Ontology\b", re.DOTALL)
_FUNCTIONAL = re.compile(r"\s*(?:Prefix\(|Ontology\()")
_MANCHESTER = re.compile(r"\s*Prefix:\s|\s*Ontology:\s")


def is_rdf_text(head: str) -> bool:
    """True where text that is no XML and no JSON begins as Turtle, TriG, N-Triples or N-Quads do."""
    words = _without_comments(head)
    return bool(_DIRECTIVE.match(words) or _TRIPLE.match(words)) and not _ASKS.search(words)


def is_rdf_xml(head: str) -> bool:
    """True where the root of an XML file is that of RDF."""
    return _XML.match(head.lstrip("\ufeff")) is not None


def other_owl(head: str) -> str | None:
    """The name of a way to write OWL that is no RDF; None for others."""
    words = _without_comments(head)
    if _FUNCTIONAL.match(words):
        return "functional syntax"
    if _MANCHESTER.match(words):
        return "Manchester syntax"
    return "OWL/XML" if _OWL_XML.match(head) else None


def syntax_of(name: str, head: str) -> Syntax:
    """The syntax of an RDF file: what it begins with, then what its name says."""
    suffix = f".{name.lower().rpartition('.')[2]}"
    words = _without_comments(head.lstrip("\ufeff"))
    if is_rdf_xml(head):
        return "xml"
    if words.startswith(("{", "[")) and suffix not in (".ttl", ".trig", ".n3"):
        return "json-ld"
    if suffix in (".ttl", ".n3", ".nt", ".trig", ".nq"):
        return _BY_SUFFIX[suffix]
    return "trig" if _GRAPH.search(words) else "turtle"


def _without_comments(head: str) -> str:
    return re.sub(r"\A(?:\s*#[^\n]*(?:\n|\Z))+", "", head.lstrip("\ufeff")).lstrip()
