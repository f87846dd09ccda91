"""Which documents a question names: by number (``MR-2025-0922``) or by kind and subject. Knows no passages.

"The strainer inspection report" names the document whose title and path hold these words; "the RCA" the
one whose title's words begin with these letters. Tags name equipment, not documents.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from assistant.experts.text.glossary import glossary
from assistant.words import STOP_WORDS, content_stems, fold, stem, tokens, word_set
from retrieval.identifiers import find, find_identifiers, find_tags, normalise
from retrieval.records import Chunk, Document, Language, Scope

_LANGUAGES: tuple[Language, ...] = ("en", "fr")

_NOUNS = word_set(
    """report analysis standard procedure instruction instructions mail email minutes manual guide handbook
    checklist estimate memo letter datasheet specification requirements bulletin notice certificate sheet
    survey study audit transmittal logbook rapport analyse norme consigne procédure courriel procès-verbal
    manuel fiche formulaire devis notice mode compte-rendu relevé enquête étude"""
)
_EVENTS = word_set(
    """overhaul inspection replacement repair incident accident failure outage shutdown audit visit survey
    intervention revamp commissioning révision inspection remplacement réparation incident accident panne
    arrêt visite"""
)
"""What documents are about, as people name them by: "after the overhaul"."""
_KINDS = _NOUNS | _EVENTS
_KIND_STEMS = frozenset(stem(word, language) for word in _KINDS for language in _LANGUAGES)
_NUMBER = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![\w-])")
_DESIGNATED = re.compile(
    r"\b(?:standard|norm|procedure|instruction|specification|guideline|directive|rule|norme|consigne|"
    r"procédure|spécification|règle)s?\s+(?:no\.?\s*|n°\s*)?"
    r"(?P<number>[A-Z]{1,5}[- ]?\d[\dA-Z]*(?:-[\dA-Z]+)*)\b",
    re.IGNORECASE,
)
"""``Standard BH-07``: a number as short as a tag's that names no equipment."""
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b|(?<![\w-])[a-z]{3}(?![\w-])")
_PROPER = re.compile(r"(?<!^)(?<!\. )\b(?:[A-Z][\w'-]+|\d[\w.-]*)")
"""A name or number inside a sentence."""
_SHORTEST_NUMBER = 6
_MOST = 3
_MENTIONS = 60
_EVERYTHING = Scope()
_MARGIN = 0.999
_OPENING, _FIRST_NUMBERS = 600, 4
"""Letters and numbers at the head of a document that may say what all of it is about."""
_ACRONYM_COUNTS = 2.0
_LEAST_WORDS = 2

How = Literal["number", "words"]


@dataclass(frozen=True, slots=True)
class Named:
    """Documents that a question names.

    Attributes:
        sources: Sources of the documents, at most three.
        how: By a number of their own, or by words of their titles.
        said: Words and stems of the question that name them and ask for nothing.
    """

    sources: tuple[str, ...] = ()
    how: How = "words"
    said: frozenset[str] = frozenset()

    def speaks_of(self, source: str) -> float:
        """1 for a document that is named by number, half of it by words, 0 for another.

        Nothing is held against the others: what is asked of a named event may stand elsewhere.
        """
        if source not in self.sources:
            return 0.0
        return 1.0 if self.how == "number" else 0.5


class Documents(Protocol):
    """Lists documents; ``retrieval.catalogue.Catalogue`` does."""

    def generation(self) -> int:
        """Counts up with each change."""
        ...

    def documents(self, scope: Scope) -> list[Document]:
        """Documents of a scope."""
        ...

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
        """Passages that hold an identifier."""
        ...


@dataclass(frozen=True, slots=True)
class _Entry:
    source: str
    language: Language
    numbers: frozenset[str]
    acronyms: frozenset[str]
    stems: frozenset[str]
    tags: frozenset[str]


def _designations(text: str) -> frozenset[str]:
    """Numbers that the text gives to a standard or an instruction, however short."""
    return frozenset(normalise(match["number"]) for match in _DESIGNATED.finditer(text.replace("_", " ")))


