"""What an RDF file says of each thing, in words: names, definitions, kinds. Knows statements, no syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rdflib import DCTERMS, OWL, RDF, SKOS, Literal, URIRef

from ingest.parsers.rdf.read import RdfFile
from retrieval.graph.vocabulary import (
    BROADER,
    BUILT_IN,
    CLASS_KINDS,
    DEFINITIONS,
    MAIN_LABELS,
    NARROWER,
    OTHER_LABELS,
    PROPERTY_KINDS,
    SCHEMA,
    SCHEMA_S,
    SCHEMES,
    local_name,
)

_NAMELESS = "urn:plant:nameless:"
_MOST_FACTS, _LONGEST_VALUE = 12, 300
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z][a-zà-ÿ])|_+")
_MARKS = (SKOS.notation, DCTERMS.identifier, SCHEMA.identifier, SCHEMA_S.identifier)
_TOLD = frozenset({*MAIN_LABELS, *OTHER_LABELS, *DEFINITIONS, *BROADER, *NARROWER, RDF.type})


@dataclass(slots=True)
class Thing:
    """A thing of the file.

    Attributes:
        names: By language (``""`` for none), the main one first.
        definitions: By language.
        kinds: What it is a kind of, or an instance of.
        facts: Other statements: relation and value.
    """

    iri: URIRef
    names: dict[str, list[str]] = field(default_factory=dict)
    definitions: dict[str, list[str]] = field(default_factory=dict)
    kinds: list[URIRef] = field(default_factory=list)
    types: list[URIRef] = field(default_factory=list)
    facts: list[tuple[URIRef, URIRef | Literal]] = field(default_factory=list)

    def name(self, language: str) -> str:
        """What it is called in a language, or at all; the end of its IRI, in words, where nothing says it."""
        for key in (language, "", "en", *sorted(self.names)):
            if self.names.get(key):
                return self.names[key][0]
        return in_words(self.iri)


def in_words(iri: str) -> str:
    """``CentrifugalPump`` as ``centrifugal pump``; tags and abbreviations stay."""
    parts = _CAMEL.sub(" ", local_name(iri)).split()
    return " ".join(p.lower() if p[1:].islower() and len(parts) > 1 else p for p in parts) or iri


def things_of(file: RdfFile) -> dict[URIRef, Thing]:
    """All things that statements are about, in the order of the file."""
    found: dict[URIRef, Thing] = {}
    ranked: dict[URIRef, list[tuple[int, Literal]]] = {}
    for one in file.all():
        thing = found.setdefault(one.subject, Thing(one.subject))
        value = one.value
        if isinstance(value, Literal):
            if one.predicate in (*MAIN_LABELS, *OTHER_LABELS):
                rank = (*MAIN_LABELS, *OTHER_LABELS).index(one.predicate)
                ranked.setdefault(one.subject, []).append((rank, value))
            elif one.predicate in DEFINITIONS:
                _add(thing.definitions, value)
            elif one.predicate not in _TOLD:
                thing.facts.append((one.predicate, value))
        elif one.predicate in BROADER:
            thing.kinds.append(value)
        elif one.predicate in NARROWER:
            found.setdefault(value, Thing(value)).kinds.append(one.subject)
        elif one.predicate == RDF.type:
            thing.types.append(value)
        elif one.predicate not in _TOLD:
            thing.facts.append((one.predicate, value))
    for iri, thing in found.items():
        marks = [v for p, v in thing.facts if p in _MARKS and isinstance(v, Literal)]
        ranked.setdefault(iri, [(0, one) for one in marks[:1]])
    for iri, names in ranked.items():
        for _, value in sorted(names, key=lambda pair: pair[0]):
            _add(found[iri].names, value)
    return found


def _add(by_language: dict[str, list[str]], value: Literal) -> None:
    text = " ".join(str(value).split())
    kept = by_language.setdefault((value.language or "").split("-")[0].lower(), [])
    if text and text not in kept:
        kept.append(text)


def is_told(thing: Thing) -> bool:
    """True where a thing is worth a passage: it has a name of its own, and words or a kind."""
    types = set(thing.types)
    if str(thing.iri).startswith(_NAMELESS) or types & SCHEMES:
        return False
    if types & PROPERTY_KINDS:
        return bool(thing.definitions)
    return bool(thing.names or thing.definitions or own_types(thing) or thing.kinds)


def own_types(thing: Thing) -> list[URIRef]:
    """The classes of an item, those of the languages themselves apart."""
    return [kind for kind in thing.types if not str(kind).startswith(BUILT_IN)]


def is_notion(thing: Thing) -> bool:
    """True for classes and concepts, False for items."""
    return bool(set(thing.types) & CLASS_KINDS) or (bool(thing.kinds) and not own_types(thing))


@dataclass(frozen=True, slots=True)
class Told:
    """A thing in one language, as a passage has it."""

    iri: URIRef
    name: str
    lines: tuple[str, ...]


def told_in(thing: Thing, things: dict[URIRef, Thing], languages: Sequence[str]) -> Iterator[Told]:
    """A thing in each language that it has words in; its facts once, in the first."""
    own = [one for one in languages if one in thing.names or one in thing.definitions]
    for number, language in enumerate(own or [""]):
        name, french = thing.name(language), language == "fr"
        lines = [
            text
            if text.casefold().startswith((name.casefold(), f"a {name}".casefold()))
            else f"{name}: {text}"
            for text in thing.definitions.get(language, [])
        ]
        others = [one for one in thing.names.get(language, []) if one != name]
        if others:
            lines.append(f"{'Aussi appelé :' if french else 'Also called:'} {', '.join(others)}.")
        kinds = [_named(kind, things, language) for kind in thing.kinds if not kind.startswith(_NAMELESS)]
        types = [_named(kind, things, language) for kind in own_types(thing)]
        if types:
            lines.append(f"{name}{' : ' if french else ': '}{', '.join(dict.fromkeys(types))}")
        if kinds:
            said = "est une sorte de" if french else "is a kind of"
            lines.append(f"{name} {said} {', '.join(dict.fromkeys(kinds))}")
        lines += _facts(thing, things, language) if number == 0 else []
        yield Told(thing.iri, name, tuple(lines) or (name,))


def _named(iri: URIRef, things: dict[URIRef, Thing], language: str) -> str:
    return things[iri].name(language) if iri in things else in_words(iri)


def _facts(thing: Thing, things: dict[URIRef, Thing], language: str) -> Iterator[str]:
    for predicate, value in thing.facts[:_MOST_FACTS]:
        if predicate == OWL.imports or str(value).startswith(_NAMELESS):
            continue
        said = str(value) if isinstance(value, Literal) else _named(value, things, language)
        yield f"{_named(predicate, things, language)}: {' '.join(said.split())[:_LONGEST_VALUE]}"
