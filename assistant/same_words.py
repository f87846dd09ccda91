"""Stems of a word and of words that mean the same, in either language.

Knows the glossary and the words of the trades, no documents.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.experts.tables.synonyms import listed_concepts
from assistant.experts.text.glossary import glossary
from assistant.trade_words import trade_words
from assistant.words import STOP_WORDS, fold, stem, tokens
from retrieval.records import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_AGAIN = re.compile(r"re-?((?:graiss|etalonn|calibr|control|verifi|inspect|test|greas|lubri)\w*)")


@lru_cache(maxsize=20_000)
def own_stems(word: str) -> frozenset[str]:
    """The stems of a word by the rules of either language, and the word itself."""
    return frozenset({word, fold(word), stem(fold(word), "en"), stem(fold(word), "fr"), stem(word, "fr")})


@lru_cache(maxsize=20_000)
def alike(word: str) -> frozenset[str]:
    """Stems of a word and of words that mean the same, in either language."""
    again = _AGAIN.match(word)
    own = own_stems(word) | (own_stems(again[1]) if again is not None else frozenset())
    same = {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1}
    trade = {s for entry in _of_trade((fold(word),)) if len(entry) == 1 for s in own_stems(entry[0])}
    return own | same | trade | frozenset(listed_concepts((fold(word),)))


@lru_cache(maxsize=20_000)
def other_names(name: str) -> tuple[frozenset[str], ...]:
    """What else a name of one or more words is called, in either language: the stems of each, all needed.

    ``Suspended solids`` is called ``matières en suspension`` and ``MES``.
    """
    words = [word for word in tokens(fold(name)) if word not in STOP_WORDS]
    entries = {tuple(stem(word, language) for word in words) for language in _LANGUAGES}
    same = {frozenset(other) for entry in entries for other in glossary().same.get(entry, ())}
    trade = {frozenset(stem(word) for word in entry) for entry in _of_trade(tuple(tokens(fold(name))))}
    return tuple(same | trade)


def _of_trade(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The entries of the groups that a phrase stands in, as words."""
    held = trade_words()
    groups = held.english.get(phrase, frozenset()) | held.french.get(phrase, frozenset())
    return [entry for group in groups for entry in _entries()[group]]


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[tuple[str, ...]]]:
    """The entries of each group, by its name."""
    return {
        f"={english[0]}/{french[0]}": [
            tuple(w for w in tokens(fold(entry)) if w not in STOP_WORDS) or (fold(entry),)
            for entry in (*english, *french)
        ]
        for english, french in trade_words().groups
    }
