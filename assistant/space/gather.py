"""All items of a plant with the concepts they are about. Knows the catalogue and the graph, no training."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from assistant.errors import QueryRefused
from assistant.experts.series.detectors.log import LogRefused, ingested_log
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.keyed import KeyedRow
from assistant.graph.roles import tags_in
from assistant.space.concepts import Anchors, read_anchors
from assistant.space.windows import Window, encode_windows, log_windows
from retrieval.embed import Embedder
from retrieval.graph.statement import Place
from retrieval.graph.store import PlantGraph
from retrieval.graph.terms import notion, numbered, tagged
from retrieval.identifiers import is_label, label_key
from retrieval.joined import read_joined
from retrieval.knowledge import Knowledge
from retrieval.passage_vectors import passage_vectors
from retrieval.records import Chunk, DrawingEntity, SeriesRef
from retrieval.space.records import Concept, Matrix, SpaceData, SpaceItem

TEXT, ROW, DRAWING, WINDOW = "text", "row", "drawing", "window"
MODALITIES = (TEXT, ROW, DRAWING, WINDOW)
MOST_ROWS = 5000
"""Of one table."""
MOST_ITEMS = 50_000
_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class _Linked:
    """An item, the concepts it is about, and what is embedded of it where that is not its text."""

    item: SpaceItem
    concepts: frozenset[int]
    chunk: Chunk | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a space is made from.

    Attributes:
        left_out: What was too much, in words.
    """

    data: SpaceData
    left_out: tuple[str, ...]


def gather(knowledge: Knowledge, tables: TableExpert, graph: PlantGraph, *, embedder: Embedder) -> Gathered:
    """Items of everything that was ingested, embedded by the frozen encoders, with their links."""
    anchors = read_anchors(graph)
    left_out = [f"{anchors.left_out} concepts"] if anchors.left_out else []
    reader = _Reader(knowledge, tables, anchors, left_out)
    found = sorted(reader.items(), key=lambda one: MODALITIES.index(one.item.modality))
    if len(found) > MOST_ITEMS:
        left_out.append(f"{len(found) - MOST_ITEMS} of {len(found)} items")
        kept = np.linspace(0, len(found) - 1, MOST_ITEMS).astype(int)
        found = [found[int(place)] for place in kept]
    concepts = reader.concepts()
    links = [(place, concept) for place, one in enumerate(found) for concept in sorted(one.concepts)]
    data = SpaceData(
        items=tuple(one.item for one in found),
        concepts=concepts,
        features=_features(found, embedder),
        anchors=embedder.encode([concept.text for concept in concepts]),
        links=np.array(links, dtype=np.int64).reshape(-1, 2),
    )
    return Gathered(data=data, left_out=tuple(left_out))


def _features(found: list[_Linked], embedder: Embedder) -> dict[str, Matrix]:
    result: dict[str, Matrix] = {}
    for modality in dict.fromkeys(one.item.modality for one in found):
        mine = [one for one in found if one.item.modality == modality]
        if modality == WINDOW:
            result[modality] = encode_windows([one.window for one in mine if one.window], embedder)
        elif modality == TEXT:
            chunks = [one.chunk for one in mine if one.chunk]
            parts = list(passage_vectors(chunks, embedder))
            order = [place for places, _ in parts for place in places]
            result[modality] = np.concatenate([some for _, some in parts])[np.argsort(order)]
        else:
            result[modality] = embedder.encode([one.item.text for one in mine])
    return result


