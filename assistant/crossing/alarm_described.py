"""Alarms of a list by their description or by their time to respond: "charge flow low, what's the limit?".

"Which alarms give the operator 30 minutes to respond?". An alarm that is called by its tag is told by
``alarm_help``. A set point of a machine that neither a list, a register nor a text holds is said to be
missing: that of another alarm is never told in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.alarms.levels import Level, level_of, levels_asked
from assistant.alarms.list_asked import HOLDS, Described, Times, described, times_asked
from assistant.alarms.listed import levelled, lists_alarms, roles_of
from assistant.crossing.alarm_help import RowsOf, asked_of_list, no_level, told_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.crossing.trips import is_trip_register
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.worded import holds_all
from assistant.experts.tables.words import squash
from assistant.integrity.roles import without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from retrieval.identifiers import find_tags
from retrieval.records import Hit, Language, Scope

_MOST_TAGS = 3
_MOST_TOLD = 30
_SEARCHED = 8
_PER_MINUTE = {"s": 60.0, "sec": 60.0, "seconds": 60.0, "h": 1 / 60, "hours": 1 / 60}


class AlarmsDescribed:
    """Tells alarms of lists that are not named.

    Args:
        rows_of: Reads lists of alarms and registers of trips.
        rows_named: Looks machines up in all registers.
        search: Finds passages.
    """

    def __init__(
        self, *, rows_of: RowsOf, rows_named: RowsNamed, search: Callable[[str, Scope, int], Sequence[Hit]]
    ) -> None:
        self._rows_of = rows_of
        self._rows_named = rows_named
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The alarms or the cell; None where no alarm is described or no list has it."""
        tags = find_tags(question.text)
        times = times_asked(question.text) if not tags else None
        asked = described(question.text, asked_of_list(question.text)) if times is None else None
        if times is None and (asked is None or not (asked.words or tags)):
            return None
        rows = self._rows_of(_is_list, scope)
        if times is not None:
            return _of_times(times, rows, question.language)
        assert asked is not None
        if not rows or any(squash(tag) == squash(_tag(row)) for row in rows for tag in tags):
            return None
        found = [row for row in rows if holds_all(asked.words, tags, _label(row))]
        if found:
            return self._told(asked, found, question, scope)
        about = [row for row in rows if tags and holds_all((), tags, _label(row))]
        if (
            not about
            or not asked.surely
            or asked.role != "setpoint"
            or self._elsewhere(asked, question, scope)
        ):
            return None
        return Bridge(refusal=_not_listed(tags, about, question.language))

    def _told(
        self, asked: Described, found: Sequence[KeyedRow], question: Question, scope: Scope
    ) -> Bridge | None:
        levels = levels_asked(without_tags(question.text))
        chosen = [row for row in found if not levels or _level(row) in levels]
        names = {squash(_tag(row)) for row in found}
        if not chosen:
            if len(names) > 1 or self._elsewhere(asked, question, scope):
                return None
            held = [f"{_level(row) or ''} ({_text(row)})".strip() for row in found]
            return Bridge(refusal=no_level(_tag(found[0]), levels, held, question.language))
        if len({squash(_tag(row)) for row in chosen}) > _MOST_TAGS:
            return None
        told = [told_of(row, (asked.role,), question.language, name=_name(row)) for row in chosen]
        reasons = tuple(one for one in told if one is not None)
        return Bridge(reasons=reasons, listed=len(reasons) > 1) if reasons else None

    def _elsewhere(self, asked: Described, question: Question, scope: Scope) -> bool:
        """True where another register or a passage holds all that is described."""
        tags = find_tags(question.text)
        levels = levels_asked(without_tags(question.text))

        def holds(text: str) -> bool:
            level = not levels or bool(levels & levels_asked(text))
            return level and holds_all(asked.words, tags, text)

        rows = [
            *self._rows_of(is_trip_register, scope),
            *(row for tag in tags for row in self._rows_named(tag, scope) if not _is_list(row.schema)),
        ]
        if any(holds(_whole(row)) for row in rows):
            return True
        hits = self._search(question.text, scope, _SEARCHED)
        return any(holds(hit.chunk.text) for hit in hits if hit.chunk.kind == "text")


