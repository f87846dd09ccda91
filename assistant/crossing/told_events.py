"""Moments at which something befell equipment, as logs and documents tell them. Knows no orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.crossing import say
from assistant.crossing.befalling import EventAsked, share_of
from assistant.crossing.events import Dated, events_in, is_about, only_about
from assistant.crossing.sources import Library
from assistant.experts.tables.logged import LoggedRow
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence
from retrieval.records import Chunk, Language, Scope

_SHEETS = frozenset({"csv", "xlsx", "log", "json", "dxf", "svg"})
_MENTIONS = 300

LoggedOn = Callable[[str, Scope], Sequence[LoggedRow]]
"""What logs recorded of a tag."""


@dataclass(frozen=True, slots=True)
class Told:
    """A moment with where it stands."""

    moment: datetime
    has_clock: bool
    quote: str
    place: LoggedRow | Dated

    @property
    def source(self) -> str:
        """The file that tells it."""
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


class ToldEvents:
    """Finds what logs and documents tell of an event.

    Args:
        logged_on: Reads logs.
        library: Holds the documents.
    """

    def __init__(self, *, logged_on: LoggedOn, library: Library) -> None:
        self._logged_on = logged_on
        self._library = library

    def of(self, asked: EventAsked, scope: Scope) -> list[Told]:
        """What logs, then documents tell; those alone that describe the event best."""
        told = self._of_logs(asked, scope)
        told += self._of_documents(asked, scope, {one.source for one in told})
        best = max((share_of(one.quote, asked.words) for one in told), default=0.0)
        told = [one for one in told if share_of(one.quote, asked.words) >= best]
        clocked = {one.moment.date() for one in told if one.has_clock}
        return [one for one in told if one.has_clock or one.moment.date() not in clocked]

    def _of_logs(self, asked: EventAsked, scope: Scope) -> list[Told]:
        return [
            Told(row.moment, True, row.told("en"), row)
            for row in self._logged_on(asked.tag, scope)
            if is_about(row.words, asked.tag, asked.event)
        ]

    def _of_documents(self, asked: EventAsked, scope: Scope, but: set[str]) -> list[Told]:
        by_source: dict[str, list[Chunk]] = {}
        for chunk in self._library.chunks_mentioning(asked.tag, scope=scope, limit=_MENTIONS):
            if chunk.kind != "drawing" and chunk.source not in but:
                kept = only_about(chunk, asked.tag, asked.event)
                by_source.setdefault(chunk.source, []).append(kept)
        found: list[Told] = []
        for source, passages in by_source.items():
            document = self._library.document(source)
            if document is None or document.media in _SHEETS:
                continue
            for dated in events_in(passages, asked.words):
                found.append(Told(dated.moment, dated.has_clock, dated.quote, dated))
        return found
