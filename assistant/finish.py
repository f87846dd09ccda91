"""An answer as a whole, when its last sentence is said. Knows drafts and experts' times; says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.draft import Draft
from assistant.records import Answer, ExpertUse, Question, Usage
from retrieval.records import Kind


def looked_up_by(draft: Draft, weights: Mapping[Kind, float], seconds: float) -> list[ExpertUse]:
    """The experts whose knowledge answered while the question was resolved, so that none was asked."""
    kinds = dict.fromkeys(citation.kind for citation in draft.citations.all())
    return [ExpertUse(name=kind, weight=weights.get(kind, 0.0), seconds=seconds) for kind in kinds]


def finished(
    draft: Draft, question: Question, uses: Sequence[ExpertUse], *, answered: bool, seconds: float
) -> Answer:
    """The answer as a whole, when its last sentence is said."""
    return Answer(
        text=draft.text,
        abstained=not answered,
        language=question.language,
        citations=draft.citations.all(),
        sentences=tuple(draft.sentences),
        experts=merged(uses),
        removed=tuple(draft.removed),
        usage=Usage(
            prompt_tokens=draft.prompt_tokens, completion_tokens=draft.completion_tokens, seconds=seconds
        ),
        question=question.text,
    )


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
