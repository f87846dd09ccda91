"""Says what the passages of a document will be while it is still being read. Knows blocks, no model.

What is told is a guess, for whoever computes something from texts and can begin now: tables, cards and front
matter come only with the whole document, and what is done to the document after reading is not known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.chunk import Cutter
from ingest.parsed import Block, ParsedDocument
from ingest.passage import Passage
from retrieval.passage_vectors import embedded_texts

_AT_ONCE = 128
"""Texts that are told together."""

Tell = Callable[[Sequence[str]], None]


class Foresight:
    """Takes blocks in reading order, as they become final, and tells the texts that will be embedded."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._cutter = _Rehearsal(ParsedDocument(media="", title="", language="und"), "", "", 1, ())
        self._told: set[int] = set()

    def __call__(self, blocks: Sequence[Block]) -> None:
        """Takes in the next blocks."""
        for block in blocks:
            self._cutter.take(block)
        texts = self._cutter.texts
        if len(texts) >= _AT_ONCE:
            fresh = [text for text in dict.fromkeys(texts) if hash(text) not in self._told]
            texts.clear()
            self._told.update(map(hash, fresh))
            self._tell(fresh)


class _Rehearsal(Cutter):
    """Cuts as for the catalogue, and keeps nothing but texts."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.texts: list[str] = []

    def take(self, block: Block) -> None:
        """Front matter is packed when all of it is known: it is left out."""
        if block.kind not in ("title", "footnote"):
            super().take(block)

    def emit(self, passage: Passage, *, headings: tuple[str, ...], **_: object) -> None:
        if passage.text.strip():
            self.texts += embedded_texts(passage.text, headings)
