"""What to do about a fault, how it shows and what it does: "what should I do if the seal leaks?".

What a document says to do in that case comes first; then what the FMEA recommends and how it watches, of the
lines whose words hold those of the fault. "Signs of cavitation?" and "what happens if the strainer chokes?"
are told from the effects of the lines of that fault, and from how it is watched for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.crossing import say
from assistant.crossing.asked_of_fault import ACTION, EFFECT, asked_fault
from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import FailureLine, equipment_of, failure_line, meaning_of, stems_of
from assistant.crossing.failure_modes import ModesOf, Search
from assistant.experts.tables.failure_tables import rating_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.words import content_words, fold, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_CONDITION = re.compile(
    r"^\W*(?:\d[\d.]*\W+)?(?:if|when|whenever|in (?:the )?case of|in (?:the )?event of|should|"
    r"si|s['’]il|quand|lorsqu|en cas d)\b|, (?:if|when|si|quand)\b",
    re.IGNORECASE,
)
_BARE = word_set(
    """pump pumps pompe pompes machine machines equipment équipement motor fan compressor unit thing there too
    high low starts begins happens occurs appears again problem problème rise rises rising increase increases
    increasing climbs goes go up down drop drops dropping fall falls falling gets get becomes exceeds passes
    monte augmente augmentent s'élève élève baisse diminue chute dépasse devient trop"""
)
"""Words that tell no fault apart."""
_NOTHING = frozenset({"", "-", "none", "aucun", "aucune", "neant", "n/a", "na"})
_SEARCHED = 12
_MOST = 3
_HELD = 0.6
"""Of what the words weigh, so much the best line holds at least."""
_ALIKE = 0.9


class WhatToDo:
    """Tells what is to be done about a fault.

    Args:
        modes_of: Lists the lines of the analyses of failure modes.
        search: Finds the passages that speak of a fault.
    """

    def __init__(self, *, modes_of: ModesOf, search: Search) -> None:
        self._modes_of = modes_of
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What documents and FMEA say; None where no such thing is asked or neither says anything."""
        fault, roles = asked_fault(question.text)
        words = _fault_words(fault)
        if not words:
            return None
        lines = self._lines(fault, words, scope, leaving=EFFECT if EFFECT in roles else frozenset())
        told = [
            _told(line, roles, question.language)
            for line in lines
            if any(_filled(line, role) for role in roles)
        ]
        if not told:
            return None
        said = self._said(fault, words, scope) if ACTION in roles else []
        return Bridge(reasons=(*said, *told), listed=len(told) > 1)

    def _lines(
        self, fault: str, words: Sequence[str], scope: Scope, *, leaving: frozenset[str]
    ) -> list[FailureLine]:
        tags = frozenset(find_tags(fault))
        lines = [
            line
            for row in self._modes_of(scope)
            if (line := failure_line(row, leaving=leaving)) and (not tags or tags & equipment_of(line))
        ]
        return fitting(lines, words)

    def _said(self, fault: str, words: Sequence[str], scope: Scope) -> list[Evidence]:
        """The first sentence of a document that says what to do in that case."""
        wanted = [stems_of(word) for word in words]
        for hit in self._search(fault, scope, _SEARCHED):
            text = hit.chunk.text
            for start, end in passage_spans(text) if hit.chunk.kind == "text" else ():
                quote = text[start:end]
                if _CONDITION.search(quote) and all(stems_of(quote) & one for one in wanted):
                    evidence = from_chunks(
                        (hit.chunk,), quote=quote, label=hit.chunk.label, score=0.9, span=(start, end)
                    )
                    return [evidence]
        return []


def _fault_words(fault: str) -> list[str]:
    tags = {part for tag in find_tags(fault) for part in re.findall(r"\w+", fold(tag))}
    return [
        word
        for word in dict.fromkeys(content_words(fault))
        if word not in _BARE and fold(word) not in tags and not word.isdigit()
    ]


def fitting(lines: Sequence[FailureLine], words: Sequence[str]) -> list[FailureLine]:
    """The lines that hold most of the words, rare ones counting more, the gravest first."""
    wanted = [stems_of(word) | meaning_of(word) for word in words]
    counts = Counter(at for line in lines for at, one in enumerate(wanted) if one & line.stems)
    heard = [at for at in range(len(wanted)) if counts[at]]
    if not heard or len(wanted) - len(heard) > (1 if len(wanted) > 2 else 0):
        return []
    worth = {at: math.log(1 + len(lines) / counts[at]) for at in heard}

    def value(line: FailureLine) -> float:
        return sum(worth[at] for at in heard if wanted[at] & line.stems)

    failing = [line for line in lines if any(wanted[at] & line.failing for at in heard)]
    best = max(map(value, failing), default=0.0)
    if best < _HELD * sum(worth.values()):
        return []
    whole = [line for line in failing if value(line) >= _ALIKE * best]
    return sorted(whole, key=lambda line: -_rating(line))[:_MOST]


def _rating(line: FailureLine) -> float:
    column = rating_of(line.row.schema)
    cell = line.row.cells[column.name] if column is not None else None
    return float(cell) if isinstance(cell, int | float) else 0.0


def _told(line: FailureLine, roles: Sequence[frozenset[str]], language: Language) -> Evidence:
    """The cells of a line in some roles: what it recommends, how it watches for the fault."""
    row = line.row
    names = [line.columns.equipment, *line.columns.telling[:3]]
    shown = [c for c in names if c is not None and row.cells[c.name] is not None]
    wanted = [column for role in roles for column in _filled(line, role)]
    shown = [column for column in shown if column not in wanted]
    answer = "; ".join(f"{c.name}: {row.said(c, language)}" for c in wanted)
    about = ", ".join(row.said(c, language) for c in shown)
    statement = say.mode_line(
        language, answer=answer, line=row.key if row.schema.key else "", about=about, source=row.source
    )
    return row.evidence((*shown, *wanted), statement, language)


def _filled(line: FailureLine, words: frozenset[str]) -> list[ColumnSchema]:
    """The columns of text called so whose cell says something."""
    cells = line.row.cells
    named = (c for c in line.row.schema.columns if c.is_text and set(c.words) & words)
    return [c for c in named if fold(str(cells[c.name] or "")) not in _NOTHING]
