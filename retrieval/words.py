"""Cuts text into search terms: stems by language, technical tokens whole and in parts. Knows no index.

Accents are folded before stemming, so that ``reparation`` meets ``réparation`` whoever typed it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

import Stemmer

from retrieval.french import french_stem
from retrieval.records import Language

_TOKEN = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*|[^\W_]+", re.UNICODE)
_PART = re.compile(r"[-./_]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "μ": "u", "µ": "u", "œ": "oe", "Œ": "oe"})
_LONGEST = 64
_ENGLISH = frozenset(
    """a an the and or of to in on at for from by with without as is are was were be been being am do does
    did has have had this that these those it its they them their there here he she we you i my our your
    not no nor so than then too very can could may might must shall should will would if but about into
    over under per what which who whom whose when where why how any all each s t""".split()
)
_FRENCH = frozenset(
    """le la les l un une des du de d au aux et ou en dans sur sous par pour avec sans ce cet cette ces c s
    se sa son ses leur leurs il elle ils elles on nous vous je j y ne n pas plus que qu qui quoi dont
    est sont etait etaient etre a ont avait avoir ete quel quelle quels quelles comment combien quand
    pourquoi m t lui eux celui celle ceux lequel laquelle comme peut peuvent doit doivent faut dois puis peux
    alors lors afin ainsi meme tres""".split()
)
_ENDING = 2
"""Letters that a stemmer puts in place of an ending, at most (``publicité``: ``publiqu``)."""
_HEAD = 3
_STOP: dict[Language, frozenset[str]] = {"en": _ENGLISH, "fr": _FRENCH}
_stemmers = threading.local()

Ways = Sequence[Sequence[Collection[str]]]
"""Ways in which words may be said: in each, for every word the stems of its forms, folded."""


def terms(text: str, language: Language) -> list[str]:
    """Search terms of a passage, in order, with repeats.

    Words are stemmed in the passage's language and their accents folded; ``6205-2RS``, ``mm/s`` and
    ``P-101A`` are kept whole as well as in parts, a tag also without its hyphen (``p101a``).
    """
    tongues: tuple[Language, ...] = ("fr",) if language == "fr" else ("en",)
    return [term for token in _TOKEN.findall(fold(text)) for term in _terms(token, tongues)]


def query_terms(text: str) -> list[str]:
    """Search terms of a question, each once, stemmed in both languages: the passages' is not known.

    A stop word of either is left out.
    """
    return list(dict.fromkeys(term for group in query_groups(text) for term in group))


def query_groups(text: str) -> list[tuple[str, ...]]:
    """The terms of a question by word, each word once: its stems, or a technical token with its parts."""
    found = (_terms(token, ("en", "fr")) for token in dict.fromkeys(_TOKEN.findall(fold(text))))
    return [group for group in found if group]


def near_terms(known: Iterable[str], stems: Collection[str]) -> Iterator[str]:
    """Those of the known words or terms that may be a word of which one of ``stems`` is the stem.

    None is missed whichever language's stemmer cut either, with accents or without; some have another stem.
    """
    heads = {stem[:_HEAD] for stem in stems}
    return (
        word
        for word in known
        if word[:_HEAD] in heads
        and any(word.startswith(beginning(stem)) or stem.startswith(beginning(word)) for stem in stems)
    )


def beginning(stem: str) -> str:
    """What every word of a stem begins with."""
    return stem[: max(len(stem) - _ENDING, _HEAD)]


def is_stop_word(word: str) -> bool:
    """True for a word that no index holds, in one language or the other."""
    return word in _ENGLISH or word in _FRENCH


def is_french(text: str) -> bool:
    """True where a question has more French stop words than English ones, or as many and an accent."""
    words = _TOKEN.findall(fold(text.replace("'", " ").replace("’", " ")))
    french, english = (
        sum(word in stop for word in words) for stop in (_FRENCH - _ENGLISH, _ENGLISH - _FRENCH)
    )
    return french > english or (french == english and fold(text) != text.lower())


def fold(text: str) -> str:
    """Lower case without accents, one kind of dash and apostrophe."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_DASHES).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=400_000)
def _terms(token: str, languages: tuple[Language, ...]) -> tuple[str, ...]:
    parts = _PART.split(token)
    if len(parts) == 1:
        return _stems(token, languages)
    found = [token] if len(token) <= _LONGEST else []
    tag = re.fullmatch(r"([a-z]{1,5})[-_](\d+[a-z]?)", token)
    if tag:
        found.append(tag[1] + tag[2])
    for part in parts:
        found.extend(_stems(part, languages))
    return tuple(dict.fromkeys(found))


def _stems(word: str, languages: tuple[Language, ...]) -> tuple[str, ...]:
    if len(word) > _LONGEST or any(word in _STOP[language] for language in languages):
        return ()
    return tuple(dict.fromkeys(_stem(word, language) for language in languages))


def _stem(word: str, language: Language) -> str:
    if word.isdigit() or len(word) < 3:
        return word
    return french_stem(word) if language == "fr" else str(_stemmer().stemWord(word))


def _stemmer() -> Stemmer.Stemmer:
    if not hasattr(_stemmers, "english"):
        _stemmers.english = Stemmer.Stemmer("english")
    return _stemmers.english
