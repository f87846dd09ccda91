"""Cuts text into search terms: stems by language, technical tokens whole and in parts. Knows no index."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from retrieval.records import Language

_TOKEN = re.compile(r"[^\W_]+(?:[-./'’][^\W_]+)*", re.UNICODE)
_PART = re.compile(r"[-./'’]")
_ENGLISH = frozenset(
    """a an the and or of to in on at for from by with without as is are was were be been being am do does
    did has have had this that these those it its they them their there here he she we you i my our your
    not no nor so than then too very can could may might must shall should will would if but about into
    over under per what which who whom whose when where why how any all each""".split()
)
_FRENCH = frozenset(
    """le la les l un une des du de d au aux et ou en dans sur sous par pour avec sans ce cet cette ces c s
    se sa son ses leur leurs il elle ils elles on nous vous je j y ne n pas plus que qu qui quoi dont où
    est sont était étaient être a ont avait avoir été quel quelle quels quelles comment combien quand
    pourquoi à m t""".split()
)
_stemmers = threading.local()


def terms(text: str, language: Language) -> list[str]:
    """Search terms of a passage, in order, with repeats.

    Words are stemmed in the passage's language and their accents folded; ``6205-2RS``, ``mm/s`` and
    ``P-101A`` are kept whole as well as in parts.
    """
    tongue: Language = "fr" if language == "fr" else "en"
    return list(_terms(text, (tongue,)))


def query_terms(text: str) -> list[str]:
    """Search terms of a question, in both languages: the passages' languages are not known yet."""
    return list(dict.fromkeys(_terms(text, ("en", "fr"))))


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _terms(text: str, languages: tuple[Language, ...]) -> Iterable[str]:
    for match in _TOKEN.finditer(text.lower()):
        whole = match.group()
        parts = [part for part in _PART.split(whole) if part]
        if len(parts) > 1:
            yield fold(whole)
        for part in parts:
            yield from dict.fromkeys(stem for language in languages if (stem := _stem(part, language)))


@lru_cache(maxsize=200_000)
def _stem(word: str, language: Language) -> str:
    """The folded stem, empty for a stop word."""
    if word in (_FRENCH if language == "fr" else _ENGLISH):
        return ""
    if word.isdigit() or len(word) < 3:
        return fold(word)
    return fold(_stemmer(language).stemWord(word))


def _stemmer(language: Language) -> Stemmer.Stemmer:
    name = "french" if language == "fr" else "english"
    if not hasattr(_stemmers, name):
        setattr(_stemmers, name, Stemmer.Stemmer(name))
    return getattr(_stemmers, name)
