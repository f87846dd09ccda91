"""Cuts a work-order text into words with their places, as the model was taught them. Knows no vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"<\w+>|[^\W\d_]{4,}(?=/[^\W\d_]{4,})|[^\W_]+(?:['’.&/-][^\W_]+)*\.?|\S")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_IDENTIFIER = re.compile(r"(?=\w{0,60}[-./]?\w{0,60}\d)(?=[\w./-]{0,60}[A-Z])[A-Z0-9][\w./-]{2,60}")
MOST_WORDS = 60
"""Words of a text that are read; longer texts are reports, which the model was not taught."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters ``[start, end)`` of a text."""

    text: str
    start: int
    end: int

    @property
    def form(self) -> str:
        """The word for the model: identifiers and numbers by their placeholders, as in MaintIE."""
        return form(self.text)


def words_of(text: str) -> list[Word]:
    """The first words of a text, marks included; a point after a word of one or more letters is cut off."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 1 and word.endswith("."):
            word = word[:-1]
        found.append(Word(word, match.start(), match.start() + len(word)))
        if len(found) == MOST_WORDS:
            break
    return found


def form(word: str) -> str:
    """``<num>`` for a number, ``<id>`` for a tag or an order's number, else the word itself."""
    if _NUMBER.fullmatch(word):
        return "<num>"
    if _IDENTIFIER.fullmatch(word):
        return "<id>"
    return word
