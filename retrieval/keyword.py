"""Keyword search by BM25. Knows terms and keys; the texts stand in the catalogue.

The terms of all chunks are kept in one file, so that a change costs the new chunks' words and one pass of
counting, not reading every text again.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from retrieval import postings
from retrieval.abbreviations import searched_text
from retrieval.postings import Floats, Ints, Postings
from retrieval.records import Chunk
from retrieval.words import Ways, fold, is_stop_word, near_terms, query_groups, terms

_LOG = logging.getLogger(__name__)
_FILE = "terms-2.npz"
"""Its number grows where stems change, so that an index of an earlier version is made anew."""

Fetch = Callable[[Sequence[int]], Iterable[tuple[int, Chunk]]]
"""Gives the chunks of keys."""


class KeywordIndex:
    """BM25 (Lucene's form) over stems. Built when it is first searched after a change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._postings: Postings | None = None

    def update(self, keys: Sequence[int], fetch: Fetch) -> None:
        """Brings the index to hold exactly ``keys``; ``fetch`` gives the chunks of keys that are new."""
        with self._lock:
            current = self._loaded()
            wanted = np.unique(np.asarray(keys, dtype=np.int64))
            keep = np.isin(current.keys, wanted, assume_unique=True)
            new = np.setdiff1d(wanted, current.keys, assume_unique=True).tolist()
            if not new and keep.all():
                return
            added = {
                key: terms(searched_text(chunk), chunk.language) for key, chunk in (fetch(new) if new else ())
            }
            self._postings = current.changed(keep=keep, added=added)
            self._save(self._postings)

    def scores(self, query: str) -> tuple[Ints, Floats]:
        """Keys of all chunks, ascending, and the score of each, 0 to 1 (0 where no term is shared).

        The score is BM25 over the weight (idf) of all words of the question, those that no chunk has
        included: the share of the question that a chunk holds, comparable between questions.
        """
        with self._lock:
            current = self._loaded()
        groups = query_groups(query)
        whole = sum(
            max((current.idf(term) for term in group if current.knows(term)), default=current.idf(""))
            for group in groups
        )
        scores = current.scores(dict.fromkeys(term for group in groups for term in group))
        return current.keys, np.minimum(scores / np.float32(max(whole, 1e-9)), np.float32(1.0))

    def holding(self, ways: Ways) -> Ints:
        """Keys, ascending, of all chunks that may hold every word of one of ``ways``; none is missed."""
        with self._lock:
            current = self._loaded()
        held = np.zeros(len(current.keys), dtype=np.bool_)
        for way in ways:
            every = np.ones(len(current.keys), dtype=np.bool_)
            for stems in way:
                folded = {fold(stem) for stem in stems}
                if not any(map(is_stop_word, folded)):
                    every &= current.having(near_terms(current.model.vocab_dict, folded))
            held |= every
        return current.keys[held]

    def clear(self) -> None:
        """Forgets every term."""
        with self._lock:
            self._postings = postings.empty()
            (self._folder / _FILE).unlink(missing_ok=True)

    def __len__(self) -> int:
        with self._lock:
            return len(self._loaded().keys)

    def _loaded(self) -> Postings:
        if self._postings is None:
            self._postings = self._read()
        return self._postings

    def _read(self) -> Postings:
        """What the file holds; one that cannot be read is as good as none."""
        path = self._folder / _FILE
        try:
            return postings.load(path) if path.exists() else postings.empty()
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            _LOG.warning("%s cannot be read and is made anew: %s", path, error)
            return postings.empty()

    def _save(self, current: Postings) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                current.save(file)
            Path(name).replace(self._folder / _FILE)
        finally:
            Path(name).unlink(missing_ok=True)
