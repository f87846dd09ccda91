"""How rare a word is in what was ingested. Knows stems and counts, no passages.

Counts come from a sample of the passages where there are many: rarity needs an order of magnitude only.
"""

from __future__ import annotations

import difflib
import math
import threading
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.words import content_stems
from retrieval.records import Language

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

SAMPLE = 6000
"""Passages that are counted at most."""


class Vocabulary:
    """Document frequencies of stems; counted again when the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._generation = -1
        self._counts: Counter[str] = Counter()
        self._passages = 0
        self._step = 1
        self._languages: frozenset[Language] = frozenset()
        self._lock = threading.Lock()

    def refresh(self) -> None:
        """Counts anew where something was published or deleted since."""
        generation = self._catalogue.generation()
        with self._lock:
            if generation == self._generation:
                return
            total = self._catalogue.passages.count()
            step = max(1, math.ceil(total / SAMPLE))
            counts: Counter[str] = Counter()
            spoken: set[Language] = set()
            seen = 0
            for batch in self._catalogue.passages.batches():
                for _, chunk in batch[::step]:
                    seen += 1
                    language: Language = "fr" if chunk.language == "fr" else "en"
                    spoken.add(language)
                    counts.update(set(content_stems(chunk.indexed_text(), language)))
            self._languages = frozenset(spoken)
            self._counts, self._passages, self._generation = counts, seen, generation
            self._step = step

    @property
    def languages(self) -> frozenset[Language]:
        """Of the passages that were counted; what is not French counts as English."""
        return self._languages

    @property
    def is_whole(self) -> bool:
        """True where every passage was counted, so that a word without a count stands nowhere."""
        return self._passages > 0 and self._step == 1

    def rarity(self, stem: str) -> float:
        """Inverse document frequency, 0 (everywhere) to 1 (never seen)."""
        most = math.log(1 + self._passages) or 1.0
        return math.log((1 + self._passages) / (1 + self._counts[stem])) / most

    def __contains__(self, stem: object) -> bool:
        return stem in self._counts

    def nearest(self, stem: str) -> str | None:
        """The known stem that a misspelt one is closest to, None where none is close."""
        if len(stem) < 5:
            return None
        pool: Iterable[str] = (
            known for known in self._counts if known[:1] == stem[:1] and abs(len(known) - len(stem)) <= 2
        )
        found = difflib.get_close_matches(stem, list(pool), n=1, cutoff=0.86)
        return found[0] if found else None
