"""Make evidence of passages: quote, page, boxes, headings. Knows no ranking and no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Evidence
from retrieval.identifiers import find
from retrieval.records import Chunk


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
    """Evidence from passages that stand together; page and boxes are those where its words begin."""
    first = chunks[0]
    touched = [
        (line.page or chunk.page, line.box)
        for chunk in chunks
        for line in chunk.spans
        if span is None or chunk is not first or (line.start < span[1] and span[0] < line.end)
    ]
    page = next((at for at, _ in touched), first.page)
    boxes = [box for at, box in touched if box is not None and at == page]
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
        page=page,
        boxes=tuple(boxes),
        unit=first.unit,
    )


def naming_line(chunk: Chunk, identifier: str, *, score: float) -> Evidence:
    """The first line of a passage that names a tag or number; its first line where none does."""
    lines = [line for line in chunk.text.split("\n") if line.strip()]
    naming = [line for line in lines if any(item.value == identifier for item in find(line))]
    quote = (naming or lines or [chunk.text])[0]
    start = max(0, chunk.text.find(quote))
    return from_chunks(
        (chunk,), quote=quote, label=chunk.label, score=score, span=(start, start + len(quote))
    )


def stated(evidence: Evidence, statement: str, values: tuple[str, ...], also: tuple[str, ...]) -> Evidence:
    """The evidence with a computed statement."""
    return replace(evidence, statement=statement, values=values, also=also)
