"""Embeds a few texts at a time, so that questions get their turn at the model and a training can be stopped.

Knows an embedder and what stops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import numpy as np

from retrieval.embed import Embedder, Vectors
from retrieval.errors import Stopped

_PART = 256


class InParts:
    """An embedder that gives what another one does.

    Args:
        embedder: Does the work.
        cancel: Stops it where it is set.
    """

    def __init__(self, embedder: Embedder, cancel: Event) -> None:
        self._embedder, self._cancel = embedder, cancel

    @property
    def name(self) -> str:
        """That of the embedder."""
        return self._embedder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, width] float32, each of length 1.

        Raises:
            Stopped: It was told to.
        """
        parts = []
        for start in range(0, max(1, len(texts)), _PART):
            if self._cancel.is_set():
                raise Stopped("the training was stopped: the space is the one before")
            parts.append(self._embedder.encode(texts[start : start + _PART]))
        return np.concatenate(parts)