def _is_list(schema: TableSchema) -> bool:
    return levelled(schema) is not None or lists_alarms(schema)


def _of_times(asked: Times, rows: Sequence[KeyedRow], language: Language) -> Bridge | None:
    """The alarms with such a time to respond, list by list."""
    held: dict[str, list[tuple[float, KeyedRow]]] = {}
    for row in rows:
        column = roles_of(row.schema).get("time")
        minutes = _minutes(row, column)
        if minutes is not None:
            held.setdefault(row.schema.name, []).append((minutes, row))
    told = []
    for own in held.values():
        bound = asked.minutes
        if asked.way in ("first", "last"):
            bound = (min if asked.way == "first" else max)(minutes for minutes, _ in own)
        holds = HOLDS.get(asked.way, HOLDS["="])
        told.append(
            _listed([row for minutes, row in own if holds(minutes, bound)], len(own), own[0][1], language)
        )
    return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None


def _listed(found: Sequence[KeyedRow], total: int, one: KeyedRow, language: Language) -> Evidence:
    schema, roles = one.schema, roles_of(one.schema)
    time = roles["time"]
    names = "; ".join(
        f"{_name(row)} ({_text(row)}), {row.said(time, language)}" for row in found[:_MOST_TOLD]
    )
    n = len(found)
    if not found:
        told = one_of(
            language,
            f"None of the {total} alarms of the list with a time to respond has such a one.",
            f"Aucune des {total} alarmes de la liste qui ont un délai de réaction n'a un tel délai.",
        )
        return cited_rows(schema, [], (time,), told)
    head = one_of(
        language,
        f"{n} of {total} alarm{'s' if total > 1 else ''} of the list: ",
        f"{n} alarme{'s' if n > 1 else ''} sur {total} de la liste : ",
    )
    columns = levelled(schema)
    shown = (*((columns.tag, columns.level) if columns is not None else ()), *_texts(roles), time)
    more = " …" if n > _MOST_TOLD else ""
    return cited_rows(schema, found, shown, f"{head}{names}{more}.", quoted=names)


def _minutes(row: KeyedRow, column: ColumnSchema | None) -> float | None:
    value = row.cells[column.name] if column is not None else None
    if column is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    unit = column.unit or next((word for word in column.words if word in _PER_MINUTE), "")
    return float(value) / _PER_MINUTE.get(unit, 1.0)


def _texts(roles: dict[str, ColumnSchema]) -> tuple[ColumnSchema, ...]:
    return (roles["text"],) if "text" in roles else ()


def _tag(row: KeyedRow) -> str:
    columns = levelled(row.schema)
    return row.key if columns is None else str(row.cells[columns.tag.name] or "")


def _name(row: KeyedRow) -> str:
    columns = levelled(row.schema)
    level = "" if columns is None else str(row.cells[columns.level.name] or "")
    return f"{_tag(row)} {level}".strip()


def _text(row: KeyedRow) -> str:
    column = roles_of(row.schema).get("text")
    return str(row.cells[column.name] or "") if column is not None else ""


def _label(row: KeyedRow) -> str:
    return f"{row.key} {_tag(row)} {_text(row)}"


def _whole(row: KeyedRow) -> str:
    cells = (f"{name} {value}" for name, value in row.cells.items() if isinstance(value, str))
    return f"{row.key} {' '.join(cells)}"


def _level(row: KeyedRow) -> Level | None:
    columns = levelled(row.schema)
    level = level_of(str(row.cells[columns.level.name] or "")) if columns is not None else None
    said = levels_asked(_text(row))
    return level or (next(iter(said)) if len(said) == 1 else None)


def _not_listed(tags: Sequence[str], about: Sequence[KeyedRow], language: Language) -> str:
    names = ", ".join(tags)
    own = "; ".join(f"{_name(row)} ({_text(row)})" for row in about[:6])
    return one_of(
        language,
        f"The list of alarms has no such alarm for {names}; it has: {own}.",
        f"La liste des alarmes n'a pas une telle alarme pour {names} ; elle contient : {own}.",
    )
