"""What documents, drawings and logs say of the plant, as statements of the graph. Knows records, no table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from rdflib import DCTERMS, RDF, RDFS, SOSA, XSD, Literal, URIRef

from assistant.graph.roles import tags_in
from retrieval.graph import terms
from retrieval.graph.statement import Place, Read
from retrieval.graph.terms import PLANT, notion, numbered, tagged
from retrieval.identifiers import is_label, label_key, normalise
from retrieval.joined import ELSEWHERE, read_joined
from retrieval.records import Chunk, Document, DrawingEntity, SeriesRef


def document_named(source: str) -> URIRef:
    """The name of a document."""
    return numbered("document", source)


def drawings_by_number(documents: Iterable[Document], drawn: frozenset[str]) -> dict[str, URIRef]:
    """Drawings by the number that their file is called by, in capitals."""
    return {
        PurePosixPath(d.path).stem.upper(): document_named(d.source)
        for d in sorted(documents, key=lambda d: d.source)
        if d.source in drawn
    }


def read_document(document: Document, *, is_drawing: bool) -> Read:
    """What a document is and what it is about."""
    read = Read(Place(document.source))
    thing = document_named(document.source)
    read.say(thing, RDF.type, terms.DRAWING if is_drawing else terms.DOCUMENT)
    read.say(thing, RDFS.label, document.source)
    read.say(thing, DCTERMS.title, document.title)
    if document.date is not None:
        read.say(thing, DCTERMS.date, Literal(document.date, datatype=XSD.date))
    for tag in document.equipment:
        read.say(thing, PLANT.about, tagged(tag))
    return read


def read_passages(document: Document, chunks: Iterable[Chunk], *, tags: frozenset[str]) -> Iterator[Read]:
    """Clauses, and which of the known tags and orders each page names."""
    thing = document_named(document.source)
    for chunk in chunks:
        if chunk.kind not in ("text", "drawing"):
            continue
        read = Read(Place(document.source, page=chunk.page))
        subject = thing
        if chunk.label and chunk.kind == "text" and is_label(label_key(chunk.label)):
            subject = numbered("clause", f"{document.source}/{chunk.label}")
            read.say(subject, RDF.type, terms.CLAUSE)
            read.say(subject, RDFS.label, chunk.label)
            read.say(subject, DCTERMS.isPartOf, thing)
        for name in dict.fromkeys(map(normalise, (*chunk.identifiers, *chunk.equipment))):
            if name in tags:
                read.say(thing, PLANT.mentions, tagged(name))
                read.say(subject, PLANT.mentions, tagged(name))
        if read.statements:
            yield read


def read_drawn(source: str, entities: Sequence[DrawingEntity]) -> Iterator[Read]:
    """The tags that a drawing shows, and which of them a line joins."""
    thing = document_named(source)
    for entity in entities:
        if entity.kind == "connection":
            yield _read_connection(source, entity)
        if entity.kind != "tag":
            continue
        read = Read(Place(source, page=entity.page))
        for tag in tags_in(entity.text):
            read.say(thing, PLANT.shows, tagged(tag))
            read.say(tagged(tag), RDFS.label, tag)
        if read.statements:
            yield read


def _read_connection(source: str, entity: DrawingEntity) -> Read:
    """``P-101A – V-205 (line 4)``: the first thing is joined with each of the others."""
    read = Read(Place(source, page=entity.page))
    ends = (part for part in read_joined(entity.text).ends if not part.startswith(ELSEWHERE))
    first, *others = [tags_in(part)[:1] for part in ends] or [()]
    for other in others:
        if first and other:
            read.say(tagged(first[0]), PLANT.connectedTo, tagged(other[0]))
    return read


def read_log(series: SeriesRef) -> Read:
    """The channels of a log, with the instruments that their names say."""
    read = Read(Place(series.source))
    log = document_named(series.source)
    for sensor in series.sensors:
        if sensor.flag:
            continue
        tags = tags_in(sensor.name)
        thing = tagged(tags[0]) if tags else notion("channel", series.source, sensor.name)
        read.say(thing, RDF.type, terms.SENSOR)
        read.say(thing, RDFS.label, tags[0] if tags else sensor.name)
        read.say(thing, DCTERMS.description, sensor.name if tags else None)
        read.say(thing, PLANT.recordedIn, log)
        read.say(thing, PLANT.unit, sensor.unit)
        if not tags:
            for tag in series.equipment:
                read.say(thing, SOSA.isHostedBy, tagged(tag))
    return read


def channel_tags(series: Iterable[SeriesRef]) -> frozenset[str]:
    """The tags that channels of logs are named by."""
    return frozenset(tags_in(s.name)[0] for one in series for s in one.sensors if tags_in(s.name))
