"""The one door to what was ingested: publish, forget, search. Joins catalogue, objects and index.

Knows no parser, no question and no answer.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, select

from retrieval import revisions, schema
from retrieval.bilingual.encoder import french_encoder
from retrieval.catalogue import Catalogue
from retrieval.database import truncate_log, writer
from retrieval.dense import DenseIndex
from retrieval.embed import embedder
from retrieval.errors import Busy
from retrieval.index import KnowledgeIndex
from retrieval.keyword import KeywordIndex
from retrieval.objects import ObjectStore
from retrieval.passage_vectors import RECIPE
from retrieval.records import Chunk, Hit, Revision, Scope
from retrieval.rerank import Reranker
from retrieval.words import Ways

_EVERYTHING = Scope()
_FEW = 16
"""Passages that are read at a time where the first that fits is enough."""
_LOCK_SECONDS = 120.0
_ORPHAN_SECONDS = 24 * 3600.0
_BATCH = 1000
"""Passages whose vectors are made at a time."""
_FEW = 2000
"""Missing vectors that a search adds by itself."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSettings:
    """How a data folder is opened.

    Attributes:
        embedding_model: Name on the hub, a folder, or the model that is installed as a package.
        chroma_url: ``http://host:port`` of a Chroma server; embedded in the data folder where None.
        catalogue_url: SQLAlchemy URL; SQLite in the data folder where None.
        weight_dense, weight_keyword, weight_identifier: Weights of the searchers, 0 leaves one out.
        reranker: A cross-encoder's name on the hub or folder; none where None.
    """

    embedding_model: str = "all-MiniLM-L6-v2"
    chroma_url: str | None = None
    catalogue_url: str | None = None
    weight_dense: float = 0.5
    weight_keyword: float = 0.5
    weight_identifier: float = 1.0
    reranker: str | None = None


