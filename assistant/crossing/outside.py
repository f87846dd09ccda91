"""What a term means where the plant's own sources do not tell: by the endpoints of the settings.

Asked last, so that no document of the plant is passed over, and only for terms of the trade: a question that
names a tag, a number or an order sends nothing. Each sentence says from where it is and when it was fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.crossing import say_notions
from assistant.crossing.bridge import Bridge
from assistant.crossing.notion_answers import NotionAnswers
from assistant.crossing.outside_queries import (
    kinds_query,
    kinds_read,
    may_be_sent,
    meaning_query,
    meanings_read,
    source_of,
)
from assistant.crossing.relations import RowAt
from assistant.graph.notion_questions import NotionQuestion, read_question
from assistant.graph.taxonomy import Notion, Taxonomy, term_key
from assistant.records import Evidence, Question
from retrieval.errors import EndpointFailed
from retrieval.graph.linked.endpoint import Endpoint, Fetched
from retrieval.graph.linked.endpoints import Endpoints
from retrieval.graph.store import PlantGraph
from retrieval.records import Language, Scope

_SCORE = 0.8


class Outside:
    """Asks endpoints.

    Args:
        endpoints: Those of the settings.
        graph_of: Gives the plant's own graph, whose rows are told where machines of a kind are asked for.
        row_at: Reads a row that the graph names.
    """

    def __init__(self, endpoints: Endpoints, *, graph_of: Callable[[], PlantGraph], row_at: RowAt) -> None:
        self._endpoints = endpoints
        self._graph_of = graph_of
        self._row_at = row_at

    def answer(self, question: Question, scope: Scope, found: Sequence[Evidence]) -> Bridge | None:
        """Sentences of the first endpoint that knows the term; None where none is to be asked or knows it.

        Args:
            found: What the plant's sources gave: where that speaks of the term, nobody is asked.
        """
        asked = read_question(question.text) if scope.is_open else None
        if asked is None or asked.asks == "item" or not may_be_sent(asked.what):
            return None
        if any(_speaks_of(one, asked.what) for one in found):
            return None
        failed: list[str] = []
        for endpoint in self._of_whom(asked):
            try:
                told = self._ask(endpoint, asked, question.language)
            except EndpointFailed as error:
                failed.append(str(error))
                continue
            if told:
                return Bridge(reasons=tuple(told), listed=len(told) > 2)
        if failed and not found:
            return Bridge(refusal=say_notions.unreachable(question.language, asked.what, failed[0]))
        return None

    def _of_whom(self, asked: NotionQuestion) -> list[Endpoint]:
        """The endpoint whose word is asked for; all that the chat may ask where nobody's is."""
        chat = [one for one in self._endpoints.all() if one.chat]
        if not asked.whom:
            return chat
        return [one for one in chat if one.name in asked.whom.casefold()]

    def _ask(self, endpoint: Endpoint, asked: NotionQuestion, language: Language) -> list[Evidence]:
        if asked.asks == "meaning":
            fetched = self._endpoints.fetch(endpoint, meaning_query(asked.what), patient=False)
            read = meanings_read(fetched)
        else:
            query = kinds_query(asked.what, rows=endpoint.rows)
            fetched = self._endpoints.fetch(endpoint, query, patient=False)
            read = kinds_read(fetched)
        taxonomy = Taxonomy(PlantGraph([read]))
        answers = NotionAnswers(
            taxonomy=taxonomy,
            graph=self._graph_of(),
            row_at=self._row_at,
            cite=_cite,
            who=lambda _, spoken: _who(fetched, spoken),
            every=True,
        )
        return answers.answer(asked, taxonomy.named(asked.what), language)


def _who(fetched: Fetched, language: Language) -> str:
    day = f"{fetched.fetched:%Y-%m-%d}"
    return say_notions.by(language, fetched.endpoint, fetched=day, stale=bool(fetched.stale))


def _cite(notion: Notion, statement: str, words: str, language: Language) -> Evidence:
    name, definition = notion.name(language), notion.definition(language)
    quote = f"{name}: {definition}" if definition and definition in statement else f"{name} {words}"
    return Evidence(
        kind="text",
        source=notion.source or source_of(""),
        quote=quote,
        score=_SCORE,
        statement=statement,
        label=str(notion.iri),
    )


def _speaks_of(evidence: Evidence, term: str) -> bool:
    """True where evidence names the whole term."""
    held = term_key(" ".join((evidence.statement or "", evidence.quote, evidence.lead, *evidence.headings)))
    key = term_key(term)
    return any(held[at : at + len(key)] == key for at in range(len(held) - len(key) + 1))
