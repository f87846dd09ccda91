"""All words of tables, and which of them a question's word may mean. Knows words, no tables and no values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.experts.tables.lexicon import CHATTER, STOP
from assistant.experts.tables.synonyms import listed_concepts
from assistant.experts.tables.words import fold, is_misspelling, same_family, stems
from assistant.experts.text.glossary import glossary
from assistant.words import stem as stem_of
from retrieval.records import Language

STEM, TRANSLATED, FAMILY, MISSPELT = 0.95, 0.88, 0.7, 0.85
"""How sure a match is, where the same word is 1."""


class Vocabulary:
    """Words to look up by spelling, stem, family and slip."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        self._by_first: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for stem in stems(word):
                self._by_stem[stem].add(word)
            if word.isalpha() and len(word) >= 5:
                self._by_prefix[word[:5]].append(word)
                self._by_first[word[0], len(word)].append(word)
        self._known: dict[tuple[str, bool], tuple[tuple[str, float], ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def expand(self, word: str, language: Language = "en") -> tuple[tuple[str, float], ...]:
        """Words of the tables that ``word`` may be, with how sure that is, best first.

        Args:
            language: Of the question; French endings are looked at in French questions only.
        """
        place = (word, language == "fr")
        if place not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._expand(word, french=place[1])
            self._known[place] = tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))
        return self._known[place]

    def _expand(self, word: str, *, french: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        if word in self._words:
            found[word] = 1.0
        for stem in stems(word):
            if stem.startswith("f:") and not french:
                continue
            for same in self._by_stem.get(stem, ()):
                found.setdefault(same, STEM)
        for near in self._by_prefix.get(word[:5], ()):
            if near not in found and word not in CHATTER and same_family(word, near):
                found[near] = FAMILY
        if max(found.values(), default=0.0) < STEM and word not in STOP and word not in CHATTER:
            for other in self._translated(word, french=french):
                found[other] = max(found.get(other, 0.0), TRANSLATED)
        if max(found.values(), default=0.0) < TRANSLATED and word not in STOP and word not in CHATTER:
            for near in self._misspelt(word):
                found[near] = max(found.get(near, 0.0), MISSPELT)
        return found

    def _translated(self, word: str, *, french: bool) -> set[str]:
        """The words of tables that a word of the other language means; the synonyms of tables know others."""
        if listed_concepts((word,)):
            return set()
        listed = glossary().english if french else glossary().french
        language: Language = "fr" if french else "en"
        meant = {fold(other) for other in listed.get((stem_of(word, language),), ()) if " " not in other}
        found: set[str] = set()
        for other in meant:
            same = self._by_stem.get(_own_stem(other, french=not french), set())
            found |= {other} & self._words or same
        return found

    def _misspelt(self, word: str) -> list[str]:
        if not word.isalpha() or len(word) < 5:
            return []
        lengths = range(len(word) - 2, len(word) + 3)
        return [
            known
            for n in lengths
            for known in self._by_first.get((word[0], n), ())
            if is_misspelling(word, known)
        ]


def _own_stem(word: str, *, french: bool) -> str:
    """The mark of a word's stem in its own language."""
    return next((s for s in sorted(stems(word)) if s.startswith("f:") == french), word)
