"""When work on a thing was last done: "when was PT-3 last calibrated?", "dernier étalonnage de PT-3 ?".

Registers and orders tell it; the last reading of a sensor is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.crossing import say, say_due
from assistant.crossing.befalling import event_words, is_befalling
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.due_rows import DueFact, due_facts
from assistant.records import Question
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find
from retrieval.records import Scope

_ASKS = re.compile(
    r"\b(?:when|what date|date|quand|quelle date|quel jour)\b.*\b(?:last|latest|dernier|derniere)\b"
    r"|\b(?:last time|derniere fois)\b.*\b(?:when|quand)\b"
)
_CLOCK = re.compile(r"\b(?:what time|time of day|quelle heure|first|premiere?)\b")
CUES = frozenset(
    fold(word)
    for word in word_set(
        """when what date day last latest time was were is did has been done made tell me know quand quelle
        quel jour dernier dernière derniers fois a été est fait faite dis moi dites savoir pour la le du de
        au on since depuis not pas plus combien temps"""
    )
)
_MOST_ROWS = 400


class LastDone:
    """Tells when work was last done.

    Args:
        about: What tables hold on a tag.
    """

    def __init__(self, *, about: Callable[[str, Scope, int], Sequence[AboutRows]]) -> None:
        self._about = about

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The latest day of a register or a closed order; None where no row tells one of such work."""
        text, language = question.text, question.language
        folded = fold(text)
        named = find(text)
        if not _ASKS.search(folded) or _CLOCK.search(folded):
            return None
        if len(named) != 1 or named[0].kind != "tag":
            return None
        tag = named[0].value
        words = event_words(text, frozenset(re.findall(r"\w+", fold(tag))) | CUES)
        if not words or is_befalling(words):
            return None
        activity = [word.alike for word in words]
        done = [
            fact
            for rows in self._about(tag, scope, _MOST_ROWS)
            if rows.role not in ("mode", "part")
            for row in rows.rows
            for fact in due_facts(row, tag, activity)
            if fact.told in ("last", "done") and fact.day is not None
        ]
        if not done:
            return None
        fact = max(done, key=lambda one: (_day(one), one.told == "done"))
        own = {s for word in words for s in word.own}
        work = " ".join(
            w for w in content_words(text) if {stem(w, "en"), stem(w, "fr")} & own and w not in CUES
        )
        cells = "; ".join(f"{c.name} {fact.row.said(c, language)}" for c in fact.columns)
        why = f"{fact.row.key}, {cells}, {say.file_name(fact.row.source)}"
        told = say_due.last_done(language, tag, work, _day(fact), why)
        return Bridge(reasons=(fact.row.evidence(fact.columns, told, language),))


def _day(fact: DueFact) -> date:
    return fact.day or date.min
