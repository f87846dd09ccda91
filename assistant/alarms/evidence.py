"""The rows behind what a journal tells, as evidence. Knows journals and alarms, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alarms.occurrences import Alarm, Alarms
from assistant.alarms.say import clock, one_of, span
from assistant.experts.tables.citing import cited
from assistant.experts.tables.schema import quote
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language

_SHOWN = 50
_NUMBERS = 200
_SURE = 0.97


def of_alarms(
    read: Alarms,
    alarms: Sequence[Alarm],
    statement: str,
    caveats: tuple[str, ...],
    language: Language,
) -> Evidence:
    """A statement with the alarms that it was told from, the first fifty of them in full."""
    columns = (
        "time tag message priority acknowledged returned stood".split()
        if language == "en"
        else "heure repère message priorité acquittée disparue durée".split()
    )
    journal = read.journal
    values = tuple(_cells(one, language) for one in alarms[:_SHOWN])
    alone = not read.also  # rows are numbered file by file
    numbers = tuple(one.row for one in alarms[:_NUMBERS]) if alone else ()
    if not alone:
        columns.append(one_of(language, "file", "fichier"))
        values = tuple((*cells, one.source) for cells, one in zip(values, alarms, strict=False))
    names = ", ".join(quote(column.name) for column in journal.columns())
    listed = ", ".join(map(str, numbers[:_SHOWN]))
    return cited(
        journal.schema,
        statement=statement,
        quote="; ".join(f"{row[0]} {row[1]} {row[2]}".strip() for row in values) or statement,
        score=_SURE,
        rows=Rows(
            columns=tuple(columns),
            values=values,
            total=len(alarms),
            matched=len(alarms),
            row_numbers=numbers,
        ),
        sql=f"SELECT _row, {names} FROM {quote(journal.schema.name)} WHERE _row IN ({listed})"  # noqa: S608
        if numbers
        else None,
        caveats=caveats,
        also=read.also,
    )


def of_figures(
    read: Alarms,
    columns: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    statement: str,
    caveats: tuple[str, ...],
    *,
    matched: int,
) -> Evidence:
    """A statement with a table of what was computed."""
    told = "; ".join(", ".join(str(cell) for cell in row) for row in rows[:_SHOWN])
    return cited(
        read.journal.schema,
        statement=statement,
        quote=told or statement,
        score=_SURE,
        rows=Rows(columns=tuple(columns), values=tuple(rows[:_SHOWN]), total=len(rows), matched=matched),
        caveats=caveats,
        also=read.also,
    )


def _cells(one: Alarm, language: Language) -> tuple[Cell, ...]:
    stood = one.stood
    again = one_of(language, "came again without a return", "revenue sans disparition")
    return (
        f"{one.at:%Y-%m-%d} {clock(one.at)}",
        one.tag,
        one.text,
        one.priority,
        f"{one.acked:%Y-%m-%d} {clock(one.acked)}" if one.acked is not None else None,
        f"{one.ended:%Y-%m-%d} {clock(one.ended)}" if one.ended is not None else None,
        span(stood, language) if stood is not None else (again if one.repeated else None),
    )
