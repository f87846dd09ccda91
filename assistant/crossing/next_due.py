"""When work on a thing is due next: "when is P-7 next due for calibration?", "is PT-3 overdue?".

A planned date of an open order stands before a register's next date, and that before the last date with the
interval. A date in the past is told as overdue, that of a closed order not at all. The caller tells today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.crossing import say, say_due
from assistant.crossing.befalling import event_words
from assistant.crossing.bridge import Bridge
from assistant.crossing.due_texts import due_in_texts
from assistant.crossing.events import EventWord
from assistant.crossing.sources import Library
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.due_rows import DueFact, facts_on
from assistant.records import Evidence, Question
from assistant.upcoming import asks_upcoming
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find
from retrieval.records import Language, Scope

_OVERDUE = re.compile(
    r"^\W*(?:is|are|was)\b.*\b(?:overdue|past due|due)\b|\ben retard\b|\b(?:echu|depasse)e?s?\b"
    r"(?! (?:de |le |la |les |son |sa |l'|ses )?(?:\d|seuil|limite|alarme|niveau|valeur))"
)
_PLACED = re.compile(
    r"\b(?:quand|when|date)\b.*\b(?:prevue?s?|planned|scheduled)\b.*\b(?:next|prochaine?s?)\b"
)
_NO_WORK = word_set(
    """next due upcoming overdue past when date day planned scheduled plan is be to have prochain prochaine
    prochains échéance prévu prévue prévus à quand jour retard en échu dépassé est doit être sera again last
    work time register registre need needs pump pompe motor moteur transmitter valve vanne sensor capteur"""
)
_NO_WORK_FOLDED = frozenset(fold(word) for word in _NO_WORK)
_MOST_ROWS = 400
_THINGS_TOLD = 8


class NextDue:
    """Tells when work is due.

    Args:
        about: What tables hold on a tag.
        library: Holds the documents.
        today: Gives the day.
    """

    def __init__(
        self,
        *,
        about: Callable[[str, Scope, int], Sequence[AboutRows]],
        library: Library,
        today: Callable[[], date],
    ) -> None:
        self._about = about
        self._library = library
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The next date with what it rests on; what is missing where it cannot be told; None if not asked."""
        text, language = question.text, question.language
        folded = fold(text)
        if not (asks_upcoming(text) or _OVERDUE.search(folded) or _PLACED.search(folded)):
            return None
        named = find(text)
        if len(named) != 1 or named[0].kind != "tag":
            return None
        tag = named[0].value
        words = event_words(text, frozenset(re.findall(r"\w+", fold(tag))) | _NO_WORK_FOLDED)
        if not words:
            return None
        activity = [word.alike for word in words]
        work = " ".join(w for w in re.findall(r"[^\W\d_]+", text) if w.lower() in _said(words, text))
        facts = facts_on(tag, self._about(tag, scope, _MOST_ROWS), activity)
        by_thing: dict[str, list[DueFact]] = {}
        for fact in facts:
            by_thing.setdefault(fact.thing, []).append(fact)
        told = [
            one
            for thing, own in list(by_thing.items())[:_THINGS_TOLD]
            for one in _told(thing, work, own, self._today(), language)
        ]
        if told and any(fact.told in ("interval", "next", "open") for fact in facts):
            return Bridge(reasons=tuple(told), listed=len(by_thing) > 1)
        written = due_in_texts(tag, work, activity, self._library, scope, self._today(), language)
        if written:
            return Bridge(reasons=written)
        return Bridge(reasons=tuple(told)) if told else self._missing(tag, work, scope, language)

    def _missing(self, tag: str, work: str, scope: Scope, language: Language) -> Bridge | None:
        if any(_is_number_of(tag, document.path) for document in self._library.documents(scope)):
            return None
        known = self._about(tag, scope, 1) or self._library.chunks_mentioning(tag, scope=scope, limit=1)
        return Bridge(refusal=say_due.nothing(language, tag, work)) if known else None


def _is_number_of(tag: str, path: str) -> bool:
    """True where a file is called by a number that looks like a tag: its own words tell when it is due."""
    return path.rsplit("/", 1)[-1].upper().startswith(tag.upper())


def _said(words: Sequence[EventWord], text: str) -> frozenset[str]:
    """The words of the question that name the work."""
    held = {s for word in words for s in word.own}
    return frozenset(w.lower() for w in content_words(text) if {stem(w, "en"), stem(w, "fr")} & held)


def _told(thing: str, work: str, facts: Sequence[DueFact], today: date, language: Language) -> list[Evidence]:
    """When the work on one thing is due, then the other rows that it rests on."""
    done = max((f for f in facts if f.told in ("last", "done") and f.day), key=_day, default=None)
    since = done.day if done is not None and done.day is not None else date.min
    planned = min((f for f in facts if f.told == "open" and f.day), key=_day, default=None)
    written = max((f for f in facts if f.told == "next" and f.day and f.day > since), key=_day, default=None)
    often = next((f for f in facts if f.told == "interval" and f.interval is not None), None)
    basis = planned or written
    if basis is not None and basis.day is not None:
        return [
            _evidence(
                basis, say_due.due(language, thing, work, basis.day, today, _why(basis, language)), language
            )
        ]
    if done is None or done.day is None:
        return []
    why = say_due.done(language, done.day, say.file_name(done.row.source))
    if often is None or often.interval is None:
        return [_evidence(done, say_due.no_next(language, thing, work, why), language)]
    spoken: str = often.interval.said("fr" if language == "fr" else "en")
    same = often.row.source == done.row.source and often.row.number == done.row.number
    every = say_due.every(language, spoken, "" if same else say.file_name(often.row.source))
    due = often.interval.after(done.day)
    first = _evidence(
        done,
        say_due.due(language, thing, work, due, today, f"{why}, {every}"),
        language,
        more=often if same else None,
    )
    if same:
        return [first]
    return [
        first,
        _evidence(often, say_due.rests_on(language, often.row.key, _cells(often, language)), language),
    ]


def _why(fact: DueFact, language: Language) -> str:
    file = say.file_name(fact.row.source)
    if fact.told == "open":
        return say_due.order(language, fact.row.key, _cells(fact, language), file)
    return say_due.listed(language, fact.columns[-1].name, file)


def _cells(fact: DueFact, language: Language) -> str:
    return "; ".join(f"{c.name} {fact.row.said(c, language)}" for c in fact.columns)


def _evidence(fact: DueFact, text: str, language: Language, *, more: DueFact | None = None) -> Evidence:
    columns = tuple(dict.fromkeys((*fact.columns, *(more.columns if more is not None else ()))))
    return fact.row.evidence(columns, text, language)


def _day(fact: DueFact) -> date:
    return fact.day or date.min