class _Reader:
    def __init__(
        self, knowledge: Knowledge, tables: TableExpert, anchors: Anchors, left_out: list[str]
    ) -> None:
        self._knowledge, self._tables, self._anchors = knowledge, tables, anchors
        self._left_out = left_out
        self._named = anchors.by_name()
        self._clauses: dict[int, str] = {}

    def concepts(self) -> tuple[Concept, ...]:
        """The concepts, clauses with the titles that ``items`` met."""
        return tuple(
            replace(concept, text=f"{concept.text}; {self._clauses[place]}")
            if place in self._clauses
            else concept
            for place, concept in enumerate(self._anchors.concepts)
        )

    def items(self) -> Iterator[_Linked]:
        catalogue = self._knowledge.catalogue
        for schema in self._tables.schemas():
            rows: list[KeyedRow] = []
            with suppress(QueryRefused):
                rows = self._tables.rows(schema, most=MOST_ROWS)
            if len(rows) < schema.rows:
                self._left_out.append(
                    f"{schema.rows - len(rows)} rows of {schema.table.source} ({schema.name})"
                )
            yield from map(self._row, rows)
        entities: dict[str, list[DrawingEntity]] = {}
        for entity in catalogue.entities():
            entities.setdefault(entity.source, []).append(entity)
        for document in catalogue.documents():
            for chunk in catalogue.chunks_of(document.source):
                if chunk.kind == "text":
                    yield self._passage(chunk)
            yield from self._drawn(document.source, document.title, entities.get(document.source, []))
        for ref in catalogue.series():
            yield from self._windows(ref)

    def _tags(self, text: str) -> frozenset[int]:
        return self._known(str(tagged(tag)) for tag in tags_in(text))

    def _known(self, names: Iterator[str]) -> frozenset[int]:
        return frozenset(self._named[name] for name in names if name in self._named)

    def _row(self, row: KeyedRow) -> _Linked:
        told = [c for c in row.schema.columns if c.is_text and "(derived)" not in c.name]
        told = told or list(row.schema.columns)
        cells = [f"{c.name}: {row.said(c, 'en')}" for c in told if row.cells[c.name] not in (None, "")]
        text = "; ".join(cells)[:_LONGEST]
        table = row.schema.table
        place = Place(table.source, table=row.schema.name, row=row.number, page=table.page)
        about = self._anchors.by_place.get(place, frozenset()) | self._tags(text)
        item = SpaceItem(
            modality=ROW,
            text=text,
            source=table.source,
            page=table.page,
            table=row.schema.name,
            row=row.number,
        )
        return _Linked(item=item, concepts=about)

    def _passage(self, chunk: Chunk) -> _Linked:
        names = [str(tagged(tag)) for tag in (*chunk.identifiers, *chunk.equipment)]
        if chunk.label and is_label(label_key(chunk.label)):
            clause = str(numbered("clause", f"{chunk.source}/{chunk.label}"))
            names.append(clause)
            if chunk.headings and clause in self._named:
                self._clauses.setdefault(self._named[clause], " / ".join(chunk.headings[-2:]))
        item = SpaceItem(modality=TEXT, text=chunk.text[:_LONGEST], source=chunk.source, page=chunk.page)
        return _Linked(item=item, concepts=self._known(iter(names)), chunk=chunk)

    def _drawn(self, source: str, title: str, entities: list[DrawingEntity]) -> Iterator[_Linked]:
        block = [e for e in entities if e.kind == "title_block"]
        if block:
            yield self._on_drawing(
                source, "title block: " + "; ".join(f"{e.name}: {e.text}" for e in block), block[0]
            )
        joined: dict[str, list[str]] = {}
        for entity in entities:
            if entity.kind == "connection":
                ends = read_joined(entity.text).ends
                for end in ends:
                    joined.setdefault(end, []).extend(other for other in ends if other != end)
            elif entity.kind == "note":
                yield self._on_drawing(source, entity.text, entity)
        for entity in entities:
            if entity.kind == "tag":
                near = ", ".join(dict.fromkeys(joined.get(entity.text, [])))
                words = f"{entity.text} on drawing {title}" + (f"; joined with {near}" if near else "")
                yield self._on_drawing(source, words, entity, about=entity.text)

    def _on_drawing(self, source: str, text: str, entity: DrawingEntity, about: str | None = None) -> _Linked:
        item = SpaceItem(modality=DRAWING, text=text[:_LONGEST], source=source, page=entity.page)
        return _Linked(item=item, concepts=self._tags(about or text))

    def _windows(self, ref: SeriesRef) -> Iterator[_Linked]:
        try:
            log = ingested_log(ref.source, self._knowledge, series=ref.name)
        except LogRefused:
            self._left_out.append(f"windows of {ref.source}")
            return
        flags = {sensor.name for sensor in ref.sensors if sensor.flag}
        for window in log_windows(log):
            if window.sensor in flags:
                continue
            item = SpaceItem(
                modality=WINDOW,
                text=window.text,
                source=ref.source,
                series=ref.name,
                channel=window.sensor,
                start=log.moment(window.first).isoformat(),
                end=log.moment(window.last).isoformat(),
            )
            yield _Linked(item=item, concepts=self._of_window(ref, window), window=window)

    def _of_window(self, ref: SeriesRef, window: Window) -> frozenset[int]:
        """The sensor, the machine it sits on, and, where it does something, the failures it tells of."""
        tags = tags_in(window.sensor)
        sensors = self._known(
            iter([str(tagged(tags[0]) if tags else notion("channel", ref.source, window.sensor))])
        )
        about = set(sensors) | set(self._known(str(tagged(tag)) for tag in ref.equipment))
        for sensor in sensors:
            about |= self._anchors.hosts.get(sensor, frozenset())
            if window.said:
                about |= self._anchors.told.get(sensor, frozenset())
        return frozenset(about)
