"""What a thing is, measures or means: "what is P-7?", "what does VT-3 mean?", by the list that holds it.

Its own row is told, cell by cell; the letters of an instrument that no list has are read by ISA 5.1. What is
known of it elsewhere is asked otherwise.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library, RowsNamed
from assistant.experts.series.instrument_tag import read_tag
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.words import squash
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from retrieval.identifiers import find, find_tags
from retrieval.records import Chunk, Language, Scope

_NOUN = (
    r"(?:(?:pump|motor|valve|transmitter|instrument|sensor|strainer|filter|fan|tag|equipment|machine|order|"
    r"pompe|moteur|vanne|transmetteur|capteur|filtre|ventilateur|repère|équipement|ordre)\s+)?"
)
_ASKED = re.compile(
    r"^\W*(?:what(?:['’]s| is| are| was)?|what (?:kind|type|sort) of \w+ is|what does|c['’]est quoi|"
    r"qu['’]est[- ]ce que(?: c['’]est que)?|que|à quoi sert)\s+"
    r"(?:(?:mesure|surveille|indique|fait|measured by|monitored by)\s+)?(?:the |le |la |l['’])?"
    rf"{_NOUN}(?P<what>[^\s?]+)"
    r"(?:\s+(?:measures?|measuring|monitors?|monitoring|for|used for|do|does|indicates?|about))?\s*\W*$",
    re.IGNORECASE,
)
_MEANS = re.compile(
    rf"^\W*(?:what (?:does|do)|what(?:['’]s| is) (?:the )?meaning of|que|qu['’]est[- ]ce que)\s+"
    r"(?:signifie|veut dire|représente)?\s*(?:the |le |la |l['’])?"
    rf"{_NOUN}(?P<what>[^\s?]+)(?:\s+(?P<verb>means?|stands? for|signifie|veut dire|represents?))?\s*\W*$",
    re.IGNORECASE,
)
_MEANING = re.compile(r"\b(?:mean\w*|stands? for|signifie|veut dire|représente|represents?)\b", re.IGNORECASE)
_KINDS = ("tag", "work_order")
_EXPLAINS = re.compile(
    r"\b(?:alarme?|means?|measures?|is activated|mesure|signifie|activée?)\b", re.IGNORECASE
)
_PASSAGES_READ = 20
_MOST_CELLS = 10
_MOST_ROWS = 2


class WhatIs:
    """Tells the row of a thing.

    Args:
        rows_named: Looks it up.
        library: Holds the documents.
    """

    def __init__(self, *, rows_named: RowsNamed, library: Library) -> None:
        self._rows_named = rows_named
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """Its cells, a sentence a table; None where no one thing is asked for, or no list has it."""
        meaning = _MEANING.search(question.text) is not None
        match = (_MEANS if meaning else _ASKED).match(question.text)
        named = find(match["what"]) if match is not None else ()
        if match is None or len(named) != 1 or named[0].kind not in _KINDS:
            return None
        if named[0].end - named[0].start != len(match["what"]):
            return None
        rows = self._rows_named(named[0].value, scope)
        if meaning:
            rows = [row for row in rows if squash(named[0].value) in squash(row.key)]
        rows = rows[:_MOST_ROWS]
        told = tuple(_told(row, question.language) for row in rows)
        if told or not meaning:
            return Bridge(reasons=told) if told else None
        return self._by_letters(named[0].value, question.language, scope)

    def _by_letters(self, tag: str, language: Language, scope: Scope) -> Bridge | None:
        """What an instrument's letters say, at a passage that names it; no source is cited where none does.

        A passage that says more of it than its name is left to the others: "alarm LSLL-201 is raised when …".
        """
        reading = read_tag(tag, "fr" if language == "fr" else "en")
        if reading is None:
            return None
        text = say.tag_letters(language, tag, reading.parts, reading.loop)
        naming = self._library.chunks_mentioning(tag, scope=scope, limit=_PASSAGES_READ)
        if any(_EXPLAINS.search(chunk.text) and chunk.kind == "text" for chunk in naming):
            return None
        if not naming:
            return Bridge(refusal=f"{say.no_such(language, tag)} {text}")
        return Bridge(reasons=(_named_in(naming[0], tag, text),))


def _told(row: KeyedRow, language: Language) -> Evidence:
    filled = [c for c in row.schema.columns if c.name != row.head and row.cells[c.name] not in (None, "")]
    shown = tuple(filled[:_MOST_CELLS])
    cells = "; ".join(f"{c.name} {row.said(c, language)}" for c in shown)
    return row.evidence(shown, f"{row.key}: {cells} ({say.file_name(row.source)}).", language)


def _named_in(chunk: Chunk, tag: str, text: str) -> Evidence:
    """A passage that names a tag, as the place where its letters stand."""
    spans = (span for span in passage_spans(chunk.text) if tag in find_tags(chunk.text[slice(*span)]))
    start, end = next(spans, (0, len(chunk.text)))
    quote = chunk.text[start:end]
    found = from_chunks((chunk,), quote=quote, label=chunk.label, score=0.9, span=(start, end))
    return replace(found, statement=text)
