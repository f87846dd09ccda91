"""Where tables come from. Knows records and files, no question and no query."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from retrieval.records import Scope, Table


class TableSource(Protocol):
    """What the expert needs of a catalogue."""

    def generation(self) -> int:
        """A number that changes when any table does."""
        ...

    def tables(self, scope: Scope) -> Sequence[Table]:
        """The tables in force within a scope."""
        ...

    def documents(self, scope: Scope) -> int:
        """How many documents there are within a scope, with tables or without."""
        ...

    def parquet(self, table: Table) -> Path:
        """The file with the rows: ``_row``, then the columns."""
        ...


class _Catalogue(Protocol):
    def generation(self) -> int: ...

    def tables(self, scope: Scope = ...) -> list[Table]: ...

    def documents(self, scope: Scope = ...) -> Sequence[object]: ...


class _Objects(Protocol):
    def path(self, key: str) -> Path: ...


class KnowledgeLike(Protocol):
    """The part of ``retrieval.knowledge.Knowledge`` that holds tables."""

    @property
    def catalogue(self) -> _Catalogue:
        """Documents and tables."""
        ...

    @property
    def objects(self) -> _Objects:
        """Files by key."""
        ...


class KnowledgeTables:
    """The tables of what was ingested."""

    def __init__(self, knowledge: KnowledgeLike) -> None:
        self._knowledge = knowledge

    def generation(self) -> int:
        """The catalogue's generation."""
        return self._knowledge.catalogue.generation()

    def tables(self, scope: Scope) -> Sequence[Table]:
        """The catalogue's tables within a scope."""
        return self._knowledge.catalogue.tables(scope)

    def documents(self, scope: Scope) -> int:
        """How many documents of the catalogue are in force within a scope."""
        return len(self._knowledge.catalogue.documents(scope))

    def parquet(self, table: Table) -> Path:
        """The object of the table's rows."""
        return self._knowledge.objects.path(table.parquet)


class FolderTables:
    """Tables given as records and files: for tests and for work outside a catalogue."""

    def __init__(self, tables: Sequence[tuple[Table, Path]]) -> None:
        self._tables = tuple(tables)

    def generation(self) -> int:
        """Never changes."""
        return 1

    def tables(self, scope: Scope) -> Sequence[Table]:
        """Tables whose source is in the scope's list, or all."""
        if not scope.sources:
            return [table for table, _ in self._tables]
        return [table for table, _ in self._tables if table.source in scope.sources]

    def documents(self, scope: Scope) -> int:
        """The files of the tables within a scope."""
        return len({table.source for table in self.tables(scope)})

    def parquet(self, table: Table) -> Path:
        """The file that was given."""
        return next(path for known, path in self._tables if known.id == table.id)