class Knowledge:
    """What a plant knows. Safe for threads; one process writes at a time, others see it after ``refresh``."""

    def __init__(
        self, *, folder: Path, catalogue: Catalogue, objects: ObjectStore, index: KnowledgeIndex
    ) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.objects = objects
        self.index = index
        self._lock = FileLock(folder / "write.lock")  # keeps threads apart too
        self._complete_at = -1

    @classmethod
    def open(cls, folder: Path, *, settings: KnowledgeSettings) -> Knowledge:
        """Opens a data folder, made where it is absent; migrates it and mends what a kill left.

        Raises:
            BadCatalogue: The catalogue cannot be opened.
        """
        folder.mkdir(parents=True, exist_ok=True)
        catalogue = Catalogue(folder, url=settings.catalogue_url)
        model, french = embedder(settings.embedding_model), french_encoder(settings.embedding_model)
        made = (model.name, RECIPE, *((french.name,) if french is not None else ()))
        index = KnowledgeIndex(
            catalogue,
            dense=DenseIndex(folder / "chroma", url=settings.chroma_url, model=", ".join(made)),
            keyword=KeywordIndex(folder / "keyword"),
            embedder=model,
            french=french,
            weights={
                "dense": settings.weight_dense,
                "keyword": settings.weight_keyword,
                "identifier": settings.weight_identifier,
            },
            reranker=Reranker(settings.reranker) if settings.reranker else None,
        )
        knowledge = cls(
            folder=folder, catalogue=catalogue, objects=ObjectStore(folder / "objects"), index=index
        )
        knowledge.recover()
        return knowledge

    def publish(self, revision: Revision) -> None:
        """Puts one revision in force; as ``publish_all``."""
        self.publish_all([revision])

    def publish_all(self, revised: Sequence[Revision]) -> None:
        """Puts revisions of different sources in force together: all of them, or none where it raises.

        Old revisions answer until the new ones are complete. Together they cost far less than one by one:
        each store is written once. The revision number is set here: 1 for the first content of a source,
        counted up where the content's hash changed.

        Raises:
            Busy: Another process kept writing for two minutes.
        """
        with self._writing():
            with writer(self.catalogue.engine).begin() as connection:
                self._drop_pending(connection)
                staged = [revisions.stage(connection, revision) for revision in revised]
            keyed = chain.from_iterable(
                zip(keys, revision.chunks, strict=True)
                for (_, keys), revision in zip(staged, revised, strict=True)
            )
            while batch := list(islice(keyed, _BATCH)):
                self.index.add(batch)
            with writer(self.catalogue.engine).begin() as connection:
                for key, _ in staged:
                    revisions.activate(connection, key)
            self._sweep()
            self.index.written()

    def forget(self, source: str) -> bool:
        """Deletes a source: rows, index entries and objects that nothing else uses. False where unknown."""
        with self._writing():
            with writer(self.catalogue.engine).begin() as connection:
                gone = revisions.forget(connection, source)
            self._sweep()
            self.index.written()
            self.index.purge()
            truncate_log(self.catalogue.engine)
        return gone

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Rebuilds every index from the catalogue. ``progress`` gets chunks done and in all."""
        with self._writing():
            with writer(self.catalogue.engine).begin() as connection:
                self._drop_pending(connection)
            self.index.rebuild(progress)
            self._sweep()
            self._drop_orphans()

    def search(self, query: str, *, scope: Scope = _EVERYTHING, top_k: int = 8) -> list[Hit]:
        """The passages nearest to ``query``, best first.

        Raises:
            BadIndex: No vectors of the embedding model are there; the message says what to run.
        """
        self._complete()
        return self.index.search(query, scope=scope, top_k=top_k)

    def holding(self, ways: Ways, *, scope: Scope = _EVERYTHING) -> list[Chunk]:
        """All passages that may hold every word of one of ``ways``, by source, in order; none is missed.

        Their two nearest headings count as theirs; some hold other words with a like beginning.
        """
        found = self.catalogue.passages.by_key(self.index.holding(ways, scope=scope))
        return sorted(found.values(), key=lambda chunk: (chunk.source, chunk.ordinal))

    def each_holding(self, ways: Ways, *, scope: Scope = _EVERYTHING) -> Iterator[Chunk]:
        """As ``holding``, a few at a time and in no order, for who needs the first ones only."""
        keys = self.index.holding(ways, scope=scope)
        for start in range(0, len(keys), _FEW):
            yield from self.catalogue.passages.by_key(keys[start : start + _FEW]).values()

    def refresh(self) -> bool:
        """Sees what another process published. True where something changed; cheap where nothing did."""
        return self.index.refresh()

    def recover(self) -> None:
        """Removes what a killed writer left and makes good what it damaged.

        Nothing is done where another process is writing now: it is alive, and what looks half done is its.
        """
        with self.catalogue.engine.connect() as connection:
            left = [
                connection.execute(query.limit(1)).first()
                for query in (
                    select(schema.documents.c.key).where(schema.documents.c.state == schema.PENDING),
                    select(schema.stale_vectors.c.chunk_key),
                    select(schema.stale_objects.c.object),
                )
            ]
        damaged = self.index.dense.is_damaged()
        if not damaged and left == [None, None, None]:
            return
        try:
            with self._lock.acquire(timeout=0):
                with writer(self.catalogue.engine).begin() as connection:
                    self._drop_pending(connection)
                self._sweep()
                if damaged:
                    _LOG.warning("a process died while it wrote the vectors: they are made anew")
                    self.index.fill()
        except Timeout:
            return

    def close(self) -> None:
        """Lets go of files and connections."""
        self.index.dense.close()
        self.catalogue.close()

    def _sweep(self) -> None:
        with self.catalogue.engine.connect() as connection:
            stale = list(connection.execute(select(schema.stale_vectors.c.chunk_key)).scalars())
        self.index.dense.delete(stale)
        with writer(self.catalogue.engine).begin() as connection:
            for name in revisions.unused_objects(connection):
                self.objects.delete(name)
            connection.execute(schema.stale_objects.delete())
            connection.execute(schema.stale_vectors.delete())

    def _drop_pending(self, connection: Connection) -> None:
        """Removes revisions that were never put in force. Only with the write lock."""
        revisions.drop(connection, schema.documents.c.state == schema.PENDING)

    def _drop_orphans(self) -> None:
        """Deletes objects that no document uses and that are too old to be on their way into one."""
        with self.catalogue.engine.connect() as connection:
            used = revisions.used_objects(connection)
        oldest = time.time() - _ORPHAN_SECONDS
        for key in list(self.objects.keys()):
            if key not in used and self.objects.path(key).stat().st_mtime < oldest:
                self.objects.delete(key)

    def _complete(self) -> None:
        """Adds the few vectors that are missing, once a generation, where no process is writing."""
        generation = self.catalogue.generation()
        if generation == self._complete_at:
            return
        missing = self.index.missing()
        if missing and (missing <= _FEW or self.index.dense.is_damaged()):
            try:
                with self._lock.acquire(timeout=0):
                    self.index.fill()
            except Timeout:
                return
        elif missing:
            _LOG.warning("%d passages have no vector: run `assistant reindex`", missing)
        self._complete_at = generation

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout as error:
            raise Busy(f"another process is writing to {self.folder}: wait until it ends") from error
        try:
            yield
        finally:
            self._lock.release()
