"""What RDF files of the plant name, define and order: notions by their names, wider and narrower ones.

Knows the graph's statements of such files alone; what endpoints say is kept apart (``assistant/linked``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF, Literal, URIRef

from assistant.words import fold, tokens
from retrieval.graph.store import PlantGraph
from retrieval.graph.vocabulary import (
    BROADER,
    BUILT_IN,
    DEFINITIONS,
    MAIN_LABELS,
    NARROWER,
    OTHER_LABELS,
    local_name,
)
from retrieval.records import Language

_DEEPEST = 50
Words = dict[str, list[tuple[int, str]]]
"""Texts by language, each with the rank of its relation: 0 is the most telling."""


def term_key(text: str) -> tuple[str, ...]:
    """A term as it is looked up: its words without case, accents and plural."""
    return tuple(singular(fold(word)) for word in tokens(text))


def singular(word: str) -> str:
    """A word without the plural that English and French give it; the same for one that has none."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("eaux", "eux")):
        return word[:-1]
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


@dataclass(slots=True)
class Notion:
    """A class, concept or thing of an RDF file.

    Attributes:
        sources: Files that speak of it, by what they say: name, definition or order.
        wider: What it is a kind of, with the file that says so.
    """

    iri: URIRef
    names: Words = field(default_factory=dict)
    definitions: Words = field(default_factory=dict)
    wider: dict[URIRef, str] = field(default_factory=dict)
    narrower: dict[URIRef, str] = field(default_factory=dict)
    source: str = ""

    def name(self, language: Language) -> str:
        """What it is called."""
        return _said(self.names, language) or local_name(self.iri)

    def definition(self, language: Language) -> str:
        """What it is, empty where nothing says it."""
        return _said(self.definitions, language)


def _said(words: Words, language: Language) -> str:
    for key in (language, "", "en", *sorted(words)):
        if words.get(key):
            return min(words[key], key=lambda pair: pair[0])[1]
    return ""


class Taxonomy:
    """Notions of all RDF files in the graph."""

    def __init__(self, graph: PlantGraph) -> None:
        self._notions: dict[URIRef, Notion] = {}
        self._by_key: dict[tuple[str, ...], list[Notion]] = {}
        self.items: dict[URIRef, dict[URIRef, str]] = {}
        """Classes of each item, with the file that says so."""
        for rank, relation in enumerate((*MAIN_LABELS, *OTHER_LABELS)):
            for found in self._told(graph, relation):
                _put(self._notion(found[0], found[2]).names, rank, found[1])
        for rank, relation in enumerate(DEFINITIONS):
            for found in self._told(graph, relation):
                _put(self._notion(found[0], found[2]).definitions, rank, found[1])
        for relation in (*BROADER, *NARROWER):
            for subject, value, source in self._told(graph, relation):
                if isinstance(value, URIRef):
                    lower, upper = (subject, value) if relation in BROADER else (value, subject)
                    self._order(lower, upper, source)
        for subject, value, source in self._told(graph, RDF.type):
            if isinstance(value, URIRef) and not str(value).startswith(BUILT_IN):
                self.items.setdefault(subject, {})[value] = source
                self._notion(value, source)
        for notion in self._notions.values():
            for key in {term_key(text) for words in notion.names.values() for _, text in words} or {
                term_key(local_name(notion.iri))
            }:
                if key:
                    self._by_key.setdefault(key, []).append(notion)

    def named(self, term: str) -> list[Notion]:
        """The notions that a term names, those that are defined or ordered first."""
        found = self._by_key.get(term_key(term), [])
        return sorted(
            found, key=lambda n: (not n.names, not n.definitions, not (n.wider or n.narrower), str(n.iri))
        )

    def notion(self, iri: URIRef) -> Notion | None:
        """The notion of an IRI."""
        return self._notions.get(iri)

    def below(self, notion: Notion) -> dict[URIRef, tuple[URIRef, ...]]:
        """All notions that are kinds of one, by their way up to it: the notion itself has an empty way."""
        ways: dict[URIRef, tuple[URIRef, ...]] = {notion.iri: ()}
        level = [notion.iri]
        for _ in range(_DEEPEST):
            under: list[URIRef] = []
            for above in level:
                for lower in self._notions[above].narrower:
                    if lower not in ways:
                        ways[lower] = (above, *ways[above])
                        under.append(lower)
            level = under
        return ways

    def heads(self, phrase: str) -> Iterator[Notion]:
        """Notions that the head of a phrase names, longest first: the end in English, the start in French."""
        words = term_key(phrase)
        for length in range(len(words), 0, -1):
            yield from self._by_key.get(words[-length:], ())
            if length < len(words):
                yield from self._by_key.get(words[:length], ())

    def _told(self, graph: PlantGraph, relation: URIRef) -> Iterable[tuple[URIRef, URIRef | Literal, str]]:
        return sorted(
            (
                (f.subject, f.value, f.place.source)
                for f in graph.matching(None, relation)
                if f.place.graph is not None
            ),
            key=lambda told: (told[2], str(told[0]), str(told[1])),
        )

    def _notion(self, iri: URIRef, source: str) -> Notion:
        notion = self._notions.setdefault(iri, Notion(iri))
        notion.source = notion.source or source
        return notion

    def _order(self, lower: URIRef, upper: URIRef, source: str) -> None:
        if lower != upper and not str(upper).startswith(BUILT_IN):
            self._notion(lower, source).wider.setdefault(upper, source)
            self._notion(upper, source).narrower.setdefault(lower, source)


def _put(words: Words, rank: int, value: URIRef | Literal) -> None:
    text = " ".join(str(value).split())
    if isinstance(value, Literal) and text:
        words.setdefault((value.language or "").split("-")[0].lower(), []).append((rank, text))
