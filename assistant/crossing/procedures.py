"""Questions that want a procedure: its steps whole and in order, or one of them in a follow-up.

Where no document holds a procedure, that is said, if steps are asked for by that word or work on a
machine is: a report's sentence tells nobody how to do it. Any other "how do I" is left to the experts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation import stand_alone
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import NamesIn
from assistant.experts.text.procedures import tell
from assistant.experts.text.procedures.actions import is_hands_on
from assistant.experts.text.procedures.asked import StepAsked, asked_procedure, asked_step
from assistant.experts.text.procedures.choose import Fit
from assistant.experts.text.procedures.find import Procedures
from assistant.experts.text.procedures.records import Procedure, Step
from assistant.records import Evidence, Message, Question
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_ALSO_FROM = 0.04
"""Another procedure is named whose score is this near."""
_MOST_OTHERS = 2


class ProceduresAsked:
    """Tells procedures.

    Args:
        procedures: Finds them.
        names_in: Tells which documents are named.
    """

    def __init__(self, procedures: Procedures, *, names_in: NamesIn) -> None:
        self._procedures = procedures
        self._names_in = names_in

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The steps; None where no procedure is wanted, or none fits and the experts may know better."""
        step = asked_step(question.asked)
        asked = asked_procedure(question.text)
        if step is not None:
            own = question.asked if asked_procedure(question.asked) is not None else ""
            about = own or next(_earlier(question.history, step), question.text)
            found = self._find(about, question, scope)
            return self._some(found[0].procedure, step, question) if found else None
        if asked is None:
            return None
        found = self._find(question.text, question, scope)
        if found:
            return Bridge(reasons=tuple(self._whole(found, question)), listed=True)
        hands_on = not asked.passive and is_hands_on(asked.what)
        if asked.named or hands_on:
            return Bridge(refusal=tell.no_procedure(question.language, asked.what))
        return None

    def _find(self, text: str, question: Question, scope: Scope) -> list[Fit]:
        asked = asked_procedure(text)
        if asked is None:
            return []
        named = self._names_in(text, question.language, scope)
        return self._procedures.find(asked, text, question.language, scope, named)

    def _whole(self, found: Sequence[Fit], question: Question) -> Sequence[Evidence]:
        best = found[0]
        also = [
            other.procedure
            for other in found[1:]
            if best.score - other.score < _ALSO_FROM and other.general == best.general
        ]
        return tell.whole(best, question.language, tags=find_tags(question.text), also=also[:_MOST_OTHERS])

    def _some(self, procedure: Procedure, step: StepAsked, question: Question) -> Bridge:
        steps = _chosen(procedure, step, question)
        if not steps:
            return Bridge(refusal=tell.no_such_step(procedure, question.language))
        return Bridge(reasons=tuple(tell.some(procedure, steps, question.language)), listed=True)


def _earlier(history: Sequence[Message], step: StepAsked) -> Iterator[str]:
    """Earlier questions that wanted a procedure, standing alone, the last one first.

    "Next" and "the rest" follow the last turn only, or steps of the procedure that was told before them.
    """
    for at in range(len(history) - 1, -1, -1):
        turn = history[at]
        if turn.role != "user":
            continue
        text = stand_alone(turn.content, history[:at])
        if asked_procedure(text) is not None:
            yield text
        elif step.which in ("next", "rest") and asked_step(turn.content) is None:
            return


def _chosen(procedure: Procedure, asked: StepAsked, question: Question) -> Sequence[Step]:
    """The steps that are asked for; empty where the procedure has none such."""
    steps = procedure.steps
    if asked.which == "last":
        return steps[-1:]
    if asked.which == "rest":
        return steps[tell.MOST_STEPS :]
    if asked.which == "next":
        at = _pointed(question.history)
        return steps[at : at + 1] if at else steps[:1]
    at = next((i for i, step in enumerate(steps) if step.number == asked.at), -1)
    return steps[at + asked.shift : at + asked.shift + 1] if at >= 0 and at + asked.shift >= 0 else ()


def _pointed(history: Sequence[Message]) -> int:
    """The number of the step that was told last; 0 where the procedure was told whole."""
    moved = 0
    for turn in reversed(history):
        if turn.role != "user":
            continue
        asked = asked_step(turn.content)
        if asked is None:
            return moved
        if asked.which == "at":
            return asked.at + asked.shift + moved
        moved += asked.which == "next"
    return moved
