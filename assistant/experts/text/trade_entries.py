"""What words of a question are called otherwise, as stems. Knows two lists of words, no documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.experts.text.glossary import Entry, entry_of, glossary
from assistant.trade_words import trade_words
from assistant.words import content_words, fold, stem, tokens
from retrieval.records import Language

_LONGEST = 4
"""Content words of the longest phrase that is looked for."""


@lru_cache(maxsize=20_000)
def same_meaning(words: tuple[str, ...], language: Language) -> frozenset[Entry]:
    """Entries of the glossary and of the words of the trades that mean the same, in either language.

    Args:
        words: Content words of a question, one entry of either list.
        language: The question's.
    """
    own = tuple(stem(word, language) for word in words)
    same = glossary().same.get(own, frozenset())
    groups = trade_words().asked(tuple(fold(word) for word in words), language)
    return (same | frozenset().union(*(_entries()[group] for group in groups))) - {own}


def phrases(words: Sequence[str], language: Language) -> Iterator[tuple[str, ...]]:
    """Cuts words into entries of either list, the longest first; a word that is in none stands alone."""
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            group = tuple(words[at : at + length])
            if length == 1 or same_meaning(group, language):
                yield group
                at += length
                break


@lru_cache(maxsize=1)
def _entries() -> dict[str, frozenset[Entry]]:
    """The stems of the words of each group, by its name."""
    sides: tuple[Language, ...] = ("en", "fr")
    return {
        f"={group[0][0]}/{group[1][0]}": frozenset(
            entry_of(said, language)
            for language, entries in zip(sides, group, strict=True)
            for said in entries
            if _is_whole(said)
        )
        for group in trade_words().groups
    }


def _is_whole(said: str) -> bool:
    """False for a phrase of which one word is left without those of grammar: ``on call``, ``shut off``."""
    words = tokens(said)
    return len(words) == 1 or len(content_words(said)) > 1
