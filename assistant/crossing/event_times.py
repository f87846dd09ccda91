"""When something befell equipment: "when did P-7 trip?", as logs and reports tell it.

The time that a log or a report gives stands before the date of an order, which was written afterwards;
the orders are told beside it, with what their date is. Knows no signal: when a value was reached is asked
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.crossing import say
from assistant.crossing.befalling import EventAsked, read_event, share_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.crossing.told_events import LoggedOn, ToldEvents
from assistant.records import Evidence, Finding, Question
from retrieval.identifiers import find
from retrieval.records import Scope

_WHEN = re.compile(
    r"^\W*(?:(?:and|so|et)\s+)?(?:when(?: exactly)?|at what time|(?:on |at )?(?:what|which) (?:date|day)"
    r"(?: and (?:at what )?time)?|quand|à quel(?:le)? (?:heure|date|moment)|quel jour)\b"
    r"(?! (?:must|should|shall|can|may|do|does|doit|faut|peut)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})\b")
_MOMENTS_TOLD = 6
_TOLD_EACH = 2
_SURE = 0.8

OrdersOn = Callable[[Question, Scope], Finding]
"""What tables answer."""


class EventTimes:
    """Tells when something befell equipment.

    Args:
        logged_on: Reads logs.
        orders_on: Answers from tables; what it dates is told last.
        library: Holds the documents.
    """

    def __init__(self, *, logged_on: LoggedOn, orders_on: OrdersOn, library: Library) -> None:
        self._events = ToldEvents(logged_on=logged_on, library=library)
        self._orders_on = orders_on

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The moments, each with where it stands; None where no event is asked for, or nothing tells it."""
        asked = read_time_asked(question.text)
        if asked is None:
            return None
        language = question.language
        told = self._events.of(asked, scope)
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


def read_time_asked(text: str) -> EventAsked | None:
    """The event whose time a question asks for; None where it asks for none of one tag."""
    when = _WHEN.match(text)
    if when is None or any(item.kind == "work_order" for item in find(text)):
        return None
    return read_event(text[when.end() :])
