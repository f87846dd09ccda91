"""The table expert: its tables of this generation, how far a question is theirs, and the answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from assistant.engines import Engine
from assistant.errors import QueryRefused
from assistant.experts.tables.about import AboutRows, about_tag
from assistant.experts.tables.answering import Answerer
from assistant.experts.tables.class_rows import known_of
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.fitting import fitting
from assistant.experts.tables.forms import is_form
from assistant.experts.tables.holding import Cited, cells_holding
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.kept_at import lists_store
from assistant.experts.tables.keyed import KeyedRow, keyed_rows, numbered_rows, rows_of
from assistant.experts.tables.limit_rows import (
    LimitAsked,
    LimitRow,
    levels_of,
    limits_for,
    served_by,
)
from assistant.experts.tables.link import link
from assistant.experts.tables.logged import LoggedRow, logged_rows
from assistant.experts.tables.look_through import read_schema
from assistant.experts.tables.of_kind import is_of_kind
from assistant.experts.tables.parse import promise
from assistant.experts.tables.profile import profile
from assistant.experts.tables.programs.choose import Choice
from assistant.experts.tables.programs.proof import proof, read_sheet
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.reading import read
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.source import KnowledgeLike, KnowledgeTables, TableSource
from assistant.experts.tables.timed_rows import SHOWN, TimedRows, rows_between
from assistant.experts.tables.under_way import Touched, touched_rows
from assistant.experts.tables.word_weights import word_weight
from assistant.experts.tables.words import squash
from assistant.experts.text.word_forms import WordForms
from assistant.records import Evidence, Finding, Question
from assistant.stored import asks_store
from retrieval.records import Kind, Language, Scope, Table

_MOST_ROWS = 2000
_SHEETS_KEPT = 200
_STORE = 0.3
"""Affinity that is added where a shelf is asked for and a table tells shelves."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Library:
    """One generation of the catalogue's tables."""

    generation: int
    index: TableIndex
    runner: Runner


