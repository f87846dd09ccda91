from __future__ import annotations

import pytest

from assistant.gate import Gate
from assistant.records import Finding, Question
from retrieval.records import Kind, Scope

QUESTION = Question(text="How many pumps?", asked="How many pumps?", language="en")


class Claiming:
    def __init__(self, name: Kind, affinity: float) -> None:
        self.name: Kind = name
        self._affinity = affinity

    def affinity(self, question: Question, scope: Scope) -> float:
        return self._affinity

    def find(self, question: Question, scope: Scope) -> Finding:
        return Finding()


def weights(stock: frozenset[Kind], **affinity: float) -> dict[Kind, float]:
    names: tuple[Kind, ...] = ("text", "table", "series", "drawing")
    gate = Gate([Claiming(name, affinity.get(name, 0.0)) for name in names], stock=lambda scope: stock)
    return gate.weights(QUESTION, Scope())


ALL: frozenset[Kind] = frozenset({"text", "table", "series", "drawing"})


def test_only_the_experts_that_claim_are_asked_heaviest_first() -> None:
    found = weights(ALL, text=0.5, table=0.9, series=0.05)
    assert list(found) == ["table", "text"]
    assert sum(found.values()) == pytest.approx(1.0)


def test_an_expert_without_sources_is_never_asked() -> None:
    assert list(weights(frozenset({"text"}), text=0.2, table=1.0)) == ["text"]
    assert weights(frozenset(), text=1.0, table=1.0) == {}


def test_text_looks_where_nobody_claims() -> None:
    assert weights(ALL) == {"text": 1.0}


def test_a_sure_expert_is_asked_alone() -> None:
    assert list(weights(ALL, text=0.1, table=1.0)) == ["table"]


def test_claims_outside_the_scale_are_cut() -> None:
    found = weights(ALL, table=7.0, series=-2.0, text=1.0)
    assert found == {"text": 0.5, "table": 0.5}
