"""Shift logs and handovers: "what happened on the night shift of the 12th?", "résume la dernière passation".

What stands in the log is told in its own words, with who was there or what is left to do where that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from assistant.alarms.when import part_of_day
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.experts.series.wording import day as moment_in_words
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.records import Evidence, Question
from assistant.shifts.asked import ShiftAsked, asked_of, days_of
from assistant.shifts.entries import (
    Entry,
    Piece,
    entries_of,
    evidence_of,
    is_rota,
    shift_table,
    table_entries,
)
from assistant.shifts.hours import Hours
from assistant.shifts.words import NAMED, hours_in, is_crew
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Document, Hit, Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
Search = Callable[[str, Scope, int], Sequence[Hit]]
AlarmsThen = Callable[[datetime, datetime, Language, Scope], Evidence | None]
"""What the alarm journal tells of a time; None where there is none."""

_SEARCHED = 20
_MOST_DOCUMENTS = 400
_MOST_TOLD = 3
_LONGEST = 1200
_PARTS = {
    "night": ("night shift", "poste de nuit"), "day": ("day shift", "poste de jour"),
    "morning": ("morning shift", "poste du matin"), "afternoon": ("afternoon shift", "poste d'après-midi"),
    "evening": ("evening shift", "poste du soir"), "": ("shift", "poste"),
}  # fmt: skip


class ShiftLogs:
    """Tells what shift logs hold.

    Args:
        library: Holds the documents.
        rows_of: Reads logs in tables.
        search: Finds logs that are not called so.
        today: What last night is counted from.
        alarms: Tells what the alarm journal holds of the shift.
        hours: Tells the hours of the plant's shifts.
    """

    def __init__(
        self,
        *,
        library: Library,
        rows_of: RowsOf,
        search: Search,
        today: Callable[[], date],
        alarms: AlarmsThen,
        hours: Callable[[Scope], Hours],
    ) -> None:
        self._hours = hours
        self._alarms = alarms
        self._library = library
        self._rows_of = rows_of
        self._search = search
        self._today = today
        self._read: dict[tuple[str, int], list[Entry]] = {}

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The entry's words; None where no such thing is asked or there is no log of shifts."""
        asked = asked_of(question.text)
        if asked is None:
            return None
        entries = sorted(self._named_entries(scope), key=lambda entry: entry.order)
        sure = bool(entries)
        if not sure:
            entries = sorted(self._found_entries(question, scope), key=lambda entry: entry.order)
        if not entries:
            return None
        language = question.language
        known = frozenset(entry.day for entry in entries)
        days = days_of(question.text, language, known, self._today())
        if days is None and not (asked.last or asked.part or asked.crew or asked.logged):
            return None
        if days is None and asked.about_work and not (asked.last or asked.logged):
            return None
        chosen, note = self._chosen(asked, entries, days, language)
        who = asked.aim == "who"
        if not chosen and who and self._has_rota(scope):
            return None
        if not chosen:
            return Bridge(refusal=_no_entry(entries, language)) if note and sure else None
        tags = frozenset(find_tags(question.text))
        reasons = [e for entry in chosen[:_MOST_TOLD] for e in _told(asked, entry, note, tags, language)]
        if not reasons and (tags or not sure or (who and self._has_rota(scope))):
            return None
        if not reasons:
            return Bridge(refusal=_says_nothing(asked, chosen[-1], language))
        if asked.aim == "happened" and not tags:
            start, end = _hours(chosen[-1], self._hours(scope))
            if (alarms := self._alarms(start, end, language, scope)) is not None:
                reasons.append(alarms)
        return Bridge(reasons=tuple(reasons), listed=len(reasons) > 1)

    def _has_rota(self, scope: Scope) -> bool:
        """True where a table tells who is on which shift."""
        return bool(self._rows_of(is_rota, scope))

    def _found_entries(self, question: Question, scope: Scope) -> list[Entry]:
        """Entries of documents that are not called logs, as the search finds them."""
        found = {hit.chunk.source for hit in self._search(question.text, scope, _SEARCHED)}
        documents = self._library.documents(scope)
        return [e for document in documents if document.source in found for e in self._of(document)]

    def _named_entries(self, scope: Scope) -> list[Entry]:
        """Entries of documents that are called logs, and of tables that are some."""
        documents = self._library.documents(scope)
        named = [d for d in documents if NAMED.search(fold(re.sub(r"[_/.]+", " ", f"{d.title} {d.path}")))]
        entries = [e for document in named[-_MOST_DOCUMENTS:] for e in self._of(document)]
        rows = self._rows_of(lambda schema: shift_table(schema) is not None, scope)
        tables: dict[str, list[KeyedRow]] = {}
        for row in rows:
            tables.setdefault(row.schema.name, []).append(row)
        for own in tables.values():
            table = shift_table(own[0].schema)
            if table is not None:
                entries += table_entries(table, own)
        return entries

    def _of(self, document: Document) -> list[Entry]:
        """The entries of a document, read once for each of its revisions."""
        place = (document.id, document.revision)
        if place not in self._read:
            self._read[place] = entries_of(document, self._library.chunks_of(document.source), self._today())
        return self._read[place]

    def _chosen(
        self, asked: ShiftAsked, entries: Sequence[Entry], days: list[date] | None, language: Language
    ) -> tuple[list[Entry], str]:
        """The entries that are asked for, in order of time, and what was taken for granted."""
        of_part = [
            e
            for e in entries
            if (not asked.part or e.part in (asked.part, "")) and (not asked.crew or e.crew == asked.crew)
        ]
        if asked.recent:
            found = [e for e in of_part if days and e.day in days]
            if found or not of_part:
                return found, ""
            last = of_part[-1]
            return [last], _not_recent(last, language)
        if days is None:
            return of_part[-1:], ""
        found = [e for e in of_part if e.day in days]
        return found, "" if found else "none"


