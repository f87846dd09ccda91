"""Text with the boxes of its lines: joined, cut, divided at sentences. Knows no document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.records import Span

_BOUNDARY = re.compile(
    r"\n+|(?<=[.!?;])\s+(?=[A-ZÀ-Ý\"'“«(•\d])|(?<=[.!?][\"”»)])\s+(?=[A-ZÀ-Ý“«(•])", re.UNICODE
)
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its spans, sorted by start."""

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def page(self) -> int | None:
        """The page where it begins."""
        return next((span.page for span in self.spans if span.page is not None), None)


def joined(passages: Iterable[Passage], separator: str = "\n") -> Passage:
    """Passages one after the other; empty ones are left out."""
    text = ""
    spans: list[Span] = []
    for passage in passages:
        if not passage.text:
            continue
        if text:
            text += separator
        spans += [replace(s, start=s.start + len(text), end=s.end + len(text)) for s in passage.spans]
        text += passage.text
    return Passage(text, tuple(spans))


def cut(passage: Passage, start: int, end: int) -> Passage:
    """The characters ``[start, end)`` less blanks at both ends, with the parts of the spans inside."""
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    spans = tuple(
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in passage.spans
        if span.start < end and span.end > start
    )
    return Passage(text, spans)


def divided(passage: Passage, longest: int) -> list[Passage]:
    """The passage in pieces of at most ``longest`` characters, cut at lines, else sentences, else blanks.

    Pieces are filled evenly, so that no short rest is left.
    """
    if len(passage.text) <= longest:
        return [passage]
    ends = [match.start() for match in _BOUNDARY.finditer(passage.text)] + [len(passage.text)]
    parts: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        parts += _fitting(passage.text, start, end, longest)
        start = end
    count = -(-len(passage.text) // longest)
    target = min(longest, len(passage.text) / count * 1.1)
    pieces: list[tuple[int, int]] = []
    for start, end in parts:
        if pieces and end - pieces[-1][0] <= longest and pieces[-1][1] - pieces[-1][0] < target * 0.85:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    found = [cut(passage, start, end) for start, end in pieces]
    return [piece for piece in found if piece.text]


def _fitting(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """A sentence, cut at blanks (or anywhere, where it has none) when it is too long."""
    parts: list[tuple[int, int]] = []
    while end - start > longest:
        blank = max((m.start() for m in _BLANK.finditer(text, start + 1, start + longest)), default=0)
        middle = blank if blank > start + longest // 2 else start + longest
        parts.append((start, middle))
        start = middle
    parts.append((start, end))
    return parts


def lines_of(passage: Passage) -> list[Passage]:
    """One passage a line."""
    found = []
    start = 0
    for line in passage.text.split("\n"):
        found.append(cut(passage, start, start + len(line)))
        start += len(line) + 1
    return found


def total(passages: Sequence[Passage]) -> int:
    """Characters of all, line ends included."""
    return sum(len(passage.text) + 1 for passage in passages)
