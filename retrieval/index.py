"""Joins the searchers into one ranking. Knows scores and scopes, nothing of what a passage says."""

from __future__ import annotations

from retrieval.catalogue import Catalogue
from retrieval.identifiers import find_identifiers
from retrieval.records import Hit, Scope

_EVERYTHING = Scope()


class KnowledgeIndex:
    """Searches what is in force in the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._generation = catalogue.generation()

    def search(self, query: str, *, scope: Scope = _EVERYTHING, top_k: int = 8) -> list[Hit]:
        """Passages that name the query's identifiers, most of them first."""
        named = self._catalogue.passages.mentioning(find_identifiers(query), scope=scope)
        counts: dict[int, int] = {}
        for keys in named.values():
            for key in keys:
                counts[key] = counts.get(key, 0) + 1
        best = sorted(counts, key=lambda key: (-counts[key], key))[:top_k]
        chunks = self._catalogue.passages.by_key(best, scope=scope)
        total = max(len(named), 1)
        return [
            Hit(chunk=chunks[key], score=counts[key] / total, scores={"identifier": counts[key] / total})
            for key in best
            if key in chunks
        ]

    def refresh(self) -> bool:
        """True where the catalogue changed since the last call."""
        generation = self._catalogue.generation()
        changed, self._generation = generation != self._generation, generation
        return changed
