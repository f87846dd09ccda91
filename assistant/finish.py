"""An answer as a whole, when its last sentence is said. Knows drafts and experts' times; says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.citations import Locate
from assistant.draft import Draft
from assistant.nearest import naming, nearest
from assistant.records import (
    Answer,
    AnswerEvent,
    Event,
    Evidence,
    ExpertUse,
    GateEvent,
    Question,
    Route,
    SentenceEvent,
    Usage,
)
from retrieval.records import Kind, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge


def finished(
    draft: Draft,
    question: Question,
    uses: Sequence[ExpertUse],
    *,
    answered: bool,
    seconds: float,
    gate: Mapping[Kind, float],
    route: Route,
) -> Answer:
    """The answer as a whole, when its last sentence is said.

    Args:
        gate: The gate's weights.
        route: How it was found, where it was.
    """
    by = answering(draft) if answered else ()
    return Answer(
        text=draft.text,
        abstained=not answered,
        language=question.language,
        citations=draft.citations.all(),
        sentences=tuple(draft.sentences),
        experts=_with_answering(merged(uses), by, gate, seconds),
        removed=tuple(draft.removed),
        usage=Usage(
            prompt_tokens=draft.prompt_tokens, completion_tokens=draft.completion_tokens, seconds=seconds
        ),
        question=question.text,
        answered_by=by,
        gate=dict(gate.items()),
        route=route if answered else None,
    )


def with_nearest(
    answer: Answer,
    refusal: str | None,
    scope: Scope,
    knowledge: Knowledge,
    locate: Locate,
    readings: Sequence[Evidence] = (),
) -> Answer:
    """A declined answer with the passages nearest to its question, or with those that its refusal names.

    Args:
        readings: What the question may ask of registers, told before the passages.
    """
    about = answer.question, scope, knowledge, locate
    near = nearest(*about, readings) if refusal is None else naming(refusal, *about, readings)
    return replace(answer, nearest=near)


def said_whole(answer: Answer, *, seconds: float) -> Iterator[Event]:
    """The events of an answer that is whole before its first sentence is said.

    Args:
        seconds: How long it took.
    """
    yield GateEvent(weights=answer.gate)
    yield SentenceEvent(text=answer.text, citations=answer.citations)
    yield AnswerEvent(answer=replace(answer, usage=replace(answer.usage, seconds=seconds)))


def answering(draft: Draft) -> tuple[Kind, ...]:
    """The kinds of the evidence that the sentences stand on, in the order of the sentences."""
    kinds = {citation.n: citation.kind for citation in draft.citations.all()}
    numbers = (n for sentence in draft.sentences if sentence.supported for n in sentence.citations)
    return tuple(dict.fromkeys(kinds[number] for number in numbers))


def _with_answering(
    asked: Sequence[ExpertUse], by: Sequence[Kind], gate: Mapping[Kind, float], seconds: float
) -> tuple[ExpertUse, ...]:
    """The experts that were asked, and those that were not and whose sources answered, in the time left."""
    known = {use.name for use in asked}
    rest = max(0.0, seconds - sum(use.seconds for use in asked))
    others = [
        ExpertUse(name=kind, weight=gate.get(kind, 0.0), seconds=rest, answered=True)
        for kind in by
        if kind not in known
    ]
    return (*(replace(use, answered=use.name in by) for use in asked), *others)


def merged(uses: Sequence[ExpertUse]) -> tuple[ExpertUse, ...]:
    """Each expert once: its greatest weight, and its time over all parts of the question."""
    merged: dict[str, ExpertUse] = {}
    for use in uses:
        known = merged.get(use.name)
        merged[use.name] = (
            use
            if known is None
            else replace(known, weight=max(known.weight, use.weight), seconds=known.seconds + use.seconds)
        )
    return tuple(merged.values())
