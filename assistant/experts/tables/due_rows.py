"""When work was last done, how often it is due and when it is planned, as rows of tables tell it.

Knows registers (a last date, an interval, a next date a row) and orders (a due date, an end); knows no
question and no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.overdue import is_cancelled
from assistant.experts.tables.schema import ColumnSchema
from assistant.intervals import Interval, interval_in, interval_of
from assistant.words import content_words, fold, stem

_LAST = frozenset("last latest previous dernier derniere derniers dernieres precedent precedente".split())
_NEXT = frozenset("next due upcoming prochain prochaine echeance expiry expires validity validite".split())
_INTERVAL = frozenset(
    "interval frequency periodicity period cycle intervalle periodicite frequence periode".split()
)
_WHAT = frozenset(
    "description task activity work operation title libelle designation objet travaux intitule tache".split()
)
_AT_ALL = frozenset(
    "date for on of passage visit done made performed carried out fait faite realise realisation".split()
)
"""Words beside ``last`` and ``next`` that do not say what was done."""
_UNITS = frozenset("months month mois years year ans an weeks week semaines days day jours".split())

Told = Literal["last", "interval", "next", "open", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFact:
    """What one row tells of the work on one thing.

    Attributes:
        thing: The tag of what the work is done on.
        told: A register's last date, interval or next date; an order that is open, or done.
        columns: Where the row tells it.
        day: The date; None for an interval.
    """

    thing: str
    told: Told
    row: KeyedRow
    columns: tuple[ColumnSchema, ...]
    day: date | None = None
    interval: Interval | None = None


def due_facts(row: KeyedRow, thing: str, activity: Sequence[frozenset[str]]) -> list[DueFact]:
    """The facts of a row on an activity.

    Args:
        row: Of a register or of a list of orders.
        thing: The tag that it is about.
        activity: For each word of the activity its stems and those of words that mean the same.
    """
    schema = row.schema
    due = schema.due()
    end = next((c for c in reversed(schema.moments()) if c.date_role == "end"), None)
    if due is not None and end is not None:
        return _of_order(row, thing, due, end, activity)
    called = _stems(
        " ".join((*schema.words, *(c for column in schema.columns for c in _activity_words(column))))
    )
    if not all(words & called for words in activity):
        return []
    return _of_register(row, thing, activity)


def facts_on(tag: str, tables: Iterable[AboutRows], activity: Sequence[frozenset[str]]) -> list[DueFact]:
    """What the rows on a tag tell; where they tell nothing, those of what belongs to it."""
    found: list[DueFact] = []
    parts: list[DueFact] = []
    for rows in tables:
        for row in rows.rows:
            if rows.role == "part":
                parts += due_facts(row, row.key, activity)
            elif rows.role != "mode":
                found += due_facts(row, tag, activity)
    return found or parts


def _of_order(
    row: KeyedRow, thing: str, due: ColumnSchema, end: ColumnSchema, activity: Sequence[frozenset[str]]
) -> list[DueFact]:
    texts = [c for c in row.schema.columns if c.is_text and row.cells[c.name]]
    named = [c for c in texts if _WHAT & set(c.words)] or texts
    said = " ".join(str(row.cells[c.name]) for c in named)
    if not all(words & _stems(said) for words in activity) or is_cancelled(row):
        return []
    shown = tuple(named[:1])
    often = interval_in(said)
    found = [DueFact(thing=thing, told="interval", row=row, columns=shown, interval=often)] if often else []
    ended, by = row.moment(end), row.moment(due)
    if ended is not None:
        return [*found, DueFact(thing=thing, told="done", row=row, columns=(*shown, end), day=ended.date())]
    if by is not None:
        return [*found, DueFact(thing=thing, told="open", row=row, columns=(*shown, due), day=by.date())]
    return found


def _of_register(row: KeyedRow, thing: str, activity: Sequence[frozenset[str]]) -> list[DueFact]:
    found: list[DueFact] = []
    dated: tuple[tuple[Told, frozenset[str]], ...] = (("last", _LAST), ("next", _NEXT))
    for told, words in dated:
        columns = _best([c for c in row.schema.moments() if words & set(c.words)], activity)
        for column in columns:
            moment = row.moment(column)
            if moment is not None:
                found.append(DueFact(thing=thing, told=told, row=row, columns=(column,), day=moment.date()))
    for column in _best([c for c in row.schema.columns if _INTERVAL & set(c.words)], activity):
        unit = column.unit or next((word for word in column.words if word in _UNITS), "")
        often = interval_of(row.cells[column.name], unit)
        if often is not None:
            found.append(DueFact(thing=thing, told="interval", row=row, columns=(column,), interval=often))
    return found


def _best(columns: list[ColumnSchema], activity: Sequence[frozenset[str]]) -> list[ColumnSchema]:
    """The column that names the activity, else the one that names none; of several others, none."""
    own = [c for c in columns if all(words & _stems(" ".join(c.words)) for words in activity)]
    plain = [c for c in columns if not _activity_words(c)]
    return (own or plain)[:1]


def _activity_words(column: ColumnSchema) -> list[str]:
    """What a column of dates or intervals says that they are of."""
    words = set(column.words)
    if not (words & (_LAST | _NEXT | _INTERVAL)):
        return []
    return [w for w in column.words if w not in _LAST | _NEXT | _INTERVAL | _UNITS | _AT_ALL]


def _stems(text: str) -> frozenset[str]:
    words = content_words(text)
    return frozenset(
        s for word in words for s in (stem(fold(word), "en"), stem(fold(word), "fr"), stem(word, "fr"))
    )
