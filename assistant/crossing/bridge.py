"""What a reference in a question stands for, found in another source. Records and a protocol only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.experts.tables.words import squash
from assistant.records import Evidence, Question
from retrieval.records import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A question whose reference to another source was resolved.

    Attributes:
        text: The question with what the reference stands for in its place; empty where ``reasons`` answer.
        reasons: Where that stands, each with its statement, best first.
        refusal: Said instead where the other source is there but does not hold what is needed, or is not.
        computed: True where only what an expert computed can answer ``text``: words of another document that
            sound alike were not written of that moment or limit.
        optional: True where the reference was guessed from what happened: a question that nothing computed
            answers is then asked as it was.
        listed: True where each reason is said on a line of its own, below the first.
        otherwise: The resolved question in wider words, asked where nothing answers ``text``.
        about: What evidence must name where it is to answer ``text``; empty where anything may.
    """

    text: str = ""
    reasons: tuple[Evidence, ...] = ()
    refusal: str | None = None
    computed: bool = False
    optional: bool = False
    listed: bool = False
    about: str = ""
    otherwise: str = ""

    def admits(self, evidence: Evidence) -> bool:
        """True where evidence may answer the resolved question."""
        if self.computed and evidence.statement is None:
            return False
        held = squash(f"{evidence.statement or ''} {evidence.quote} {evidence.lead}")
        return squash(self.about) in held


class Crossing(Protocol):
    """Resolves references of one kind."""

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with its reference resolved; None where it holds none of this kind."""
        ...
