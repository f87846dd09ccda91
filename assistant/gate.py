"""Choose the experts that a question needs. Knows affinities and what is in stock, nothing of evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.experts import Expert
from assistant.records import Question
from retrieval.records import Kind, Scope

ACTIVE_FROM = 0.15
"""Share of the best expert's affinity below which an expert is not asked."""

FLOOR = 0.05
"""Affinity of the text expert where nothing speaks for anybody: somebody must look."""


class Gate:
    """Weights experts by how far a question speaks their language.

    Args:
        experts: All experts there are.
        stock: Tells which kinds of sources exist in a scope; an expert without sources is never asked.
    """

    def __init__(self, experts: Sequence[Expert], *, stock: Callable[[Scope], frozenset[Kind]]) -> None:
        self.experts: Mapping[Kind, Expert] = {expert.name: expert for expert in experts}
        self._stock = stock

    def weights(self, question: Question, scope: Scope) -> dict[Kind, float]:
        """Weights of the experts to ask, heaviest first, adding up to 1; empty where there is no source.

        An expert is asked where its affinity is at least ``ACTIVE_FROM`` of the best one's. Text is
        asked where nobody else claims the question outright.
        """
        stock = self._stock(scope)
        affinity = {
            name: min(1.0, max(0.0, expert.affinity(question, scope)))
            for name, expert in self.experts.items()
            if name in stock
        }
        if "text" in affinity:
            affinity["text"] = max(affinity["text"], FLOOR)
        best = max(affinity.values(), default=0.0)
        active = {
            name: value for name, value in affinity.items() if value > 0 and value >= ACTIVE_FROM * best
        }
        total = sum(active.values())
        ranked = sorted(active.items(), key=lambda item: -item[1])
        return {name: value / total for name, value in ranked}
