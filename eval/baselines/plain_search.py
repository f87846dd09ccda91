"""The passages that the product's own search finds nearest, quoted whole. No expert, no model that writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.engines import Engine
from eval.case import Case
from ingest.limits import IngestOptions
from ingest.pipeline import ingest
from retrieval.knowledge import Knowledge, KnowledgeSettings


class PlainSearch:
    """The baseline ``plain_search``: what a user sees who searches and reads.

    Args:
        passages: How many are quoted.
    """

    name = "plain_search"
    slow = False

    def __init__(self, passages: int = 3) -> None:
        self._passages = passages
        self._knowledge: Knowledge | None = None

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:  # noqa: ARG002
        """Ingests the files into a data folder of its own."""
        self._knowledge = Knowledge.open(folder / "plain", settings=KnowledgeSettings())
        ingest(paths, knowledge=self._knowledge, options=IngestOptions())

    def answer(self, case: Case) -> str:
        """The passages, nearest first, each below its headings."""
        if self._knowledge is None:
            return ""
        hits = self._knowledge.search(case.question, top_k=self._passages)
        return "\n\n".join(hit.chunk.indexed_text() for hit in hits)
