"""The entries of shift logs: which shift each is of, its people, what happened and what is left to do.

Out of passages whose headings or lines state a day and a shift, out of documents of one shift, and out of
tables with a column of days and one of shifts. Knows no question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.text.evidence import from_chunks, stated
from assistant.records import Evidence
from assistant.shifts import words as w
from assistant.words import fold
from retrieval.records import Chunk, Document, Language

_LONGEST_HEADING = 14
_LONGEST_DAY = 5
"""Words of a heading that states a day alone."""
_FEWEST_CODED = 3
_SURE = 0.95
_SHIFT_COLUMN = frozenset("shift shifts poste quart equipe tour crew team periode".split())
_PEOPLE = frozenset(
    "leader supervisor foreman operator operators operateur operateurs chef panel board field crew staff "
    "redacteur "
    "author auteur rondier conducteur name nom names presents present supervisors leaders".split()
)
_TODO = frozenset(
    "passdown handover consigne consignes todo suivant next follow pending open passation faire suivre "
    "instructions".split()
)
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{2,4}(?![\d/])")
_CODE = re.compile(r"[A-Ea-e]|[1-5]|[MNSJD]")
_NOTHING = frozenset({"", "-", "none", "nil", "neant", "ras", "n/a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of an entry, where they stand: lines of a passage, or a cell of a row."""

    text: str
    chunk: Chunk | None = None
    span: tuple[int, int] = (0, 0)
    row: KeyedRow | None = None
    column: ColumnSchema | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a log says of one shift.

    Attributes:
        part: ``night``, ``day`` …; empty where it does not say.
        crew: ``A``, ``2`` …; empty where it does not say.
        heading: As printed.
        people, told, todo: Its words: who was there, what happened, what is left to do.
    """

    source: str
    day: date
    part: str
    heading: str
    people: tuple[Piece, ...]
    told: tuple[Piece, ...]
    todo: tuple[Piece, ...]
    crew: str = ""

    @property
    def order(self) -> tuple[date, int, str]:
        """By which entries stand in order of time."""
        return self.day, w.ORDER[self.part], self.crew


def entries_of(document: Document, chunks: Sequence[Chunk], today: date) -> list[Entry]:
    """The entries of a document; a document of one shift is one entry.

    Args:
        today: No later than this is a day that is written without a year.
    """
    texts = [chunk for chunk in chunks if chunk.kind == "text"]
    language = _order(document, texts)
    year = _year(document, texts) or w.year_of_weekdays(_said(texts), language, today)
    coded = _coded(document, texts, language, year)
    if coded:
        return coded
    named = w.NAMED.search(fold(re.sub(r"[_/.]+", " ", f"{document.title} {document.path}"))) is not None
    found: list[tuple[str, list[Piece]]] = []
    under = ""
    for chunk in texts:
        heading = next((h for h in reversed(chunk.headings) if _is_heading(h, language, year, named)), "")
        if heading and heading != under:
            under = heading
            found.append((heading, []))
        for piece in _lines(chunk):
            if _is_heading(piece.text, language, year, named):
                under = ""
                found.append((piece.text.strip(" #*-="), []))
            elif found:
                found[-1][1].append(piece)
    entries = [
        e for heading, pieces in found if (e := _entry(document.source, heading, pieces, language, year))
    ]
    return entries or _whole(document, texts, language, year)


def _whole(document: Document, texts: Sequence[Chunk], language: Language, year: int | None) -> list[Entry]:
    """The one entry of a document that is called a shift's or a handover's."""
    name = re.sub(r"[_/.]+", " ", f"{document.title} {document.path}")
    pieces = [piece for chunk in texts for piece in _lines(chunk)]
    head = [name, *(piece.text for piece in pieces[:4])]
    day = next((day for text in head if (day := w.day_of(text, language, year=year))), None) or document.date
    if day is None or not pieces or not w.is_of_shift(fold(" ".join(head))):
        return []
    part = next((part for text in head if (part := w.part_of(fold(text)))), "")
    people, told, todo = _sorted(pieces)
    return [
        Entry(
            source=document.source,
            day=day,
            part=part,
            heading=document.title,
            people=people,
            told=told,
            todo=todo,
        )
    ]


def _entry(
    source: str, heading: str, pieces: Sequence[Piece], language: Language, year: int | None
) -> Entry | None:
    day = w.day_of(heading, language, year=year)
    if day is None:
        return None
    people, told, todo = _sorted(pieces)
    folded = fold(heading)
    return Entry(
        source=source,
        day=day,
        part=w.part_of(folded),
        crew=w.crew_of(folded),
        heading=heading,
        people=people,
        told=told,
        todo=todo,
    )


def _sorted(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """Lines on people, on what happened, and on what is left to do; those below ``To do:`` are of it."""
    people: list[Piece] = []
    told: list[Piece] = []
    todo: list[Piece] = []
    below = False
    for piece in pieces:
        folded = fold(piece.text)
        if w.TODO.match(folded):
            todo.append(piece)
            below = piece.text.rstrip().endswith(":")
        elif below and re.match(r"^\W", piece.text.strip()):
            todo.append(piece)
        elif w.PEOPLE.search(folded):
            people.append(piece)
            below = False
        else:
            told.append(piece)
            below = False
    return tuple(people), tuple(told), tuple(todo)


def _is_heading(text: str, language: Language, year: int | None, named: bool) -> bool:
    """True for a short line with a day and a shift; in a log that is called so for a day alone."""
    words = text.split()
    if not 1 <= len(words) <= _LONGEST_HEADING or w.day_of(text, language, year=year) is None:
        return False
    return w.names_shift(fold(text)) or (named and len(words) <= _LONGEST_DAY)


def _coded(document: Document, texts: Sequence[Chunk], language: Language, year: int | None) -> list[Entry]:
    """The entries of a log of a line a shift, which opens with its day and the shift's letter."""
    codes = w.codes_in("\n".join(chunk.text for chunk in texts[:2]))
    found: list[Entry] = []
    for chunk in texts:
        for piece in _lines(chunk):
            opened = w.coded_line(piece.text)
            if opened is None or opened[1] not in codes:
                continue
            day = w.day_of(opened[0], language, year=year)
            if day is None:
                continue
            found.append(
                Entry(
                    source=document.source,
                    day=day,
                    part=codes[opened[1]],
                    heading=opened[1],
                    people=(),
                    told=(replace(piece, text=piece.text[opened[2] :].strip()),),
                    todo=(),
                )
            )
    return found if len(found) >= _FEWEST_CODED else []