def _numbers(text: str) -> frozenset[str]:
    """Numbers in a name that are long enough to be its own and that name no equipment."""
    plain = text.replace("_", " ")
    tags = set(find_tags(plain))
    found = {normalise(match[0]) for match in _NUMBER.finditer(plain)}
    found |= {item.value for item in find(plain) if item.kind == "document"}
    return frozenset(
        number
        for number in found
        if len(number) >= _SHORTEST_NUMBER and (number not in tags or number.count("-") > 1)
    )


def _acronyms(title: str) -> frozenset[str]:
    """First letters of the first three to five words of a title that has as many."""
    words = [word for word in tokens(title) if word.isalpha() and word not in STOP_WORDS]
    return frozenset("".join(word[0] for word in words[:count]) for count in (3, 4, 5) if len(words) >= count)


def _entry(document: Document) -> _Entry:
    path = re.sub(r"[_\-./]+", " ", document.path.rsplit(".", 1)[0])
    tags = frozenset(find_tags(f"{document.title} {document.path.replace('_', ' ')}"))
    spelled = {part for tag in tags for part in fold(tag).split("-")}
    file = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    own = f"{document.title} {file}"
    words = f"{document.title} {path}" + (" mail message" if document.media == "mail" else "")
    stems = {s for language in _LANGUAGES for s in content_stems(words, language) if not s.isdigit()}
    return _Entry(
        source=document.source,
        language="fr" if document.language == "fr" else "en",
        numbers=_numbers(own) | _designations(document.title) | _designations(file),
        acronyms=_acronyms(document.title),
        stems=frozenset(stems - spelled),
        tags=tags | frozenset(document.equipment),
    )


