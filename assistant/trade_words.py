"""Words of the trades that mean the same, English and French, in their forms. Knows the list beside it.

What stands in one group means one thing: ``lack of steam`` and ``manque vapeur``. A word may stand in
several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from retrieval.records import Language

FILE = Path(__file__).with_name("trade_words.txt")
LONGEST = 5
"""Words of the longest phrase that is listed."""

Phrase = tuple[str, ...]
"""Folded words, in order."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN_LETTERS = str.maketrans({**dict(zip("éèêëàâçùûîïôö", "eeeeaacuuiioo", strict=True)), "œ": "oe"})
_VERB = "*"
_JOINED_BY = frozenset("de d du des la l a au aux en of the for par pour sur et and sans dans".split())
_UNCHANGED = frozenset("non hors mal sous semi anti micro presque quasi tres trop".split())
_OF = (("de",), ("d",), ("du",), ("des",), ("de", "la"), ("de", "l"), ())
"""Ways to join a French phrase: ``manque de vapeur``, ``manque vapeur``."""
_ENDS_IN_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")
_FEMININE = (("if", "ive"), ("eux", "euse"), ("el", "elle"), ("al", "ale"), ("ien", "ienne"),
             ("ant", "ante"), ("ent", "ente"), ("ert", "erte"), ("os", "ose"), ("it", "ite"), ("u", "ue"),
             ("i", "ie"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class TradeWords:
    """The list, by phrase.

    Attributes:
        english, french: Phrase to the groups that it stands in, in words of that language.
        groups: Each group as it is written, the commonest word first: English, French.
    """

    english: Mapping[Phrase, frozenset[str]]
    french: Mapping[Phrase, frozenset[str]]
    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def asked(self, phrase: Phrase, language: Language) -> frozenset[str]:
        """The groups of a phrase in a question: its own language's; of a long word else the other's."""
        own, other = (self.french, self.english) if language == "fr" else (self.english, self.french)
        found = own.get(phrase, frozenset())
        return found or (other.get(phrase, frozenset()) if sum(map(len, phrase)) > 4 else frozenset())


@lru_cache(maxsize=1)
def trade_words() -> TradeWords:
    """The list, read once."""
    english: dict[Phrase, set[str]] = defaultdict(set)
    french: dict[Phrase, set[str]] = defaultdict(set)
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    lines = FILE.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if "|" in line and not line.startswith("#")]
    written = {_words(entry) for line in lines for entry in line.partition("|")[2].split(",")}
    for line in lines:
        sides = tuple(tuple(e.strip() for e in side.split(",") if e.strip()) for side in line.split("|"))
        name = f"={sides[0][0].removesuffix(_VERB)}/{sides[1][0].removesuffix(_VERB)}"
        for entry in sides[0]:
            for phrase in english_forms(entry):
                english[phrase].add(name)
        for entry in sides[1]:
            own = _words(entry.removesuffix(_VERB))
            for phrase in french_forms(entry):
                if phrase == own or phrase not in written:  # "temps" is no plural of "temp"
                    french[phrase].add(name)
        groups.append((_plain(sides[0]), _plain(sides[1])))
    return TradeWords(_frozen(english), _frozen(french), tuple(groups))


def _plain(entries: Iterable[str]) -> tuple[str, ...]:
    return tuple(entry.removesuffix(_VERB) for entry in entries)


def _frozen(found: Mapping[Phrase, set[str]]) -> dict[Phrase, frozenset[str]]:
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {
        phrase: shared.setdefault(names, names)
        for phrase, held in found.items()
        if len("".join(phrase)) > 1 and (names := frozenset(held))
    }


def english_forms(entry: str) -> Iterator[Phrase]:
    """An entry in its numbers, as one word and as two, and of a verb its tenses."""
    verb = entry.endswith(_VERB)
    words = _words(entry.removesuffix(_VERB))
    yield words
    if verb and len(words) == 1:
        yield from ((form,) for form in _english_tenses(words[0]))
        return
    yield (*words[:-1], _english_plural(words[-1]))
    if len(words) > 2 and words[1] == "of":
        yield (_english_plural(words[0]), *words[1:])
    if len(words) == 2 and min(map(len, words)) > 1 and words[0] not in _JOINED_BY:
        yield (words[0] + words[1],)
        yield (words[0] + _english_plural(words[1]),)


def _english_plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es" if not word.endswith("s") or word.endswith("ss") else word
    return word[:-1] + "ies" if _ENDS_IN_Y.search(word) else word + "s"


def _english_tenses(word: str) -> Iterator[str]:
    yield _english_plural(word)
    root = word.removesuffix("e")
    yield root + "ing"
    yield word[:-1] + "ied" if _ENDS_IN_Y.search(word) else root + "ed"
    if len(word) < 7 and _DOUBLED.search(word):
        yield word + word[-1] + "ing"
        yield word + word[-1] + "ed"


def french_forms(entry: str) -> Iterator[Phrase]:
    """An entry in its numbers and genders, joined by any article or none, and of a verb its tenses."""
    if entry.endswith(_VERB):
        yield from ((form,) for form in _french_tenses(_folded(entry.removesuffix(_VERB))))
        return
    words = _words(entry)
    if not words:
        return
    yield from _french_joined(words)
    yield from _french_joined(_plural_phrase(words))
    yield from _french_joined((*words[:-1], _french_plural(words[-1])))
    if len(words) <= 2 and len(words[-1]) > 3:
        she = _feminine(words[-1], accented=entry.endswith("é"))
        if she:
            yield (*words[:-1], she)
            yield (*map(_french_plural, words[:-1]), she + "s")


def _feminine(word: str, *, accented: bool) -> str:
    """The feminine of an adjective or participle; empty where the word has no ending of one."""
    if accented:
        return word + "e"
    for ending, other in _FEMININE:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return ""


def _plural_phrase(words: Phrase) -> Phrase:
    """The words before the first that joins are many: ``vannes de vidange``, ``actions correctives``."""
    end = next((i for i, word in enumerate(words) if word in _JOINED_BY), len(words))
    return (*(w if w in _UNCHANGED else _french_plural(w) for w in words[:end]), *words[end:])


def _french_plural(word: str) -> str:
    if word.endswith(("s", "x", "z")) or word.isdigit():
        return word
    if word.endswith(("eau", "eu")):
        return word + "x"
    return word[:-2] + "aux" if word.endswith("al") and len(word) > 4 else word + "s"


def _french_joined(words: Phrase) -> Iterator[Phrase]:
    yield words
    place = next((i for i, w in enumerate(words) if w in ("de", "d", "du", "des") and i > 0), 0)
    if place:
        behind = words[place + 1 :]
        if words[place] in ("de", "d") and behind[:1] in (("l",), ("la",)):
            behind = behind[1:]
        for join in _OF:
            yield (*words[:place], *join, *behind)
    elif len(words) > 2 and words[1] in ("a", "en", "par", "sur"):
        yield (words[0], *words[2:])


def _french_tenses(verb: str) -> Iterator[str]:
    yield verb
    if verb.endswith("er"):
        root = verb[:-2]
        soft = root + "e" if root.endswith("g") else root
        yield from (root + end for end in ("e", "es", "ent", "ee", "ees", "ait"))
        yield from (soft + end for end in ("ons", "ait", "ant"))
    elif verb.endswith("ir"):
        yield from (verb[:-1] + end for end in ("", "e", "s", "es", "t", "ssent"))
    else:
        yield verb.removesuffix("re")
        yield from (verb.removesuffix("re") + end for end in ("s", "t", "u", "ue", "us", "ues", "ent"))


def _words(text: str) -> Phrase:
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    """As ``assistant.words.fold`` does, for the letters of French alone: the whole list is read at once."""
    return text.lower().translate(_PLAIN_LETTERS)
