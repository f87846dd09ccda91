"""Texts embedded before they are asked for, while the file they come from is still being read.

Knows an embedder, no file and no store. What is foreseen is a guess: a text that never comes was computed in
vain, one that was not foreseen is computed when it is asked for, and the vectors are the same either way.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import IO

import numpy as np

from retrieval.embed import Embedder, Vectors

_GROUP = 512
"""Texts that are computed at a time."""
_MOST = 50_000
"""Texts whose vectors are kept until they are asked for, in a file of 75 MB."""
_MOST_WAITING = 4_096
"""Texts that wait to be computed."""


class AheadEmbedder:
    """An embedder with a memory for what ``foresee`` was told. Safe for threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known = _Kept()
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
                if len(self._queue) >= _MOST_WAITING or len(self._known) + len(self._queue) >= _MOST:
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
                known = self._known.taken(set(texts))
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
                self._known.add(found)
                self._group = frozenset()
                self._free.notify_all()


class _Kept:
    """Vectors by the hashes of their texts; the vectors lie in a file."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}
        self._file: IO[bytes] | None = None
        self._width = 0
        self._end = 0

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, text: str) -> bool:
        return _mark(text) in self._places

    def add(self, found: Mapping[str, Vectors]) -> None:
        """Keeps vectors, float32 of one width."""
        for text, vector in found.items():
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with its last vector
                self._width, self._end = vector.nbytes, 0
            self._file.seek(self._end * self._width)
            self._file.write(np.ascontiguousarray(vector, dtype=np.float32).tobytes())
            self._places[_mark(text)] = self._end
            self._end += 1

    def taken(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """Those of these texts that are there; they are there no more."""
        found: dict[str, Vectors] = {}
        for text in texts:
            place = self._places.pop(_mark(text), None)
            if place is not None and self._file is not None:
                self._file.seek(place * self._width)
                found[text] = np.frombuffer(self._file.read(self._width), dtype=np.float32)
        if not self._places:
            self.clear()
        return found

    def clear(self) -> None:
        """Forgets all."""
        self._places.clear()
        if self._file is not None:
            self._file.close()
            self._file = None


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
