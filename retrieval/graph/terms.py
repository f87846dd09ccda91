"""The words of the plant graph: classes, relations, and how things are named. Knows no statement.

Sensors and where they sit are terms of SOSA, provenance of PROV-O, titles and parts of Dublin Core; what
these lack follows the concepts of ISO 14224 (equipment, component, failure mode, cause, work order).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from rdflib import DCTERMS, PROV, RDF, RDFS, SOSA, XSD, Namespace, URIRef

from retrieval.identifiers import normalise

PLANT = Namespace("urn:plant:terms#")
"""Namespace of the terms of our own."""
_ITEM = "urn:plant:item:"

EQUIPMENT, COMPONENT = PLANT.Equipment, PLANT.Component
FAILURE_MODE, CAUSE, EFFECT = PLANT.FailureMode, PLANT.Cause, PLANT.Effect
FAILURE_LINE = PLANT.FailureLine
"""One line of an analysis: an item, a mode, a cause and an effect that belong together, with ratings."""
WORK_ORDER, SPARE_PART = PLANT.WorkOrder, PLANT.SparePart
DOCUMENT, DRAWING, CLAUSE = PLANT.Document, PLANT.Drawing, PLANT.Clause
SENSOR = SOSA.Sensor
RECORD = PLANT.Record
"""A row, a page or a whole file: where statements come from."""

CLASSES: dict[URIRef, str] = {
    EQUIPMENT: "Equipment, by its tag",
    COMPONENT: "Part of an equipment that can fail",
    FAILURE_MODE: "How things fail",
    CAUSE: "What leads to a failure",
    EFFECT: "What a failure leads to",
    FAILURE_LINE: "Line of a failure analysis",
    WORK_ORDER: "Work order",
    SPARE_PART: "Spare part",
    SENSOR: "Instrument or channel of a log",
    DOCUMENT: "Document",
    DRAWING: "Drawing",
    CLAUSE: "Numbered clause of a document",
    RECORD: "Row, page or file that statements come from",
}
PREFIXES = {
    "plant": PLANT,
    "item": Namespace(_ITEM),
    "sosa": SOSA._NS,
    "prov": PROV._NS,
    "dcterms": DCTERMS._NS,
    "rdf": RDF._NS,
    "rdfs": RDFS._NS,
    "xsd": XSD._NS,
}
"""Prefixes that queries may use undeclared, and files declare."""


def tagged(tag: str) -> URIRef:
    """The name of what bears a tag: equipment and sensors alike, in any spelling of the tag."""
    return _named("tag", normalise(tag))


def notion(kind: str, *words: str) -> URIRef:
    """The name of a thing that is known by its words; case, blanks and punctuation make no difference."""
    return _named(kind, *(re.sub(r"[\W_]+", "-", word.casefold()).strip("-") for word in words))


def numbered(kind: str, number: str) -> URIRef:
    """The name of a thing that is known by its number as printed."""
    return _named(kind, " ".join(number.split()))


def _named(kind: str, *parts: str) -> URIRef:
    """Kind and parts joined by ``_``: such a name can be written with a prefix (``item:tag_P-101A``)."""
    return URIRef(f"{_ITEM}{kind}_{'_'.join(quote(part, safe='-.') for part in parts)}")
