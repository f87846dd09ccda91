"""Whether words that people type are a cell's: in another form, misspelt, short, in the other language.

Knows words alone, no table.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import fold, is_abbreviation, is_misspelling, same_family, squash
from assistant.words import content_words, stem

_SHORTEST = 3
"""Letters from which a short word stands for a longer one: ``disch`` for discharge."""


@lru_cache(maxsize=8192)
def cell_words(text: str) -> tuple[str, ...]:
    """The folded words of a cell that carry meaning."""
    return tuple(dict.fromkeys(map(fold, content_words(text.replace("-", " ").replace("/", " ")))))


@lru_cache(maxsize=65536)
def is_worded(word: str, held: Collection[str]) -> bool:
    """True where a folded word is one of a cell's, in any form."""
    if word in held:
        return True
    own, meant = _stems(word), concepts_of((word,))
    return any(
        own & _stems(other)
        or bool(meant & concepts_of((other,)))
        or is_misspelling(word, other)
        or same_family(word, other)
        or (len(word) >= _SHORTEST and len(other) > len(word) + 1 and is_abbreviation(word, (other,)))
        for other in held
        if other.isalpha() == word.isalpha()
    )


def holds_all(words: Collection[str], tags: Collection[str], cell: str) -> bool:
    """True where a cell names all of some tags and holds all of some folded words."""
    squashed = squash(cell)
    if any(squash(tag) not in squashed for tag in tags):
        return False
    held = cell_words(cell)
    return all(is_worded(word, held) for word in words)


@lru_cache(maxsize=65536)
def _stems(word: str) -> frozenset[str]:
    return frozenset({word, stem(word, "en"), stem(word, "fr")})