class DocumentNames:
    """The names of documents; read again when the catalogue changes.

    Args:
        catalogue: Lists the documents.
    """

    def __init__(self, catalogue: Documents) -> None:
        self._catalogue = catalogue
        self._generation = -1
        self._entries: tuple[_Entry, ...] = ()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def find(self, question: str, language: Language, scope: Scope = _EVERYTHING) -> Named:
        """The documents that a question names; none where it names no number and no kind of document."""
        self._refresh()
        numbers = _numbers(question) | {normalise(match[0]) for match in _NUMBER.finditer(question)}
        by_number = [entry for entry in self._entries if numbers & entry.numbers]
        if by_number:
            said = {part for entry in by_number for n in numbers & entry.numbers for part in _parts(n)}
            sources = tuple(entry.source for entry in by_number[:_MOST])
            held = frozenset().union(*(entry.stems for entry in by_number))
            found = Named(sources, "number", frozenset(said) | _kinds(question, held))
        else:
            found = self._by_words(question, language)
            found = found if found.sources else self._by_first_passage(question)
        if scope.is_open or not found.sources:
            return found
        inside = {document.source for document in self._catalogue.documents(scope)}
        return replace(found, sources=tuple(source for source in found.sources if source in inside))

    def _refresh(self) -> None:
        generation = self._catalogue.generation()
        with self._lock:
            if generation != self._generation:
                self._entries = tuple(_entry(document) for document in self._catalogue.documents(_EVERYTHING))
                self._counts = Counter(stem for entry in self._entries for stem in entry.stems)
                self._generation = generation

    def _by_first_passage(self, question: str) -> Named:
        """Documents that open with a number of the question: an aircraft's, an order's, a serial number."""
        for number in find_identifiers(question):
            passages = self._catalogue.chunks_mentioning(number, scope=_EVERYTHING, limit=_MENTIONS)
            opening = [
                p for p in passages if not p.ordinal and p.kind != "drawing" and _opens(p.text, number)
            ]
            sources = tuple(dict.fromkeys(p.source for p in opening))
            if len(passages) < _MENTIONS and 0 < len(sources) < _MOST:
                head = " ".join(p.text for p in passages if not p.ordinal and p.source in sources)
                said = frozenset((*_parts(number), "".join(_parts(number)))) | _subject(question, head)
                return Named(sources, "words", said | _kinds(question, frozenset()))
        return Named()

    def _by_words(self, question: str, language: Language) -> Named:
        words = tokens(question)
        nouns = {word for word in words if word in _KINDS}
        translated = {word for noun in nouns for word in tokens(glossary().translate(noun, to="en"))}
        letters = {fold(match[0]) for match in _ACRONYM.finditer(question)} - STOP_WORDS
        asked = set(content_stems(question, language))
        if language == "fr":
            asked |= set(content_stems(glossary().translate(question, to="en"), "en"))
        tags = set(find_tags(question))
        asked -= {part for tag in tags for part in fold(tag).split("-")}
        ranked: list[tuple[float, _Entry, frozenset[str]]] = []
        stems = {stem(noun, spoken) for noun in nouns | (translated & _KINDS) for spoken in _LANGUAGES}
        alike = {
            s for own in stems for (s, *more) in glossary().same.get((own,), ()) if not more
        } & _KIND_STEMS
        for entry in self._entries:
            shared = asked & entry.stems
            short = letters & entry.acronyms
            kinds = (stems | alike) & entry.stems
            only = any(self._counts[kind] == 1 for kind in kinds)
            if not (short or only or (kinds and len(shared) >= _LEAST_WORDS)):
                continue
            weight = sum(self._rarity(part) for part in shared) + _ACRONYM_COUNTS * bool(short)
            ranked.append((weight + bool(tags & entry.tags), entry, frozenset(short)))
        best = max((weight for weight, _, _ in ranked), default=0.0)
        chosen = [item for item in ranked if item[0] >= _MARGIN * best] or self._by_tag(nouns, tags)
        if not chosen or len(chosen) > _MOST:
            return Named()
        held = frozenset().union(*(entry.stems for _, entry, _ in chosen))
        said = _kinds(question, held).union(*(short for _, _, short in chosen))
        return Named(tuple(entry.source for _, entry, _ in chosen), "words", said)

    def _by_tag(self, nouns: set[str], tags: set[str]) -> list[tuple[float, _Entry, frozenset[str]]]:
        """The one document of a kind that is about a tag: "the report on PDT-104A"."""
        said = {word for noun in nouns for word in tokens(glossary().translate(noun, to="en"))} | nouns
        stems = {stem(word, spoken) for word in said & _NOUNS for spoken in _LANGUAGES}
        found = [e for e in self._entries if stems & e.stems and tags & e.tags]
        return [(1.0, found[0], frozenset())] if len(found) == 1 else []

    def _rarity(self, part: str) -> float:
        """0 for a word of every name, 1 for a word of one name."""
        most = math.log(1 + len(self._entries)) or 1.0
        return math.log((1 + len(self._entries)) / self._counts[part]) / most


def _opens(text: str, number: str) -> bool:
    """True where a number is among the first that a text tells: a handover of one passage tells of many."""
    return number in find_identifiers(text[:_OPENING])[:_FIRST_NUMBERS]


def _kinds(question: str, held: frozenset[str]) -> frozenset[str]:
    """Words that ask for nothing: kinds of document, and events that the named documents are about."""
    found: set[str] = set()
    for word in tokens(question):
        stems = {stem(word, language) for language in _LANGUAGES}
        if word in _NOUNS or (word in _EVENTS and stems & held):
            found |= stems
    return frozenset(found)


def _subject(question: str, head: str) -> frozenset[str]:
    """Names and numbers of the question that stand at the head of a document: they say what it is about."""
    there = set(tokens(head))
    named = {token for match in _PROPER.finditer(question) for token in tokens(match[0]) if token in there}
    return frozenset(named | {stem(token, language) for token in named for language in _LANGUAGES})


def _parts(number: str) -> tuple[str, ...]:
    """A number as the words that it falls into."""
    return tuple(part for part in re.findall(r"[a-z0-9]+", fold(number)))
