"""Texts embedded before they are asked for, while the file they come from is still being read.

Knows an embedder, no file and no store. What is foreseen is a guess: a text that never comes was computed in
vain, one that was not foreseen is computed when it is asked for, and the vectors are the same either way.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence

import numpy as np

from retrieval.embed import Embedder, Vectors

_GROUP = 512
"""Texts that are computed at a time."""
_MOST = 50_000
"""Texts that are remembered until they are asked for, with their vectors about 100 MB."""


class AheadEmbedder:
    """An embedder with a memory for what ``foresee`` was told. Safe for threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self._queue: dict[str, None] = {}
        self._group: frozenset[str] = frozenset()
        self._free = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """That of the embedder."""
        return self._embedder.name

    def foresee(self, texts: Sequence[str]) -> None:
        """Computes the vectors of these texts soon, in a thread of its own; returns at once."""
        with self._free:
            for text in texts:
                if len(self._known) + len(self._queue) >= _MOST:
                    break
                if text not in self._known and text not in self._group:
                    self._queue[text] = None
            if self._queue and self._thread is None:
                self._thread = threading.Thread(target=self._compute, name="embed-ahead", daemon=True)
                self._thread.start()

    def forget(self) -> None:
        """Drops what was foreseen and not asked for."""
        with self._free:
            self._queue.clear()
            while self._group:
                self._free.wait()
            self._known.clear()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, width] float32, each of length 1."""
        with self._free:
            if not self._known and not self._group:
                known: dict[str, Vectors] = {}
            else:
                for text in texts:
                    self._queue.pop(text, None)
                while not self._group.isdisjoint(texts):
                    self._free.wait()
                known = {text: self._known.pop(text) for text in set(texts) if text in self._known}
        if not known:
            return self._embedder.encode(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known |= zip(missing, self._embedder.encode(missing), strict=True)
        return np.stack([known[text] for text in texts])

    def _compute(self) -> None:
        while True:
            with self._free:
                self._group = frozenset(list(self._queue)[:_GROUP])
                for text in self._group:
                    del self._queue[text]
                if not self._group:
                    self._thread = None
                    return
            group = list(self._group)
            found: dict[str, Vectors] = {}
            with contextlib.suppress(Exception):  # whoever asks for the text meets it and can tell
                found = dict(zip(group, self._embedder.encode(group), strict=True))
            with self._free:
                self._known |= found
                self._group = frozenset()
                self._free.notify_all()
