"""Logs of a sequence of events, as safety systems and PLCs write them: what came next, how long between.

Knows tables, rows and words; says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.alarms.journal import journal_of
from assistant.alarms.levels import levels_asked
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.worded import holds_all
from assistant.experts.tables.words import name_words
from assistant.words import content_words, fold
from retrieval.identifiers import find, find_tags

_CALLED = frozenset(
    "sequence sequences soe sis event events evenement evenements esd firstup sequenceofevents".split()
)
_STATE = frozenset("state status etat statut value valeur".split())
_TAGGED = 0.6
_MOST_ROWS = 20_000
_OFF = re.compile(
    r"\b(?:dropp?(?:ed|s)? out|dropp?(?:ed|s)?|went off|off|stopp?(?:ed|s|ing)?|lost|came back|back|"
    r"clear(?:ed|s)?|reset|"
    r"return\w*|normal\w*|arret\w*|tombe\w*|coupe\w*|retombe\w*|disparu\w*|revenue?s?|perdue?s?)\b"
)
_ON = re.compile(
    r"\b(?:came (?:on|in|up)|c[ao]mes? on|went on|on|went|activated|active|trip(?:ped|s)?|started|"
    r"apparue?s?|appeared|"
    r"declenche\w*|monte\w*|demarre\w*)\b"
)
_OFF_STATES = re.compile(
    r"^(?:off|0|false|rtn|ret|normal\w*|clear\w*|reset|inact\w*|arret\w*|stop\w*|.*\blost)$"
)
_CUES = frozenset(
    "signal signals point points event events evenement evenements entry alarm alarme line row moment "
    "did when came went got has had happened just right log journal sequence soe sis state etat a "
    "s'est".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of a log.

    Attributes:
        state: As printed; empty where no column has one.
    """

    at: datetime
    tag: str
    text: str
    state: str
    row: KeyedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    at: ColumnSchema
    tag: ColumnSchema
    text: ColumnSchema | None
    state: ColumnSchema | None


def is_sequence(schema: TableSchema) -> bool:
    """True for a log of events with times, tags and a name that says so; no journal of alarms."""
    return _columns(schema) is not None


def events_of(rows: Sequence[KeyedRow]) -> list[list[Event]]:
    """The events of each log in order of time; those of one moment as they are printed."""
    logs: dict[str, list[Event]] = {}
    for row in sorted(rows, key=lambda one: one.number):
        columns = _columns(row.schema)
        at = row.moment(columns.at) if columns is not None else None
        if columns is None or at is None:
            continue
        event = Event(
            at=at,
            tag=_cell(row, columns.tag),
            text=_cell(row, columns.text),
            state=_cell(row, columns.state),
            row=row,
        )
        logs.setdefault(row.schema.name, []).append(event)
    for log in logs.values():
        if log[0].at > log[-1].at:
            log.reverse()
        log.sort(key=lambda one: one.at)
    return list(logs.values())


def meant(phrase: str, log: Sequence[Event]) -> list[Event]:
    """The events that a phrase describes (``the motor of P-1 dropped out``), in order of time.

    The only event of a tag is meant by the tag, in whatever words.
    """
    folded = fold(phrase)
    tags = list(dict.fromkeys(item.value for item in find(phrase) if item.kind == "tag"))
    for tag in tags:
        folded = folded.replace(fold(tag), " ")
    off, on = bool(_OFF.search(folded)), bool(_ON.search(folded))
    words = [w for w in map(fold, content_words(folded)) if w not in _CUES]
    bare = [w for w in words if not _OFF.fullmatch(w) and not _ON.fullmatch(w)]
    if not bare and not tags:
        return []
    own = [one for one in log if one.tag in tags]
    found = _holding(words, tags, log) or _holding(bare, tags, log)
    found = found or (own if len(own) == 1 else [])
    own = [one for one in found if one.tag in tags]
    found = own or found
    levels = levels_asked(phrase)
    found = [one for one in found if levels & levels_asked(one.text)] or found
    stated = [one for one in found if bool(_OFF_STATES.match(fold(one.state))) == off] if off or on else found
    return stated or found


def _holding(words: Sequence[str], tags: Sequence[str], log: Sequence[Event]) -> list[Event]:
    return [one for one in log if holds_all(words, tags, f"{one.tag} {one.text} {one.state}")]


def _columns(schema: TableSchema) -> _Columns | None:
    named = {*schema.words, *name_words(schema.table.name), *name_words(schema.table.title)}
    named |= set(name_words(schema.table.source.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")))
    if not named & _CALLED or schema.rows > _MOST_ROWS or journal_of(schema) is not None:
        return None
    at = next((c for c in schema.moments() if c.type == "datetime"), None)
    texts = [c for c in schema.columns if c.is_text and c.filled]
    tag = next((c for c in texts if _holds_tags(c)), None)
    if at is None or tag is None:
        return None
    rest = [c for c in texts if c is not tag]
    state = next((c for c in rest if set(c.words) & _STATE), None)
    return _Columns(at=at, tag=tag, text=next((c for c in rest if c is not state), None), state=state)


def _holds_tags(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:40]]
    tags = sum(bool(find_tags(value)) and len(value.split()) == 1 for value in values)
    return bool(values) and tags >= _TAGGED * len(values)


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    return "" if value is None else str(value).strip()
