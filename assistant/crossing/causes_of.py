"""Why something befell equipment: "why did P-7 trip?", as the report that found the cause says it.

The report is one about that equipment which tells the event, of the day that is asked for; the cause is a
sentence or field that names one. What merely sounds like a cause is left to the text expert.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from assistant.crossing import say
from assistant.crossing.befalling import read_event
from assistant.crossing.bridge import Bridge
from assistant.crossing.events import Dated, events_in, only_about
from assistant.crossing.sources import Library
from assistant.experts.text.causes import gives_cause
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Document, Language, Scope

_WHY = re.compile(
    r"^\W*(?:why|how come|for what reason|pourquoi|pour quelle raison|"
    r"(?:what|which|quel(?:le)?s?)\s+(?:is|was|were|est|était|sont|étaient)\s+(?:the|la|les|l['’])\s*"
    r"(?:root |main |real |actual )?causes?(?:\s+(?:racines?|profondes?|premières?))?\s+"
    r"(?:of|for|behind|de|du|d['’]))\b",
    re.IGNORECASE,
)
_MENTIONS = 300
_MOST = 2
_DATES_TOLD = 3
_STATED = 1.0


class CausesOf:
    """Tells why something befell equipment.

    Args:
        library: Holds the reports.
    """

    def __init__(self, *, library: Library) -> None:
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The cause, then the event it explains; None where no one report states a cause of it."""
        why = _WHY.match(question.text)
        asked = read_event(question.text[why.end() :]) if why is not None else None
        if asked is None:
            return None
        found: list[tuple[list[Evidence], list[Evidence]]] = []
        known: set[tuple[datetime, bool]] = set()
        for source in self._sources(asked.tag, scope):
            passages = self._library.chunks_of(source)
            told = [only_about(chunk, asked.tag, asked.event) for chunk in passages]
            every = events_in(told, asked.words)
            known |= {(one.moment, one.has_clock) for one in every}
            dated = [one for one in every if asked.was(one.moment)]
            if not dated and (asked.days or not any(chunk.text.strip() for chunk in told)):
                continue
            causes = _causes(passages, question.language)
            if causes:
                found.append((causes, [_event(one, question.language) for one in dated[:1]]))
        if asked.days and known and not any(asked.was(moment) for moment, _ in known):
            return Bridge(refusal=say.not_then(question.language, asked.tag, sorted(known)[:_DATES_TOLD]))
        if len(found) != 1:
            return None
        causes, events = found[0]
        return Bridge(reasons=(*causes[:_MOST], *events))

    def _sources(self, tag: str, scope: Scope) -> list[str]:
        """Documents about a tag, in the order of their passages."""
        passages = self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS)
        sources = dict.fromkeys(chunk.source for chunk in passages if chunk.kind != "drawing")
        documents = [(source, self._library.document(source)) for source in sources]
        return [source for source, document in documents if document is not None and is_on(document, tag)]


def is_on(document: Document, tag: str) -> bool:
    """True for a document that is about a tag: by its head, its title or its name."""
    name = document.path.rsplit("/", 1)[-1].replace("_", " ")
    return tag in document.equipment or tag in find_tags(f"{document.title} {name}")


def _causes(passages: list[Chunk], language: Language) -> list[Evidence]:
    """The sentences that name a cause as such."""
    found: list[Evidence] = []
    for chunk in passages:
        for start, end in passage_spans(chunk.text) if chunk.kind == "text" else ():
            quote = chunk.text[start:end]
            if gives_cause(quote) >= _STATED:
                found.append(_evidence(chunk, quote, start, language))
    return found


def _event(dated: Dated, language: Language) -> Evidence:
    return _evidence(dated.chunk, dated.quote, dated.start, language)


def _evidence(chunk: Chunk, quote: str, start: int, language: Language) -> Evidence:
    found = from_chunks(
        (chunk,), quote=quote, label=chunk.label, score=0.95, span=(start, start + len(quote))
    )
    return replace(found, statement=say.event_of(language, quote, chunk.source))
