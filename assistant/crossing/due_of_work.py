"""When work comes next, where no tag is named: "prochaine tournée vibratoire", "next boiler inspection?".

A sentence is told that gives a date to come and speaks of the work, with its headings and its document's
title; the rest is left to the experts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing import say
from assistant.crossing.befalling import event_words, stems_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.experts.series.times import read_times
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.upcoming import asks_upcoming
from assistant.words import content_words, fold, word_set
from retrieval.identifiers import find
from retrieval.records import Chunk, Hit, Scope

_SHORT = re.compile(r"^\W*(?:date (?:de |of |du |d )?)?(?:la |le |the |l )?(?:next|prochaine?)\b")
_NEXT = re.compile(r"\b(?:next|prochaine?s?|due|planned|scheduled|prevue?s?|echeance)\b")
_CUES = frozenset(
    fold(word)
    for word in word_set(
        """next due upcoming when date day planned scheduled is be to will prochain prochaine prochains quand
        échéance prévu prévue jour est aura lieu a la le the of de du pour"""
    )
)
_POOL = 20


class DueOfWork:
    """Tells when work of a kind comes next.

    Args:
        library: Holds the documents.
        search: The passages nearest to some words.
    """

    def __init__(self, *, library: Library, search: Callable[[str, Scope, int], Sequence[Hit]]) -> None:
        self._library = library
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The nearest sentence with the date; None where none is asked for or none has all the words."""
        text, language = question.text, question.language
        if find(text) or not (_SHORT.search(fold(text)) or asks_upcoming(text)):
            return None
        activity = [word.alike for word in event_words(text, _CUES)]
        if not activity:
            return None
        hits = list(self._search(text, scope, _POOL))
        if language == "fr":
            hits += self._search(glossary().translate(text, to="en"), scope, _POOL)
        for source in dict.fromkeys(hit.chunk.source for hit in hits if hit.chunk.kind == "text"):
            document = self._library.document(source)
            title = document.title if document is not None else ""
            for chunk in self._library.chunks_of(source):
                told = _told(chunk, title, activity)
                if told is not None:
                    statement = say.event_of(language, told.quote, source)
                    return Bridge(reasons=(replace(told, statement=statement),))
        return None


def _told(chunk: Chunk, title: str, activity: Sequence[frozenset[str]]) -> Evidence | None:
    """The sentence of a passage that gives the date of the work."""
    above = stems_of(content_words(" ".join((title, *chunk.headings))))
    for start, end in passage_spans(chunk.text) if chunk.kind == "text" else ():
        piece = chunk.text[start:end]
        held = stems_of(content_words(piece))
        if not (_NEXT.search(fold(piece)) and any(one & held for one in activity)):
            continue
        dated = any(p.day is not None and p.day.month for p in read_times(fold(piece)).points)
        if dated and all(one & (held | above) for one in activity):
            return from_chunks((chunk,), quote=piece, label=chunk.label, score=0.9, span=(start, end))
    return None
