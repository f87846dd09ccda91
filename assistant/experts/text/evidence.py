"""Make evidence of passages: quote, page, boxes, headings. Knows no ranking and no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Evidence
from retrieval.records import Box, Chunk


def from_chunks(
    chunks: Sequence[Chunk],
    *,
    quote: str,
    label: str | None,
    score: float,
    lead: str = "",
    title: str = "",
    verbatim: bool = False,
    span: tuple[int, int] | None = None,
) -> Evidence:
    """Evidence from passages that stand together; boxes are those on the first one's page."""
    first = chunks[0]
    boxes: list[Box] = []
    for chunk in chunks:
        for line in chunk.spans:
            inside = span is None or chunk is not first or (line.start < span[1] and span[0] < line.end)
            if line.box is not None and inside and (line.page or chunk.page) == first.page:
                boxes.append(line.box)
    return Evidence(
        kind="drawing" if first.kind == "drawing" else "text",
        source=first.source,
        quote=quote,
        score=score,
        verbatim=verbatim,
        chunk_id=first.id,
        label=label,
        headings=first.headings if title in ("", *first.headings) else (*first.headings, title),
        lead=lead,
        page=first.page,
        boxes=tuple(boxes),
        unit=first.unit,
    )


def stated(evidence: Evidence, statement: str, values: tuple[str, ...], also: tuple[str, ...]) -> Evidence:
    """The evidence with a computed statement."""
    return replace(evidence, statement=statement, values=values, also=also)
