"""The trained part of a space: a linear head a modality, shared and private. Knows matrices, no training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from retrieval.space.records import ANCHOR, Matrix, SpaceData


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Of one modality.

    Attributes:
        mean: Of the frozen embeddings, shape [width]; what all items of the modality have in common.
        shared: Shape [width, shared].
        private: Shape [width, private].
    """

    mean: Matrix
    shared: Matrix
    private: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """All heads, by modality; ``ANCHOR`` is that of concepts and questions."""

    by_modality: Mapping[str, Head]

    def shared(self, modality: str, features: Matrix) -> Matrix:
        """[N, width] frozen -> [N, shared], each of length 1 (0 where nothing is left)."""
        head = self.by_modality[modality]
        centred: Matrix = features - head.mean
        return unit(centred @ head.shared)

    def private(self, modality: str, features: Matrix) -> Matrix:
        """[N, width] frozen -> [N, private]; the mean is not taken out, it is the modality's own."""
        return np.asarray(features @ self.by_modality[modality].private, dtype=np.float32)

    def items(self, data: SpaceData) -> Matrix:
        """Shared vectors of all items, in their order."""
        found: Matrix = np.zeros((len(data.items), self._width), dtype=np.float32)
        for modality, places in data.places().items():
            found[places] = self.shared(modality, data.features[modality])
        return found

    def anchors(self, data: SpaceData) -> Matrix:
        """Shared vectors of all concepts."""
        return self.shared(ANCHOR, data.anchors)

    @property
    def _width(self) -> int:
        return int(self.by_modality[ANCHOR].shared.shape[1])


def unit(vectors: Matrix) -> Matrix:
    """Rows of length 1."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)