def _told(
    asked: ShiftAsked, entry: Entry, note: str, tags: frozenset[str], language: Language
) -> list[Evidence]:
    """What an entry says to what is asked, of the things that are named; nothing where it does not say it."""
    head = _head(entry, language)
    lead = f"{note} " if note else ""
    if asked.aim == "who":
        pieces = entry.people
        if not pieces and (named := _names_in_heading(entry)):
            whole = entry.told or entry.todo
            return evidence_of(whole[:1], f"{lead}{head}: {named}.", language)
    elif asked.aim == "todo":
        pieces = entry.todo
    else:
        pieces = (*entry.told, *entry.todo)
    if tags:
        pieces = tuple(piece for piece in pieces if tags & set(find_tags(piece.text)))
    if not pieces:
        return []
    colon = " : " if language == "fr" else ": "
    return evidence_of(pieces, f"{lead}{head}{colon}{_joined(pieces)}", language)


def _hours(entry: Entry, stated: Hours) -> tuple[datetime, datetime]:
    """From when to when a shift was: as its heading says, as the plant states, or as is common."""
    said = hours_in(entry.heading, entry.day)
    if said is not None:
        return said
    low, high = stated.get(entry.part) or part_of_day(entry.part) or (0, 24)
    midnight = datetime.combine(entry.day, time())
    return midnight + timedelta(hours=low), midnight + timedelta(hours=high)


def _joined(pieces: Sequence[Piece]) -> str:
    """The words of an entry in a line, as they stand; a cell with its column's name."""
    told = [
        f"{piece.column.name} : {piece.text}" if piece.column is not None else piece.text.lstrip("-*• ")
        for piece in pieces
    ]
    text = " ".join(
        part if part.rstrip().endswith((".", "!", "?", ":", ",")) else f"{part.rstrip()}." for part in told
    )
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def day_in_words(day: date, language: Language) -> str:
    """``12 October 2024``."""
    return moment_in_words(datetime.combine(day, time()), language)


def _head(entry: Entry, language: Language) -> str:
    english, french = _PARTS[entry.part]
    when = day_in_words(entry.day, language)
    crew = f" {entry.crew}" if entry.crew else ""
    name = french if language == "fr" else english
    return f"{name.capitalize()}{crew}, {when}"


def _names_in_heading(entry: Entry) -> str:
    """Who is named in a heading: ``Night (B. Ortiz to P. Nowak)``."""
    found = re.search(r"\((?P<names>[^)]*[A-Z][^)]*)\)", entry.heading)
    return found["names"] if found is not None and not is_crew(fold(found["names"])) else ""


def _not_recent(entry: Entry, language: Language) -> str:
    english, french = _PARTS[entry.part]
    when = day_in_words(entry.day, language)
    if language == "fr":
        return f"Le journal s'arrête avant : son dernier {french} est celui du {when}."
    return f"The log ends before that: its last {english} is that of {when}."


def _no_entry(entries: Sequence[Entry], language: Language) -> str:
    first, last = (day_in_words(day, language) for day in (entries[0].day, entries[-1].day))
    if language == "fr":
        return f"Le journal de quart ne contient pas ce poste ; il va du {first} au {last}."
    return f"The shift log holds no entry of that shift; it runs from {first} to {last}."


def _says_nothing(asked: ShiftAsked, entry: Entry, language: Language) -> str:
    head = _head(entry, language)
    lacking = {
        "who": ("who was there", "qui était présent"), "todo": ("anything left to do", "de consigne à "
        "suivre"),
    }.get(asked.aim, ("anything", "rien"))  # fmt: skip
    if language == "fr":
        return (
            f"{head} : le journal ne dit pas {lacking[1]}."
            if asked.aim == "who"
            else f"{head} : pas de consigne."
        )
    return f"{head}: the log does not say {lacking[0]}."