def _lines(chunk: Chunk) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for line in chunk.text.split("\n"):
        if line.strip():
            found.append(Piece(text=line.strip(), chunk=chunk, span=(at, at + len(line))))
        at += len(line) + 1
    return found


def _said(texts: Sequence[Chunk]) -> list[str]:
    """Headings and lines of passages."""
    return [line for chunk in texts for line in (*chunk.headings, *chunk.text.split("\n"))]


def _order(document: Document, texts: Sequence[Chunk]) -> Language:
    """The language by whose order ``05/06/2025`` is read: day first, unless another date of the log shows "
    "else."""
    said = " ".join([document.title, *(text for chunk in texts for text in (*chunk.headings, chunk.text))])
    month_first = any(int(found[2]) > 12 for found in _NUMERIC.finditer(said))
    return "en" if month_first and document.language != "fr" else "fr"


def _year(document: Document, texts: Sequence[Chunk]) -> int | None:
    """The year of days that are written without one."""
    said = re.search(
        r"\b(?:19|20)\d\d\b", f"{document.title} {document.path} {texts[0].text[:400] if texts else ''}"
    )
    if said is not None:
        return int(said[0])
    return document.date.year if document.date is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftTable:
    """A table that logs shifts, a row each, and its columns."""

    schema: TableSchema
    day: ColumnSchema
    shift: ColumnSchema
    people: tuple[ColumnSchema, ...]
    todo: tuple[ColumnSchema, ...]
    told: tuple[ColumnSchema, ...]


