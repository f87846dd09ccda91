"""When something befell equipment: "when did P-7 trip?", as logs and reports tell it.

The time that a log or a report gives stands before the date of an order, which was written afterwards;
the orders are told beside it, with what their date is. Knows no signal: when a value was reached is asked
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.crossing import say
from assistant.crossing.befalling import EventAsked, read_event, share_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.events import Dated, events_in, is_about, only_about
from assistant.crossing.sources import Library
from assistant.experts.tables.logged import LoggedRow
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Finding, Question
from retrieval.identifiers import find
from retrieval.records import Chunk, Language, Scope

_WHEN = re.compile(
    r"^\W*(?:(?:and|so|et)\s+)?(?:when(?: exactly)?|at what time|(?:on |at )?(?:what|which) (?:date|day)"
    r"(?: and (?:at what )?time)?|quand|à quel(?:le)? (?:heure|date|moment)|quel jour)\b"
    r"(?! (?:must|should|shall|can|may|do|does|doit|faut|peut)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_SHEETS = frozenset({"csv", "xlsx", "log", "json", "dxf"})
_MENTIONS = 300
_MOMENTS_TOLD = 6
_TOLD_EACH = 2
_SURE = 0.8

LoggedOn = Callable[[str, Scope], Sequence[LoggedRow]]
"""What logs recorded of a tag."""

OrdersOn = Callable[[Question, Scope], Finding]
"""What tables answer."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A moment with where it stands."""

    moment: datetime
    has_clock: bool
    quote: str
    place: LoggedRow | Dated

    @property
    def source(self) -> str:
        return self.place.row.source if isinstance(self.place, LoggedRow) else self.place.chunk.source

    def evidence(self, language: Language, *, leads: bool) -> Evidence:
        """Where it stands; with the moment in front for the first that tells it."""
        told = (
            say.happened(language, self.moment, self.quote, self.source, has_clock=self.has_clock)
            if leads
            else say.event_of(language, self.quote, self.source)
        )
        if isinstance(self.place, LoggedRow):
            return self.place.evidence(told, language)
        at, quote = self.place.start, self.place.quote
        found = from_chunks(
            (self.place.chunk,), quote=quote, label=self.place.chunk.label, score=0.95,
            span=(at, at + len(quote)),
        )  # fmt: skip
        return replace(found, statement=told)


class EventTimes:
    """Tells when something befell equipment.

    Args:
        logged_on: Reads logs.
        orders_on: Answers from tables; what it dates is told last.
        library: Holds the documents.
    """

    def __init__(self, *, logged_on: LoggedOn, orders_on: OrdersOn, library: Library) -> None:
        self._logged_on = logged_on
        self._orders_on = orders_on
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The moments, each with where it stands; None where no event is asked for, or nothing tells it."""
        asked = read_time_asked(question.text)
        if asked is None:
            return None
        language = question.language
        told = self._told(asked, scope)
        if not told:
            return None
        orders = self._orders(question, asked, scope, {one.source for one in told})
        then = [one for one in told if asked.was(one.moment)]
        moments = sorted({one.moment for one in then})
        if not moments and not orders:
            known = sorted({(one.moment, one.has_clock) for one in told})[:_MOMENTS_TOLD]
            return Bridge(refusal=say.not_then(language, asked.tag, known))
        if not 0 < len(moments) <= _MOMENTS_TOLD:
            return None
        reasons: list[Evidence] = []
        for moment in moments:
            alike = [one for one in then if one.moment == moment][:_TOLD_EACH]
            reasons += [one.evidence(language, leads=not at) for at, one in enumerate(alike)]
        return Bridge(reasons=(*reasons, *orders))

    def _told(self, asked: EventAsked, scope: Scope) -> list[_Told]:
        """What logs, then documents tell; those alone that describe the event best."""
        told = self._of_logs(asked, scope)
        told += self._of_documents(asked, scope, {one.source for one in told})
        best = max((share_of(one.quote, asked.words) for one in told), default=0.0)
        told = [one for one in told if share_of(one.quote, asked.words) >= best]
        clocked = {one.moment.date() for one in told if one.has_clock}
        return [one for one in told if one.has_clock or one.moment.date() not in clocked]

    def _orders(
        self, question: Question, asked: EventAsked, scope: Scope, but: set[str]
    ) -> tuple[Evidence, ...]:
        """What a register of orders dates of the event; that an order was started says nothing of it."""
        if asked.is_start:
            return ()
        return tuple(
            evidence
            for evidence in self._orders_on(question, scope).evidence[:1]
            if evidence.score >= _SURE and evidence.source not in but
            and evidence.rows is not None and evidence.rows.matched
            and _DATE.search(evidence.statement or "")
            and share_of(evidence.statement or "", asked.event) == 1
        )  # fmt: skip

    def _of_logs(self, asked: EventAsked, scope: Scope) -> list[_Told]:
        return [
            _Told(row.moment, True, row.told("en"), row)
            for row in self._logged_on(asked.tag, scope)
            if is_about(row.words, asked.tag, asked.event)
        ]

    def _of_documents(self, asked: EventAsked, scope: Scope, but: set[str]) -> list[_Told]:
        by_source: dict[str, list[Chunk]] = {}
        for chunk in self._library.chunks_mentioning(asked.tag, scope=scope, limit=_MENTIONS):
            if chunk.kind != "drawing" and chunk.source not in but:
                kept = only_about(chunk, asked.tag, asked.event)
                by_source.setdefault(chunk.source, []).append(kept)
        found: list[_Told] = []
        for source, passages in by_source.items():
            document = self._library.document(source)
            if document is None or document.media in _SHEETS:
                continue
            for dated in events_in(passages, asked.words):
                found.append(_Told(dated.moment, dated.has_clock, dated.quote, dated))
        return found


def read_time_asked(text: str) -> EventAsked | None:
    """The event whose time a question asks for; None where it asks for none of one tag."""
    when = _WHEN.match(text)
    if when is None or any(item.kind == "work_order" for item in find(text)):
        return None
    return read_event(text[when.end() :])
