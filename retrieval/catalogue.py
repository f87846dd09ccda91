"""The catalogue: what was ingested, in the revision in force. The truth that every index is rebuilt from.

Knows SQL; knows no index, no file and no model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, delete, insert, or_, select

from retrieval import roots, schema
from retrieval.database import open_engine, writer
from retrieval.errors import AmbiguousSource
from retrieval.filters import (
    document_conditions,
    document_passes,
    equipment_tags,
    in_force,
    is_glob,
    matches,
    overlaps,
    tagged_documents,
)
from retrieval.identifiers import figure_number, label_key, normalise
from retrieval.jobs import Jobs
from retrieval.lineage import Lineage
from retrieval.passages import Passages
from retrieval.queries import Query, active, of_chunks, of_documents, select_chunks
from retrieval.records import (
    Chunk,
    Document,
    DrawingEntity,
    Figure,
    QuarantinedFile,
    Scope,
    SeriesRef,
    Table,
)
from retrieval.rows import to_chunk, to_document, to_entity, to_figure, to_quarantined, to_series, to_table

_EVERYTHING = Scope()
_BATCH = 500


def utc_now() -> datetime:
    """The time of now, with its zone."""
    return datetime.now(UTC)


class Catalogue:
    """Documents, passages, tables, logs, drawing entities, quarantine, jobs and collections.

    Every reading sees the revision in force only. Safe for threads and processes.

    Attributes:
        jobs: Ingestion and report jobs.
        passages: Chunks by the keys of the indexes, for searchers.
        lineage: Revisions of documents, and digests of their contents.
    """

    def __init__(
        self, folder: Path, *, url: str | None = None, clock: Callable[[], datetime] = utc_now
    ) -> None:
        """Opens and migrates the catalogue.

        Args:
            folder: Data folder; ``catalogue.sqlite`` lives there where ``url`` is None.
            url: SQLAlchemy URL of another database.
            clock: Gives the time of now, for jobs.

        Raises:
            BadCatalogue: It cannot be opened.
        """
        self.engine = open_engine(folder, url)
        self.jobs = Jobs(self.engine, clock=clock)
        self.passages = Passages(self.engine)
        self.lineage = Lineage(self.engine)

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def generation(self) -> int:
        """Counts publications and deletions; the same number means that nothing changed."""
        with self.engine.connect() as connection:
            value = connection.execute(
                select(schema.meta.c.value).where(schema.meta.c.name == "generation")
            ).scalar_one_or_none()
        return int(value or 0)

    def documents(self, scope: Scope = _EVERYTHING, *, superseded: bool = False) -> list[Document]:
        """Documents of the scope, by source. A period and languages restrict passages, not documents.

        Args:
            superseded: Whether older revisions are listed that the scope does not ask for.
        """
        query = (
            select(schema.documents).where(*document_conditions(scope)).order_by(schema.documents.c.source)
        )
        tagged = tagged_documents(scope)
        if tagged is not None:
            query = query.where(tagged)
        with self.engine.connect() as connection:
            found = [to_document(row) for row in connection.execute(query).mappings()]
        return [
            document
            for document in found
            if document_passes(document, scope) and (superseded or in_force(document, scope))
        ]

    def document(self, source: str) -> Document | None:
        """The document of a full source, or None."""
        return self._one(schema.documents.c.source == source)

    def document_by_id(self, id: str) -> Document | None:  # noqa: A002
        """The document of an id, or None where it is unknown or superseded."""
        return self._one(schema.documents.c.id == id)

    def match(self, pattern: str) -> list[Document]:
        """Documents that a user means by a name.

        Args:
            pattern: A full source, a relative path or its end (``rules.pdf``), or a glob.

        Returns:
            At most one document for a name, any number for a glob.

        Raises:
            AmbiguousSource: A name fits several sources.
        """
        exact = self.document(pattern)
        if exact is not None:
            return [exact]
        documents = self.documents(superseded=True)
        name = pattern.strip("/")
        by_path = [d for d in documents if d.path == name]
        by_end = by_path or [d for d in documents if d.source.endswith("/" + name)]
        if len(by_end) > 1:
            raise AmbiguousSource(pattern, [document.source for document in by_end])
        if by_end or not is_glob(pattern):
            return by_end
        return [document for document in documents if matches(document, pattern)]

    def chunks(self, ids: Sequence[str]) -> list[Chunk]:
        """The chunks of ``ids`` that are in force, in that order."""
        found: dict[str, Chunk] = {}
        for start in range(0, len(ids), _BATCH):
            query = select_chunks().where(schema.chunks.c.id.in_(ids[start : start + _BATCH]))
            found.update((chunk.id, chunk) for chunk in self._chunks(query))
        return [found[id_] for id_ in ids if id_ in found]

    def chunks_of(self, source: str, *, most: int | None = None) -> list[Chunk]:
        """The chunks of a document, in order: all, or the first ones."""
        query = select_chunks().where(schema.documents.c.source == source).order_by(schema.chunks.c.ordinal)
        return self._chunks(query.limit(most))

    def chunks_labelled(self, label: str, *, scope: Scope = _EVERYTHING) -> list[Chunk]:
        """The clause of a number with its descendants (``T.2.4`` gives ``T.2.4.1`` …), in printed order."""
        key = label_key(label)
        if not key:
            return []
        column = schema.chunks.c.label_key
        query = of_chunks(self.engine, select_chunks(), scope).where(
            or_(column == key, column.startswith(key + ".", autoescape=True))
        )
        return self._chunks(query.order_by(schema.documents.c.source, schema.chunks.c.ordinal))

    def chunks_mentioning(
        self, identifier: str, *, scope: Scope = _EVERYTHING, limit: int | None = 200
    ) -> list[Chunk]:
        """Chunks that name a tag, clause, work order or document, in any spelling; all without a limit."""
        mentions = schema.mentions
        query = (
            of_chunks(self.engine, select_chunks(), scope)
            .join(mentions, mentions.c.chunk_key == schema.chunks.c.key)
            .where(mentions.c.identifier == normalise(identifier))
            .order_by(schema.documents.c.source, schema.chunks.c.ordinal)
            .limit(limit)
        )
        return self._chunks(query)

    def identifiers(self, source: str | None = None) -> frozenset[str]:
        """All identifiers that passages in force name, normalised; those of one source where it is given."""
        query = (
            select(schema.mentions.c.identifier)
            .join(schema.chunks, schema.mentions.c.chunk_key == schema.chunks.c.key)
            .join(schema.documents, schema.chunks.c.document_key == schema.documents.c.key)
            .where(schema.documents.c.state == schema.ACTIVE)
            .distinct()
        )
        if source is not None:
            query = query.where(schema.documents.c.source == source)
        with self.engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def tables(self, scope: Scope = _EVERYTHING) -> list[Table]:
        """Tables of the scope's documents, by source. Period and equipment are left to the rows."""
        query = select(schema.tables, schema.documents.c.source).join(schema.documents)
        query = of_documents(self.engine, query, replace(scope, equipment=())).order_by(
            schema.documents.c.source, schema.tables.c.key
        )
        with self.engine.connect() as connection:
            return [to_table(row) for row in connection.execute(query).mappings()]

    def table(self, id: str) -> Table | None:  # noqa: A002
        """The table of an id, or None."""
        query = select(schema.tables, schema.documents.c.source).join(schema.documents)
        with self.engine.connect() as connection:
            row = connection.execute(active(query).where(schema.tables.c.id == id)).mappings().first()
        return to_table(row) if row else None

    def series(self, scope: Scope = _EVERYTHING) -> list[SeriesRef]:
        """Logs of the scope's documents that have rows in its period, by source.

        A log that names other equipment than the scope's is left out; one that names none may be of any.
        """
        query = select(schema.series, schema.documents.c.source).join(schema.documents)
        query = of_documents(self.engine, query, replace(scope, equipment=())).order_by(
            schema.documents.c.source, schema.series.c.key
        )
        with self.engine.connect() as connection:
            found = [to_series(row) for row in connection.execute(query).mappings()]
        tags = set(equipment_tags(scope))
        of_tags = [ref for ref in found if not tags or not ref.equipment or tags & set(ref.equipment)]
        return [ref for ref in of_tags if overlaps(ref, scope)]

    def entities(self, scope: Scope = _EVERYTHING, *, source: str | None = None) -> list[DrawingEntity]:
        """Things on drawings, of the scope's documents or of one source."""
        query = select(schema.entities, schema.documents.c.source).join(schema.documents)
        query = of_documents(self.engine, query, scope).order_by(
            schema.documents.c.source, schema.entities.c.key
        )
        if source is not None:
            query = query.where(schema.documents.c.source == source)
        with self.engine.connect() as connection:
            return [to_entity(row) for row in connection.execute(query).mappings()]

    def figures(
        self, scope: Scope = _EVERYTHING, *, source: str | None = None, number: str | None = None
    ) -> list[Figure]:
        """Figures of the scope's documents or of one source, in printed order; those of a number."""
        query = select(schema.figures, schema.documents.c.source).join(schema.documents)
        query = of_documents(self.engine, query, scope).order_by(
            schema.documents.c.source, schema.figures.c.key
        )
        if source is not None:
            query = query.where(schema.documents.c.source == source)
        if number is not None:
            query = query.where(schema.figures.c.number == figure_number(number))
        with self.engine.connect() as connection:
            return [to_figure(row) for row in connection.execute(query).mappings()]

    def figure(self, id: str) -> Figure | None:  # noqa: A002
        """The figure of an id, or None."""
        query = select(schema.figures, schema.documents.c.source).join(schema.documents)
        with self.engine.connect() as connection:
            row = connection.execute(active(query).where(schema.figures.c.id == id)).mappings().first()
        return to_figure(row) if row else None

    def quarantined(self) -> list[QuarantinedFile]:
        """Files that did not come in, by source."""
        query = select(schema.quarantine).order_by(schema.quarantine.c.source)
        with self.engine.connect() as connection:
            return [to_quarantined(row) for row in connection.execute(query).mappings()]

    def put_quarantine(self, file: QuarantinedFile) -> None:
        """Records a file that did not come in; replaces what was said of it before."""
        row = {
            "source": file.source,
            "reason": file.reason,
            "hint": file.hint,
            "sha256": file.sha256,
            "at": file.at.isoformat(),
        }
        with writer(self.engine).begin() as connection:
            connection.execute(delete(schema.quarantine).where(schema.quarantine.c.source == file.source))
            connection.execute(insert(schema.quarantine).values(row))

    def clear_quarantine(self, source: str) -> None:
        """Forgets that a file did not come in."""
        with writer(self.engine).begin() as connection:
            connection.execute(delete(schema.quarantine).where(schema.quarantine.c.source == source))

    def collection_for(self, root: Path, name: str | None = None) -> str:
        """The collection of a root folder, bound now where it was not; see ``roots.bind``."""
        return roots.bind(self.engine, root.resolve(), name)

    def locate(self, path: Path) -> tuple[str, str] | None:
        """Collection and relative path of a file under a known root, else None. A link stays itself."""
        return roots.locate(self.engine, path.parent.resolve() / path.name)

    def _one(self, condition: ColumnElement[bool]) -> Document | None:
        query = select(schema.documents).where(schema.documents.c.state == schema.ACTIVE, condition)
        with self.engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return to_document(row) if row else None

    def _chunks(self, query: Query) -> list[Chunk]:
        with self.engine.connect() as connection:
            return [to_chunk(row) for row in connection.execute(query).mappings()]
