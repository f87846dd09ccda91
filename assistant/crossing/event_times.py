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
from assistant.crossing.bridge import Bridge
from assistant.crossing.events import Dated, EventWord, events_in, is_about, only_about
from assistant.crossing.moments import event_words
from assistant.crossing.sources import Library
from assistant.experts.series.times import Point, read_times
from assistant.experts.tables.logged import LoggedRow
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find, find_tags
from retrieval.records import Chunk, Language, Scope

_WHEN = re.compile(
    r"^\W*(?:(?:and|so|et)\s+)?(?:when(?: exactly)?|at what time|(?:on |at )?(?:what|which) (?:date|day)"
    r"(?: and (?:at what )?time)?|quand|à quel(?:le)? (?:heure|date|moment)|quel jour)\b"
    r"(?! (?:must|should|shall|can|may|do|does|doit|faut|peut)\b)",
    re.IGNORECASE,
)
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words for language in _LANGUAGES)


_BEFELL = _stems(
    word_set(
        """trip tripped fail failed break broke broken stop stopped leak leaked seize seized jam jammed burst
    overheat overheated explode restart restarted shut down déclenché déclencher arrêté arrêtée arrêter
    s'arrêter panne lâché cassé cassée fui grippé grippée bloqué bloquée redémarré redémarrée"""
    )
)
_OTHERWISE = _stems(
    word_set(
        """order orders wo wos ot ordre ordres bon alarm alarms alarme alarmes alert alerte value setting
    reach reached reaches atteint atteinte exceed exceeded dépassé above below rise rose report rapport calibration
    étalonnage calibrated étalonné cleaned nettoyé first last latest previous next dernière dernier première
    premier often fois"""
    )
)
_BACK = re.compile(r"\b(?:back (?:in|to) (?:service|operation|standby)|remise? en service)\b", re.IGNORECASE)
_TRIP = _stems(word_set("trip tripped déclenché déclencher déclenchement"))
"""A trip is a stop, but not every stop is a trip."""

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_RETURN = _stems(word_set("back remis remise"))
_BACK_WORDS = _RETURN | _stems(word_set("service operation standby"))
_START = _stems(word_set("start started démarré démarrée démarrer"))
"""Asked for where nothing else is: ``when did it start to leak`` is asked otherwise."""

_SHEETS = frozenset({"csv", "xlsx", "log", "json", "dxf"})
_MENTIONS = 300
_MOMENTS_TOLD = 6
_TOLD_EACH = 2
_SURE = 0.8

LoggedOn = Callable[[str, Scope], Sequence[LoggedRow]]
"""What logs recorded of a tag."""

OrdersOn = Callable[[Question, Scope], Finding]
"""What tables answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAsked:
    """An event whose time is asked for.

    Attributes:
        tag: What it befell.
        event: The words that say what it was; all of them must be said.
        words: These and what else describes it.
        days: Days, months or years in which it was, as the question says them; any time where empty.
    """

    tag: str
    event: tuple[EventWord, ...]
    words: tuple[EventWord, ...]
    days: tuple[Point, ...] = ()

    def was(self, moment: datetime) -> bool:
        """True where the moment is in the time that the question says."""
        days = [point.day for point in self.days if point.day is not None]
        return all(
            (day.year or moment.year, day.month or moment.month, day.day or moment.day)
            == (moment.year, moment.month, moment.day)
            for day in days
        )


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
        asked = read_event(question.text)
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
        best = max((_share(one.quote, asked.words) for one in told), default=0.0)
        told = [one for one in told if _share(one.quote, asked.words) >= best]
        clocked = {one.moment.date() for one in told if one.has_clock}
        return [one for one in told if one.has_clock or one.moment.date() not in clocked]

    def _orders(
        self, question: Question, asked: EventAsked, scope: Scope, but: set[str]
    ) -> tuple[Evidence, ...]:
        """What a register of orders dates of the event; that an order was started says nothing of it."""
        if any(word.own & _START for word in asked.event):
            return ()
        return tuple(
            evidence
            for evidence in self._orders_on(question, scope).evidence[:1]
            if evidence.score >= _SURE and evidence.source not in but
            and evidence.rows is not None and evidence.rows.matched
            and _DATE.search(evidence.statement or "")
            and _share(evidence.statement or "", asked.event) == 1
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


def read_event(text: str) -> EventAsked | None:
    """The event whose time a question asks for; None where it asks for none of one tag."""
    when, tags = _WHEN.match(text), find_tags(text)
    if when is None or len(tags) != 1:
        return None
    rest = text[when.end() :]
    if _stems(frozenset(content_words(rest))) & _OTHERWISE or any(i.kind == "work_order" for i in find(rest)):
        return None
    folded = fold(rest)
    times = read_times(folded)
    bare = rest
    for start, end in reversed(times.spans if len(folded) == len(rest) else ()):
        bare = f"{bare[:start]} {bare[end:]}"
    naming = frozenset(re.findall(r"\w+", fold(tags[0])))
    words = [_word(word) for word in event_words(bare, naming)]
    event = [word for word in words if word.own & (_BACK_WORDS if _BACK.search(bare) else _BEFELL)]
    if not event and len(words) == 1 and words[0].own & _START:
        event = words
    if not event:
        return None
    days = tuple(point for point in times.points if point.day is not None)
    return EventAsked(tag=tags[0], event=tuple(event), words=tuple(words), days=days)


def _word(word: EventWord) -> EventWord:
    """A word of the event with those that mean the same: a mere stop does not say that something tripped."""
    for family in (_TRIP, _RETURN):
        if word.own & family:
            return EventWord(word.own, word.own | family)
    return word


def _share(text: str, words: Sequence[EventWord]) -> float:
    """How many of the event's words a text holds, or words that mean the same."""
    held = _stems(frozenset(content_words(text)))
    return sum(bool(word.alike & held) for word in words) / len(words)
