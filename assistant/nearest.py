"""Passages near a question that was declined, for a reader to judge. Answers nothing, writes no words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.citations import CitationList, Locate
from assistant.experts.text.evidence import from_chunks
from assistant.records import Citation, Evidence
from assistant.sentences import passage_spans
from assistant.words import content_stems
from retrieval.identifiers import find
from retrieval.records import Chunk, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.knowledge import Knowledge

_READ, _SHOWN = 12, 3
_SHARED = 0.4
"""Share of the question's words that a passage must hold …"""
_MEANS = 0.5
"""… or how alike its meaning must be, since the passage may be in another language."""
_SHORTEST = 12


def nearest(
    question: str, scope: Scope, knowledge: Knowledge, locate: Locate, readings: Sequence[Evidence] = ()
) -> tuple[Citation, ...]:
    """The places nearest to a question, best first; none where nothing is near.

    What a question names (a tag, a number) makes no passage near: every page on a pump names it. What holds
    the same words of the question in the same source is told once.

    Args:
        readings: What the question may ask of tables; they come first.
    """
    cited = CitationList(locate)
    for reading in readings:
        cited.cite(reading)
    named = {stem for one in find(question) for stem in content_stems(one.value)}
    wanted = frozenset(content_stems(question)) - named
    seen: set[tuple[str, frozenset[str]]] = set()
    for hit in knowledge.search(question, scope=scope, top_k=_READ) if wanted else ():
        (start, end), shared = _best(hit.chunk, wanted)
        means = not named and hit.scores.get("dense", 0.0) >= _MEANS
        if end == start or (len(shared) < _SHARED * len(wanted) and not means):
            continue
        if (hit.chunk.source, shared) in seen:
            continue
        seen.add((hit.chunk.source, shared))
        quote, label = hit.chunk.text[start:end].strip(), hit.chunk.label
        cited.cite(from_chunks((hit.chunk,), quote=quote, label=label, score=hit.score, span=(start, end)))
        if len(seen) == _SHOWN:
            break
    return tuple(replace(one, is_near=True) for one in cited.all())


def naming(
    refused: str,
    question: str,
    scope: Scope,
    knowledge: Knowledge,
    locate: Locate,
    readings: Sequence[Evidence] = (),
) -> tuple[Citation, ...]:
    """Places that name what an expert says that it does not hold: another kind of source may.

    Args:
        refused: The expert's words; what they do not name is not looked for.
        readings: What the question may ask of tables; they come first.
    """
    cited = CitationList(locate)
    for reading in readings:
        cited.cite(reading)
    wanted = frozenset(content_stems(question))
    for value in dict.fromkeys(one.value for one in find(question) if one.value in refused):
        found = knowledge.catalogue.chunks_mentioning(value, scope=scope, limit=_READ)
        held = [(chunk, *_best(chunk, wanted)) for chunk in found if chunk.kind != "table"]
        for chunk, (start, end), _ in sorted(held, key=lambda one: -len(one[2]))[:_SHOWN]:
            if quote := chunk.text[start:end].strip():
                cited.cite(
                    from_chunks((chunk,), quote=quote, label=chunk.label, score=0.0, span=(start, end))
                )
    return tuple(replace(one, is_near=True) for one in cited.all()[: _SHOWN + len(readings)])


def _best(chunk: Chunk, wanted: frozenset[str]) -> tuple[tuple[int, int], frozenset[str]]:
    """Where a passage holds most of the words, and which; an empty place where it has no sentence."""
    spans = [span for span in passage_spans(chunk.text) if span[1] - span[0] >= _SHORTEST]
    held = {span: wanted & set(content_stems(chunk.text[span[0] : span[1]])) for span in spans}
    best = max(spans, key=lambda span: len(held[span]), default=(0, 0))
    return best, held.get(best, frozenset())
