"""Sentences on notions out of a taxonomy and the plant's rows, each with its evidence. Knows no store.

Used alike for RDF files of the plant and for what endpoints gave: who speaks and how it is cited is handed
in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rdflib import DCTERMS, RDF, URIRef

from assistant.crossing import say_notions as say
from assistant.crossing.relations import RowAt
from assistant.graph.notion_questions import NotionQuestion
from assistant.graph.taxonomy import Notion, Taxonomy
from assistant.records import Evidence
from retrieval.graph import terms
from retrieval.graph.store import PlantGraph, Sourced
from retrieval.graph.terms import PLANT, tagged
from retrieval.graph.vocabulary import local_name
from retrieval.identifiers import normalise
from retrieval.records import Language

_MOST, _MOST_MEANINGS, _MOST_STEPS = 30, 2, 4
_AFTER_HEAD = re.compile(
    r"\s*(?:[,;(–]|\b(?:of|for|with|at|on|in|to|de la|de|du|des|pour|avec|à|sur)\b|\bd['’]).*", re.IGNORECASE
)
_LETTER = re.compile(r"\s+(?:[A-Z]|\d{1,3}[A-Z]?|n°\s*\d+)$")

Cite = Callable[[Notion, str, str, Language], Evidence]
"""Evidence of a notion for a sentence, whose words are looked for in the source."""

Who = Callable[[Notion, Language], str]
"""Who says it, as a sentence begins: ``According to model.ttl``."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a class: what it is called, of which class, and what says so."""

    name: str
    notion: Notion
    found: Sourced
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotionAnswers:
    """Answers from one taxonomy.

    Attributes:
        graph: The plant's, whose rows are told.
        every: Whether each sentence says who speaks, and not the first alone.
    """

    taxonomy: Taxonomy
    graph: PlantGraph
    row_at: RowAt
    cite: Cite
    who: Who
    every: bool = False

    def answer(self, asked: NotionQuestion, notions: list[Notion], language: Language) -> list[Evidence]:
        """The sentences, at most thirty and how many more there are."""
        if asked.asks == "meaning":
            told = list(self._meanings(notions, language, surely=bool(asked.whom)))
        elif asked.asks == "kinds":
            told = [e for n in notions[:1] for e in self._kinds(n, language)]
        else:
            told = [e for n in notions[:1] for e in self._items(n, language, asked.item)]
        more = len(told) - _MOST
        if more > 0:
            told = [*told[:_MOST], replace(told[_MOST], statement=say.more(language, more))]
        return told

    def _meanings(self, notions: list[Notion], language: Language, *, surely: bool) -> Iterator[Evidence]:
        for notion in notions[:_MOST_MEANINGS]:
            definition, name = notion.definition(language), notion.name(language)
            wider, who = self._wider(notion, language), self.who(notion, language)
            if definition:
                yield self.cite(notion, say.meaning(language, who, name, definition), definition, language)
            if wider and (definition or surely):
                spoken = "" if definition and not self.every else who
                statement = say.kind_of(language, spoken, name, wider)
                yield self.cite(notion, statement, say.kind(language, wider[0]), language)

    def _kinds(self, notion: Notion, language: Language) -> Iterator[Evidence]:
        for iri, way in self.taxonomy.below(notion).items():
            lower = self.taxonomy.notion(iri)
            if way and lower is not None:
                wider = self._names(way, language)
                spoken = self.who(lower, language) if self.every else ""
                statement = say.kind_of(language, spoken, lower.name(language), wider)
                yield self.cite(lower, statement, say.kind(language, wider[0]), language)

    def _names(self, iris: tuple[URIRef, ...], language: Language) -> list[str]:
        return [one.name(language) for iri in iris if (one := self.taxonomy.notion(iri)) is not None]

    def _wider(self, notion: Notion, language: Language) -> list[str]:
        """The names of the nearest wider notion and those above it, one way."""
        names: list[str] = []
        seen = {notion.iri}
        while notion.wider and len(names) < _MOST_STEPS:
            above = next((one for iri in notion.wider if (one := self.taxonomy.notion(iri))), None)
            if above is None or above.iri in seen:
                break
            seen.add(above.iri)
            names.append(above.name(language))
            notion = above
        return names

    def _items(self, notion: Notion, language: Language, tag: str) -> Iterator[Evidence]:
        ways = self.taxonomy.below(notion)
        only = tagged(normalise(tag)) if tag else None
        found: dict[str, _Item] = {}
        for item in (*self._typed(ways, only), *self._described(ways, only)):
            found.setdefault(item.name, item)
        kinds: dict[URIRef, Notion] = {}
        for name in sorted(found):
            kinds.setdefault(found[name].notion.iri, found[name].notion)
            yield from self._item_evidence(found[name], language)
        for kind in kinds.values():
            wider = self._names(ways[kind.iri], language)
            if wider:
                statement = say.kind_of(language, self.who(kind, language), kind.name(language), wider)
                yield self.cite(kind, statement, say.kind(language, wider[0]), language)

    def _typed(self, ways: dict[URIRef, tuple[URIRef, ...]], only: URIRef | None) -> Iterator[_Item]:
        """Items that a file of statements says to be of a class."""
        for subject, classes in self.taxonomy.items.items():
            iri = next((one for one in classes if one in ways), None)
            notion = self.taxonomy.notion(iri) if iri is not None else None
            if notion is None or (only is not None and subject != only):
                continue
            found = [f for f in self.graph.matching(subject, RDF.type, iri) if f.place.graph is not None]
            yield from (_Item(self._called(subject), notion, one) for one in found[:1])

    def _called(self, subject: URIRef) -> str:
        if next(self.graph.matching(subject, RDF.type, terms.EQUIPMENT), None) is not None:
            return self.graph.label(subject)
        thing = self.taxonomy.notion(subject)
        return thing.name("und") if thing is not None else local_name(subject)

    def _described(self, ways: dict[URIRef, tuple[URIRef, ...]], only: URIRef | None) -> Iterator[_Item]:
        """Equipment whose row is headed by the name of the notion or of a narrower one."""
        for relation in (PLANT.kind, DCTERMS.description):
            for found in self.graph.matching(only, relation):
                is_equipment = next(self.graph.matching(found.subject, RDF.type, terms.EQUIPMENT), None)
                if found.place.row is None or is_equipment is None:
                    continue
                words = str(found.value)
                head = _LETTER.sub("", _AFTER_HEAD.sub("", words))
                notion = next(iter(self.taxonomy.heads(head)), None)
                if notion is not None and notion.iri in ways:
                    yield _Item(self.graph.label(found.subject), notion, found, words)

    def _item_evidence(self, item: _Item, language: Language) -> Iterator[Evidence]:
        place, name = item.found.place, item.notion.name(language)
        if item.words and place.table and place.row is not None:
            row = self.row_at(place.table, place.row)
            if row is not None:
                shown = tuple(c for c in row.schema.columns if c.is_text and row.cells[c.name])
                statement = say.described(language, item.name, name, item.words)
                yield row.evidence(shown[:6], statement, language)
            return
        thing = self.taxonomy.notion(item.found.subject) or Notion(item.found.subject)
        thing = replace(thing, source=place.source)
        statement = say.typed(language, item.name, name, self.who(thing, language))
        yield self.cite(thing, statement, name, language)
