"""How a machine stands: what its sensors read last against their limits, and what work on it is open.

Each sentence cites the log or the table that it comes from. Knows no question and no documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.crossing import say_due
from assistant.crossing.say import file_name
from assistant.digest import say
from assistant.digest.rows_told import cite, event_words, limits_told
from assistant.experts.series.last import LastReading
from assistant.experts.series.wording import moment
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.figures import cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.open_rows import STATUS, due_of, is_open, named_by, status_of
from assistant.experts.tables.row_levels import gravest, levels_of
from assistant.records import Evidence
from assistant.words import fold
from retrieval.records import Language

_PLAINLY_OPEN = frozenset({"open", "opened", "ouvert", "ouverte"})
_TOLD = 6


def own_status(tables: Sequence[AboutRows], language: Language) -> list[Evidence]:
    """What a list says of the thing's own status, as "running" or "stand-by"."""
    found = []
    for one in tables:
        row = one.rows[0] if one.role == "own" and one.rows else None
        column = named_by(row, STATUS) if row is not None else None
        if row is not None and column is not None and row.cells[column.name] not in (None, ""):
            told = f"{row.key}: {column.name} {row.said(column, language)} ({file_name(row.source)})."
            found.append(row.evidence((column,), told, language))
    return found


def sensors_told(
    tables: Sequence[AboutRows], readings: Sequence[LastReading], language: Language
) -> list[Evidence]:
    """First the sensors whose last reading passes a limit, one by one, then the others together."""
    rows = {
        _plain(row.key): row
        for one in tables
        if one.role in ("own", "part")
        for row in one.rows
        if limits_told(row, language)
    }
    passed, within, free = [], [], []
    for reading in readings:
        row = rows.get(_plain(reading.tag)) if reading.tag else None
        over = gravest(levels_of(row), reading.value) if row is not None else None
        if row is not None and over is not None:
            statement = say.passed_limit(
                language,
                _named(reading, language),
                moment(reading.moment, language),
                over.told(language),
                high=over.is_high,
                file=file_name(reading.source),
            )
            passed.append(replace(reading.evidence(statement), also=(row.source,)))
        elif row is not None:
            within.append((reading, f"{_named(reading, language)} ({limits_told(row, language)})"))
        else:
            free.append((reading, _named(reading, language)))
    return [
        *passed,
        *_together(within, language, limited=True),
        *_together(free[:_TOLD], language, limited=False),
    ]


def open_work(one: AboutRows, tag: str, today: date, language: Language) -> list[Evidence]:
    """The rows of a list of events that are open; that none is, where the list has a status."""
    if not one.rows or status_of(one.rows[0]) is None:
        return []
    still = [row for row in one.rows if is_open(row)]
    told = [_open(row, one, today, language) for row in still[:_TOLD]]
    statement = say.open_on(language, tag, told, len(still), one.total, one.schema.table.source)
    if not still:
        return [cite(one, statement, language)]
    shown = replace(one, rows=tuple(still[:_TOLD]), total=len(still))
    return [replace(cite(shown, statement, language), sql=None)]


def _open(row: KeyedRow, one: AboutRows, today: date, language: Language) -> str:
    status, due = status_of(row), due_of(row)
    said = row.said(status, language) if status is not None else ""
    more = [said] if said and fold(said) not in _PLAINLY_OPEN else []
    if due is not None:
        more.append(say_due.standing(language, due.date(), today))
    words = event_words(row, one, language, without=status)
    return f"{words} ({', '.join(more)})" if more else words


def _together(
    some: Sequence[tuple[LastReading, str]], language: Language, *, limited: bool
) -> list[Evidence]:
    if not some:
        return []
    first = max((reading for reading, _ in some), key=lambda reading: reading.moment)
    told = [words for _, words in some]
    at, file = moment(first.moment, language), file_name(first.source)
    statement = say.last_readings(language, told, at, file, limited=limited)
    others = dict.fromkeys(reading.source for reading, _ in some if reading.source != first.source)
    return [replace(first.evidence(statement), also=tuple(others))]


def _named(reading: LastReading, language: Language) -> str:
    unit = reading.sensor.sensor.unit or ""
    return f"{reading.sensor.label} {cell(reading.value, language)} {unit}".strip()


def _plain(tag: str) -> str:
    return tag.replace("-", "").lower()
