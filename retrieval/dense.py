"""Vectors of chunks in Chroma, through llama-index. Knows keys and vectors, no text and no scope.

Chroma's embedded store is for one process: a lease lets one in at a time, and the store is opened anew
where another process changed it. A Chroma server needs none of this.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from retrieval.embed import Vectors
from retrieval.errors import BadIndex
from retrieval.lease import FolderLease

_BATCH = 500
_opened = itertools.count()


class DenseIndex:
    """Nearest vectors by cosine.

    Args:
        folder: Where the embedded store lives.
        url: ``http://host:port`` of a Chroma server instead.
        model: Name of the embedding model: vectors of different models never mix.
    """

    def __init__(self, folder: Path, *, url: str | None, model: str) -> None:
        self._folder = folder
        self._url = url
        digest = hashlib.sha256(model.encode()).hexdigest()[:12]
        self._name = f"chunks-{digest}"
        self._lock = threading.RLock()
        self._lease = FolderLease(folder) if url is None else None
        # Chroma shares a store between clients of one path; each of ours must be able to reopen its own
        self._alias = f"{folder}{'/.' * (next(_opened) % 100)}"
        self._client: Any = None
        self._store: Any = None

    def add(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Adds vectors [N, width] under their keys; a key that is there is replaced."""
        for start in range(0, len(keys), _BATCH):
            batch = [str(key) for key in keys[start : start + _BATCH]]
            with self._at(writes=True) as store:
                store.upsert(ids=batch, embeddings=vectors[start : start + _BATCH])

    def delete(self, keys: Sequence[int]) -> None:
        """Removes vectors; unknown keys are passed over."""
        for start in range(0, len(keys), _BATCH):
            asked = [str(key) for key in keys[start : start + _BATCH]]
            with self._at(writes=True) as store:
                known = store.get(ids=asked, include=[])["ids"]
                if known:
                    _nodes(store).delete_nodes(node_ids=known)

    def nearest(self, vector: Vectors, *, count: int) -> dict[int, float]:
        """Keys of the ``count`` vectors nearest to one vector [width], with their cosines."""
        with self._at(writes=False) as store:
            held = store.count()
            if not held or count < 1:
                return {}
            near = store.query(query_embeddings=[vector], n_results=min(count, held), include=[])
            found = [int(key) for key in near["ids"][0]]
        return self.cosines(vector, found)

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Exact cosines of one vector with the vectors under ``keys``."""
        result: dict[int, float] = {}
        for start in range(0, len(keys), 2000):
            asked = [str(key) for key in keys[start : start + 2000]]
            with self._at(writes=False) as store:
                got = store.get(ids=asked, include=["embeddings"])
            if got["ids"]:
                values = np.asarray(got["embeddings"], dtype=np.float32) @ vector
                result.update(zip((int(key) for key in got["ids"]), values.tolist(), strict=True))
        return result

    def count(self) -> int:
        """How many vectors are held."""
        with self._at(writes=False) as store:
            return int(store.count())

    def keys(self) -> Iterator[int]:
        """All keys."""
        with self._at(writes=False) as store:
            found = store.get(include=[])["ids"]
        return (int(key) for key in found)

    def clear(self) -> None:
        """Removes every vector, those of other embedding models too."""
        with self._lock:
            if self._lease is not None:
                with self._lease.held():
                    self._discard(self._lease)
                return
            self._open()
            for collection in self._client.list_collections():
                if collection.name.startswith("chunks-"):
                    self._client.delete_collection(collection.name)
            self._store = None

    def is_damaged(self) -> bool:
        """True where a process died while it wrote the graph: the next use starts from an empty store."""
        if self._lease is None:
            return False
        with self._lock, self._lease.held():
            return self._lease.damaged()

    def reopen(self) -> None:
        """Sees what another process wrote. The embedded store does so by itself."""

    def close(self) -> None:
        """Lets go of the store; the next call opens it again."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._store = None

    @contextmanager
    def _at(self, *, writes: bool) -> Iterator[Any]:
        """The collection, with other threads and processes kept out."""
        with self._lock:
            lease = self._lease
            if lease is None:
                yield self._open()
                return
            with lease.held():
                if lease.damaged():
                    self._discard(lease)
                if self._client is not None and lease.changed():
                    self.close()
                if self._client is not None and not writes:
                    yield self._open()
                    return
                with lease.writing(content=writes):
                    yield self._open()
                lease.seen()

    def _discard(self, lease: FolderLease) -> None:
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        lease.mended()

    def _open(self) -> Any:
        if self._store is None:
            if self._client is None:
                self._client = _connect(self._alias, self._url)
            self._store = self._client.get_or_create_collection(
                self._name, metadata={"hnsw:space": "cosine"}, embedding_function=None
            )
        return self._store


def _nodes(collection: Any) -> Any:
    """The collection as llama-index sees it; made where it is needed, for its import takes seconds."""
    from llama_index.vector_stores.chroma import ChromaVectorStore

    return ChromaVectorStore(chroma_collection=collection)


def _connect(folder: str, url: str | None) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=folder, settings=settings)
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
    except ValueError as error:
        raise BadIndex(f"the Chroma server at {url} does not answer: start it, or mend chroma_url") from error
