"""What the reader makes of candidates: the likeliest answer within each. Loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.reader.read import Read, Span
from retrieval.records import Chunk

PASSAGES = 12
"""So many of the passages found are read."""
UNREAD = -0.5
"""How far below the best a candidate is taken to be whose passage was not read."""
_FAR = 8.0
_SURE = 12.0

Reads = Callable[[str, Sequence[str]], list[Read]]
"""See ``Reader.read``."""


def read_candidates(reads: Reads, question: str, pool: Sequence[Candidate]) -> dict[int, Span]:
    """The likeliest answer in each candidate of the first passages, by the candidate's place in the pool."""
    chunks: dict[str, Chunk] = {}
    for candidate in sorted(pool, key=lambda c: c.rank):
        if len(chunks) < PASSAGES or candidate.hit.chunk.id in chunks:
            chunks[candidate.hit.chunk.id] = candidate.hit.chunk
    heads = {key: _head(chunk) for key, chunk in chunks.items()}
    found = dict(zip(chunks, reads(question, [heads[k] + c.text for k, c in chunks.items()]), strict=True))
    spans: dict[int, Span] = {}
    for place, candidate in enumerate(pool):
        key = candidate.hit.chunk.id
        if key in found:
            shift = len(heads[key])
            span = found[key].best(candidate.start + shift, candidate.end + shift)
            if span is not None:
                spans[place] = span
    return spans


def below_best(spans: Mapping[int, Span]) -> dict[int, float]:
    """How far each candidate is below the best that its reader found: 0 for that one, -1 from ``_FAR`` on."""
    top: dict[bool, float] = {}
    for span in spans.values():
        top[span.larger] = max(span.score, top.get(span.larger, span.score))
    return {place: max(-1.0, (span.score - top[span.larger]) / _FAR) for place, span in spans.items()}


def odds(span: Span | None) -> float:
    """Log odds of an answer against none, 1 from ``_SURE`` on; -1 where nothing was read."""
    return max(-1.0, min(1.0, span.score / _SURE)) if span is not None else -1.0


def _head(chunk: Chunk) -> str:
    """What stands above a passage, as in training."""
    return f"{chunk.headings[-1]}\n" if chunk.headings else ""
