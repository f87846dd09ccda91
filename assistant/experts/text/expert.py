"""Finds the sentences of documents that answer a question. Writes no prose and knows no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import Evidence, Finding, Question
from retrieval.records import Hit, Kind, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge


class TextExpert:
    """Answers from what documents say."""

    name: Kind = "text"

    def __init__(self, knowledge: Knowledge, *, top_k: int = 8) -> None:
        self._knowledge = knowledge
        self._top_k = top_k

    def affinity(self, question: Question, scope: Scope) -> float:
        """Half a claim on every question: documents may speak of anything."""
        del question, scope
        return 0.5

    def find(self, question: Question, scope: Scope) -> Finding:
        """The passages nearest to the question."""
        hits = self._knowledge.search(question.text, scope=scope, top_k=self._top_k)
        return Finding(evidence=tuple(_evidence(hit) for hit in hits))


def _evidence(hit: Hit) -> Evidence:
    chunk = hit.chunk
    return Evidence(
        kind="text",
        source=chunk.source,
        quote=chunk.text,
        score=hit.score,
        chunk_id=chunk.id,
        label=chunk.label,
        headings=chunk.headings,
        page=chunk.page,
        boxes=tuple(span.box for span in chunk.spans if span.box is not None),
        unit=chunk.unit,
    )
