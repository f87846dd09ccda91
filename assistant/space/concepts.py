"""The concepts that anchor a plant's space, and what each record is about. Knows the graph, no item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SOSA, URIRef

from retrieval.graph import terms
from retrieval.graph.statement import Place
from retrieval.graph.store import PlantGraph
from retrieval.graph.terms import PLANT
from retrieval.space.records import Concept

KINDS: Mapping[URIRef, str] = {
    terms.EQUIPMENT: "equipment",
    terms.COMPONENT: "component",
    terms.FAILURE_MODE: "failure mode",
    PLANT.FailureCode: "failure mode",
    terms.SENSOR: "sensor",
    terms.CLAUSE: "clause",
}
"""Classes of the graph whose things anchor the space."""
MOST_CONCEPTS = 5000
_WITHIN = (PLANT.partOf, SOSA.isHostedBy, PLANT.belongsWith)
"""Relations by which a thing is of another's group."""
_SAID = (DCTERMS.description, PLANT.kind, PLANT.unit)
_NEAR: Mapping[URIRef, str] = {PLANT.partOf: "of", SOSA.isHostedBy: "on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Concepts, and what the graph says of each record.

    Attributes:
        by_place: Places in ``concepts`` by the place that statements about them were read from.
        told: Failure modes that a sensor tells of, by the sensor, as places in ``concepts``.
        hosts: Equipment that a sensor sits on, by the sensor.
        left_out: How many concepts there were too many.
    """

    concepts: tuple[Concept, ...]
    by_place: Mapping[Place, frozenset[int]]
    told: Mapping[int, frozenset[int]]
    hosts: Mapping[int, frozenset[int]]
    left_out: int = 0

    def by_name(self) -> dict[str, int]:
        """Places of concepts by their names."""
        return {concept.name: place for place, concept in enumerate(self.concepts)}


def read_anchors(graph: PlantGraph) -> Anchors:
    """All concepts of a graph with what it says of them."""
    kinds: dict[URIRef, str] = {}
    for class_, kind in KINDS.items():
        for one in graph.matching(None, RDF.type, class_):
            kinds.setdefault(one.subject, kind)
    names = sorted(kinds)
    kept = names[:MOST_CONCEPTS]
    groups = _groups(graph, kept)
    concepts = tuple(_concept(graph, name, kinds[name], groups[name]) for name in kept)
    number = {name: place for place, name in enumerate(kept)}
    by_place: dict[Place, set[int]] = {}
    for one in graph.matching():
        for thing in (one.subject, one.value):
            if thing in number:
                by_place.setdefault(one.place, set()).add(number[URIRef(thing)])
    return Anchors(
        concepts=concepts,
        by_place={place: frozenset(found) for place, found in by_place.items()},
        told=_told(graph, number),
        hosts=_pairs(number, ((s.subject, s.value) for s in graph.matching(None, SOSA.isHostedBy))),
        left_out=len(names) - len(kept),
    )


def _concept(graph: PlantGraph, name: URIRef, kind: str, group: str) -> Concept:
    label = graph.label(name)
    said = [str(one.value) for relation in _SAID for one in graph.matching(name, relation)]
    near = [
        f"{word} {graph.label(URIRef(one.value))}"
        for relation, word in _NEAR.items()
        for one in graph.matching(name, relation)
    ]
    parts = dict.fromkeys((f"{kind} {label}", *sorted(set(said))[:3], *sorted(set(near))[:3]))
    return Concept(name=str(name), kind=kind, label=label, text="; ".join(parts), group=group)


def _told(graph: PlantGraph, number: Mapping[URIRef, int]) -> dict[int, frozenset[int]]:
    """Failure modes by the sensor that a line of an analysis names as what tells of them."""
    modes: dict[URIRef, list[URIRef]] = {}
    for one in graph.matching(None, PLANT.failureMode):
        modes.setdefault(one.subject, []).append(URIRef(one.value))
    lines = graph.matching(None, PLANT.toldBy)
    return _pairs(number, ((URIRef(one.value), m) for one in lines for m in modes.get(one.subject, ())))


def _pairs(number: Mapping[URIRef, int], found: Iterable[tuple[object, object]]) -> dict[int, frozenset[int]]:
    held: dict[int, set[int]] = {}
    for a, b in found:
        if a in number and b in number:
            held.setdefault(number[URIRef(str(a))], set()).add(number[URIRef(str(b))])
    return {a: frozenset(others) for a, others in held.items()}


def _groups(graph: PlantGraph, names: list[URIRef]) -> dict[URIRef, str]:
    """The name of each concept's group: machines that belong together with their parts and sensors."""
    above = {name: name for name in names}

    def top(name: URIRef) -> URIRef:
        while above[name] != name:
            name = above[name]
        return name

    for relation in _WITHIN:
        for one in graph.matching(None, relation):
            if one.subject in above and one.value in above:
                first, second = sorted((top(one.subject), top(URIRef(one.value))))
                above[second] = first
    return {name: str(top(name)) for name in names}