def shift_table(schema: TableSchema) -> ShiftTable | None:
    """A table as a log of shifts; None where it is none."""
    days = schema.moments()
    texts = [c for c in schema.columns if c.is_text and c.filled]
    shift = next((c for c in texts if _tells_shift(c)), None)
    if not days or shift is None:
        return None
    others = [c for c in texts if c is not shift]
    people = tuple(c for c in others if set(c.words) & _PEOPLE)
    todo = tuple(c for c in others if set(c.words) & _TODO and c not in people)
    told = tuple(c for c in others if c not in people and c not in todo and _is_prose(c))
    if not told and not todo:
        return None
    return ShiftTable(schema=schema, day=days[0], shift=shift, people=people, todo=todo, told=told)


def is_rota(schema: TableSchema) -> bool:
    """True for a table that tells who is on which shift of which day."""
    texts = [c for c in schema.columns if c.is_text and c.filled]
    shift = next((c for c in texts if _tells_shift(c)), None)
    people = [c for c in texts if c is not shift and set(c.words) & _PEOPLE]
    return shift is not None and bool(people) and bool(schema.moments())


def _tells_shift(column: ColumnSchema) -> bool:
    if not column.complete or column.distinct > 12:
        return False
    if _SHIFT_COLUMN & set(column.words) and all(
        _CODE.fullmatch(value.strip()) for value, _ in column.values
    ):
        return True
    parts = [bool(w.part_of(fold(value))) for value, _ in column.values]
    return (
        sum(parts) >= 0.6 * len(parts) and bool(parts) and max(len(v.split()) for v, _ in column.values) <= 4
    )


def _is_prose(column: ColumnSchema) -> bool:
    """True for a column of sentences."""
    lengths = [len(value.split()) for value, _ in column.values[:50]]
    return bool(lengths) and sum(lengths) / len(lengths) >= 2


def table_entries(table: ShiftTable, rows: Sequence[KeyedRow]) -> list[Entry]:
    """The entries of a log in rows."""
    found: list[Entry] = []
    for row in rows:
        at = row.moment(table.day)
        shift = str(row.cells[table.shift.name] or "")
        if at is None:
            continue
        people, told, todo = (
            tuple(
                Piece(text=str(row.cells[c.name]).strip(), row=row, column=c)
                for c in columns
                if fold(str(row.cells[c.name] or "")).strip() not in _NOTHING
                or (c in table.told and row.cells[c.name])
            )
            for columns in (table.people, table.told, table.todo)
        )
        found.append(
            Entry(
                source=row.source,
                day=at.date(),
                part=w.part_of(fold(shift)),
                crew=shift.strip().upper() if _CODE.fullmatch(shift.strip()) else w.crew_of(fold(shift)),
                heading=shift,
                people=people,
                told=told,
                todo=todo,
            )
        )
    return found


def evidence_of(pieces: Sequence[Piece], statement: str, language: Language) -> list[Evidence]:
    """Pieces as evidence: a row for those of a table, else each passage; the first has the statement."""
    rows = [piece for piece in pieces if piece.row is not None]
    if rows:
        row = rows[0].row
        assert row is not None
        columns = tuple(piece.column for piece in rows if piece.column is not None)
        return [row.evidence(columns, statement, language)]
    first = next((piece.chunk for piece in pieces if piece.chunk is not None), None)
    if first is None:
        return []
    own = [piece for piece in pieces if piece.chunk is not None and piece.chunk.id == first.id]
    span = (own[0].span[0], own[-1].span[1])
    found = from_chunks(
        (first,), quote=first.text[slice(*span)].strip(), label=first.label, score=_SURE, span=span
    )
    return [stated(found, statement, (), ())]
