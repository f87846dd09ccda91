"""An answer while it grows: sentences with their citations, what was removed, tokens. Knows no expert."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.citations import CitationList, with_markers
from assistant.records import Removed, Sentence, SentenceEvent, TokenUse
from retrieval.records import Language

_NUMBERED = re.compile(r"\d{1,3}\. |\s")
"""A point that brings its own mark, or goes on with the one above."""


@dataclass(slots=True)
class Draft:
    """Collects what is said; nothing is ever taken back."""

    language: Language
    citations: CitationList
    pieces: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def say(
        self,
        text: str,
        numbers: tuple[int, ...] = (),
        *,
        supported: bool = True,
        listed: bool = False,
        tokens: tuple[TokenUse, ...] = (),
    ) -> SentenceEvent:
        """Adds one sentence; the event's text carries the separator before it.

        Args:
            listed: A point of a list, on a line of its own behind a bullet where it brings no number.
            tokens: Of a mixture of experts that wrote it.
        """
        listed_by = "\n" if _NUMBERED.match(text) else "\n• "
        separator = "" if not self.pieces else listed_by if listed else "\n" if "\n" in text else " "
        piece = separator + with_markers(text, numbers)
        self.pieces.append(piece)
        self.sentences.append(Sentence(text=text, supported=supported, citations=numbers, tokens=tokens))
        return SentenceEvent(text=piece, citations=self.citations.fresh())

    def drop(self, text: str, reason: str) -> None:
        """Records what the model wrote and the evidence did not hold."""
        self.removed.append(Removed(text=text, reason=reason))

    @property
    def text(self) -> str:
        """All that was said."""
        return "".join(self.pieces)
