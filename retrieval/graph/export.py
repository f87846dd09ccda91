"""The plant graph as a file: Turtle and its kin. Knows formats by their endings, no catalogue.

TriG and N-Quads keep each statement in the graph of its record; the others hold all statements as one graph,
in which every thing still names the records it was read from (``prov:wasDerivedFrom``).
"""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph
from rdflib.namespace import split_uri

from retrieval.errors import BadQuery
from retrieval.graph.store import PlantGraph

FORMATS = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".jsonld": "json-ld",
    ".trig": "trig",
    ".nq": "nquads",
}
_QUADS = frozenset({"trig", "nquads"})


def write_graph(graph: PlantGraph, path: Path) -> None:
    """Writes the graph in the format of the file's ending; the file is whole or not there.

    Raises:
        BadQuery: The ending is none that is known.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise BadQuery(f"{path.name}: the name must end with {', '.join(FORMATS)}")
    part = path.with_name(path.name + ".part")
    written: Graph = graph.dataset if kind in _QUADS else _as_one(graph)
    try:
        if kind == "xml":
            _look_for_names(written)
        written.serialize(destination=str(part), format=kind, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _look_for_names(graph: Graph) -> None:
    """RDF/XML writes a relation as the name of an element, which not every IRI ends with."""
    for relation in set(graph.predicates()):
        try:
            split_uri(str(relation))
        except ValueError:
            raise BadQuery(f"RDF/XML cannot write the relation <{relation}>: write .ttl or .nt") from None


def _as_one(graph: PlantGraph) -> Graph:
    one = Graph()
    for prefix, namespace in graph.dataset.namespaces():
        one.bind(prefix, namespace)
    for triple in graph.dataset.triples((None, None, None)):
        one.add(triple)
    return one
