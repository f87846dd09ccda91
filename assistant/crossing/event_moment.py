"""The moments of an event that words name: "P-7 tripped", "the last trip of P-7". Knows no signal.

What documents agree on is believed first; then what logs, log books and reports tell row by row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant.crossing import say
from assistant.crossing.befalling import any_event, event_words, read_event
from assistant.crossing.events import Dated, event_in
from assistant.crossing.sources import Library
from assistant.crossing.told_events import LoggedOn, Told, ToldEvents
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Language, Scope

_LAST = re.compile(r"\b(?:last|latest|most recent|dernière?|derniere)\b(?: time)?", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|earliest|première?|premiere?)\b(?: time)?", re.IGNORECASE)
_MENTIONS = 200
_ONE_EVENT = timedelta(minutes=30)
"""Rows of an event stand within that time: the alarm, the trip, the note of the operator."""


class At(NamedTuple):
    """A moment, whether its time of day is known, and where it stands."""

    moment: datetime
    has_clock: bool
    evidence: Evidence


class EventMoment:
    """Dates events of equipment.

    Args:
        logged_on: Reads logs.
        library: Holds the documents.
    """

    def __init__(self, *, logged_on: LoggedOn, library: Library) -> None:
        self._events = ToldEvents(logged_on=logged_on, library=library)
        self._library = library

    def find(self, words: str, language: Language, scope: Scope) -> list[At]:
        """The moments of the event, in order of time, each once; none where nothing tells its time of day."""
        tag = next(iter(find_tags(words)), "")
        if not tag:
            return []
        ordinal = next((p for p in (_LAST, _FIRST) if p.search(words)), None)
        bare = ordinal.sub(" ", words) if ordinal is not None else words
        agreed = self._of_passages(tag, bare, language, scope)
        asked = read_event(bare) or any_event(bare)
        told = self._events.of(asked, scope) if asked is not None else []
        then = [one for one in told if one.has_clock and asked is not None and asked.was(one.moment)]
        found = _apart(sorted(then, key=lambda one: one.moment), language)
        if agreed is not None and all(abs(at.moment - agreed.moment) <= _ONE_EVENT for at in found):
            return [agreed]
        if ordinal is not None:
            return found[-1:] if ordinal is _LAST else found[:1]
        return found or ([agreed] if agreed is not None else [])

    def _of_passages(self, tag: str, words: str, language: Language, scope: Scope) -> At | None:
        """The one moment that all documents on a tag give an event of it; None where they differ."""
        event = event_words(words, frozenset(re.findall(r"\w+", fold(tag))))
        by_source: dict[str, list[Chunk]] = {}
        for chunk in self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS):
            if chunk.kind == "text" or chunk.page is not None:
                by_source.setdefault(chunk.source, []).append(chunk)
        told = [event_in(passages, event) for passages in by_source.values()] if event else []
        dated = [one for one in told if one is not None and one.has_clock]
        if len({one.moment for one in dated}) != 1:
            return None
        return At(dated[0].moment, True, evidence_of(dated[0], language))


def _apart(told: list[Told], language: Language) -> list[At]:
    """Events that are apart from each other, each by the first that tells it."""
    found: list[At] = []
    for one in told:
        if not found or one.moment - found[-1].moment > _ONE_EVENT:
            found.append(At(one.moment, one.has_clock, one.evidence(language, leads=False)))
    return found


def evidence_of(dated: Dated, language: Language) -> Evidence:
    """Where a document states the moment."""
    evidence = from_chunks(
        (dated.chunk,),
        quote=dated.quote,
        label=dated.chunk.label,
        score=0.9,
        span=(dated.start, dated.start + len(dated.quote)),
    )
    return replace(evidence, statement=say.event_of(language, dated.quote, dated.chunk.source))
