from __future__ import annotations

from assistant.experts.text.evidence import from_chunks
from retrieval.records import Chunk, Span


def _steps() -> Chunk:
    lines = ("Cut the layers.", "Clean the mandrel.", "Cure at 120 °C for 3 h.")
    spans, at = [], 0
    for page, line in zip((2, 2, 3), lines, strict=True):
        spans.append(Span(start=at, end=at + len(line), page=page, box=(10.0, float(at), 90.0, at + 9.0)))
        at += len(line) + 1
    return Chunk(
        id="c", source="s.pdf", kind="text", ordinal=0, text="\n".join(lines), page=2, spans=tuple(spans)
    )


def test_the_page_is_the_one_where_the_words_stand() -> None:
    chunk = _steps()
    start = chunk.text.index("Cure")
    found = from_chunks(
        (chunk,), quote=chunk.text[start:], label=None, score=0.9, span=(start, len(chunk.text))
    )
    assert found.page == 3
    assert found.boxes == (chunk.spans[2].box,)
    first = from_chunks((chunk,), quote="Clean the mandrel.", label=None, score=0.9, span=(16, 34))
    assert (first.page, first.boxes) == (2, (chunk.spans[1].box,))
