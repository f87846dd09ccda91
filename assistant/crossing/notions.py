"""What a term means, what kinds of it there are, which items are such: by the plant's own RDF files.

An item is of a class where such a file says so, or where the row of its register names it: "Cooling water
pump A" is a pump. Terms that no file names are left to the experts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rdflib import DCTERMS, RDF, URIRef

from assistant.crossing import say, say_notions
from assistant.crossing.bridge import Bridge
from assistant.crossing.relations import RowAt
from assistant.crossing.sources import Library, NamesIn
from assistant.experts.text.evidence import from_chunks
from assistant.graph.notion_questions import NotionQuestion, read_question
from assistant.graph.taxonomy import Notion, Taxonomy
from assistant.records import Evidence, Question
from retrieval.graph import terms
from retrieval.graph.store import PlantGraph, Sourced
from retrieval.graph.terms import PLANT, tagged
from retrieval.graph.vocabulary import local_name
from retrieval.identifiers import normalise
from retrieval.records import Language, Scope

_MOST = 30
_SCORE = 0.95
_AFTER_HEAD = re.compile(
    r"\s*(?:[,;(–]|\b(?:of|for|with|at|on|in|to|de la|de|du|des|pour|avec|à|sur)\b|\bd['’]).*", re.IGNORECASE
)
_LETTER = re.compile(r"\s+(?:[A-Z]|\d{1,3}[A-Z]?|n°\s*\d+)$")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a class: what it is called, of which class, and what says so."""

    name: str
    notion: Notion
    found: Sourced
    words: str = ""


