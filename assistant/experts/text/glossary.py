"""Words that mean the same in engineering, in English and French. Knows the list beside it, no documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.words import STOP_WORDS, content_words, stem, tokens
from retrieval.records import Language

_FILE = Path(__file__).with_name("glossary.txt")

Entry = tuple[str, ...]
"""Stems of the words of an entry; all of them must be there."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Groups of entries.

    Attributes:
        same: Stem -> entries that mean the same, in either language.
        english: Stem of a French word -> English words for it, for a query over English text.
        french: Stem of an English word -> French words.
    """

    same: dict[str, frozenset[Entry]]
    english: dict[str, tuple[str, ...]]
    french: dict[str, tuple[str, ...]]

    def translate(self, text: str, *, to: Language) -> str:
        """The content words of a text in the other language; words that the list lacks stay as they are."""
        table, language = (self.english, "fr") if to == "en" else (self.french, "en")
        words: list[str] = []
        for word in content_words(text):
            known = table.get(stem(word, "fr" if language == "fr" else "en"), ())
            words += known[:3] or (word,)
        return " ".join(dict.fromkeys(words))


def _entry(text: str, language: Language) -> Entry:
    words = [word for word in tokens(text) if word not in STOP_WORDS] or tokens(text)
    return tuple(stem(word, language) for word in words)


def _numbers(entries: list[str]) -> list[str]:
    """The entries and their plurals: short plurals (``pneus``) escape the stemmer."""
    return [*entries, *(f"{entry}s" for entry in entries if " " not in entry and not entry.endswith("s"))]


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The list, read once."""
    same: dict[str, set[Entry]] = {}
    english: dict[str, list[str]] = {}
    french: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        left, _, right = line.partition("|")
        ours = [entry.strip() for entry in left.split(",") if entry.strip()]
        theirs = [entry.strip() for entry in right.split(",") if entry.strip()]
        entries = {_entry(e, "en") for e in _numbers(ours)} | {_entry(e, "fr") for e in _numbers(theirs)}
        for entry in entries:
            if len(entry) == 1:
                same.setdefault(entry[0], set()).update(entries - {entry})
        for mine, others, table, language in ((theirs, ours, english, "fr"), (ours, theirs, french, "en")):
            for entry_text in _numbers(mine):
                key = _entry(entry_text, "fr" if language == "fr" else "en")
                if len(key) == 1:
                    known = table.setdefault(key[0], [])
                    known += [word for word in others if word not in known]
    return Glossary(
        same={key: frozenset(value) for key, value in same.items()},
        english={key: tuple(value) for key, value in english.items()},
        french={key: tuple(value) for key, value in french.items()},
    )
