"""The plant graph of a data folder: derived from the catalogue, kept for one generation of it.

Nothing of it is on the disk: it cannot be stale after an ingestion, nor lost or half written by a kill. It is
made anew, in one pass, when it is asked for after the catalogue has changed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from assistant.errors import QueryRefused
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.graph.document_facts import (
    channel_tags,
    document_named,
    drawings_by_number,
    read_document,
    read_drawn,
    read_log,
    read_passages,
)
from assistant.graph.linked_facts import Linked, read_linked
from assistant.graph.roles import role_of, tags_in
from assistant.graph.table_facts import Known, read_rows, sensors_of
from ingest.errors import Unreadable
from ingest.parsers.rdf.read import RdfFile, read_rdf
from retrieval.graph.statement import Read
from retrieval.graph.store import PlantGraph
from retrieval.knowledge import Knowledge
from retrieval.records import Document, DrawingEntity

MOST_ROWS = 20_000
MOST_PASSAGES = 50_000
MOST_STATEMENTS = 300_000
"""What is read of one table, of all documents, and of all RDF files; the rest is named as left out."""


class PlantGraphs:
    """Gives the graph of the catalogue's present generation.

    Args:
        knowledge: What was ingested.
        tables: Reads its tables.
    """

    def __init__(self, knowledge: Knowledge, tables: TableExpert) -> None:
        self._knowledge = knowledge
        self._tables = tables
        self._lock = threading.Lock()
        self._files: dict[tuple[str, str], RdfFile] = {}
        self._made: tuple[int, PlantGraph] | None = None

    def current(self) -> PlantGraph:
        """The graph; made where the catalogue has changed since it was asked for last."""
        generation = self._knowledge.catalogue.generation()
        with self._lock:
            if self._made is None or self._made[0] != generation:
                self._made = (generation, self._make())
            return self._made[1]

    def _make(self) -> PlantGraph:
        catalogue = self._knowledge.catalogue
        left_out: list[str] = []
        roles = [(role, schema) for schema in self._tables.schemas() if (role := role_of(schema)) is not None]
        rows = {schema.name: self._rows(schema, left_out) for _, schema in roles}
        series = catalogue.series()
        sensors = channel_tags(series).union(*(sensors_of(r, s, rows[s.name]) for r, s in roles))
        entities: dict[str, list[DrawingEntity]] = {}
        for entity in catalogue.entities():
            entities.setdefault(entity.source, []).append(entity)
        drawn = frozenset(s for s, found in entities.items() if any(e.kind == "title_block" for e in found))
        documents = catalogue.documents()
        known = Known(sensors=sensors, drawings=drawings_by_number(documents, drawn))
        reads: list[Read] = []
        for role, schema in roles:
            reads += read_rows(role, schema, rows[schema.name], known)
        reads += [read_log(one) for one in series]
        tags = _tags_told(reads) | {tag for d in documents for tag in d.equipment}
        passages = 0
        for document in documents:
            reads.append(read_document(document, is_drawing=document.source in drawn))
            reads += read_drawn(document.source, entities.get(document.source, ()))
            if passages > MOST_PASSAGES:
                left_out.append(f"passages of {document.source}")
                continue
            chunks = catalogue.chunks_of(document.source)
            passages += len(chunks)
            reads += read_passages(document, chunks, tags=tags)
        linked = self._linked(documents, reads, tags, left_out)
        return PlantGraph([*reads, *linked.reads], left_out=tuple(left_out), same=linked.same)

    def _linked(
        self, documents: list[Document], reads: list[Read], tags: frozenset[str], left_out: list[str]
    ) -> Linked:
        """The statements of RDF files; each is read once a process, from its stored copy."""
        written = {(d.sha256, d.source): d for d in documents if d.media == "rdf"}
        self._files = {key: file for key, file in self._files.items() if key in written}
        files: list[tuple[str, RdfFile]] = []
        count = 0
        for document in sorted(written.values(), key=lambda d: d.source):
            file = self._file(document)
            count += sum(map(len, file.statements.values())) if file is not None else 0
            if file is None or count > MOST_STATEMENTS:
                left_out.append(f"statements of {document.source}")
            else:
                files.append((document.source, file))
        return read_linked(files, tags | _tags_told(reads)) if files else Linked()

    def _file(self, document: Document) -> RdfFile | None:
        key = (document.sha256, document.source)
        if key not in self._files:
            with suppress(Unreadable, OSError):
                path = self._knowledge.objects.path(document.sha256)
                self._files[key] = read_rdf(path, name=PurePosixPath(document.path).name)
        return self._files.get(key)

    def _rows(self, schema: TableSchema, left_out: list[str]) -> list[KeyedRow]:
        found: list[KeyedRow] = []
        with suppress(QueryRefused):
            found = self._tables.rows(schema, most=MOST_ROWS)
        if len(found) < schema.rows:
            left_out.append(f"{schema.rows - len(found)} rows of {schema.table.source} ({schema.name})")
        return found


def _tags_told(reads: list[Read]) -> frozenset[str]:
    """All tags that statements of rows and logs are about."""
    return frozenset(_tags(reads))


def _tags(reads: list[Read]) -> Iterator[str]:
    for read in reads:
        for one in read.statements:
            if str(one.predicate).endswith("#label"):
                yield from tags_in(one.value)[:1]


__all__ = ["MOST_PASSAGES", "MOST_ROWS", "PlantGraphs", "document_named"]
