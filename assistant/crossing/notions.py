"""What a term means, what kinds of it there are, which items are such: by the plant's own RDF files.

An item is of a class where such a file says so, or where the row of its register names it: "Cooling water
pump A" is a pump. Terms that no file names are left to the experts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.crossing import say, say_notions
from assistant.crossing.bridge import Bridge
from assistant.crossing.notion_answers import NotionAnswers
from assistant.crossing.relations import RowAt
from assistant.crossing.sources import Library, NamesIn
from assistant.experts.text.evidence import from_chunks
from assistant.graph.notion_questions import NotionQuestion, read_question
from assistant.graph.taxonomy import Notion, Taxonomy
from assistant.records import Evidence, Question
from retrieval.graph.store import PlantGraph
from retrieval.records import Language, Scope

_SCORE = 0.95


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
        taxonomy = self._taxonomy()
        answers = NotionAnswers(
            taxonomy=taxonomy, graph=self._graph_of(), row_at=self._row_at, cite=self._evidence, who=_who
        )
        notions = self._of_whom(asked, taxonomy.named(asked.what), question.language)
        told = answers.answer(asked, notions, question.language)
        return Bridge(reasons=tuple(told), listed=len(told) > 2) if told else None

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

    def _evidence(self, notion: Notion, statement: str, words: str, language: Language) -> Evidence:
        """The passage of a notion, with its IRI; the statement alone where it has none."""
        graph = self._graph_of()
        others = [str(f.value) for f in graph.matching(notion.iri) if f.predicate.endswith("#sameAs")]
        label = others[0] if others else str(notion.iri)
        names = {text for told in notion.names.values() for _, text in told} | {notion.name(language)}
        every = self._library.chunks_of(notion.source)
        chunks = [c for c in every if c.headings[-1:] and c.headings[-1] in names]
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
        span = (start, start + len(quote))
        found = from_chunks(chunks[:1], quote=quote, label=label, score=_SCORE, span=span)
        return replace(found, statement=statement)


def _who(notion: Notion, language: Language) -> str:
    return say_notions.by(language, say.file_name(notion.source))