class TableExpert:
    """Answers questions over tables by a semantic parser, and with a capable engine by text-to-SQL.

    Args:
        knowledge: What was ingested, or any source of tables.
        engine: Writes SQL where it is capable and the parser is unsure.
        seconds: Time limit of one query.
    """

    def __init__(
        self, knowledge: KnowledgeLike | TableSource, engine: Engine | None = None, *, seconds: float = 5.0
    ) -> None:
        self._source: TableSource = knowledge if _is_source(knowledge) else KnowledgeTables(knowledge)  # type: ignore[arg-type, assignment]
        self._engine = engine
        self._seconds = seconds
        self._lock = threading.Lock()
        self._library: _Library | None = None
        self._schemas: dict[tuple[str, str, str], TableSchema] = {}
        self._sheets: dict[tuple[str, str], Sheet | None] = {}

    @property
    def name(self) -> Kind:
        """The kind of evidence."""
        return "table"

    def affinity(self, question: Question, scope: Scope) -> float:
        """How far the question speaks of columns, values and counts of tables; runs no query."""
        library = self._open()
        if not library.index.schemas:
            return 0.0
        reading = read(question.text, language=question.language)
        links = link(reading, library.index)
        total = sum(word_weight(reading, i) for i in range(len(reading.tokens)))
        names = self._names(scope, library)
        best = max(
            (promise(reading, links, s) for s in library.index.schemas if s.name in names), default=0.0
        )
        asks = (
            0.15
            if reading.has("count", "sum", "mean", "share", "most", "top", "gap", "late", "early", "median")
            else 0.0
        )
        missing = 0.3 if links.missing else 0.0
        if asks_store(question.text) and any(
            s.name in names and lists_store(s) for s in library.index.schemas
        ):
            asks += _STORE
        return max(0.0, min(1.0, best / max(total, 1.0) * 0.85 + asks + missing)) if best or missing else 0.0

    def find(self, question: Question, scope: Scope) -> Finding:
        """The rows that answer a question, with the SQL that gave them; or why the tables cannot say."""
        library = self._open()
        names = self._names(scope, library)
        if not names:
            return Finding()
        reading = read(question.text, language=question.language)
        alone = len(names) == 1 and self._source.documents(scope) == 1
        answerer = Answerer(
            library.index, library.runner, names, scope, self._engine, alone, cancel=question.cancel
        )
        found = answerer.find(reading)
        return fitting(found, question, reading, library.index.schemas)

    def rows_named(self, identifier: str, scope: Scope) -> list[KeyedRow]:
        """The rows that an order, tag or part number is the key of, one a table."""
        library = self._open()
        try:
            return keyed_rows(identifier, library.index, library.runner, self._names(scope, library))
        except QueryRefused:
            return []

    def is_a(self, name: str, kind: str, scope: Scope) -> bool:
        """True where a thing's name, or the words of a row that it is the key of, say that it is of a kind.

        Args:
            kind: As ``synonyms`` calls it: ``pump``.
        """
        return is_of_kind(name, kind, self.rows_named(name, scope))

    def row_of(self, identifier: str, scope: Scope) -> KeyedRow | None:
        """The first of ``rows_named``; None where no table lists the identifier."""
        return next(iter(self.rows_named(identifier, scope)), None)

    def about(self, tag: str, scope: Scope, most: int) -> list[AboutRows]:
        """What tables hold on a tag, at most ``most`` rows a table; see ``about.about_tag``."""
        library = self._open()
        try:
            names = self._names(scope, library)
            return about_tag(tag, library.index, library.runner, names, most=most)
        except QueryRefused:
            return []

    def profiles(self, source: str, language: Language) -> list[list[Evidence]]:
        """What the tables of a file hold, sentences a table; see ``profile.profile``."""
        return [profile(s, language) for s in self._open().index.schemas if s.table.source == source]

    def rows_behind(self, evidence: Evidence, most: int) -> list[KeyedRow]:
        """The first source rows that went into a result, in their order; none where it tells no rows."""
        library = self._open()
        numbers = evidence.rows.row_numbers[:most] if evidence.rows is not None else ()
        read_from = (
            s
            for s in library.index.schemas
            if s.table.source == evidence.source and quote(s.name) in (evidence.sql or "")
        )
        schema = next(read_from, None)
        try:
            return numbered_rows(schema, library.runner, numbers) if schema is not None and numbers else []
        except QueryRefused:
            return []

    def rows_between(self, start: datetime, end: datetime, scope: Scope) -> list[TimedRows]:
        """What the tables recorded from one moment to another, both included."""
        library = self._open()
        names = self._names(scope, library)
        try:
            return rows_between(
                [s for s in library.index.schemas if s.name in names], library.runner, start, end
            )
        except QueryRefused:
            return []

    def touched(
        self,
        start: datetime,
        end: datetime,
        scope: Scope,
        *,
        tag: str = "",
        under_way: bool = False,
        days: bool = False,
        most: int = SHOWN,
    ) -> list[Touched]:
        """Rows that a window of time touches; see ``under_way.touched_rows``."""
        library = self._open()
        names = self._names(scope, library)
        schemas = [s for s in library.index.schemas if s.name in names]
        try:
            return touched_rows(
                schemas, library.runner, start, end, tag=tag, under_way=under_way, days=days, most=most
            )
        except QueryRefused:
            return []

    def sources_naming(self, identifier: str, scope: Scope) -> frozenset[str]:
        """The files with a table that has an identifier for a value, in any spelling."""
        library = self._open()
        names = self._names(scope, library)
        places = library.index.by_spelling.get(squash(identifier), ())
        schemas = [library.index.schemas[library.index.values[place].table] for place in places]
        return frozenset(schema.table.source for schema in schemas if schema.name in names)

    def cells_holding(self, forms: WordForms, scope: Scope) -> dict[str, Cited]:
        """For each file with a table a cell that holds all the words, in any form."""
        library = self._open()
        return cells_holding(forms, library.index, library.runner, frozenset(self._names(scope, library)))

    def logged_on(self, tag: str, scope: Scope) -> list[LoggedRow]:
        """What logs recorded of a thing, in order of time."""
        library = self._open()
        names = self._names(scope, library)
        try:
            return logged_rows([s for s in library.index.schemas if s.name in names], library.runner, tag)
        except QueryRefused:
            return []

    def schemas(self, scope: Scope | None = None) -> tuple[TableSchema, ...]:
        """The tables of this generation, of a scope or all."""
        library = self._open()
        if scope is None:
            return tuple(library.index.schemas)
        names = self._names(scope, library)
        return tuple(schema for schema in library.index.schemas if schema.name in names)

    def cells_of(
        self, schema: TableSchema, columns: Sequence[ColumnSchema], *, most: int
    ) -> Sequence[tuple[object, ...]]:
        """The rows of a table, at most so many: the number of each, then its cells of some columns."""
        names = ", ".join(quote(name) for name in ("_row", *(column.name for column in columns)))
        with suppress(QueryRefused):
            return self._open().runner.run(f"SELECT {names} FROM {quote(schema.name)}", rows=most).rows  # noqa: S608
        return ()

    def promising(
        self, question: Question, scope: Scope, *, most: int, rows: int, least: int = 0
    ) -> list[tuple[TableSchema, float]]:
        """The tables of at most so many rows that explain most of a question, with how much: best first.

        Args:
            least: So many are given, where there are so many, though they explain nothing.
        """
        library = self._open()
        names = self._names(scope, library)
        reading = read(question.text, language=question.language)
        links = link(reading, library.index)
        fitting = [s for s in library.index.schemas if s.name in names and s.rows <= rows]
        promises = [(schema, promise(reading, links, schema)) for schema in fitting]
        promises.sort(key=lambda pair: -pair[1])
        return [pair for place, pair in enumerate(promises[:most]) if pair[1] > 0 or place < least]

    def sheet(self, schema: TableSchema, *, rows: int) -> Sheet | None:
        """The cells of a table of at most so many rows, as programs read them; kept for the next question.

        Raises:
            QueryRefused: The rows cannot be read.
        """
        place = (schema.table.id, schema.table.parquet)
        if place not in self._sheets:
            if len(self._sheets) >= _SHEETS_KEPT:
                self._sheets.clear()
            table = read_sheet(schema, self._open().runner, most=rows)
            self._sheets[place] = replace(table, wide=True) if table is not None else None
        return self._sheets[place]

    def prove(self, choice: Choice, schema: TableSchema, table: Sheet, language: Language) -> Evidence:
        """The evidence of a program over a table; see ``programs.proof.proof``."""
        return proof(choice, table, schema, self._open().runner, language)

    def rows(self, schema: TableSchema, *, most: int) -> list[KeyedRow]:
        """The rows of a table, at most so many.

        Raises:
            QueryRefused: The query could not be run.
        """
        return rows_of(schema, self._open().runner, most=most)

    def row_at(self, table: str, number: int) -> KeyedRow | None:
        """The row of a table with a number; None where it is not there."""
        library = self._open()
        schema = next((s for s in library.index.schemas if s.name == table), None)
        try:
            return next(iter(numbered_rows(schema, library.runner, (number,))), None) if schema else None
        except QueryRefused:
            return None

    def failure_modes(self, scope: Scope) -> list[KeyedRow]:
        """All rows of the tables that analyse failure modes."""
        return self.rows_of(is_failure_analysis, scope)

    def rows_of(
        self, wanted: Callable[[TableSchema], bool], scope: Scope, *, most: int = _MOST_ROWS
    ) -> list[KeyedRow]:
        """The rows of the tables that are wanted, at most so many of each."""
        library = self._open()
        names = self._names(scope, library)
        found: list[KeyedRow] = []
        for schema in library.index.schemas:
            if schema.name in names and wanted(schema):
                with suppress(QueryRefused):
                    found += rows_of(schema, library.runner, most=most)
        return found

    def limits(
        self, asked: LimitAsked, scope: Scope, sources: frozenset[str] = frozenset()
    ) -> tuple[LimitRow, ...]:
        """The limits that hold for a thing, of some sources or all; see ``limit_rows.limits_for``."""
        library = self._open()
        names = self._names(scope, library)
        schemas = [
            s for s in library.index.schemas if s.name in names and (not sources or s.table.source in sources)
        ]
        named = self.rows_named(asked.tag or asked.sensor, scope)
        machine = next((tag for row in named if (tag := served_by(row))), asked.tag)
        try:
            known = known_of(machine, library.index, library.runner, names) if machine else None
            return limits_for(asked, schemas, library.runner, known)
        except QueryRefused:
            return ()

    def levels(self, unit: str, scope: Scope, sources: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        """Words of the columns of some sources that hold limits in a unit."""
        library = self._open()
        names = self._names(scope, library)
        return levels_of(
            [s for s in library.index.schemas if s.name in names and s.table.source in sources], unit
        )

    def _names(self, scope: Scope, library: _Library) -> frozenset[str]:
        if scope.is_open:
            return frozenset(s.name for s in library.index.schemas)
        wanted = {table.id for table in self._source.tables(scope)}
        return frozenset(s.name for s in library.index.schemas if s.table.id in wanted)

    def _open(self) -> _Library:
        """The tables of the catalogue's present generation; what did not change is not read again.

        A query that still runs on the generation before keeps its database until it ends.
        """
        generation = self._source.generation()
        with self._lock:
            if self._library is not None and self._library.generation == generation:
                return self._library
            schemas = self._read_schemas(self._source.tables(Scope()))
            files = {s.name: self._source.parquet(s.table) for s in schemas}
            runner = Runner(files, seconds=self._seconds)
            self._library = _Library(generation, TableIndex(schemas), runner)
            return self._library

    def _read_schemas(self, tables: Sequence[Table]) -> list[TableSchema]:
        """Schemas of all tables that can be read; of two with one name the second gets a number."""
        known: dict[tuple[str, str, str], TableSchema] = {}
        taken: set[str] = set()
        with duckdb.connect(":memory:") as connection:
            for table in tables:
                path = self._source.parquet(table)
                if not path.is_file() or not table.columns or is_form(table):
                    continue
                named = _renamed(table, taken)
                place = (named.id, named.parquet, named.name)
                try:
                    known[place] = self._schemas.get(place) or read_schema(named, path, connection=connection)
                except duckdb.Error as error:
                    _LOG.warning("the rows of %s cannot be read and are left out: %s", table.source, error)
                    continue
                taken.add(named.name.casefold())
        self._schemas = known
        return list(known.values())


def _renamed(table: Table, taken: set[str]) -> Table:
    name, number = table.name, 2
    while name.casefold() in taken:
        name, number = f"{table.name}_{number}", number + 1
    return table if name == table.name else replace(table, name=name)


def _is_source(knowledge: object) -> bool:
    return callable(getattr(knowledge, "parquet", None)) and callable(getattr(knowledge, "tables", None))


__all__ = ["TableExpert"]
