"""Relations by which ontologies and thesauri name, define and order things. Knows no file and no endpoint."""

from __future__ import annotations

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace, URIRef

SCHEMA = Namespace("http://schema.org/")
SCHEMA_S = Namespace("https://schema.org/")
_OBO = Namespace("http://purl.obolibrary.org/obo/")
_ISO_THES = Namespace("http://purl.org/iso25964/skos-thes#")
_BRICK = Namespace("https://brickschema.org/schema/Brick#")

MAIN_LABELS: tuple[URIRef, ...] = (SKOS.prefLabel, RDFS.label, SCHEMA.name, SCHEMA_S.name, DCTERMS.title)
"""What a thing is called, the most telling first."""
OTHER_LABELS: tuple[URIRef, ...] = (SKOS.altLabel, SCHEMA.alternateName, SCHEMA_S.alternateName)
DEFINITIONS: tuple[URIRef, ...] = (
    SKOS.definition,
    _OBO.IAO_0000115,
    RDFS.comment,
    DCTERMS.description,
    SCHEMA.description,
    SCHEMA_S.description,
)
"""What a thing is, the most telling first."""
BROADER: tuple[URIRef, ...] = (
    RDFS.subClassOf,
    SKOS.broader,
    SKOS.broaderTransitive,
    _ISO_THES.broaderGeneric,
)
NARROWER: tuple[URIRef, ...] = (SKOS.narrower, SKOS.narrowerTransitive, _ISO_THES.narrowerGeneric)
MARKS: tuple[URIRef, ...] = (
    SKOS.notation,
    DCTERMS.identifier,
    SCHEMA.identifier,
    SCHEMA_S.identifier,
    _BRICK.hasTag,
    *MAIN_LABELS,
    *OTHER_LABELS,
)
"""Relations whose value may be the tag of an item."""
MARK_NAMES = frozenset(
    "tag tagname tagnumber tagid hastag notation identifier id code mark label name assettag assetid "
    "equipmenttag functionallocation repere numero".split()
)
"""Last parts of relations of other vocabularies that bear tags, letters only."""

SCHEMES = frozenset({OWL.Ontology, SKOS.ConceptScheme})
CLASS_KINDS = frozenset({OWL.Class, RDFS.Class, SKOS.Concept, RDFS.Datatype})
PROPERTY_KINDS = frozenset(
    {RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    | {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty}
)
BUILT_IN: tuple[str, ...] = (str(OWL), str(RDF), str(RDFS), str(SKOS))
"""Namespaces of the languages themselves: their classes say nothing of a plant."""


def local_name(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]
