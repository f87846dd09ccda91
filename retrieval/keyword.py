"""Keyword search by BM25. Knows terms and keys; the texts stand in the catalogue.

The terms of each chunk are kept in one file a generation, so that a change costs the new chunks'
words and one pass of counting, not reading every text again.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from retrieval.records import Chunk
from retrieval.words import query_terms, terms

_FILE = "terms.npz"

Fetch = Callable[[Sequence[int]], Iterable[tuple[int, Chunk]]]
"""Gives the chunks of keys."""


class KeywordIndex:
    """BM25 (Lucene's form) over stems. Built when it is first searched after a change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._vocabulary: dict[str, int] = {}
        self._terms: dict[int, npt.NDArray[np.int32]] = {}
        self._keys: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._ranker: bm25s.BM25 | None = None
        self._read = False

    def update(self, keys: Sequence[int], fetch: Fetch) -> None:
        """Brings the index to hold exactly ``keys``; ``fetch`` gives the chunks of keys that are new."""
        with self._lock:
            if not self._read:
                self._load()
            wanted = set(keys)
            new = [key for key in keys if key not in self._terms]
            gone = [key for key in self._terms if key not in wanted]
            for key in gone:
                del self._terms[key]
            for key, chunk in fetch(new):
                self._terms[key] = self._numbers(chunk)
            if new or gone or self._ranker is None:
                self._build()
            if new or gone:
                self._save()

    def scores(self, query: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Keys of all chunks, ascending, and the BM25 score of each (0 where no term is shared)."""
        with self._lock:
            asked = [self._vocabulary[term] for term in query_terms(query) if term in self._vocabulary]
            if self._ranker is None or not asked:
                return self._keys, np.zeros(len(self._keys), dtype=np.float32)
            return self._keys, np.asarray(self._ranker.get_scores_from_ids(asked), dtype=np.float32)

    def clear(self) -> None:
        """Forgets every term."""
        with self._lock:
            self._vocabulary, self._terms, self._ranker = {}, {}, None
            self._keys, self._read = np.zeros(0, dtype=np.int64), True
            (self._folder / _FILE).unlink(missing_ok=True)

    def __len__(self) -> int:
        return len(self._terms)

    def _numbers(self, chunk: Chunk) -> npt.NDArray[np.int32]:
        vocabulary = self._vocabulary
        found = [
            vocabulary.setdefault(term, len(vocabulary))
            for term in terms(chunk.indexed_text(), chunk.language)
        ]
        return np.asarray(found, dtype=np.int32)

    def _build(self) -> None:
        self._keys = np.asarray(sorted(self._terms), dtype=np.int64)
        self._ranker = None
        corpus = [self._terms[int(key)].tolist() for key in self._keys]
        if any(corpus):
            ranker = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
            ranker.index(
                bm25s.tokenization.Tokenized(ids=corpus, vocab=self._vocabulary),
                show_progress=False,
                create_empty_token=False,
            )
            self._ranker = ranker

    def _save(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        lengths = np.asarray([len(self._terms[int(key)]) for key in self._keys], dtype=np.int32)
        joined = [self._terms[int(key)] for key in self._keys] or [np.zeros(0, dtype=np.int32)]
        words = json.dumps(list(self._vocabulary), ensure_ascii=False).encode()
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(
                    file,
                    keys=self._keys,
                    lengths=lengths,
                    terms=np.concatenate(joined),
                    vocabulary=np.frombuffer(words, dtype=np.uint8),
                )
            Path(name).replace(self._folder / _FILE)
        finally:
            Path(name).unlink(missing_ok=True)

    def _load(self) -> None:
        """Reads the file; one that cannot be read is as good as none."""
        self._read = True
        with (
            contextlib.suppress(OSError, ValueError, KeyError, EOFError),
            np.load(self._folder / _FILE) as file,
        ):
            words = json.loads(file["vocabulary"].tobytes())
            ends = np.cumsum(file["lengths"])
            pieces = np.split(file["terms"], ends[:-1]) if len(ends) else []
            self._terms = dict(zip(file["keys"].tolist(), pieces, strict=True))
            self._vocabulary = {word: number for number, word in enumerate(words)}
