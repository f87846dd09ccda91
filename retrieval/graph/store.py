"""The graph in memory: statements by the record they were read from. Knows rdflib, no catalogue.

Each record (a row, a page, a file) is a named graph; queries without ``GRAPH`` see all of them as one. What a
record is, its file and its row or page, stands in the default graph.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, PROV, RDF, RDFS, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from retrieval.graph.statement import Place, Read, Value
from retrieval.graph.terms import CLASSES, PLANT, PREFIXES, RECORD


@dataclass(frozen=True, slots=True)
class Sourced:
    """A statement as it is looked up, with its place."""

    subject: URIRef
    predicate: URIRef
    value: Value
    place: Place


class _Quads(Dataset):
    """A dataset whose queries warn of nothing: rdflib 7.6 itself still reads what it calls deprecated."""

    @property  # type: ignore[misc]
    def default_context(self) -> Graph:
        kept: Graph = self.default_graph
        return kept

    def contexts(self, triple: object = None) -> Generator[Graph, None, None]:
        yield from self.graphs(triple)  # type: ignore[arg-type]


class PlantGraph:
    """All statements of one generation of the catalogue.

    Args:
        reads: What each place gives; a place may come several times.
        left_out: What was too large to be read whole, in words.
        same: Names that files of statements have for the plant's own items; these are called as the plant
            calls them, and queries may use either name.
    """

    def __init__(
        self,
        reads: Iterable[Read],
        *,
        left_out: tuple[str, ...] = (),
        same: Mapping[URIRef, URIRef] | None = None,
    ) -> None:
        self.left_out = left_out
        self.same = dict(same or {})
        self.dataset = _Quads(default_union=True)
        for prefix, namespace in PREFIXES.items():
            self.dataset.bind(prefix, namespace)
        self._places: dict[URIRef, Place] = {}
        for read in reads:
            self._add(read)
        self._describe()

    def __len__(self) -> int:
        """How many statements there are, those about records apart."""
        return sum(len(self.dataset.graph(name)) for name in self._places)

    def matching(
        self,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        value: Value | None = None,
    ) -> Iterator[Sourced]:
        """Statements that fit, each with its place, in no order."""
        for s, p, o, name in self.dataset.quads((subject, predicate, value, None)):
            place = self._places.get(URIRef(str(name)))
            if place is not None:
                yield Sourced(s, p, o, place)  # type: ignore[arg-type]

    def label(self, thing: URIRef) -> str:
        """What a thing is called, by the plant's own sources first; the end of its name where none does."""
        found = list(self.matching(thing, RDFS.label))
        own = [one for one in found if one.place.graph is None]
        labels = sorted(str(one.value) for one in own or found)
        return labels[0] if labels else str(thing).rpartition("_")[2]

    def classes(self) -> dict[str, int]:
        """How many things of each class there are, by the name of the class."""
        kinds = {kind for _, _, kind, _ in self.dataset.quads((None, RDF.type, None, None))}
        found = {str(kind): len(set(self.dataset.subjects(RDF.type, kind))) for kind in kinds}
        return dict(sorted(found.items()))

    def relations(self) -> dict[str, int]:
        """How many pairs each relation has, by the name of the relation."""
        found: dict[str, set[tuple[object, object]]] = {}
        for s, p, o, _ in self.dataset.quads((None, None, None, None)):
            found.setdefault(str(p), set()).add((s, o))
        return {name: len(found[name]) for name in sorted(found)}

    def _add(self, read: Read) -> None:
        if not read.statements:
            return
        self._places[read.place.name] = read.place
        graph = self.dataset.graph(read.place.name)
        for one in read.statements:
            graph.add((one.subject, one.predicate, one.value))
            if one.predicate == RDF.type:
                graph.add((one.subject, PROV.wasDerivedFrom, read.place.name))

    def _describe(self) -> None:
        default = self.dataset.graph(DATASET_DEFAULT_GRAPH_ID)
        for kind, words in CLASSES.items():
            default.add((kind, RDF.type, RDFS.Class))
            default.add((kind, RDFS.label, Literal(words, lang="en")))
        for name, place in self._places.items():
            default.add((name, RDF.type, RECORD))
            default.add((name, DCTERMS.source, Literal(place.source)))
            for predicate, value in (
                (PLANT.table, place.table),
                (PLANT.row, place.row),
                (PLANT.page, place.page),
                (PLANT.graph, place.graph),
            ):
                if value is not None:
                    default.add((name, predicate, Literal(value)))
