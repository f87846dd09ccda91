"""Words of the other language that mean a question's words, by the encoders, beside those of the glossary.

A word and its translation lie near each other for both encoders (``delivery``, ``livraison``), other words
hardly ever do. Only words that stand in the passages found are looked at. Knows no glossary and no ranking.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.meaning import Embed
from assistant.experts.text.terms import Term
from assistant.words import content_words, fold, stem
from retrieval.embed import Vectors
from retrieval.records import Language

_NEAR = 0.73
"""Mean of both cosines from which a word is taken for a translation."""
_ALIKE, _LETTERS = 0.15, 5
"""What so many equal first letters add: ``reactor``, ``réacteur``."""
_SHORTEST = 4
_KEPT = 20_000
"""Words whose vectors are kept, 30 MB for each encoder."""


class WordAligner:
    """Finds translations among words of passages. Safe for threads.

    Args:
        embed: The encoder of English texts.
        french: Puts French texts where ``embed`` puts their translations, and English ones nearly there.
    """

    def __init__(self, embed: Embed, french: Embed) -> None:
        self._english = _Remembered(embed)
        self._french = _Remembered(french)

    def aligned(
        self, terms: Sequence[Term], pool: Iterable[Candidate], *, asked: Language
    ) -> tuple[Term, ...]:
        """The terms for passages of the other language: words of theirs that mean the same count in full.

        Args:
            terms: Of a question.
            pool: What may answer; only passages of the other language than ``asked`` count.
            asked: The question's language.
        """
        other: Language = "en" if asked == "fr" else "fr"
        chunks = {c.hit.chunk.id: c.hit.chunk for c in pool if c.is_foreign(asked)}
        words = {
            word: stem(word, other)
            for chunk in chunks.values()
            for word in content_words(chunk.indexed_text())
            if word.isalpha() and len(word) >= _SHORTEST
        }
        told = [
            place
            for place, term in enumerate(terms)
            if len(term.said) >= _SHORTEST and not any(c.isdigit() for c in term.said)
        ]
        found = [replace(term, of_others=1.0) for term in terms]
        if not told or not words:
            return tuple(found)
        said = [terms[place].said for place in told]
        own = self._french if asked == "fr" else self._english
        near = own.vectors(said) @ self._of(other).vectors(list(words)).T
        near = (near + self._french.vectors(said) @ self._french.vectors(list(words)).T) / 2
        begun = np.array([fold(word)[:_LETTERS] for word in words])
        for row, word in zip(near, said, strict=True):
            row[begun == fold(word)[:_LETTERS].ljust(_LETTERS)] += _ALIKE
        for row, place in zip(near, told, strict=True):
            meant = {(words[word],) for word, value in zip(words, row, strict=True) if value >= _NEAR}
            found[place] = replace(found[place], others=terms[place].others | meant)
        return tuple(found)

    def _of(self, language: Language) -> _Remembered:
        return self._french if language == "fr" else self._english


class _Remembered:
    """An encoder of words that computes each once."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._known: dict[str, Vectors] = {}
        self._lock = threading.Lock()

    def vectors(self, words: Sequence[str]) -> Vectors:
        """[N] words -> [N, width]."""
        with self._lock:
            if len(self._known) > _KEPT:
                self._known.clear()
            new = [word for word in dict.fromkeys(words) if word not in self._known]
            if new:
                self._known.update(zip(new, self._embed(new), strict=True))
            return np.stack([self._known[word] for word in words])
