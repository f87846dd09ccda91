"""The table expert: its tables of this generation, how far a question is theirs, and the answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb

from assistant.engines import Engine
from assistant.experts.tables.answering import Answerer
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.link import link
from assistant.experts.tables.parse import promise
from assistant.experts.tables.reading import read
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, read_schema
from assistant.experts.tables.source import KnowledgeLike, KnowledgeTables, TableSource
from assistant.experts.tables.weigh import word_weight
from assistant.records import Finding, Question
from retrieval.records import Kind, Scope, Table


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
        return max(0.0, min(1.0, best / max(total, 1.0) * 0.85 + asks + missing)) if best or missing else 0.0

    def find(self, question: Question, scope: Scope) -> Finding:
        """The rows that answer a question, with the SQL that gave them; or why the tables cannot say."""
        library = self._open()
        names = self._names(scope, library)
        if not names:
            return Finding()
        reading = read(question.text, language=question.language)
        return Answerer(library.index, library.runner, names, scope, self._engine).find(reading)

    def _names(self, scope: Scope, library: _Library) -> frozenset[str]:
        known = {s.name for s in library.index.schemas}
        if scope.is_open:
            return frozenset(known)
        return frozenset(t.name for t in self._source.tables(scope) if t.name in known)

    def _open(self) -> _Library:
        """The tables of the catalogue's present generation; what did not change is not read again."""
        generation = self._source.generation()
        with self._lock:
            if self._library is not None and self._library.generation == generation:
                return self._library
            tables = [(t, self._source.parquet(t)) for t in self._source.tables(Scope())]
            tables = [(t, p) for t, p in tables if p.is_file() and t.columns]
            index = TableIndex(self._read_schemas(tables))
            runner = Runner({t.name: p for t, p in tables}, seconds=self._seconds)
            old, self._library = self._library, _Library(generation, index, runner)
            if old is not None:
                old.runner.close()
            return self._library

    def _read_schemas(self, tables: list[tuple[Table, Path]]) -> list[TableSchema]:
        known: dict[tuple[str, str, str], TableSchema] = {}
        connection: duckdb.DuckDBPyConnection | None = None
        for table, path in tables:
            place = (table.id, table.parquet, table.name)
            if place not in self._schemas:
                connection = connection or duckdb.connect(":memory:")
                known[place] = read_schema(table, path, connection=connection)
            else:
                known[place] = self._schemas[place]
        if connection is not None:
            connection.close()
        self._schemas = known
        return list(known.values())


def _is_source(knowledge: object) -> bool:
    return callable(getattr(knowledge, "parquet", None)) and callable(getattr(knowledge, "tables", None))


__all__ = ["TableExpert"]
