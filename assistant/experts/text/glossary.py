"""Words that mean the same in engineering, in English and French. Knows the list beside it, no documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.words import STOP_WORDS, content_words, stem, tokens
from retrieval.records import Language

FILE = Path(__file__).with_name("glossary.txt")
_LONGEST = 3
_MOST_TRANSLATIONS = 3

Entry = tuple[str, ...]
"""Stems of the words of an entry; all of them must be there."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Groups of entries.

    Attributes:
        same: Entry -> entries that mean the same, in either language.
        english: Entry of French words -> English words for it, for a query over English text.
        french: Entry of English words -> French words.
    """

    same: dict[Entry, frozenset[Entry]]
    english: dict[Entry, tuple[str, ...]]
    french: dict[Entry, tuple[str, ...]]

    def translate(self, text: str, *, to: Language) -> str:
        """The content words of a text in the other language; words that the list lacks stay as they are."""
        language: Language = "fr" if to == "en" else "en"
        words: list[str] = []
        for group in self.groups(content_words(text), language):
            words += self._listed(group, to) or group
        return " ".join(dict.fromkeys(words))

    def meanings(self, group: Sequence[str], *, to: Language) -> tuple[tuple[str, ...], ...]:
        """The content words of each translation of a group that ``groups`` gave; none where it is unknown."""
        return tuple(tuple(content_words(text)) for text in self._listed(group, to) if content_words(text))

    def _listed(self, group: Sequence[str], to: Language) -> tuple[str, ...]:
        language: Language = "fr" if to == "en" else "en"
        entry = tuple(stem(word, language) for word in group)
        return (self.english if to == "en" else self.french).get(entry, ())[:_MOST_TRANSLATIONS]

    def groups(self, words: Sequence[str], language: Language) -> Iterator[tuple[str, ...]]:
        """Cuts words into entries of the list, the longest first; a word that is in none stands alone."""
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                entry = tuple(stem(word, language) for word in words[at : at + length])
                if length == 1 or entry in self.same:
                    yield tuple(words[at : at + length])
                    at += length
                    break


def entry_of(text: str, language: Language) -> Entry:
    """The stems of the content words of a text; of all its words where it has no others."""
    words = [word for word in tokens(text) if word not in STOP_WORDS] or tokens(text)
    return tuple(stem(word, language) for word in words)


def _numbers(entries: list[str]) -> list[str]:
    """The entries and their plurals: short plurals (``pneus``) escape the stemmer."""
    return [*entries, *(f"{entry}s" for entry in entries if " " not in entry and not entry.endswith("s"))]


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The list, read once."""
    same: dict[Entry, set[Entry]] = {}
    english: dict[Entry, list[str]] = {}
    french: dict[Entry, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        left, _, right = line.partition("|")
        ours = [entry.strip() for entry in left.split(",") if entry.strip()]
        theirs = [entry.strip() for entry in right.split(",") if entry.strip()]
        entries = {entry_of(e, "en") for e in _numbers(ours)} | {entry_of(e, "fr") for e in _numbers(theirs)}
        for entry in entries:
            same.setdefault(entry, set()).update(entries - {entry})
        pairs: tuple[tuple[list[str], list[str], dict[Entry, list[str]], Language], ...] = (
            (theirs, ours, english, "fr"),
            (ours, theirs, french, "en"),
        )
        for mine, others, table, language in pairs:
            for text in _numbers(mine):
                known = table.setdefault(entry_of(text, language), [])
                known += [word for word in others if word not in known]
    return Glossary(
        same={key: frozenset(value) for key, value in same.items()},
        english={key: tuple(value) for key, value in english.items()},
        french={key: tuple(value) for key, value in french.items()},
    )