class Notions:
    """Answers from the RDF files in the plant graph.

    Args:
        graph_of: Gives the graph of what is catalogued now.
        row_at: Reads a row that the graph names.
        library: Holds the passages of RDF files.
        names_in: Finds the document whose word is asked for.
    """

    def __init__(
        self, *, graph_of: Callable[[], PlantGraph], row_at: RowAt, library: Library, names_in: NamesIn
    ) -> None:
        self._graph_of = graph_of
        self._row_at = row_at
        self._library = library
        self._names_in = names_in
        self._made: tuple[PlantGraph, Taxonomy] | None = None

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A sentence for each thing with its file or row; None for other questions and unknown terms."""
        asked = read_question(question.text) if scope.is_open else None
        if asked is None or not any(d.media == "rdf" for d in self._library.documents(Scope())):
            return None
        language = question.language
        taxonomy = self._taxonomy()
        notions = self._of_whom(asked, taxonomy.named(asked.what), language)
        told: list[Evidence] = []
        if asked.asks == "meaning":
            told = self._meanings(notions, taxonomy, language, surely=bool(asked.whom))
        elif asked.asks == "kinds":
            told = [e for n in notions[:1] for e in self._kinds(n, taxonomy, language)]
        else:
            told = [e for n in notions[:1] for e in self._items(n, taxonomy, language, asked.item)]
        if not told:
            return None
        more = len(told) - _MOST
        if more > 0:
            told = [*told[:_MOST], replace(told[_MOST], statement=say_notions.more(language, more))]
        return Bridge(reasons=tuple(told), listed=len(told) > 2)

    def _taxonomy(self) -> Taxonomy:
        graph = self._graph_of()
        if self._made is None or self._made[0] is not graph:
            self._made = (graph, Taxonomy(graph))
        return self._made[1]

    def _of_whom(self, asked: NotionQuestion, notions: list[Notion], language: Language) -> list[Notion]:
        """The notions of the file whose word is asked for; none where that is a document of another kind."""
        if not asked.whom or asked.in_general:
            return notions
        sources = set(self._names_in(asked.whom, language, Scope()).sources)
        return [notion for notion in notions if notion.source in sources]

    def _meanings(
        self, notions: list[Notion], taxonomy: Taxonomy, language: Language, *, surely: bool
    ) -> list[Evidence]:
        told: list[Evidence] = []
        for notion in notions[:2]:
            definition = notion.definition(language)
            wider = self._wider(notion, taxonomy, language)
            who, name = say_notions.by(language, say.file_name(notion.source)), notion.name(language)
            if definition:
                statement = say_notions.meaning(language, who, name, definition)
                told.append(self._evidence(notion, statement, definition, language))
            if wider and (definition or surely):
                statement = say_notions.kind_of(language, "" if definition else who, name, wider)
                told.append(self._evidence(notion, statement, say_notions.kind(language, wider[0]), language))
        return told

    def _kinds(self, notion: Notion, taxonomy: Taxonomy, language: Language) -> Iterator[Evidence]:
        for iri, way in taxonomy.below(notion).items():
            lower = taxonomy.notion(iri)
            if way and lower is not None:
                wider = [one.name(language) for above in way if (one := taxonomy.notion(above)) is not None]
                statement = say_notions.kind_of(language, "", lower.name(language), wider)
                yield self._evidence(lower, statement, say_notions.kind(language, wider[0]), language)

    def _wider(self, notion: Notion, taxonomy: Taxonomy, language: Language) -> list[str]:
        """The names of the nearest wider notion and those above it, one way."""
        names: list[str] = []
        seen = {notion.iri}
        while notion.wider and len(names) < 4:
            above = next((one for iri in notion.wider if (one := taxonomy.notion(iri)) is not None), None)
            if above is None or above.iri in seen:
                break
            seen.add(above.iri)
            names.append(above.name(language))
            notion = above
        return names

    def _items(self, notion: Notion, taxonomy: Taxonomy, language: Language, tag: str) -> Iterator[Evidence]:
        ways = taxonomy.below(notion)
        only = tagged(normalise(tag)) if tag else None
        kinds: dict[URIRef, Notion] = {}
        found: dict[str, _Item] = {}
        for item in (*self._typed(ways, taxonomy, only), *self._described(ways, taxonomy, only)):
            found.setdefault(item.name, item)
        for name in sorted(found):
            item = found[name]
            kinds.setdefault(item.notion.iri, item.notion)
            yield from self._item_evidence(item, language)
        for kind in kinds.values():
            wider = [one.name(language) for above in ways[kind.iri] if (one := taxonomy.notion(above))]
            if wider:
                who = say_notions.by(language, say.file_name(kind.source))
                statement = say_notions.kind_of(language, who, kind.name(language), wider)
                yield self._evidence(kind, statement, say_notions.kind(language, wider[0]), language)

    def _typed(
        self, ways: dict[URIRef, tuple[URIRef, ...]], taxonomy: Taxonomy, only: URIRef | None
    ) -> Iterator[_Item]:
        graph = self._graph_of()
        for subject, classes in taxonomy.items.items():
            iri = next((one for one in classes if one in ways), None)
            notion = taxonomy.notion(iri) if iri is not None else None
            if notion is None or (only is not None and subject != only):
                continue
            found = next(f for f in graph.matching(subject, RDF.type, iri) if f.place.graph is not None)
            yield _Item(self._called(graph, taxonomy, subject), notion, found)

    def _called(self, graph: PlantGraph, taxonomy: Taxonomy, subject: URIRef) -> str:
        own = next(graph.matching(subject, RDF.type, terms.EQUIPMENT), None)
        thing = taxonomy.notion(subject)
        if own is not None:
            return graph.label(subject)
        return thing.name("und") if thing is not None else local_name(subject)

    def _described(
        self, ways: dict[URIRef, tuple[URIRef, ...]], taxonomy: Taxonomy, only: URIRef | None
    ) -> Iterator[_Item]:
        """Equipment whose row is headed by the name of the notion or of a narrower one."""
        graph = self._graph_of()
        for relation in (PLANT.kind, DCTERMS.description):
            for found in graph.matching(only, relation):
                if (
                    found.place.row is None
                    or next(graph.matching(found.subject, RDF.type, terms.EQUIPMENT), None) is None
                ):
                    continue
                words = str(found.value)
                head = _LETTER.sub("", _AFTER_HEAD.sub("", words))
                notion = next(iter(taxonomy.heads(head)), None)
                if notion is not None and notion.iri in ways:
                    yield _Item(graph.label(found.subject), notion, found, words)

    def _item_evidence(self, item: _Item, language: Language) -> Iterator[Evidence]:
        place, name = item.found.place, item.notion.name(language)
        if item.words and place.table and place.row is not None:
            row = self._row_at(place.table, place.row)
            if row is not None:
                shown = tuple(c for c in row.schema.columns if c.is_text and row.cells[c.name])
                statement = say_notions.described(language, item.name, name, item.words)
                yield row.evidence(shown[:6], statement, language)
            return
        who = say_notions.by(language, say.file_name(place.source))
        statement = say_notions.typed(language, item.name, name, who)
        thing = self._taxonomy().notion(item.found.subject) or Notion(item.found.subject)
        yield self._evidence(replace(thing, source=place.source), statement, name, language)

    def _evidence(self, notion: Notion, statement: str, words: str, language: Language) -> Evidence:
        """The passage of a notion, with its IRI; the statement alone where it has none."""
        graph = self._graph_of()
        others = [str(f.value) for f in graph.matching(notion.iri) if f.predicate.endswith("#sameAs")]
        label = others[0] if others else str(notion.iri)
        names = {text for told in notion.names.values() for _, text in told} | {notion.name(language)}
        chunks = [
            c for c in self._library.chunks_of(notion.source) if c.headings[-1:] and c.headings[-1] in names
        ]
        chunks.sort(key=lambda c: (words not in c.text, c.language != language, c.ordinal))
        if not chunks:
            return Evidence(
                kind="text",
                source=notion.source,
                quote=statement,
                score=_SCORE,
                statement=statement,
                label=label,
            )
        lines = [line for line in chunks[0].text.split("\n") if line.strip()]
        quote = next((line for line in lines if words in line.partition(" ")[2]), lines[0])
        start = max(0, chunks[0].text.find(quote))
        found = from_chunks(
            chunks[:1], quote=quote, label=label, score=_SCORE, span=(start, start + len(quote))
        )
        return replace(found, statement=statement)
