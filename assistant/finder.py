"""What is found for a question: by experts, what it refers to, endpoints and registers. Says nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.consult import consult
from assistant.crossing.bridge import Bridge
from assistant.draft import Draft
from assistant.gate import ACTIVE_FROM, Gate
from assistant.judge import Verdict, judge
from assistant.records import Evidence, ExpertUse, Question
from assistant.registers.confirmed import BadConfirmation, Confirmed
from assistant.understanding import Understanding
from retrieval.records import Kind, Scope

if TYPE_CHECKING:
    from assistant.crossing.outside import Outside
    from assistant.registers.answers import Registers


@dataclass(frozen=True, slots=True)
class Turn:
    """What all steps of one answer share.

    Attributes:
        draft: What was said until now.
        uses: The experts that were asked until now.
    """

    question: Question
    scope: Scope
    cancel: threading.Event
    draft: Draft
    uses: list[ExpertUse] = field(default_factory=list)


class Finder:
    """Asks whoever may know, in the order in which they are believed.

    Args:
        gate: Chooses among the experts.
        enough: Score below which it abstains.
        understanding: Resolves what a question refers to.
        outside: Asks endpoints of the settings what the plant's sources do not tell; nobody where None.
        registers: Asked what nobody else answered; nobody where None.
    """

    def __init__(
        self,
        gate: Gate,
        understanding: Understanding,
        *,
        enough: float,
        outside: Outside | None = None,
        registers: Registers | None = None,
    ) -> None:
        self._gate = gate
        self._understanding = understanding
        self._enough = enough
        self._outside = outside
        self._registers = registers

    def decide(
        self,
        turn: Turn,
        question: Question,
        weights: dict[Kind, float] | None = None,
        *,
        scope: Scope | None = None,
        whole: bool = False,
    ) -> Verdict:
        """What the experts found and what it is worth.

        Args:
            weights: Of the experts; those of the gate where None.
            scope: That of the turn where None.
            whole: Also what cannot stand first is wanted.
        """
        scope = scope or turn.scope
        weights = self._gate.weights(question, scope) if weights is None else weights
        findings, asked = consult(
            self._gate.experts, question, scope, weights, whole=whole, cancel=turn.cancel
        )
        turn.uses.extend(asked)
        return judge(findings, weights, enough=self._enough)

    def over(
        self,
        turn: Turn,
        bridge: Bridge | None,
        question: Question,
        weights: dict[Kind, float],
        *,
        whole: bool = False,
    ) -> Verdict:
        """What a bridge answers itself, or what the experts found that it admits; all where there is none."""
        if bridge is not None and not bridge.text:
            return Verdict(bridge.reasons if bridge.refusal is None else (), bridge.refusal)
        verdict = self.decide(turn, question, weights, whole=whole or bridge is not None)
        if bridge is None:
            return verdict
        return replace(verdict, evidence=tuple(e for e in verdict.evidence if bridge.admits(e)))

    def asked_last(self, turn: Turn, verdict: Verdict) -> tuple[Bridge | None, Verdict]:
        """What endpoints say of a term, or the registers where nothing was sure; else what is likely."""
        question, scope = turn.question, turn.scope
        if self._outside is not None:
            bridge = self._outside.answer(question, scope, verdict.evidence)
            if bridge is not None:
                return bridge, Verdict(bridge.reasons, bridge.refusal)
        refused = bool(verdict.refusal)
        bridge = None
        if self._registers is not None:
            bridge = self._registers.answer(question, scope, verdict.evidence, refused=refused)
        if bridge is None:
            likely = () if refused else verdict.likely
            return None, replace(verdict, evidence=verdict.evidence or likely)
        return bridge if bridge.reasons else None, Verdict(bridge.reasons, None)

    def confirmed(self, turn: Turn) -> Bridge | None:
        """What somebody confirmed that the question means."""
        return self._registers.confirmed(turn.question, turn.scope) if self._registers else None

    def confirm(self, turn: Turn, reading: str) -> Confirmed:
        """Keeps that the question means one of its readings.

        Raises:
            BadConfirmation: It has no such reading.
        """
        if self._registers is None:
            raise BadConfirmation("no register was read in, so that no question has a reading")
        return self._registers.confirm(turn.question, turn.scope, reading)

    def unconfirm(self, turn: Turn) -> bool:
        """Takes back what was confirmed of the question; False where nothing was."""
        return self._registers is not None and self._registers.unconfirm(turn.question)

    def readings(self, turn: Turn) -> tuple[Evidence, ...]:
        """What the question may ask of registers, where it was not answered."""
        return self._registers.readings(turn.question, turn.scope) if self._registers else ()

    def otherwise(
        self, turn: Turn, bridge: Bridge, asked: Question, verdict: Verdict, weights: dict[Kind, float]
    ) -> tuple[Bridge | None, Question, Verdict]:
        """What is asked where a bridge's question found nothing: its other one, then the question itself."""
        question, refusal = turn.question, None
        if bridge.otherwise:
            asked = replace(question, text=bridge.otherwise)
            verdict = self.over(turn, bridge, asked, weights)
            refusal = verdict.refusal
        if not (bridge.text and bridge.optional) or verdict.evidence:
            return bridge, asked, verdict
        verdict = self.decide(turn, question)
        return None, question, replace(verdict, refusal=refusal or verdict.refusal)

    def of_computing(self, weights: dict[Kind, float]) -> dict[Kind, float]:
        """The weights of the experts that compute, each asked; text is asked by nobody's default."""
        own = {
            name: max(weights.get(name, 0.0), ACTIVE_FROM) for name in self._gate.experts if name != "text"
        }
        total = sum(own.values()) or 1.0
        ranked = sorted(own.items(), key=lambda item: -item[1])
        return {name: weight / total for name, weight in ranked}

    def part(self, turn: Turn, question: Question) -> Verdict:
        """What answers one of two questions: what it refers to, where that alone answers, or the experts."""
        bridge = self._understanding.bridge(question, turn.scope)
        if bridge is not None and not bridge.text and bridge.reasons:
            return Verdict(bridge.reasons[:1], None)
        return self.decide(turn, question)
