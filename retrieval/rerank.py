"""Reads question and passage together and scores the pair. Optional, by setting; knows one model."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from retrieval.records import Hit


class Reranker:
    """A cross-encoder by its name on the hub or its folder; loaded when first used."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._lock = threading.Lock()
        self._model: Any = None

    def rerank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits by the model's score, which becomes ``score`` and stands in ``scores["rerank"]``."""
        if not hits:
            return []
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                self._model = CrossEncoder(self._name)
            from torch import nn

            pairs = [(query, hit.chunk.indexed_text()) for hit in hits]
            scores = self._model.predict(pairs, activation_fn=nn.Sigmoid(), show_progress_bar=False)
        scored = [
            replace(hit, score=float(score), scores={**hit.scores, "rerank": float(score)})
            for hit, score in zip(hits, scores, strict=True)
        ]
        return sorted(scored, key=lambda hit: -hit.score)
