"""The one door to what was ingested: publish, forget, search. Joins catalogue, objects and index.

Knows no parser, no question and no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import select

from retrieval import revisions, schema
from retrieval.catalogue import Catalogue
from retrieval.database import writer
from retrieval.dense import DenseIndex
from retrieval.embed import embedder
from retrieval.errors import Busy
from retrieval.index import KnowledgeIndex
from retrieval.keyword import KeywordIndex
from retrieval.objects import ObjectStore
from retrieval.records import Hit, Revision, Scope
from retrieval.rerank import Reranker

_EVERYTHING = Scope()
_LOCK_SECONDS = 120.0


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
        self._lock = FileLock(folder / "write.lock")

    @classmethod
    def open(cls, folder: Path, *, settings: KnowledgeSettings) -> Knowledge:
        """Opens a data folder, made where it is absent; migrates it and mends what a kill left.

        Raises:
            BadCatalogue: The catalogue cannot be opened.
        """
        folder.mkdir(parents=True, exist_ok=True)
        catalogue = Catalogue(folder, url=settings.catalogue_url)
        model = embedder(settings.embedding_model)
        index = KnowledgeIndex(
            catalogue,
            dense=DenseIndex(folder / "chroma", url=settings.chroma_url, model=model.name),
            keyword=KeywordIndex(folder / "keyword"),
            embedder=model,
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
        """Puts a revision in force. The old one answers until the new one is complete.

        The revision number is set here: 1 for the first content of a source, counted up where the
        content's hash changed.

        Raises:
            Busy: Another process kept writing for two minutes.
        """
        with self._writing():
            with writer(self.catalogue.engine).begin() as connection:
                key, keyed = revisions.stage(connection, revision)
            self.index.add(keyed)
            with writer(self.catalogue.engine).begin() as connection:
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
        return gone

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Rebuilds every index from the catalogue. ``progress`` gets chunks done and in all."""
        with self._writing():
            self.index.rebuild(progress)

    def search(self, query: str, *, scope: Scope = _EVERYTHING, top_k: int = 8) -> list[Hit]:
        """The passages nearest to ``query``, best first."""
        return self.index.search(query, scope=scope, top_k=top_k)

    def refresh(self) -> bool:
        """Sees what another process published. True where something changed; cheap where nothing did."""
        return self.index.refresh()

    def recover(self) -> None:
        """Removes what a killed writer left; skipped where another process is writing now."""
        with self.catalogue.engine.connect() as connection:
            pending = connection.execute(
                select(schema.documents.c.key).where(schema.documents.c.state == schema.PENDING).limit(1)
            ).first()
            stale = connection.execute(select(schema.stale_vectors).limit(1)).first()
            unused = connection.execute(select(schema.stale_objects).limit(1)).first()
        if pending is None and stale is None and unused is None:
            return
        try:
            with self._lock.acquire(timeout=0):
                with writer(self.catalogue.engine).begin() as connection:
                    revisions.drop(connection, schema.documents.c.state == schema.PENDING)
                self._sweep()
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

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock.acquire(timeout=_LOCK_SECONDS):
                yield
        except Timeout as error:
            raise Busy(f"another process is writing to {self.folder}: wait until it ends") from error
