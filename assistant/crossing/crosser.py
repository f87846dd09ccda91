"""Resolves the references of a question one after the other. Knows crossings by protocol only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.crossing.bridge import Bridge, Crossing
from assistant.records import Evidence, Question
from retrieval.records import Scope


class Crosser:
    """Asks each crossing in turn; what one resolved the next one reads.

    Args:
        crossings: In the order in which they are asked.
    """

    def __init__(self, crossings: Sequence[Crossing]) -> None:
        self._crossings = tuple(crossings)

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with all its references resolved; None where it holds none."""
        text = question.text
        reasons: list[Evidence] = []
        computed, optional, about, otherwise = False, True, "", ""
        for crossing in self._crossings:
            bridge = crossing.cross(replace(question, text=text), scope)
            if bridge is None:
                continue
            reasons += bridge.reasons
            if bridge.refusal is not None or not bridge.text:
                return Bridge(reasons=tuple(reasons), refusal=bridge.refusal, listed=bridge.listed)
            text = bridge.text
            computed, about = computed or bridge.computed, bridge.about
            otherwise = bridge.otherwise
            optional = optional and bridge.optional
        if not reasons:
            return None
        return Bridge(
            text=text,
            reasons=tuple(reasons),
            computed=computed,
            optional=optional,
            about=about,
            otherwise=otherwise,
        )
