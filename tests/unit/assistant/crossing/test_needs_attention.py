"""What needs attention on a site: each part as its own question is answered, in short."""

from __future__ import annotations

import pytest

from assistant.crossing.bridge import Bridge
from assistant.crossing.needs_attention import NeedsAttention, Part, asks_attention
from assistant.records import Evidence, Question
from retrieval.records import Language, Scope


class _Tells:
    """Answers one question."""

    def __init__(self, text: str, *statements: str) -> None:
        self._text, self._statements = text, statements

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        if question.text != self._text:
            return None
        reasons = (
            Evidence(kind="table", source="a.csv", quote=s, statement=s, score=1.0) for s in self._statements
        )
        return Bridge(reasons=tuple(reasons))


def _told(text: str, language: Language = "en") -> list[str]:
    parts = (
        Part(_Tells("limits?", "No: none passes."), en="limits?", fr="seuils ?"),
        Part(_Tells("late?", "3 jobs are late:\n• W-1\n• W-2\n• W-3", "W-4"), en="late?", fr="late?"),
    )
    bridge = NeedsAttention(parts).cross(Question(text=text, asked=text, language=language), Scope())
    return [] if bridge is None else [str(one.statement) for one in bridge.reasons]


def test_each_part_in_short() -> None:
    assert _told("which machine needs attention?") == [
        "None passes.", "3 jobs are late: W-1; W-2; and 2 more.",
    ]  # fmt: skip
    assert _told("tout va bien ?", "fr") == ["3 jobs are late : W-1; W-2 ; et 2 de plus."]


@pytest.mark.parametrize(
    "text",
    [
        "Which machine needs attention?", "what needs attention this morning?", "anything wrong?",
        "is everything ok on site?", "what should I look at first?", "any problems today?", "what's wrong?",
        "quelle machine demande de l'attention ?", "qu'est-ce qui ne va pas ce matin ?", "tout va bien ?",
        "par quoi commencer ?", "des soucis ce matin ?", "y a-t-il des problèmes en cours ?", "quoi de neuf ?",
        "which pumps need attention", "give me a morning briefing", "fais-moi le point du matin", "rien à signaler ?",
    ],
)  # fmt: skip
def test_attention_is_asked_for(text: str) -> None:
    assert asks_attention(text)


@pytest.mark.parametrize(
    "text",
    [
        "what's wrong with P-7?", "any problems with P-7?", "is everything ok with the seal?", "what happened last night?",
        "what needs calibration?", "which machine needs grease?", "what should I check before start?",
        "que faut-il vérifier avant le démarrage ?", "anomalies in September", "are there any alarms?",
        "which machine has the most failures?", "priority of PAH-101",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert not asks_attention(text)
