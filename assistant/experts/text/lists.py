"""The list that a passage belongs to: lettered items of a clause, numbered steps, lines of a section.

Knows printed numbers and the order of passages, no question and no ranking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.experts.text.candidates import parent_label
from assistant.sentences import passage_spans
from retrieval.identifiers import label_key
from retrieval.records import Chunk, Scope

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

LONGEST_LIST = 900
"""Characters of a list that is still given whole."""

_LONGEST_STEPS = 1600
_LEAST_ITEMS = 2
_LONGEST_STEP = 4


class Lists:
    """Lists of one catalogue's passages; each clause is looked up once.

    Args:
        catalogue: What was ingested.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._parents: dict[tuple[str, str], Chunk | None] = {}
        self._chunks: dict[str, list[Chunk]] = {}

    def parent(self, chunk: Chunk) -> Chunk | None:
        """The clause of a lettered item; None for anything else."""
        label = parent_label(chunk.label) if chunk.label else None
        if label is None:
            return None
        place = (chunk.source, label)
        if place not in self._parents:
            found = self._catalogue.chunks_labelled(label, scope=Scope(sources=(chunk.source,)))
            key = label_key(label)
            self._parents[place] = next((c for c in found if label_key(c.label or "") == key), None)
        return self._parents[place]

    def items(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """The lettered items of a clause, as many as are not too long together."""
        if not chunk.label:
            return ()
        key = label_key(chunk.label)
        below = self._catalogue.chunks_labelled(chunk.label, scope=Scope(sources=(chunk.source,)))
        items: list[Chunk] = []
        length = 0
        for item in below:
            rest = label_key(item.label or "")[len(key) :].strip(".")
            if item.id != chunk.id and rest.isalpha() and length + len(item.text) < LONGEST_LIST:
                items.append(item)
                length += len(item.text)
        return tuple(items)

    def with_items(self, chunk: Chunk, words: str) -> tuple[str, tuple[Chunk, ...]]:
        """What opens a list together with its items."""
        items = self.items(chunk)
        return "\n".join((words, *(item.text for item in items))), (chunk, *items)

    def around(self, chunk: Chunk) -> tuple[str, tuple[Chunk, ...]] | None:
        """The whole list that a passage is part of or opens, with its passages; None where there is none."""
        clause = self.parent(chunk) or chunk
        if self.items(clause):
            return self.with_items(clause, clause.text)
        return self._opened(chunk) or self._steps(chunk) or _lines(chunk)

    def _steps(self, chunk: Chunk) -> tuple[str, tuple[Chunk, ...]] | None:
        """Numbered passages that follow one another: 1, 2, 3."""
        if _step(chunk) is None:
            return None
        there = self._of(chunk.source)
        at = next((i for i, other in enumerate(there) if other.id == chunk.id), None)
        if at is None:
            return None
        first = last = at
        while first and _step(there[first - 1]) == (_step(there[first]) or 0) - 1:
            first -= 1
        while last + 1 < len(there) and _step(there[last + 1]) == (_step(there[last]) or 0) + 1:
            last += 1
        return _joined(there[first : last + 1])

    def _opened(self, chunk: Chunk) -> tuple[str, tuple[Chunk, ...]] | None:
        """The steps right below a passage that is nothing but their title."""
        if "\n" in chunk.text or len(chunk.text) > LONGEST_LIST // 10:
            return None
        there = self._of(chunk.source)
        at = next((i for i, other in enumerate(there) if other.id == chunk.id), len(there))
        following = there[at + 1] if at + 1 < len(there) else None
        return self._steps(following) if following is not None and _step(following) == 1 else None

    def _of(self, source: str) -> list[Chunk]:
        if source not in self._chunks:
            self._chunks[source] = self._catalogue.chunks_of(source)
        return self._chunks[source]


def _step(chunk: Chunk) -> int | None:
    """The number of a numbered step; None for clauses with deeper numbers, tables and whole sections."""
    label = (chunk.label or "").rstrip(".)")
    is_step = label.isdigit() and len(label) <= 2 and chunk.kind != "table" and "\n" not in chunk.text
    return int(label) if is_step and len(passage_spans(chunk.text)) <= _LONGEST_STEP else None


def _joined(steps: list[Chunk]) -> tuple[str, tuple[Chunk, ...]] | None:
    lines = [step.text if re.match(r"\s*\d", step.text) else f"{_step(step)}. {step.text}" for step in steps]
    text = "\n".join(lines)
    if len(steps) < _LEAST_ITEMS or len(text) > _LONGEST_STEPS:
        return None
    return text, tuple(steps)


def _lines(chunk: Chunk) -> tuple[str, tuple[Chunk, ...]] | None:
    """All lines of a short section that is no table and no running text of one sentence."""
    parts = passage_spans(chunk.text)
    if " | " in chunk.text or len(parts) < _LEAST_ITEMS or len(chunk.text) > LONGEST_LIST:
        return None
    return chunk.text, (chunk,)
