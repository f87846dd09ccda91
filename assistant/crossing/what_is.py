"""What a thing is, or measures: "what is P-7?", "what does VT-3 measure?", by the list that has it for a key.

Its own row is told, cell by cell. What is known of it elsewhere is asked otherwise.
"""

from __future__ import annotations

import re

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.experts.tables.keyed import KeyedRow
from assistant.records import Evidence, Question
from retrieval.identifiers import find
from retrieval.records import Language, Scope

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
_KINDS = ("tag", "work_order")
_MOST_CELLS = 10
_MOST_ROWS = 2


class WhatIs:
    """Tells the row of a thing.

    Args:
        rows_named: Looks it up.
    """

    def __init__(self, *, rows_named: RowsNamed) -> None:
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """Its cells, a sentence a table; None where no one thing is asked for, or no list has it."""
        match = _ASKED.match(question.text)
        named = find(match["what"]) if match is not None else ()
        if match is None or len(named) != 1 or named[0].kind not in _KINDS:
            return None
        if named[0].end - named[0].start != len(match["what"]):
            return None
        rows = self._rows_named(named[0].value, scope)[:_MOST_ROWS]
        told = tuple(_told(row, question.language) for row in rows)
        return Bridge(reasons=told) if told else None


def _told(row: KeyedRow, language: Language) -> Evidence:
    filled = [c for c in row.schema.columns if c.name != row.head and row.cells[c.name] not in (None, "")]
    shown = tuple(filled[:_MOST_CELLS])
    cells = "; ".join(f"{c.name} {row.said(c, language)}" for c in shown)
    return row.evidence(shown, f"{row.key}: {cells} ({say.file_name(row.source)}).", language)
