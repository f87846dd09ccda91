"""Alarms from the journals of control systems: the most frequent, rates, what stands, what preceded a trip.

"Which alarm is the most frequent?", "cadence d'alarmes par rapport à l'EEMUA 191 ?". A journal may have a row
an alarm, or a row for its coming, acknowledgement and return.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.alarms import asked_words as w
from assistant.alarms.answers import Answer, of_time
from assistant.alarms.asked import Asked, asked_of
from assistant.alarms.events import Around
from assistant.alarms.held import Held, best_of, held_of, marked_tags
from assistant.alarms.journal import Journal, journal_of
from assistant.alarms.occurrences import Alarms, paired, read_of
from assistant.alarms.restricted import holding, restriction
from assistant.alarms.say_more import moved_day
from assistant.alarms.together import alike, chains
from assistant.alarms.when import part_of_day
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import NamesIn
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.records import Evidence, Question
from assistant.reliability.register import register_of
from assistant.shifts.hours import Hours
from assistant.words import content_words, fold, has_phrase
from retrieval.records import Language, Scope

Schemas = Callable[[Scope], Sequence[TableSchema]]
"""The tables of a scope."""

CellsOf = Callable[[TableSchema, Sequence[ColumnSchema]], Sequence[tuple[object, ...]]]
"""All rows of a table: their number, then the cells of some columns."""

HoursOf = Callable[[Scope], Hours]
"""The hours of shifts, as far as a document states them."""

_RESTRICTED = frozenset(
    "top count rate floods peak longest standing stale chattering fleeting first last lasted share "
    "acknowledging unacknowledged returned listed distinct per priorities who".split()
)
"""What may be asked of the alarms whose messages hold some words."""
_TRIP_ALARM = rf"{w.ALARM} (?:de |d'|du |of )?{w.TRIP}|{w.TRIP} {w.ALARM}"
_CALLED = re.compile(
    r"\b(?P<before>\w{3,}) (?:events?|logs?|journal|file|list|records?|register|sequence)\b|"
    r"\b(?:evenements?|journal|fichier|liste|registre|releve) (?:des? |du |d')?(?P<behind>\w{3,})"
)
_KEPT = 8
"""Journals that are kept paired in memory."""


class AlarmJournals:
    """Tells what is asked of alarm journals.

    Args:
        schemas: The tables of a scope.
        cells_of: Reads columns of a table.
        names_in: Tells which documents are named: one of several journals, or none of them.
        today: What yesterday is counted from.
        hours: Tells the hours of the plant's shifts.
    """

    def __init__(
        self,
        *,
        schemas: Schemas,
        cells_of: CellsOf,
        names_in: NamesIn,
        today: Callable[[], date],
        hours: HoursOf,
    ) -> None:
        self._hours = hours
        self._schemas = schemas
        self._cells_of = cells_of
        self._names_in = names_in
        self._today = today
        self._read: dict[tuple[tuple[str, str], ...], list[Alarms]] = {}

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the journal tells; None where nothing of the kind is asked or there is no journal."""
        text, number = marked_tags(question.text)
        if not any(asked_of(text, names) for names in {0, number}):
            return None
        schemas = self._schemas(scope)
        journals = [journal for schema in schemas if (journal := journal_of(schema)) is not None]
        if not journals:
            return None
        named = self._names_in(question.text, question.language, scope)
        own = [journal for journal in journals if journal.source in named.sources]
        if named.how == "number" and not own:
            return None
        hours = self._hours(scope) if part_of_day(fold(question.text)) else {}
        held = [
            held_of(alarms, question.text, question.language, self._today(), hours)
            for alarms in self._alarms(own or journals)
        ]
        if not held:
            return None
        best = best_of(held, question.text)
        alone = not any(register_of(schema) is not None for schema in schemas)
        asked = asked_of(best.text, len(best.names) + len(best.things), alone=alone)
        unclear = best.window is not None and best.window.unclear
        if asked is None or unclear or _names_others(best):
            return None
        if asked.aim == "around" and _of_other_table(best.text, schemas, best.alarms.journal):
            return None
        if asked.aim in _RESTRICTED:
            words = restriction(
                best.text, question.language, best.area, best.alarms.found, by_area=asked.by_area
            )
            if words and not holding(words, best.alarms.found, question.language):
                return None
            of_trip = has_phrase(_TRIP_ALARM, fold(best.text)) or (
                asked.aim in ("acknowledging", "returned") and has_phrase(w.TRIP, fold(best.text))
            )
            if of_trip and not any(has_phrase(w.TRIP, x) for x in words):
                words = (*words, *_trip_word(best))
            best = best.restricted(words) if words else best
        if asked.aim == "standing" and not best.alarms.tells_end and (best.names or not _plural(best.text)):
            return None  # whether a thing is in alarm, its readings may tell
        return self._answered(asked, best, question, schemas, others=len(held) - 1)

    def happened(self, start: datetime, end: datetime, language: Language, scope: Scope) -> Evidence | None:
        """How many alarms came in a time, and which most; None where no journal covers it."""
        journals = (journal_of(schema) for schema in self._schemas(scope))
        read = self._alarms([journal for journal in journals if journal is not None])
        within = [alarms for alarms in read if alarms.start <= start and alarms.end >= end]
        if not within:
            return None
        return of_time(max(within, key=lambda one: len(one.found)), start, end, language)

    def _answered(
        self, asked: Asked, held: Held, question: Question, schemas: Sequence[TableSchema], *, others: int
    ) -> Bridge | None:
        if asked.aim == "around":
            told = Around(asked, held, question, others=others).told()
        else:
            told = Answer(asked, held, question, schemas, others=others).told()
        if told is None:
            return None
        reasons = told.reasons
        if reasons and (moved := moved_day(held, question.language)):
            reasons = (replace(reasons[0], statement=f"{moved} {reasons[0].statement}"), *reasons[1:])
        return Bridge(reasons=reasons, refusal=told.refusal, listed=told.listed)

    def _alarms(self, journals: Sequence[Journal]) -> list[Alarms]:
        """The alarms of journals, files that go on from one another together; read once a revision."""
        return [alarms for own in alike(journals) for alarms in self._together(own)]

    def _together(self, own: Sequence[Journal]) -> list[Alarms]:
        place = tuple((one.schema.table.id, one.schema.table.parquet) for one in own)
        if place not in self._read:
            if len(self._read) >= _KEPT:
                self._read.pop(next(iter(self._read)))
            read = (read_of(one, self._cells_of(one.schema, one.columns())) for one in own)
            found = map(paired, chains([one for one in read if one is not None]))
            self._read[place] = [alarms for alarms in found if alarms is not None]
        return self._read[place]


def _trip_word(held: Held) -> tuple[str, ...]:
    """The word in which a journal's messages say that something tripped, in whatever language."""
    said = Counter(
        word
        for one in held.alarms.found
        for word in content_words(fold(one.text))
        if re.fullmatch(w.TRIP, word)
    )
    return tuple(word for word, _ in said.most_common(1))


def _of_other_table(text: str, schemas: Sequence[TableSchema], journal: Journal) -> bool:
    """True where a word beside ``events``, ``log`` … names a table that is not the journal."""
    called = {m["before"] or m["behind"] for m in _CALLED.finditer(fold(text))} - {*journal.schema.words}
    return any(called & {*schema.words} for schema in schemas if schema.name != journal.schema.name)


def _plural(text: str) -> bool:
    """True where alarms are spoken of, not that something is in alarm."""
    return has_phrase("alarms|alarmes|alerts|alertes", fold(text))


def _names_others(held: Held) -> bool:
    """True where a question names a thing that no alarm and no message of the journal does."""
    return marked_tags(held.text)[1] > 0
